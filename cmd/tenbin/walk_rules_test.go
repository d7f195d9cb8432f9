package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/month"
	"tenbin/ingest/table"
	"tenbin/metrics/simulate"
)

// knowledge is who and what the made-up company holds, for judging who may read it.
type knowledge struct {
	people   map[string]personOf        // by id
	managers map[string]string          // id → name, of those who sell nothing
	clientOf map[string]map[string]bool // client name → people's ids
	orderOf  map[string]string          // instruction id → person's id
	coached  map[string]bool
	source   *strings.Replacer // takes out the texts of the exports that any language shows as they are
	reasons  []string          // sentences about people
	nobody   bool              // under people: teams nobody may be named to anybody
}

type personOf struct{ name, manager string }

// knowledgeOf reads the exports and the result of a run of the demo.
func knowledgeOf(t *testing.T, version string) *knowledge {
	t.Helper()
	k := &knowledge{people: map[string]personOf{}, managers: map[string]string{}, clientOf: map[string]map[string]bool{}, orderOf: map[string]string{}, coached: map[string]bool{}}
	text, err := os.ReadFile(filepath.Join(version, "operator", "assessment.json"))
	if err != nil {
		t.Fatal(err)
	}
	var a struct {
		People []struct {
			ID, Name, Manager string
			Reason            struct{ JA, EN string }
		}
		Pairs        []struct{ Person, Client string }
		Instructions []struct{ ID, Person, Client string }
		Coaching     []struct{ Person string }
	}
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	for _, p := range a.People {
		k.people[p.ID] = personOf{p.Name, p.Manager}
		k.reasons = append(k.reasons, p.Reason.JA, p.Reason.EN)
	}
	serves := func(client, person string) {
		if client == "" {
			return
		}
		if k.clientOf[client] == nil {
			k.clientOf[client] = map[string]bool{}
		}
		k.clientOf[client][person] = true
	}
	for _, p := range a.Pairs {
		serves(p.Client, p.Person)
	}
	for _, i := range a.Instructions {
		k.orderOf[i.ID] = i.Person
		serves(i.Client, i.Person)
	}
	for _, c := range a.Coaching {
		k.coached[c.Person] = true
	}
	k.read()
	if len(k.people) != 25 || len(k.managers) != 4 || len(k.clientOf) < 20 || len(k.orderOf) < 100 || len(k.coached) == 0 {
		t.Fatalf("the demo is not what this test knows: %d people, %d managers, %d clients, %d instructions, %d coached", len(k.people), len(k.managers), len(k.clientOf), len(k.orderOf), len(k.coached))
	}
	return k
}

// shownAsWritten are the columns of the exports whose texts any language shows as they are.
var shownAsWritten = map[string]bool{"氏名": true, "カナ": true, "所属": true, "得意先名": true, "取引先": true, "商品コード": true, "品名": true, "分類": true, "地域": true, "課題内容": true, "内容": true}

// read takes what the exports say.
func (k *knowledge) read() {
	seen := map[string]bool{"見本商事": true, "営業企画": true, "早期の支援": true, "Yu Gothic": true}
	for _, f := range simulate.Demo(simulate.Source(demoSeed)) {
		for _, r := range f.Rows {
			for c, h := range f.Header {
				if shownAsWritten[h] && c < len(r) && r[c] != "" {
					seen[r[c]] = true
				}
			}
			if f.Name == "roster.csv" && r[4] == "" { // nobody leads them; one of them sells too
				k.managers[r[0]] = r[1]
			}
		}
	}
	list := sorted(seen)
	sort.SliceStable(list, func(i, j int) bool { return len(list[i]) > len(list[j]) }) // the longest first
	var pairs []string
	for _, s := range list {
		pairs = append(pairs, s, "")
	}
	k.source = strings.NewReplacer(pairs...)
}

// audienceOf says who may be named in the file at path below a version.
func (k *knowledge) audienceOf(path string) (may func(id string) bool, known bool) {
	parts := strings.Split(path, "/")
	switch {
	case k.nobody && k.names(path):
		return nil, false
	case k.nobody:
		return func(string) bool { return false }, parts[0] == "hr" || parts[0] == "operator" || len(parts) == 3 && (parts[0] == "managers" || parts[0] == "divisions")
	case parts[0] == "managers" && len(parts) == 3:
		return func(id string) bool {
			p, seller := k.people[id]
			return seller && month.Folder(p.manager, "all") == parts[1] || id == parts[1] // all: those whom nobody leads
		}, true
	case parts[0] == "people" && len(parts) == 3:
		return func(id string) bool { return id == parts[1] || id == k.people[parts[1]].manager }, true
	case parts[0] == "divisions" && len(parts) == 3, parts[0] == "operator":
		return func(string) bool { return true }, true
	case parts[0] == "hr":
		return func(id string) bool {
			if k.managers[id] != "" {
				return true // who coaches
			}
			return k.coached[id]
		}, true
	}
	return nil, false
}

// names reports whether text names anybody, by name, id or pseudonym.
func (k *knowledge) names(text string) bool {
	for id, p := range k.people {
		if holds(text, id) || strings.Contains(text, p.name) {
			return true
		}
	}
	for id, m := range k.managers {
		if holds(text, id) || strings.Contains(text, m) {
			return true
		}
	}
	return aPseudonym.MatchString(text)
}

// never are words that no file says, in either language, with what a figure or a
// sentence that went wrong leaves behind.
var never = []string{"captur", "syndrome", "obfuscat", "risk score", "guilt", "blame", "suspect", "fraud", "offender", "sick leave", "maternity", "illness", "no progress",
	"捕獲", "取り込まれ", "症候群", "隠蔽", "リスクスコア", "有罪", "容疑", "疑い", "疑惑", "犯人", "不正", "癒着", "怠慢", "病欠", "休職", "産休", "育休", "進捗なし",
	"%!", "<nil>", "map["}

// broken are whole texts and numbers that no cell holds.
var brokenText = regexp.MustCompile(`(?i)(^|[^a-z])(nan|[+-]?inf|infinity|null|undefined)($|[^a-z])`)

// machine is a word as programs write it.
var machine = regexp.MustCompile(`\b[a-z][a-z0-9]*(_[a-z0-9]+)+\b`)

// exempt are texts that are no words: names of files and columns, ids, addresses of cells.
var exempt = regexp.MustCompile(`[a-z0-9_-]+\.(csv|xlsx|yaml|json|jsonl|parquet|ics)(:[A-Za-z0-9!:]+)?|tenbin[._][a-z_]+|f-[0-9A-Z]+|r-[0-9A-Z]+|_xlnm\.[A-Za-z_]+`)

// japaneseLetter finds kana and ideographs.
var japaneseLetter = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)

// closedWords are the words of closed lists as the programs write them; on a Japanese
// sheet none stands alone in a cell.
func closedWords() map[string]bool {
	words := map[string]bool{"step_in": true, "coach": true, "watch": true, "healthy": true, "good": true, "weak": true, "salesperson": true, "us": true,
		"clarify": true, "rehearse": true, "late": true, "reverted": true, "reported": true, "confirmed": true, "true": true, "false": true, "yes": true, "no": true}
	for _, v := range []*table.Vocabulary{table.Triggers, table.Statuses, table.DecisionWords, table.DecisionReasons, table.Themes, table.SessionKinds, table.ReplyReasons, table.Waitings, table.ActivityKinds} {
		for _, w := range v.Words {
			words[w.Name], words[strings.ToLower(w.EN)] = true, true
		}
	}
	return words
}

// closed is asked often.
var closed = closedWords()

// ids finds instruction ids of the demo.
var ids = regexp.MustCompile(`\b[A-Z]\d{4}-\d{3}\b`)

// notForHR are words of prices, margins and judgements that HR's file does not say.
var notForHR = []string{"円", "jpy", "¥", "値引", "粗利", "定価", "売値", "要確認", "優先順", "今月フォロー", "経過を見る", "問題なし", "margin", "discount", "net price", "list price", "score", "rank", "step in this month"}

// holds reports whether text holds id as a word of its own.
func holds(text, id string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], id)
		if i < 0 {
			return false
		}
		i += from
		word := func(k int) bool {
			return k >= 0 && k < len(text) && (text[k] >= '0' && text[k] <= '9' || text[k] >= 'A' && text[k] <= 'Z' || text[k] >= 'a' && text[k] <= 'z')
		}
		if !word(i-1) && !word(i+len(id)) {
			return true
		}
		from = i + len(id)
	}
}

// wrongWords finds forbidden words and traces of what went wrong. In JSON null means not
// measurable and is right.
func wrongWords(text string, strict bool) (faults []string) {
	lower := strings.ToLower(text)
	for _, w := range never {
		if strings.Contains(lower, w) {
			faults = append(faults, "says "+w)
		}
	}
	if strict {
		if m := brokenText.FindString(lower); m != "" {
			faults = append(faults, "holds "+strings.TrimSpace(m))
		}
	}
	return faults
}

// checkAgenda: an invitation tells the calendar's owner nothing about anybody.
func (k *knowledge) checkAgenda(name, text string) (faults []string) {
	if !strings.HasPrefix(name, "managers/") {
		faults = append(faults, "an agenda outside a manager's folder")
	}
	for id, p := range k.people {
		if strings.Contains(text, p.name) || holds(text, id) {
			faults = append(faults, "names "+id)
		}
	}
	for client := range k.clientOf {
		if strings.Contains(text, client) {
			faults = append(faults, "names the client "+client)
		}
	}
	for _, w := range notForHR {
		if strings.Contains(strings.ToLower(text), w) {
			faults = append(faults, "says "+w)
		}
	}
	return append(faults, wrongWords(text, true)...)
}
