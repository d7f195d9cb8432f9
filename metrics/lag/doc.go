// Package lag answers: how fast are instructions carried out, beside what peers do with
// the same kinds of instructions at the same age?
//
// In come Rows, one instruction each with its kind and the ages between which it was
// watched; out comes the Axis with, for everybody, how many were carried out and how many
// peers would have (O, E), their Ratio, and the effective count N that says how much the
// ratio is worth (METHOD section 2).
package lag
