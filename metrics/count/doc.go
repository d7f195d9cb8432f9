// Package count answers: was something counted more often with a person than with peers on
// the same exposure?
//
// In come rows of events and of what could have been, by person, client and kind; out
// comes everybody's count beside the expected one with its ratio and limits, in units of
// the middle person.
package count
