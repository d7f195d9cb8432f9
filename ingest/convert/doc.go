// Package convert turns the rows of a file into record batches: what does each cell say in the
// canonical schema, and what is the price of a line?
//
// What comes in: a source, what is known of the run (Environment), and how a part is to be read
// (Reading). What goes out: record batches or single rows, and what became of every other row
// (Tally). Plain rows of deals go column by column through the fast path, which writes what the
// converter would write; all others go one by one.
package convert
