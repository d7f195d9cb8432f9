// Package metrics says what the lines and instructions of a company mean for each
// salesperson, and how sure that is. It reads record batches in the canonical schemas
// and hands on an Assessment of plain structs; it opens no file, reads no clock and
// draws no random number that was not seeded by the method itself.
//
// The trip, in the order in which Run takes it:
//
//  1. The deal lines (room cube): survey, plan, reduction to exact integer sums per
//     person × client × stratum × month, which do not depend on workers or shards. Or the
//     same read from a file (room cubefile).
//  2. Small tables (room instruction): instructions, pauses, updates, activities, coaching
//     as known at the cut-off; rows for several people are expanded.
//  3. Verdicts (rooms instruction and verdict): invoices and contacts overrule reported
//     dates.
//  4. Conceded discount (room concession): observed ÷ expected from peers on the same
//     work, own rows left out; effective count n; no person × person matrix.
//  5. Lag (rooms lag and progress): carried out ÷ expected from the peers' hazards, open
//     instructions censored, waits taken off.
//  6. Combination (rooms estimate, ratio and rank): two-gamma posteriors, four
//     classes, score, interval of K.
//  7. Figures: sums (company), people (person), pairs with a client (pair), teams (team,
//     absolute), the chance that an instruction lands (forecast), the monthly signal
//     (monitor, cusum), requests (exception), events (response), the way of an
//     instruction (stall), clients that stay (advocacy, retention), months (trend), rates
//     of single lines (linerate), what is on record (record, ledger).
//  8. Decisions (room finding): marks, tiers and reasons, the step-in list, what went well.
//
// Assess (assess.go) composes them: a part takes what earlier parts returned.
//
// # One idea
//
// For any behaviour O is what happened, E what peers would have done with the same
// work, and n = 1/Var(O/E) the effective count. Then n·O/E behaves like a Poisson count
// with mean n·θ, and with θ ~ Gamma(a, rate a/m)
//
//	θ | data ~ Gamma(a + n·O/E, rate a/m + n)
//
// in closed form, O = 0 included. Little evidence pulls towards the peers, never
// towards an accusation; n = 0 leaves the prior and says so.
//
// # Exactness
//
// Integers are summed in any order; floating-point sums run in the order of the sorted
// keys, products that enter a sum are rounded first (no fused multiply-add), and people
// are ordered after rounding to 10⁻⁹. The same input therefore gives the same bytes
// with any number of workers.
//
// The mathematics stands in rooms of its own that see only numbers: ratio, survival,
// cusum, rank, effect, verdict. Their figures, and those of this package on shared
// made-up companies, agree with R within the tolerances that the tests name.
package metrics
