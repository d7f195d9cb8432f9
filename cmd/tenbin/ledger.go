package main

import (
	"io"

	"tenbin/reports"
	"tenbin/reports/publish"
)

// ledgerParquet is where a version keeps its part of the ledger for other programs.
const ledgerParquet = "operator/ledger.parquet"

// writeLedgerParquet writes the entries of ledger.jsonl as a table with the same keys.
func writeLedgerParquet(w io.Writer, entries []publish.LedgerEntry) error {
	text := func(name string, of func(*publish.LedgerEntry) *string) reports.ParquetColumn {
		return reports.ParquetColumn{Name: name, Text: func(i int) *string { return of(&entries[i]) }}
	}
	type e = publish.LedgerEntry
	return reports.WriteParquetRows(w, "ledger", []reports.ParquetColumn{
		text("run_id", func(e *e) *string { return &e.RunID }), text("month", func(e *e) *string { return &e.Month }), text("kind", func(e *e) *string { return &e.Kind }),
		text("audience", func(e *e) *string { return &e.Audience }), text("recipient", func(e *e) *string { return &e.Recipient }), text("finding_id", func(e *e) *string { return &e.FindingID }),
		text("person", func(e *e) *string { return &e.Person }), text("client", func(e *e) *string { return &e.Client }), text("instruction", func(e *e) *string { return &e.Instruction }),
		text("action", func(e *e) *string { return &e.Action }), text("evidence_ja", func(e *e) *string { return &e.EvidenceJA }), text("evidence_en", func(e *e) *string { return &e.EvidenceEN }),
		{Name: "amount_at_stake", Int: func(i int) *int64 { return entries[i].Amount }},
		text("by", func(e *e) *string { return &e.By }), text("reason", func(e *e) *string { return &e.Reason }), text("outcome", func(e *e) *string { return &e.Outcome }),
	}, len(entries))
}
