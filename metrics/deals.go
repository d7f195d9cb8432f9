package metrics

import (
	"bytes"
	"sync"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/bitutil"

	"tenbin/ingest/table"
)

// dealColumn holds the positions of the deals columns in a record batch.
var dealColumn = struct {
	lineID, document, date, person, client, product, category, region, segment,
	list, net, reference, authorised, approved, approver, request, requestedAt, approvedAt, kind, reason, stage, recorded int
}{
	at("line_id"), at("document"), at("date"), at("salesperson"), at("client"), at("product"), at("category"), at("region"), at("segment"),
	at("list_amount"), at("net_amount"), at("reference"), at("authorised_rate"), at("approved_rate"), at("approved_by"), at("approval_id"), at("requested_at"), at("approved_at"), at("kind"), at("reason"), at("stage"), at("recorded_at"),
}

func at(name string) int { return table.FirstColumn + table.Deals.Index(name) }

// nulls tells which rows of a column are set.
type nulls struct {
	bitmap    []byte
	offset    int
	all, none bool
}

func nullsOf(a arrow.Array) nulls {
	n := nulls{bitmap: a.NullBitmapBytes(), offset: a.Data().Offset()}
	n.all = a.NullN() == 0 || len(n.bitmap) == 0
	n.none = !n.all && a.NullN() == a.Len()
	return n
}

// set reports whether row i has a value.
func (n *nulls) set(i int) bool {
	return n.all || !n.none && bitutil.BitIsSet(n.bitmap, n.offset+i)
}

type intColumn struct {
	nulls
	v []int64
}

func intColumnOf(a arrow.Array) intColumn {
	return intColumn{nullsOf(a), a.(*array.Int64).Int64Values()}
}

type dayColumn struct {
	nulls
	v []arrow.Date32
}

func dayColumnOf(a arrow.Array) dayColumn {
	return dayColumn{nullsOf(a), a.(*array.Date32).Date32Values()}
}

// at returns the day of row i, NoDay where it is empty.
func (d *dayColumn) at(i int) table.Day {
	if !d.set(i) {
		return table.NoDay
	}
	return table.Day(d.v[i])
}

type wordColumn struct {
	nulls
	v []uint8
}

func wordColumnOf(a arrow.Array) wordColumn {
	return wordColumn{nullsOf(a), a.(*array.Uint8).Uint8Values()}
}

// at returns the word of row i; an empty cell is word 0.
func (w *wordColumn) at(i int) uint8 {
	if w.none || !w.set(i) {
		return 0
	}
	return w.v[i]
}

// codeColumn is a dictionary column with its codes turned into ids of a names list.
type codeColumn struct {
	nulls
	v  []int32
	to []int32
}

// at returns the id of row i; 0 is the empty text.
func (c *codeColumn) at(i int) int32 {
	if !c.set(i) {
		return 0
	}
	return c.to[c.v[i]]
}

// nameList numbers texts in the order in which they are met. Number 0 is the empty text.
// The workers of one reduction share a list: of and bytes add to it, words reads it; list
// itself is for when nobody adds.
type nameList struct {
	mu    sync.Mutex
	index map[string]int32
	list  []string
	texts table.Texts
}

func newNameList() *nameList { return &nameList{index: map[string]int32{"": 0}, list: []string{""}} }

func (n *nameList) of(s string) int32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.add(s)
}

// words returns the texts by number; what is added later stands behind them.
func (n *nameList) words() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.list
}

func (n *nameList) add(s string) int32 {
	id, ok := n.index[s]
	if !ok {
		id = n.new(n.texts.Keep(s))
	}
	return id
}

func (n *nameList) new(s string) int32 {
	id := int32(len(n.list))
	n.index[s] = id
	n.list = append(n.list, s)
	return id
}

func (n *nameList) bytes(b []byte) int32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	if id, ok := n.index[string(b)]; ok {
		return id
	}
	return n.new(n.texts.KeepBytes(b))
}

// codeMap turns the codes of one dictionary column into ids. Batches of a shard share
// a dictionary that only grows, so a new batch costs one comparison of bytes and the
// words that are new.
type codeMap struct {
	names *nameList
	last  *array.String
	ends  []int32
	data  []byte
	to    []int32
}

// column returns the ids of a batch's column.
func (m *codeMap) column(a arrow.Array) codeColumn {
	d := a.(*array.Dictionary)
	m.learn(d.Dictionary().(*array.String))
	return codeColumn{nullsOf(a), d.Indices().(*array.Int32).Int32Values(), m.to}
}

// learn maps the words of a dictionary.
func (m *codeMap) learn(d *array.String) {
	if d == m.last {
		return
	}
	offsets, data := d.ValueOffsets(), d.ValueBytes()
	// Arrays do not change: the same memory is the same text, cut at the same places.
	grown := m.last != nil && len(data) > 0 && len(m.data) > 0 && &m.last.ValueBytes()[0] == &data[0]
	cut := m.last != nil && len(offsets) > 0 && len(m.last.ValueOffsets()) > 0 && &m.last.ValueOffsets()[0] == &offsets[0]
	m.last = d
	known := 0
	if n := len(m.ends); n > 0 && n < len(offsets) && (grown && len(data) >= len(m.data) || bytes.HasPrefix(data, m.data)) {
		known = n
		for k := 0; k < n && !cut; k++ {
			if offsets[k+1]-offsets[0] != m.ends[k] {
				known, cut = 0, true
			}
		}
	}
	if known == 0 {
		m.ends, m.data, m.to = m.ends[:0], m.data[:0], m.to[:0]
	}
	m.data = append(m.data, data[len(m.data):]...)
	for k := known; k+1 < len(offsets); k++ {
		from, to := offsets[k]-offsets[0], offsets[k+1]-offsets[0]
		m.ends = append(m.ends, to)
		m.to = append(m.to, m.names.bytes(data[from:to]))
	}
}

// dealBatch is a typed view of a deals record batch.
type dealBatch struct {
	record                                             arrow.Record
	rows                                               int
	file                                               []int32
	row                                                []int64
	date, requestedAt, approvedAt                      dayColumn
	person, client, product, category, region, segment codeColumn
	approver                                           codeColumn
	list, net, authorised, approved                    intColumn
	reference, kind, reason, stage                     wordColumn
	recorded                                           nulls
	recordedAt                                         []arrow.Timestamp
	lineID, document, approval                         *array.String
}

// view fills b from a record batch, which it borrows.
func (s *dealScan) view(r arrow.Record, b *dealBatch) {
	col := &dealColumn
	*b = dealBatch{record: r, rows: int(r.NumRows()),
		file: r.Column(table.FileColumn).(*array.Int32).Int32Values(), row: r.Column(table.RowColumn).(*array.Int64).Int64Values(),
		date: dayColumnOf(r.Column(col.date)), requestedAt: dayColumnOf(r.Column(col.requestedAt)), approvedAt: dayColumnOf(r.Column(col.approvedAt)),
		person: s.person.column(r.Column(col.person)), client: s.client.column(r.Column(col.client)), product: s.product.column(r.Column(col.product)),
		category: s.category.column(r.Column(col.category)), region: s.region.column(r.Column(col.region)), segment: s.segment.column(r.Column(col.segment)), approver: s.approver.column(r.Column(col.approver)),
		list: intColumnOf(r.Column(col.list)), net: intColumnOf(r.Column(col.net)), authorised: intColumnOf(r.Column(col.authorised)), approved: intColumnOf(r.Column(col.approved)),
		reference: wordColumnOf(r.Column(col.reference)), kind: wordColumnOf(r.Column(col.kind)), reason: wordColumnOf(r.Column(col.reason)), stage: wordColumnOf(r.Column(col.stage)),
		recorded: nullsOf(r.Column(col.recorded)), recordedAt: r.Column(col.recorded).(*array.Timestamp).TimestampValues(),
		lineID: r.Column(col.lineID).(*array.String), document: r.Column(col.document).(*array.String), approval: r.Column(col.request).(*array.String)}
	s.meet()
}

// id returns the line id of row i, "" where it is empty. It borrows the batch's memory.
func (b *dealBatch) id(i int) string { return textAt(b.lineID, i) }

// paper returns the document of row i.
func (b *dealBatch) paper(i int) string { return textAt(b.document, i) }

// request returns the number of the exception's request on row i.
func (b *dealBatch) request(i int) string { return textAt(b.approval, i) }

func textAt(a *array.String, i int) string {
	if a.IsNull(i) {
		return ""
	}
	return a.Value(i)
}
