package metrics

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Letter is a file that came back: of which publication it was made, for whom, and who
// has that audience. Order grows with month and version.
type Letter struct {
	Order    int
	Audience string // manager, person, hr
	Owner    string // id of the manager or person
}

// settleReturned keeps of decisions and replies what can be taken: an id that no
// publication told, or told to somebody else, is a row error; one id twice with different
// content in what came back from one publication is an error that names both places, and
// nothing is taken from either; of several publications the latest word holds.
func (t *Tables) settleReturned(data Data) {
	t.Decisions = settle(t, data, table.Decisions.Name, "manager", t.Decisions,
		func(d *DecisionRecord) (string, table.Day, table.Place) { return d.FindingID, d.Date, d.Place },
		func(d *DecisionRecord) bool {
			return d.Decision == 0 && d.Reason == 0 && d.Action == "" && d.Outcome == "" && !d.Date.Known()
		},
		func(d DecisionRecord) DecisionRecord { d.Place = table.Place{}; return d })
	t.Replies = settle(t, data, table.Replies.Name, "person", t.Replies,
		func(r *ReplyRecord) (string, table.Day, table.Place) { return r.FindingID, r.Date, r.Place },
		func(r *ReplyRecord) bool { return r.Reason == 0 && r.Reply == "" },
		func(r ReplyRecord) ReplyRecord { r.Place = table.Place{}; return r })
}

// settle is settleReturned for one table: key gives id, date and place of a row, empty
// whether nothing was filled in, bare the row without its place.
func settle[R comparable](t *Tables, data Data, name, audience string, rows []R, key func(*R) (string, table.Day, table.Place), empty func(*R) bool, bare func(R) R) []R {
	wrong := func(r *R, reason table.Reason, other table.Place) {
		id, _, at := key(r)
		t.RowErrors = append(t.RowErrors, table.RowError{Table: name, Place: at, Cells: []table.CellError{{Name: "finding_id", Value: id, Reason: reason, Other: other}}})
	}
	order := func(r *R) int {
		_, _, at := key(r)
		return data.Letters[at.File].Order
	}
	var kept []R
	for i := range rows {
		r := &rows[i]
		id, _, at := key(r)
		if empty(r) {
			continue
		}
		told, known := data.Told[id]
		if letter, came := data.Letters[at.File]; came || data.Told != nil {
			owner := string(told.Manager)
			if audience == "person" {
				owner = string(told.Person)
			}
			if !known || came && letter.Audience == audience && letter.Owner != owner {
				wrong(r, table.UnknownID, table.Place{})
				continue
			}
		}
		kept = append(kept, *r)
	}
	slices.SortStableFunc(kept, func(a, b R) int {
		x, dx, px := key(&a)
		y, dy, py := key(&b)
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(order(&a), order(&b)), cmp.Compare(dx, dy), cmp.Compare(px.File, py.File), cmp.Compare(px.Sheet, py.Sheet), cmp.Compare(px.Row, py.Row))
	})
	var out []R
	for i := 0; i < len(kept); {
		id, _, _ := key(&kept[i])
		last := i
		for last < len(kept) {
			if x, _, _ := key(&kept[last]); x != id {
				break
			}
			last++
		}
		group := kept[i:last]
		i = last
		// Only the rows of the latest publication speak; they must agree.
		newest := order(&group[len(group)-1])
		group = slices.DeleteFunc(slices.Clone(group), func(r R) bool { return order(&r) != newest })
		agree := true
		for k := 1; k < len(group); k++ {
			agree = agree && bare(group[k]) == bare(group[0])
		}
		if !agree && (newest > 0 || sameDay(group, key)) {
			for k := range group {
				_, _, other := key(&group[(k+1)%len(group)])
				wrong(&group[k], table.DuplicateID, other)
			}
			continue
		}
		out = append(out, group[len(group)-1])
	}
	return out
}

// sameDay reports whether rows without a publication of their own carry one date: then
// none of them is the later word.
func sameDay[R any](rows []R, key func(*R) (string, table.Day, table.Place)) bool {
	_, last, _ := key(&rows[len(rows)-1])
	_, before, _ := key(&rows[len(rows)-2])
	return last == before
}

// returned fills what was decided and answered up to the cut-off.
func (a *assessor) returned() {
	t := a.data.Small
	if t == nil {
		return
	}
	decided := map[string]int{}
	for _, d := range t.Decisions {
		if d.Decision == 0 {
			continue
		}
		decided[d.FindingID] = len(a.Decisions)
		a.Decisions = append(a.Decisions, assessment.DecisionRow{FindingID: table.FindingID(d.FindingID), Told: a.data.Told[d.FindingID], Decision: table.DecisionWords.Words[d.Decision].Name,
			Reason: table.DecisionReasons.Words[d.Reason].Name, Action: d.Action, Outcome: d.Outcome, Date: d.Date})
	}
	for _, r := range t.Replies {
		row := assessment.ReplyRow{FindingID: table.FindingID(r.FindingID), Told: a.data.Told[r.FindingID], Reason: table.ReplyReasons.Words[r.Reason].Name, Reply: r.Reply, Date: r.Date}
		if k, ok := decided[r.FindingID]; ok && (!r.Date.Known() || !a.Decisions[k].Date.Known() || a.Decisions[k].Date >= r.Date) {
			row.Answer = &a.Decisions[k]
		}
		a.Replies = append(a.Replies, row)
	}
}

// remember puts beside a finding what was decided and answered about the same matter.
func (a *assessor) remember(f *assessment.StepInRow) {
	if k, ok := slices.BinarySearchFunc(a.Decisions, f.FindingID, func(d assessment.DecisionRow, id table.FindingID) int { return cmp.Compare(d.FindingID, id) }); ok {
		f.Decided = &a.Decisions[k]
	}
	if k, ok := slices.BinarySearchFunc(a.Replies, f.FindingID, func(r assessment.ReplyRow, id table.FindingID) int { return cmp.Compare(r.FindingID, id) }); ok {
		f.Reply = &a.Replies[k]
		f.Contested = f.Reply.Reason == "data_wrong" && f.Reply.Answer == nil
	}
}
