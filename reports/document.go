package reports

import (
	"math"
	"sort"
	"strconv"

	"tenbin/ingest/table"
	"tenbin/metrics"
)

// field is one key of an object of assessment.json with its value: object, list,
// string, bool, int64, number, *int64, or nil for null.
type field struct {
	key   string
	value any
}

// object is a JSON object whose keys keep their order.
type object []field

// list is a JSON array.
type list []any

// number is a figure that is written rounded to nine significant digits; nil, NaN and
// the infinities are null.
type number struct{ v metrics.Number }

// value returns the rounded figure and whether there is one.
func (n number) value() (float64, bool) {
	if n.v == nil || math.IsNaN(*n.v) || math.IsInf(*n.v, 0) {
		return 0, false
	}
	return round9(*n.v), true
}

// round9 rounds v to nine significant decimal digits; -0 becomes 0.
func round9(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 8, 64), 64)
	if err != nil || r == 0 {
		return 0
	}
	return r
}

// text is a string that is null when it is absent.
type text string

// leftOut and notScored are the closed lists of reasons, in the contract's order.
var (
	leftOut   = [...]string{"before_window", "after_cut_off", "stage_open", "stage_lost", "not_positive_list", "no_person", "before_person", "no_price", "return_unmatched"}
	notScored = [...]string{"no_policy", "below_l_min", "not_price_reason"}
)

// reasons returns the counts of the closed list first, with 0 where nothing was
// counted, then any other reason by name.
func reasons(known []string, counts map[string]int64) object {
	o := make(object, 0, len(known))
	seen := map[string]bool{}
	for _, k := range known {
		o = append(o, field{k, counts[k]})
		seen[k] = true
	}
	var rest []string
	for k := range counts {
		if !seen[k] {
			rest = append(rest, k)
		}
	}
	sort.Strings(rest)
	for _, k := range rest {
		o = append(o, field{k, counts[k]})
	}
	return o
}

// document is the whole of assessment.json.
func document(a *metrics.Assessment) object {
	return object{
		{"schema", int64(Schema)}, {"method_version", metrics.MethodVersion}, {"month", a.Month.String()}, {"cut_off", day(a.CutOff)},
		{"window_from", day(a.WindowFrom)}, {"run_id", a.RunID}, {"currency", a.Currency},
		{"inputs", inputsObject(&a.Inputs)}, {"totals", totalsObject(&a.Totals)},
		{"people", listOf(a.People, personObject)}, {"pairs", listOf(a.Pairs, pairObject)},
		{"instructions", listOf(a.Instructions, instructionObject)}, {"step_in", listOf(a.StepIn, stepInObject)},
		{"done_well", listOf(a.DoneWell, doneWellObject)}, {"coaching", listOf(a.Coaching, coachingObject)},
		{"teams", listOf(a.Teams, teamObject)}, {"hyper", hyperObject(&a.Hyper)},
	}
}

func listOf[T any](rows []T, f func(*T) object) list {
	l := make(list, 0, len(rows))
	for i := range rows {
		l = append(l, f(&rows[i]))
	}
	return l
}

func inputsObject(in *metrics.Inputs) object {
	return object{
		{"rows_read", in.RowsRead}, {"records", in.Records}, {"row_errors", in.RowErrors}, {"furniture", in.Furniture},
		{"helper", in.Helper}, {"repeated", in.Repeated}, {"superseded", in.Superseded},
		{"lines_read", in.LinesRead}, {"lines_measured", in.LinesMeasured}, {"lines_scored", in.LinesScored},
		{"lines_left_out", reasons(leftOut[:], in.LinesLeftOut)}, {"lines_not_scored", reasons(notScored[:], in.LinesNotScored)},
		{"list_amount_read", in.ListAmountRead}, {"list_amount_measured", in.ListAmountMeasured},
		{"instructions_read", in.InstructionsRead}, {"instructions_scored", in.InstructionsScored},
	}
}

func totalsObject(t *metrics.Totals) object {
	return object{
		{"list_amount", t.ListAmount}, {"discount_amount", t.DiscountAmount}, {"conceded_amount", t.ConcededAmount},
		{"conceded_share", number{t.ConcededShare}}, {"lines_discounted", t.LinesDiscounted}, {"lines_above_list", t.LinesAboveList},
		{"list_amount_above_list", t.ListAmountAboveList}, {"instructions", t.Instructions}, {"instructions_open", t.InstructionsOpen},
		{"instructions_overdue", t.InstructionsOverdue}, {"instructions_implemented", t.InstructionsImplemented},
		{"instructions_late", t.InstructionsLate}, {"instructions_ended", t.InstructionsEnded},
	}
}

func personObject(p *metrics.Person) object {
	c, l := &p.Concession, &p.Lag
	return object{
		{"id", p.ID}, {"name", p.Name}, {"team", text(p.Team)}, {"manager", text(p.Manager)}, {"tier", string(p.Tier)}, {"money_flag", p.MoneyFlag},
		{"score", number{p.Score}}, {"rank", whole(p.Rank)}, {"rank_lo", whole(p.RankLo)}, {"rank_hi", whole(p.RankHi)},
		{"k", object{{"value", number{p.K.Value}}, {"lo", number{p.K.Lo}}, {"hi", number{p.K.Hi}}}},
		{"reliability", number{p.Reliability}}, {"reason", bothLanguages(p.Reason)},
		{"concession", object{
			{"observed", number{c.Observed}}, {"expected", number{c.Expected}}, {"n", number{c.N}}, {"ratio", number{c.Ratio}},
			{"lo", number{c.Lo}}, {"hi", number{c.Hi}}, {"raw_ratio", number{c.RawRatio}}, {"raw_lo", number{c.RawLo}}, {"raw_hi", number{c.RawHi}},
			{"peers", number{c.Peers}}, {"lines", c.Lines}, {"list_amount", c.ListAmount}, {"conceded_amount", c.ConcededAmount},
			{"expected_amount", c.ExpectedAmount}, {"share", number{c.Share}}}},
		{"lag", object{
			{"observed", number{l.Observed}}, {"expected", number{l.Expected}}, {"n", number{l.N}}, {"slowness", number{l.Slowness}},
			{"lo", number{l.Lo}}, {"hi", number{l.Hi}}, {"raw_slowness", number{l.RawSlowness}}, {"raw_lo", number{l.RawLo}}, {"raw_hi", number{l.RawHi}},
			{"instructions", l.Instructions}, {"open", l.Open}, {"overdue", l.Overdue},
			{"typical_days", number{l.TypicalDays}}, {"peer_days", number{l.PeerDays}}}},
		{"signal", object{{"alarm", p.Signal.Alarm}, {"since", month(p.Signal.Since)}, {"chart", number{p.Signal.Chart}}, {"limit", number{p.Signal.Limit}}}},
	}
}

func pairObject(p *metrics.Pair) object {
	return object{
		{"person", p.Person}, {"client", p.Client}, {"ratio", number{p.Ratio}}, {"lo", number{p.Lo}}, {"hi", number{p.Hi}}, {"n", number{p.N}},
		{"lines", p.Lines}, {"list_amount", p.ListAmount}, {"excess_amount", p.ExcessAmount}, {"share_of_excess", number{p.ShareOfExcess}},
	}
}

func instructionObject(i *metrics.Instruction) object {
	return object{
		{"id", i.ID}, {"person", text(i.Person)}, {"client", text(i.Client)}, {"trigger", text(i.Trigger)},
		{"issued", day(i.Issued)}, {"due", day(i.Due)}, {"acknowledged", day(i.Acknowledged)}, {"implemented", day(i.Implemented)},
		{"status", text(i.Status)}, {"age_days", int64(i.AgeDays)}, {"overdue_days", whole(i.OverdueDays)}, {"verdict", text(i.Verdict)},
		{"p20", number{i.P20}}, {"amount_at_stake", i.AmountAtStake},
	}
}

func stepInObject(r *metrics.StepInRow) object {
	return object{
		{"finding_id", r.FindingID}, {"rank", int64(r.Rank)}, {"manager", text(r.Manager)}, {"person", text(r.Person)}, {"client", text(r.Client)},
		{"instruction", text(r.Instruction)}, {"action", r.Action}, {"evidence", bothLanguages(r.Evidence)},
		{"amount_at_stake", r.AmountAtStake}, {"by", day(r.By)},
	}
}

func doneWellObject(r *metrics.DoneWellRow) object {
	return object{{"person", r.Person}, {"client", text(r.Client)}, {"instruction", text(r.Instruction)}, {"evidence", bothLanguages(r.Evidence)}}
}

func coachingObject(r *metrics.CoachingRow) object {
	return object{
		{"plan_id", r.PlanID}, {"person", r.Person}, {"theme", text(r.Theme)}, {"from", day(r.From)}, {"to", day(r.To)},
		{"sessions_planned", r.SessionsPlanned}, {"sessions_held", r.SessionsHeld}, {"accepted", r.Accepted},
		{"effect", number{r.Effect}}, {"lo", number{r.Lo}}, {"hi", number{r.Hi}},
	}
}

func teamObject(t *metrics.Team) object {
	return object{
		{"team", t.Team}, {"manager", text(t.Manager)}, {"people", int64(t.People)},
		{"ratio_policy", number{t.RatioPolicy}}, {"lo", number{t.Lo}}, {"hi", number{t.Hi}},
		{"slowness_sla", number{t.SlownessSLA}}, {"slowness_lo", number{t.SlownessLo}}, {"slowness_hi", number{t.SlownessHi}},
		{"whole_team", t.WholeTeam},
	}
}

func hyperObject(h *metrics.Hyper) object {
	bands := make(list, 0, len(h.SizeBands))
	for _, b := range h.SizeBands {
		bands = append(bands, b)
	}
	axis := func(x *metrics.AxisHyper, phi bool) object {
		// An axis that was not fitted has no prior mean.
		n := func(v float64) number {
			if x.M == 0 {
				return number{}
			}
			return number{&v}
		}
		o := object{{"a", n(x.A)}, {"m", n(x.M)}, {"kappa", n(x.Kappa)}, {"pi", n(x.Pi)}}
		if phi {
			o = append(o, field{"phi", n(x.Phi)})
		}
		return append(o, field{"omega2", n(x.Omega2)})
	}
	return object{{"l_min", h.ListMin}, {"size_bands", bands}, {"concession", axis(&h.Concession, true)}, {"lag", axis(&h.Lag, false)}}
}

func bothLanguages(t metrics.Text) object { return object{{"ja", t.JA}, {"en", t.EN}} }

func whole(v *int) *int64 {
	if v == nil {
		return nil
	}
	w := int64(*v)
	return &w
}

func day(d table.Day) text { return text(d.String()) }

func month(m *table.Month) text {
	if m == nil {
		return ""
	}
	return text(m.String())
}
