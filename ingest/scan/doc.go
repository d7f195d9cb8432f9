// Package scan takes the first pass over files: what must be known before a cell can be read?
//
// What comes in: opened files. What goes out: for each its columns with scale, locale and order
// of dates resolved, where its table ends, the names that it shows, and a fingerprint of the
// identity of every row. Parts of large files may wait for it until they are first read.
package scan
