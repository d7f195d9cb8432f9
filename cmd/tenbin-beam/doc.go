// Command tenbin-beam reads the deals on Apache Beam, where they outgrow one machine, and
// writes the file from which tenbin run --cube goes on.
//
// The pipeline is the trip of cmd/tenbin/dataset.Site, whose steps are those of every run:
//
//  1. see: each file is opened once; its parts and the SHA-256 of its bytes are noted.
//  2. scan: the first pass over each part. Merged, the scans decide columns, names and
//     rows that stand in several places.
//  3. survey and gather: what must be known before a line can be counted; the plan.
//  4. reduce: each part into exact integer sums; keep: the rows that instructions ask for.
//  5. write: the file, byte for byte what tenbin reduce --cube writes.
//
// Elements are parts of files, never lines: a step reads its part itself from storage
// that all machines see under the same path. Between steps travel the mergeable states
// of ingest and metrics; one CombineFn merges them all.
//
// The module stands by itself so that Beam's weight stays out of the main program.
package main
