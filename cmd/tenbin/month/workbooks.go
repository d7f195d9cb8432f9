package month

import (
	"context"
	"io"
	"slices"
	"sort"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/export"
	"tenbin/reports/reader"
)

// workbooks lists the workbooks of a publication: one a manager, one a division, one a
// person, one for HR, each in its own folder and, with language both, in both languages.
// lines are the rows of the cards; a person without any is shown the largest ones.
func workbooks(con *cli.Console, in *Inputs, a *assessment.Assessment, version int, before *reader.Published, lines map[string][]assessment.LedgerLine) []output {
	stamp := stampOf(in.Config, in.mask, version)
	stamp.Published, stamp.Names, stamp.Unread = before, in.names(), in.unread(a.RowErrors)
	books := reports.BooksOf(a)
	var list []output
	for _, language := range languages(in.Config.Language()) {
		suffix := suffix(in.Config, language)
		for i := range a.People {
			id := a.People[i].ID
			list = append(list, output{reader.People.Folder + "/" + Folder(string(id), "nobody") + "/card" + suffix, func(w io.Writer) error { return books.Card(w, string(id), lines[string(id)], stamp, language) }})
		}
		if in.Config.Stage() == "preview" {
			continue // the cards come first; the others see nothing until people have answered
		}
		for _, m := range managers(a) {
			list = append(list, output{reader.Managers.Folder + "/" + Folder(m, "all") + "/manager" + suffix, func(w io.Writer) error { return books.Manager(w, m, stamp, language) }})
		}
		for _, d := range divisions(a, in.roster()) {
			list = append(list, output{reader.Divisions.Folder + "/" + Folder(d.Lead, "all") + "/division" + suffix, func(w io.Writer) error { return books.Division(w, d, stamp, language) }})
		}
		if language == languages(in.Config.Language())[0] {
			list = append(list, agendas(con, in, a, stamp, language)...)
		}
		list = append(list, output{reader.HR.Folder + "/hr-coaching" + suffix, func(w io.Writer) error { return books.HR(w, stamp, language) }})
	}
	return list
}

// stampOf is what every workbook of a version carries.
func stampOf(c *config.Config, mask *pseudonym.Pseudonymizer, version int) reader.Stamp {
	governance, governed := c.Governance()
	return reader.Stamp{Version: version, Trial: !governed, Purpose: mask.Text(governance.Purpose), Contact: mask.Text(governance.Responsible)}
}

// suffix ends the name of a workbook in language: of two, the English one says so.
func suffix(c *config.Config, language string) string {
	if language == "en" && c.Language() == "both" {
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

// agendas lists the calendar files of the managers who asked for one and have anything on
// their step-in list. There is one a manager: entries in two languages would be the same
// appointments twice.
func agendas(con *cli.Console, in *Inputs, a *assessment.Assessment, stamp reader.Stamp, language string) []output {
	asked := in.Config.Agenda()
	settings := export.AgendaSettings{PerWeek: asked.PerWeek, From: asked.From, To: asked.To, Days: ingest.BusinessCalendar(in.files.Closings()), Zone: a.Options.Zone}
	all := managers(a)
	var list []output
	for _, m := range asked.Managers {
		if !slices.Contains(all, m) {
			con.Note("agenda", cli.Text("agenda に書かれた "+m+" の担当チームがないため、予定表は作りません", "no agenda for "+m+": nobody reports to this manager"))
			continue
		}
		if slices.ContainsFunc(a.StepIn, func(r assessment.StepInRow) bool { return r.Manager == table.ManagerID(m) }) {
			list = append(list, output{reader.Managers.Folder + "/" + Folder(m, "all") + "/agenda.ics", func(w io.Writer) error { return reports.Agenda(w, a, m, settings, stamp, language) }})
		}
	}
	return list
}

// linesOf reads the deal lines behind everybody's card again, in one pass; nil for a
// company with more than dataset.CardLines, and where there are no cards.
func linesOf(ctx context.Context, in *Inputs, scored Scored) (map[string][]assessment.LedgerLine, error) {
	a := scored.Assessment
	if a.Inputs.LinesMeasured > dataset.CardLines || len(a.People) == 0 {
		return nil, nil
	}
	people := map[string]bool{}
	for i := range a.People {
		people[in.mask.Original(string(a.People[i].ID))] = true
	}
	lines, err := metrics.PersonLines(ctx, in.data(dataset.NewWatch(a.Options.ClosingDay)), people, scored.Basis)
	in.mask.Mask(&lines)
	return lines, err
}

// managers lists the managers who have somebody in the assessment, by id; "" stands for
// people without one.
func managers(a *assessment.Assessment) []string {
	seen := map[string]bool{}
	var ids []string
	for i := range a.People {
		p := &a.People[i]
		if table.ManagerID(p.ID) != p.Manager && !seen[string(p.Manager)] {
			seen[string(p.Manager)] = true
			ids = append(ids, string(p.Manager))
		}
	}
	sort.Strings(ids)
	return ids
}

// divisions groups the managers by who leads them on the day of the cut-off, as the
// assessment or else the roster knows, by id of the lead. Where nobody leads any of them,
// several managers are one division.
func divisions(a *assessment.Assessment, roster *table.Roster) []reader.DivisionOf {
	leads := map[string]string{}
	for i := range a.People {
		leads[string(a.People[i].ID)] = string(a.People[i].Manager)
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
		return []reader.DivisionOf{{Managers: all}}
	}
	sort.Strings(ids)
	list := make([]reader.DivisionOf, 0, len(ids))
	for _, id := range ids {
		list = append(list, reader.DivisionOf{Lead: id, Managers: under[id]})
	}
	return list
}

// Folder is the folder name of an id: the id itself where it is a plain word, else a hash
// of it; names never stand in a path.
func Folder(id, empty string) string {
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
