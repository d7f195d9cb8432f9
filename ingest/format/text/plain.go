package text

import (
	"errors"
	"io"
)

// indexPlain is index for a file that is read as it stands.
func (t *file) indexPlain(workers int, newline byte) (proof []byte, err error) {
	n := max(1, int((t.size+t.piece-1)/t.piece))
	tallies := make([]tally, n)
	x := &index{f: t.f, d: t.dialect, begin: t.begin, size: t.size, piece: t.piece, newline: newline}
	err = each(n, workers, func(k int) error {
		var err error
		tallies[k], err = x.count(int64(k)*t.piece, min(int64(k+1)*t.piece, t.size))
		return err
	})
	if err != nil {
		return nil, err
	}
	t.proved = t.dialect.Encoding == UTF8
	var quotes, feeds, returns int64
	lone := false
	for k, c := range tallies {
		lone = lone || c.lone
		quotes, feeds, returns = quotes+c.quotes, feeds+c.feeds, returns+c.returns
		if c.invalid && t.dialect.Encoding == UTF8 {
			if t.proved {
				proof = make([]byte, min(t.piece, t.size-int64(k)*t.piece))
				if _, err := t.f.ReadAt(proof, int64(k)*t.piece); err != nil && !errors.Is(err, io.EOF) {
					return nil, err
				}
			}
			t.proved = false
		}
	}
	if feeds > 0 && t.dialect.LineEnd == CR { // the sample ended before the first
		t.dialect.LineEnd, newline = LF, '\n'
	}
	x.d.LineEnd, x.newline = t.dialect.LineEnd, newline
	d := &t.dialect
	d.Lone = lone && d.LineEnd != CR && d.Width > 1 // a cell alone in its row says nothing of where the row ends
	ordered, broken := regular(tallies)
	plain := d.Quote == 0 || quotes == 0
	if plain && !d.Lone || quotes%2 == 0 && d.Escape == 0 && !d.Space && ordered && !d.Lone {
		segs, err := x.byParity(tallies, workers)
		if err != nil {
			return nil, err
		}
		t.parts = make([][]segment, len(segs))
		for k, s := range segs {
			if s.to > s.from {
				t.parts[k] = []segment{s}
			}
		}
		if plain || !broken {
			return proof, nil
		}
		stands, err := t.stands(workers)
		if stands || err != nil {
			return proof, err
		}
	}
	w := walker{d: *d, limits: t.limits, piece: t.piece}
	if t.parts, err = w.walk(io.NewSectionReader(t.f, t.begin, t.size-t.begin), t.begin); err != nil {
		return nil, err
	}
	t.walked = w.warnings()
	return proof, nil
}

// stands reports whether all rows of the parts are as RFC 4180 reads them.
func (t *file) stands(workers int) (bool, error) {
	found := make([]judge, len(t.parts))
	err := each(len(t.parts), workers, func(k int) error {
		for _, s := range t.parts[k] {
			if err := t.judge(s, &found[k]); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, errDoubt) {
		return false, nil
	}
	var w walker
	for k := range found {
		w.long = append(w.long, found[k].long...)
	}
	t.walked = w.warnings()
	return err == nil, err
}

// judge scans a segment of a plain file for j.
func (t *file) judge(s segment, j *judge) error {
	r := io.NewSectionReader(t.f, s.from, s.to-s.from)
	scan := scanner{d: t.dialect, limits: t.limits, line: s.line, block: newBlock(), judge: j}
	buf, n := make([]byte, stepSize+spare), 0
	for {
		if n == len(buf)-spare {
			buf = append(make([]byte, 0, 2*len(buf)), buf...)[:2*len(buf)]
		}
		got, err := io.ReadFull(r, buf[n:len(buf)-spare])
		final := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !final {
			return err
		}
		n += got
		used, err := scan.scan(buf, n, final)
		if err != nil || final {
			return err
		}
		n = copy(buf, buf[used:n])
	}
}
