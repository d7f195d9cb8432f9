// Package guard is what keeps figures from being published that rest on too little of the
// money: which part of it stands on rows that nobody could read?
//
// What comes in: the figures of a month with the rows that could not be used. What goes
// out: the failure that blocks the month, with the first of these rows, or nil.
package guard

import (
	"fmt"
	"maps"
	"slices"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// mostRepeated is above which part of the money rows whose id stands on other rows too block:
// then it is no id.
const mostRepeated = .1

// leastUnreadable is how many rows that cannot be read block at least: one slip of the pen
// in a short file is listed, not a reason to publish nothing.
const leastUnreadable = 3

// unreadable is what could not be read of the deal lines of a period.
type unreadable struct {
	rows     int64
	list     int64 // of rows whose list amount could be read
	unpriced int64 // rows of which it could not
	first    []table.Place
	words    *unreadable // those of them that a word alone condemns, nil = none
	word     string      // the first such word, as written
	column   string      // and the column it stands in
}

func (u *unreadable) add(e *table.RowError) {
	u.rows++
	if e.ListAmount > 0 {
		u.list += e.ListAmount
	} else {
		u.unpriced++
	}
	if len(u.first) < 3 {
		u.first = append(u.first, e.Place)
	}
	if column, word := unknownWord(e); column != "" {
		if u.words == nil {
			u.words, u.word, u.column = &unreadable{}, word, column
		}
		plain := *e
		plain.Cells = nil
		u.words.add(&plain)
	}
}

// unknownWord is the word of a line's kind or stage that nobody knows, where that is all
// that is wrong with the row. It may take a sale back, and one line of the configuration
// says whether it does.
func unknownWord(e *table.RowError) (column, word string) {
	for _, c := range e.Cells {
		if c.Reason != table.UnknownWord || c.Name != "kind" && c.Name != "stage" {
			return "", ""
		}
		column, word = c.Name, c.Value
	}
	return column, word
}

// share is the part of the money that stands on these rows, beside lines that were read
// with list money in all. A row without a price counts as much as a line does on average;
// where no line was read the share is that of the rows.
func (u *unreadable) share(lines, list int64) float64 {
	if u.rows == 0 {
		return 0
	}
	if list <= 0 || lines <= 0 {
		return float64(u.rows) / float64(u.rows+lines)
	}
	lost := float64(u.list) + float64(u.unpriced)*float64(list)/float64(lines)
	return lost / (lost + float64(list))
}

// Unreadable returns the failure where more of the money than share stands on rows that cannot
// be used, in the window, in the data month or in one of the two months before. Rows whose
// date cannot be read are of any month.
func Unreadable(a *assessment.Assessment, monthLines func(table.Month) int64, share float64) error {
	var window, repeated unreadable
	months := map[table.Month]*unreadable{}
	for i := range a.RowErrors {
		e := &a.RowErrors[i]
		if e.Table != table.Deals.Name || e.Kept || OnlyBy(e, table.HouseAccount) {
			continue
		}
		if OnlyBy(e, table.DuplicateID) {
			repeated.add(e)
			continue
		}
		if !e.Day.Known() || (e.Day >= a.WindowFrom || !a.WindowFrom.Known()) && e.Day <= a.CutOff {
			window.add(e)
		}
		if e.Day.Known() {
			m := e.Day.DataMonth(a.Options.ClosingDay)
			if months[m] == nil {
				months[m] = &unreadable{}
			}
			months[m].add(e)
		}
	}
	asks := func(u *unreadable) error {
		example := map[string]string{"kind": "return", "stage": "won"}[u.column]
		return &cli.Failure{Exit: cli.ExitBlocked, Where: a.Month.String(),
			What: cli.Text(fmt.Sprintf("「%s」(%s)は知らない語です。その %d 行に金額の %.1f %% を超える額があり、売上か取消かで数字が変わります。最初の行: %s", u.word, u.column, u.words.rows, 100*share, u.words.first[0]),
				fmt.Sprintf("%q (%s) is no known word; its %d rows hold more than %.1f %% of the money, and whether they are sales or take sales back changes the figures; the first is %s", u.word, u.column, u.words.rows, 100*share, u.words.first[0])),
			ToDo: cli.Text(fmt.Sprintf("表の設定に書いてください。例: values: {%s: {%s: [%s]}}", u.column, example, u.word), fmt.Sprintf("say in the table's entry of the configuration what it means, for example: values: {%s: {%s: [%s]}}", u.column, example, u.word))}
	}
	blocks := func(u *unreadable, lost float64, where string) error {
		return &cli.Failure{Exit: cli.ExitBlocked, Where: where,
			What: cli.Text(fmt.Sprintf("金額の約 %.1f %% が、使えない行(%d 行)にあります。上限は %.1f %% です。最初の行: %s", 100*lost, u.rows, 100*share, u.first[0]),
				fmt.Sprintf("about %.1f %% of the money stands on %d rows that cannot be used, the limit is %.1f %%; the first is %s", 100*lost, u.rows, 100*share, u.first[0])),
			ToDo: cli.Text("一覧の行を直すか、列の読み方を設定で指定してください(上限は limits.unusable_share)", "mend the listed rows, or say in the configuration how their columns are to be read (the limit is limits.unusable_share)")}
	}
	if lost := window.share(a.Inputs.LinesRead, a.Inputs.ListAmountRead); window.rows >= leastUnreadable && lost > share {
		return blocks(&window, lost, a.Month.String())
	}
	if window.words != nil && window.words.share(a.Inputs.LinesRead, a.Inputs.ListAmountRead) > share {
		return asks(&window)
	}
	if lost := repeated.share(a.Inputs.LinesRead, a.Inputs.ListAmountRead); repeated.rows >= leastUnreadable && lost > max(share, mostRepeated) {
		return &cli.Failure{Exit: cli.ExitBlocked, Where: a.Month.String(),
			What: cli.Text(fmt.Sprintf("同じ番号で内容の違う行が %d 行あり、金額の約 %.1f %% にあたります。番号の列が行を区別していません。最初の行: %s", repeated.rows, 100*lost, repeated.first[0]),
				fmt.Sprintf("%d rows with about %.1f %% of the money share an id with another row of different content: that column tells no row from another; the first is %s", repeated.rows, 100*lost, repeated.first[0])),
			ToDo: cli.Text("行を区別する番号の列を columns で指定するか、番号を文字列として出力し直してください", "name the column that tells rows apart under columns, or export its numbers as text")}
	}
	for m := a.Month; m > a.Month-3; m-- {
		u := months[m]
		if u == nil || u.rows < leastUnreadable {
			continue
		}
		if lost := u.share(monthLines(m), 0); lost > share {
			return blocks(u, lost, m.String())
		}
	}
	return instructions(a, share)
}

// instructions returns the failure where more than share of the rows of instructions name somebody
// whom nobody knows: progress would be that of the others alone.
func instructions(a *assessment.Assessment, share float64) error {
	var u unreadable
	for i := range a.RowErrors {
		if e := &a.RowErrors[i]; e.Table == table.Instructions.Name && !e.Kept && (OnlyBy(e, table.UnknownPerson) || OnlyBy(e, table.SeveralPeople)) {
			u.add(e)
		}
	}
	lost := u.share(a.Inputs.InstructionsRead, 0)
	if u.rows < leastUnreadable || lost <= share {
		return nil
	}
	return &cli.Failure{Exit: cli.ExitBlocked, Where: a.Month.String(),
		What: cli.Text(fmt.Sprintf("指示の表の %.1f %%(%d 行)は担当者が分かりません。上限は %.1f %% です。最初の行: %s", 100*lost, u.rows, 100*share, u.first[0]),
			fmt.Sprintf("%.1f %% of the instructions (%d rows) name nobody who is known, the limit is %.1f %%; the first is %s", 100*lost, u.rows, 100*share, u.first[0])),
		ToDo: cli.Text("名簿に加えるか、values に書いてください(上限は limits.unusable_share)", "add the names to the roster, or say under values whom they mean (the limit is limits.unusable_share)")}
}

// AllUnreadable returns the failure where nothing could be read of the deals because of their
// rows, nil where no row was refused: the commonest reason with its first cell, for the
// period of the files has nothing to do with it.
func AllUnreadable(a *assessment.Assessment) error {
	type cause struct {
		n     int
		first string
	}
	causes := map[table.Reason]*cause{}
	rows := 0
	for i := range a.RowErrors {
		e := &a.RowErrors[i]
		if e.Table != table.Deals.Name || e.Kept || len(e.Cells) == 0 {
			continue
		}
		rows++
		c := e.Cells[0]
		if causes[c.Reason] == nil {
			p := e.Place
			p.Column = c.Column
			causes[c.Reason] = &cause{first: p.String()}
		}
		causes[c.Reason].n++
	}
	if rows == 0 || a.Inputs.LinesRead > 0 {
		return nil
	}
	var most table.Reason
	for _, r := range slices.Sorted(maps.Keys(causes)) {
		if causes[most] == nil || causes[r].n > causes[most].n {
			most = r
		}
	}
	c := causes[most]
	return &cli.Failure{Exit: cli.ExitBlocked, Where: a.Month.String(),
		What: cli.Text(fmt.Sprintf("売上の行が一つも使えません。%d 行のうち %d 行:%s(最初は %s)", rows, c.n, most.Sentence("ja"), c.first),
			fmt.Sprintf("no row of the deals can be used; %d of %d: %s (the first is %s)", c.n, rows, most.Sentence("en"), c.first)),
		ToDo: cli.Text(most.ToDo("ja"), most.ToDo("en"))}
}

// OnlyBy reports whether a row can be read and is left out for one reason alone: its id stands
// on another one too, or it is nobody's sale.
func OnlyBy(e *table.RowError, reason table.Reason) bool {
	for _, c := range e.Cells {
		if c.Reason != reason {
			return false
		}
	}
	return true
}
