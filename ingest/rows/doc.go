// Package rows reads one opened file row by row: what stands in each column of a row?
//
// What comes in: a book, the layout of its table, and files whose rows complete its rows. What
// goes out: a Source, and a Cursor that gives the cells of a row by column, wherever they stand:
// in the row, in a joined file, or in the first row of a record that takes several. A log with
// one row per change of status becomes a sheet with one row per instruction (Fold).
package rows
