package metrics

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/rank"
)

// Actions of the step-in list.
const (
	ActionClarify     = "clarify"
	ActionFollowUp    = "follow_up"
	ActionRehearse    = "rehearse"
	ActionSeniorVisit = "senior_visit"
	ActionDealReview  = "deal_review"
	ActionCoach       = "coach"
)

// mostFindings is what a manager gets in a month; the rest stays on the sheets.
const mostFindings = 5

// finding is a candidate of the step-in list.
type finding struct {
	StepInRow
	urgent bool    // the person is in "step in"
	gain   float64 // expected yen gained
	late   int     // days past due or old
}

// findings makes the step-in list: at most five a manager, those of people in "step
// in" first, then by expected yen, then by days past due; one a person and client.
func (a *assessor) findings() {
	var all []finding
	for i := range a.records {
		if f, ok := a.instructionFinding(i, a.person[a.records[i].Person]); ok {
			all = append(all, f)
		}
	}
	for i := range a.People {
		if f, ok := a.discountFinding(&a.People[i]); ok {
			all = append(all, f)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		x, y := &all[i], &all[j]
		switch {
		case x.Manager != y.Manager:
			return x.Manager < y.Manager
		case x.urgent != y.urgent:
			return x.urgent
		case x.gain != y.gain:
			return x.gain > y.gain
		case x.late != y.late:
			return x.late > y.late
		}
		return x.FindingID < y.FindingID
	})
	perManager, perPerson, pair := map[string]int{}, map[string]int{}, map[[2]string]bool{}
	for _, f := range all {
		key := [2]string{f.Person, f.Client}
		if perManager[f.Manager] >= mostFindings || perPerson[f.Person] >= 2 || pair[key] {
			continue
		}
		pair[key] = true
		perPerson[f.Person]++
		perManager[f.Manager]++
		f.Rank = perManager[f.Manager]
		a.StepIn = append(a.StepIn, f.StepInRow)
	}
}

// instructionFinding says what to do about one open instruction, if anything.
func (a *assessor) instructionFinding(i int, p *Person) (finding, bool) {
	r := &a.records[i]
	if p == nil || !r.Open() || a.absent(r.Person) {
		return finding{}, false
	}
	age := a.o.Lag.Days(r.Issued, a.CutOff)
	f := finding{urgent: p.Tier == StepIn, late: age}
	action := ""
	overdue := r.Due.Known() && r.Due < a.CutOff
	w := a.forward[i]
	switch {
	case !r.Due.Known() && age >= 20 && a.dueDatesKept():
		action = ActionClarify
	case overdue, w.open && w.p < .5 && age >= 20 && (p.Tier == StepIn || p.Tier == Coach):
		action = ActionFollowUp
	default:
		return finding{}, false
	}
	if overdue {
		f.late = a.o.Lag.Days(r.Due, a.CutOff)
	}
	if w.hasStake {
		f.AmountAtStake = Yen(int64(w.stake + .5))
		f.gain = w.stake * max(w.peers-w.p, .05)
	}
	manager := p.Manager
	if manager == "" {
		manager = r.Manager
	}
	f.StepInRow = StepInRow{FindingID: table.ID("f", action, r.Person, r.Client, r.ID, r.Category), Manager: manager, Person: r.Person, Client: r.Client, Instruction: r.ID,
		Action: action, Evidence: a.instructionEvidence(r, overdue), AmountAtStake: f.AmountAtStake, By: a.workday(a.o.Lag.Add(a.CutOff, map[string]int{ActionClarify: 5, ActionFollowUp: 10}[action]))}
	return f, true
}

// dueDatesKept reports whether this company gives due dates at all: where no
// instruction has one, their absence says nothing.
func (a *assessor) dueDatesKept() bool {
	return a.dated
}

// instructionEvidence is one sentence of recorded facts about an instruction.
func (a *assessor) instructionEvidence(r *InstructionRecord, overdue bool) Text {
	issued, trigger := a.date(r.Issued), table.Triggers.Words[r.Trigger]
	unit := Text{"日", "days"}
	if a.o.Lag.Business {
		unit = Text{"営業日", "business days"}
	}
	t := Text{issued.JA + "付 " + trigger.JA + "の指示", "instruction of " + issued.EN + " (" + trigger.EN}
	if r.TargetIncrease != nil {
		pc := float64(*r.TargetIncrease) / table.RateScale * 100
		t.JA, t.EN = issued.JA+"付 "+sprintf("%.3g%%値上げの指示", pc), "instruction of "+issued.EN+sprintf(" (price increase of %.3g %%", pc)
	}
	switch {
	case overdue:
		due, days := a.date(r.Due), a.o.Lag.Days(r.Due, a.CutOff)
		t.JA += sprintf("(期限 %s、%d%s超過)。", due.JA, days, unit.JA)
		t.EN += sprintf(", due %s, %d %s past due).", due.EN, days, unit.EN)
	case r.Due.Known():
		due := a.date(r.Due)
		t.JA += sprintf("(期限 %s)。", due.JA)
		t.EN += sprintf(", due %s).", due.EN)
	default:
		t.JA += "— 期限の記載なし。"
		t.EN += ", no due date given)."
	}
	last := r.Issued
	if r.Acknowledged.Known() {
		ack := a.date(r.Acknowledged)
		t.JA += ack.JA + " 了解。"
		t.EN += " Acknowledged " + ack.EN + "."
		last = r.Acknowledged
	}
	if r.ClientContacted.Known() && r.ClientContacted <= a.CutOff {
		c := a.date(r.ClientContacted)
		t.JA += c.JA + " 顧客連絡。"
		t.EN += " Client contacted " + c.EN + "."
		last = max(last, r.ClientContacted)
	}
	visits, updates, latest := a.contacts(r, r.Issued)
	if visits > 0 {
		t.JA += sprintf("訪問記録%d回。", visits)
		t.EN += sprintf(" %s recorded.", plural(visits, "visit"))
	}
	switch {
	case updates > 0:
		day := a.date(latest)
		t.JA += sprintf("最後の報告 %s。", day.JA)
		t.EN += " Last update " + day.EN + "."
	case updates == 0:
		t.JA += "報告の記録なし。"
		t.EN += " No update on record."
	}
	n := a.o.Lag.Days(last, a.CutOff)
	t.JA += sprintf("以後 %d%s、実施の記録なし", n, unit.JA)
	t.EN += sprintf(" No record of completion in the %d %s since.", n, unit.EN)
	return t
}

// discountFinding says what to do about a person's conceded discounts, if anything: a
// deal review where one or two clients carry the excess (or the ¥ mark is set),
// coaching where it is spread over all.
func (a *assessor) discountFinding(p *Person) (finding, bool) {
	c := p.Concession
	if p.Tier == NotEnoughEvidence {
		return finding{}, false
	}
	var own []Pair
	first := sort.Search(len(a.Pairs), func(i int) bool { return a.Pairs[i].Person >= p.ID })
	for _, x := range a.Pairs[first:] {
		if x.Person != p.ID {
			break
		}
		if x.ExcessAmount != nil && *x.ExcessAmount > 0 {
			own = append(own, x)
		}
	}
	sort.Slice(own, func(i, j int) bool {
		if *own[i].ExcessAmount != *own[j].ExcessAmount {
			return *own[i].ExcessAmount > *own[j].ExcessAmount
		}
		return own[i].Client < own[j].Client
	})
	// A pair stands out by itself when its excess is real (the 5 % limit lies above 1.25)
	// and worth more in half a year than a visit costs.
	alone := len(own) > 0 && own[0].Lo != nil && *own[0].Lo > rank.Worse && float64(*own[0].ExcessAmount)/a.window*halfYear > float64(a.o.VisitCost)
	flagged := p.MoneyFlag || alone
	if !flagged && (p.Tier != StepIn && p.Tier != Coach || c.Ratio == nil || *c.Ratio < 1.15) {
		return finding{}, false
	}
	f := finding{urgent: p.Tier == StepIn}
	if p.Gain != nil {
		f.gain = *p.Gain
	}
	if alone {
		f.gain = max(f.gain, float64(*own[0].ExcessAmount)/a.window*halfYear*a.o.Recovery)
	}
	action, client := ActionCoach, ""
	share := 0.
	for k, x := range own {
		if x.ShareOfExcess != nil && k < 2 {
			share += *x.ShareOfExcess
		}
	}
	if flagged {
		action = ActionDealReview
	}
	if share > .5 && len(own) > 0 {
		action, client = ActionDealReview, own[0].Client
	}
	lines := sprintf("%d", c.Lines)
	t := Text{
		"受注" + lines + "件で承認範囲を超えた値引きは" + a.yen(c.ConcededAmount).JA + "(同条件の同僚並みなら" + a.yen(c.ExpectedAmount).JA + "程度)",
		"conceded " + a.yen(c.ConcededAmount).EN + " beyond authority on " + lines + " lines (peers on the same mix: about " + a.yen(c.ExpectedAmount).EN + ")"}
	if client != "" {
		t.JA += sprintf("。差額の%.0f%%が%sに集中", 100**own[0].ShareOfExcess, own[0].ClientName)
		t.EN += sprintf("; %.0f %% of the difference is with %s", 100**own[0].ShareOfExcess, own[0].ClientName)
	} else if action == ActionCoach {
		t.JA += "。特定の顧客に偏りなし"
		t.EN += "; spread over all clients"
	}
	stake := max(0, p.ExcessAmount)
	if client != "" {
		stake = *own[0].ExcessAmount
	}
	perHalf := int64(float64(stake) / a.window * halfYear)
	f.StepInRow = StepInRow{FindingID: table.ID("f", action, p.ID, client, "", ""), Manager: p.Manager, Person: p.ID, Client: client, Action: action, Evidence: t,
		AmountAtStake: Yen(perHalf), By: a.workday(a.o.Lag.Add(a.CutOff, 10))}
	return f, true
}

// yen shows money as sentences do: 万円 in Japanese for yen, plain with the currency else.
func (a *assessor) yen(v Amount) Text {
	if v == nil {
		return Text{"算定不可", "not measurable"}
	}
	if a.Currency == "JPY" {
		n := grouped((*v + 5000) / 10000)
		return Text{n + "万円", "¥" + grouped(*v)}
	}
	x := *v
	for range a.MinorUnits {
		x = (x + 5) / 10
	}
	return Text{grouped(x) + " " + a.Currency, a.Currency + " " + grouped(x)}
}

// grouped writes an integer with thousands separators.
func grouped(v int64) string {
	s := sprintf("%d", v)
	sign := ""
	if v < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// plural writes a count with its noun in English.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return sprintf("%d %ss", n, noun)
}
