// Package forecast answers: what becomes of an open instruction, and what is it worth to
// see to it?
//
// In come the speed of every person, the hazards of the peers and the sums of what clients
// bought; out come the chance that an instruction is carried out soon, the yen at stake,
// and what a visit to a person may gain.
package forecast
