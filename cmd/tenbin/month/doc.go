// Package month is the monthly job: what has to happen between the exports of a month and
// the moment when its reports stand where their readers look?
//
// In comes a Request, what a command line asked; out go published files and an exit code.
// The trip of one month, each step a function of what it needs:
//
//  1. Open: the exports, what came back in the inbox, what earlier publications said, and
//     whom the outputs may not name (Inputs).
//  2. Assess: the figures of the month in memory, with what was noticed on the way.
//  3. decide: whether they may be published at all; what blocks them is listed in
//     OUT/_blocked.
//  4. publish: the workbooks and files of every audience, on a stage of reports/publish,
//     made the month's next version by one rename.
//  5. deliver and notify: files to their readers, one message to whoever asked for it.
//
// Check walks steps 1 to 3 and lists what it found, Backtest computes many months and
// publishes none, Explain shows one person's figures from the rows on. The package wires
// ingest, metrics and reports together and computes nothing of its own.
package month
