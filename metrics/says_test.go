package metrics

import "tenbin/metrics/assessment/assessmenttest"

// says spells a statement for comparison.
var says = assessmenttest.Says
