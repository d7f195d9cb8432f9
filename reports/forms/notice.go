package forms

import (
	"strings"

	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// NoticeFacts are what the firm has decided about the evaluation; what is empty stays a
// bracket to be filled in by hand.
type NoticeFacts struct {
	Company, Purpose, Responsible, StaffInformed string
	RetentionMonths                              string
}

// NoticeNumber is the number of the notice in this wording. It rises whenever somebody sees
// more, or something more is done with the records, than the notice before it said: the
// second says that the head of the division and HR see names, and that the wording of notes
// is classed.
const NoticeNumber = 2

// noticeParts are the paragraphs of the staff notice, each a heading and its text.
// {company}, {purpose}, {responsible}, {told} and {months} are filled in.
var noticeParts = [...]string{"notice.begin", "notice.purpose", "notice.records", "notice.figures", "notice.never", "notice.readers", "notice.object", "notice.keep"}

// NoticeLetter describes the staff notice.
func NoticeLetter(facts NoticeFacts, language string) (*sheet.Letter, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	blank := func(s, key string) string {
		if s == "" {
			return c.Text(key)
		}
		return s
	}
	fill := strings.NewReplacer("{company}", blank(facts.Company, "notice.blank.company"), "{purpose}", blank(facts.Purpose, "notice.blank.purpose"),
		"{responsible}", blank(facts.Responsible, "notice.blank.responsible"), "{told}", blank(facts.StaffInformed, "notice.blank.told"), "{months}", blank(facts.RetentionMonths, "notice.blank.months"))
	l := &sheet.Letter{Language: c.Language, Name: c.Text("form.notice"), Width: 75}
	put := func(r sheet.Role, text string, height float64) {
		l.Rows = append(l.Rows, sheet.Row{Role: r, Cells: []sheet.Cell{sheet.String(text)}, Height: height})
	}
	plain := func(text string) {
		put(sheet.Lead, text, sheet.LineHeight(sheet.LinesOf(text, l.Width, sheet.BodyFont), sheet.BodyFont)+3)
	}
	put(sheet.Title, c.Text("notice.title", NoticeNumber), sheet.LineHeight(1, sheet.BodyFont+3.5)+4)
	for i, p := range noticeParts {
		put(sheet.Band, c.Text("notice.numbered", i+1, c.Text(p)), sheet.LineHeight(1, sheet.BodyFont))
		if p == "notice.readers" {
			for k, a := range reader.Audiences {
				plain(c.Text("notice.numbered.line", i+1, k+1, sees(c, a)))
			}
		}
		plain(fill.Replace(c.Text(p + ".text")))
	}
	plain(c.Text("notice.draft"))
	return l, nil
}

// sees says what an audience sees, from what its files hold.
func sees(c words.Catalogue, a reader.Audience) string {
	var list []string
	for _, h := range []struct {
		holds bool
		key   string
	}{{a.Names, "names"}, {a.Money, "money"}, {a.Order, "order"}, {a.Notes, "notes"}, {a.Prose, "prose"}} {
		if h.holds {
			list = append(list, c.Text("notice.holds."+h.key))
		}
	}
	return c.Text("notice.sees", c.Closed("notice.who", a.Folder), strings.Join(list, c.Text("list.separator")))
}
