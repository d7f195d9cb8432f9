package raw

import "tenbin/ingest/fault"

// Warning is what the reader of a format doubts and a person should look at. Code is its
// short name, in lower case.
type Warning struct {
	Code string
	Text fault.Sentence
	Rows []int64 `json:",omitempty"` // the first physical rows it speaks of
}
