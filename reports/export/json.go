package export

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"sort"
	"strconv"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// WriteJSON writes a as assessment.json: every key always present, in a fixed order;
// what cannot be measured is null, never 0; fractions 0–1, money in integer minor
// units, dates ISO; numbers in the shortest form of the value rounded to nine
// significant digits; UTF-8, LF, two spaces. testdata/schema/assessment.schema.json
// describes it.
func WriteJSON(w io.Writer, a *assessment.Assessment) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(assessmentOf(a)); err != nil {
		return err
	}
	_, err := w.Write(unescapeSeparators(b.Bytes()))
	return err
}

// unescapeSeparators puts U+2028 and U+2029 back, the only letters that
// encoding/json always escapes.
func unescapeSeparators(b []byte) []byte {
	if !bytes.Contains(b, []byte(`\u202`)) {
		return b
	}
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' || i+1 >= len(b) {
			out = append(out, b[i])
			continue
		}
		switch string(b[i:min(i+6, len(b))]) {
		case `\u2028`:
			out, i = append(out, "\u2028"...), i+5
		case `\u2029`:
			out, i = append(out, "\u2029"...), i+5
		default:
			out, i = append(out, b[i], b[i+1]), i+1
		}
	}
	return out
}

// number is a figure of assessment.json.
type number float64

// MarshalJSON writes n rounded to nine significant digits in its shortest form.
func (n number) MarshalJSON() ([]byte, error) {
	v := float64(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null"), nil
	}
	return json.Marshal(words.Round9(v))
}

func numberOf(v assessment.Number) *number {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return nil
	}
	n := number(*v)
	return &n
}

// dayOf is the ISO date, null where there is none.
func dayOf(d table.Day) *string {
	if !d.Known() {
		return nil
	}
	s := d.String()
	return &s
}

// given is s, null where it is empty.
func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// reasonCounts are counts by reason: the whole closed list, in its order, then
// whatever else was counted.
type reasonCounts struct {
	order  []string
	counts map[string]int64
}

// leftOutReasons are the contract's reasons for a record that is not measured.
var leftOutReasons = []string{"before_window", "after_cut_off", "stage_open", "stage_lost", "not_positive_list",
	"no_person", "before_person", "no_price", "return_unmatched"}

// notScoredReasons are the contract's reasons for a measured line that is not scored.
var notScoredReasons = []string{"no_policy", "below_l_min", "not_price_reason"}

// MarshalJSON writes the counts in order.
func (r reasonCounts) MarshalJSON() ([]byte, error) {
	known := map[string]bool{}
	for _, k := range r.order {
		known[k] = true
	}
	var more []string
	for k := range r.counts {
		if !known[k] {
			more = append(more, k)
		}
	}
	sort.Strings(more)
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range append(r.order[:len(r.order):len(r.order)], more...) {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(k)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.WriteString(strconv.FormatInt(r.counts[k], 10))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// each maps a list; an empty one is [], never null.
func each[T, U any](list []T, f func(*T) U) []U {
	out := make([]U, len(list))
	for i := range list {
		out[i] = f(&list[i])
	}
	return out
}
