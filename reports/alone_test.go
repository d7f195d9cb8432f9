package reports

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// pagesOf are all texts of the sheets for managers, people and the head of the division.
func pagesOf(t *testing.T, a *assessment.Assessment, language string) map[string][]string {
	t.Helper()
	pages := map[string][]string{}
	add := func(name string, b *sheet.Book, err error) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Sheets {
			s := &b.Sheets[i]
			if strings.HasPrefix(s.Key, "definitions") {
				continue
			}
			var list []string
			for _, c := range s.Columns {
				list = append(list, c.Heading)
			}
			for _, rows := range [][]sheet.Row{s.Top, s.Body, s.Notes} {
				for _, r := range rows {
					line := ""
					for _, c := range r.Cells {
						line += c.Text + " "
						if c.Kind == sheet.Integer && c.Set {
							line += fmt.Sprint(c.Int, " ")
						}
					}
					list = append(list, line)
				}
			}
			pages[name+" "+s.Key] = list
		}
	}
	books := BooksOf(a)
	for _, m := range reporttest.Managers {
		b, err := books.ManagerBook(m, reporttest.Stamp, language)
		add("manager "+m, b, err)
	}
	for i := range a.People {
		b, err := books.CardBook(string(a.People[i].ID), nil, reporttest.Stamp, language)
		add("card "+string(a.People[i].ID), b, err)
	}
	b, err := books.DivisionBook(reporttest.WholeCompany, reporttest.Stamp, language)
	add("division", b, err)
	return pages
}

// TestDealsAlone: what was not given is not spoken of. Without a policy nothing is beyond an
// authority, without an earlier month there is none, without instructions none is past due,
// without peers nobody says what peers would; page one says what is missing and what brings
// it.
func TestDealsAlone(t *testing.T) {
	type company struct {
		name      string
		change    func(a *assessment.Assessment)
		forbidden [2]string // of every page
		says      [2]string // by page one
	}
	for _, c := range []company{
		{"no policy", func(a *assessment.Assessment) {
			a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarnNoPolicyGiven, Evidence: assessment.Say(assessment.WarnsNoPolicyGiven)})
		}, [2]string{"承認範囲を超|方針を超え|超過率", "beyond authority|beyond policy|Beyond authority"}, [2]string{"tenbin template policy", "tenbin template policy"}},
		{"no instructions", func(a *assessment.Assessment) {
			a.Instructions, a.DoneWell, a.Waterfalls = nil, nil, nil
			a.StepIn = slices.DeleteFunc(a.StepIn, func(f assessment.StepInRow) bool { return f.Instruction != "" })
			a.Inputs.InstructionsRead, a.Inputs.InstructionsScored = 0, 0
			for i := range a.People {
				a.People[i].Lag = assessment.LagFigures{}
			}
			for i := range a.Trend {
				a.Trend[i].Overdue, a.Trend[i].Instructed, a.Trend[i].Landed = map[string]int64{}, map[string]int64{}, map[string]int64{}
			}
		}, [2]string{`指示 0件|0件を照合|期限を過ぎた指示 0|対応中の指示 0|対応中の指示 *0|未完了の指示 *0|期限超過.* 0 `, `\b0 instructions past due|of 0 open|Open instructions.* 0 |past due +0 `}, [2]string{"tenbin template instructions", "tenbin template instructions"}},
		{"the first month", func(a *assessment.Assessment) {
			for i := range a.Trend[:11] {
				a.Trend[i] = assessment.TrendMonth{Month: a.Trend[i].Month}
			}
			for i := range a.Instructions {
				a.Instructions[i].Issued = a.CutOff - 5
			}
		}, [2]string{"差 0|差 −|差 \\+0", ""}, [2]string{"前月の記録なし", "no record of last month"}},
		{"no peers", func(a *assessment.Assessment) {
			for i := range a.Trend {
				a.Trend[i].Expected = map[string]int64{}
			}
			for i := range a.People {
				c := &a.People[i].Concession
				c.ExpectedAmount, c.Ratio, c.RawRatio = nil, nil, nil
			}
			a.StepIn = slices.DeleteFunc(a.StepIn, func(f assessment.StepInRow) bool { return f.Instruction == "" })
		}, [2]string{`同僚並みなら \d`, `peers ¥\d|peers on the same mix: about`}, [2]string{"比べられる同僚なし", "no peers to compare with"}},
	} {
		for k, language := range words.Languages {
			a := reporttest.Company()
			c.change(a)
			pages := pagesOf(t, a, language)
			if c.forbidden[k] != "" {
				forbidden := regexp.MustCompile(c.forbidden[k])
				for name, lines := range pages {
					for _, line := range lines {
						if forbidden.MatchString(line) {
							t.Errorf("%s, %s: %s", c.name, name, line)
						}
					}
				}
				said := false // the test must see what it forbids
				for _, lines := range pagesOf(t, reporttest.Company(), language) {
					said = said || slices.ContainsFunc(lines, forbidden.MatchString)
				}
				if !said && (c.name == "no policy" || c.name == "no peers") {
					t.Errorf("%s, %s: %s is never said", c.name, language, c.forbidden[k])
				}
			}
			if one := strings.Join(pages["manager M-101 page"], "\n"); !strings.Contains(one, c.says[k]) {
				t.Errorf("%s: page one lacks %q:\n%s", c.name, c.says[k], one)
			}
		}
	}
}

// TestWholeTeamIsToldToItsManager: to him on page one, to nobody else's manager.
func TestWholeTeamIsToldToItsManager(t *testing.T) {
	a := reporttest.Company()
	want := map[string]bool{}
	for i := range a.Teams {
		want[string(a.Teams[i].Manager)] = a.Teams[i].WholeTeam
	}
	for k, language := range words.Languages {
		for _, m := range reporttest.Managers {
			b, err := BooksOf(a).ManagerBook(m, reporttest.Stamp, language)
			if err != nil {
				t.Fatal(err)
			}
			text := reporttest.Sentences(&b.Sheets[0])
			if said := strings.Contains(text, [...]string{"チーム全体(", "Whole team ("}[k]); said != want[m] {
				t.Errorf("%s, %s: told %v, want %v", language, m, said, want[m])
			}
		}
	}
}

// TestMoneyMarkOnTheCard: the mark beside the tier in the manager's order stands on the
// person's card too.
func TestMoneyMarkOnTheCard(t *testing.T) {
	a := reporttest.Company()
	for i := range a.People {
		a.People[i].MoneyFlag = i%3 == 0
	}
	for i := range a.People {
		for _, language := range words.Languages {
			v, err := reader.IndexOf(a).Card(a.People[i].ID, nil, reporttest.Stamp, language)
			if err != nil {
				t.Fatal(err)
			}
			b, err := BooksOf(a).CardBook(string(a.People[i].ID), nil, reporttest.Stamp, language)
			if err != nil {
				t.Fatal(err)
			}
			want := v.Words.Text("tier." + string(a.People[i].Tier))
			if a.People[i].MoneyFlag {
				want += " ¥"
			}
			if got := b.Sheets[0].Body[1].Cells[1].Text; got != want {
				t.Errorf("%s: %q, want %q", a.People[i].ID, got, want)
			}
		}
	}
}
