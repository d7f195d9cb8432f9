package metrics

import "tenbin/metrics/assessment"

// The structs of the result stand in package assessment; these names are a bridge for
// what is still on its way there.
type (
	Advocacy           = assessment.Advocacy
	AdvocacyPerson     = assessment.AdvocacyPerson
	AdvocacyTeam       = assessment.AdvocacyTeam
	Retained           = assessment.Retained
	Tier               = assessment.Tier
	Assessment         = assessment.Assessment
	Inputs             = assessment.Inputs
	Totals             = assessment.Totals
	Team               = assessment.Team
	Hyper              = assessment.Hyper
	AxisHyper          = assessment.AxisHyper
	Warning            = assessment.Warning
	TeamFigures        = assessment.TeamFigures
	CoachingRow        = assessment.CoachingRow
	CoachingGroup      = assessment.CoachingGroup
	LagCurve           = assessment.LagCurve
	CurvePoint         = assessment.CurvePoint
	ExceptionCount     = assessment.ExceptionCount
	Exception          = assessment.Exception
	Approval           = assessment.Approval
	Instruction        = assessment.Instruction
	InstructionLag     = assessment.InstructionLag
	Waterfall          = assessment.Waterfall
	LedgerLine         = assessment.LedgerLine
	LineRate           = assessment.LineRate
	TrendMonth         = assessment.TrendMonth
	Response           = assessment.Response
	ResponsePoint      = assessment.ResponsePoint
	Chart              = assessment.Chart
	Track              = assessment.Track
	Number             = assessment.Number
	Amount             = assessment.Amount
	Interval           = assessment.Interval
	Options            = assessment.Options
	Person             = assessment.Person
	Posterior          = assessment.Posterior
	ConcessionFigures  = assessment.ConcessionFigures
	LagFigures         = assessment.LagFigures
	Signal             = assessment.Signal
	Pair               = assessment.Pair
	Handover           = assessment.Handover
	Counted            = assessment.Counted
	Progress           = assessment.Progress
	ProgressUpdate     = assessment.ProgressUpdate
	StepInRow          = assessment.StepInRow
	DoneWellRow        = assessment.DoneWellRow
	Told               = assessment.Told
	DecisionRow        = assessment.DecisionRow
	ReplyRow           = assessment.ReplyRow
	Crowd              = assessment.Crowd
	Workings           = assessment.Workings
	AxisSteps          = assessment.AxisSteps
	ConcessionWorkings = assessment.ConcessionWorkings
	LagWorkings        = assessment.LagWorkings
	LagCell            = assessment.LagCell
)

// The words of the result.
const (
	AdvocacyFewMonths     = assessment.AdvocacyFewMonths
	AdvocacyHighRetention = assessment.AdvocacyHighRetention
	AdvocacyNoClients     = assessment.AdvocacyNoClients
	QuadrantBoth          = assessment.QuadrantBoth
	QuadrantClients       = assessment.QuadrantClients
	QuadrantFirm          = assessment.QuadrantFirm
	QuadrantNeither       = assessment.QuadrantNeither
	StepIn                = assessment.StepIn
	Coach                 = assessment.Coach
	Watch                 = assessment.Watch
	Healthy               = assessment.Healthy
	NotEnoughEvidence     = assessment.NotEnoughEvidence
	FewestAtRisk          = assessment.FewestAtRisk
	TurnSalesperson       = assessment.TurnSalesperson
	TurnBuyer             = assessment.TurnBuyer
	TurnUs                = assessment.TurnUs
	FewestOthers          = assessment.FewestOthers
	All                   = assessment.All
	MethodVersion         = assessment.MethodVersion
	FewestTogether        = assessment.FewestTogether
)

// Of returns v as a measurable Number.
func Of(v float64) Number { return assessment.Of(v) }

// Yen returns v as a measurable Amount.
func Yen(v int64) Amount { return assessment.Yen(v) }
