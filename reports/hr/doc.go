// Package hr describes the coaching list: who is helped by what?
//
// In comes an assessment; out go plans, blank sessions and the need by team. No score,
// rank, reason, client or price is shown.
package hr
