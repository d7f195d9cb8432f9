package text

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tenbin/ingest/format/raw"
)

// ErrNotText is what errors.Is finds in the error of a file that is no delimited text.
var ErrNotText = errors.New("not delimited text")

// NotTextError says what the file looks like instead.
type NotTextError struct {
	Kind   string
	Format *raw.FormatError // where the form has a name
}

func (e *NotTextError) Error() string { return fmt.Sprintf("not delimited text but %s", e.Kind) }

// Unwrap gives the form by its name.
func (e *NotTextError) Unwrap() error {
	if e.Format == nil {
		return nil
	}
	return e.Format
}

// foreign is the error for a file of this form.
func foreign(format string) error {
	f := raw.Foreign(format)
	return &NotTextError{strings.TrimPrefix(f.What.EN, "this is "), f}
}

// Is makes errors.Is(err, ErrNotText) true.
func (e *NotTextError) Is(target error) bool { return target == ErrNotText }

var magics = []struct{ prefix, kind, format string }{
	{"PK\x03\x04", "an Excel workbook or a zip archive", "zip"},
	{"PK\x05\x06", "an empty zip archive", "zip"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file or a password-protected workbook", "xls"},
	{"\x09\x08\x10\x00", "an old Excel file", "xls"},
	{"\x09\x04\x06\x00", "an old Excel file", "xls"},
	{"\x09\x02\x06\x00", "an old Excel file", "xls"},
	{"\x09\x00\x04\x00", "an old Excel file", "xls"},
	{"PAR1", "a Parquet file", ""},
	{"ARROW1", "an Arrow file", ""},
	{"%PDF-", "a PDF document", "pdf"},
	{"{\\rtf", "an RTF document", "word"},
	{"\x89PNG", "a picture", "binary"},
	{"\xff\xd8\xff", "a picture", "binary"},
	{"7z\xbc\xaf", "a 7z archive", "archive"},
	{"Rar!", "a RAR archive", "archive"},
	{"BZh", "a bzip2 archive", "bzip2"},
	{"\xfd7zXZ", "an xz archive", "xz"},
	{"\x1f\x8b", "a gzip archive", "archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive", "archive"},
	{"SQLite format 3", "a database file", "access"},
	{"\x00\x01\x00\x00Standard ", "an Access database", "access"},
}

// notText returns the error for a sample (decompressed, of unknown encoding) that is
// no delimited text, else nil.
func notText(sample []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(sample, []byte(m.prefix)) {
			return &NotTextError{m.kind, raw.Foreign(m.format)}
		}
	}
	if len(sample) > 262 && string(sample[257:262]) == "ustar" {
		return &NotTextError{"a tar archive", raw.Foreign("archive")}
	}
	all := bytes.TrimLeft(bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf")), " \t\r\n")
	all = bytes.ToLower(all[:min(len(all), 4<<10)])
	head := all[:min(len(all), 64)]
	for _, p := range [...]string{"<!doctype html", "<html", "<head", "<table", "<meta", "<body", "<!--"} {
		if bytes.HasPrefix(head, []byte(p)) {
			return &NotTextError{"an HTML page", raw.Foreign(page(all))}
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(all, []byte("urn:schemas-microsoft-com:office:spreadsheet")), bytes.HasPrefix(head, []byte("<workbook ")):
		return &NotTextError{"an XML spreadsheet", raw.Foreign("spreadsheetml")}
	case bytes.HasPrefix(head, []byte("<?xml")):
		return &NotTextError{"an XML document", nil}
	case bytes.HasPrefix(head, []byte("mime-version:")), bytes.HasPrefix(head, []byte("from: <saved by")), bytes.HasPrefix(head, []byte("content-type: multipart/related")):
		return foreign("mhtml")
	case bytes.HasPrefix(head, []byte("id;p")) && bytes.Contains(all, []byte("\nc;")):
		return foreign("sylk")
	case jsonText(all):
		return foreign("json")
	}
	return nil
}

// page names the form of an HTML page: a workbook in disguise, or any other.
func page(all []byte) string {
	for _, w := range [...]string{"urn:schemas-microsoft-com:office", "<table"} {
		if bytes.Contains(all, []byte(w)) {
			return "html-table"
		}
	}
	return "html"
}

// jsonText reports whether a text begins as JSON does: an object or a list of them.
func jsonText(head []byte) bool {
	var seen []byte
	for _, c := range head {
		if c > ' ' {
			if seen = append(seen, c); len(seen) == 2 {
				break
			}
		}
	}
	switch string(seen) {
	case "{\"", "[{", "[[":
		return bytes.Contains(head, []byte("\":")) || string(seen) == "[["
	}
	return false
}

// lockFile reports whether a file is what Excel and Word lay beside an open one.
func lockFile(path string, sample []byte) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.") || len(sample) == 165 && sample[0] < 54 && bytes.Count(sample, []byte("\x00")) > 40
}
