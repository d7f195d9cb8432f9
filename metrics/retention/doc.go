// Package retention answers: do a salesperson's clients stay, beside peers' clients of the
// same buying rhythm?
//
// In come half-yearly checks of clients; out comes, for everybody, how many were lost, how
// many peers would have lost, and what that says of the person (METHOD section 6c).
package retention
