package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"tenbin/ingest/format/raw"
)

// guarded runs f; a panic, more than 20 seconds or more than 256 MiB allocated fail the test.
func guarded(t *testing.T, name string, f func() (string, error)) (got string, err error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		got, err = f()
	}()
	select {
	case p := <-done:
		if p != nil {
			t.Fatalf("%s: panic: %v", name, p)
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("%s: still reading after 20 seconds", name)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 256<<20 {
		t.Errorf("%s: %d MiB were allocated", name, n>>20)
	}
	return got, err
}

// noise is text that does not compress away.
func noise(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(r.IntN(26))
	}
	return string(b)
}

func half(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b[:len(b)/2]
}

// Broken and hostile workbooks: each is refused with its own reason.
func TestRefused(t *testing.T) {
	good := data(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	change := func(part, text string) map[string]string {
		p := parts(good)
		p[part] = text
		return p
	}
	bomb := parts(data(`<row r="1"><c r="A1" t="inlineStr"><is><t>` + strings.Repeat("a", 8<<20) + `</t></is></c></row>`))
	for _, c := range []struct {
		name string
		path string
		l    raw.Limits
		want error
		key  string
	}{
		{"rows out of order", write(t, parts(data(`<row r="5"/><row r="2"><c r="A2"><v>1</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a row twice", write(t, parts(data(`<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"cells out of order", write(t, parts(data(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a cell of another row", write(t, parts(data(`<row r="1"><c r="B7"><v>1</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a huge row number", write(t, parts(data(`<row r="1048577"><c r="A1048577"><v>1</v></c></row>`))), raw.Limits{}, nil, "rows"},
		{"a huge column", write(t, parts(data(`<row r="1"><c r="XFD1"><v>1</v></c></row>`))), raw.Limits{}, nil, "columns"},
		{"a huge cell", write(t, parts(data(`<row r="1"><c r="A1" t="str"><v>`+strings.Repeat("a", 2000)+`</v></c></row>`))), raw.Limits{Cell: 1000}, nil, "cell"},
		{"a shared string out of range", write(t, parts(data(`<row r="1"><c r="A1" t="s"><v>9</v></c></row>`))), raw.Limits{}, ErrTruncated, ""},
		{"a truncated sheet", write(t, parts(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`)), raw.Limits{}, ErrTruncated, ""},
		{"mismatched tags", write(t, parts(`<worksheet><sheetData></worksheet></sheetData>`)), raw.Limits{}, ErrTruncated, ""},
		{"no data element", write(t, parts(`<worksheet/>`)), raw.Limits{}, ErrTruncated, ""},
		{"a DOCTYPE", write(t, parts(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`+good)), raw.Limits{}, ErrNotWorkbook, ""},
		{"an unknown entity", write(t, parts(data(`<row r="1"><c r="A1" t="str"><v>&e;</v></c></row>`))), raw.Limits{}, ErrTruncated, ""},
		{"a part twice", write(t, parts(good), "xl/worksheets/sheet1.xml"), raw.Limits{}, ErrTruncated, ""},
		{"a zip bomb", write(t, bomb), raw.Limits{Cell: 1 << 30}, nil, "ratio"},
		{"too much unpacked", write(t, bomb), raw.Limits{Cell: 1 << 30, Ratio: 1e9, Unpacked: 1 << 20}, nil, "unpacked"},
		{"no workbook in the zip", write(t, map[string]string{"_rels/.rels": "<Relationships/>"}), raw.Limits{}, ErrNotWorkbook, ""},
		{"a row number beyond counting", write(t, parts(data(`<row r="99999999999999999999"><c><v>1</v></c></row>`))), raw.Limits{}, nil, "rows"},
		{"a row number that is none", write(t, parts(data(`<row r="-1"/>`))), raw.Limits{}, ErrTruncated, ""},
		{"row 0", write(t, parts(data(`<row r="0"/>`))), raw.Limits{}, ErrTruncated, ""},
		{"too many rows without numbers", write(t, parts(data(strings.Repeat(`<row/>`, 20)))), raw.Limits{Rows: 19}, nil, "rows"},
		{"a column beyond XFD", write(t, parts(data(`<row r="1"><c r="XFE1"/></row>`))), raw.Limits{Columns: 1 << 20}, nil, "columns"},
		{"a cell twice", write(t, parts(data(`<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a cell with two values", write(t, parts(data(`<row r="1"><c r="B1"><v>1</v><v>2</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a reference that is none", write(t, parts(data(`<row r="1"><c r="1B"><v>1</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"the data twice", write(t, parts(`<worksheet><sheetData><row r="1"/></sheetData><sheetData><row r="1"/></sheetData></worksheet>`)), raw.Limits{}, ErrDisordered, ""},
		{"an attribute twice", write(t, parts(data(`<row r="1" r="2"/>`))), raw.Limits{}, ErrTruncated, ""},
		{"a negative shared string", write(t, parts(data(`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`))), raw.Limits{}, ErrTruncated, ""},
		{"a style out of range", write(t, parts(data(`<row r="1"><c r="A1" s="99"><v>46326</v></c></row>`))), raw.Limits{}, ErrTruncated, ""},
		{"a second root", write(t, parts(good+good)), raw.Limits{}, ErrTruncated, ""},
		{"text behind the root", write(t, parts(good+"x")), raw.Limits{}, ErrTruncated, ""},
		{"bytes that are no UTF-8", write(t, parts(data("<row><c t=\"str\"><v>\x83\x65</v></c></row>"))), raw.Limits{}, ErrTruncated, ""},
		{"another encoding", write(t, parts(`<?xml version="1.0" encoding="Shift_JIS"?>`+good)), raw.Limits{}, ErrTruncated, ""},
		{"elements without end", write(t, parts(strings.Repeat("<a>", 1000))), raw.Limits{}, ErrTruncated, ""},
		{"a tag without end", write(t, parts(`<worksheet `+strings.Repeat(`"`, 3<<20))), raw.Limits{}, ErrTruncated, ""},
		{"a text without end", write(t, parts(`<worksheet><sheetData><row><c t="str"><v>`+noise(3<<20))), raw.Limits{}, nil, "cell"},
		{"a row of huge cells", write(t, func() map[string]string {
			p := parts(data(`<row>` + strings.Repeat(`<c t="s"><v>0</v></c>`, 1999) + `</row>`))
			p["xl/sharedStrings.xml"] = "<sst><si><t>" + noise(90000) + "</t></si></sst>"
			return p
		}()), raw.Limits{Cell: 100000}, nil, "cell"},
		{"a workbook that repeats one huge text", write(t, func() map[string]string {
			p := parts(data(strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 300)))
			p["xl/sharedStrings.xml"] = "<sst><si><t>" + noise(1<<20-1) + "</t></si></sst>"
			return p
		}()), raw.Limits{Unpacked: 16 << 20}, nil, "unpacked"},
		{"a sheet without a part", write(t, change("xl/_rels/workbook.xml.rels", `<Relationships/>`)), raw.Limits{}, ErrTruncated, ""},
		{"relations cut off", write(t, change("xl/_rels/workbook.xml.rels", `<Relationships>`)), raw.Limits{}, ErrTruncated, ""},
		{"strings cut off", write(t, change("xl/sharedStrings.xml", `<sst><si><t>a`)), raw.Limits{}, ErrTruncated, ""},
		{"no sheet at all", write(t, change("xl/workbook.xml", `<workbook><sheets/></workbook>`)), raw.Limits{}, ErrNotWorkbook, ""},
		{"a Word file", write(t, change("xl/workbook.xml", `<w:document xmlns:w="w"><w:body/></w:document>`)), raw.Limits{}, ErrNotWorkbook, ""},
		{"a sheet that is a chart", write(t, parts(`<chartsheet/>`)), raw.Limits{}, ErrTruncated, ""},
		{"a text file", saved(t, []byte("伝票No,日付\n")), raw.Limits{}, ErrNotWorkbook, ""},
		{"an empty file", saved(t, nil), raw.Limits{}, ErrTruncated, ""},
		{"half a zip", saved(t, half(t, write(t, parts(good)))), raw.Limits{}, ErrTruncated, ""},
		{"a missing sheet part", write(t, func() map[string]string { p := parts(good); delete(p, "xl/worksheets/sheet1.xml"); return p }()), raw.Limits{}, ErrTruncated, ""},
		{"broken styles", write(t, change("xl/styles.xml", "<styleSheet><cellXfs>")), raw.Limits{}, ErrTruncated, ""},
	} {
		_, err := guarded(t, c.name, func() (string, error) { return dump(c.path, "", c.l) })
		var limit *raw.LimitError
		switch {
		case err == nil:
			t.Errorf("%s was read", c.name)
		case c.key != "":
			if !errors.As(err, &limit) || limit.Key != c.key {
				t.Errorf("%s: %v, want limit %s", c.name, err, c.key)
			}
		case !errors.Is(err, c.want):
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// A zip directory may say anything of its parts: sizes are counted, not believed.
func TestLyingDirectory(t *testing.T) {
	sheet := data(`<row r="1"><c r="A1"><v>1</v></c></row>` + strings.Repeat(" ", 4<<20))
	for _, c := range []struct {
		name string
		lie  func(*zip.FileHeader)
		want string
	}{
		{"honest", func(*zip.FileHeader) {}, "ratio"},
		{"ten bytes unpacked", func(h *zip.FileHeader) { h.UncompressedSize64 = 10 }, "ratio"},
		{"a terabyte packed", func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 }, "ratio"},
		{"another checksum", func(h *zip.FileHeader) { h.CRC32++ }, "ratio"},
	} {
		for _, l := range []raw.Limits{{}, {Ratio: 1 << 20}} {
			got, err := guarded(t, c.name, func() (string, error) { return dump(saved(t, lying(t, sheet, c.lie)), "", l) })
			var limit *raw.LimitError
			switch {
			case l.Ratio == 0:
				if !errors.As(err, &limit) || limit.Key != c.want {
					t.Errorf("%s: %v, want limit %s", c.name, err, c.want)
				}
			case c.name == "honest" || c.name == "a terabyte packed": // the stream itself is whole
				if err != nil && !errors.Is(err, ErrTruncated) || c.name == "honest" && got != "1: 1/2\n" {
					t.Errorf("%s: %q, %v", c.name, got, err)
				}
			case !errors.Is(err, ErrTruncated):
				t.Errorf("%s: %v, want %v", c.name, err, ErrTruncated)
			}
		}
	}
}

// lying zips a workbook whose sheet has a directory entry that lie has changed.
func lying(t testing.TB, sheet string, lie func(*zip.FileHeader)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	p := parts("")
	for _, n := range []string{"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"} {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(p[n]))
	}
	packed := deflate(t, sheet)
	h := &zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(sheet)),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(sheet))}
	lie(h)
	w, err := z.CreateRaw(h)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(packed)
	z.Close()
	return b.Bytes()
}

// A sheet can be left at any row, and reading stops when it is no longer wanted.
func TestStops(t *testing.T) {
	enough := errors.New("enough")
	var book *raw.Book
	for _, rows := range []int{1, blockRows - 1, blockRows, blockRows + 1, 5000} { // the last block is handed over elsewhere
		path := write(t, parts(data(strings.Repeat(`<row><c><v>1</v></c></row>`, rows))))
		var err error
		if book, err = Open(path, "", raw.Limits{}); err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		if err := book.Sheets[0].Read(context.Background(), 0, func(*raw.Block) error { return enough }); err != enough {
			t.Errorf("%d rows: the receiver's own error came back as %v", rows, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := book.Sheets[0].Read(ctx, 0, func(*raw.Block) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Memory follows the block, not the sheet: 200,000 rows of ten cells.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("a large sheet is left out of short runs")
	}
	var b strings.Builder
	for r := 1; r <= 100000; r++ {
		fmt.Fprintf(&b, `<row r="%d">`, r)
		for c := range 8 {
			fmt.Fprintf(&b, `<c r="%c%d"><v>%d.25</v></c>`, 'A'+c, r, r*c)
		}
		b.WriteString(`</row>`)
	}
	path := write(t, parts(data(b.String())))
	b.Reset()
	book, err := Open(path, "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rows, peak := 0, uint64(0)
	if err := book.Sheets[0].Read(context.Background(), 0, func(k *raw.Block) error {
		if rows += k.Rows(); rows%(32*blockRows) == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapAlloc)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if rows != 100000 {
		t.Errorf("%d rows", rows)
	}
	if peak > before.HeapAlloc+32<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before.HeapAlloc, peak)
	}
}

func deflate(t testing.TB, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, 9)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}
