package cube

import (
	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/table"
	"tenbin/metrics/cube/column"
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

// dealBatch is a typed view of a deals record batch.
type dealBatch struct {
	record                                             arrow.Record
	rows                                               int
	file                                               []int32
	row                                                []int64
	date, requestedAt, approvedAt                      column.Days
	person, client, product, category, region, segment column.Codes
	approver                                           column.Codes
	list, net, authorised, approved                    column.Ints
	reference, kind, reason, stage                     column.Words
	recorded                                           column.Nulls
	recordedAt                                         []arrow.Timestamp
	lineID, document, approval                         *array.String
}

// view fills b from a record batch, which it borrows.
func (s *dealScan) view(r arrow.Record, b *dealBatch) {
	col := &dealColumn
	*b = dealBatch{record: r, rows: int(r.NumRows()),
		file: r.Column(table.FileColumn).(*array.Int32).Int32Values(), row: r.Column(table.RowColumn).(*array.Int64).Int64Values(),
		date: column.DaysOf(r.Column(col.date)), requestedAt: column.DaysOf(r.Column(col.requestedAt)), approvedAt: column.DaysOf(r.Column(col.approvedAt)),
		person: s.person.Of(r.Column(col.person)), client: s.client.Of(r.Column(col.client)), product: s.product.Of(r.Column(col.product)),
		category: s.category.Of(r.Column(col.category)), region: s.region.Of(r.Column(col.region)), segment: s.segment.Of(r.Column(col.segment)), approver: s.approver.Of(r.Column(col.approver)),
		list: column.IntsOf(r.Column(col.list)), net: column.IntsOf(r.Column(col.net)), authorised: column.IntsOf(r.Column(col.authorised)), approved: column.IntsOf(r.Column(col.approved)),
		reference: column.WordsOf(r.Column(col.reference)), kind: column.WordsOf(r.Column(col.kind)), reason: column.WordsOf(r.Column(col.reason)), stage: column.WordsOf(r.Column(col.stage)),
		recorded: column.NullsOf(r.Column(col.recorded)), recordedAt: r.Column(col.recorded).(*array.Timestamp).TimestampValues(),
		lineID: r.Column(col.lineID).(*array.String), document: r.Column(col.document).(*array.String), approval: r.Column(col.request).(*array.String)}
	s.refresh()
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
