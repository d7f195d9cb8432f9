package assessment

import "tenbin/ingest/table"

// StepInRow is one finding of the step-in list.
type StepInRow struct {
	FindingID     table.FindingID
	Rank          int
	Manager       table.ManagerID
	Person        table.PersonID
	Client        table.ClientID
	Instruction   string
	Action        table.Action
	Evidence      Evidence
	AmountAtStake Amount
	By            table.Day

	// For the sheets: what was decided and answered about the same matter before.
	Decided   *DecisionRow
	Reply     *ReplyRow
	Contested bool // an answer "data wrong" is open: not on page one until it is answered
}

// DoneWellRow is hard news that landed.
type DoneWellRow struct {
	Person      table.PersonID
	Client      table.ClientID
	Instruction string
	Evidence    Evidence
}

// Published is what a publication said about a matter, as far as an answer to it needs.
type Published struct {
	Manager     table.ManagerID
	Person      table.PersonID
	Client      table.ClientID
	Instruction string
	Action      table.Action
}

// DecisionRow is what a manager decided about a finding.
type DecisionRow struct {
	FindingID table.FindingID
	Published Published // what it was about; empty where that was never published here
	Decision  string    // accepted, dismissed, postponed
	Reason    string    // a word of the vocabulary, "none" where none is given
	Action    string    // what will be done, as written
	Outcome   string
	Date      table.Day
}

// ReplyRow is what a person answered on the own card, as written.
type ReplyRow struct {
	FindingID     table.FindingID
	Published     Published
	Reason, Reply string
	Date          table.Day
	Answer        *DecisionRow // the manager's decision that came with or after it; nil = open
}
