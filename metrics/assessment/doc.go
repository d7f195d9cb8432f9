// Package assessment answers: what came out of a run, in which words and numbers?
//
// It holds plain structs that the rooms of metrics fill and every report reads:
// Assessment with its people, pairs, instructions, findings, months and warnings; the
// Options that figures depend on, with their defaults; and Number, Amount and Interval,
// which can say that something is not measurable. It computes nothing but what a reader
// of the result may want from it alone: the figures of teams that name nobody.
package assessment
