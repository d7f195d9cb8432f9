package pseudonym

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

var people = []Person{
	{ID: "E1001", Names: []string{"津田 翔", "ツダ ショウ", "Tsuda Sho", "Tsuda"}},
	{ID: "E1002", Names: []string{"Abe"}},
	{ID: "7", Names: []string{"小泉 蓮"}},
}

func pseudonyms() *Pseudonymizer { return New([]byte("a secret that nobody guesses"), people) }

func TestText(t *testing.T) {
	v := pseudonyms()
	tsuda, abe, koizumi := v.ID("E1001"), v.ID("E1002"), v.ID("7")
	for text, want := range map[string]string{
		"津田 翔×ミナト精機": tsuda + "×ミナト精機", "Tsuda Sho, Tsuda": tsuda + ", " + tsuda, "Abel and Abe.": "Abel and " + abe + ".",
		"7 営業日、小泉 蓮": "7 営業日、" + koizumi, "E1001": tsuda, "E10010": "E10010", "": "", "nobody": "nobody",
	} {
		if got := v.Text(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	var none *Pseudonymizer
	if none.Text("Abe") != "Abe" || none.ID("Abe") != "Abe" || none.Original("Abe") != "Abe" {
		t.Error("no pseudonymizer masks somebody")
	}
}

func TestID(t *testing.T) {
	v, other := pseudonyms(), New([]byte("another secret, as long as the first"), people)
	p := v.ID("E1001")
	if p == "E1001" || !strings.HasPrefix(p, "p-") || v.ID(p) != p || v.Original(p) != "E1001" || v.ID("Tsuda") != p {
		t.Errorf("the pseudonym is %q; again %q; original %q", p, v.ID(p), v.Original(p))
	}
	if other.ID("E1001") == p || other.Mark() == v.Mark() {
		t.Error("another secret gives the same pseudonym")
	}
	if x := v.ID("somebody unknown"); !strings.HasPrefix(x, "p-") {
		t.Errorf("somebody unknown is %q", x)
	}
	if got := string(v.Quoted([]byte(`{"people": ["E1002", "x"], "n": 7}`))); got != `{"people": ["`+v.ID("E1002")+`", "x"], "n": 7}` {
		t.Errorf("quoted: %s", got)
	}
}

func TestMask(t *testing.T) {
	type inner struct{ Person, Client, Text string }
	x := struct {
		Rows   []inner
		One    *inner
		ByID   map[string]int
		Errors []table.RowError
		Lists  map[string][]inner
		Plan   [][2]string
	}{
		Rows: []inner{{"E1001", "E1001 商会", "Abe と津田 翔"}}, One: &inner{Person: "Abe"}, ByID: map[string]int{"E1002": 3, "x": 4},
		Errors: []table.RowError{{Cells: []table.CellError{{Name: "salesperson", Value: "津田翔太"}, {Name: "date", Value: "Abe 4/31"}}}},
		Lists:  map[string][]inner{"E1001": {{Person: "7", Text: "Tsuda"}}}, Plan: [][2]string{{"k", "Abe"}},
	}
	v := pseudonyms()
	v.Mask(&x)
	a, b, c := v.ID("E1001"), v.ID("E1002"), v.ID("7")
	if x.Rows[0] != (inner{a, a + " 商会", b + " と" + a}) || x.One.Person != b || x.ByID[b] != 3 || x.ByID["x"] != 4 || len(x.ByID) != 2 {
		t.Errorf("%+v %+v %v", x.Rows, x.One, x.ByID)
	}
	if x.Errors[0].Cells[0].Value != hidden || x.Errors[0].Cells[1].Value != b+" 4/31" {
		t.Errorf("%+v", x.Errors)
	}
	if len(x.Lists[a]) != 1 || x.Lists[a][0] != (inner{c, "", a}) || x.Plan[0][1] != b {
		t.Errorf("%+v %v", x.Lists, x.Plan)
	}
	v.Mask(&x)
	if x.Rows[0].Person != a || len(x.Lists) != 1 {
		t.Error("masking twice changes more")
	}
}

// TestSingle: a name of one character is found as a word, not inside another.
func TestSingle(t *testing.T) {
	v := Blank([]Person{{ID: "E1", Names: []string{"林 太郎", "林"}}, {ID: "E2", Names: []string{"東"}}})
	for text, want := range map[string]string{
		"林": hidden, "林様と確認": hidden + "様と確認", "林班": hidden + "班", "森林": "森林", "林業": "林業", "林部長": "林部長", "小計 林": "小計 " + hidden,
		"東日本": "東日本", "東チーム": hidden + "チーム", "林 太郎": hidden, "1 林, 2 東": "1 " + hidden + ", 2 " + hidden,
	} {
		if got := v.Text(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestQuoted: names inside a path, escaped characters before them too.
func TestQuoted(t *testing.T) {
	v := Blank(people)
	got := string(v.Quoted([]byte(`{"files": ["C:\\crm\\Abe.csv", "a \"Tsuda\"", "deals_津田 翔.csv"], "7": 7}`)))
	if want := `{"files": ["C:\\crm\\***.csv", "a \"***\"", "deals_***.csv"], "***": 7}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestMaskKeys: what a map holds by team is still found by the team's name.
func TestMaskKeys(t *testing.T) {
	v := pseudonyms()
	x := struct {
		Team string
		Sums map[string]int64
	}{"Abe team", map[string]int64{"Abe team": 5, "East": 6}}
	v.Mask(&x)
	if x.Team != v.ID("E1002")+" team" || x.Sums[x.Team] != 5 || x.Sums["East"] != 6 || len(x.Sums) != 2 {
		t.Errorf("%+v", x)
	}
}

// TestBlank: nobody can be told apart, nor told back.
func TestBlank(t *testing.T) {
	v := Blank(people)
	if v.ID("E1001") != hidden || v.ID("E1002") != hidden || v.ID("somebody unknown") != hidden || v.ID("") != "" {
		t.Errorf("%q, %q, %q", v.ID("E1001"), v.ID("E1002"), v.ID("somebody unknown"))
	}
	if got := v.Text("津田 翔とAbe"); got != hidden+"と"+hidden {
		t.Errorf("a sentence reads %q", got)
	}
	if v.Original(hidden) != hidden {
		t.Errorf("*** stands for %s", v.Original(hidden))
	}
}

// TestMaskTypes: who is a person follows from types: the person of the assessment, a
// value that names one; words of closed lists stay whatever people are called.
func TestMaskTypes(t *testing.T) {
	v := pseudonyms()
	x := struct {
		People []assessment.Person
		Args   []assessment.Arg
		Who    table.PersonID
		Boss   []table.ManagerID
	}{
		[]assessment.Person{{ID: "7", Name: "小泉 蓮", Kana: "コイズミ", Manager: "E1001"}},
		[]assessment.Arg{{Unit: assessment.PersonID, ID: "7"}, {Unit: assessment.Word, ID: "trigger.Abe"}, {Unit: assessment.ClientID, ID: "Abe"}, {Unit: assessment.Category, ID: "7"}},
		"7", []table.ManagerID{"7", "nobody of ours"},
	}
	v.Mask(&x)
	p, a, b := v.ID("7"), v.ID("E1001"), v.ID("E1002")
	if string(x.People[0].ID) != p || x.People[0].Name != p || x.People[0].Kana != p || string(x.People[0].Manager) != a {
		t.Errorf("the person is %+v", x.People[0])
	}
	if string(x.Who) != p || string(x.Boss[0]) != p || x.Boss[1] == "nobody of ours" {
		t.Errorf("%q and %q", x.Who, x.Boss)
	}
	for i, want := range []string{p, "trigger.Abe", b, "7"} {
		if x.Args[i].ID != want {
			t.Errorf("%v is %q, want %q", x.Args[i].Unit, x.Args[i].ID, want)
		}
	}
}

// TestMaskEvidence: what the figures say names nobody, in its clauses either, and says
// the same otherwise.
func TestMaskEvidence(t *testing.T) {
	yen := int64(7)
	x := struct{ Evidence assessment.Evidence }{assessment.Join(assessment.SaysDiscount, []assessment.Evidence{
		assessment.Say(assessment.SaysPairConceded, assessment.OfClient("Abe 商会"), assessment.OfCount(2), assessment.OfMoney(&yen), assessment.OfMoney(&yen), assessment.OfCount(24)), assessment.Say(assessment.SaysSpread)})}
	v := pseudonyms()
	v.Mask(&x)
	say := words.BothOf(&assessment.Assessment{Currency: "JPY"})
	if got, want := say.In("en", x.Evidence), "Past 24 months: conceded ¥7 beyond authority to "+v.ID("E1002")+" 商会 on 2 lines (peers on the same mix: about ¥7); spread over all clients"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if err := x.Evidence.Check(); err != nil {
		t.Error(err)
	}
}
