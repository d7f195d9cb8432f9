// Package text reads delimited text: any of the usual delimiters, quotes, encodings
// and line ends, plain or compressed.
//
// The trip of a file:
//
//  1. Open looks at the first bytes: what is no text at all is refused (ErrNotText).
//  2. A sample says encoding, delimiter, quote and line end.
//  3. The index reads the whole file once: it counts quotes and lines per piece, so
//     that the parity of the quotes tells where a row starts behind a piece's edge,
//     proves the encoding, and finds a quote that never closes. Files whose quotes do
//     not follow the rules (an inch mark that opens no field) are walked byte by byte.
//  4. Sheet.Read scans the rows of one piece, block by block, without copying cells.
//
// Rules of the scanner. A field is quoted when its first byte is the quote; a doubled
// quote inside is one; text behind the closing quote is kept as it stands. Elsewhere a
// quote is a letter. A line end inside quotes belongs to the field. A blank line is a
// row of one empty cell. The last line needs no end. Every byte of the file is part of
// a cell, a delimiter, a quote, a line end or the byte order mark: nothing is skipped.
package text
