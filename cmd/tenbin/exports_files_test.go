package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// owned are shapes in which every line has its own number.
func owned(s *shape) { s.document, s.numbered = true, true }

func isOwned(e *export) bool { return e.has("document", "line") }

// byMonths cuts the table into sheets, one for each month.
func (e *export) byMonths() []page {
	t := e.table()
	var out []page
	for m := 8; m <= 10; m++ {
		s := page{name: strconv.Itoa(m) + e.say("月", "th"), above: t.above, columns: append([]column(nil), t.columns...)}
		for _, l := range t.lines {
			if l.of != nil && l.of.month == m || l.of == nil && m == 10 {
				s.lines = append(s.lines, l)
			}
		}
		if len(s.lines) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// rewritten sets what happens to a csv as text.
func asText(f func(e *export, text string) string) func(*export) {
	return func(e *export) {
		before := e.raw
		e.raw = func(name, text string) string {
			if before != nil {
				text = before(name, text)
			}
			return f(e, text)
		}
	}
}

func isCSV(e *export) bool { return e.form == "csv" && e.raw == nil }

func isXLSX(e *export) bool { return e.form == "xlsx" }

func asCSV(s *shape) { s.xlsx = false }

func asXLSX(s *shape) { s.xlsx = true }

// several reports whether the table has lines of more than one salesperson.
func (e *export) several() bool {
	lines := e.table().filled()
	return slices.ContainsFunc(lines, func(l *line) bool { return l.text["person"] != lines[0].text["person"] })
}

// plainLines reports whether no line was put in that is no goods, which files cannot be cut at.
func plainLines(e *export) bool { return !e.taken["lines"] && !e.taken["last"] }

var fileFaults = []*fault{
	{kind: "quotes", name: "cells wrapped as formulas", stage: 6, takes: "raw", shape: asCSV, fits: isCSV, put: asText(func(_ *export, text string) string {
		var b strings.Builder
		for i, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			if strings.Contains(row, `"`) || i == 0 {
				b.WriteString(row + "\n")
				continue
			}
			for j, c := range strings.Split(row, ",") {
				if j > 0 {
					b.WriteString(",")
				}
				fmt.Fprintf(&b, `="%s"`, c)
			}
			b.WriteString("\n")
		}
		return b.String()
	})},
	{kind: "quotes", name: "inch mark at the start of a cell", stage: 6, takes: "raw names", shape: asCSV, fits: isCSV, put: func(e *export) {
		e.some(2, 8, func(l *line) { l.text["product"] = "QUOTE3 " + l.text["product"] })
		asText(func(_ *export, text string) string { return strings.ReplaceAll(text, "QUOTE3", `"3`) })(e)
	}},
	{kind: "quotes", name: "inch mark within a cell", stage: 6, takes: "raw names", shape: asCSV, fits: isCSV, put: func(e *export) {
		e.some(2, 8, func(l *line) { l.text["product"] += " 3QUOTE" })
		asText(func(_ *export, text string) string { return strings.ReplaceAll(text, "3QUOTE", `3"`) })(e)
	}},
	{kind: "quotes", name: "line ends within notes", stage: 4, takes: "note", put: func(e *export) {
		e.add("memo", e.say("摘要", "Comment"))
		e.some(2, 6, func(l *line) { l.text["memo"] = "a\nb, \"c\"\n\nd" })
	}},
	{kind: "text", name: "UTF-16 with tabs", stage: 7, takes: "raw", shape: asCSV, fits: isCSV, put: func(e *export) {
		e.raw = func(_, text string) string {
			if strings.Contains(text, `"`) {
				return text
			}
			s, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(text, ",", "\t"))
			return s
		}
	}},
	{kind: "text", name: "CP932", stage: 7, takes: "raw", shape: func(s *shape) { s.ja, s.xlsx = true, false }, fits: func(e *export) bool { return isCSV(e) && e.ja }, put: func(e *export) {
		e.raw = func(_, text string) string {
			if s, err := japanese.ShiftJIS.NewEncoder().String(strings.ReplaceAll(text, "¥", "")); err == nil {
				return s
			}
			return text
		}
	}},
	{kind: "text", name: "semicolons", stage: 7, takes: "raw", shape: asCSV, fits: isCSV, put: func(e *export) {
		e.raw = func(_, text string) string {
			if strings.Contains(text, `"`) {
				return text
			}
			return "sep=;\r\n" + strings.ReplaceAll(strings.ReplaceAll(text, ",", ";"), "\n", "\r\n")
		}
	}},
	{kind: "around the table", name: "title above, footer below", stage: 3, takes: "title", put: func(e *export) {
		e.table().above = append([][]string{{e.say("売上明細表", "Sales report")}, {e.say("出力日時：2026/11/02 09:00", "Generated 2026-11-02 09:00")}, {}}, e.table().above...)
		e.table().below = append(e.table().below, []string{}, []string{e.say("※社外秘", "Confidential Information - Do Not Distribute")})
	}},
	{kind: "around the table", name: "blank rows between", stage: 3, takes: "between", put: func(e *export) {
		t := e.table()
		for range 2 {
			t.insert(1+e.IntN(len(t.lines)-1), blank())
		}
	}},
	{kind: "sheets", name: "one a month", stage: 5, takes: "files lines last", shape: func(s *shape) { asXLSX(s); owned(s) }, fits: func(e *export) bool { return isXLSX(e) && plainLines(e) }, put: func(e *export) {
		s := e.byMonths()
		if e.IntN(2) == 0 {
			for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
				s[i], s[j] = s[j], s[i]
			}
		}
		e.files = [][]page{s}
	}},
	{kind: "sheets", name: "a copied sheet", stage: 5, takes: "files", shape: asXLSX, fits: isXLSX, put: func(e *export) {
		again := *e.table()
		again.name = e.one(again.name+" (2)", e.say("コピー", "Copy"), e.say("旧", "old"))
		e.files[0] = append(e.files[0], again)
	}},
	{kind: "sheets", name: "a sheet of something else", stage: 5, takes: "files", shape: asXLSX, fits: isXLSX, put: func(e *export) {
		other := page{name: e.say("集計", "Summary"), columns: []column{{"person", e.say("担当者名", "Sales Rep")}, {"net_amount", e.say("金額", "Amount")}}}
		l := blank()
		l.text["person"], l.money["net_amount"] = e.table().lines[0].text["person"], 100
		other.lines = []*line{l}
		e.files[0] = append([]page{other}, e.files[0]...)
	}},
	{kind: "sheets", name: "merged people and clients", stage: 5, takes: "files lines last", shape: func(s *shape) { asXLSX(s); s.person = true }, fits: func(e *export) bool { return isXLSX(e) && plainLines(e) }, put: func(e *export) { e.merged = true }},
	{kind: "files", name: "one a month", stage: 5, takes: "files lines last", shape: owned, fits: func(e *export) bool { return isOwned(e) && plainLines(e) && len(e.byMonths()) == 3 }, put: func(e *export) {
		e.files = oneEach(e.byMonths())
	}},
	{kind: "files", name: "overlap, documents numbered", stage: 5, takes: "files lines last", shape: owned, fits: func(e *export) bool { return isOwned(e) && plainLines(e) && len(e.byMonths()) == 3 }, put: func(e *export) {
		m := e.byMonths()
		m[2].lines = append(append([]*line(nil), m[1].lines...), m[2].lines...)
		e.files = oneEach(m)
	}},
	{kind: "files", name: "overlap, no numbers", stage: 5, takes: "files lines last", shape: func(s *shape) { s.document = false }, fits: func(e *export) bool { return !e.document && plainLines(e) && len(e.byMonths()) == 3 }, put: func(e *export) {
		m := e.byMonths()
		m[2].lines = append(append([]*line(nil), m[1].lines...), m[2].lines...)
		e.files = oneEach(m)
	}},
	{kind: "files", name: "a slip corrected later", stage: 5, takes: "files lines last", shape: owned, fits: func(e *export) bool {
		return isOwned(e) && plainLines(e) && len(e.byMonths()) == 3
	}, put: func(e *export) {
		m := e.byMonths()
		was := m[1].lines[0]
		d := *was.of
		if was.out || len(e.faults) > 0 { // another fault has written the line its own way: it stays as it is
			e.files = oneEach(m)
			return
		}
		e.list, e.conceded = e.list-d.listed()*e.unit, e.conceded-d.dropped()*e.unit
		d.quantity++
		for _, l := range m[1].lines {
			if l.of.document != was.of.document {
				continue
			}
			if l == was {
				l = e.lineOf(&d)
			}
			m[2].lines = append(m[2].lines, l)
		}
		e.list, e.conceded = e.list+d.listed()*e.unit, e.conceded+d.dropped()*e.unit
		e.files = oneEach(m)
	}},
	{kind: "files", name: "heading of a price renamed later", stage: 5, takes: "files lines last", shape: owned, fits: func(e *export) bool { return isOwned(e) && plainLines(e) && len(e.byMonths()) == 3 }, put: func(e *export) {
		m := e.byMonths()
		for c := range m[2].columns {
			if col := &m[2].columns[c]; strings.HasPrefix(col.key, "list_") {
				col.heading = e.one(e.say("希望小売", "MSRP"), e.say("参考", "Suggested"))
			}
		}
		e.files = oneEach(m)
	}},
	{kind: "files", name: "columns in another order later", stage: 5, takes: "files lines last", shape: owned, fits: func(e *export) bool { return isOwned(e) && plainLines(e) && len(e.byMonths()) == 3 }, put: func(e *export) {
		m := e.byMonths()
		c := m[2].columns
		for i, j := range e.Perm(len(c)) {
			c[i], c[j] = c[j], c[i]
		}
		e.files = oneEach(m)
	}},
	{kind: "identity", name: "document numbers shortened", stage: 4, takes: "document lines", shape: func(s *shape) { s.document = true }, fits: func(e *export) bool { return e.document }, put: func(e *export) {
		for _, l := range e.table().lines {
			if l.text["document"] != "" {
				l.text["document"] = e.one("2.02610E+11", "2.0261E+11")
			}
		}
	}},
	{kind: "identity", name: "document on its first line only", stage: 4, takes: "document lines last people date", shape: func(s *shape) { s.document, s.person = true, false }, fits: func(e *export) bool { return e.document && plainLines(e) && !e.shape.person }, put: func(e *export) {
		last := ""
		for _, l := range e.table().lines {
			if l.text["document"] == last {
				for _, k := range []string{"document", "date", "client", "person"} {
					l.text[k] = ""
				}
				continue
			}
			last = l.text["document"]
		}
	}},
	{kind: "identity", name: "credit split between two", stage: 4, takes: "lines", shape: func(s *shape) { s.document, s.numbered = true, true }, fits: func(e *export) bool { return e.document && e.several() }, put: func(e *export) {
		e.add("split", e.say("按分率(%)", "Split (%)"))
		t := e.table()
		for _, l := range t.filled() {
			l.text["split"] = "100"
		}
		l := t.lines[0]
		other := l.copied()
		l.text["split"], other.text["split"] = "50", "50"
		other.of = nil
		for _, p := range t.lines {
			if p.of != nil && p.text["person"] != l.text["person"] {
				other.text["person"] = p.text["person"]
			}
		}
		t.insert(1, other)
	}},
	{kind: "people", name: "spaces and width", stage: 4, takes: "people", put: func(e *export) {
		e.some(3, 3, func(l *line) {
			l.text["person"] = strings.ReplaceAll(l.text["person"], " ", e.one("　", "  ")) + e.one("", " ")
		})
	}},
	{kind: "people", name: "a name the roster lacks", stage: 4, takes: "people roster", put: func(e *export) {
		e.rosterOf()
		e.some(3, 4, func(l *line) {
			l.text["person"] = e.say("山本 太郎", "Zoe Quill")
			e.drop(l)
		})
	}},
	{kind: "people", name: "a near name", stage: 4, takes: "people roster", put: func(e *export) {
		e.rosterOf()
		e.some(2, 5, func(l *line) {
			n := []rune(l.text["person"])
			if len(n) > 0 && e.ja {
				n[len(n)-1] = '真'
			} else {
				n = append(n, 'n')
			}
			l.text["person"] = string(n)
			e.drop(l)
		})
	}},
	{kind: "people", name: "two names in a cell", stage: 4, takes: "people", put: func(e *export) {
		people := e.table().lines[0].text["person"]
		e.some(1, 6, func(l *line) { l.text["person"] = people + e.one("/", "、", " & ", "; ") + l.text["person"] + " X" })
	}},
	{kind: "people", name: "nobody", stage: 4, takes: "people", put: func(e *export) {
		e.some(1, 30, func(l *line) {
			e.drop(l)
			l.text["person"] = e.one(e.say("担当なし", "House Account"), e.say("未割当", "(Unassigned)"), e.say("退職者", "No Owner"))
		})
	}},
}

// oneEach makes a file of each sheet.
func oneEach(sheets []page) (files [][]page) {
	for _, s := range sheets {
		files = append(files, []page{s})
	}
	return files
}

// rosterOf gives a roster of the people of the export.
func (e *export) rosterOf() {
	e.roster = [][]string{{"salesperson", "name", "team", "manager"}}
	seen := map[string]bool{}
	for _, l := range e.table().lines {
		if n := l.text["person"]; n != "" && !seen[n] && l.of != nil {
			seen[n] = true
			e.roster = append(e.roster, []string{n, n, "T1", ""})
		}
	}
}
