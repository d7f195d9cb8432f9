package sheet

// Form is a blank sheet that people fill in, and a second one that says how.
type Form struct {
	Language string
	Name     string
	Columns  []FormColumn
	Filled   [][]Cell // rows that hold something already, a cell per column
	Rows     int      // prepared to be filled in, those of Filled among them
	// What is said where a date is entered that is none.
	DateTitle, DateText string
	// What is said where a closed list is given another word.
	ChoiceTitle, ChoiceText string

	Guide Guide
}

// FormColumn is one column of a form: Kind is Words, Date or Percent.
type FormColumn struct {
	Heading string
	Kind    Kind
	Width   float64
	Dated   bool     // takes nothing but a date
	Choices []string // takes nothing but one of these; nil = anything
}

// Guide says what each column takes: a lead, and a table of four columns.
type Guide struct {
	Name    string
	Lead    string
	Heading [4]string
	Rows    [][4]string
}

// Letter is one upright page of text, Width digits wide.
type Letter struct {
	Language string
	Name     string
	Width    float64
	Rows     []Row
}
