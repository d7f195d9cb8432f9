package reports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// TestBooksTogether writes every workbook of a company twice: each by itself, and all
// from one Books on four goroutines in the opposite order. The bytes are equal.
func TestBooksTogether(t *testing.T) {
	a := reporttest.Lined(20)
	books := BooksOf(a)
	type job struct {
		name         string
		alone, after func(io.Writer) error
		out          bytes.Buffer
		err          error
	}
	var jobs []*job
	for _, l := range words.Languages {
		for i := range a.People {
			id := a.People[i].ID
			if id == "M-101" {
				continue
			}
			jobs = append(jobs, &job{name: string("card "+id+" ") + l, alone: func(w io.Writer) error { return BooksOf(a).Card(w, string(id), nil, reporttest.Stamp, l) },
				after: func(w io.Writer) error { return books.Card(w, string(id), nil, reporttest.Stamp, l) }})
		}
		jobs = append(jobs,
			&job{name: "manager " + l, alone: func(w io.Writer) error { return BooksOf(a).Manager(w, "M-101", reporttest.Stamp, l) }, after: func(w io.Writer) error { return books.Manager(w, "M-101", reporttest.Stamp, l) }},
			&job{name: "division " + l, alone: func(w io.Writer) error { return BooksOf(a).Division(w, reporttest.WholeCompany, reporttest.Stamp, l) }, after: func(w io.Writer) error { return books.Division(w, reporttest.WholeCompany, reporttest.Stamp, l) }},
			&job{name: "hr " + l, alone: func(w io.Writer) error { return BooksOf(a).HR(w, reporttest.Stamp, l) }, after: func(w io.Writer) error { return books.HR(w, reporttest.Stamp, l) }})
	}
	var group sync.WaitGroup
	for k := range 4 {
		group.Go(func() {
			for i := len(jobs) - 1 - k; i >= 0; i -= 4 {
				jobs[i].err = jobs[i].after(&jobs[i].out)
			}
		})
	}
	group.Wait()
	for _, j := range jobs {
		var alone bytes.Buffer
		err := j.alone(&alone)
		if fmt.Sprint(err) != fmt.Sprint(j.err) {
			t.Errorf("%s: %v by itself, %v among others", j.name, err, j.err)
		}
		if !bytes.Equal(alone.Bytes(), j.out.Bytes()) {
			t.Errorf("%s: other bytes among others", j.name)
		}
	}
}

// TestLongLedger reads back a ledger of 6,000 rows: every line once, in its order, with
// the id that it was given, although ids leave the list of shared texts on the way.
func TestLongLedger(t *testing.T) {
	a := reporttest.Lined(200)
	var b bytes.Buffer
	if err := BooksOf(a).Manager(&b, "M-101", reporttest.Stamp, "en"); err != nil {
		t.Fatal(err)
	}
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := sheetOf(managerBookOf(v).Sheets, "discounts")
	rows, err := reporttest.Reopen(t, b.Bytes()).GetRows(v.Words.Text("sheet.discounts"), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	first := sheet.BodyRow(&s, 0) - 1
	if len(rows) != first+len(v.Lines) || len(v.Lines) < 5000 {
		t.Fatalf("%d rows below %d, want %d", len(rows), first, len(v.Lines))
	}
	for k, l := range v.Lines {
		row := rows[first+k]
		for column, want := range map[int]string{0: v.PersonName(l.Person), 5: fmt.Sprint(l.List), 14: l.Document, 15: l.Place.String(), 16: l.LineID} {
			if row[column] != want {
				t.Fatalf("row %d, column %d: %q, want %q", first+k+1, column+1, row[column], want)
			}
		}
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the zip begins with %s", z.File[0].Name)
	}
	for _, f := range z.File {
		if f.Name == "xl/sharedStrings.xml" && f.UncompressedSize64 > 300_000 {
			t.Errorf("%d bytes of shared texts: the ids of the ledger stand among them", f.UncompressedSize64)
		}
	}
}
