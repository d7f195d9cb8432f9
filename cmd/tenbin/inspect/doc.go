// Package inspect looks at exports before a month is computed from them: what does a file
// say, as the program understands it, and what in it has to be mended?
//
// In come paths, queries and the opened input of a run; out go the table of a file as CSV
// (Read), a first configuration guessed from headings (Init), and the facts of the
// data-quality workbook (Quality). Nothing here knows a figure of the method.
package inspect
