package cube

import (
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
	record                                             table.Record
	rows                                               int
	file                                               []int32
	row                                                []int64
	date, requestedAt, approvedAt                      column.Days
	person, client, product, category, region, segment column.Codes
	approver                                           column.Codes
	list, net, authorised, approved                    column.Ints
	reference, kind, reason, stage                     column.Words
	recorded                                           column.Times
	lineID, document, approval                         column.Texts
}

// view fills b from a record batch, which it borrows.
func (s *dealScan) view(r table.Record, b *dealBatch) {
	col := &dealColumn
	file, row := column.PlacesOf(r)
	*b = dealBatch{record: r, rows: int(r.NumRows()), file: file, row: row,
		date: column.DaysOf(r.Column(col.date)), requestedAt: column.DaysOf(r.Column(col.requestedAt)), approvedAt: column.DaysOf(r.Column(col.approvedAt)),
		person: s.person.Of(r.Column(col.person)), client: s.client.Of(r.Column(col.client)), product: s.product.Of(r.Column(col.product)),
		category: s.category.Of(r.Column(col.category)), region: s.region.Of(r.Column(col.region)), segment: s.segment.Of(r.Column(col.segment)), approver: s.approver.Of(r.Column(col.approver)),
		list: column.IntsOf(r.Column(col.list)), net: column.IntsOf(r.Column(col.net)), authorised: column.IntsOf(r.Column(col.authorised)), approved: column.IntsOf(r.Column(col.approved)),
		reference: column.WordsOf(r.Column(col.reference)), kind: column.WordsOf(r.Column(col.kind)), reason: column.WordsOf(r.Column(col.reason)), stage: column.WordsOf(r.Column(col.stage)),
		recorded: column.TimesOf(r.Column(col.recorded)),
		lineID:   column.TextsOf(r.Column(col.lineID)), document: column.TextsOf(r.Column(col.document)), approval: column.TextsOf(r.Column(col.request))}
	s.refresh()
}

// id returns the line id of row i, "" where it is empty. It borrows the batch's memory.
func (b *dealBatch) id(i int) string { return b.lineID.At(i) }

// paper returns the document of row i.
func (b *dealBatch) paper(i int) string { return b.document.At(i) }

// request returns the number of the exception's request on row i.
func (b *dealBatch) request(i int) string { return b.approval.At(i) }
