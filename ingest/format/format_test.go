package format

import "testing"

// The first bytes say what a file is, whatever its name.
func TestFormOf(t *testing.T) {
	const workbook, parquet, arrowFile, webPage, delimited = 0, 1, 2, 3, 4 // in the order of the registry
	for _, c := range []struct {
		head string
		want int
	}{
		{"a,b\n", delimited}, {"", delimited}, {"\x1f\x8b\x08", delimited}, {"\x28\xb5\x2f\xfd", delimited}, {"\xef\xbb\xbfa;b", delimited}, {"\xff\xfea\x00", delimited},
		{"PK\x03\x04....", workbook}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", workbook}, {"PAR1....", parquet}, {"ARROW1\x00\x00", arrowFile}, {"\xff\xff\xff\xff\x10", arrowFile},
		{"\xef\xbb\xbf\n <!DOCTYPE html>", webPage}, {"<HTML>", webPage}, {"<table border=1>", webPage}, {"<?xml version='1.0'?><html>", webPage},
	} {
		if got := formOf([]byte(c.head)); got != &forms[c.want] {
			t.Errorf("%q has another form than number %d", c.head, c.want)
		}
	}
}
