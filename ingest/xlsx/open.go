// Package xlsx reads workbooks cell by cell as they were saved: raw values with the
// meaning of their number format, never recalculated, never shown text.
//
// The sheet XML is read by a streaming reader of our own. excelize, which this project
// writes its reports with, silently loses rows of damaged sheets and misplaces rows
// that are out of order; here a sheet is read right or refused with a sentence. Only
// decryption is excelize's.
package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"tenbin/ingest/raw"
)

// Why a file is refused; the wrapping error says more.
var (
	ErrPassword      = errors.New("the workbook is encrypted and no password was given")
	ErrWrongPassword = errors.New("the workbook is encrypted and the password does not open it")
	ErrOldFormat     = errors.New("this is an old Excel file (.xls); save it as .xlsx")
	ErrTruncated     = errors.New("the workbook is damaged or ends too early")
	ErrDisordered    = errors.New("the sheet's rows or cells are out of order or repeated")
	ErrNotWorkbook   = errors.New("the file is no workbook")
)

// container is the opened zip of a workbook.
type container struct {
	parts  map[string]*zip.File
	limits raw.Limits
	budget int64 // bytes that may still be unpacked for parts kept in memory
	packed int64
}

// Open opens a workbook. An encrypted one needs its password. Every sheet is one part;
// hidden sheets are sheets too. The file is held open until Close.
func Open(path, password string, limits raw.Limits) (book *raw.Book, err error) {
	defer func() {
		if r := recover(); r != nil {
			book, err = nil, fmt.Errorf("%w (%v)", ErrTruncated, r)
		}
	}()
	limits = limits.WithDefaults()
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	head := make([]byte, 8)
	if _, err := f.ReadAt(head, 0); err != nil {
		f.Close()
		return nil, fmt.Errorf("%w: fewer than 8 bytes", ErrTruncated)
	}
	var at io.ReaderAt = f
	size, closer := info.Size(), f.Close
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) {
		plain, err := decrypt(f, size, password, limits)
		f.Close()
		if err != nil {
			return nil, err
		}
		at, size, closer = bytes.NewReader(plain), int64(len(plain)), func() error { return nil }
	}
	book, err = openZip(at, size, limits)
	if err != nil {
		closer()
		return nil, err
	}
	book.Close = closer
	return book, nil
}

// decrypt opens an OLE container: an encrypted workbook, or an old .xls.
func decrypt(f *os.File, size int64, password string, limits raw.Limits) (plain []byte, err error) {
	streams, err := oleStreams(f)
	if err != nil {
		return nil, err
	}
	switch {
	case streams["Workbook"] || streams["Book"]:
		return nil, ErrOldFormat
	case !streams["EncryptedPackage"]:
		return nil, fmt.Errorf("%w: an OLE file without a workbook in it", ErrNotWorkbook)
	case password == "":
		return nil, ErrPassword
	case size > limits.Unpacked:
		return nil, &raw.LimitError{Key: "unpacked", Limit: limits.Unpacked, Got: size}
	}
	data := make([]byte, size)
	if _, err := f.ReadAt(data, 0); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	defer func() {
		if r := recover(); r != nil {
			plain, err = nil, fmt.Errorf("%w: its encryption cannot be read (%v)", ErrWrongPassword, r)
		}
	}()
	plain, err = excelize.Decrypt(data, &excelize.Options{Password: password})
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrWrongPassword, err)
	}
	if !bytes.HasPrefix(plain, []byte("PK")) {
		return nil, ErrWrongPassword
	}
	return plain, nil
}

// oleStreams lists the streams of an OLE file.
func oleStreams(f io.ReaderAt) (streams map[string]bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			streams, err = nil, fmt.Errorf("%w: %v", ErrTruncated, r)
		}
	}()
	doc, err := mscfb.New(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	streams = map[string]bool{}
	for n := 0; n < 10000; n++ {
		e, err := doc.Next()
		if err != nil {
			break
		}
		streams[e.Name] = true
	}
	return streams, nil
}

// openZip reads the parts that every sheet needs and lists the sheets.
func openZip(at io.ReaderAt, size int64, limits raw.Limits) (*raw.Book, error) {
	z, err := zip.NewReader(at, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	c := &container{parts: map[string]*zip.File{}, limits: limits, budget: limits.Unpacked, packed: size}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, "\\", "/"), "/"))
		if _, twice := c.parts[name]; twice {
			return nil, fmt.Errorf("%w: it holds two parts called %s", ErrTruncated, f.Name)
		}
		c.parts[name] = f
	}
	w, err := c.workbook()
	if err != nil {
		return nil, err
	}
	book := &raw.Book{Remarks: []string{fmt.Sprintf("workbook with %d sheets", len(w.sheets))}}
	for _, s := range w.sheets {
		book.Sheets = append(book.Sheets, raw.Sheet{Name: s.name, Parts: 1, Read: w.reader(s)})
	}
	if w.epoch1904 {
		book.Remarks = append(book.Remarks, "dates count from 1904")
	}
	return book, nil
}

// open opens a part; what it delivers is bounded by the limits.
func (c *container) open(name string) (io.ReadCloser, error) {
	f, ok := c.parts[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if !ok {
		return nil, fmt.Errorf("%w: its part %s is missing", ErrTruncated, name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrTruncated, name, err)
	}
	return &bounded{r: r, c: c, name: name, packed: max(int64(f.CompressedSize64), 1)}, nil
}

// bounded counts the bytes that really come out; headers are not believed.
type bounded struct {
	r      io.ReadCloser
	c      *container
	name   string
	packed int64
	got    int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.got += int64(n)
	if b.got > b.c.limits.Unpacked {
		return n, &raw.LimitError{Key: "unpacked", Limit: b.c.limits.Unpacked, Got: b.got}
	}
	if b.got > 1<<20 && b.got/b.packed > b.c.limits.Ratio {
		return n, &raw.LimitError{Key: "ratio", Limit: b.c.limits.Ratio, Got: b.got / b.packed}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %s: %v", ErrTruncated, b.name, err)
	}
	return n, err
}

func (b *bounded) Close() error { return b.r.Close() }
