package metrics

import "fmt"

// queueLines is the number of lines of one part of the cells that wait before they are
// looked up. The look-ups of a queue do not depend on each other, so the processor waits
// for many cache misses at once instead of for one after the other, and the part's lock
// is taken once for all of them.
const queueLines = 64

// queuedLine is a line that waits to be added to its cell.
type queuedLine struct {
	placed
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
	if p.o.SumsOnly {
		p.sum(q.key, &q)
		return
	}
	q.hash = q.key.hash()
	k := q.hash >> (64 - cellPartBits)
	if p.queues[k] == nil {
		p.queues[k] = make([]queuedLine, 0, queueLines)
	}
	if p.queues[k] = append(p.queues[k], q); len(p.queues[k]) == queueLines {
		p.flush(int(k))
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

// placed is a key with its hash.
type placed struct {
	key  groupKey
	hash uint64
}

// lookup are places of one part that are looked up together, and the numbers of their
// cells.
type lookup struct {
	places [queueLines]placed
	at     [queueLines]uint32
}

// locate finds the cells of the first n places. What it returns has no meaning: it keeps
// the loads that fetch slots and keys ahead of their use.
func (t *groupTable) locate(l *lookup, n int) (touched int64) {
	t.reserve(n)
	places, at := l.places[:n], l.at[:n]
	for k := range places {
		at[k] = uint32(t.slots[t.home(places[k].hash)])
	}
	for k := range places {
		if at[k] > 0 {
			touched += int64(t.key(int(at[k] - 1)).who)
		}
	}
	for k := range places {
		at[k] = t.find(places[k].key, places[k].hash)
	}
	return touched
}

// flush adds the waiting lines of one part to their cells.
func (p *Partial) flush(part int) {
	var look lookup
	queue, t := p.queues[part], &p.together.cells.parts[part]
	p.queues[part] = queue[:0]
	for n := range queue {
		look.places[n] = queue[n].placed
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	touched := t.locate(&look, len(queue))
	for n := range queue {
		touched += t.at(int(look.at[n])).N
	}
	p.touched += touched
	for n := range queue {
		q, c := &queue[n], t.at(int(look.at[n]))
		fits := true
		switch {
		case q.credit:
			fits = c.credit(q.list)
		case q.scored:
			fits = c.score(q.list, &q.lineOutcome)
			fallthrough
		default:
			fits = c.count(q.list, q.net, &q.lineOutcome) && fits
		}
		if !fits && p.err == nil {
			p.err = c.overflow(p.scan.person.names.words()[q.key.person()], p.scan.client.names.words()[q.key.client()])
		}
	}
}
