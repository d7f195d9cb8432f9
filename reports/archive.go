package reports

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io"
	"io/fs"
	"slices"
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
type archive struct{ zip *zip.Writer }

// archive begins the zip of a workbook in w. Compressors are used again: each one holds
// a megabyte.
func (p *press) archive(w io.Writer) *archive {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		f, _ := p.flates.Get().(*flate.Writer)
		if f == nil {
			var err error
			if f, err = flate.NewWriter(nil, packing); err != nil {
				return nil, err
			}
		}
		f.Reset(w)
		return &packer{f, p}, nil
	})
	return &archive{z}
}

// packing is how hard a workbook is compressed: level 2 takes a tenth of the time of
// excelize's own writer and gives files an eighth larger; levels above it pay little.
const packing = 2

// packer gives its compressor back when it is closed.
type packer struct {
	*flate.Writer
	p *press
}

// Close ends the part.
func (p *packer) Close() error {
	err := p.Writer.Close()
	p.p.flates.Put(p.Writer)
	p.Writer = nil
	return err
}

// create begins the part name, which ends where the next one begins.
func (a *archive) create(name string) (io.Writer, error) {
	return a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

// part writes the part name whole.
func (a *archive) part(name string, b []byte) error {
	w, err := a.create(name)
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
