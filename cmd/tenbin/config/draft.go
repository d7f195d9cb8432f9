package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tenbin/ingest"
	"tenbin/ingest/table"
)

// Recognised is a file under the path that the configuration will name, or a query, with
// what was guessed of it from its headings.
type Recognised struct {
	ingest.Recognised
	Path  string
	Query *ingest.Query // nil for a file
}

// Draft is tenbin.yaml for the files found, by their table, with what a person has to check beside each line.
func Draft(found map[string][]Recognised, unknown []Recognised, company string, answers map[string]string, language string) string {
	say := func(ja, en string) string {
		if language == "ja" {
			return ja
		}
		return en
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s", say("tenbin init が見出しから書いた設定です。内容を確認し、tenbin check で確かめてください。", "Written by tenbin init from the headings. Check every line, then run tenbin check."))
	line("version: 1")
	line("company: %s", quoteYAML(company))
	line("time_zone: Asia/Tokyo")
	line("currency: JPY                  # %s", say("報告通貨", "reporting currency"))
	line("language: %-20s # ja | en | both", say("ja", "en"))
	line("# date_basis: order             # order | shipment | acceptance | invoice: %s", say("日付の意味。書くと資料の一面に示します", "what the date of a line means; page one says so"))
	line("closing_day: month_end         # %s", say("20日締めなら 20", "or a day such as 20"))
	line("# governance: {purpose: …, responsible: …, staff_told: 2026-09-01, consultation: yes, retention_months: 36}")
	line("#   %s", say("これがない間、資料はすべて「試行・配布不可」です", "without it every page is stamped as a trial"))
	line("sources:")
	for _, t := range table.All {
		for _, group := range sameLayout(found[t.Name]) {
			if group[0].Path == found[t.Name][0].Path {
				line("  %s:", t.Name)
			}
			var files []string
			for _, x := range group {
				files = append(files, quoteYAML(x.Path))
			}
			r := group[0]
			if r.Query == nil {
				line("    - files: [%s]", strings.Join(files, ", "))
			} else {
				b.WriteString(queryYAML(*r.Query))
			}
			if r.Sheet != "" {
				line("      sheet: %s", quoteYAML(r.Sheet))
			}
			line("      columns:")
			for _, c := range r.Columns {
				line("        %s: %s", c.Name, quoteYAML(c.Heading))
			}
			for _, m := range r.Missing {
				line("        # %s:   %s", m, say("必須:見出しを書いてください", "required: name its heading"))
			}
			if t.Name == table.Deals.Name && len(answers) > 0 {
				line("      answers:")
				for _, code := range slices.Sorted(maps.Keys(answers)) {
					line("        %s: %s", code, quoteYAML(answers[code]))
				}
			}
			if len(r.Left) > 0 {
				line("      # %s %s", say("使っていない見出し:", "headings not used:"), oneLine(strings.Join(r.Left, ", ")))
			}
		}
	}
	for _, x := range unknown {
		line("# %s %s", say("表が分からないファイル:", "no table is recognised in"), oneLine(x.Path))
		if len(x.Headings) > 0 {
			line("#   %s %s", say("見出し:", "headings:"), oneLine(strings.Join(x.Headings, ", ")))
		}
	}
	return b.String()
}

// sameLayout groups files whose columns come from the same headings.
func sameLayout(files []Recognised) [][]Recognised {
	var groups [][]Recognised
	for _, f := range files {
		k := slices.IndexFunc(groups, func(g []Recognised) bool {
			return g[0].Query == nil && f.Query == nil && g[0].Sheet == f.Sheet && slices.Equal(g[0].Columns, f.Columns) && slices.Equal(g[0].Left, f.Left)
		})
		if k < 0 {
			groups = append(groups, nil)
			k = len(groups) - 1
		}
		groups[k] = append(groups[k], f)
	}
	return groups
}

// quoteYAML is s as a single-quoted scalar on one line.
func quoteYAML(s string) string { return "'" + strings.ReplaceAll(oneLine(s), "'", "''") + "'" }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// queryYAML is the beginning of a source with a query.
func queryYAML(q ingest.Query) string {
	var b strings.Builder
	b.WriteString("    - query:\n        driver: " + q.Driver + "\n")
	if q.DSNFile != "" {
		b.WriteString("        dsn_file: " + quoteYAML(q.DSNFile) + "\n")
	} else {
		b.WriteString("        dsn_env: " + q.DSNEnv + "\n")
	}
	b.WriteString("        sql: |-\n")
	for _, line := range strings.Split(strings.TrimSpace(strings.ReplaceAll(q.SQL, "\r", "")), "\n") {
		b.WriteString("          " + line + "\n")
	}
	return b.String()
}
