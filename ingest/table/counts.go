package table

// Counts is law 1: every physical row below a heading has exactly one class, so
//
//	RowsRead = Records + RowErrors + NonData + Helper + Repeated + Superseded
//
// RowsRead is counted by the reader before the class is known.
type Counts struct {
	RowsRead, Records, RowErrors int64
	NonData                      int64 `json:"Furniture"` // totals, footers, repeated headings, blank rows
	Helper, Repeated, Superseded int64
}

// Add returns the sum of c and d.
func (c Counts) Add(d Counts) Counts {
	return Counts{c.RowsRead + d.RowsRead, c.Records + d.Records, c.RowErrors + d.RowErrors, c.NonData + d.NonData,
		c.Helper + d.Helper, c.Repeated + d.Repeated, c.Superseded + d.Superseded}
}

// Whole reports whether no row is lost or counted twice.
func (c Counts) Whole() bool {
	return c.RowsRead == c.Records+c.RowErrors+c.NonData+c.Helper+c.Repeated+c.Superseded
}
