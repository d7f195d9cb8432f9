// Package sheet says what a workbook is before it is Excel, HTML or text.
//
// In come cells, rows and columns, as the workbooks describe them; out go books whose
// sheets say for every row how high it is on paper and into how many lines a text
// breaks. Nothing here knows an assessment, a language or a file format.
package sheet
