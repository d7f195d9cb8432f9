package text

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"tenbin/ingest/format/raw"
)

// packing is how a file is compressed.
type packing uint8

const (
	unpacked packing = iota
	gzipped
	zstandard
)

// packingOf recognises compression by the first bytes.
func packingOf(head []byte) packing {
	switch {
	case len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b:
		return gzipped
	case len(head) >= 4 && string(head[:4]) == "\x28\xb5\x2f\xfd":
		return zstandard
	}
	return unpacked
}

// unpack returns the unpacked bytes of f from its beginning, within the limits.
func unpack(f *os.File, size int64, p packing, l raw.Limits) (io.ReadCloser, error) {
	in := bufio.NewReaderSize(io.NewSectionReader(f, 0, size), 64<<10)
	g := &guard{limits: l, packed: size}
	switch p {
	case gzipped:
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("torn gzip file: %w", err)
		}
		g.r, g.close, g.kind = z, z.Close, "gzip"
	case zstandard:
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, fmt.Errorf("torn zstd file: %w", err)
		}
		g.r, g.close, g.kind = z, func() error { z.Close(); return nil }, "zstd"
	default:
		return io.NopCloser(io.NewSectionReader(f, 0, size)), nil
	}
	return g, nil
}

// freely is how much may be unpacked whatever the ratio.
const freely = 1 << 20

// guard counts unpacked bytes and stops at the limits.
type guard struct {
	r      io.Reader
	close  func() error
	kind   string
	limits raw.Limits
	packed int64
	n      int64
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.n += int64(n)
	switch {
	case g.n > g.limits.Unpacked:
		return 0, &raw.LimitError{Key: "unpacked", Limit: g.limits.Unpacked}
	case g.n > freely && g.n/g.limits.Ratio > g.packed:
		return 0, &raw.LimitError{Key: "ratio", Limit: g.limits.Ratio}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("torn %s file: %w", g.kind, err)
	}
	return n, err
}

func (g *guard) Close() error { return g.close() }
