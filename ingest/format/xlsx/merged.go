package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"tenbin/ingest/format/raw"
)

// mostRanges bounds the merged cells of a sheet that are kept.
const mostRanges = 1 << 16

// merged returns the Merged function of a sheet. Merged cells stand behind the rows: a
// sheet that does not name them is only unpacked, one that does is read.
func (w *workbook) merged(s sheet) func(context.Context) ([]raw.Range, error) {
	return func(ctx context.Context) ([]raw.Range, error) {
		if named, err := w.c.names(ctx, s.part, "mergeCells"); err != nil || !named {
			return nil, err
		}
		p, err := w.c.open(ctx, s.part)
		if err != nil {
			return nil, err
		}
		defer p.Close()
		var out []raw.Range
		for x := newScanner(p); ; {
			e, err := x.next()
			if err == io.EOF {
				return out, nil
			}
			if err != nil {
				return nil, broken("sheet "+s.name, err)
			}
			if e != startTag || x.depth() != 3 || !x.is("mergeCell") {
				continue
			}
			ref, err := x.attribute("ref")
			if err != nil {
				return nil, broken("sheet "+s.name, err)
			}
			from, to, _ := strings.Cut(strings.ReplaceAll(string(ref), "$", ""), ":")
			left, top, ok := position(from)
			right, bottom, ok2 := position(to)
			if ok && ok2 && left <= right && top <= bottom {
				if len(out) == mostRanges {
					return nil, fmt.Errorf("%w: sheet %s has more than %d merged ranges", ErrTruncated, s.name, mostRanges)
				}
				out = append(out, raw.Range{Top: top, Bottom: bottom, Left: left, Right: min(right, w.c.limits.Columns-1)})
			}
		}
	}
}

// names reports whether a word stands in a part.
func (c *container) names(ctx context.Context, part, word string) (bool, error) {
	p, err := c.open(ctx, part)
	if err != nil {
		return false, err
	}
	defer p.Close()
	buf, kept := make([]byte, 64<<10), 0
	for {
		n, err := io.ReadFull(p, buf[kept:])
		if bytes.Contains(buf[:kept+n], []byte(word)) {
			return true, nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		kept = copy(buf, buf[len(buf)-len(word):])
	}
}
