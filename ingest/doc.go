// Package ingest reads the exports of CRM and order systems into record batches of the
// canonical tables (ingest/table): what does the file say, and where?
//
// What comes in: Sources. What goes out: an Input, whose Shards give record batches, and
// Counts of what became of every row.
//
// The trip of a file:
//
//  1. Sources names it (source); its first bytes say what it is (format), and the reader of
//     that form (format/text, xlsx, columnar) gives rows of text cells (format/raw). A query
//     to a database (sqlsource) is asked once, before anything is opened; its answer is read
//     like any other file.
//  2. The heading row is found in any sheet by the known names and the columns are bound to
//     cells (heading), also of joined files (rows).
//  3. A first pass (scan) sees every cell once: it finds where the table ends, the scale,
//     locale and date order of each column (cell), the names of people and clients, and a
//     fingerprint of every row's id.
//  4. Names become ids, and roster, accounts, policy, prices and rates are read (lookup); of
//     rows that stand in several exports one counts (dedup).
//  5. Shards convert rows to batches (convert).
//
// With Sources.OnePass most parts of a large deals file are not read in step 3 but
// scanned while their rows are first converted, under what a sample showed; Settle then says
// whether that reading stands or must be done again.
//
// Nothing is lost: every physical row below a heading is a record, a row error,
// non-data rows, a helper, repeated or superseded, and Counts says how many of each.
package ingest
