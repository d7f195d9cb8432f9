package metrics

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/company"
)

// unscoredNoPolicyWord is the contract's word for a line that policy does not answer.
const unscoredNoPolicyWord = "no_policy"

// warn lists what is missing or thin.
func (a *assessor) warn(pauses int) {
	add := func(code string, kind assessment.Kind, args ...assessment.Arg) {
		a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarningCode(code), Evidence: assessment.Say(kind, args...)})
	}
	conc, lag := a.measurable()
	if !conc {
		add(string(table.WarnDiscountNotMeasurable), assessment.WarnsDiscountNotMeasurable)
	}
	if !lag {
		add(string(table.WarnLagNotMeasurable), assessment.WarnsLagNotMeasurable)
	}
	if conc && !a.data.HasPolicy {
		add(string(table.WarnNoPolicyGiven), assessment.WarnsNoPolicyGiven)
	}
	if conc && a.Totals.ConcededAmount != nil && *a.Totals.ConcededAmount == 0 {
		add(string(table.WarnNobodyConcedes), assessment.WarnsNobodyConcedes)
	}
	if n, last, share := company.FilledIn(a.cube, a.Inputs.ReferenceYen); n > 0 {
		add(string(table.WarnFilledInList), assessment.WarnsFilledInList, assessment.OfCount(n), assessment.OfMonth(last), assessment.OfShare(&share))
	}
	if lag && a.Totals.InstructionsImplemented != nil && *a.Totals.InstructionsImplemented == 0 {
		add(string(table.WarnNobodyImplements), assessment.WarnsNobodyImplements)
	}
	if !a.People20 {
		n := 0
		for i := range a.People {
			if a.People[i].Rank != nil {
				n++
			}
		}
		add(string(table.WarnFewPeople), assessment.WarnsFewPeople, assessment.OfCount(n))
	}
	var alone, batches int
	for i := range a.People {
		p := &a.People[i]
		if p.NoColleague || p.OnlyConceder {
			alone++
		}
		if p.BatchDates {
			batches++
		}
	}
	if alone > 0 {
		add(string(table.WarnNoColleague), assessment.WarnsNoColleague, assessment.OfCount(alone))
	}
	if n := a.Inputs.LinesNotScored[unscoredNoPolicyWord]; n > 0 {
		add(string(table.WarnNoPolicyLines), assessment.WarnsNoPolicyLines, assessment.OfCount(n))
	}
	if n := a.Inputs.LinesLeftOut[string(table.WarnReturnUnmatched)]; n > 0 {
		add(string(table.WarnReturnUnmatched), assessment.WarnsReturnUnmatched, assessment.OfCount(n))
	}
	if batches > 0 {
		add(string(table.WarnBatchDates), assessment.WarnsBatchDates, assessment.OfCount(batches))
	}
	if pauses > 0 {
		add(string(table.WarnAgreePauses), assessment.WarnsAgreePauses, assessment.OfCount(pauses))
	}
	for _, c := range company.Campaigns(a.e.Concession, a.cube.Categories) {
		from, to := assessment.OfMonth(c.From), assessment.OfMonth(c.To)
		if c.Category != "" {
			add(string(table.WarnCampaign), assessment.WarnsCampaignCategory, from, to, assessment.OfCategory(c.Category))
		} else {
			add(string(table.WarnCampaign), assessment.WarnsCampaign, from, to)
		}
	}
	teams := 0
	for i := range a.Teams {
		if a.Teams[i].WholeTeam {
			teams++
		}
	}
	if teams > 0 {
		add(string(table.WarnWholeTeam), assessment.WarnsWholeTeam, assessment.OfCount(teams))
	}
}
