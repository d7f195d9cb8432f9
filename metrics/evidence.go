package metrics

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
)

// evidenceLines is the number of lines that a person's ledger keeps in each order.
const evidenceLines = 200

// evidenceLine is a line that may enter a ledger; names are the scan's numbers.
type evidenceLine struct {
	place                             linePlace
	date                              table.Day
	client, product, category, region int32
	list, net, rate                   int64
	lineOutcome
	scored, after bool
	id, document  string
}

// linePlace is where a line stands in the inputs.
type linePlace struct {
	file int32
	row  int64
}

func (p linePlace) compare(q linePlace) int {
	if c := cmp.Compare(p.file, q.file); c != 0 {
		return c
	}
	return cmp.Compare(p.row, q.row)
}

// evidenceHeap keeps the largest lines by a value, ties by place: what remains is the
// same whatever the order of arrival, so heaps merge. The root is the first to go.
type evidenceHeap struct {
	value func(*evidenceLine) int64
	lines []*evidenceLine
	floor int64 // value of the root once the heap is full
}

func byConcession(e *evidenceLine) int64 { return e.conceded }
func byList(e *evidenceLine) int64       { return e.list }

// wants reports whether a line of that value might stay.
func (h *evidenceHeap) wants(value int64) bool {
	return len(h.lines) < evidenceLines || value >= h.floor
}

// worse orders lines: the smaller value first, of equal ones the later place.
func (h *evidenceHeap) worse(a, b *evidenceLine) bool {
	if x, y := h.value(a), h.value(b); x != y {
		return x < y
	}
	return a.place.compare(b.place) > 0
}

// push offers a line.
func (h *evidenceHeap) push(e *evidenceLine) {
	if len(h.lines) < evidenceLines {
		h.lines = append(h.lines, e)
		for i := len(h.lines) - 1; i > 0; {
			up := (i - 1) / 2
			if !h.worse(h.lines[i], h.lines[up]) {
				break
			}
			h.lines[i], h.lines[up] = h.lines[up], h.lines[i]
			i = up
		}
		h.floor = h.value(h.lines[0])
		return
	}
	if !h.worse(h.lines[0], e) {
		return
	}
	h.lines[0] = e
	for i := 0; ; {
		least := i
		for _, k := range [2]int{2*i + 1, 2*i + 2} {
			if k < len(h.lines) && h.worse(h.lines[k], h.lines[least]) {
				least = k
			}
		}
		if least == i {
			break
		}
		h.lines[i], h.lines[least] = h.lines[least], h.lines[i]
		i = least
	}
	h.floor = h.value(h.lines[0])
}

// personEvidence is the ledger of one person.
type personEvidence struct{ conceded, list evidenceHeap }

// evidence holds the ledgers by the scan's number of the person.
type evidence []personEvidence

// of returns the ledger of a person.
func (e *evidence) of(person int32) *personEvidence {
	for len(*e) <= int(person) {
		*e = append(*e, personEvidence{evidenceHeap{value: byConcession}, evidenceHeap{value: byList}})
	}
	return &(*e)[person]
}

// lines returns the union of both orders, largest concession first, then by place.
func (p *personEvidence) lines() []*evidenceLine {
	all := append(slices.Clone(p.conceded.lines), p.list.lines...)
	slices.SortFunc(all, func(a, b *evidenceLine) int {
		if c := cmp.Compare(b.conceded, a.conceded); c != 0 {
			return c
		}
		return a.place.compare(b.place)
	})
	return slices.CompactFunc(all, func(a, b *evidenceLine) bool { return a.place == b.place })
}
