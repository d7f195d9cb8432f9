package interpret

import (
	"context"
	"fmt"

	"tenbin/ingest/fault"
)

// shortenedIDs says that a spreadsheet has shortened the numbers of documents, so that they tell
// no line from another.
func shortenedIDs(_ context.Context, f *File) error {
	if !f.Layout.Shortened {
		return nil
	}
	for _, column := range []string{"document", "line_id"} {
		if s := f.Layout.Named(column); s != nil {
			f.Warn("shortened_ids", f.At(s), fault.Sentence{
				JA: fmt.Sprintf("「%s」は表計算ソフトで短くなっています(2.02610E+11 のような形)。番号としては使わず、行はそのまま数えました。番号の列を文字列にして書き出し直してください", s.Heading),
				EN: fmt.Sprintf("%q was shortened by a spreadsheet (as 2.02610E+11): it is not used as a number and every line counts; export it with that column as text", s.Heading)})
			break
		}
	}
	return nil
}
