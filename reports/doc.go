// Package reports shows an assessment: how is it said, to whom?
//
// The trip of a figure through these rooms:
//
//  1. reader selects what one reader may see: a manager his own team, without himself.
//  2. manager, card, division, hr, operator and forms describe their sheets once, each a
//     function of a reader, from parts that they share (part), in words (words) and free
//     of any format (sheet).
//  3. [Books] says which workbook is for whom and binds its sheets into a book.
//  4. excel, all that is Excel, or export, all that is JSON, Parquet, a calendar or a
//     terminal, write it.
//
// The same assessment gives the same bytes: nothing here reads the clock, and document
// properties come from the cut-off.
package reports
