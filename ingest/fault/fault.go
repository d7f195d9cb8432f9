// Package fault says what is wrong or remarkable with a file as a whole.
//
// What comes in: a path, one of the sentinels, and the words of a reader. What goes out: a
// FileError that stops the run before anything is published, or a Remark that a person
// should know; both in the two languages of the program, with what to do. A bad row is
// neither: it is a table.RowError.
package fault

import (
	"errors"
	"fmt"

	"tenbin/ingest/table"
)

// What can be wrong with a file as a whole. Callers ask with errors.Is; ErrNotFound and
// ErrBadSource mean a wrong configuration (exit code 2), ErrChanged and ErrOutage a fault of
// the moment (exit code 1), all others data that block the run (exit code 4).
var (
	ErrNotFound      = errors.New("not found")          // a path that names no file
	ErrBadSource     = errors.New("bad source")         // a configuration that cannot be followed
	ErrUnreadable    = errors.New("unreadable")         // no known form, encrypted, torn
	ErrNoTable       = errors.New("no table")           // no heading row was found
	ErrMissingColumn = errors.New("missing column")     // a required column is not in the file
	ErrEmptyExport   = errors.New("empty export")       // a heading and no row below it
	ErrAmbiguous     = errors.New("ambiguous column")   // two headings could be meant
	ErrBasisConflict = errors.New("tax basis conflict") // list and net with and without tax
	ErrOutage        = errors.New("outage")             // a database that does not answer
	ErrChanged       = errors.New("changed")            // a file that changed or vanished under the reader
)

// Sentence is a text in both languages of the program.
type Sentence struct{ JA, EN string }

// In returns the sentence in "ja" or "en".
func (s Sentence) In(language string) string {
	if language == "ja" {
		return s.JA
	}
	return s.EN
}

// FileError is a file that stops the run before anything is published: which one,
// what is wrong, and what to do.
type FileError struct {
	Path string // as the configuration gives it
	Code error  // one of the sentinels of this package
	What Sentence
	ToDo Sentence
	// Detail says where or how in the words of the reader below, may be empty.
	Detail string
	Err    error // the cause below, may be nil
}

// Error says it in English in the form WHAT (WHERE): WHAT TO DO.
func (e *FileError) Error() string { return e.In("en") }

// In says it in "ja" or "en" in the form WHAT (WHERE): WHAT TO DO.
func (e *FileError) In(language string) string {
	return fmt.Sprintf("%s (%s): %s", e.Said().In(language), e.Path, e.ToDo.In(language))
}

// Said is what is wrong, with the detail.
func (e *FileError) Said() Sentence {
	if e.Detail == "" {
		return e.What
	}
	return Sentence{e.What.JA + ": " + e.Detail, e.What.EN + ": " + e.Detail}
}

// Unwrap lets errors.Is find both the sentinel and the cause.
func (e *FileError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Code}
	}
	return []error{e.Code, e.Err}
}

// New is a file that stops the run.
func New(path string, code error, what, toDo Sentence) *FileError {
	return &FileError{Path: path, Code: code, What: what, ToDo: toDo}
}

// Remark is something that the reader decided or met which a person should know.
type Remark struct {
	Code  string
	Place table.Place
	Text  Sentence
	Name  string `json:"-"` // as written, of somebody whose rows are left out
	// Warns makes the exit code 3: the doubt is about money or people, and stands until
	// answers: {Code: accept} says that a person has looked.
	Warns bool `json:",omitempty"`
}

// Refusal is why a reader refuses a file, in both languages, with what to do.
type Refusal struct {
	Err        error
	What, ToDo Sentence
}

// ExportAgain is what to do about a file that cannot be mended where it lies.
var ExportAgain = Sentence{"出力し直すか、保存し直してください", "export or save it again"}

// NotFound is a path that names no file.
func NotFound(pattern string) error {
	return New(pattern, ErrNotFound, Sentence{"ファイルが見つかりません", "no such file"},
		Sentence{"パスを確認してください", "check the path"})
}

// NoPassword is a variable with a password that is not set.
func NoPassword(where, variable string) error {
	return New(where, ErrBadSource, Sentence{"パスワードの環境変数 " + variable + " がありません", "the password variable " + variable + " is not set"},
		Sentence{"環境変数を設定してください", "set the variable"})
}
