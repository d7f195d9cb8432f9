package ingest

import (
	"context"
	"errors"
	"fmt"

	"tenbin/ingest/name"
	"tenbin/ingest/raw"
)

// What a look at the first lines needs to call list and net prices of different tax
// bases: so many lines with both, and half of them with net at list × 1.10 or 1.08.
const (
	basisRows  = 4096
	basisLeast = 20
)

// basis looks at the first lines of a deals file: where most net prices stand exactly
// 10 % or 8 % above list, one side holds consumption tax. A configuration that states
// the tax of both sides is believed.
func (in *Input) basis(ctx context.Context, s *survey) error {
	if s.stated("list_amount", "list_price") && s.stated("net_amount", "net_price") {
		return nil
	}
	c := newConverter(in, s)
	both, taxed := 0, [2]int{}
	err := s.found.sheet.Read(ctx, 0, func(b *raw.Block) error {
		for i := range b.Rows() {
			if b.Row[i] <= s.found.row || s.shape.of(b, i) != isRow {
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
				return errEnough
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return unreadable(s.path, err)
	}
	if n := taxed[0] + taxed[1]; both >= basisLeast && 2*n > both {
		return fileError(s.path, ErrBasisConflict, Sentence{
			fmt.Sprintf("売値の多く(%d 行中 %d 行)が定価のちょうど 1.10 倍か 1.08 倍です。片方だけが税込みとみられます", both, n),
			fmt.Sprintf("most net prices (%d of %d lines) are exactly 1.10 or 1.08 times list: one side seems to hold tax", n, both)},
			Sentence{"設定の columns で両方の tax を指定してください", "state tax for both under columns in the configuration"})
	}
	return nil
}

// stated reports whether the configuration itself names the tax basis of one of columns.
func (s *survey) stated(columns ...string) bool {
	for _, c := range columns {
		if s.source.Columns[c].Tax != "" {
			return true
		}
	}
	return false
}

// products proposes to join products of the deals to near ones of the price list.
func (in *Input) products() []Remark {
	if in.prices == nil {
		return nil
	}
	written := map[string]bool{}
	for _, s := range in.surveys["deals"] {
		slot := s.layout.named("product")
		for _, p := range s.parts {
			for w := range p.products {
				if slot.spelling[name.Plain(w)] == "" {
					written[usual(w)] = true
				}
			}
		}
	}
	return in.prices.near(written)
}
