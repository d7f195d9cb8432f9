// Package peers answers: what do both axes, conceded discounts and carried-out
// instructions, have in common when somebody is compared with peers?
//
// In come sums by person and by person × client; out go everybody's own level, with which
// peers are taken out of each other's expectation in further passes, and what is needed
// to say that there are too few peers for anything relative.
package peers
