package cube

import (
	"fmt"

	"tenbin/metrics/cube/fixed"
	"tenbin/metrics/cube/hash"
)

// queuedLine is a line that waits to be added to its cell.
type queuedLine struct {
	hash.Placed
	list, net int64
	fixed.Outcome
	scored bool
	credit bool // shown only: counts as a line, with no outcome
}

// enqueue puts a line behind those that wait.
func (p *Partial) enqueue(l *dealLine, q queuedLine) {
	ago := p.o.Month - l.month
	if ago < 0 || ago >= hash.MaxMonths {
		p.err = fmt.Errorf("a line of %s lies more than %d months before the data month", l.date, hash.MaxMonths-1)
		return
	}
	key := hash.Pack(l.person, l.client, l.category, l.region, p.plan.band(l.list), ago)
	if p.o.SumsOnly {
		p.sum(key, &q)
		return
	}
	q.Placed = hash.Place(key)
	k := hash.PartOf(q.Hash)
	if p.queues[k] == nil {
		p.queues[k] = make([]queuedLine, 0, hash.QueueLines)
	}
	if p.queues[k] = append(p.queues[k], q); len(p.queues[k]) == hash.QueueLines {
		p.flush(k)
	}
}

// flushAll adds all lines that wait to their cells.
func (p *Partial) flushAll() {
	for k := range p.queues {
		if len(p.queues[k]) > 0 {
			p.flush(k)
		}
	}
	p.endRun()
	for k := range p.sums.parts {
		if len(p.sums.parts[k]) > 0 {
			p.flushSums(k)
		}
	}
}

// flush adds the waiting lines of one part to their cells.
func (p *Partial) flush(part int) {
	var look hash.Lookup
	queue, t := p.queues[part], &p.shared.cells.parts[part]
	p.queues[part] = queue[:0]
	for n := range queue {
		look.Places[n] = queue[n].Placed
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	touched := t.full.Locate(&look, len(queue))
	for n := range queue {
		touched += t.at(int(look.At[n])).N
	}
	p.touched += touched
	for n := range queue {
		q, c := &queue[n], t.at(int(look.At[n]))
		fits := true
		switch {
		case q.credit:
			fits = c.credit(q.list)
		case q.scored:
			fits = c.score(q.list, &q.Outcome)
			fallthrough
		default:
			fits = c.count(q.list, q.net, &q.Outcome) && fits
		}
		if !fits && p.err == nil {
			p.err = c.overflow(p.scan.person.Names.All()[q.Key.Person()], p.scan.client.Names.All()[q.Key.Client()])
		}
	}
}
