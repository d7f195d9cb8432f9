package cube

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/cube/dedup"
	"tenbin/metrics/cube/fixed"
)

// evidenceLines is the number of lines that a person's ledger keeps in each order.
const evidenceLines = 200

// evidenceLine is a line that may enter a ledger; names are the scan's numbers.
type evidenceLine struct {
	place                             dedup.Place
	date                              table.Day
	client, product, category, region int32
	list, net, rate                   int64
	fixed.Outcome
	scored, after bool
	reason        leftReason // why it is not scored
	id, document  string
}

// ranking keeps the largest lines by a value, ties by place: what remains is the same
// whatever the order of arrival, so rankings merge. It lets twice as many gather before
// it sorts and drops the smaller half: cheaper than a heap, and the same lines.
type ranking struct {
	entries []rankedLine
	floor   rankedLine // once full: the least that was kept
	full    bool
}

type rankedLine struct {
	value int64
	place dedup.Place
	line  *evidenceLine
}

// compare puts the larger value first, of equal ones the earlier place.
func (a rankedLine) compare(b rankedLine) int {
	if a.value != b.value {
		return cmp.Compare(b.value, a.value)
	}
	return a.place.Compare(b.place)
}

// wants reports whether a line would stay for now.
func (r *ranking) wants(value int64, place dedup.Place) bool {
	return !r.full || value > r.floor.value || value == r.floor.value && place.Compare(r.floor.place) < 0
}

// push adds a line that is wanted.
func (r *ranking) push(value int64, line *evidenceLine) {
	r.entries = append(r.entries, rankedLine{value, line.place, line})
	if len(r.entries) == 2*evidenceLines {
		r.cut()
	}
}

// cut drops what does not stay.
func (r *ranking) cut() {
	slices.SortFunc(r.entries, rankedLine.compare)
	if len(r.entries) >= evidenceLines {
		clear(r.entries[evidenceLines:])
		r.entries = r.entries[:evidenceLines]
		r.floor, r.full = r.entries[evidenceLines-1], true
	}
}

// personEvidence is the ledger of one person.
type personEvidence struct{ conceded, list ranking }

// evidence holds the ledgers by the scan's number of the person.
type evidence []personEvidence

// of returns the ledger of a person.
func (e *evidence) of(person int32) *personEvidence {
	for len(*e) <= int(person) {
		*e = append(*e, personEvidence{})
	}
	return &(*e)[person]
}

// lines returns the union of both orders, largest concession first, then by place.
func (p *personEvidence) lines() []*evidenceLine {
	p.conceded.cut()
	p.list.cut()
	all := make([]*evidenceLine, 0, len(p.conceded.entries)+len(p.list.entries))
	for _, r := range [2]*ranking{&p.conceded, &p.list} {
		for _, e := range r.entries {
			all = append(all, e.line)
		}
	}
	slices.SortFunc(all, func(a, b *evidenceLine) int {
		if c := cmp.Compare(b.Conceded, a.Conceded); c != 0 {
			return c
		}
		return a.place.Compare(b.place)
	})
	return slices.CompactFunc(all, func(a, b *evidenceLine) bool { return a.place == b.place })
}
