package month

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/export"
	"tenbin/reports/publish"
	"tenbin/reports/words"
)

// past is what earlier runs wrote in the ledger.
type past struct {
	published map[string]assessment.Published // by finding; nil = nothing was published yet
	recorded  map[publish.LedgerEntry]bool    // decisions and replies, without the run that wrote them
	listed    []publishedList                 // by month, rising
}

// publishedList are the instructions that a publication lists.
type publishedList struct {
	month table.Month
	ids   map[string]bool
}

// readListed reads which instructions the publications of out list. A publication that
// lists none though it read some names nobody, and says nothing.
func readListed(out string) ([]publishedList, error) {
	months, err := publish.Months(out)
	if err != nil {
		return nil, err
	}
	var list []publishedList
	for _, name := range months {
		standing, err := publish.Look(out, name)
		if err != nil || standing == nil {
			return nil, err
		}
		text, err := os.ReadFile(filepath.Join(standing.Dir, filepath.FromSlash(AssessmentPath)))
		if errors.Is(err, fs.ErrNotExist) { // kept no longer
			continue
		}
		if err != nil {
			return nil, err
		}
		var a struct {
			Inputs struct {
				Read int64 `json:"instructions_read"`
			} `json:"inputs"`
			Instructions []struct {
				ID string `json:"id"`
			} `json:"instructions"`
		}
		if err := json.Unmarshal(text, &a); err != nil {
			return nil, fmt.Errorf("%s of %s: %w", AssessmentPath, name, err)
		}
		if len(a.Instructions) == 0 && a.Inputs.Read > 0 {
			continue
		}
		m, err := table.ParseMonth(name)
		if err != nil {
			return nil, err
		}
		l := publishedList{m, map[string]bool{}}
		for _, r := range a.Instructions {
			l.ids[r.ID] = true
		}
		list = append(list, l)
	}
	return list, nil
}

// seenFrom is the day from which the publications before month m let an instruction be
// watched: behind the cut-off of the last one before the first that lists it. What the first
// publication lists was not seen to come; nil where there is none before m. asPublished is how an
// id is published.
func (p past) seenFrom(m table.Month, closing int, asPublished func(string) string) func(id string) table.Day {
	n := 0
	for n < len(p.listed) && p.listed[n].month < m {
		n++
	}
	if n == 0 {
		return nil
	}
	return func(id string) table.Day {
		id = asPublished(id)
		k := 0
		for k < n && !p.listed[k].ids[id] {
			k++
		}
		if k == 0 {
			return table.NoDay
		}
		return p.listed[k-1].month.CutOff(closing) + 1
	}
}

// readPast reads the ledger of out: what was published, by finding, and which decisions
// and replies are recorded already.
func readPast(out string) (past, error) {
	p := past{recorded: map[publish.LedgerEntry]bool{}}
	entries, err := publish.Ledger(out)
	if err != nil {
		return p, err
	}
	if p.listed, err = readListed(out); err != nil {
		return p, err
	}
	for _, e := range entries {
		if e.Kind == "told" {
			if p.published == nil {
				p.published = map[string]assessment.Published{}
			}
			p.published[e.FindingID] = assessment.Published{Manager: table.ManagerID(e.Recipient), Person: table.PersonID(e.Person), Client: table.ClientID(e.Client), Instruction: e.Instruction, Action: table.Action(e.Action)}
			continue
		}
		p.recorded[unsigned(e)] = true
	}
	return p, nil
}

// unsigned is an entry without the run that wrote it.
func unsigned(e publish.LedgerEntry) publish.LedgerEntry {
	e.RunID, e.Month = "", ""
	return e
}

// ledgerEntries say what a tells to whom.
func ledgerEntries(a *assessment.Assessment) []publish.LedgerEntry {
	var list []publish.LedgerEntry
	say := words.BothOf(a)
	for _, r := range a.StepIn {
		evidence := say.Say(r.Evidence)
		list = append(list, publish.LedgerEntry{RunID: a.RunID, Month: a.Month.String(), Kind: "told", Audience: "manager", Recipient: string(r.Manager), FindingID: string(r.FindingID),
			Person: string(r.Person), Client: string(r.Client), Instruction: r.Instruction, Action: string(r.Action), EvidenceJA: evidence.JA, EvidenceEN: evidence.EN, Amount: r.AmountAtStake, By: r.By.String()})
	}
	return list
}

// answers are the decisions and replies that are not in the ledger yet.
func (p past) answers(a *assessment.Assessment) []publish.LedgerEntry {
	var list []publish.LedgerEntry
	add := func(e publish.LedgerEntry) {
		if !p.recorded[unsigned(e)] {
			e.RunID, e.Month = a.RunID, a.Month.String()
			list = append(list, e)
		}
	}
	day := func(d table.Day) string {
		if !d.Known() {
			return ""
		}
		return d.String()
	}
	for _, d := range a.Decisions {
		add(publish.LedgerEntry{Kind: "decided", Audience: "manager", Recipient: string(d.Published.Manager), FindingID: string(d.FindingID), Person: string(d.Published.Person), Client: string(d.Published.Client),
			Instruction: d.Published.Instruction, Action: d.Decision, EvidenceJA: d.Action, EvidenceEN: d.Action, Reason: d.Reason, Outcome: d.Outcome, By: day(d.Date)})
	}
	for _, r := range a.Replies {
		add(publish.LedgerEntry{Kind: "replied", Audience: "person", Recipient: string(r.Published.Person), FindingID: string(r.FindingID), Person: string(r.Published.Person), Client: string(r.Published.Client),
			Instruction: r.Published.Instruction, Reason: r.Reason, Outcome: r.Reply, By: day(r.Date)})
	}
	return list
}

// ledgerParquet is where a version keeps its part of the ledger for other programs.
const ledgerParquet = "operator/ledger.parquet"

// writeLedgerParquet writes the entries of ledger.jsonl as a table with the same keys.
func writeLedgerParquet(w io.Writer, entries []publish.LedgerEntry) error {
	text := func(name string, of func(*publish.LedgerEntry) *string) export.ParquetColumn {
		return export.ParquetColumn{Name: name, Text: func(i int) *string { return of(&entries[i]) }}
	}
	type e = publish.LedgerEntry
	return export.WriteParquetRows(w, "ledger", []export.ParquetColumn{
		text("run_id", func(e *e) *string { return &e.RunID }), text("month", func(e *e) *string { return &e.Month }), text("kind", func(e *e) *string { return &e.Kind }),
		text("audience", func(e *e) *string { return &e.Audience }), text("recipient", func(e *e) *string { return &e.Recipient }), text("finding_id", func(e *e) *string { return &e.FindingID }),
		text("person", func(e *e) *string { return &e.Person }), text("client", func(e *e) *string { return &e.Client }), text("instruction", func(e *e) *string { return &e.Instruction }),
		text("action", func(e *e) *string { return &e.Action }), text("evidence_ja", func(e *e) *string { return &e.EvidenceJA }), text("evidence_en", func(e *e) *string { return &e.EvidenceEN }),
		{Name: "amount_at_stake", Int: func(i int) *int64 { return entries[i].Amount }},
		text("by", func(e *e) *string { return &e.By }), text("reason", func(e *e) *string { return &e.Reason }), text("outcome", func(e *e) *string { return &e.Outcome }),
	}, len(entries))
}

// challenge is one line of the register of objections.
type challenge struct {
	FindingID string `json:"finding_id"`
	Person    string `json:"person"`
	Client    string `json:"client"`
	Reason    string `json:"reply_reason"`
	Reply     string `json:"reply"` // as written
	RepliedOn string `json:"replied_on"`
	Open      bool   `json:"open"`
	Answer    string `json:"answer"` // accepted, dismissed, postponed; "" while open
	Because   string `json:"answer_reason"`
	Words     string `json:"answer_text"`
	On        string `json:"answered_on"`
}

// writeChallenges writes the register of objections: what people answered, and what was
// answered to it and when.
func writeChallenges(w io.Writer, a *assessment.Assessment) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range a.Replies {
		c := challenge{FindingID: string(r.FindingID), Person: string(r.Published.Person), Client: string(r.Published.Client), Reason: r.Reason, Reply: r.Reply, Open: r.Answer == nil}
		if r.Date.Known() {
			c.RepliedOn = r.Date.String()
		}
		if d := r.Answer; d != nil {
			c.Answer, c.Because, c.Words = d.Decision, d.Reason, d.Action
			if d.Date.Known() {
				c.On = d.Date.String()
			}
		}
		if err := e.Encode(c); err != nil {
			return err
		}
	}
	return nil
}
