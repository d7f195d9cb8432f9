// Package cube answers: what do the deal lines of a company add up to? It is the only
// thing in a run that grows with the lines.
//
// In comes a Source: shards of Arrow record batches, the roster and the discount policy.
// Out comes the Cube, exact integer sums per person × client × stratum × month, with the
// largest lines of each person as evidence and the counts of what was left out and why.
// The trip, in the order in which Reduce takes it:
//
//  1. Survey (survey.go): what must be known before a line can be counted: list amounts,
//     repeated ids, returns and credits. Shard by shard, mergeable.
//  2. Plan (plan.go, resolve.go, credit.go): size bands, L_min, which rows stand, which
//     return cancels which sale. Frozen, printed in the manifest.
//  3. Partial (reduce.go, scan.go, queue.go): every line into the sums of its cell. Merge
//     (merge.go) is associative and commutative to the bit, so the Cube does not depend on
//     workers, shards or machines. transfer*.go carries what each step gave as bytes.
//  4. Cube (sums.go, cube.go): the cells in order. Sums (sumsonly.go, cubecsv.go) are the
//     money alone, where nothing else is wanted.
//
// Beside it single lines are asked for, decided by the same reduction: those of people
// (lines.go), those that instructions look at (rowkeeper.go), and who bought what
// (buyers.go).
//
// The rooms below know less: hash (the table of cells), fixed (exact money), column (Arrow
// columns and interned names), dedup (which of several rows stands).
package cube
