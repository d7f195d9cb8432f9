package lookup

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/name"
)

// strangers remarks on names that the list lacks, with those whom they may mean and the line
// that says so, and on cells that name several people.
func (r *Resolver) strangers() (out []fault.Remark) {
	var listed []string
	ids := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(r.listed)) {
		shown := r.Shown[id]
		if shown == "" {
			shown = id
		}
		listed = append(listed, shown)
		ids[shown] = id
	}
	for _, s := range slices.Sorted(maps.Keys(r.absent)) {
		if torn(s) {
			continue
		}
		like := name.Likely(s, listed)
		if shown := r.withZeros(s); shown != "" {
			like = []string{shown}
		}
		if len(like) == 0 {
			out = append(out, fault.Remark{Code: "unknown_person", Name: s, Text: fault.Sentence{
				JA: fmt.Sprintf("「%s」は名簿にいません。この人の行は使っていません", s),
				EN: fmt.Sprintf("%q is not on the roster: the rows of this name are left out", s)}})
			continue
		}
		ja, en := make([]string, len(like)), make([]string, len(like))
		for i, l := range like {
			ja[i], en[i] = "「"+l+"」", strconv.Quote(l)
		}
		id := ids[like[0]]
		line := fmt.Sprintf("values: {salesperson: {%s: [%s]}}", yamlWord(id), yamlWord(s))
		out = append(out, fault.Remark{Code: "near_person", Name: s, Text: fault.Sentence{
			JA: fmt.Sprintf("「%s」は名簿にいません(行は使っていません)。%sのことなら、その表に %s と書いてください", s, strings.Join(ja, "か"), line),
			EN: fmt.Sprintf("%q is not on the roster (its rows are left out); if it is %s, write %s under the source", s, strings.Join(en, " or "), line)}})
	}
	for _, s := range slices.Sorted(maps.Keys(r.joint)) {
		if !r.joint[s] {
			out = append(out, fault.Remark{Code: "several_people", Name: s, Warns: true, Text: fault.Sentence{
				JA: fmt.Sprintf("「%s」は一つの欄に二人以上の名前があり、全員は分かりません。この行は使っていません", s),
				EN: fmt.Sprintf("%q names several people in one cell, not all of whom are known: the rows are left out", s)}})
			continue
		}
		out = append(out, fault.Remark{Code: "several_people", Text: fault.Sentence{
			JA: fmt.Sprintf("「%s」は一つの欄に二人以上の名前です。指示は一人ずつに分け、売上は誰のものともしていません", s),
			EN: fmt.Sprintf("%q names several people in one cell: an instruction goes to each, a sale is nobody's", s)}})
	}
	return out
}

// withZeros is who of the list has the number s with zeros before it, "" for nobody or several: 7
// is what a spreadsheet leaves of 0007.
func (r *Resolver) withZeros(s string) (shown string) {
	bare := strings.TrimLeft(s, "0")
	if bare == "" || strings.Trim(bare, "0123456789") != "" {
		return ""
	}
	for id := range r.listed {
		if strings.TrimLeft(id, "0") != bare {
			continue
		}
		if shown != "" {
			return ""
		}
		if shown = r.Shown[id]; shown == "" {
			shown = id
		}
	}
	return shown
}

// yamlWord quotes a text that stands in a flow mapping of YAML.
func yamlWord(s string) string {
	if s == "" || strings.ContainsAny(s, " :#,{}[]'\"&*!|>%@`\n") || strings.Trim(s, "0123456789.") == "" {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return s
}
