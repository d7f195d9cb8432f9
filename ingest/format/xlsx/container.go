package xlsx

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"tenbin/ingest/format/raw"
)

// container is the opened zip of a workbook. Its directory is believed in names and
// places only: sizes are counted as the bytes go by.
type container struct {
	parts  map[string]*zip.File
	limits raw.Limits

	mu   sync.Mutex
	most map[string]int64 // bytes unpacked of each part, at most one reading of it
	sum  int64            // of most
}

// openContainer lists the parts. Names differ in more than case and slashes, or nobody
// knows which of two parts is meant.
func openContainer(at io.ReaderAt, size int64, limits raw.Limits) (*container, error) {
	z, err := zip.NewReader(at, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	c := &container{parts: map[string]*zip.File{}, limits: limits, most: map[string]int64{}}
	for _, f := range z.File {
		name := partName(f.Name)
		if _, twice := c.parts[name]; twice {
			return nil, fmt.Errorf("%w: it holds two parts called %s", ErrTruncated, f.Name)
		}
		c.parts[name] = f
	}
	return c, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

func (c *container) has(name string) bool { return c.parts[partName(name)] != nil }

// open opens a part; what it delivers is bounded by the limits and checked against its
// checksum at the end.
func (c *container) open(ctx context.Context, name string) (io.ReadCloser, error) {
	f := c.parts[partName(name)]
	if f == nil {
		return nil, fmt.Errorf("%w: its part %s is missing", ErrTruncated, name)
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("%w: %s is encrypted by a zip program", ErrNotWorkbook, name)
	}
	packed, err := f.OpenRaw()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrTruncated, name, err)
	}
	p := &part{ctx: ctx, c: c, f: f, name: name, packed: &counter{r: packed}, sum: crc32.NewIEEE()}
	switch f.Method {
	case zip.Store:
		p.r = io.NopCloser(p.packed)
	case zip.Deflate:
		p.r = flate.NewReader(p.packed)
	default:
		return nil, fmt.Errorf("%w: %s is packed by the unknown method %d", ErrTruncated, name, f.Method)
	}
	return p, nil
}

// counter counts the packed bytes that were really read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// part delivers the bytes of a part.
type part struct {
	ctx    context.Context
	c      *container
	f      *zip.File
	name   string
	packed *counter
	r      io.ReadCloser
	sum    hash.Hash32
	got    int64
}

func (p *part) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(b)
	p.got += int64(n)
	p.sum.Write(b[:n])
	if limit := p.c.count(p.name, p.got, p.packed.n); limit != nil {
		return n, limit
	}
	switch {
	case err == nil:
		return n, nil
	case !errors.Is(err, io.EOF):
		return n, fmt.Errorf("%w: %s: %v", ErrTruncated, p.name, err)
	case uint64(p.got) != p.f.UncompressedSize64, p.sum.Sum32() != p.f.CRC32:
		return n, fmt.Errorf("%w: %s: its size or checksum is not what the zip directory says", ErrTruncated, p.name)
	}
	return n, io.EOF
}

func (p *part) Close() error { return p.r.Close() }

// count books what a part has delivered. A part read again counts once.
func (c *container) count(name string, got, packed int64) error {
	if got > 1<<20 && got/max(packed, 1) > c.limits.Ratio {
		return &raw.LimitError{Key: "ratio", Limit: c.limits.Ratio, Got: got / max(packed, 1)}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if more := got - c.most[name]; more > 0 {
		c.most[name] = got
		c.sum += more
	}
	if c.sum > c.limits.Unpacked {
		return &raw.LimitError{Key: "unpacked", Limit: c.limits.Unpacked, Got: c.sum}
	}
	return nil
}
