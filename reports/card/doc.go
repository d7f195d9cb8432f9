// Package card describes the workbook of one person: is this figure right, and where
// does it come from?
//
// In comes what that person may see, the own rows; out go the figures, the rows behind
// them, the way from the rows to the score step by step, and room for an answer.
package card
