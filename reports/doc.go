// Package reports shows an assessment: how is it said, to whom?
//
// The trip of a figure through this room:
//
//  1. team.go selects what one reader may see: a manager his own team, without
//     himself.
//  2. page.go, ledger.go, ranking.go, definitions.go … describe each sheet once, free
//     of any format, in the words of reports/words.
//  3. workbook.go and style.go, all that is Excel, or text.go, all that is a
//     terminal, render the described sheets. excelize makes the frame of a workbook
//     (render.go), the cells are written into it row by row (rowxml.go), and what
//     thousands of cards share is made once (books.go, press.go, archive.go).
//
// Beside them json.go and parquet.go write the machine-readable result. The same
// assessment gives the same bytes: nothing here reads the clock, and document
// properties come from the cut-off.
package reports
