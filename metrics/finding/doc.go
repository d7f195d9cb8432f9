// Package finding answers: from which figures on is something said of somebody?
//
// Every threshold of a decision stands in thresholds.go and nowhere else: of tiers, of the
// step-in list, of marks and questions. The sheet of definitions prints them from here.
package finding
