// Package heading finds tables in sheets: where does a table begin and end, and which column is
// which?
//
// What comes in: the sheets of a book, the canonical columns of a table, and what the
// configuration says of its headings. What goes out: the row of the heading (Find), the cells
// of each column (Binder, Layout), and what a row below it is (Shape): a row of the table, or
// one that belongs to the sheet alone, as titles, totals and blank rows do (NonData).
package heading
