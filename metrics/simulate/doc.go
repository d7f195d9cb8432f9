// Package simulate makes sales companies whose truth is known: who concedes more
// than the work explains, who carries out instructions more slowly, and since when.
//
// It writes canonical tables and knows no estimator, so what `tenbin validate`
// measures is measured against something the method had no hand in. The demo
// company and the tests come from here too.
//
// The trip:
//
//  1. Setting names a situation (team size, confounding, attacks) and its numbers.
//  2. New draws the company: people, clients, strata, true effects (Truth).
//  3. Deals and instructions are drawn from those effects (Company.Lines, .Orders).
//  4. An attack, if the setting names one, changes rows as a person would.
//  5. Company.Tables hands them over as record batches.
//
// Beside it stand NewEvidence, a company whose invoices show what became of price increases
// and allotments, and Company.Promise, which adds notes that promise days.
//
// Everything is drawn from one PCG source seeded by the caller; Seed derives the
// seeds of the validation sets from their names, so that nobody chooses them.
package simulate

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
)

// Seed returns the seed of data set i of a setting:
//
//	first 8 bytes, big-endian, of SHA-256("tenbin/validate/1/" + setting + "/" + i)
func Seed(setting string, i int) uint64 {
	h := sha256.Sum256(fmt.Appendf(nil, "tenbin/validate/1/%s/%d", setting, i))
	return binary.BigEndian.Uint64(h[:8])
}

// Source returns the random source of a seed.
func Source(seed uint64) rand.Source { return rand.NewPCG(seed, 0x74656e62696e) }
