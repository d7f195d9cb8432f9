// Package ingest reads the exports of CRM and order systems into record batches of the
// canonical tables (ingest/table): what does the file say, and where?
//
// The trip of a file:
//
//  1. Sources names it (sources.go); its first bytes say what it is (detect.go), and
//     the reader of that form (text, xlsx, columnar) gives rows of text cells (raw). A
//     query to a database (query.go) is asked once, before anything is opened; its answer
//     lies sorted in a private file (query_answer.go) and is read like any other.
//  2. The heading row is found in any sheet by the known names (header.go, headings.go)
//     and the columns are bound to cells, also of joined files (bind.go, join.go).
//  3. A first pass (survey.go) sees every cell once: it finds where the table ends, the
//     scale, locale and date order of each column (cell), the names of people and
//     clients, and a fingerprint of every row's id.
//  4. Names become ids (resolve.go); rows that stand in several exports are judged
//     (duplicates.go); roster, accounts, policy, prices and rates are read (lists.go).
//  5. Shards convert rows to batches (shards.go, convert.go, batch.go); the price forms
//     of a deal line become list and net amount (deals.go, money.go). Plain rows of deals
//     go column by column through a lane of their own (lane.go), which writes what the
//     converter would write.
//
// With Sources.OnePass most parts of a large deals file are not read in step 3 but
// surveyed while their rows are first converted, under what a sample showed; Settle
// (settle.go) then says whether that reading stands or must be done again.
//
// Nothing is lost: every physical row below a heading is a record, a row error,
// furniture, a helper, repeated or superseded, and Counts says how many of each.
package ingest
