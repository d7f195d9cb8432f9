package month

import (
	"context"

	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// Inputs are what the months of a run are computed from: the opened files, what earlier
// publications said and what came back of them, and whom the outputs may not name.
type Inputs struct {
	Settings
	files    *ingest.Input
	deals    *dataset.Precomputed     // where the deals were read, nil = here
	mask     *pseudonym.Pseudonymizer // nil = everybody is named
	past     past                     // what the ledger says
	feedback feedback                 // what came back
}

// Opening says how inputs are opened.
type Opening struct {
	Deals   *dataset.Precomputed // nil = read here
	OnePass bool                 // a large file of deals is surveyed while it is first read
	Scratch bool                 // the output directory takes temporary files; what a dead run leaves there the next one removes
}

// Open opens the inputs, and finds out whom the outputs may not name.
func Open(ctx context.Context, s Settings, how Opening) (*Inputs, error) {
	sources := s.Config.Sources()
	sources.OnePass = how.OnePass
	if how.Deals != nil {
		sources.Deals = how.Deals.Deals
		delete(sources.Tables, table.Deals.Name)
	}
	in := &Inputs{Settings: s, deals: how.Deals}
	var err error
	if s.Config.People() != teamsOnly { // else nothing that speaks of a person went out
		if in.feedback, err = readInbox(s); err != nil {
			return nil, err
		}
	}
	for t, list := range in.feedback.sources {
		for i := range list {
			list[i].Masked = s.Config.People() == "pseudonyms"
		}
		sources.Tables[t] = append(sources.Tables[t], list...)
	}
	if in.past, err = readPast(s.Out); err != nil {
		return nil, err
	}
	if how.Scratch {
		sources.Scratch = s.Out
	}
	if in.files, err = ingest.Open(ctx, sources, s.Workers); err != nil {
		return nil, err
	}
	in.Config.FollowHeadings(headings(in.files))
	if in.mask, err = maskOf(s, in.files); err == nil {
		err = sameReading(s, in.deals, in.files)
	}
	if err != nil {
		in.Close()
		return nil, err
	}
	return in, nil
}

// Close closes the files; inputs that were never opened have none.
func (in *Inputs) Close() error {
	if in == nil {
		return nil
	}
	return in.files.Close()
}

// data is what metrics sees of the input; w notices the months of its rows.
func (in *Inputs) data(w *dataset.Watch) metrics.Data {
	d := dataset.TwoPass(in.files, in.deals, w)
	d.Published, d.Submissions = in.past.published, in.feedback.submissions
	d.Rank = dataset.Rank(in.Config)
	if in.mask != nil {
		d.Original = in.mask.Original
	}
	return d
}

// options are the settings of month m with the business days of the company.
func (in *Inputs) options(m table.Month) assessment.Options {
	return dataset.Options(in.Config, in.files, m, in.Workers)
}

// runID is the run id of month m: everything that the published bytes depend on.
func (in *Inputs) runID(m table.Month) string {
	parts := []string{m.String(), assessment.MethodVersion, ProgramVersion, string(in.Config.Canonical())}
	for _, f := range inputFiles(in.files.Files()) {
		parts = append(parts, f.Table, f.Path, f.SHA256)
	}
	if in.mask != nil { // another secret gives other names
		parts = append(parts, in.mask.Mark())
	}
	return table.ID("r", parts...)
}

// inspected is what the data-quality workbook of month m sees, nil where nothing could
// be opened.
func (in *Inputs) inspected(m table.Month) *inspect.Input {
	if in == nil {
		return nil
	}
	return &inspect.Input{RunID: in.runID(m), Files: in.files, Deals: in.deals}
}

// headings are those of every file of deals and instructions.
func headings(files *ingest.Input) []string {
	var all []string
	for i, f := range files.Files() {
		if f.Table == table.Deals.Name || f.Table == table.Instructions.Name {
			heads, _ := files.Headings(i)
			all = append(all, heads...)
		}
	}
	return all
}
