package interpret

import (
	"fmt"

	"tenbin/ingest/convert"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
)

// totalRowCode is the code of doubts about rows that may be totals.
const totalRowCode = "total_row"

// doubtful is the part of the money beyond which a doubt is a question: the default of
// limits.unusable_share.
const doubtful = .02

// totalRows takes out rows that sum the rows above them: two signs of word, arithmetic and
// form say so; arithmetic alone may be chance and is a warning.
func (f *File) totalRows(lines []convert.Line) {
	typical, usual := emptyCells(lines), usualCells(lines)
	var above sums
	var chance []int64
	var named []int             // lines that a word calls a total and nothing else
	shapes := map[string]bool{} // which cells are empty in rows that are sums by arithmetic and form
	for i := range lines {
		l := &lines[i]
		if _, marked := f.Marks[l.Row]; marked && f.Marks[l.Row].Class != heading.IsRow || !l.HasNet && !l.HasList {
			continue
		}
		word := false
		for _, t := range l.Texts {
			word = word || special([]byte(t)) && heading.SumWord([]byte(t))
		}
		n := above.equal(l)
		form := l.Empty > typical+1
		lacks := lacksCell(l.Blank, usual)
		// A sum repeats the document of its lines or has none: Total Ltd with a slip of its
		// own stays a client, whatever its amounts.
		same := l.Document == "" || i > 0 && lines[i-1].Document == l.Document
		switch {
		case word && (n >= 1 && same || form || same && (heading.NamesSum([]byte(l.Product)) && lacks || heading.SumWord([]byte(l.Product)) && above.partEqual(l))), n >= 2 && form:
			f.Marks[l.Row] = rows.Mark{Class: heading.IsTotal}
			if form {
				shapes[l.Blank] = true
			}
			above.since = map[string]amounts{}
			continue
		case word && isTotalText(l):
			named = append(named, i)
		case n >= 2 && (n >= 3 || l.List != l.Net):
			chance = append(chance, l.Row)
		}
		above.add(l)
	}
	f.singleSums(lines, shapes)
	f.namedTotals(lines, named)
	if len(chance) > 0 && len(chance)*5 <= len(lines)*2 && len(lines) <= few {
		f.Warn(totalRowCode, f.Place(chance[0]), fault.Sentence{
			JA: fmt.Sprintf("上の行の合計と同じ金額の行が %d 行あります(最初は %d 行目)。明細として数えています", len(chance), chance[0]),
			EN: fmt.Sprintf("%d rows equal the sum of the rows above them (the first is row %d): they were counted as lines", len(chance), chance[0])})
	}
}

// namedTotals are lines that a word calls totals though their amounts are no sums: little money
// is a warning, much a question.
func (f *File) namedTotals(lines []convert.Line, named []int) {
	switch f.Answer(totalRowCode) {
	case "line":
		return
	case "total":
		for _, i := range named {
			f.Marks[lines[i].Row] = rows.Mark{Class: heading.IsTotal}
		}
		return
	}
	var all, those amounts
	for i := range lines {
		if f.Marks[lines[i].Row].Class == heading.IsRow && lines[i].List > 0 {
			all.add(&lines[i])
		}
	}
	for _, i := range named {
		if lines[i].List > 0 {
			those.add(&lines[i])
		}
	}
	if float64(those.list) > doubtful*float64(all.list) {
		first := &lines[named[0]]
		place := f.Place(first.Row)
		f.Ask(fault.Question{Code: totalRowCode, Place: place,
			Seen: fault.Sentence{JA: fmt.Sprintf("合計を表す語のある行が %d 行ありますが、金額は上の行の合計ではありません(最初は %d 行目)", len(named), first.Row),
				EN: fmt.Sprintf("%d rows name a total, but their amounts are not the sum of the rows above (the first is row %d)", len(named), first.Row)},
			Readings: []fault.Reading{
				{Word: "total", What: fault.Sentence{JA: "合計の行です(数えません)", EN: "they are totals and are left out"}, List: fault.Amount(all.list - those.list), Discount: fault.Amount(all.list - all.net - those.list + those.net)},
				{Word: "line", What: fault.Sentence{JA: "明細の行です", EN: "they are lines"}, List: fault.Amount(all.list), Discount: fault.Amount(all.list - all.net)}}})
		return
	}
	for _, i := range named {
		f.Warn(totalRowCode, f.Place(lines[i].Row), fault.Sentence{
			JA: "合計を表す語がありますが、上の行の合計ではないため、明細として数えています。合計なら元データから除いてください",
			EN: "names a total but is not the sum of the rows above: it was counted as a line; take it out of the export if it is a total"})
	}
}

// singleSums takes out the sums of documents of one line: rows of a form that the sums of longer
// ones have, with the amounts of the line above.
func (f *File) singleSums(lines []convert.Line, shapes map[string]bool) {
	for i := 1; i < len(lines); i++ {
		l, before := &lines[i], &lines[i-1]
		if f.Marks[l.Row].Class != heading.IsRow || f.Marks[before.Row].Class != heading.IsRow || !shapes[l.Blank] || l.Blank == before.Blank {
			continue
		}
		if l.List == before.List && l.Net == before.Net && (l.Document == "" || l.Document == before.Document) {
			f.Marks[l.Row] = rows.Mark{Class: heading.IsTotal}
		}
	}
}

// isTotalText reports whether a whole cell of the line is a word for a total; 温度計 is none.
func isTotalText(l *convert.Line) bool {
	for _, t := range l.Texts {
		if special([]byte(t)) && heading.TotalWord([]byte(t)) {
			return true
		}
	}
	return false
}

// amounts are sums of lines.
type amounts struct{ n, list, net, quantity int64 }

func (a *amounts) add(l *convert.Line) {
	a.n, a.list, a.net, a.quantity = a.n+1, a.list+l.List, a.net+l.Net, a.quantity+l.Quantity
}

// sums are those of the lines above, by what a total can be about: since the last total and
// in all, of everything and of one document, person or client.
type sums struct{ since, all map[string]amounts }

func (s *sums) keys(l *convert.Line) []string {
	keys := []string{""}
	for _, k := range []string{"d" + l.Document, "p" + l.Person, "c" + l.Client} {
		if len(k) > 1 {
			keys = append(keys, k)
		}
	}
	return keys
}

// add counts a line.
func (s *sums) add(l *convert.Line) {
	if s.all == nil {
		s.since, s.all = map[string]amounts{}, map[string]amounts{}
	}
	for _, k := range s.keys(l) {
		for _, m := range []map[string]amounts{s.since, s.all} {
			a := m[k]
			a.add(l)
			m[k] = a
		}
	}
}

// equal returns over how many lines above the amounts of l are the sum, 0 = of none.
func (s *sums) equal(l *convert.Line) int64 {
	if l.List == 0 && l.Net == 0 {
		return 0
	}
	most := int64(0)
	for _, k := range s.keys(l) {
		for _, m := range []map[string]amounts{s.since, s.all} {
			if a := m[k]; (!l.HasList || a.list == l.List) && (!l.HasNet || a.net == l.Net) {
				most = max(most, a.n)
			}
		}
	}
	return most
}

// partEqual reports whether the net amount, the discount or the pieces of l are the sum of lines
// above, whatever became of its list price: the sum of prices times the pieces of all lines
// is no sum.
func (s *sums) partEqual(l *convert.Line) bool {
	for _, k := range s.keys(l) {
		for _, m := range []map[string]amounts{s.since, s.all} {
			a := m[k]
			slip := k != "" && k[0] == 'd' // pieces of other slips may add up by chance
			switch {
			case a.n == 0 || a.n == 1 && !slip:
			case l.HasNet && l.Net != 0 && a.net == l.Net,
				l.HasNet && l.HasList && l.List != l.Net && a.list-a.net == l.List-l.Net,
				slip && a.n > 1 && l.HasQuantity && l.Quantity != 0 && a.quantity == l.Quantity:
				return true
			}
		}
	}
	return false
}
