package metrics

import (
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// Assess is assess for tests that stand on a cube.
func Assess(cube *cube.Cube, records []instruction.Record, data Data, o assessment.Options) (*assessment.Assessment, error) {
	a, _, err := assess(cube, records, data, o)
	return a, err
}
