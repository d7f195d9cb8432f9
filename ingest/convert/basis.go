package convert

import (
	"context"
	"errors"
	"fmt"

	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/source"
)

// What a look at the first lines needs to call list and net prices of different tax
// bases: so many lines with both, and half of them with net at list × 1.10 or 1.08.
const (
	basisRows  = 4096
	basisLeast = 20
)

// CheckBasis looks at the first lines of a deals file: where most net prices stand exactly
// 10 % or 8 % above list, one side holds consumption tax. A configuration that states
// the tax of both sides is believed.
func CheckBasis(ctx context.Context, s *rows.Source, env *Environment) error {
	if stated(s.Asked, "list_amount", "list_price") && stated(s.Asked, "net_amount", "net_price") {
		return nil
	}
	c := New(s, env, nil)
	both, taxed := 0, [2]int{}
	err := s.Found.Sheet.Read(ctx, 0, func(b *raw.Block) error {
		for i := range b.Rows() {
			if b.Row[i] <= s.Found.Row || s.Shape.Class(b, i) != heading.IsRow {
				continue
			}
			if c.row(b, i) {
				list, hasList := c.out.int(c.at["list_amount"])
				net, hasNet := c.out.int(c.at["net_amount"])
				if hasList && hasNet && list >= 100 {
					both++
					for k, rate := range []int64{110, 108} {
						f := fractionOf(list, 0)
						f.times(rate, 2)
						if v, ok := f.minor(0); ok && near(v, net, 1) {
							taxed[k]++
						}
					}
				}
			}
			c.out.drop()
			if both >= basisRows {
				return heading.ErrEnough
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, heading.ErrEnough) {
		return format.Unreadable(s.Path, err)
	}
	if n := taxed[0] + taxed[1]; both >= basisLeast && 2*n > both {
		return fault.New(s.Path, fault.ErrBasisConflict, fault.Sentence{
			JA: fmt.Sprintf("売値の多く(%d 行中 %d 行)が定価のちょうど 1.10 倍か 1.08 倍です。片方だけが税込みとみられます", both, n),
			EN: fmt.Sprintf("most net prices (%d of %d lines) are exactly 1.10 or 1.08 times list: one side seems to hold tax", n, both)},
			fault.Sentence{JA: "設定の columns で両方の tax を指定してください", EN: "state tax for both under columns in the configuration"})
	}
	return nil
}

// stated reports whether the configuration itself names the tax basis of one of columns.
func stated(s *source.Source, columns ...string) bool {
	for _, c := range columns {
		if s.Columns[c].Tax != "" {
			return true
		}
	}
	return false
}
