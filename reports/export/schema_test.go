package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// checkSchema returns what is wrong with value by the part of JSON Schema that ours
// uses; a keyword that it does not know is an error, not a pass.
func checkSchema(root, schema map[string]any, value any, path string) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, path+": "+fmt.Sprintf(format, args...)) }
	keywords := make([]string, 0, len(schema))
	for k := range schema {
		keywords = append(keywords, k)
	}
	sort.Strings(keywords)
	n, isNumber := value.(json.Number)
	o, isObject := value.(map[string]any)
	for _, k := range keywords {
		switch want := schema[k]; k {
		case "$schema", "$defs", "title", "description":
		case "$ref":
			def := root["$defs"].(map[string]any)[strings.TrimPrefix(want.(string), "#/$defs/")]
			wrong = append(wrong, checkSchema(root, def.(map[string]any), value, path)...)
		case "const":
			if want != value {
				say("%v is not %v", value, want)
			}
		case "enum":
			if !slices.Contains(want.([]any), value) {
				say("%v is not in the list", value)
			}
		case "type":
			types, ok := want.([]any)
			if !ok {
				types = []any{want}
			}
			if !slices.ContainsFunc(types, func(t any) bool { return isType(value, t.(string)) }) {
				say("%v is not %v", value, want)
			}
		case "pattern":
			if s, ok := value.(string); ok && !regexp.MustCompile(want.(string)).MatchString(s) {
				say("%q does not match %s", s, want)
			}
		case "minimum", "maximum":
			if isNumber {
				v, _ := n.Float64()
				limit, _ := want.(json.Number).Float64()
				if k == "minimum" && v < limit || k == "maximum" && v > limit {
					say("%v beyond the %s %v", v, k, limit)
				}
			}
		case "required":
			for _, r := range want.([]any) {
				if _, ok := o[r.(string)]; isObject && !ok {
					say("key %v is missing", r)
				}
			}
		case "properties":
			for _, key := range sortedKeys(o) {
				if inner, ok := want.(map[string]any)[key]; ok {
					wrong = append(wrong, checkSchema(root, inner.(map[string]any), o[key], path+"."+key)...)
				}
			}
		case "additionalProperties":
			known, _ := schema["properties"].(map[string]any)
			for _, key := range sortedKeys(o) {
				if _, ok := known[key]; ok {
					continue
				}
				if inner, ok := want.(map[string]any); ok {
					wrong = append(wrong, checkSchema(root, inner, o[key], path+"."+key)...)
				} else {
					say("key %s is not in the schema", key)
				}
			}
		case "items":
			list, _ := value.([]any)
			for i, v := range list {
				wrong = append(wrong, checkSchema(root, want.(map[string]any), v, fmt.Sprintf("%s[%d]", path, i))...)
			}
		default:
			say("the checker does not know %q", k)
		}
	}
	return wrong
}

func sortedKeys(o map[string]any) []string {
	keys := make([]string, 0, len(o))
	for k := range o {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func isType(v any, name string) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case json.Number:
		return name == "number" || name == "integer" && !strings.ContainsAny(v.String(), ".eE")
	case []any:
		return name == "array"
	case map[string]any:
		return name == "object"
	}
	return false
}

// parse reads JSON with numbers as they are written.
func parse(t *testing.T, b []byte) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func readSchema(t *testing.T) map[string]any {
	t.Helper()
	b, err := os.ReadFile("../../testdata/schema/assessment.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	s := parse(t, b)
	s["properties"].(map[string]any)["schema"] = map[string]any{"const": json.Number(fmt.Sprint(reader.SchemaVersion))}
	return s
}

func writeJSON(t *testing.T, a *assessment.Assessment) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, a); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestJSONSchema(t *testing.T) {
	schema := readSchema(t)
	for name, a := range map[string]*assessment.Assessment{"made up": reporttest.Company(), "deals only": dealsOnly(), "nobody": nobody()} {
		got := writeJSON(t, a)
		for _, w := range checkSchema(schema, schema, parse(t, got), "") {
			t.Errorf("%s: %s", name, w)
		}
	}
	// The checker does find what is wrong.
	broken := parse(t, writeJSON(t, reporttest.Company()))
	person := broken["people"].([]any)[0].(map[string]any)
	delete(person, "rank")
	person["tier"], person["extra"] = "captured", json.Number("1")
	person["score"] = json.Number("101")
	if wrong := checkSchema(schema, schema, broken, ""); len(wrong) != 4 {
		t.Errorf("four faults planted, found: %q", wrong)
	}
}

// dealsOnly is a first month: no instruction, nothing of the lag axis measurable.
func dealsOnly() *assessment.Assessment {
	a := reporttest.Company()
	a.Instructions, a.StepIn, a.DoneWell, a.Coaching = nil, nil, nil, nil
	a.Hyper.Lag = assessment.AxisHyper{}
	t := &a.Totals
	t.Instructions, t.InstructionsOpen, t.InstructionsOverdue, t.InstructionsImplemented, t.InstructionsLate, t.InstructionsEnded = nil, nil, nil, nil, nil, nil
	for i := range a.People {
		a.People[i].Lag, a.People[i].AbsLag = assessment.LagFigures{}, assessment.Interval{}
	}
	for i := range a.Trend {
		a.Trend[i].Overdue = map[string]int64{}
	}
	a.Inputs.InstructionsRead, a.Inputs.InstructionsScored = 0, 0
	return a
}

// nobody is an assessment without a single person.
func nobody() *assessment.Assessment {
	a := dealsOnly()
	a.People, a.Pairs, a.Lines, a.Teams, a.Trend = nil, nil, nil, nil, nil
	return a
}

func TestJSONGolden(t *testing.T) {
	a := reporttest.Company()
	keep := map[string]bool{}
	var people []assessment.Person
	for _, i := range []int{0, 1, 9, 28} {
		people = append(people, a.People[i])
		keep[string(a.People[i].ID)] = true
	}
	a.People = people
	a.Pairs = slices.DeleteFunc(a.Pairs, func(p assessment.Pair) bool { return !keep[string(p.Person)] })
	a.Instructions = slices.DeleteFunc(a.Instructions, func(p assessment.Instruction) bool { return !keep[string(p.Person)] })
	a.StepIn = slices.DeleteFunc(a.StepIn, func(p assessment.StepInRow) bool { return !keep[string(p.Person)] })
	a.DoneWell = slices.DeleteFunc(a.DoneWell, func(p assessment.DoneWellRow) bool { return !keep[string(p.Person)] })
	reporttest.Golden(t, "assessment.json", string(writeJSON(t, a)))
}

func TestJSONForm(t *testing.T) {
	a := nobody()
	a.RunID = "r-<&> \"引用\" \\ \u2028\n"
	a.Totals.ConcededShare = assessment.Of(1. / 3)
	a.Hyper.Concession.Pi = math.Copysign(0, -1)
	a.Hyper.Concession.A = 1.23456789012e-7
	a.Hyper.Concession.Kappa = 123456789012.
	a.Hyper.Concession.Omega2 = math.Inf(1)
	got := string(writeJSON(t, a))
	for _, want := range []string{`"run_id": "r-<&> \"引用\" \\ ` + "\u2028" + `\n"`, `"conceded_share": 0.333333333,`, `"pi": 0,`, `"a": 1.23456789e-7,`,
		`"kappa": 123456789000,`, `"omega2": null`, `"people": [],`, `"stage_lost": 0,`, `"instructions_open": null,`} {
		if !strings.Contains(got, want) {
			t.Errorf("assessment.json lacks %s", want)
		}
	}
	if strings.Contains(got, "\r") || strings.Contains(got, "\t") || !strings.HasSuffix(got, "}\n") {
		t.Error("line ends, indentation or the end are not as agreed")
	}
}
