package main

import (
	"io"
	"slices"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/metrics/assessment"
	"tenbin/reports"
)

// agendas lists the calendar files of the managers who asked for one and have anything on
// their step-in list. There is one a manager: entries in two languages would be the same
// appointments twice.
func (j *job) agendas(a *assessment.Assessment, stamp reports.Stamp, language string) []output {
	asked := j.c.Agenda()
	settings := reports.AgendaSettings{PerWeek: asked.PerWeek, From: asked.From, To: asked.To, Days: ingest.BusinessCalendar(j.in.Closings()), Zone: a.Options.Zone}
	all := managers(a)
	var list []output
	for _, m := range asked.Managers {
		if !slices.Contains(all, m) {
			j.con.Note("agenda", cli.Text("agenda に書かれた "+m+" の担当チームがないため、予定表は作りません", "no agenda for "+m+": nobody reports to this manager"))
			continue
		}
		if slices.ContainsFunc(a.StepIn, func(r assessment.StepInRow) bool { return r.Manager == m }) {
			list = append(list, output{"managers/" + slug(m, "all") + "/agenda.ics", func(w io.Writer) error { return reports.Agenda(w, a, m, settings, stamp, language) }})
		}
	}
	return list
}
