package heading

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/name"
)

// headerRows is how deep a heading may lie below the top of a sheet.
const headerRows = 100

// Heading is one cell of a heading row as it is understood.
type Heading struct {
	Text    string // as shown
	written string // as it stands in the file
	Fold    string // compared
	joined  string // compared too: with the heading of its group in front
	tax     string // "included", "excluded" or ""
	unit    int64  // 1000 for 千円 …, 0 when not said
}

// Words in headings that say how a column is measured; they do not name it.
var headingMarks = []struct {
	word string
	tax  string
	unit int64
}{
	{"税込み", "included", 0}, {"税込", "included", 0}, {"内税", "included", 0}, {"INCLTAX", "included", 0}, {"TAXINCLUDED", "included", 0}, {"INCTAX", "included", 0},
	{"税抜き", "excluded", 0}, {"税抜", "excluded", 0}, {"税別", "excluded", 0}, {"外税", "excluded", 0}, {"EXCLTAX", "excluded", 0}, {"TAXEXCLUDED", "excluded", 0}, {"EXTAX", "excluded", 0},
	{"INTHOUSANDS", "", 1e3}, {"INMILLIONS", "", 1e6}, {"THOUSANDS", "", 1e3}, {"THOUSAND", "", 1e3}, {"MILLIONS", "", 1e6}, {"MILLION", "", 1e6},
	{"KJPY", "", 1e3}, {"JPYK", "", 1e3}, {"TJPY", "", 1e3}, {"MJPY", "", 1e6}, {"JPYM", "", 1e6}, {"KUSD", "", 1e3}, {"USDK", "", 1e3}, {"¥K", "", 1e3}, {"K¥", "", 1e3}, {"¥M", "", 1e6}, {"M¥", "", 1e6}, {"$K", "", 1e3}, {"K$", "", 1e3}, {"YEN", "", 0}, {"¥", "", 0}, {"$", "", 0},
	{"単位:百万円", "", 1e6}, {"単位:千円", "", 1e3}, {"単位:円", "", 1}, {"百万円", "", 1e6}, {"千円", "", 1e3}, {"単位:万円", "", 1e4}, {"万円", "", 1e4}, {"円", "", 1}, {"JPY", "", 0}, {"USD", "", 0}, {"EUR", "", 0},
}

// Read folds a heading. A tax or unit word in brackets, or a bare one at the
// end, is taken off and kept; so is Mazrica's (管理番号:NNNN).
func Read(text string) Heading {
	h := Heading{Text: name.Display(text), written: text}
	s := squeeze(name.Plain(text))
	for {
		before, rest, ok := cutBracket(s)
		if !ok {
			break
		}
		inner := strings.Trim(rest, "()[]")
		if strings.HasPrefix(inner, "管理番号") || inner == "%" {
			s = before
			continue
		}
		for inner != "" && h.mark(&inner) {
		}
		if inner != "" {
			break
		}
		s = before
	}
	for t := s; h.mark(&t) && t != ""; {
		s = t
	}
	for _, rate := range []string{"率%", "RATE%"} { // 値引率% is 値引率; 値引% is no amount
		if strings.HasSuffix(s, rate) {
			s = strings.TrimSuffix(s, "%")
		}
	}
	h.Fold = strings.Trim(s, "()[]*:※◆■●")
	if h.Fold == "" && strings.Contains(text, "#") { // a running number
		h.Fold = "NO"
	}
	return h
}

// mark takes one measure word off the end of s and notes it.
func (h *Heading) mark(s *string) bool {
	t := strings.TrimRight(*s, "/・,:")
	for _, m := range headingMarks {
		if rest, ok := strings.CutSuffix(t, m.word); ok {
			if m.tax != "" {
				h.tax = m.tax
			}
			if m.unit != 0 {
				h.unit = m.unit
			}
			*s = rest
			return true
		}
	}
	return false
}

// cutBracket splits s before its last bracket when that closes s.
func cutBracket(s string) (before, bracket string, ok bool) {
	for _, p := range []string{"()", "[]"} {
		if strings.HasSuffix(s, p[1:]) {
			if i := strings.LastIndex(s, p[:1]); i > 0 {
				return s[:i], s[i:], true
			}
		}
	}
	return s, "", false
}

// squeeze drops what separates the words of a heading.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '_', '-', '.', '\'', '"', '#', '№':
			return -1
		}
		return r
	}, s)
}

// place of a heading row in a sheet.
type Found struct {
	Sheet   *raw.Sheet
	Through int64 // last row before another table begins; 0 = the sheet's last
	Row     int64 // physical row of the heading; 0 where the format names its columns
	Heads   []Heading
	score   int
	Above   [][]string // rows of the heading above row
	Before  []string   // cells with text above the heading
}

// ErrEnough stops a reader that has shown what was asked for.
var ErrEnough = errors.New("enough rows")

// top reads the first rows of a sheet.
func top(ctx context.Context, s *raw.Sheet) (rows [][]string, numbers []int64, err error) {
	for part := 0; part < max(1, s.Parts) && len(rows) < headerRows; part++ {
		err = s.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				cells := make([]string, b.Width(i))
				for j := range cells {
					text, _ := b.Cell(i, j)
					cells[j] = string(text)
				}
				rows, numbers = append(rows, cells), append(numbers, b.Row[i])
				if len(rows) >= headerRows {
					return ErrEnough
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, ErrEnough) {
			return nil, nil, err
		}
	}
	return rows, numbers, nil
}

// Find finds the row of any sheet that best matches the known names: the one
// with the most columns found, of equals the first; with the rows above it where they
// give more columns together, and the row of measures below it. score says how many
// columns a heading gives. With a configured sheet or row only that is looked at. A score
// of 0 means that no row of the book looks like a heading; seen then holds the first
// row with text, for the message.
func Find(ctx context.Context, book *raw.Book, sheet string, row int, score func([]Heading) int) (best Found, seen []Heading, err error) {
	f := finder{score: score, row: row}
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if sheet != "" && !strings.EqualFold(name.Display(s.Name), name.Display(sheet)) {
			continue
		}
		if s.Named != nil {
			f.named(s)
			continue
		}
		rows, numbers, err := top(ctx, s)
		if err != nil {
			return Found{}, nil, err
		}
		f.sheet(s, rows, numbers)
	}
	if f.best.Sheet != nil {
		f.seen = f.best.Heads
	}
	return f.best, f.seen, nil
}

// finder is the search for the best heading of a book.
type finder struct {
	score func([]Heading) int
	row   int // the only one that is looked at; 0 = all
	best  Found
	seen  []Heading
}

// named looks at a sheet whose form names its columns.
func (f *finder) named(s *raw.Sheet) {
	heads := ReadAll(s.Named)
	if n := f.score(heads); n > f.best.score {
		f.best = Found{Sheet: s, Heads: heads, score: n}
	}
	if f.seen == nil {
		f.seen = heads
	}
}

// sheet looks at the first rows of a sheet.
func (f *finder) sheet(s *raw.Sheet, rows [][]string, numbers []int64) {
	at := -1 // of the best heading, when it stands on this sheet
	for k := range rows {
		if f.row > 0 && numbers[k] != int64(f.row) {
			continue
		}
		if f.look(s, rows, numbers, k) {
			at = k
		}
	}
	if at >= 0 {
		f.best.Before = nil
		for _, cells := range rows[:max(0, at-len(f.best.Above))] {
			for _, c := range cells {
				if !Blank([]byte(c)) {
					f.best.Before = append(f.best.Before, c)
				}
			}
		}
	}
	if at >= 0 && at+1 < len(rows) && numbers[at+1] == f.best.Row+1 && measuresOnly(rows[at+1]) {
		f.best.Above = append(append([][]string(nil), f.best.Above...), rows[at])
		f.best.Row, f.best.Heads = f.best.Row+1, under(f.best.Heads, rows[at+1])
	}
}

// look scores row k by itself and as the last of several, and reports whether it is the best.
func (f *finder) look(s *raw.Sheet, rows [][]string, numbers []int64, k int) (better bool) {
	heads := ReadAll(rows[k])
	if f.seen == nil && len(heads) > 0 {
		f.seen = heads
	}
	n := f.score(heads)
	if n > f.best.score || f.row > 0 && f.best.Sheet == nil {
		f.best, better = Found{Sheet: s, Row: numbers[k], Heads: heads, score: n}, true
	}
	for more := 1; more < headRows; more++ {
		heads := stacked(rows, numbers, k, more)
		if heads == nil {
			continue
		}
		if m := f.score(heads); m > max(n, f.best.score) {
			f.best, better = Found{Sheet: s, Row: numbers[k], Heads: heads, score: m, Above: rows[k-more : k]}, true
		}
	}
	return better
}

// ReadAll reads a row as headings; trailing empty cells are dropped.
func ReadAll(cells []string) []Heading {
	heads := make([]Heading, 0, len(cells))
	last := 0
	for i, c := range cells {
		h := Read(c)
		heads = append(heads, h)
		if h.Fold != "" {
			last = i + 1
		}
	}
	return heads[:last]
}

// Measure is what a line above the heading says of all amounts below: （単位：千円）, 税抜,
// "in thousands of yen". unit 0 and tax "" say nothing.
func Measure(text string) (unit int64, tax string) {
	p := name.Plain(text)
	squeezed := squeeze(p)
	if strings.Contains(squeezed, "単位") || strings.HasPrefix(p, "UNIT") || strings.Contains(p, "IN THOUSANDS") || strings.Contains(p, "IN MILLIONS") || strings.HasPrefix(squeezed, "(千円)") || strings.HasPrefix(squeezed, "(JPYTHOUSAND") || strings.HasPrefix(squeezed, "(JPYMILLION") || strings.HasPrefix(squeezed, "(百万円)") {
		switch {
		case strings.Contains(p, "百万"), strings.Contains(p, "MILLION"):
			unit = 1e6
		case strings.Contains(p, "千"), strings.Contains(p, "THOUSAND"), strings.Contains(p, "JPY K"), strings.Contains(p, "K JPY"):
			unit = 1e3
		case strings.Contains(p, "円"), strings.Contains(p, "JPY"), strings.Contains(p, "YEN"):
			unit = 1
		}
	}
	for _, w := range []struct{ word, tax string }{{"税込", "included"}, {"内税", "included"}, {"TAX INCLUDED", "included"}, {"INCLUDE TAX", "included"}, {"INCLUDING TAX", "included"}, {"EXCLUDE TAX", "excluded"}, {"EXCLUDING TAX", "excluded"}, {"INCL. TAX", "included"}, {"税抜", "excluded"}, {"税別", "excluded"}, {"外税", "excluded"}, {"EXCL. TAX", "excluded"}, {"TAX EXCLUDED", "excluded"}} {
		if strings.Contains(p, w.word) && len([]rune(p)) <= 24 {
			return unit, w.tax
		}
	}
	return unit, ""
}

// TaxWord is what a cell of a column such as 税区分 says of an amount: "included",
// "excluded", or "" for any other word.
func TaxWord(text string) string {
	switch name.Plain(text) {
	case "内税", "税込", "税込み", "込", "込み", "INCLUDED", "INCLUSIVE", "INCL", "TAX INCLUDED", "GROSS":
		return "included"
	case "外税", "税抜", "税抜き", "税別", "別", "EXCLUDED", "EXCLUSIVE", "EXCL", "TAX EXCLUDED", "NET":
		return "excluded"
	}
	return ""
}

// Same reports whether two headings are one when folded.
func Same(a, b string) bool { return Read(a).Fold == Read(b).Fold }

// Position returns where a heading stands in heads, how often, by its folded form.
func Position(heads []Heading, text string) (at, times int) { return position(heads, Read(text)) }

func position(heads []Heading, want Heading) (at, times int) {
	at = -1
	for i, h := range heads {
		if h.Fold == want.Fold && h.Fold != "" {
			if at < 0 {
				at = i
			}
			times++
		}
	}
	if times != 1 { // a heading of two rows may be named with its group
		joinedAt, n := -1, 0
		for i, h := range heads {
			if h.joined == want.Fold && h.joined != "" {
				joinedAt = i
				n++
			}
		}
		if n == 1 {
			return joinedAt, 1
		}
	}
	if times > 1 { // the folded form may be shared by 金額(税込) and 金額(税抜): then as written
		exactAt, n := -1, 0
		for i, h := range heads {
			if h.Text == want.Text {
				if exactAt < 0 {
					exactAt = i
				}
				n++
			}
		}
		if n > 0 {
			return exactAt, n
		}
	}
	return at, times
}

// Listed returns the headings as a person reads them in a message.
func Listed(heads []Heading) string {
	var words []string
	for _, h := range heads {
		if h.Text != "" {
			words = append(words, h.Text)
		}
	}
	if len(words) > 40 {
		words = append(words[:40], "…")
	}
	return strings.Join(words, ", ")
}

// NoTable refuses a file in which no row looks like a heading; seen is its first row with text.
func NoTable(path, tableName string, seen []Heading) *fault.FileError {
	return fault.New(path, fault.ErrNoTable, fault.Sentence{
		JA: fmt.Sprintf("%s の見出し行が見つかりません", tableName), EN: fmt.Sprintf("no heading row of %s was found", tableName)},
		fault.Sentence{JA: "設定の columns で見出しを指定してください。最初の行:" + Listed(seen), EN: "name the headings under columns in the configuration; first row: " + Listed(seen)})
}
