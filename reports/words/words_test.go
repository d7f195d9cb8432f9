package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// slot is the place of one argument in a text.
var slot = regexp.MustCompile(`%[+]?(\.\d+)?(\[\d+\])?[a-zA-Z]`)

// TestTables: every key stands once, has both languages and takes the same arguments in
// both; every key that the source asks for exists, and none is there that nobody asks
// for.
func TestTables(t *testing.T) {
	texts, err := readAll() // refuses a key that stands twice
	if err != nil {
		t.Fatal(err)
	}
	ja, en := texts[0], texts[1]
	if len(ja) < 1500 {
		t.Errorf("only %d keys were read", len(ja))
	}
	slots := func(s string) string {
		list := slot.FindAllString(strings.ReplaceAll(s, "%%", ""), -1)
		sort.Strings(list)
		return strings.Join(list, " ")
	}
	used := keysOfSource(t)
	for _, key := range slices.Sorted(maps.Keys(ja)) {
		switch {
		case (ja[key] == "") != (en[key] == "") || ja[key] == "" && key != "card.reason.how":
			t.Errorf("%s is empty", key)
		case slots(ja[key]) != slots(en[key]):
			t.Errorf("%s: the languages take different arguments: %s, %s", key, slots(ja[key]), slots(en[key]))
		case strings.HasPrefix(key, "without_policy."): // read by number; see TestWithoutPolicy
		case !used.whole(key):
			t.Errorf("%s is asked for nowhere", key)
		}
	}
	for key, place := range used.asked {
		if _, ok := ja[key]; !ok {
			t.Errorf("%s: no word for %q", place, key)
		}
	}
}

// digits are the definitions that still name a figure in so many words instead of a
// constant of the method: what simulation measured, arithmetic such as 0 and 1, and
// thresholds that the assessment does not hand over yet. The list only shrinks.
var digits = strings.Fields(`
	def.accuracy.recall.text def.accuracy.score def.accuracy.score.text def.accuracy.cover def.accuracy.cover.text def.accuracy.fdr.text
	def.limit.cover.text def.limit.lag.text def.limit.flagged.text
	def.warning def.teams_only.text def.k.text def.ratio def.ratio.text def.hyper.lag.text def.concentration.text def.effective_clients.text
	def.progress.text def.response.text def.concession.text def.l_min.text
	def.signal.text def.gain.text def.tier.step_in.text def.signal_limit.text def.forecast.text def.spread.text def.handover.text
	def.coaching.text def.retention.text def.advocacy.text`)

// TestDefinitionsDigits: a definition names a threshold by its constant, in both
// languages, so that the sheet follows the code.
func TestDefinitionsDigits(t *testing.T) {
	used := map[string]bool{}
	for i, texts := range tables() {
		for key, s := range texts {
			if strings.HasPrefix(key, "def.") && strings.ContainsAny(s, "0123456789") {
				if used[key] = true; !slices.Contains(digits, key) {
					t.Errorf("%s, %s names a figure: %s", Languages[i], key, s)
				}
			}
		}
	}
	for _, key := range digits {
		if !used[key] {
			t.Errorf("%s names no figure any longer: take it off the list", key)
		}
	}
}

// TestFill: constants are written as numbers and in per cent.
func TestFill(t *testing.T) {
	c := map[string]float64{"a": 1.25, "b_c": .07}
	if got := Fill("K > {a}, {b_c:%}, {b_c: %}, {a:%}", c); got != "K > 1.25, 7%, 7 %, 125%" {
		t.Error(got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a constant that there is not was filled in")
		}
	}()
	Fill("{d}", c)
}

// TestForbiddenWords looks through every text.
func TestForbiddenWords(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "forbidden.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		for i, texts := range tables() {
			for key, s := range texts {
				if w != "%%" && strings.Contains(strings.ToLower(s), w) {
					t.Errorf("%s, %s says %q", Languages[i], key, w)
				}
			}
		}
	}
}

// usage is what the source says of keys.
type usage struct {
	asked    map[string]string // keys asked for in so many words, and where
	literals map[string]bool   // every string of the source
	starts   map[string]bool   // strings of the reports that a key may begin with
	ends     map[string]bool   // … and end with
}

// whole reports whether key may be asked for: it is a string of the source, or begins
// with one that ends in a dot and goes on with further ones, or ends in one after what
// may be asked for itself.
func (u *usage) whole(key string) bool {
	if u.literals[key] {
		return true
	}
	for s := range u.starts {
		if rest, ok := strings.CutPrefix(key, s); ok && u.made(rest) {
			return true
		}
	}
	for s := range u.ends {
		if rest, ok := strings.CutSuffix(key, s); ok && u.whole(rest) {
			return true
		}
	}
	return false
}

// digit is what a number in a key is made by.
var digit = regexp.MustCompile(`[0-9]$`)

// made reports whether s is a string of the source, or several with dots between.
func (u *usage) made(s string) bool {
	if head, rest, ok := strings.Cut(s, "_"); ok && u.literals[head+"_"] && u.literals[rest] {
		return true
	}
	if u.literals[s] || u.literals["."+s] || u.literals["/"+s] || u.literals[digit.ReplaceAllString(s, "%d")] {
		return true
	}
	for i := range len(s) {
		if s[i] == '.' && u.literals[s[:i]] && u.made(s[i+1:]) {
			return true
		}
	}
	return false
}

// keysOfSource reads the strings of the reports, and of the words of closed lists and
// tables that keys are made of.
func keysOfSource(t *testing.T) *usage {
	t.Helper()
	u := &usage{asked: map[string]string{}, literals: map[string]bool{}, starts: map[string]bool{}, ends: map[string]bool{}}
	set := token.NewFileSet()
	for _, root := range []string{"..", "../../metrics", "../../ingest", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			u.read(set, f, root == "..")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(u.asked) < 100 {
		t.Fatalf("only %d keys were found in the source", len(u.asked))
	}
	return u
}

func (u *usage) read(set *token.FileSet, f *ast.File, reports bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && reports && len(call.Args) > 0 {
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Text" || s.Sel.Name == "add") {
				if key, ok := text(call.Args[0]); ok {
					u.asked[key] = set.Position(call.Pos()).String()
				}
			} else if ok && s.Sel.Name == "Closed" {
				if list, ok := text(call.Args[0]); ok {
					u.starts[list+"."] = true
				}
			}
		}
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 2 {
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "ofWord" {
				if list, ok := text(call.Args[0]); ok {
					u.starts[list+"."] = true
				}
			}
		}
		if e, ok := n.(ast.Expr); ok {
			if s, ok := text(e); ok {
				u.literals[s] = true
				switch {
				case !reports || len(s) < 3:
				case strings.HasSuffix(s, "."):
					u.starts[s] = true
				case s[0] == '.' || s[0] == '_':
					u.ends[s] = true
				}
			}
		}
		return true
	})
}

// text is the string of a literal.
func text(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// TestLargeMoney: billions are 億円 and bn, in a sentence and on page one alike, and two of them
// and their difference add up as printed.
func TestLargeMoney(t *testing.T) {
	ja, en, usd := Currency{Code: "JPY", ja: true}, Currency{Code: "JPY"}, Currency{Code: "USD", Places: 2}
	for _, c := range []struct {
		currency    Currency
		v           int64
		short, said string
	}{
		{ja, 999_999_999, "100,000万円", "100,000万円"},
		{ja, 1_000_000_000, "10.0億円", "10.0億円"},
		{ja, 7_516_415_888, "75.2億円", "75.2億円"},
		{ja, -123_456_789_012, "−1,234.6億円", "−1,234.6億円"},
		{en, 7_516_415_888, "¥7.52bn", "¥7.52bn"},
		{en, -1_004_999_999, "−¥1.00bn", "−¥1.00bn"},
		{usd, 123_456_789_000, "USD 1.23bn", "USD 1.23bn"},
		{usd, 99_999_940_000, "USD 999,999,400", "USD 999,999,400"},
	} {
		if got := c.currency.Short(c.v); got != c.short {
			t.Errorf("%s %d: %q, want %q", c.currency.Code, c.v, got, c.short)
		}
		if got := c.currency.Sentence(c.v); got != c.said {
			t.Errorf("%s %d in a sentence: %q, want %q", c.currency.Code, c.v, got, c.said)
		}
	}
	if x, y, d := ja.Against(7_516_415_888, 530_500_002); x != "75.2億円" || y != "5.3億円" || d != "+69.9億円" {
		t.Errorf("%s, %s: %s", x, y, d)
	}
	if x, y, d := en.Against(7_516_415_888, 530_500_002); x != "¥7.52bn" || y != "¥0.53bn" || d != "+¥6.99bn" {
		t.Errorf("%s, %s: %s", x, y, d)
	}
	if got := ja.Bare(7_516_415_888, ja.Unit(7_516_415_888)) + ja.StepName(ja.Unit(7_516_415_888)); got != "75.2億円" {
		t.Errorf("bare %s", got)
	}
}
