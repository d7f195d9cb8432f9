// Package division describes the workbooks above the teams: how do the teams stand?
//
// In comes a reader with a division, or one that may name nobody; out go the teams against
// policy and due dates, their open instructions, and findings that ask for a visit from
// above. Nobody is ranked.
package division
