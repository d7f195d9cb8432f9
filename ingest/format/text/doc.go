// Package text reads delimited text: any of the usual delimiters, quotes, encodings
// and line ends, plain or compressed.
//
// The trip of a file:
//
//  1. Open looks at the first bytes: what is no text at all is refused (ErrNotText).
//  2. A sample says encoding, delimiter, quote and line end.
//  3. The index reads the whole file once: it counts quotes and lines per piece, so
//     that the parity of the quotes tells where a row starts behind a piece's edge, and
//     proves the encoding. Where quotes do not follow the rules, or a line ends inside
//     them, the rows are judged (judge.go); a file with a row in doubt is walked from its
//     beginning, and such rows become segments of their own.
//  4. Sheet.Read scans the rows of one piece, block by block, without copying cells.
//
// Rules of the scanner. A field is quoted when its first byte is the quote; a doubled
// quote inside is one; text behind the closing quote is kept as it stands. Elsewhere a
// quote is a letter. A line end inside quotes belongs to the field. A blank line is a
// row of one empty cell. The last line needs no end.
//
// A row stands as the scanner reads it where that gives the table's width, unless half of
// its lines have the table's number of delimiters: then a stray quote may have swallowed
// rows. A row in doubt is read by the rule of careful.go, and its lines are warned of; a
// quote that never closes, or leaves another width, makes the row bad (Block.Bad). A CR
// alone ends a row of the table's width in a file of line feeds.
//
// Every byte of the file is part of a cell, a delimiter (with the blank behind it, where
// that is the file's way), a quote, a line end or the byte order mark: nothing is skipped.
package text
