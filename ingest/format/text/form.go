package text

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

// Form is delimited text, possibly compressed: whatever has no other form.
var Form = raw.Form{Is: func([]byte) bool { return true }, Open: openForm}

func openForm(path string, o raw.Options) (*raw.Book, error) {
	t := Options{Encoding: o.Encoding, Delimiter: o.Delimiter, Workers: o.Workers, Limits: o.Limits, Piece: o.Piece}
	if len(o.Known) > 0 {
		if err := json.Unmarshal(o.Known, &t.Known); err != nil {
			return nil, err
		}
	}
	var learned error
	if o.Learned != nil {
		t.Learned = func(x *Index) {
			var b []byte
			b, learned = json.Marshal(x)
			o.Learned(b)
		}
	}
	book, err := Open(path, t)
	return book, errors.Join(err, learned)
}

// Page are pages of the web, which are refused: a login page was saved, or a report that
// only looks like a workbook.
var Page = raw.Form{
	Is: isPage,
	Open: func(path string, _ raw.Options) (*raw.Book, error) {
		return nil, fmt.Errorf("%w: %w", raw.ErrPage, pageForm(path))
	},
	Refusals: []fault.Refusal{{Err: raw.ErrPage, What: fault.Sentence{JA: "表ではなく HTML のページです", EN: "this is an HTML page, not a table"},
		ToDo: fault.Sentence{JA: "CSV または xlsx で出力し直してください(ログイン画面が保存されていないかも確認)", EN: "export it again as CSV or xlsx (a saved login page looks like this)"}}},
}

// pageForm tells a table in the disguise of a workbook from any other page.
func pageForm(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, head)
	return raw.Foreign(page(bytes.ToLower(head[:n])))
}

func isPage(head []byte) bool {
	start := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<table", "<body", "<meta"} {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<html")
}
