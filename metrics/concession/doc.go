// Package concession answers: how much does a salesperson concede, beside what peers
// concede on the same kinds of deals?
//
// In come Deals, sums of scored lines by person, client, kind of work and month; out
// comes the Axis with, for everybody, the observed and expected concessions (O, E), their
// client-weighted Ratio, and the effective count N that says how much the ratio is worth.
// The peers' rate of a kind of work comes from a credibility chain over four levels, the
// person left out (METHOD section 1).
//
//	a := concession.New(deals, people)
//	a.Fit(true) // with the calendar factor
package concession
