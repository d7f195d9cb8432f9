package text

import "math/bits"

// regularity follows quotes through a piece of a file of which it is not known whether it
// begins inside quotes, and judges both cases at once: whether every opening quote stands
// behind a delimiter, a line end or a closing one, and every closing one before a
// delimiter, a line end or another. When all pieces of a file are regular, the parity of
// the quotes is the true state everywhere.
type regularity struct {
	edge   bool    // the byte before lets a field begin
	odd    bool    // number of quotes met
	wait   [2]bool // the byte before was a closing quote, by whether the piece begins inside
	broken [2]bool // by the same
	lines  [2]bool // a line ends inside quotes, by the same
	lone   bool    // a CR stands alone
	back   bool    // the byte before was a CR
}

// next judges the n ≤ 64 bytes of a chunk; edges holds delimiters, line ends and quotes.
func (r *regularity) next(quotes, edges, ends uint64, n int) {
	r.follow(edges&1 == 1)
	if quotes == 0 {
		if ends != 0 {
			r.lines[bit(!r.odd)] = true
		}
		r.edge = edges>>(n-1)&1 == 1
		return
	}
	before := parity(quotes) ^ quotes // of the quotes in front of each byte
	if r.odd {
		before = ^before
	}
	r.lines[0], r.lines[1] = r.lines[0] || ends&before != 0, r.lines[1] || ends&^before != 0
	even, odd := quotes&^before, quotes&before
	bare := quotes &^ (edges<<1 | bit(r.edge))
	last := uint64(1) << (n - 1)
	cut := quotes &^ (edges>>1 | last) // what follows the last byte is seen later
	r.broken[0] = r.broken[0] || even&bare|odd&cut != 0
	r.broken[1] = r.broken[1] || odd&bare|even&cut != 0
	r.wait = [2]bool{odd&last != 0, even&last != 0}
	r.edge = edges&last != 0
	r.odd = r.odd != (bits.OnesCount64(quotes)&1 == 1)
}

// follow says whether an edge follows the last chunk.
func (r *regularity) follow(edge bool) {
	if r.wait[0] || r.wait[1] {
		r.broken[0] = r.broken[0] || r.wait[0] && !edge
		r.broken[1] = r.broken[1] || r.wait[1] && !edge
		r.wait = [2]bool{}
	}
}

// parity sets each bit to the parity of the bits of x up to it.
func parity(x uint64) uint64 {
	for k := 1; k < 64; k *= 2 {
		x ^= x << k
	}
	return x
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// edge reports whether a field may begin behind c.
func (x *index) edge(c byte) bool {
	return c == x.d.Delimiter || c == '\n' || c == '\r' || c == x.d.Quote
}

// judge shows r the step of the file that begins at byte at, behind the first byte of
// buf and in front of its spare ones, with what was counted in it.
func (x *index) judge(r *regularity, buf []byte, at int64, first bool, quotes, feeds, returns int64) {
	if x.d.Quote == 0 {
		return
	}
	b := buf[1 : len(buf)-spare]
	if skip := x.begin - at; skip >= 0 { // the mark in front of the text is no part of it
		b, r.edge = b[min(skip, int64(len(b))):], true
	} else if first {
		r.edge = x.edge(buf[0])
	}
	if quotes == 0 && len(b) > 0 {
		r.follow(x.edge(b[0]))
		r.edge = x.edge(b[len(b)-1])
		if feeds+returns > 0 {
			r.lines[bit(!r.odd)] = true
		}
		if x.newline != '\r' && (returns > 0 || r.back) {
			r.alone(b[: len(b) : len(b)+spare])
		}
		return
	}
	var at64, other [marksAtOnce]marks
	whole := b[: len(b)+spare : len(b)+spare]
	for from := 0; from < len(b); from += 64 * marksAtOnce {
		n := min(marksAtOnce, (len(b)-from+63)/64)
		mark(whole[from:], x.d.Delimiter, '\n', x.d.Quote, at64[:n])
		if returns > 0 {
			mark(whole[from:], x.d.Delimiter, '\r', x.d.Quote, other[:n])
		}
		for k := range n {
			size, within := min(64, len(b)-from-64*k), ^uint64(0)
			if size < 64 {
				within = 1<<size - 1
			}
			m := &at64[k]
			r.returned(other[k].feeds&within, m.feeds&within, size)
			if quotes > 0 {
				r.next(m.quotes&within, (m.ends|m.quotes|other[k].ends)&within, (m.feeds|other[k].feeds)&within, size)
			}
		}
	}
}

// alone looks for returns that no line feed follows in a step without quotes; its spare
// bytes stand behind b.
func (r *regularity) alone(b []byte) {
	var at [marksAtOnce]marks
	for from := 0; from < len(b); from += 64 * marksAtOnce {
		n := min(marksAtOnce, (len(b)-from+63)/64)
		mark(b[from:cap(b)], '\r', '\n', '\r', at[:n])
		for k := range n {
			size, within := min(64, len(b)-from-64*k), ^uint64(0)
			if size < 64 {
				within = 1<<size - 1
			}
			r.returned(at[k].quotes&within, at[k].feeds&within, size)
		}
	}
}

// returned looks for returns of a chunk of n bytes that no line feed follows.
func (r *regularity) returned(returns, feeds uint64, n int) {
	if returns == 0 && !r.back {
		return
	}
	last := uint64(1) << (n - 1)
	r.lone = r.lone || r.back && feeds&1 == 0 || returns&^(feeds>>1|last) != 0
	r.back = returns&last != 0
}
