// Package instruction answers: what was known at the cut-off beside the deal lines, and
// what became of each management instruction?
//
// In come the small tables of a run as record batches, with the deal lines where an
// instruction asks something of them; out come Tables: plain records in which nothing has
// happened that happened after the cut-off. The trip, in the order in which a run takes it:
//
//  1. Read (read.go, instructions.go): rows as records, each instruction once.
//  2. Expansion (expand.go): an instruction for several people or clients becomes one for
//     each client that bought what it is about.
//  3. Pauses (pauses.go): the days that do not count, by pauses and absences.
//  4. Feedback (feedback.go): decisions and replies that came back, as far as they hold.
//  5. Verify (verify.go, invoices.go, increases.go, others.go): the evidence gives each its
//     verdict and overrules reported dates; the rules themselves stand in package verdict.
//  6. Handovers (handover.go): since when the present holder answers for each.
//
// What the tables ask of the deal lines (asked.go) is known by itself, so that lines which
// are read elsewhere can answer.
package instruction
