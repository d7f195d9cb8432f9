package metrics

import (
	"math"

	"tenbin/metrics/advocacy"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cusum"
	"tenbin/metrics/effect"
	"tenbin/metrics/finding"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
	"tenbin/metrics/measured"
	"tenbin/metrics/peers"
	"tenbin/metrics/progress"
	"tenbin/metrics/rank"
	"tenbin/metrics/response"
	"tenbin/metrics/retention"
	"tenbin/metrics/stall"
	"tenbin/metrics/verdict"
)

// constants are the weights and thresholds of the method by name: what the definitions
// sheet prints and a card needs to reproduce a score. They are read from the code that
// uses them, so that the sheet cannot say anything else.
func constants(o assessment.Options) map[string]float64 {
	c := map[string]float64{
		"worse":               rank.Worse,
		"confidence":          assessment.Confidence,
		"credibility_deals":   concession.Credibility,
		"extra_passes":        peers.ExtraPasses,
		"fewest_peers":        peers.FewestPeers,
		"calendar_all":        concession.CalendarSmoothing[0],
		"calendar_category":   concession.CalendarSmoothing[1],
		"campaign_factor":     finding.CampaignFactor,
		"lag_smoothing":       lag.Smoothing,
		"fastest":             lag.Fastest,
		"false_alarms":        cusum.MeasuredAlarms,
		"alarm_paths":         cusum.Paths,
		"alarm_months":        cusum.Watched,
		"alarm_rate":          cusum.FalseAlarms,
		"due_share":           progress.DueShare,
		"held_days":           instruction.HeldDays,
		"contact_days":        instruction.ContactLimit,
		"most_old":            verdict.MostOld,
		"landed_whole":        verdict.Whole,
		"landed_some":         verdict.Something,
		"not_applied_days":    verdict.NotAppliedAfter,
		"stands_out":          stall.StandsOut,
		"widest_ratio":        stall.WidestRatio,
		"event_before":        response.Before,
		"event_after":         response.After,
		"event_fewest":        response.Fewest,
		"look_first":          float64(effect.Horizons[0]),
		"look_last":           float64(effect.Horizons[1]),
		"look_before":         effect.Before,
		"look_caliper":        effect.Caliper,
		"look_events":         effect.Enough,
		"look_claim":          effect.Claim,
		"due_band_events":     progress.FewestEvents,
		"buyer_pause_days":    instruction.BuyerPauseDays,
		"decisive_pauses":     finding.DecisivePauses,
		"horizon_days":        lag.Horizon,
		"forecast_days":       forecast.DaysAhead,
		"stake_months":        forecast.HalfYear,
		"recovery":            o.Recovery,
		"tolerance":           o.Tolerance,
		"false_discovery":     finding.FalseDiscovery,
		"claim_from_people":   finding.ClaimFrom,
		"reliability_low":     finding.ReliabilityLow,
		"reliability_good":    finding.ReliabilityGood,
		"score_step_in":       finding.ScoreCoach,
		"score_coach":         finding.ScoreCoach,
		"score_watch":         finding.ScoreWatch,
		"long_absence_days":   finding.LongAbsence,
		"inherited_days":      instruction.InheritedDays,
		"money_flag_z":        finding.MoneyFlagZ,
		"findings_a_manager":  finding.MostFindings,
		"whole_team_policy":   finding.WholeTeamPolicy,
		"whole_team_peers":    finding.WholeTeamPeers,
		"senior_visit_quiet":  finding.SeniorQuiet,
		"follow_up_below_p20": finding.Unlikely,
		"handover_lines":      finding.HandoverLines,
		"curve_at_risk":       assessment.FewestAtRisk,
		"retention_checks":    retention.FewestChecks,
		"retention_months":    advocacy.Seldom,
		"retention_high":      finding.HighRetention,
		"quadrant_sure":       finding.QuadrantSure,
		"few_clients":         assessment.FewestClients,
		"ratio_to_coach":      finding.RatioToCoach,
	}
	accuracy(c)
	return c
}

// accuracy adds what the method is worth on companies whose truth is known, as it stands on
// record, to two decimals.
func accuracy(c map[string]float64) {
	round := func(x float64) float64 { return math.Round(100*x) / 100 }
	for name, of := range map[string][2]string{
		"measured_recall": {"base", "recall"}, "measured_recall_naive": {"base", "recall naive"}, "measured_bad": {"base", "bad at ≥ 80"},
		"measured_cover": {"base", "cover"}, "measured_fdr": {"base", "false flags"}, "measured_alarms_fixed": {"dense_healthy", "false alarms a year"},
		"measured_months_dense": {"dense", "median delay"}, "measured_months_sparse": {"dense_sparse", "median delay"},
	} {
		c[name] = round(measured.Of(of[0], of[1]).Value)
	}
	c["measured_sets"] = float64(measured.Recorded().Sets)
	low, high := 1., 0.
	for _, r := range measured.Recorded().Rows { // in whatever situation
		if r.Measure == "cover planted" {
			low, high = min(low, round(r.Value)), max(high, round(r.Value))
		}
	}
	c["measured_planted_low"], c["measured_planted_high"] = low, high
}
