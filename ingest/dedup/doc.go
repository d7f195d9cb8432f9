// Package dedup finds rows that stand in several places, by one rule for all tables.
//
// What comes in: files with the fingerprints of their rows' identities. What goes out: the
// disposition of each row whose identity stands in more than one place: kept, repeated,
// superseded or conflicting, with the place of the other. Fingerprints find candidates, 8 bytes
// a row, beyond a bound of memory in a file; the identities themselves decide.
package dedup
