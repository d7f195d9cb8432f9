package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/ingest"
	"tenbin/ingest/table"
)

// shortestKey is the least number of bytes of the secret for pseudonyms.
const shortestKey = 16

// open opens the inputs, and learns whom the outputs may not name. With onePass a large
// file of deals is surveyed while it is first read.
func (j *job) open(ctx context.Context, onePass bool) error {
	sources := j.c.Sources()
	sources.OnePass = onePass
	if j.deals != nil {
		sources.Deals = j.deals.Deals
		delete(sources.Tables, table.Deals.Name)
	}
	box := &inbox{}
	if j.c.People() != teamsOnly { // nothing that speaks of a person went out
		var err error
		if box, err = j.readInbox(); err != nil {
			return err
		}
	}
	for t, list := range box.sources {
		sources.Tables[t] = append(sources.Tables[t], list...)
	}
	if err := j.toldBefore(); err != nil {
		return err
	}
	j.letters, j.unread = box.letters, box.refused
	if j.store != nil { // what a dead run leaves here the next one removes
		sources.Scratch = j.out
	}
	in, err := ingest.Open(ctx, sources, j.workers)
	if err != nil {
		return err
	}
	switch j.c.People() {
	case "pseudonyms":
		if j.mask, err = j.newPseudonyms(in); err != nil {
			in.Close()
			return err
		}
	case teamsOnly:
		j.mask = pseudonym.Blank(everybody(in))
	}
	j.in = in
	return j.sameReading()
}

// secrets looks whether every variable is set that a run will need: the workbooks'
// password, the webhook's address.
func (a *app) secrets(j *job) (err error) {
	if j.password, err = a.workbookPassword(j.c); err != nil {
		return err
	}
	if _, name := j.c.Notify(); name != "" && a.env(name) == "" {
		return cli.Usage(cli.Text("通知先の環境変数がありません", "the variable with the webhook's address is not set"), name, cli.Text("環境変数を設定してください", "set the variable"))
	}
	return nil
}

// workbookPassword is the password of the published workbooks, "" for none.
func (a *app) workbookPassword(c *config.Config) (string, error) {
	name := c.WorkbookPasswordEnv()
	if name == "" {
		return "", nil
	}
	password := a.env(name)
	if password == "" {
		return "", cli.Usage(cli.Text("資料のパスワードの環境変数がありません", "the variable with the workbooks' password is not set"), name, cli.Text("環境変数を設定してください", "set the variable"))
	}
	return password, nil
}

// newPseudonyms masks everybody whom the inputs name, under the secret of key_file.
func (j *job) newPseudonyms(in *ingest.Input) (*pseudonym.Pseudonymizer, error) {
	path := j.c.KeyFile()
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, cli.Usage(cli.Text("仮名の鍵のファイルを読めません: "+err.Error(), "the secret for pseudonyms cannot be read: "+err.Error()), path, cli.Text("key_file を確認してください", "check key_file"))
	}
	if key = bytes.TrimSpace(key); len(key) < shortestKey {
		return nil, cli.Usage(cli.Text("仮名の鍵が短すぎます(16 文字以上)", "the secret for pseudonyms is shorter than 16 characters"), path, cli.Text("推測できない長い文字列にしてください", "use a long text that nobody can guess"))
	}
	if inside(path, j.out) {
		return nil, cli.Usage(cli.Text("仮名の鍵が出力先の中にあります", "the secret for pseudonyms lies in the output directory"), path, cli.Text("資料とは別の場所に置いてください", "keep it apart from the reports"))
	}
	all := everybody(in)
	first, people := pseudonym.New(key, all), all[:0:0]
	for _, p := range all { // a pseudonym that came back is nobody of its own
		if first.Original(p.ID) == p.ID {
			people = append(people, p)
		}
	}
	return pseudonym.New(key, people), nil
}

// inside reports whether path lies below dir.
func inside(path, dir string) bool {
	a, errA := filepath.Abs(path)
	b, errB := filepath.Abs(dir)
	if errA != nil || errB != nil {
		return false
	}
	r, err := filepath.Rel(b, a)
	return err == nil && r != ".." && !strings.HasPrefix(r, ".."+string(filepath.Separator))
}

// everybody lists the people of roster and tables with every spelling of their names.
func everybody(in *ingest.Input) []pseudonym.Person {
	spellings := map[string][]string{}
	add := func(id string, names ...string) {
		if id != "" {
			spellings[id] = append(spellings[id], names...)
		}
	}
	for _, p := range in.Roster().People {
		add(p.ID, append([]string{p.Name, p.Kana}, p.Aliases...)...)
		for _, q := range p.Periods {
			add(q.Manager)
		}
	}
	for id, name := range in.Names().People {
		add(id, name)
	}
	ids := make([]string, 0, len(spellings))
	for id := range spellings {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	people := make([]pseudonym.Person, len(ids))
	for i, id := range ids {
		sort.Strings(spellings[id])
		people[i] = pseudonym.Person{ID: id, Names: spellings[id]}
	}
	return people
}

// names are people and clients as the outputs may show them.
func (j *job) names() table.Names {
	n := j.in.Names()
	if j.mask == nil {
		return n
	}
	masked := table.Names{People: make(map[string]string, len(n.People)), Clients: make(map[string]string, len(n.Clients))}
	for id := range n.People {
		masked.People[j.mask.ID(id)] = j.mask.ID(id)
	}
	for id, name := range n.Clients {
		masked.Clients[id] = j.mask.Text(name)
	}
	return masked
}

// roster is who reports to whom as the outputs may show it.
func (j *job) roster() *table.Roster {
	r := j.in.Roster()
	if j.mask == nil {
		return r
	}
	masked := &table.Roster{}
	for _, p := range r.People {
		q := table.RosterPerson{ID: j.mask.ID(p.ID), Name: j.mask.ID(p.ID)}
		for _, period := range p.Periods {
			period.Manager = j.mask.ID(period.Manager)
			q.Periods = append(q.Periods, period)
		}
		masked.People = append(masked.People, q)
	}
	sort.Slice(masked.People, func(i, k int) bool { return masked.People[i].ID < masked.People[k].ID })
	return masked
}

// remarks are what was noticed while reading, as the outputs may show it.
func (j *job) remarks() []ingest.Remark {
	list := append(append([]ingest.Remark(nil), j.in.Remarks()...), j.unread...)
	j.mask.Mask(&list)
	return list
}

// rowErrors are the rows that could not be read, as the outputs may show them.
func (j *job) rowErrors() []table.RowError {
	list := j.in.RowErrors()
	j.mask.Mask(&list)
	return list
}
