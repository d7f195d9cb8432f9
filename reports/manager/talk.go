package manager

import (
	"math"
	"regexp"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// talkParts are the parts of a talk card, in the order in which they are said.
var talkParts = [...]string{"opening", "why", "options", "next"}

// talkField is a blank of a talk card: its name, and behind @ what an instruction
// records of it.
var talkField = regexp.MustCompile(`(?:［([^］@]+)(?:@([a-z]+))?］|\[([^\]@]+)(?:@([a-z]+))?\])`)

// talkOption is where the next option begins.
var talkOption = regexp.MustCompile(` ?([②③]|\([23]\))`)

// talkCard is one card: of a kind of hard news, for one instruction or to fill by hand.
type talkCard struct {
	trigger string
	in      *assessment.Instruction // nil: a blank card
}

// talkCards chooses the cards: one an open instruction of the step-in list, then a
// blank one for every other kind of open instruction; all kinds where none is open.
func talkCards(v *reader.Reader) []talkCard {
	open, wanted := map[string]*assessment.Instruction{}, map[string]bool{}
	for _, i := range v.Instructions {
		if _, ok := v.Words.Find("talk." + i.Trigger); ok && i.Open() {
			open[i.ID], wanted[i.Trigger] = i, true
		}
	}
	var list []talkCard
	shown := map[string]bool{}
	for _, f := range v.Findings {
		if i := open[f.Instruction]; i != nil {
			delete(open, i.ID)
			shown[i.Trigger] = true
			list = append(list, talkCard{i.Trigger, i})
		}
	}
	for _, w := range table.Triggers.Words {
		_, ok := v.Words.Find("talk." + w.Name)
		if ok && !shown[w.Name] && (wanted[w.Name] || len(wanted) == 0) {
			list = append(list, talkCard{trigger: w.Name})
		}
	}
	return list
}

// talkSheet are the cards, each on a printed page of its own. A card names the buyer's
// company and nobody else's figure; a blank that no table fills stays a blank.
func talkSheet(v *reader.Reader, ledger map[string]int) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "talk", FullSize: true, Columns: []sheet.Column{{Key: "talk.part", Width: 20, Wrap: true}, {Key: "talk.said", Width: 84, Wrap: true}}, Top: part.Top(v, "talk", 2)}
	for k, card := range talkCards(v) {
		title := sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("talk.card", k+1, c.Text("talk."+card.trigger))), 2))
		title.Break = k > 0
		s.Body = append(s.Body, title)
		if i := card.in; i != nil {
			s.Body = append(s.Body, sheet.RowOf(sheet.Toned(c.Text("talk.client"), sheet.Bold), sheet.Toned(v.ClientName(i.Client), sheet.Bold)),
				sheet.RowOf(sheet.Toned(c.Text("talk.reference"), sheet.Bold), sheet.Link(sheet.String(talkReference(v, i)), "instructions", ledger[i.ID])))
		} else {
			s.Body = append(s.Body, sheet.RowOf(sheet.Toned(c.Text("talk.client"), sheet.Bold), sheet.Cell{Tone: sheet.FillIn}))
		}
		for _, part := range talkParts {
			key := "talk." + card.trigger + "." + part
			said := talkFill(v, c.Text(key), card.in)
			if part == "options" {
				said = talkOption.ReplaceAllString(said, "\n$1")
			}
			s.Body = append(s.Body, sheet.RowOf(sheet.Toned(c.Text(key+".label"), sheet.Bold), sheet.String(said)))
		}
		s.Body = append(s.Body, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(c.Text("talk.rule")), 2)))
	}
	return s
}

// talkReference says of which instruction a card is, so that its row is found again.
func talkReference(v *reader.Reader, i *assessment.Instruction) string {
	s := v.Words.Text("talk.issued", i.ID, v.Words.LongDay(i.Issued))
	if i.Due.Known() {
		s += v.Words.Text("talk.due", v.Words.LongDay(i.Due))
	}
	return s
}

// talkFill fills the blanks of text from what i records. What it does not record stays
// a blank with its name; nothing is guessed.
func talkFill(v *reader.Reader, text string, i *assessment.Instruction) string {
	return talkField.ReplaceAllStringFunc(text, func(blank string) string {
		m := talkField.FindStringSubmatch(blank)
		if known := talkValue(v, m[2]+m[4], i); known != "" {
			return known
		}
		if m[1] != "" {
			return "［" + m[1] + "］"
		}
		return "[" + m[3] + "]"
	})
}

// talkValue is what i records under the name of a field, "" where it records nothing.
func talkValue(v *reader.Reader, field string, i *assessment.Instruction) string {
	switch {
	case field == "manager" && i != nil && i.Manager != "":
		return spoken(v, string(i.Manager))
	case field == "manager":
		return spoken(v, v.Manager)
	case i == nil:
		return ""
	case field == "effective" && i.EffectiveFrom.Known() && i.EffectiveFrom > v.Assessment.CutOff:
		// A date that has passed cannot be announced any more: the blank stays.
		return v.Words.SpokenDay(i.EffectiveFrom)
	case field == "rate" && i.TargetIncrease != nil:
		return words.Shortest(math.Round(*i.TargetIncrease*1e4) / 100)
	case field == "item":
		return i.Category
	}
	return ""
}

// spoken is the name of a person as it may be said to a buyer, "" where only an id is
// known.
func spoken(v *reader.Reader, id string) string {
	if n := v.Stamp.Names.People[id]; n != "" {
		return strings.TrimSpace(n)
	}
	for k := range v.Assessment.People {
		if p := &v.Assessment.People[k]; p.ID == table.PersonID(id) {
			return p.Name
		}
	}
	return ""
}
