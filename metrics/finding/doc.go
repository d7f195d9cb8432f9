// Package finding answers: what is decided about whom, and from which figures on?
//
// In come the estimates of everybody with their forecasts, and what is on record about
// instructions; out come tiers with their reasons, the step-in list, what went well, and
// what is suspended. It decides and says nothing: statements are assessment.Evidence.
//
// Every threshold of a decision stands in thresholds.go and nowhere else. The sheet of
// definitions prints them from here.
package finding
