// Package xlsx reads workbooks cell by cell as they were saved: raw values with the
// meaning of their number format, never recalculated, never shown text.
//
// The sheet XML is read by a streaming reader of our own. excelize, which this project
// writes its reports with, silently loses rows of damaged sheets and misplaces rows
// that are out of order; here a sheet is read right or refused with a sentence. Only
// decryption is excelize's.
//
// A value under a merged range stands in its top-left cell, as it is saved, and Merged
// names the ranges; hidden
// sheets, rows and columns are read like all others. A row that is in the file without
// any text has no cells, whatever its formats; one that is not in the file shows as a
// gap in the numbers.
package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"tenbin/ingest/format/raw"
)

// Why a file is refused; the wrapping error says more. What exceeds a limit is a
// *raw.LimitError instead.
var (
	ErrPassword      = raw.ErrPassword
	ErrWrongPassword = raw.ErrWrongPassword
	ErrEncryption    = errors.New("the workbook is encrypted in a way that cannot be opened here; save it with Excel's own password protection or without")
	ErrOldFormat     = raw.ErrOldFormat
	ErrTruncated     = errors.New("the workbook is damaged or ends too early")
	ErrDisordered    = errors.New("the sheet's rows or cells are out of order or repeated")
	ErrNotWorkbook   = errors.New("the file is no workbook")
)

var zipMagic = []byte("PK\x03\x04")

// Open opens a workbook. An encrypted one needs its password. Every sheet is one part;
// hidden sheets are sheets too. The file is held open until Close. Shared strings and
// styles are kept in memory; sheets are read as they are asked for, also several at once.
func Open(path, password string, limits raw.Limits) (*raw.Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	book, err := open(f, info.Size(), password, limits.WithDefaults())
	if err != nil {
		f.Close()
		return nil, err
	}
	book.Close = f.Close
	return book, nil
}

func open(at io.ReaderAt, size int64, password string, limits raw.Limits) (*raw.Book, error) {
	head := make([]byte, 8)
	if n, err := at.ReadAt(head, 0); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%w: it has %d bytes", ErrTruncated, n)
		}
		return nil, err
	}
	var remarks []string
	switch {
	case bytes.Equal(head, oleMagic):
		plain, err := decrypt(at, size, password, limits)
		if err != nil {
			return nil, err
		}
		at, size = bytes.NewReader(plain), int64(len(plain))
		remarks = append(remarks, "encrypted")
	case !bytes.HasPrefix(head, zipMagic):
		return nil, fmt.Errorf("%w: it begins with neither of a workbook's marks", ErrNotWorkbook)
	}
	c, err := openContainer(at, size, limits)
	if err != nil {
		return nil, err
	}
	w, err := c.workbook()
	if err != nil {
		return nil, err
	}
	book := &raw.Book{Remarks: append([]string{fmt.Sprintf("workbook with %d sheets", len(w.sheets))}, remarks...)}
	for _, s := range w.sheets {
		unseen := new(atomic.Int64)
		book.Sheets = append(book.Sheets, raw.Sheet{Name: s.name, Hidden: s.hidden, Parts: 1, Read: w.reader(s, unseen), HiddenRows: unseen.Load, Merged: w.merged(s)})
	}
	if w.epoch1904 {
		book.Remarks = append(book.Remarks, "dates count from 1904")
	}
	book.Remarks = append(book.Remarks, w.remarks...)
	return book, nil
}
