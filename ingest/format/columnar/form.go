package columnar

import (
	"bytes"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

var refusals = []fault.Refusal{
	{Err: ErrTruncated, What: fault.Sentence{JA: "ファイルが壊れているか、途中で切れています", EN: "the file is damaged or ends too early"}, ToDo: fault.ExportAgain},
}

// Parquet are Parquet files.
var Parquet = raw.Form{
	Is:       func(head []byte) bool { return bytes.HasPrefix(head, []byte("PAR1")) },
	Open:     func(path string, o raw.Options) (*raw.Book, error) { return OpenParquet(path, o.Limits) },
	Refusals: refusals,
}

// Arrow are Arrow IPC files and streams.
var Arrow = raw.Form{
	Is: func(head []byte) bool {
		return bytes.HasPrefix(head, []byte("ARROW1")) || bytes.HasPrefix(head, []byte("\xff\xff\xff\xff"))
	},
	Open:     func(path string, o raw.Options) (*raw.Book, error) { return OpenArrow(path, o.Limits) },
	Refusals: refusals,
}
