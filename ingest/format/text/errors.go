package text

import (
	"bytes"
	"errors"
	"fmt"
)

// ErrNotText is what errors.Is finds in the error of a file that is no delimited text.
var ErrNotText = errors.New("not delimited text")

// NotTextError says what the file looks like instead.
type NotTextError struct{ Kind string }

func (e *NotTextError) Error() string { return fmt.Sprintf("not delimited text but %s", e.Kind) }

// Is makes errors.Is(err, ErrNotText) true.
func (e *NotTextError) Is(target error) bool { return target == ErrNotText }

var magics = []struct{ prefix, kind string }{
	{"PK\x03\x04", "an Excel workbook or a zip archive"},
	{"PK\x05\x06", "an empty zip archive"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file or a password-protected workbook"},
	{"PAR1", "a Parquet file"},
	{"ARROW1", "an Arrow file"},
	{"%PDF-", "a PDF document"},
	{"{\\rtf", "an RTF document"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"7z\xbc\xaf", "a 7z archive"},
	{"Rar!", "a RAR archive"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ", "an xz archive"},
	{"\x1f\x8b", "a gzip archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive"},
	{"SQLite format 3", "a database file"},
}

// notText returns the error for a sample (decompressed, of unknown encoding) that is
// no delimited text, else nil.
func notText(sample []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(sample, []byte(m.prefix)) {
			return &NotTextError{m.kind}
		}
	}
	if len(sample) > 262 && string(sample[257:262]) == "ustar" {
		return &NotTextError{"a tar archive"}
	}
	head := bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf"))
	head = bytes.TrimLeft(head, " \t\r\n")
	head = bytes.ToLower(head[:min(len(head), 64)])
	for _, p := range [...]string{"<!doctype html", "<html", "<head", "<table", "<meta", "<body", "<!--"} {
		if bytes.HasPrefix(head, []byte(p)) {
			return &NotTextError{"an HTML page"}
		}
	}
	if bytes.HasPrefix(head, []byte("<?xml")) {
		return &NotTextError{"an XML document"}
	}
	return nil
}
