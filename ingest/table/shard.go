package table

import (
	"context"

	"github.com/apache/arrow/go/v15/arrow"
)

// Shard is a part of a table that can be read on its own, more than once, with the
// same records in the same order each time: a file, or a byte range of one. The
// callback borrows the record: numbers that it keeps it must copy, since their memory is
// used again for the next batch; strings it may keep.
type Shard interface {
	// Records calls f with the record batches of the shard, in row order.
	Records(ctx context.Context, f func(arrow.Record) error) error
}

// Only returns shards that may leave out the values of all columns but those named.
func Only(shards []Shard, columns []string) []Shard {
	out := make([]Shard, len(shards))
	for i, s := range shards {
		if out[i] = s; len(columns) > 0 {
			if o, ok := s.(interface{ Only([]string) Shard }); ok {
				out[i] = o.Only(columns)
			}
		}
	}
	return out
}

// File is one input file of a run. Its position in the run's list is what "_file"
// holds. Order (configuration, then byte order of the path) decides ties.
type File struct {
	Path   string // relative to the configuration, with slashes
	Table  string // canonical table that it feeds
	SHA256 string // hex of the bytes; of the rows where the source is a query
	Month  int32  // months since 1970-01 named in the file's name, or -1
	Sheet  string // where the table was found
}
