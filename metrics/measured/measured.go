// Package measured holds what `tenbin validate` measured on companies whose truth is known:
// the figures that pages print of the method's accuracy. Nobody types them; the file is
// what
//
//	tenbin validate --first 40 --sets 40 --write metrics/measured/measured.tsv
//
// wrote, and a test of metrics/validate draws a part of it again.
package measured

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Table is every figure of one run of the studies.
type Table struct {
	Method      string // version of the method
	First, Sets int    // data sets First … First+Sets−1 of every study
	Rows        []Row
}

// Row is one figure of a study. SE is NaN where there is none, a bound where none is set.
type Row struct {
	Study, Measure  string
	Value, SE       float64
	Sets            int // with a figure
	AtLeast, AtMost float64
}

// Met reports whether the figure lies within its bounds.
func (r Row) Met() bool { return !(r.Value < r.AtLeast) && !(r.Value > r.AtMost) }

// decimals to which figures are written.
const decimals = 4

const columns = "study\tmeasure\tvalue\tse\tsets\tat_least\tat_most"

// Write writes the table as tab-separated text, figures to four decimals.
func (t *Table) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What tenbin validate --first %d --sets %d measured with method %s; written by --write, never by hand.\n%s\n", t.First, t.Sets, t.Method, columns)
	number := func(x float64) string {
		if math.IsNaN(x) {
			return ""
		}
		return strconv.FormatFloat(x, 'f', decimals, 64)
	}
	limit := func(x float64) string {
		if math.IsNaN(x) {
			return ""
		}
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	for _, r := range t.Rows {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n", r.Study, r.Measure, number(r.Value), number(r.SE), r.Sets, limit(r.AtLeast), limit(r.AtMost))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// parse reads what Write wrote.
func parse(s string) (*Table, error) {
	t := &Table{}
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	if len(lines) < 2 || lines[1] != columns {
		return nil, fmt.Errorf("measured: no such table")
	}
	if _, err := fmt.Sscanf(lines[0], "# What tenbin validate --first %d --sets %d measured with method %s", &t.First, &t.Sets, &t.Method); err != nil {
		return nil, fmt.Errorf("measured: %w", err)
	}
	t.Method = strings.TrimSuffix(t.Method, ";")
	for k, line := range lines[2:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 7 {
			return nil, fmt.Errorf("measured: line %d has %d cells", k+3, len(cells))
		}
		r := Row{Study: cells[0], Measure: cells[1]}
		for i, x := range []*float64{&r.Value, &r.SE, nil, &r.AtLeast, &r.AtMost} {
			switch {
			case x == nil:
			case cells[i+2] == "":
				*x = math.NaN()
			default:
				v, err := strconv.ParseFloat(cells[i+2], 64)
				if err != nil {
					return nil, fmt.Errorf("measured: line %d: %w", k+3, err)
				}
				*x = v
			}
		}
		n, err := strconv.Atoi(cells[4])
		if err != nil {
			return nil, fmt.Errorf("measured: line %d: %w", k+3, err)
		}
		r.Sets = n
		t.Rows = append(t.Rows, r)
	}
	return t, nil
}

//go:embed measured.tsv
var recorded string

// Recorded is the table of this program. It panics where the file is not one, which a test
// of this package finds.
var Recorded = sync.OnceValue(func() *Table {
	t, err := parse(recorded)
	if err != nil {
		panic(err)
	}
	return t
})

// Of is the recorded figure of a study's measure. It panics where there is none: the names are
// those of metrics/validate.
func Of(study, measure string) Row {
	for _, r := range Recorded().Rows {
		if r.Study == study && r.Measure == measure {
			return r
		}
	}
	panic(fmt.Sprintf("measured: no figure of %s: %s", study, measure))
}
