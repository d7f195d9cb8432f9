package ingest

import (
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// Sources says what a run reads and how it is to be understood: the configuration
// without its spelling.
type Sources struct {
	Base       string         // directory that relative paths start from
	Location   *time.Location // business time zone of zoned timestamps; nil = UTC
	Currency   string         // reporting currency, ISO 4217
	MinorUnits int            // its decimal places
	Limits     raw.Limits
	Tables     map[string][]Source // canonical table → its sources, in configuration order
	// TaxRate is what amounts with tax carry where the line says nothing, in 10⁻⁹;
	// 0 = 10 %.
	TaxRate int64
	// OnePass lets large deals files be surveyed while they are first read: Settle must
	// then be asked behind that reading whether it stands. NoDigests leaves the files'
	// SHA-256 empty.
	OnePass, NoDigests bool
	// Deals is what reading the deals elsewhere left at the door: their files are then not
	// looked for. Report keeps what Input.DealsRead tells, for such another run.
	Deals  *DealsRead
	Report bool
	// Apart is what several machines know of the deals' files that they read together.
	Apart *Apart
	// Piece is how many bytes of text make a part; 0 = 4 MiB. What is read does not depend
	// on it.
	Piece int64
	// Memory is what a run may use, in bytes; 0 = no bound. The fingerprints that tell
	// repeated lines take a quarter of it, then a file in Scratch.
	Memory int64
	// Scratch is the directory of what is kept only while it is read: the answers of
	// queries, and fingerprints; "" = the system's.
	Scratch string

	slow  bool // every row by the converter, in tests
	front int  // cells of a column before its memo gets a front, in tests
}

// Source is one entry of a table: files of one layout.
type Source struct {
	Files       []string // paths, globs and folders
	Query       *Query
	PasswordEnv string // variable that holds the workbook's password
	Sheet       string // "" = best table of any sheet
	Encoding    string
	Delimiter   string
	HeaderRow   int               // 1-based physical row; 0 = found out
	Columns     map[string]Column // canonical name → where it comes from
	Join        []Join
	Values      map[string]map[string][]string // column → word → spellings
	Events      *Events
}

// Column is where a canonical column comes from. Exactly one of From, Const and
// Product is set.
type Column struct {
	From    []string // headings; several are joined with "-"
	Const   *string
	Product []string // headings whose numbers are multiplied
	Format  string   // of dates: ymd, mdy, dmy
	Scale   string   // of rates: fraction, percent
	Tax     string   // of money: excluded, included
	Unit    int64    // of money: 1, 1000, 1000000; 0 = by the heading
}

// Join names files that complete the rows of a source. On maps a heading, or a
// canonical column taken before, to the heading of the joined file that must equal
// it; Take maps canonical columns (or any new name) to headings of the joined file.
type Join struct {
	Files       []string
	On          map[string]string
	Take        map[string]string
	PasswordEnv string
	Sheet       string
	Encoding    string
	Delimiter   string
	HeaderRow   int
}

// Events tells how a log with one row per change of status folds into instructions.
type Events struct {
	ID, At, Status                   string // headings
	Acknowledged, Implemented, Ended []string
}

// Check reports the first path that names no file and the first variable with a password
// or a connection string that is not set, as a *FileError: what a person finds out before
// anything is read.
func (s Sources) Check() error {
	queries, err := s.queries()
	if err != nil {
		return err
	}
	for _, q := range queries {
		if _, err := q.dsn(s.Base); err != nil {
			return err
		}
	}
	for _, t := range table.All {
		for _, source := range s.Tables[t.Name] {
			files := [][]string{source.Files}
			passwords := []string{source.PasswordEnv}
			for _, j := range source.Join {
				files, passwords = append(files, j.Files), append(passwords, j.PasswordEnv)
			}
			for _, f := range files {
				if _, err := expand(s.Base, f); err != nil {
					return err
				}
			}
			for _, p := range passwords {
				if _, ok := os.LookupEnv(p); p != "" && !ok {
					return noPassword(t.Name, p)
				}
			}
		}
	}
	return nil
}

func noPassword(where, variable string) error {
	return fileError(where, ErrBadSource, Sentence{"パスワードの環境変数 " + variable + " がありません", "the password variable " + variable + " is not set"},
		Sentence{"環境変数を設定してください", "set the variable"})
}

// expand returns the files that patterns name, each pattern's files sorted by byte
// order: a path, a glob, or a folder (every file in it that is not hidden). What is
// returned is relative to base, with slashes, as it will be shown.
func expand(base string, patterns []string) ([]string, error) {
	var files []string
	seen := map[string]bool{}
	for _, p := range patterns {
		found, err := expandOne(base, p)
		if err != nil {
			return nil, err
		}
		sort.Strings(found)
		for _, f := range found {
			if !seen[f] {
				seen[f] = true
				files = append(files, f)
			}
		}
	}
	return files, nil
}

func expandOne(base, pattern string) ([]string, error) {
	full := filepath.FromSlash(pattern)
	if !filepath.IsAbs(full) {
		full = filepath.Join(base, full)
	}
	info, err := os.Stat(full)
	if err == nil && !info.IsDir() {
		return []string{shown(base, full)}, nil
	}
	if err == nil {
		entries, err := os.ReadDir(full)
		if err != nil {
			return nil, err
		}
		var found []string
		for _, e := range entries {
			if !e.IsDir() && !hidden(e.Name()) {
				found = append(found, shown(base, filepath.Join(full, e.Name())))
			}
		}
		if len(found) == 0 {
			return nil, notFound(pattern)
		}
		return found, nil
	}
	matches, globErr := filepath.Glob(full)
	if globErr != nil {
		return nil, fileError(pattern, ErrBadSource, Sentence{"パスの書き方が正しくありません", "the pattern is malformed"},
			Sentence{"[ ] や * の書き方を確認してください", "check brackets and stars"})
	}
	var found []string
	for _, m := range matches {
		if info, err := os.Stat(m); err == nil && !info.IsDir() && !hidden(filepath.Base(m)) {
			found = append(found, shown(base, m))
		}
	}
	if len(found) == 0 {
		return nil, notFound(pattern)
	}
	return found, nil
}

// hidden files and the lock files of office programs are no exports.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }

func notFound(pattern string) error {
	return fileError(pattern, ErrNotFound, Sentence{"ファイルが見つかりません", "no such file"},
		Sentence{"パスを確認してください", "check the path"})
}

// shown is how a file is called from base.
func shown(base, full string) string {
	abs := base
	if abs == "" {
		abs = "."
	}
	if a, err := filepath.Abs(abs); err == nil {
		if f, err := filepath.Abs(full); err == nil {
			if r, err := filepath.Rel(a, f); err == nil {
				return filepath.ToSlash(r)
			}
		}
	}
	return filepath.ToSlash(full)
}

// within returns the path under which the operating system finds a shown path.
func within(base, shown string) string {
	p := filepath.FromSlash(shown)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(base, p)
}

// nameMonth finds the month that a file's name speaks of (deals-2026-10.csv,
// 202610売上.xlsx, 2026年10月.csv), or -1.
func nameMonth(file string) int32 {
	name := path.Base(file)
	best := int32(-1)
	for i := 0; i < len(name); i++ {
		if !digit(name, i) || i > 0 && digit(name, i-1) {
			continue
		}
		n := 0
		for digit(name, i+n) {
			n++
		}
		year, month := 0, 0
		switch {
		case n == 6 || n == 8:
			year, month = number(name[i:i+4]), number(name[i+4:i+6])
		case n == 4:
			rest := name[i+4:]
			for _, sep := range []string{"-", "_", ".", "年"} {
				if after, ok := strings.CutPrefix(rest, sep); ok {
					k := 0
					for k < 2 && digit(after, k) {
						k++
					}
					if k > 0 && !digit(after, k) {
						year, month = number(name[i:i+4]), number(after[:k])
					}
				}
			}
		}
		if year >= 1990 && year <= 2100 && month >= 1 && month <= 12 {
			best = int32(table.MonthOf(year, time.Month(month)))
		}
	}
	return best
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
