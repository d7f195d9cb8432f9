package month

import (
	"bytes"
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

// secrets looks whether every variable is set that a run will need: the workbooks'
// password, which it returns, and the webhook's address.
func secrets(c *config.Config, env func(string) string) (password string, err error) {
	if name := c.WorkbookPasswordEnv(); name != "" {
		if password = env(name); password == "" {
			return "", cli.Usage(cli.Text("資料のパスワードの環境変数がありません", "the variable with the workbooks' password is not set"), name, cli.Text("環境変数を設定してください", "set the variable"))
		}
	}
	if _, name := c.Notify(); name != "" && env(name) == "" {
		return "", cli.Usage(cli.Text("通知先の環境変数がありません", "the variable with the webhook's address is not set"), name, cli.Text("環境変数を設定してください", "set the variable"))
	}
	return password, nil
}

// maskOf is what keeps people out of the outputs, nil where they are named.
func maskOf(s Settings, in *ingest.Input) (*pseudonym.Pseudonymizer, error) {
	switch s.Config.People() {
	case "pseudonyms":
		return newPseudonyms(s, in)
	case teamsOnly:
		return pseudonym.Blank(everybody(in)), nil
	}
	return nil, nil
}

// newPseudonyms masks everybody whom the inputs name, under the secret of key_file.
func newPseudonyms(s Settings, in *ingest.Input) (*pseudonym.Pseudonymizer, error) {
	path := s.Config.KeyFile()
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, cli.Usage(cli.Text("仮名の鍵のファイルを読めません: "+err.Error(), "the secret for pseudonyms cannot be read: "+err.Error()), path, cli.Text("key_file を確認してください", "check key_file"))
	}
	if key = bytes.TrimSpace(key); len(key) < shortestKey {
		return nil, cli.Usage(cli.Text("仮名の鍵が短すぎます(16 文字以上)", "the secret for pseudonyms is shorter than 16 characters"), path, cli.Text("推測できない長い文字列にしてください", "use a long text that nobody can guess"))
	}
	if inside(path, s.Out) {
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
func (in *Inputs) names() table.Names {
	n := in.files.Names()
	if in.mask == nil {
		return n
	}
	masked := table.Names{People: make(map[string]string, len(n.People)), Clients: make(map[string]string, len(n.Clients))}
	for id := range n.People {
		masked.People[in.mask.ID(id)] = in.mask.ID(id)
	}
	for id, name := range n.Clients {
		masked.Clients[id] = in.mask.Text(name)
	}
	return masked
}

// roster is who reports to whom as the outputs may show it.
func (in *Inputs) roster() *table.Roster {
	r := in.files.Roster()
	if in.mask == nil {
		return r
	}
	masked := &table.Roster{}
	for _, p := range r.People {
		q := table.RosterPerson{ID: in.mask.ID(p.ID), Name: in.mask.ID(p.ID)}
		for _, period := range p.Periods {
			period.Manager = in.mask.ID(period.Manager)
			q.Periods = append(q.Periods, period)
		}
		masked.People = append(masked.People, q)
	}
	sort.Slice(masked.People, func(i, k int) bool { return masked.People[i].ID < masked.People[k].ID })
	return masked
}

// remarks are what was noticed while reading, as the outputs may show it.
func (in *Inputs) remarks() []ingest.Remark {
	list := append(append([]ingest.Remark(nil), in.files.Remarks()...), in.feedback.refused...)
	in.mask.Mask(&list)
	return list
}

// rowErrors are the rows that could not be read, as the outputs may show them.
func (in *Inputs) rowErrors() []table.RowError {
	list := in.files.RowErrors()
	in.mask.Mask(&list)
	return list
}
