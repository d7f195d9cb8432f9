package cell

import (
	"encoding/binary"
	"errors"
)

var errTornProfile = errors.New("the bytes of a column's profile are torn")

// each calls f with every count, each in its place.
func (p *Profile) each(f func(*int64)) {
	for _, v := range []*int64{&p.cells, &p.nulls, &p.others, &p.typed, &p.percents, &p.shownPct, &p.clear, &p.compact, &p.serials, &p.textSerials} {
		f(v)
	}
	for i := range p.numbers {
		f(&p.numbers[i])
	}
	for i := range p.sizes {
		f(&p.sizes[i])
	}
	for k := range p.fits {
		for i := range p.fits[k] {
			f(&p.fits[k][i])
		}
	}
}

// MarshalBinary returns the profile as bytes, for another machine to merge.
func (p Profile) MarshalBinary() ([]byte, error) {
	var b []byte
	p.each(func(v *int64) { b = binary.AppendVarint(b, *v) })
	for k := range p.seen {
		for i := range p.seen[k] {
			b = binary.AppendUvarint(binary.AppendUvarint(b, p.seen[k][i][0]), p.seen[k][i][1])
		}
	}
	b = binary.AppendVarint(binary.AppendVarint(b, int64(p.first)), int64(p.last))
	if p.undated {
		return append(b, 1), nil
	}
	return append(b, 0), nil
}

// UnmarshalBinary reads what MarshalBinary returned.
func (p *Profile) UnmarshalBinary(b []byte) error {
	*p = Profile{}
	torn := false
	p.each(func(v *int64) {
		x, n := binary.Varint(b)
		if torn = torn || n <= 0; !torn {
			*v, b = x, b[n:]
		}
	})
	for k := range p.seen {
		for i := range p.seen[k] {
			for h := range p.seen[k][i] {
				x, n := binary.Uvarint(b)
				if torn = torn || n <= 0; !torn {
					p.seen[k][i][h], b = x, b[n:]
				}
			}
		}
	}
	for _, v := range []*int32{&p.first, &p.last} {
		x, n := binary.Varint(b)
		if torn = torn || n <= 0; !torn {
			*v, b = int32(x), b[n:]
		}
	}
	if torn || len(b) != 1 {
		return errTornProfile
	}
	if p.undated, b = b[0] == 1, b[1:]; len(b) > 0 {
		return errTornProfile
	}
	return nil
}
