package interpret

import (
	"context"
	"fmt"
	"math"
	"strings"

	"tenbin/ingest/convert"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// longest is how many lines a file has at most whose rows are looked at for sums of their
// neighbours; in longer files only rows that a word or an empty key makes suspicious are.
const longest = 200_000

// around looks at lines beside their neighbours: totals, discounts on a line of their own,
// freight and tax, parts of a kit.
func around(ctx context.Context, f *File) error {
	if !f.small() {
		return f.unlooked(ctx)
	}
	if is, err := f.suspected(ctx); !is {
		return err
	}
	var lines []convert.Line
	if err := convert.Lines(ctx, f.Source, f.Env, nil, func(l convert.Line) { lines = append(lines, l) }); err != nil {
		return err
	}
	f.Marks = map[int64]rows.Mark{}
	f.notGoods(lines)
	f.discountLines(lines)
	f.totalRows(lines)
	f.kits(lines)
	if len(f.Marks) == 0 {
		f.Marks = nil
	}
	return nil
}

// longFileCode is the code of the doubt about a file whose lines are not looked at side by side.
const longFileCode = "long_file"

// unlooked warns of a long file in which some of the lines looked at are discounts, freight or
// tax on a line of their own, or stand at price 0: what they belong to is not looked for there.
// Totals by word are left out in files of any length.
func (f *File) unlooked(ctx context.Context) error {
	looked, doubtful, first := 0, 0, int64(0)
	err := convert.Sample(ctx, f.Source, f.Env, f.rows(), few, func(l convert.Line) {
		looked++
		if l.Kind != table.Sale || wordOf(&l, discountWords) == "" && wordOf(&l, notGoodsWords) == "" && !atZero(&l) {
			return
		}
		if doubtful++; first == 0 {
			first = l.Row
		}
	})
	if err != nil || doubtful == 0 {
		return err
	}
	f.Warn(longFileCode, f.Place(first), fault.Sentence{
		JA: fmt.Sprintf("%d 行を超えるファイルのため、値引き・送料・税だけの行や価格 0 の行を前後の行と照らしていません。見た %d 行のうち %d 行がそれにあたります(最初は %d 行目)。月ごとのファイルに分けてください", longest, looked, doubtful, first),
		EN: fmt.Sprintf("in files of more than %d lines discounts, freight and tax on lines of their own and lines at price 0 are not held against their neighbours; of %d lines looked at %d are such (the first is row %d): export a file a month", longest, looked, doubtful, first)})
	return nil
}

// small reports whether the file is short enough to hold its lines.
func (f *File) small() bool { return f.rows() <= longest }

// rows is how many rows stand below the heading; more than any where that is not yet known.
func (f *File) rows() (n int64) {
	for _, p := range f.Parts {
		if p.Pending {
			return math.MaxInt64
		}
		n += p.Rows
	}
	return n
}

// wordOf returns the first of words that one of the line's texts is or begins with, folded.
func wordOf(l *convert.Line, words []string) string {
	for _, t := range l.Texts {
		if !special([]byte(t)) {
			continue
		}
		p := name.Plain(t)
		for _, w := range words {
			if p == w || strings.HasPrefix(p, w+" ") || strings.HasPrefix(p, w+"(") || strings.HasPrefix(p, w+":") || strings.HasSuffix(p, " "+w) {
				return t
			}
		}
	}
	return ""
}

var (
	discountWords = []string{"値引", "値引き", "出精値引", "出精値引き", "特別値引", "特別値引き", "お値引", "お値引き", "値引額", "割引", "端数値引", "端数値引き", "御値引", "DISCOUNT", "SPECIAL DISCOUNT", "ORDER DISCOUNT", "PROMOTION DISCOUNT", "LESS DISCOUNT", "REBATE DISCOUNT"}
	notGoodsWords = []string{"送料", "運賃", "配送料", "運送料", "梱包料", "手数料", "代引手数料", "消費税", "消費税額", "税額", "消費税等", "FREIGHT", "SHIPPING", "SHIPPING & HANDLING", "SHIPPING AND HANDLING", "DELIVERY CHARGE", "HANDLING", "SALES TAX", "TAX", "VAT", "CONSUMPTION TAX", "メモ", "備考", "MEMO", "NOTE"}
)

// notGoods takes out lines of freight, tax and memos that have no list price, or stand at it.
func (f *File) notGoods(lines []convert.Line) {
	for i := range lines {
		l := &lines[i]
		if l.HasList && l.List != 0 && (!l.HasNet || l.List != l.Net) || l.Kind != table.Sale {
			continue
		}
		if wordOf(l, notGoodsWords) != "" {
			f.Marks[l.Row] = rows.Mark{Class: heading.NotGoods}
		}
	}
}

// discountLines spreads lines that give a discount over the lines they belong to: those of
// the same document, else the line above.
func (f *File) discountLines(lines []convert.Line) {
	var first []string
	slips := map[string][]int{} // lines by document
	for i := range lines {
		if d := lines[i].Document; d != "" {
			slips[d] = append(slips[d], i)
		}
	}
	for i := range lines {
		l := &lines[i]
		word := wordOf(l, discountWords)
		if word == "" || !l.HasNet || l.Kind != table.Sale || l.HasList && l.List > 0 && l.Net >= 0 {
			continue
		}
		off := abs(l.Net) // 値引 1,500 without a sign takes off as well
		targets := f.discounted(lines, i, slips[l.Document])
		f.Marks[l.Row] = rows.Mark{Class: heading.DiscountLine}
		if len(targets) == 0 {
			first = append(first, f.Place(l.Row).String())
			continue
		}
		f.spread(lines, targets, off)
	}
	if len(first) > 0 {
		f.Warn("discount_line", f.Place(f.Found.Row), fault.Sentence{
			JA: fmt.Sprintf("値引きの行が %d 行ありますが、どの明細の値引きか分かりません(%s)", len(first), first[0]),
			EN: fmt.Sprintf("%d lines give a discount on no line that can be told (%s)", len(first), first[0])})
	}
}

// discounted are the lines that the discount on line i is for; slip are those of its document.
func (f *File) discounted(lines []convert.Line, i int, slip []int) []int {
	var all []int
	l := &lines[i]
	goods := func(k int) bool {
		t := &lines[k]
		return f.Marks[t.Row].Class == heading.IsRow && t.HasList && t.List > 0 && t.HasNet && t.Net > 0 && !t.Bad
	}
	if l.Document != "" {
		for _, k := range slip {
			if goods(k) && wordOf(&lines[k], discountWords) == "" {
				all = append(all, k)
			}
		}
		return all
	}
	for k := i - 1; k >= 0; k-- {
		if !goods(k) {
			continue
		}
		if lines[k].Client == l.Client && lines[k].Day == l.Day || l.Client == "" {
			return []int{k}
		}
		return nil
	}
	return nil
}

// spread takes off minor units off the net amounts of lines in proportion to their list
// amounts, the last unit by the largest remainder.
func (f *File) spread(lines []convert.Line, targets []int, off int64) {
	sum := int64(0)
	for _, k := range targets {
		sum += lines[k].List
	}
	left := off
	for n, k := range targets {
		share := int64(float64(off) * (float64(lines[k].List) / float64(sum)))
		if n == len(targets)-1 {
			share = left
		}
		left -= share
		m := f.Marks[lines[k].Row]
		m.Off += share
		f.Marks[lines[k].Row] = m
	}
}

// usualCells are the cells that most rows have: '.' for one of them.
func usualCells(lines []convert.Line) string {
	if len(lines) == 0 {
		return ""
	}
	filled := make([]int, len(lines[0].Blank))
	for i := range lines {
		for j := range min(len(filled), len(lines[i].Blank)) {
			if lines[i].Blank[j] == '.' {
				filled[j]++
			}
		}
	}
	usual := make([]byte, len(filled))
	for j, n := range filled {
		if usual[j] = '-'; 10*n >= 6*len(lines) { // totals, which may be every third row, lack it
			usual[j] = '.'
		}
	}
	return string(usual)
}

// lacksCell reports whether a row lacks a cell that lines usually have.
func lacksCell(blank, usual string) bool {
	for j := range min(len(blank), len(usual)) {
		if blank[j] == '-' && usual[j] == '.' {
			return true
		}
	}
	return false
}

// emptyCells is how many cells of a line are usually empty.
func emptyCells(lines []convert.Line) int {
	count := map[int]int{}
	best := 0
	for i := range lines {
		count[lines[i].Empty]++
	}
	for e, n := range count {
		if n > count[best] || n == count[best] && e < best {
			best = e
		}
	}
	return best
}

// kits takes the parts of a kit, which stand at price 0 below their priced parent, for
// what they are: list prices that sum up to the parent's. Other lines at price 0 are said.
func (f *File) kits(lines []convert.Line) {
	var free, money int64
	var first int64
	for i := 0; i < len(lines); i++ {
		parent := &lines[i]
		if !parent.HasNet || parent.Net <= 0 || !parent.HasList {
			continue
		}
		sum, end := int64(0), i+1
		for end < len(lines) && atZero(&lines[end]) && lines[end].Client == parent.Client && lines[end].Document == parent.Document {
			sum += lines[end].List
			end++
		}
		if end > i+1 && sum == parent.List && end-i-1 >= 2 {
			for k := i + 1; k < end; k++ {
				f.Marks[lines[k].Row] = rows.Mark{Class: heading.KitPart}
			}
		}
	}
	for i := range lines {
		l := &lines[i]
		if m := f.Marks[l.Row]; m.Class != heading.IsRow || !atZero(l) || l.Kind != table.Sale || !l.Won {
			continue
		}
		if free == 0 {
			first = l.Row
		}
		free, money = free+1, money+l.List
	}
	if free > 0 {
		f.Warn("free_lines", f.Place(first), fault.Sentence{
			JA: fmt.Sprintf("価格 0 の明細が %d 行あり、定価 %s がすべて値引きになります(最初は %d 行目)。無償提供なら区分に書いてください", free, fault.Money(money, f.Env.MinorUnits), first),
			EN: fmt.Sprintf("%d lines at price 0 count their whole list price of %s as discount (the first is row %d); say free goods in the column of kinds if they are", free, fault.Money(money, f.Env.MinorUnits), first)})
	}
}

func atZero(l *convert.Line) bool { return l.HasNet && l.Net == 0 && l.HasList && l.List > 0 }

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}
