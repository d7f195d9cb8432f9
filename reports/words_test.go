package reports

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// forbidden are words that no sheet says.
var forbidden = []string{"captur", "syndrome", "obfuscat", "risk score", "guilt", "suspect", "blame", "sick leave", "maternity", "illness",
	"捕獲", "症候群", "隠蔽", "リスクスコア", "有罪", "容疑", "疑惑", "病欠", "休職", "産休", "育休", "進捗なし", "no progress", "%%", "%!"}

// TestForbiddenWords looks through every cell of every workbook.
func TestForbiddenWords(t *testing.T) {
	for _, l := range languages {
		for _, m := range managers {
			eachCell(t, managerBook(t, m, Stamp{Version: 1, Trial: true}, l), func(sheet, cell, text string) {
				for _, w := range forbidden {
					if strings.Contains(strings.ToLower(text), w) {
						t.Errorf("%s!%s says %q: %s", sheet, cell, w, text)
					}
				}
			})
		}
		c, err := catalogueOf(l)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys(c) {
			for _, w := range forbidden {
				if w != "%%" && strings.Contains(strings.ToLower(c.t(key)), w) {
					t.Errorf("%s, %s says %q", l, key, w)
				}
			}
		}
	}
}

// keys are the keys of a catalogue, in order.
func keys(c catalogue) []string {
	var list []string
	for _, m := range c.entries {
		for k := range m {
			list = append(list, k)
		}
	}
	sort.Strings(list)
	return list
}

var verb = regexp.MustCompile(`%(\.\d+)?(\[\d+\])?[a-z]`)

// TestCatalogue: both languages know the same keys, once, with the same arguments,
// and no key of the source is missing.
func TestCatalogue(t *testing.T) {
	ja, err := catalogueOf("ja")
	if err != nil {
		t.Fatal(err)
	}
	en, err := catalogueOf("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []catalogue{ja, en} {
		list := keys(c)
		for i := 1; i < len(list); i++ {
			if list[i] == list[i-1] {
				t.Errorf("%s: %s stands twice", c.language, list[i])
			}
		}
	}
	for _, key := range keys(ja) {
		s, ok := en.find(key)
		if !ok {
			t.Errorf("%s has no English", key)
			continue
		}
		if (s == "") != (ja.t(key) == "") || s == "" && !strings.HasSuffix(key, ".how") {
			t.Errorf("%s is empty", key)
		}
		x, y := verb.FindAllString(ja.t(key), -1), verb.FindAllString(s, -1)
		sort.Strings(x)
		sort.Strings(y)
		if strings.Join(x, " ") != strings.Join(y, " ") {
			t.Errorf("%s: the languages take different arguments: %v, %v", key, x, y)
		}
	}
	for _, key := range keys(en) {
		if _, ok := ja.find(key); !ok {
			t.Errorf("%s has no Japanese", key)
		}
	}
	for key, place := range keysOfSource(t) {
		if _, ok := ja.find(key); !ok {
			t.Errorf("%s: no word for %q", place, key)
		}
	}
}

// keysOfSource are the keys that the source asks for in so many words.
func keysOfSource(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			s, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || s.Sel.Name != "t" && s.Sel.Name != "add" {
				return true
			}
			if l, ok := call.Args[0].(*ast.BasicLit); ok && l.Kind == token.STRING {
				if key, err := strconv.Unquote(l.Value); err == nil {
					found[key] = set.Position(l.Pos()).String()
				}
			}
			return true
		})
	}
	if len(found) < 100 {
		t.Fatalf("only %d keys were found in the source", len(found))
	}
	return found
}

// TestPageOne: page one of every manager fits one page of A4 in landscape at a scale
// that leaves every letter at 9 points or more, in Excel and where Yu Gothic is
// missing.
func TestPageOne(t *testing.T) {
	width := 0.
	for _, c := range pageGrid {
		width += c.Width
	}
	for _, digit := range []float64{8, 9.33} { // pixels: Yu Gothic 11, DejaVu Sans 11
		if w := width * digit * .75; w > pageWidth {
			t.Errorf("page one is %.0f points wide with digits of %.2f pixels, the page %.0f", w, digit, pageWidth)
		}
	}
	for _, l := range languages {
		for _, m := range managers {
			v, err := teamView(madeUp(), m, read, l)
			if err != nil {
				t.Fatal(err)
			}
			if s := v.pageOne(places{}); !v.fits(s.Body) {
				t.Errorf("%s, %s: page one is higher than its page", m, l)
			}
			f := managerBook(t, m, read, l)
			page := f.GetSheetList()[0]
			layout, err := f.GetPageLayout(page)
			if err != nil {
				t.Fatal(err)
			}
			if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 1 {
				t.Errorf("%s, %s: page one is not one A4 page in landscape", m, l)
			}
			height := 0.
			rows, err := f.GetRows(page)
			if err != nil {
				t.Fatal(err)
			}
			for i := range rows {
				h, err := f.GetRowHeight(page, i+1)
				if err != nil {
					t.Fatal(err)
				}
				height += h
			}
			if height > pageHeight {
				t.Errorf("%s, %s: the rows of page one are %.0f points high, the page %.0f", m, l, height, pageHeight)
			}
			checkFonts(t, f, page)
		}
	}
}

// checkFonts: on page one no font is smaller than 9 points on paper, on no sheet
// smaller than 9 points on the screen, and every font is the Japanese one.
func checkFonts(t *testing.T, f *excelize.File, page string) {
	t.Helper()
	eachCell(t, f, func(sheet, cell, text string) {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		st, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		size := st.Font.Size
		if sheet == page {
			size *= scaleLeast
		}
		if size < smallestPrint-1e-9 || st.Font.Family != fontName {
			t.Errorf("%s!%s: %s %g points: %s", sheet, cell, st.Font.Family, size, text)
		}
	})
}
