// Package sqlsource asks databases: what are the rows of a query?
//
// What comes in: queries and where their connection strings are. What goes out: their answers,
// sorted, in private files that are read like any other. Nothing that it says repeats a
// connection string.
package sqlsource
