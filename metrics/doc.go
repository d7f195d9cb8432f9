// Package metrics says what the lines and instructions of a company mean for each
// salesperson, and how sure that is. It reads record batches in the canonical schemas
// and hands on an Assessment of plain structs; it opens no file, reads no clock and
// draws no random number that was not seeded by the method itself.
//
// The trip, in the order in which Run takes it:
//
//  1. Survey (survey.go): what must be known before a line can be counted — list
//     amounts, repeated ids, returns and credits. Shard by shard, mergeable.
//  2. Plan (plan.go, resolve.go): size bands, L_min, which rows stand, which return
//     cancels which sale. Frozen, printed in the manifest.
//  3. Reduce (reduce.go, scan.go, queue.go): every line into exact integer sums per
//     person × client × stratum × month. Merge (merge.go) is associative and
//     commutative to the bit, so the Cube does not depend on workers or shards.
//  4. Small tables (tables.go): instructions, pauses, updates, activities, coaching as
//     known at the cut-off; rows for several people are expanded (expand.go); invoices
//     overrule reported dates (verdicts.go, items.go, room verdict).
//  5. Conceded discount (concession.go, concession_peers.go, calendarfactor.go):
//     observed ÷ expected from peers on the same work, own rows left out; effective
//     count n; no person × person matrix.
//  6. Lag (lag.go, lag_pauses.go, handover.go, lag_days.go): carried out ÷ expected
//     from the peers' hazards, open instructions censored, waits taken off.
//  7. Combination (estimate.go, rooms ratio and rank): two-gamma posteriors, four
//     classes, score, interval of K.
//  8. Figures and their use: people (assess_people.go), money mark (moneyflag.go),
//     teams and pairs (team.go), the chance that an instruction lands (forecast.go),
//     the monthly signal (watch.go, room cusum), tiers and reasons (tiers.go), the
//     step-in list (stepin*.go, contacts.go), what went well (donewell.go), coaching
//     (coaching.go, room effect), warnings (warnings.go). Assess (assess.go) holds
//     them together.
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
