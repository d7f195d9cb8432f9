package measured

import (
	"math"
	"strings"
	"testing"
)

// What is written is what is read, and the file of this program is as it would be written.
func TestWriteAndRead(t *testing.T) {
	nan := math.NaN()
	in := &Table{Method: "9.9", First: 3, Sets: 2, Rows: []Row{
		{"a", "share, of all", .123456, .00004, 2, nan, .2}, {"b", "oracle − recall", -.5, nan, 1, -1, 1}}}
	var b strings.Builder
	if err := in.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := "# What tenbin validate --first 3 --sets 2 measured with method 9.9; written by --write, never by hand.\n" + columns +
		"\na\tshare, of all\t0.1235\t0.0000\t2\t\t0.2\nb\toracle − recall\t-0.5000\t\t1\t-1\t1\n"
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
	for _, s := range []string{want, recorded} {
		got, err := parse(s)
		if err != nil {
			t.Fatal(err)
		}
		b.Reset()
		if err := got.Write(&b); err != nil || b.String() != s {
			t.Errorf("%v: read and written again it is another", err)
		}
	}
	for _, s := range []string{"", "x\n" + columns, want + "a\tb\n", want + "a\tb\tx\t\t1\t\t\n", want + "a\tb\t1\t\tx\t\t\n"} {
		if _, err := parse(s); err == nil {
			t.Errorf("%q is read", s)
		}
	}
}

func TestMet(t *testing.T) {
	nan := math.NaN()
	for _, r := range []Row{{Value: 1, AtLeast: nan, AtMost: nan}, {Value: 1, AtLeast: 1, AtMost: nan}, {Value: 1, AtLeast: nan, AtMost: 1}} {
		if !r.Met() {
			t.Errorf("%+v is within its bounds", r)
		}
	}
	for _, r := range []Row{{Value: 1, AtLeast: 1.1, AtMost: nan}, {Value: 1, AtLeast: nan, AtMost: .9}} {
		if r.Met() {
			t.Errorf("%+v is not", r)
		}
	}
}
