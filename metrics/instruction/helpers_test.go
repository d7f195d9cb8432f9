package instruction

import "tenbin/metrics/cube/cubetest"

// Short names of what most tests are made of.
type row = cubetest.Row

var (
	deals   = cubetest.Deals
	small   = cubetest.Small
	october = cubetest.October
	mustDay = cubetest.MustDay
	files   = cubetest.Files
)
