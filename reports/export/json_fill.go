package export

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/words"
)

// assessmentOf lays a out as assessment.json.
func assessmentOf(a *assessment.Assessment) assessmentJSON {
	in, t, h := &a.Inputs, &a.Totals, &a.Hyper
	say := words.BothOf(a)
	bands, lag := make([]int64, 0, len(h.SizeBands)), axisOf(h.Lag)
	return assessmentJSON{
		Schema: reader.SchemaVersion, MethodVersion: assessment.MethodVersion, Month: a.Month.String(), CutOff: a.CutOff.String(),
		WindowFrom: dayOf(a.WindowFrom), RunID: a.RunID, Currency: a.Currency,
		Inputs: inputsJSON{
			RowsRead: in.RowsRead, Records: in.Records, RowErrors: in.Counts.RowErrors, NonData: in.NonData, Helper: in.Helper,
			Repeated: in.Repeated, Superseded: in.Superseded, LinesRead: in.LinesRead, LinesMeasured: in.LinesMeasured, LinesScored: in.LinesScored,
			LinesLeftOut: reasonCounts{leftOutReasons, in.LinesLeftOut}, LinesNotScored: reasonCounts{notScoredReasons, in.LinesNotScored},
			ListAmountRead: in.ListAmountRead, ListAmountMeasured: in.ListAmountMeasured,
			InstructionsRead: in.InstructionsRead, InstructionsScored: in.InstructionsScored,
		},
		Totals: totalsJSON{
			ListAmount: t.ListAmount, DiscountAmount: t.DiscountAmount, ConcededAmount: t.ConcededAmount, ConcededShare: numberOf(t.ConcededShare),
			LinesDiscounted: t.LinesDiscounted, LinesAboveList: t.LinesAboveList, ListAmountAboveList: t.ListAmountAboveList,
			Instructions: t.Instructions, InstructionsOpen: t.InstructionsOpen, InstructionsOverdue: t.InstructionsOverdue,
			InstructionsImplemented: t.InstructionsImplemented, InstructionsLate: t.InstructionsLate, InstructionsEnded: t.InstructionsEnded,
		},
		People: each(a.People, func(p *assessment.Person) personJSON { return personOf(p, say) }), Pairs: each(a.Pairs, pairOf), Instructions: each(a.Instructions, instructionOf),
		StepIn: each(a.StepIn, func(r *assessment.StepInRow) stepInJSON { return stepInOf(r, say) }), DoneWell: each(a.DoneWell, func(r *assessment.DoneWellRow) doneWellJSON { return doneWellOf(r, say) }), Coaching: each(a.Coaching, coachingOf), Progress: each(a.Progress, func(p *assessment.Progress) progressJSON { return progressOf(p, say) }), Responses: responsesOf(a), Exceptions: each(a.Exceptions, exceptionOf), Teams: each(a.Teams, teamOf),
		Hyper: hyperJSON{ListMin: h.ListMin, SizeBands: append(bands, h.SizeBands...),
			Concession: axisOf(h.Concession),
			Lag:        axisLessJSON{lag.A, lag.M, lag.Kappa, lag.Pi, lag.Omega2}},
	}
}

func personOf(p *assessment.Person, say words.Both) personJSON {
	c, l, s := &p.Concession, &p.Lag, &p.Signal
	var since *string
	if s.Since != nil {
		since = given(s.Since.String())
	}
	return personJSON{
		ID: string(p.ID), Name: p.Name, Team: given(p.Team), Manager: given(string(p.Manager)), Tier: string(p.Tier), MoneyFlag: p.MoneyFlag,
		Score: numberOf(p.Score), Rank: p.Rank, RankLo: p.RankLo, RankHi: p.RankHi,
		K: intervalJSON{numberOf(p.K.Value), numberOf(p.K.Lo), numberOf(p.K.Hi)}, Reliability: numberOf(p.Reliability), Reason: textOf(say.Say(p.Reason)),
		Concession: concessionJSON{
			Observed: numberOf(c.Observed), Expected: numberOf(c.Expected), N: numberOf(c.N), Ratio: numberOf(c.Ratio), Lo: numberOf(c.Lo), Hi: numberOf(c.Hi),
			WeightedRatio: numberOf(c.Weighted), RawRatio: numberOf(c.RawRatio), RawLo: numberOf(c.RawLo), RawHi: numberOf(c.RawHi), Peers: numberOf(c.Peers), Lines: c.Lines,
			ListAmount: c.ListAmount, ConcededAmount: c.ConcededAmount, ExpectedAmount: c.ExpectedAmount, Share: numberOf(c.Share),
			ComparedList: c.ComparedList, ComparedAmount: c.ComparedAmount, ComparedShare: numberOf(c.ComparedShare()),
		},
		Lag: lagJSON{
			Observed: numberOf(l.Observed), Expected: numberOf(l.Expected), N: numberOf(l.N), Slowness: numberOf(l.Slowness), Lo: numberOf(l.Lo), Hi: numberOf(l.Hi),
			RawSlowness: numberOf(l.RawSlowness), RawLo: numberOf(l.RawLo), RawHi: numberOf(l.RawHi),
			Instructions: l.Instructions, Open: l.Open, Overdue: l.Overdue, TypicalDays: numberOf(l.TypicalDays), PeerDays: numberOf(l.PeerDays),
		},
		Signal: signalJSON{Alarm: s.Alarm, Since: since, Chart: numberOf(s.Chart), Limit: numberOf(s.Limit)},
	}
}

func pairOf(p *assessment.Pair) pairJSON {
	return pairJSON{Person: string(p.Person), Client: given(string(p.Client)), Ratio: numberOf(p.Ratio), Lo: numberOf(p.Lo), Hi: numberOf(p.Hi), N: numberOf(p.N),
		Lines: p.Lines, ListAmount: p.ListAmount, ExcessAmount: p.ExcessAmount, ShareOfExcess: numberOf(p.ShareOfExcess),
		ComparedLines: p.ComparedLines, ComparedList: p.ComparedList, Compared: p.ComparedAmount}
}

func instructionOf(i *assessment.Instruction) instructionJSON {
	return instructionJSON{ID: i.ID, Person: string(i.Person), Client: given(string(i.Client)), Trigger: i.Trigger, Issued: dayOf(i.Issued), Due: dayOf(i.Due),
		Acknowledged: dayOf(i.Acknowledged), Implemented: dayOf(i.Implemented), Status: i.Status, AgeDays: i.AgeDays, OverdueDays: i.OverdueDays,
		Verdict: given(i.Verdict), P20: numberOf(i.P20), AmountAtStake: i.AmountAtStake}
}

func stepInOf(r *assessment.StepInRow, say words.Both) stepInJSON {
	return stepInJSON{FindingID: string(r.FindingID), Rank: r.Rank, Manager: given(string(r.Manager)), Person: string(r.Person), Client: given(string(r.Client)), Instruction: given(r.Instruction),
		Action: string(r.Action), Evidence: textOf(say.Say(r.Evidence)), AmountAtStake: r.AmountAtStake, By: dayOf(r.By)}
}

func doneWellOf(r *assessment.DoneWellRow, say words.Both) doneWellJSON {
	return doneWellJSON{Person: string(r.Person), Client: given(string(r.Client)), Instruction: given(r.Instruction), Evidence: textOf(say.Say(r.Evidence))}
}

func responsesOf(a *assessment.Assessment) []responseJSON {
	list := []responseJSON{}
	for i := range a.Responses {
		r := &a.Responses[i]
		j := responseJSON{Person: given(string(r.Person)), Team: r.Team, Trigger: r.Trigger, Derived: a.ResponsesDerived, In: numberOf(r.In), Out: numberOf(r.Out), Ratio: numberOf(r.Ratio), Lo: numberOf(r.Lo), Hi: numberOf(r.Hi),
			Clear: r.Clear, Months: []monthJSON{}}
		for _, p := range r.Path {
			j.Months = append(j.Months, monthJSON{p.Offset, numberOf(p.Ratio)})
		}
		list = append(list, j)
	}
	return list
}

func progressOf(p *assessment.Progress, say words.Both) progressJSON {
	of := func(x *assessment.Counted, shown bool) *countedJSON {
		if !shown || x.Exposure == 0 {
			return nil
		}
		c := countedOf(x)
		return &c
	}
	j := progressJSON{Person: string(p.Person), AckDays: numberOf(p.AckDays), AckPeerDays: numberOf(p.AckPeers), DoneDays: numberOf(p.DoneDays), DonePeerDays: numberOf(p.DonePeers),
		Stall: of(&p.Stall, p.HasAck), Silence: of(&p.Silence, p.HasSilence), Vague: of(&p.Vague, p.HasSilence), Moved: of(&p.Moved, p.HasMoved), Waited: of(&p.Waited, p.HasWaited), Said: of(&p.Said, p.HasSaid),
		Index: numberOf(p.Index), Worst: []textJSON{}}
	if p.Quiet >= 0 {
		j.Quiet, j.QuietID = &p.Quiet, given(p.QuietID)
	}
	if p.UsualGap > 0 {
		j.UsualGap = &p.UsualGap
	}
	j.AckFirst = numberOf(p.AckFirst)
	for _, t := range p.Worst {
		j.Worst = append(j.Worst, textOf(say.Say(t)))
	}
	return j
}

func countedOf(x *assessment.Counted) countedJSON {
	return countedJSON{number(x.Observed), number(x.Expected), number(x.Exposure), numberOf(x.Ratio), numberOf(x.Lo), numberOf(x.Hi)}
}

func exceptionOf(e *assessment.Exception) exceptionJSON {
	return exceptionJSON{Person: string(e.Person), Asked: e.Asked, Granted: e.Granted, After: e.After, Amount: e.Amount, ShareGranted: numberOf(e.Share), Requests: countedOf(&e.Requests)}
}

func coachingOf(r *assessment.CoachingRow) coachingJSON {
	return coachingJSON{PlanID: r.PlanID, Person: string(r.Person), Theme: r.Theme, From: dayOf(r.From), To: dayOf(r.To), SessionsPlanned: r.SessionsPlanned,
		SessionsHeld: r.SessionsHeld, Accepted: r.Accepted, Effect: numberOf(r.Effect), Lo: numberOf(r.Lo), Hi: numberOf(r.Hi)}
}

func teamOf(t *assessment.Team) teamJSON {
	return teamJSON{Team: given(t.Team), Manager: given(string(t.Manager)), People: t.People, RatioPolicy: numberOf(t.RatioPolicy), Lo: numberOf(t.Lo), Hi: numberOf(t.Hi),
		SlownessSLA: numberOf(t.SlownessSLA), SlownessLo: numberOf(t.SlownessLo), SlownessHi: numberOf(t.SlownessHi), WholeTeam: t.WholeTeam}
}

// axisOf is one axis' parameters; an axis without a fit has no prior mean and no
// parameter at all.
func axisOf(h assessment.AxisHyper) axisJSON {
	if h.M == 0 {
		return axisJSON{}
	}
	return axisJSON{numberOf(&h.A), numberOf(&h.M), numberOf(&h.Kappa), numberOf(&h.Pi), numberOf(&h.Phi), numberOf(&h.Omega2)}
}
