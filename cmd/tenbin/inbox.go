package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/publish"
)

// inbox is what came back: filled workbooks as further files of the tables that they
// belong to, and those that are listed and not read.
type inbox struct {
	sources map[string][]ingest.Source
	letters map[string]metrics.Letter // by the path that the inputs show
	refused []ingest.Remark
}

// inboxFolders are the folders of the inbox, which mirror those of a publication, with
// the audience whose files may lie there. With each the files lie one folder deeper.
var inboxFolders = []struct {
	name, audience string
	each           bool
}{{"managers", "manager", true}, {"people", "person", true}, {"hr", "hr", false}}

// readInbox looks through the inbox and decides which files are read. A file is read when
// it says that it is one of ours, made for the folder's own audience by a run that was
// published here; every other is listed.
func (j *job) readInbox() (*inbox, error) {
	b := &inbox{sources: map[string][]ingest.Source{}, letters: map[string]metrics.Letter{}}
	root := j.c.Inbox()
	if root == "" {
		return b, nil
	}
	runs, err := publish.Runs(j.out)
	if err != nil {
		return nil, err
	}
	for _, folder := range inboxFolders {
		dirs := []string{filepath.Join(root, folder.name)}
		if folder.each {
			if dirs, err = subfolders(dirs[0]); err != nil {
				return nil, err
			}
		}
		for _, dir := range dirs {
			books, err := workbooksIn(dir)
			if err != nil {
				return nil, err
			}
			for _, path := range books {
				if err := j.readLetter(b, path, folder.audience, filepath.Base(dir), runs); err != nil {
					return nil, err
				}
			}
		}
	}
	return b, nil
}

// readLetter decides about one file.
func (j *job) readLetter(b *inbox, path, audience, owner string, runs map[string]int) error {
	shown, err := filepath.Rel(j.c.Base(), path)
	if err != nil {
		shown = path
	}
	shown = filepath.ToSlash(shown)
	refuse := func(ja, en string) {
		b.refused = append(b.refused, ingest.Remark{Code: "inbox_refused", Place: table.Place{File: shown}, Text: ingest.Sentence{JA: ja, EN: en}})
	}
	id, err := reports.Identify(path, j.password)
	if err != nil {
		refuse("提出されたファイルを開けません。保存し直してください: "+shown, "a returned file cannot be opened; save it again: "+shown)
		return nil
	}
	order, known := runs[id.RunID]
	kind, who, _ := strings.Cut(id.Audience, ":")
	switch {
	case id.Audience == "" && audience == "hr" && len(id.Sheets) > 0: // a sheet of tenbin template
	case kind != audience || audience != "hr" && slug(who, map[string]string{"manager": "all", "person": "nobody"}[audience]) != owner:
		refuse("置き場所と宛先が合わないファイルです。読み込んでいません: "+shown, "this file is not of the folder's own audience; it was not read: "+shown)
		return nil
	case id.Schema != reports.SchemaVersion:
		refuse("別の版の形式のファイルです。読み込んでいません: "+shown, "this file has the form of another version; it was not read: "+shown)
		return nil
	case !known:
		refuse("ここで公開した記録のないファイルです。読み込んでいません: "+shown, "no run that was published here made this file; it was not read: "+shown)
		return nil
	case len(id.Sheets) == 0:
		refuse("記入のシートがありません。読み込んでいません: "+shown, "the sheet to fill in is missing; it was not read: "+shown)
		return nil
	}
	tables := make([]string, 0, len(id.Sheets))
	for t := range id.Sheets {
		tables = append(tables, t)
	}
	sort.Strings(tables)
	for _, t := range tables {
		s := ingest.Source{Files: []string{shown}, Sheet: id.Sheets[t]}
		if j.password != "" {
			s.PasswordEnv = j.c.WorkbookPasswordEnv()
		}
		b.sources[t] = append(b.sources[t], s)
	}
	b.letters[shown] = metrics.Letter{Order: order, Audience: kind, Owner: who}
	return nil
}

// subfolders are the folders in dir, none where dir is not there.
func subfolders(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	return list, nil
}

// workbooksIn are the workbooks in dir by name, without those that an open Excel keeps
// beside them.
func workbooksIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && strings.EqualFold(filepath.Ext(name), ".xlsx") && !strings.HasPrefix(name, "~$") && !strings.HasPrefix(name, ".") {
			list = append(list, filepath.Join(dir, name))
		}
	}
	return list, nil
}

// toldBefore reads the ledger: what was told in earlier publications, by finding, and
// which decisions and replies are recorded already.
func (j *job) toldBefore() error {
	entries, err := publish.Ledger(j.out)
	if err != nil {
		return err
	}
	j.told, j.recorded = nil, map[publish.LedgerEntry]bool{} // told nil: nothing was told yet
	for _, e := range entries {
		if e.Kind == "told" {
			if j.told == nil {
				j.told = map[string]assessment.Told{}
			}
			j.told[e.FindingID] = assessment.Told{Manager: e.Recipient, Person: e.Person, Client: e.Client, Instruction: e.Instruction, Action: e.Action}
			continue
		}
		j.recorded[unsigned(e)] = true
	}
	return nil
}

// unsigned is an entry without the run that wrote it.
func unsigned(e publish.LedgerEntry) publish.LedgerEntry {
	e.RunID, e.Month = "", ""
	return e
}

// answers are the decisions and replies that are not in the ledger yet.
func (j *job) answers(a *assessment.Assessment) []publish.LedgerEntry {
	var list []publish.LedgerEntry
	add := func(e publish.LedgerEntry) {
		if !j.recorded[unsigned(e)] {
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
		add(publish.LedgerEntry{Kind: "decided", Audience: "manager", Recipient: d.Told.Manager, FindingID: d.FindingID, Person: d.Told.Person, Client: d.Told.Client,
			Instruction: d.Told.Instruction, Action: d.Decision, EvidenceJA: d.Action, EvidenceEN: d.Action, Reason: d.Reason, Outcome: d.Outcome, By: day(d.Date)})
	}
	for _, r := range a.Replies {
		add(publish.LedgerEntry{Kind: "replied", Audience: "person", Recipient: r.Told.Person, FindingID: r.FindingID, Person: r.Told.Person, Client: r.Told.Client,
			Instruction: r.Told.Instruction, Reason: r.Reason, Outcome: r.Reply, By: day(r.Date)})
	}
	return list
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
		c := challenge{FindingID: r.FindingID, Person: r.Told.Person, Client: r.Told.Client, Reason: r.Reason, Reply: r.Reply, Open: r.Answer == nil}
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
