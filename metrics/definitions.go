package metrics

import (
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
	"tenbin/metrics/peers"
	"tenbin/metrics/progress"
	"tenbin/metrics/rank"
	"tenbin/metrics/retention"
)

// constants are the weights and thresholds of the method by name: what the definitions
// sheet prints and a card needs to reproduce a score. They are read from the code that
// uses them, so that the sheet cannot say anything else.
func (a *assessor) constants() map[string]float64 {
	return map[string]float64{
		"worse":               rank.Worse,
		"confidence":          confidence,
		"credibility_deals":   concession.Credibility,
		"extra_passes":        peers.ExtraPasses,
		"fewest_peers":        peers.FewestPeers,
		"calendar_all":        concession.CalendarSmoothing[0],
		"calendar_category":   concession.CalendarSmoothing[1],
		"campaign_factor":     campaignFactor,
		"lag_smoothing":       lag.Smoothing,
		"fastest":             lag.Fastest,
		"due_band_events":     progress.FewestEvents,
		"buyer_pause_days":    instruction.BuyerPauseDays,
		"decisive_pauses":     decisivePauses,
		"horizon_days":        lag.Horizon,
		"forecast_days":       ahead20,
		"stake_months":        halfYear,
		"recovery":            a.o.Recovery,
		"tolerance":           a.o.Tolerance,
		"false_discovery":     falseDiscovery,
		"claim_from_people":   claimFrom,
		"reliability_low":     reliabilityLow,
		"reliability_good":    reliabilityGood,
		"score_step_in":       scoreCoach,
		"score_coach":         scoreCoach,
		"score_watch":         scoreWatch,
		"long_absence_days":   longAbsence,
		"inherited_days":      instruction.InheritedDays,
		"money_flag_z":        moneyFlagZ,
		"findings_a_manager":  mostFindings,
		"whole_team_policy":   wholeTeamPolicy,
		"whole_team_peers":    wholeTeamPeers,
		"senior_visit_quiet":  seniorQuiet,
		"follow_up_below_p20": unlikely,
		"handover_lines":      handoverLines,
		"curve_at_risk":       assessment.FewestAtRisk,
		"retention_checks":    retention.FewestChecks,
		"retention_months":    seldom,
		"retention_high":      highRetention,
		"quadrant_sure":       quadrantSure,
	}
}
