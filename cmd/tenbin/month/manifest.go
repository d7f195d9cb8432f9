package month

import (
	"encoding/json"
	"sort"

	"tenbin/cmd/tenbin/inspect"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// planOf is what was decided before lines were counted, word by word.
func planOf(a *assessment.Assessment) map[string]string {
	plan := map[string]string{}
	for _, p := range a.Plan {
		plan[p[0]] = p[1]
	}
	return plan
}

// counts is table.Counts in the manifest's spelling.
type counts struct {
	RowsRead   int64 `json:"rows_read"`
	Records    int64 `json:"records"`
	RowErrors  int64 `json:"row_errors"`
	NonData    int64 `json:"furniture"`
	Helper     int64 `json:"helper"`
	Repeated   int64 `json:"repeated"`
	Superseded int64 `json:"superseded"`
}

func countsOf(c table.Counts) counts {
	return counts{RowsRead: c.RowsRead, Records: c.Records, RowErrors: c.RowErrors, NonData: c.NonData, Helper: c.Helper, Repeated: c.Repeated, Superseded: c.Superseded}
}

// manifestOf describes the publication of a, and what differs from the one that stands.
func manifestOf(in *Inputs, a *assessment.Assessment, standing *publish.Standing) (publish.Manifest, []publish.Change, error) {
	m := publish.Manifest{RunID: a.RunID, Month: a.Month.String(), CutOff: a.CutOff.String(), MethodVersion: assessment.MethodVersion, ProgramVersion: ProgramVersion,
		Inputs: inputFiles(a.Files), Configuration: in.mask.Quoted(in.Config.Canonical())}
	if r, ok := in.Config.Review(); ok {
		m.Review = &publish.Review{By: in.mask.Text(r.By), On: r.On, Note: in.mask.Text(r.Note)}
	}
	var err error
	if m.Plan, err = json.Marshal(planOf(a)); err != nil {
		return m, nil, err
	}
	if m.Counts, err = json.Marshal(countsOf(a.Inputs.Counts)); err != nil {
		return m, nil, err
	}
	for _, l := range inspect.Understood(in.files, a) {
		m.Understood = append(m.Understood, publish.Warning{Code: l.Code, JA: in.mask.Text(l.Text.JA), EN: in.mask.Text(l.Text.EN)})
	}
	if standing == nil {
		return m, nil, nil
	}
	m.Reasons = publish.Reasons(standing.Manifest, &m)
	in.mask.Mask(&m.Reasons) // what stands may name whom this run does not
	m.Changes, err = differences(in.Settings, standing, a)
	return m, m.Changes, err
}

// inputFiles lists the files that were read by path, then table.
func inputFiles(files []table.File) []publish.Input {
	list := make([]publish.Input, 0, len(files))
	for _, f := range files {
		list = append(list, publish.Input{Path: f.Path, Table: f.Table, SHA256: f.SHA256})
	}
	sort.Slice(list, func(i, k int) bool {
		if list[i].Path != list[k].Path {
			return list[i].Path < list[k].Path
		}
		return list[i].Table < list[k].Table
	})
	return list
}
