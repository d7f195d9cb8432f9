package sheet

// A chart stands to the right of its table on columns and rows of its own, so that no
// page break cuts it.
const (
	ChartColumns, ChartRows = 9, 20
	ChartColumnWidth        = 9.
)

// Navy is the colour of headings and of what a chart is about.
const Navy = "1F3A5F"

// Diagram is a chart of a sheet's table. Columns are counted from 0.
type Diagram struct {
	Scatter bool // points and lines over X; else one bar a row
	Over    bool // points and lines over the words or dates of X
	X       int
	Series  []Series
	// Of Sheet.Charts only: the Body row of its headings (−1: the sheet's), its last row,
	// and how many rows high it is.
	Heading, Last, Rows int
	Percent             bool // a change, which may be below 0
	Share               bool // shares of a whole, 0 to 100 %, under Title
	Title               string
	Stacked             bool // areas on top of one another, over the words of X
	Segments            []Segment
	AroundOne           bool // ratios to peers, whose lines at 1 are among the Segments: no legend, no gridlines
}

// Series is one column of the table in a chart.
type Series struct {
	Column int
	Line   bool // a limit: a line without points
	Dashed bool
	Colour string
}

// Segment is a thin line in a scatter chart, from the cells of one Body row: X and the
// column after it against Y and the column after it.
type Segment struct{ Row, X, Y int }
