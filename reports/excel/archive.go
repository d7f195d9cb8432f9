package excel

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// The parts of a workbook that are not excelize's.
const (
	stringsPart = "xl/sharedStrings.xml"
	stylesPart  = "xl/styles.xml"
	typesPart   = "[Content_Types].xml"
	sheetParts  = "xl/worksheets/sheet" // with a number from 1 and .xml
)

// alike are the parts of which there are only a few in a run: they follow from the
// sheets that a workbook has and the styles on them.
var alike = map[string]bool{typesPart: true, stylesPart: true, "_rels/.rels": true, "docProps/app.xml": true, "xl/_rels/workbook.xml.rels": true, "xl/theme/theme1.xml": true}

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
	p   *Pool
	big bool // the part under way is packed closer
}

// How hard parts are compressed. The fastest way has next to no cost of its own, which
// counts in thousands of cards of small parts; level 6 makes a ledger a quarter smaller,
// so that the workbook of a team of thirty stays below a megabyte.
const (
	quick = flate.BestSpeed
	tight = 6
)

// archive begins the zip of a workbook in w. Compressors are used again: each one holds
// a megabyte.
func (p *Pool) archive(w io.Writer) *archive {
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

// packed is a part as it stands in a zip.
type packed struct {
	sum  uint32 // CRC-32 of the clear bytes
	size int
	data []byte
}

// lasting writes the part name, which many workbooks have alike, and packs it only once.
func (a *archive) lasting(name string, b []byte) error {
	p, err := a.p.pack(b)
	if err != nil {
		return err
	}
	w, err := a.zip.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: p.sum, CompressedSize64: uint64(len(p.data)), UncompressedSize64: uint64(p.size)})
	if err == nil {
		_, err = w.Write(p.data)
	}
	return err
}

// pack returns b packed.
func (p *Pool) pack(b []byte) (*packed, error) {
	p.mu.Lock()
	k := p.packed[string(b)]
	p.mu.Unlock()
	if k != nil {
		return k, nil
	}
	var out bytes.Buffer
	f, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(b); err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	k = &packed{crc32.ChecksumIEEE(b), len(b), out.Bytes()}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.packed == nil {
		p.packed = map[string]*packed{}
	}
	p.packed[string(b)] = k
	return k, nil
}

// part writes the part name whole.
func (a *archive) part(name string, b []byte) error {
	if alike[name] {
		return a.lasting(name, b)
	}
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
