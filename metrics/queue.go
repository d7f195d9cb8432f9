package metrics

import "fmt"

// queueLines is the number of lines of one part of the cells that wait before they are
// looked up. The look-ups of a queue do not depend on each other, so the processor waits
// for many cache misses at once instead of for one after the other, and the part's lock
// is taken once for all of them.
const queueLines = 64

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

// flush adds the waiting lines of one part to their cells.
func (p *Partial) flush(part int) {
	var at [queueLines]uint32
	queue, t := p.queues[part], &p.together.cells.parts[part]
	p.queues[part] = queue[:0]
	t.mu.Lock()
	defer t.mu.Unlock()
	t.reserve(len(queue))
	var touched int64 // keeps the loads that fetch slots and cells ahead of their use
	mask := uint64(len(t.slots) - 1)
	for n := range queue {
		at[n] = uint32(t.slots[queue[n].hash>>32&mask])
	}
	for n := range queue {
		if at[n] > 0 {
			touched += int64(t.key(int(at[n] - 1)).who)
		}
	}
	for n := range queue {
		at[n] = t.find(queue[n].key, queue[n].hash)
	}
	for n := range queue {
		touched += t.sum(int(at[n])).Lines
		if !t.lean {
			touched += t.at(int(at[n])).N
		}
	}
	p.touched += touched
	if t.lean {
		p.addSums(&t.groupTable, queue, &at)
		return
	}
	for n := range queue {
		q, c := &queue[n], t.at(int(at[n]))
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

// addSums adds lines to the sums of money of their cells.
func (p *Partial) addSums(t *groupTable, queue []queuedLine, at *[queueLines]uint32) {
	for n := range queue {
		q, c := &queue[n], t.sum(int(at[n]))
		fits := true
		switch {
		case q.credit:
			fits = c.credit(q.list)
		case q.scored:
			fits = c.square(q.list)
			fallthrough
		default:
			fits = c.count(q.list, q.net, &q.lineOutcome) && fits
		}
		if !fits && p.err == nil {
			p.err = c.overflow(p.scan.person.names.words()[q.key.person()], p.scan.client.names.words()[q.key.client()])
		}
	}
}
