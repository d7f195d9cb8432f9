package ingest

import (
	"os"
	"time"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
	"tenbin/ingest/sqlsource"
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
	Tables     map[string][]source.Source // canonical table → its sources, in configuration order
	// TaxRate is what amounts with tax carry where the line says nothing, in 10⁻⁹;
	// 0 = 10 %.
	TaxRate int64
	// OnePass lets large deals files be scanned while they are first read: Finalize must
	// then be asked behind that reading whether it stands. NoDigests leaves the files'
	// SHA-256 empty.
	OnePass, NoDigests bool
	// Deals is what reading the deals elsewhere left at the door: their files are then not
	// looked for. Report keeps what Input.DealsRead tells, for such another run.
	Deals  *DealsRead
	Report bool
	// Distributed is what several machines know of the deals' files that they read together.
	Distributed *Distributed
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
	front int  // cells of a column before its interner gets a front, in tests
}

// Check reports the first path that names no file and the first variable with a password
// or a connection string that is not set, as a *FileError: what a person finds out before
// anything is read.
func (s Sources) Check() error {
	if err := sqlsource.Check(s.Tables, s.Base); err != nil {
		return err
	}
	for _, t := range table.All {
		for _, src := range s.Tables[t.Name] {
			files := [][]string{src.Files}
			passwords := []string{src.PasswordEnv}
			for _, j := range src.Join {
				files, passwords = append(files, j.Files), append(passwords, j.PasswordEnv)
			}
			for _, f := range files {
				if _, err := source.Expand(s.Base, f); err != nil {
					return err
				}
			}
			for _, p := range passwords {
				if _, ok := os.LookupEnv(p); p != "" && !ok {
					return fault.NoPassword(t.Name, p)
				}
			}
		}
	}
	return nil
}

// password reads the variable that holds the password of the file that messages call shown;
// nil where none is named.
func password(shown, variable string) func() (string, error) {
	if variable == "" {
		return nil
	}
	return func() (string, error) {
		p, ok := os.LookupEnv(variable)
		if !ok {
			return "", fault.NoPassword(shown, variable)
		}
		return p, nil
	}
}
