// Package reader selects: who may see which rows of an assessment?
//
// In comes an assessment, for whom a workbook is, in which language, and what was
// published before; out goes a [Reader] with that audience's people and rows in their
// order, or an [Own] with those of one person, and the names and words to say them with.
// A [Base] binds the sheets of a workbook into a book. Nothing here lays out a row.
package reader
