// Package hash answers where the cell of a key lies, for tables of millions of cells that
// several goroutines fill at once: it is what a reduction waits for most of its time.
//
// In come keys (person, client, category, region, band and month in 128 bits); out come
// the numbers of cells, and the cells themselves, which never move. A table knows nothing
// of what its cells count.
//
//   - Key (key.go): the place of a cell, packed.
//   - Table (table.go): keys to cells, with open addressing.
//   - Lookup (lookup.go): many keys looked up together, so that the processor waits for
//     many cache misses at once.
//   - Memory (memory.go, pages_linux.go): where cells lie, in large pages.
package hash
