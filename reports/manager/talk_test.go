package manager

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// talkView is a team of the made-up company with one instruction on its step-in list.
func talkView(t *testing.T, language string, in assessment.Instruction) *reader.Reader {
	t.Helper()
	v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reporttest.Stamp, language)
	if err != nil {
		t.Fatal(err)
	}
	in.ID, in.Issued, in.Implemented, in.Ended = "I-1", table.DayOf(2026, 4, 1), table.NoDay, table.NoDay
	v.Instructions = []*assessment.Instruction{&in}
	v.Findings = []*assessment.StepInRow{{Instruction: "I-1"}}
	return v
}

// TestTalkFields: a blank is filled from the instruction where it records something,
// and stays a blank with its name where it does not.
func TestTalkFields(t *testing.T) {
	full := assessment.Instruction{Trigger: "price_increase", Client: "C-00", EffectiveFrom: table.DayOf(2027, 1, 1), TargetIncrease: assessment.Of(.055), Category: "サーボ", Due: table.NoDay}
	empty := assessment.Instruction{Trigger: "price_increase", Client: "C-00", EffectiveFrom: table.NoDay, Due: table.NoDay, Manager: "M-777"}
	past, today := full, full
	past.EffectiveFrom, today.EffectiveFrom = table.DayOf(2026, 4, 1), reporttest.Company().CutOff
	for _, c := range []struct {
		language     string
		in           assessment.Instruction
		has, has_not []string
	}{
		{"ja", full, []string{"2027年1月1日ご注文分より5.5%の改定", "①2027年1月1日より一括", "(［日］に［率］%、［日］に［率］%)", "［時期］", "私と三浦 健で"}, []string{"［適用日］", "［上司］", "@"}},
		{"en", full, []string{"We ask for 5.5 % on orders from 1 January 2027", "(1) full change on 1 January 2027", "[rate] % on [date] and [rate] % on [date]", "May 三浦 健 and I"}, []string{"[manager]", "@"}},
		// A date that has passed is not announced: the blank stays, the rate does not.
		{"ja", past, []string{"［適用日］ご注文分より5.5%の改定", "①［適用日］より一括"}, []string{"2026年4月1日ご注文", "2026年4月1日より"}},
		{"en", today, []string{"5.5 % on orders from [date]", "(1) full change on [date]"}, []string{"31 October 2026"}},
		{"ja", empty, []string{"［適用日］ご注文分より［率］%の改定", "私と［上司］で"}, []string{"M-777", "@"}},
		{"en", empty, []string{"[rate] % on orders from [date]", "May [manager] and I"}, []string{"M-777", "@"}},
	} {
		v := talkView(t, c.language, c.in)
		s := talkSheet(v, map[string]int{"I-1": 7})
		var b strings.Builder
		for _, r := range s.Body {
			for _, x := range r.Cells {
				b.WriteString(x.Text + "\n")
			}
		}
		for _, w := range c.has {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: %q is not on the card:\n%s", c.language, w, b.String())
			}
		}
		for _, w := range c.has_not {
			if strings.Contains(b.String(), w) {
				t.Errorf("%s: %q is on the card", c.language, w)
			}
		}
	}
}

// TestTalkChoice: step-in instructions first, then a blank card for each other kind of
// open instruction; every kind where nothing is open, and none for what has ended.
func TestTalkChoice(t *testing.T) {
	in := func(id, trigger string, done bool) *assessment.Instruction {
		i := &assessment.Instruction{ID: id, Trigger: trigger, Implemented: table.NoDay, Ended: table.NoDay}
		if done {
			i.Implemented = table.DayOf(2026, 9, 1)
		}
		return i
	}
	for _, c := range []struct {
		name     string
		rows     []*assessment.Instruction
		findings []string
		want     string
	}{
		{"nothing open", nil, nil, "price_increase: stock_shortage: quality_issue: delivery_delay: reallocation:"},
		{"only other", []*assessment.Instruction{in("A", "other", false)}, []string{"A"}, "price_increase: stock_shortage: quality_issue: delivery_delay: reallocation:"},
		{"open kinds", []*assessment.Instruction{in("A", "delivery_delay", false), in("B", "price_increase", true)}, nil, "delivery_delay:"},
		{"step-in first", []*assessment.Instruction{in("A", "delivery_delay", false), in("B", "price_increase", false), in("C", "price_increase", false)}, []string{"B"}, "price_increase:B delivery_delay:"},
		{"twice told, one card", []*assessment.Instruction{in("A", "quality_issue", false)}, []string{"A", "A", ""}, "quality_issue:A"},
		{"done since", []*assessment.Instruction{in("A", "quality_issue", true), in("B", "reallocation", false)}, []string{"A"}, "reallocation:"},
	} {
		v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reporttest.Stamp, "ja")
		if err != nil {
			t.Fatal(err)
		}
		v.Instructions, v.Findings = c.rows, nil
		for _, id := range c.findings {
			v.Findings = append(v.Findings, &assessment.StepInRow{Instruction: id})
		}
		var got []string
		for _, card := range talkCards(v) {
			s := card.trigger + ":"
			if card.in != nil {
				s += card.in.ID
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// TestTalkPages: each card begins a page of its own and fits it at the size of its
// fonts, with the font of Office and where that is missing; a card names no
// salesperson and no score.
func TestTalkPages(t *testing.T) {
	for _, l := range words.Languages {
		v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reporttest.Stamp, l)
		if err != nil {
			t.Fatal(err)
		}
		v.Findings = nil
		for _, i := range v.Instructions {
			v.Findings = append(v.Findings, &assessment.StepInRow{Instruction: i.ID})
		}
		s := talkSheet(v, map[string]int{})
		width, height, cards, breaks := 0., 0., 0, 0
		for _, c := range s.Columns {
			width += c.Width
		}
		if w := width * 9.33 * .75; w > sheet.PaperWidth-2*sheet.MarginSide || !s.FullSize {
			t.Errorf("%s: a card is %.0f points wide", l, w)
		}
		for k := range s.Top {
			height += sheet.RowHeight(&s.Top[k], s.Columns, sheet.BodyFont, nil)
		}
		for k := range s.Body {
			r := &s.Body[k]
			if r.Role == sheet.Band {
				cards++
			}
			if r.Break {
				breaks++
				height = 0
			}
			if height += sheet.RowHeight(r, s.Columns, sheet.BodyFont, nil); height > sheet.PaperHeight-sheet.MarginTop-sheet.MarginBottom {
				t.Errorf("%s: card %d is %.0f points high", l, cards, height)
			}
			for _, c := range r.Cells {
				for _, p := range v.People {
					if strings.Contains(c.Text, p.Name) {
						t.Errorf("%s: card %d names %s", l, cards, p.Name)
					}
				}
			}
		}
		if cards < 5 || breaks != cards-1 {
			t.Errorf("%s: %d cards, %d page breaks", l, cards, breaks)
		}
	}
}
