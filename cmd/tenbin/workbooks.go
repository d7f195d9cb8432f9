package main

import (
	"io"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports"
)

// workbooks lists the workbooks of a publication: one a manager, one a division, one a
// person, one for HR, each in its own folder and, with language both, in both languages.
// lines are the rows of the cards; a person without any is shown the largest ones.
func (j *job) workbooks(a *assessment.Assessment, version int, before *reports.Published, lines map[string][]assessment.LedgerLine) []output {
	stamp := j.stamp(version)
	stamp.Published, stamp.Names = before, j.names()
	books := reports.BooksOf(a)
	var list []output
	for _, language := range languages(j.c.Language()) {
		suffix := j.suffix(language)
		for i := range a.People {
			id := a.People[i].ID
			list = append(list, output{"people/" + slug(id, "nobody") + "/card" + suffix, func(w io.Writer) error { return books.Card(w, id, lines[id], stamp, language) }})
		}
		if j.c.Stage() == "preview" {
			continue // the cards come first; the others see nothing until people have answered
		}
		for _, m := range managers(a) {
			list = append(list, output{"managers/" + slug(m, "all") + "/manager" + suffix, func(w io.Writer) error { return books.Manager(w, m, stamp, language) }})
		}
		for _, d := range divisions(a, j.roster()) {
			list = append(list, output{"divisions/" + slug(d.Lead, "all") + "/division" + suffix, func(w io.Writer) error { return books.Division(w, d, stamp, language) }})
		}
		if language == languages(j.c.Language())[0] {
			list = append(list, j.agendas(a, stamp, language)...)
		}
		list = append(list, output{"hr/hr-coaching" + suffix, func(w io.Writer) error { return books.HR(w, stamp, language) }})
	}
	return list
}

// stamp is what every workbook of a version carries.
func (j *job) stamp(version int) reports.Stamp {
	governance, governed := j.c.Governance()
	return reports.Stamp{Version: version, Trial: !governed, Purpose: j.mask.Text(governance.Purpose), Contact: j.mask.Text(governance.Responsible)}
}

// suffix ends the name of a workbook in language: of two, the English one says so.
func (j *job) suffix(language string) string {
	if language == "en" && j.c.Language() == "both" {
		return ".en.xlsx"
	}
	return ".xlsx"
}

// languages are the languages that a setting asks for.
func languages(setting string) []string {
	if setting == "both" {
		return []string{"ja", "en"}
	}
	return []string{setting}
}

// managers lists the managers who have somebody in the assessment, by id; "" stands for
// people without one.
func managers(a *assessment.Assessment) []string {
	seen := map[string]bool{}
	var ids []string
	for i := range a.People {
		p := &a.People[i]
		if p.ID != p.Manager && !seen[p.Manager] {
			seen[p.Manager] = true
			ids = append(ids, p.Manager)
		}
	}
	sort.Strings(ids)
	return ids
}

// divisions groups the managers by who leads them on the day of the cut-off, as the
// assessment or else the roster knows, by id of the lead. Where nobody leads any of them,
// several managers are one division.
func divisions(a *assessment.Assessment, roster *table.Roster) []reports.DivisionOf {
	leads := map[string]string{}
	for i := range a.People {
		leads[a.People[i].ID] = a.People[i].Manager
	}
	under := map[string][]string{}
	var ids []string
	all := managers(a)
	for _, m := range all {
		lead := leads[m]
		if p := roster.Find(m); lead == "" && p != nil {
			if period, ok := p.On(a.CutOff); ok {
				lead = period.Manager
			}
		}
		if m == "" || lead == "" || lead == m {
			continue
		}
		if under[lead] == nil {
			ids = append(ids, lead)
		}
		under[lead] = append(under[lead], m)
	}
	if len(ids) == 0 && len(all) > 1 {
		return []reports.DivisionOf{{Managers: all}}
	}
	sort.Strings(ids)
	list := make([]reports.DivisionOf, 0, len(ids))
	for _, id := range ids {
		list = append(list, reports.DivisionOf{Lead: id, Managers: under[id]})
	}
	return list
}

// slug is the folder name of an id: the id itself where it is a plain word, else a hash
// of it; names never stand in a path.
func slug(id, empty string) string {
	if id == "" {
		return empty
	}
	if len(id) > 40 {
		return table.ID("id", id)
	}
	for _, r := range id {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' || r == '-') {
			return table.ID("id", id)
		}
	}
	if id == "." || id == ".." {
		return table.ID("id", id)
	}
	return id
}
