package assessment

import "tenbin/ingest/table"

// Counted is a person's count beside what peers would have had on the same exposure.
// Ratio is the posterior mean of O ÷ E in units of the middle person (the median of the
// posterior means of all who can be compared), with its 90 % limits; nil without three
// effective peers or without exposure.
type Counted struct {
	Observed, Expected, Exposure float64
	N                            float64 // effective count
	Ratio, Lo, Hi                Number
	Reliability                  float64 // n/(n+a)
}

// Said reports whether there is enough evidence to say something about the person.
func (c Counted) Said() bool { return c.Ratio != nil && c.Reliability >= LeastReliable }

// LeastReliable is the reliability below which nothing is said (METHOD section 4).
const LeastReliable = .25

// Progress is what is recorded about a person's instructions once they were acknowledged
// (METHOD section 7): shown, never in the score. Every ratio is turned so that above 1 is
// slower, quieter or vaguer than peers on the same work. What no table could have shown
// is absent.
type Progress struct {
	Person                                  table.PersonID
	AckDays, AckPeers, DoneDays, DonePeers  Number  // usual days: issue to acknowledgement, acknowledgement to done; the person's and peers'
	Stall                                   Counted // carrying out after acknowledgement; Ratio is slowness, O and E as counted
	Silence                                 Counted // updates in open days; Ratio is silence, O and E as counted
	Vague                                   Counted // vague updates among updates
	Waited                                  Counted // ended after acknowledgement without being carried out, not by our own withdrawal
	Moved                                   Counted // promised dates put off before they came, among those that came due
	Said                                    Counted // reported as done and not shown by invoices or contacts
	HasSilence, HasMoved, HasAck, HasWaited bool
	HasSaid                                 bool
	Quiet                                   int        // days since the last record of the quietest open instruction, −1 without one
	QuietID                                 string     // which one
	UsualGap                                int        // days between peers' records
	Index                                   Number     // geometric mean of the ratios that can be said
	AckFirst                                Number     // (done ÷ acknowledgement days) against peers': above 1 acknowledges fast and carries out slowly
	Worst                                   []Evidence // the two that stand out most
	Updates                                 []ProgressUpdate
}

// ProgressUpdate is one update behind the figures, and how it was read.
type ProgressUpdate struct {
	At, Promised table.Day
	Client       table.ClientID
	Text         string
	Vague        bool
}
