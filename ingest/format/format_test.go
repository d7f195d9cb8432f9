package format

import (
	"testing"

	"tenbin/ingest/format/columnar"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/format/text"
	"tenbin/ingest/format/xlsx"
)

// The first bytes say what a file is, whatever its name.
func TestFormOf(t *testing.T) {
	workbook, parquet, arrowFile, webPage, delimited := &xlsx.Form, &columnar.Parquet, &columnar.Arrow, &text.Page, &text.Form
	for _, c := range []struct {
		head string
		want *raw.Form
	}{
		{"a,b\n", delimited}, {"", delimited}, {"\x1f\x8b\x08", delimited}, {"\x28\xb5\x2f\xfd", delimited}, {"\xef\xbb\xbfa;b", delimited}, {"\xff\xfea\x00", delimited},
		{"PK\x03\x04....", workbook}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", workbook}, {"PAR1....", parquet}, {"ARROW1\x00\x00", arrowFile}, {"\xff\xff\xff\xff\x10", arrowFile},
		{"\xef\xbb\xbf\n <!DOCTYPE html>", webPage}, {"<HTML>", webPage}, {"<table border=1>", webPage}, {"<?xml version='1.0'?><html>", webPage},
	} {
		if got := formOf([]byte(c.head)); got != c.want {
			t.Errorf("%q has another form", c.head)
		}
	}
}
