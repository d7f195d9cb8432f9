package instruction

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
)

// Submission is a file that came back: of which publication it was made, for whom, and who
// has that audience. Order grows with month and version.
type Submission struct {
	Order    int
	Audience string // manager, person, hr
	Owner    string // id of the manager or person
}

// resolveFeedback keeps of decisions and replies what can be taken: an id that no
// publication named, or named to somebody else, is a row error; one id twice with different
// content in what came back from one publication is an error that names both places, and
// nothing is taken from either; of several publications the latest word holds.
func (t *Tables) resolveFeedback(in Inputs) {
	t.Decisions = resolve(t, in, table.Decisions.Name, "manager", t.Decisions,
		func(d *Decision) (string, table.Day, table.Place) { return d.FindingID, d.Date, d.Place },
		func(d *Decision) bool {
			return d.Decision == 0 && d.Reason == 0 && d.Action == "" && d.Outcome == "" && !d.Date.Known()
		},
		func(d Decision) Decision { d.Place = table.Place{}; return d })
	t.Replies = resolve(t, in, table.Replies.Name, "person", t.Replies,
		func(r *Reply) (string, table.Day, table.Place) { return r.FindingID, r.Date, r.Place },
		func(r *Reply) bool { return r.Reason == 0 && r.Reply == "" },
		func(r Reply) Reply { r.Place = table.Place{}; return r })
}

// resolve is resolveFeedback for one table: key gives id, date and place of a row, empty
// whether nothing was filled in, bare the row without its place.
func resolve[R comparable](t *Tables, in Inputs, name, audience string, rows []R, key func(*R) (string, table.Day, table.Place), empty func(*R) bool, bare func(R) R) []R {
	wrong := func(r *R, reason table.Reason, other table.Place) {
		id, _, at := key(r)
		t.RowErrors = append(t.RowErrors, table.RowError{Table: name, Place: at, Cells: []table.CellError{{Name: "finding_id", Value: id, Reason: reason, Other: other}}})
	}
	order := func(r *R) int {
		_, _, at := key(r)
		return in.Submissions[at.File].Order
	}
	var kept []R
	for i := range rows {
		r := &rows[i]
		id, _, at := key(r)
		if empty(r) {
			continue
		}
		published, known := in.Published[id]
		if submission, came := in.Submissions[at.File]; came || in.Published != nil {
			owner := string(published.Manager)
			if audience == "person" {
				owner = string(published.Person)
			}
			if !known || came && submission.Audience == audience && submission.Owner != owner {
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
