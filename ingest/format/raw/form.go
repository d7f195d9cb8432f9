package raw

import (
	"errors"

	"tenbin/ingest/fault"
)

// What a form may say of a file that it does not open, for those who answer in words of
// their own.
var (
	ErrPassword      = errors.New("the workbook is encrypted and no password was given")
	ErrWrongPassword = errors.New("the workbook is encrypted and the password does not open it")
	ErrOldFormat     = errors.New("this is an old Excel file (.xls); save it as .xlsx")
	ErrPage          = errors.New("an HTML page")
)

// Form is one form of files: how its first bytes look and how it is opened. The registry of
// package format lists them all; nobody else asks which form a file has.
type Form struct {
	// Is reports whether a file that begins with head (up to HeadBytes) has the form. The
	// name of a file says nothing.
	Is func(head []byte) bool
	// Open opens the file at path. What is wrong with it is one of Refusals, a *LimitError or
	// any other error.
	Open     func(path string, o Options) (*Book, error)
	Refusals []fault.Refusal
}

// HeadBytes is how much of a file Form.Is sees.
const HeadBytes = 1024

// Options say what is known of a file beforehand; each form takes what it needs. The zero
// Options find out all.
type Options struct {
	Encoding  string
	Delimiter string
	Workers   int // goroutines; rows, blocks and parts do not depend on it
	Limits    Limits
	Piece     int64                  // bytes of a part; 0 = the form's own
	Password  func() (string, error) // nil = none is known
	// Known is what an earlier Open of the same file learned, in the words of its form;
	// Learned is told what this one learns.
	Known   []byte
	Learned func([]byte)
}

// Traits are what a form says of its rows, for those who read them without knowing it.
type Traits struct {
	// Separated: rows come apart at separators, so that one with another number of cells than
	// its heading is torn.
	Separated bool
	// Typed: a column is the same from its first part to its last, behind which nothing stands.
	Typed bool
	// Uniform: the cells of a column look alike, so that reading column by column pays.
	Uniform bool
}
