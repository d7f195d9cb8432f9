package reports

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io"
	"io/fs"
	"slices"
	"sync"
)

// The parts of a workbook that are not excelize's.
const (
	stringsPart = "xl/sharedStrings.xml"
	stylesPart  = "xl/styles.xml"
	typesPart   = "[Content_Types].xml"
	sheetParts  = "xl/worksheets/sheet" // with a number from 1 and .xml
)

// collector is a zip that keeps the parts as they are.
type collector struct{ parts parts }

// Create returns the writer of the part name.
func (c collector) Create(name string) (io.Writer, error) { return &partWriter{c.parts, name}, nil }

// AddFS is asked for by the interface and by nobody else.
func (c collector) AddFS(fs.FS) error { return errors.New("a workbook takes no file system") }

// Close has nothing to do.
func (c collector) Close() error { return nil }

type partWriter struct {
	parts parts
	name  string
}

func (w *partWriter) Write(b []byte) (int, error) {
	w.parts[w.name] = append(w.parts[w.name], b...)
	return len(b), nil
}

// archive is the zip of one workbook on its way to its file.
type archive struct {
	zip *zip.Writer
	p   *press
	big bool // the part under way is packed closer
}

// How hard parts are compressed. The fastest way has next to no cost of its own, which
// counts in thousands of cards of small parts; level 2 clears a table for each part and
// makes a ledger a tenth smaller. Levels above it pay little for their time.
const (
	quick = flate.BestSpeed
	tight = 2
)

// archive begins the zip of a workbook in w. Compressors are used again: each one holds
// a megabyte.
func (p *press) archive(w io.Writer) *archive {
	a := &archive{zip: zip.NewWriter(w), p: p}
	a.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		pool, level := &p.quick, quick
		if a.big {
			pool, level = &p.tight, tight
		}
		f, _ := pool.Get().(*flate.Writer)
		if f == nil {
			return flateOf(w, level, pool)
		}
		f.Reset(w)
		return &packer{f, pool}, nil
	})
	return a
}

func flateOf(w io.Writer, level int, pool *sync.Pool) (io.WriteCloser, error) {
	f, err := flate.NewWriter(w, level)
	return &packer{f, pool}, err
}

// packer gives its compressor back when it is closed.
type packer struct {
	*flate.Writer
	pool *sync.Pool
}

// Close ends the part.
func (p *packer) Close() error {
	err := p.Writer.Close()
	p.pool.Put(p.Writer)
	p.Writer = nil
	return err
}

// create begins the part name, which ends where the next one begins; big where it may
// be large.
func (a *archive) create(name string, big bool) (io.Writer, error) {
	a.big = big
	return a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

// part writes the part name whole.
func (a *archive) part(name string, b []byte) error {
	w, err := a.create(name, false)
	if err == nil {
		_, err = w.Write(b)
	}
	return err
}

// all writes parts by name, the list of their types first, as readers expect.
func (a *archive) all(p parts) error {
	var names []string
	for name := range p {
		if name != typesPart {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range append([]string{typesPart}, names...) {
		if err := a.part(name, p[name]); err != nil {
			return err
		}
	}
	return nil
}
