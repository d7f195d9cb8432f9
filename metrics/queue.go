package metrics

import "fmt"

// queueLines is the number of lines that wait before their cells are looked up. The
// look-ups of a batch do not depend on each other, so the processor waits for many
// cache misses at once instead of for one after the other: that is where the time goes.
const queueLines = 256

// queuedLine is a line that waits to be added to its cell.
type queuedLine struct {
	key       groupKey
	hash      uint64
	list, net int64
	lineOutcome
	scored bool
	credit bool // shown only: counts as a line, with no outcome
}

// enqueue puts a line behind those that wait.
func (p *Partial) enqueue(l *dealLine, q queuedLine) {
	ago := p.o.Month - l.month
	if ago < 0 || ago >= maxMonths {
		p.err = fmt.Errorf("a line of %s lies more than %d months before the data month", l.date, maxMonths-1)
		return
	}
	q.key = packKey(l.person, l.client, l.category, l.region, p.plan.band(l.list), ago)
	q.hash = q.key.hash()
	if p.queue = append(p.queue, q); len(p.queue) == queueLines {
		p.flush()
	}
}

// flush adds the lines that wait to their cells.
func (p *Partial) flush() {
	var at [queueLines]uint32
	t := &p.groups
	t.reserve(len(p.queue))
	var touched int64 // keeps the loads that fetch slots and cells ahead of their use
	mask := uint64(len(t.slots) - 1)
	for n := range p.queue {
		touched += int64(t.slots[p.queue[n].hash&mask])
	}
	for n := range p.queue {
		at[n] = t.find(p.queue[n].key, p.queue[n].hash)
	}
	for n := range p.queue {
		c := t.at(int(at[n]))
		touched += c.Lines + c.N
	}
	p.touched += touched
	for n := range p.queue {
		q, c := &p.queue[n], t.at(int(at[n]))
		fits := true
		switch {
		case q.credit:
			fits = plus(&c.Lines, 1)|plus(&c.List, q.list) >= 0
		case q.scored:
			fits = c.score(q.list, &q.lineOutcome)
			fallthrough
		default:
			fits = c.count(q.list, q.net, &q.lineOutcome) && fits
		}
		if !fits && p.err == nil {
			p.err = c.overflow(p.scan.person.names.list[q.key.person()], p.scan.client.names.list[q.key.client()])
		}
	}
	p.queue = p.queue[:0]
}
