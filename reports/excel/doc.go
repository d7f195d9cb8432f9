// Package excel writes workbooks: how does a sheet become an .xlsx file?
//
// In comes a [sheet.Book], all in words; out go bytes, the same for the same book.
// excelize makes the frame of a workbook (frame.go, chart.go, setup.go), or a template
// of that frame made before is filled in (template.go); the cells are written into it
// row by row (rowxml.go, text.go), in styles numbered in the order of their first use
// (style.go); archive.go packs the parts. A [Pool] keeps what thousands of workbooks of
// one run share. Blank forms and letters have writers of their own.
package excel
