package text

import (
	"context"
	"errors"
	"io"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

const (
	pieceSize = 4 << 20   // one Part of a plain file
	stepSize  = 128 << 10 // what is read at once to count
)

// segment is a run of whole rows: the bytes [from, to), the first row on line.
type segment struct {
	from, to int64
	line     int64
	kind     kind
}

// kind is how the rows of a segment are read.
type kind uint8

const (
	asWritten kind = iota // by the scanner
	byRule                // one row, by the rule of careful.go
	inDoubt               // such a row that is no record

	cutShort kind = 4 // beside these: a lone CR ends the row
)

// tally is what was counted in one piece of the file.
type tally struct {
	quotes, feeds, returns int64
	invalid                bool    // bytes that are no UTF-8
	lone                   bool    // a CR that ends no line
	irregular              [2]bool // quotes where none should be, by whether the piece begins inside quotes
	broken                 [2]bool // line ends inside quotes, by the same
}

// count tallies the bytes [from, to) of a plain file, step by step.
func (x *index) count(from, to int64) (t tally, err error) {
	room, _ := x.spare.Get().(*[]byte)
	if room == nil {
		b := make([]byte, 1+stepSize+utf8.UTFMax+spare)
		room = &b
	}
	defer x.spare.Put(room)
	var r regularity
	for at := from; at < to; {
		n := min(stepSize, to-at)
		buf := *room
		// With the byte in front; a character that begins in this step belongs to it,
		// wherever it ends.
		lead := min(at, 1)
		got, err := x.f.ReadAt(buf[1-lead:1+n+utf8.UTFMax-1], at-lead)
		if err != nil && !errors.Is(err, io.EOF) {
			return t, err
		}
		if got -= int(lead); int64(got) < n {
			return t, io.ErrUnexpectedEOF
		}
		b, behind := buf[1:1+n], buf[1+n:1+got]
		quotes, feeds, returns, ascii := census(b, x.d.Quote)
		t.quotes, t.feeds, t.returns = t.quotes+quotes, t.feeds+feeds, t.returns+returns
		x.judge(&r, buf[:1+n+spare], at, at == from, quotes, feeds, returns)
		if at += n; at == to && len(behind) > 0 {
			r.follow(x.edge(behind[0]))
			r.lone = r.lone || r.back && behind[0] != '\n'
		}
		if !t.invalid && !ascii {
			lo := 0
			if at > n {
				lo = continuation(b)
			}
			hi := int(n) + continuation(behind)
			if !valid(buf[1+lo : 1+hi]) {
				t.invalid = true
			}
		}
	}
	t.irregular, t.broken, t.lone = r.broken, r.lines, r.lone
	return t, nil
}

// continuation returns the number of continuation bytes at the start of b, at most 3.
func continuation(b []byte) int {
	n := 0
	for n < len(b) && n < 3 && b[n]&0xc0 == 0x80 {
		n++
	}
	return n
}

// each runs f for 0 … n-1, at most workers at a time, and returns the first error.
func each(n, workers int, f func(int) error) error {
	if workers < 2 || n < 2 {
		for i := range n {
			if err := f(i); err != nil {
				return err
			}
		}
		return nil
	}
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(workers)
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return f(i) })
	}
	return group.Wait()
}

// regular reports whether the quotes of the whole file are, and whether a line ends inside
// them.
func regular(tallies []tally) (ok, lines bool) {
	inside := 0
	for _, t := range tallies {
		if t.irregular[inside] {
			return false, lines
		}
		lines = lines || t.broken[inside]
		inside ^= int(t.quotes & 1)
	}
	return true, lines
}

// index finds where pieces of rows begin.
type index struct {
	f       io.ReaderAt
	d       Dialect
	begin   int64 // behind the byte order mark
	size    int64
	piece   int64
	newline byte
	spare   sync.Pool // memory of steps, from one piece to the next
}

// byParity returns the first row start at or behind each piece's edge, with its line.
func (x *index) byParity(tallies []tally, workers int) ([]segment, error) {
	segs := make([]segment, len(tallies))
	states := make([]bool, len(tallies))
	inside, line := false, int64(1)
	for k, t := range tallies {
		states[k], segs[k].line = inside, line
		inside = inside != (t.quotes&1 == 1)
		line += x.breaks(t)
	}
	err := each(len(segs), workers, func(k int) error {
		if k == 0 {
			segs[0].from = x.begin
			return nil
		}
		var err error
		segs[k].from, segs[k].line, err = x.firstRow(int64(k)*x.piece, states[k], segs[k].line)
		return err
	})
	for k := range segs {
		segs[k].to = x.size
		if k+1 < len(segs) {
			segs[k].to = segs[k+1].from
		}
	}
	return segs, err
}

func (x *index) breaks(t tally) int64 {
	if x.newline == '\r' {
		return t.returns
	}
	return t.feeds
}

// firstRow returns the first row start at or behind edge and its line; line is that
// of the byte at edge.
func (x *index) firstRow(edge int64, inside bool, line int64) (int64, int64, error) {
	buf := make([]byte, min(64<<10, x.size-edge+1))
	if _, err := x.f.ReadAt(buf[:1], edge-1); err != nil {
		return 0, 0, err
	}
	if buf[0] == x.newline && !inside {
		return edge, line, nil
	}
	for at := edge; at < x.size; {
		n, err := x.f.ReadAt(buf[:min(int64(len(buf)), x.size-at)], at)
		if err != nil && !errors.Is(err, io.EOF) || n == 0 {
			return 0, 0, err
		}
		for i, c := range buf[:n] {
			switch c {
			case x.d.Quote:
				inside = !inside
			case x.newline:
				line++
				if !inside {
					return at + int64(i) + 1, line, nil
				}
			}
		}
		at += int64(n)
	}
	return x.size, line, nil
}
