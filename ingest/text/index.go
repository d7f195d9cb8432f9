package text

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	pieceSize = 4 << 20   // one Part of a plain file
	stepSize  = 256 << 10 // what is read at once to count
)

// segment is a run of whole rows: the bytes [from, to), the first row on line.
type segment struct {
	from, to int64
	line     int64
}

// tally is what was counted in one piece of the file.
type tally struct {
	quotes, feeds, returns int64
	invalid                bool // bytes that are no UTF-8
}

// count tallies the bytes [from, to) of a plain file, step by step.
func count(f io.ReaderAt, from, to int64, quote byte) (t tally, err error) {
	buf := make([]byte, min(stepSize, to-from)+utf8.UTFMax)
	for at := from; at < to; {
		n := min(stepSize, to-at)
		// A character that begins in this step belongs to it, wherever it ends.
		got, err := f.ReadAt(buf[:n+utf8.UTFMax-1], at)
		if err != nil && !errors.Is(err, io.EOF) {
			return t, err
		}
		if int64(got) < n {
			return t, io.ErrUnexpectedEOF
		}
		b := buf[:n]
		quotes, feeds, returns, ascii := census(b, quote)
		t.quotes, t.feeds, t.returns = t.quotes+quotes, t.feeds+feeds, t.returns+returns
		if !t.invalid && !ascii {
			lo := 0
			if at > 0 {
				lo = continuation(b)
			}
			hi := int(n) + continuation(buf[n:got])
			if !utf8.Valid(buf[lo:hi]) {
				t.invalid = true
			}
		}
		at += n
	}
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

// each runs f for 0 … n-1 on workers goroutines and returns the first error.
func each(n, workers int, f func(int) error) error {
	if workers < 2 || n < 2 {
		for i := range n {
			if err := f(i); err != nil {
				return err
			}
		}
		return nil
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue
				}
				if err := f(i); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return context.Cause(ctx)
}

// regular reports whether every quote of [from, to) stands where the rules want it,
// given that from lies inside quotes or not: an opening one behind a delimiter, a
// line end or a closing one, a closing one before a delimiter, a line end or another.
// When all pieces of a file are regular, parity is the true state everywhere.
func (x *index) regular(from, to int64, inside bool) (bool, error) {
	buf := make([]byte, min(stepSize, to-from)+2)
	q := x.d.Quote
	edge := func(c byte) bool { return c == x.d.Delimiter || c == '\n' || c == '\r' || c == q }
	for at := from; at < to; {
		n := min(stepSize, to-at)
		lo := int64(0)
		if at > 0 {
			lo = 1
		}
		got, err := x.f.ReadAt(buf[:lo+n+1], at-lo)
		if err != nil && !errors.Is(err, io.EOF) {
			return false, err
		}
		b := buf[:got]
		for i := lo; i < lo+n; {
			k := bytes.IndexByte(b[i:lo+n], q)
			if k < 0 {
				break
			}
			i += int64(k)
			if inside {
				if i+1 < int64(got) && !edge(b[i+1]) {
					return false, nil
				}
			} else if at-lo+i > x.begin && !edge(b[i-1]) {
				return false, nil
			}
			inside = !inside
			i++
		}
		at += n
	}
	return true, nil
}

// allRegular reports whether the quotes of the whole file are regular.
func (x *index) allRegular(tallies []tally, workers int) (bool, error) {
	states := make([]bool, len(tallies))
	for k := range tallies[1:] {
		states[k+1] = states[k] != (tallies[k].quotes&1 == 1)
	}
	var broken atomic.Bool
	err := each(len(tallies), workers, func(k int) error {
		if broken.Load() || tallies[k].quotes == 0 {
			return nil
		}
		ok, err := x.regular(int64(k)*x.piece, min(int64(k+1)*x.piece, x.size), states[k])
		if !ok {
			broken.Store(true)
		}
		return err
	})
	return !broken.Load(), err
}

// index finds where pieces of rows begin.
type index struct {
	f       io.ReaderAt
	d       Dialect
	begin   int64 // behind the byte order mark
	size    int64
	piece   int64
	newline byte
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
