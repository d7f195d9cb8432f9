package reporttest

import (
	"fmt"
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// madeUpCharts are thirteen months of signal for everybody: flat at 2.1, and for the one
// alarm rising by .7 a month from August 2026, from 3.1 to 5.2 in October.
func madeUpCharts(a *assessment.Assessment) []assessment.Chart {
	var list []assessment.Chart
	for i := range a.People {
		p := &a.People[i]
		c := assessment.Chart{Person: p.ID, Limit: 4.6, RunYear: 25, ExtraC: 9.1, ExtraL: 6}
		for t := range 13 {
			c.Months = append(c.Months, a.Month-12+table.Month(t))
			x := 2.1
			if p.Signal.Alarm && t >= 10 {
				x = 3.1 + 1.05*float64(t-10)
			}
			c.C = append(c.C, x)
		}
		if p.Signal.Alarm {
			c.Says = assessment.Join(assessment.SaysSinceRare, []assessment.Evidence{assessment.Say(assessment.SaysExtraInstructions, assessment.OfEvents(6))},
				assessment.OfMonth(table.MonthOf(2026, 8)), assessment.OfEvents(25))
		}
		list = append(list, c)
	}
	return list
}

// Lined is the made-up company with n deal lines of each person as evidence.
func Lined(n int) *assessment.Assessment {
	a := OneTeam()
	some := a.Lines
	a.Lines = nil
	for i := range a.People {
		for k := range n {
			l := some[(i+k)%len(some)]
			l.Person, l.LineID, l.Document = a.People[i].ID, fmt.Sprintf("L-%02d-%03d", i, k), fmt.Sprintf("D-%02d-%03d", i, k/4)
			l.Place.Row = int64(i*n + k + 2)
			a.Lines = append(a.Lines, l)
		}
	}
	return a
}

// Made-up people: family names, their readings, and given names.
var (
	families = [...][2]string{{"相沢", "アイザワ"}, {"飯島", "イイジマ"}, {"上田", "ウエダ"}, {"榎本", "エノモト"}, {"大村", "オオムラ"},
		{"北川", "キタガワ"}, {"工藤", "クドウ"}, {"小泉", "コイズミ"}, {"斎藤", "サイトウ"}, {"篠原", "シノハラ"},
		{"須藤", "スドウ"}, {"関口", "セキグチ"}, {"高木", "タカギ"}, {"津田", "ツダ"}, {"寺本", "テラモト"},
		{"永井", "ナガイ"}, {"西尾", "ニシオ"}, {"野口", "ノグチ"}, {"長谷川", "ハセガワ"}, {"平田", "ヒラタ"},
		{"藤井", "フジイ"}, {"星野", "ホシノ"}, {"町田", "マチダ"}, {"三浦", "ミウラ"}, {"村瀬", "ムラセ"},
		{"森下", "モリシタ"}, {"矢島", "ヤジマ"}, {"吉永", "ヨシナガ"}, {"若林", "ワカバヤシ"}, {"渡会", "ワタライ"}}
	givens  = [...][2]string{{"健", "ケン"}, {"薫", "カオル"}, {"直樹", "ナオキ"}, {"美咲", "ミサキ"}, {"徹", "トオル"}}
	Clients = [...]string{"ミナト精機", "東和エレクトロ", "関東機工", "日進工業", "北陽製作所", "丸栄化成", "大成電装", "青葉金属", "三稜樹脂", "光洋プレス"}
)

// Company is an assessment of thirty made-up people in three teams, every tier among
// them: person 0 to 29 in rank order, the last four not rated.
func Company() *assessment.Assessment {
	cutOff := table.DayOf(2026, 10, 31)
	a := &assessment.Assessment{SignalBands: []float64{1, 2, 4, 8}, Month: table.MonthOf(2026, 10), CutOff: cutOff, WindowFrom: table.DayOf(2024, 11, 1), RunID: "r-3F7KQ2M9TB5XW0AZ", Currency: "JPY",
		Company: "見本商事", People20: true,
		Options: assessment.Options{Month: table.MonthOf(2026, 10), WindowMonths: 24, LookBackMonths: 3, FiscalYearStart: 4, Currency: "JPY",
			Lag:            table.BusinessCalendar(table.DayOf(2020, 1, 1), table.DayOf(2030, 12, 31), nil),
			CalendarFactor: true, DueBand: true, Tolerance: .005, UnmatchedShare: .02, VisitCost: 150000, HasVisitCost: true, Recovery: .3},
		Hyper: assessment.Hyper{ListMin: assessment.Yen(125677), SizeBands: []int64{100000, 400000, 1600000, 6400000}, Classes: [4]float64{.82, .06, .05, .07},
			Concession: assessment.AxisHyper{A: 12.5, M: .97, Kappa: 2.1, Pi: .13, Phi: 1.8, Omega2: .06},
			Lag:        assessment.AxisHyper{A: 6.2, M: 1.02, Kappa: .55, Pi: .11, Phi: 1, Omega2: .09}},
		Definitions: map[string]float64{"worse": 1.25, "false_alarms": .07, "stake_months": 6, "alarm_paths": 4000, "alarm_months": 36, "alarm_rate": .05, "due_share": .8, "held_days": 20, "contact_days": 2, "most_old": .1, "landed_whole": .8, "landed_some": .3,
			"not_applied_days": 60, "stands_out": 1.25, "widest_ratio": 4, "event_before": 3, "event_after": 6, "event_fewest": 3, "look_first": 6, "look_last": 12, "look_before": 12, "look_caliper": .25, "look_events": 10, "look_claim": .9875, "confidence": .9, "credibility_deals": 8, "false_discovery": .1, "claim_from_people": 20,
			"reliability_low": .25, "reliability_good": .7, "score_coach": 50, "score_watch": 20, "forecast_days": 20, "money_flag_z": 2,
			"handover_lines": 10, "curve_at_risk": 5, "retention_checks": 24, "retention_high": .95, "quadrant_sure": .8, "few_clients": 2,
			"measured_recall": .84, "measured_recall_naive": .44, "measured_bad": .96, "measured_cover": .92, "measured_fdr": .12, "measured_alarms_fixed": .06, "measured_months_dense": 4, "measured_months_sparse": 9,
			"measured_sets": 40, "measured_planted_low": .7, "measured_planted_high": .84}}
	for i := range families {
		a.People = append(a.People, madeUpPerson(i))
	}
	madeUpRows(a)
	for k, x := range [...]string{"一", "二", "三"} {
		f := float64(k + 1)
		a.Waterfalls = append(a.Waterfalls, assessment.Waterfall{Person: firstOf(a, "東日本営業部 第"+x+"課"), Instructed: 12400000 * f, Withdrawn: 1100000 * f, NotInvoiced: 2900000 * f, GivenBack: 710000 * f, Landed: 7690000 * f})
	}
	a.Charts, a.Progress, a.Responses = madeUpCharts(a), madeUpProgress(a), madeUpResponses(a)
	a.ResponsesDerived = true
	return a
}

// firstOf is the first person of a team who does not lead it.
func firstOf(a *assessment.Assessment, team string) table.PersonID {
	for i := range a.People {
		if p := &a.People[i]; p.Team == team && table.PersonID(p.Manager) != p.ID {
			return p.ID
		}
	}
	return ""
}

// Managers and teams of the made-up company; person 23 (三浦) leads team 2 and sells too.
var Managers = [...]string{"M-101", "M-102", "P-023"}

func madeUpPerson(i int) assessment.Person {
	family, given := families[(i*7)%30], givens[i%len(givens)]
	number := (i * 7) % 30
	p := assessment.Person{ID: table.PersonID(fmt.Sprintf("P-%03d", number)), Name: family[0] + " " + given[0], Kana: family[1] + " " + given[1],
		Team: fmt.Sprintf("東日本営業部 第%s課", [...]string{"一", "二", "三"}[number%3]), Manager: table.ManagerID(Managers[number%3])}
	if table.ManagerID(p.ID) == p.Manager {
		p.Manager = "D-001"
	}
	score := math.Max(1.4, 97.3-4*float64(i)+.37*float64(i%3))
	switch {
	case i >= 26:
		p.Tier, p.Grade = assessment.NotEnoughEvidence, "not_enough"
		p.Reason = assessment.Say(assessment.SaysNotRated)
		p.Reliability, p.ReliabilityC, p.ReliabilityL = assessment.Of(.17), .17, .08
		p.Concession = assessment.ConcessionFigures{Lines: int64(i - 25), ListAmount: assessment.Yen(180000), ConcededAmount: assessment.Yen(0)}
		return p
	case score >= 82:
		p.Tier = assessment.StepIn
	case score >= 50:
		p.Tier = assessment.Coach
	case score >= 20:
		p.Tier = assessment.Watch
	default:
		p.Tier = assessment.Healthy
	}
	rank, lo, hi := i+1, max(1, i-3), min(26, i+6)
	ratio, n := math.Exp(float64(13-i)/14), 14+float64(i%9)
	expected := 3.4 + float64(i%5)
	p.Score, p.Rank, p.RankLo, p.RankHi = assessment.Of(score), &rank, &lo, &hi
	p.K = assessment.Interval{Value: assessment.Of(ratio), Lo: assessment.Of(ratio * .62), Hi: assessment.Of(ratio * 1.61), Confidence: .9}
	p.Grade, p.Reliability, p.ReliabilityC, p.ReliabilityL = "good", assessment.Of(.78), .78, .41
	if i%4 == 3 {
		p.Grade, p.Reliability, p.ReliabilityC, p.ReliabilityL = "weak", assessment.Of(.44), .44, .31
	}
	conceded, wanted := int64(3100000-90000*i), int64(1250000+20000*i)
	p.Concession = assessment.ConcessionFigures{Observed: assessment.Of(expected * ratio), Expected: assessment.Of(expected), N: assessment.Of(n), Ratio: assessment.Of(1 + (ratio-1)*.8),
		Lo: assessment.Of(.7 * ratio), Hi: assessment.Of(1.5 * ratio), RawRatio: assessment.Of(ratio), RawLo: assessment.Of(ratio * .55), RawHi: assessment.Of(ratio * 1.8),
		Weighted: assessment.Of(1 + (ratio-1)*1.1), Inner: [2]float64{math.Exp(-1.96 * math.Sqrt(1/n+.1)), math.Exp(1.96 * math.Sqrt(1/n+.1))}, Outer: [2]float64{math.Exp(-3.09 * math.Sqrt(1/n+.1)), math.Exp(3.09 * math.Sqrt(1/n+.1))},
		Peers: assessment.Of(9.4), Lines: int64(140 + 11*i), ListAmount: assessment.Yen(int64(41000000 + 700000*i)), ConcededAmount: &conceded, ExpectedAmount: &wanted,
		ComparedLines: int64(130 + 11*i), ComparedList: assessment.Yen(int64(40000000 + 700000*i)), ComparedAmount: &conceded,
		Share: assessment.Of(float64(conceded) / float64(41000000+700000*i))}
	slow := math.Exp(float64(11-i) / 18)
	p.Lag = assessment.LagFigures{Observed: assessment.Of(7), Expected: assessment.Of(7 * slow), N: assessment.Of(8.2), Slowness: assessment.Of(1 + (slow-1)*.7), Lo: assessment.Of(.66 * slow),
		Hi: assessment.Of(1.6 * slow), RawSlowness: assessment.Of(slow), RawLo: assessment.Of(.52 * slow), RawHi: assessment.Of(2.1 * slow), Instructions: 11, Open: 4, Overdue: int64(i % 3),
		TypicalDays: assessment.Of(19 * slow), PeerDays: assessment.Of(19), Peers: assessment.Of(7.1)}
	p.Mu, p.Sigma, p.ExcessAmount, p.InFDR = math.Log(ratio), .28, conceded-wanted, score >= 82
	p.Gain, p.PTop = assessment.Of(float64(max(0, conceded-wanted))*.3), assessment.Of(score/110)
	p.AbsConcession = assessment.Interval{Value: assessment.Of(ratio * 1.3), Lo: assessment.Of(ratio), Hi: assessment.Of(ratio * 1.7), Confidence: .9}
	p.AbsLag = assessment.Interval{Value: assessment.Of(slow * 1.1), Lo: assessment.Of(slow * .7), Hi: assessment.Of(slow * 1.8), Confidence: .9}
	p.Classes = [4]float64{1 - score/100, score / 200, score / 400, score / 400}
	p.Posterior = [2]assessment.Posterior{{W: score / 100, A1: 12.5 + n, B1: 12.9 + expected, A2: 6 + n, B2: 3.1 + expected}, {W: score / 200, A1: 13.2, B1: 13.4, A2: 13, B2: 14}}
	p.ExpectedFrom = [4]float64{.71, .2, .09, 0}
	p.Reason = assessment.Say(assessment.SaysConcession, assessment.OfRatio(ratio), assessment.OfCount(p.Concession.Lines), assessment.OfShare(p.Concession.Share))
	if p.Tier == assessment.Healthy || p.Tier == assessment.Watch {
		p.Reason = assessment.Say(assessment.SaysLikePeers)
	}
	if p.Signal = (assessment.Signal{Chart: assessment.Of(2.1), Limit: assessment.Of(4.6)}); i == 1 {
		since := table.MonthOf(2026, 8)
		p.Signal, p.MoneyFlag, p.MoneyZ = assessment.Signal{Alarm: true, Since: &since, Chart: assessment.Of(5.2), Limit: assessment.Of(4.6)}, true, 3.1
	}
	return p
}

// madeUpRows adds pairs, instructions, findings, lines, teams and trend.
func madeUpRows(a *assessment.Assessment) {
	manager, name := map[string]string{}, map[string]string{}
	for i := range a.People {
		p := &a.People[i]
		manager[string(p.ID)], name[string(p.ID)] = string(p.Manager), p.Name
		madeUpClients(a, p, i)
	}
	sort.Slice(a.Instructions, func(i, j int) bool { return a.Instructions[i].ID < a.Instructions[j].ID })
	ranks, praised := map[string]int{}, map[string]int{}
	for i := range a.Instructions {
		in := &a.Instructions[i]
		if in.Status == "implemented" && praised[manager[string(in.Person)]] < 2 {
			praised[manager[string(in.Person)]]++
			a.DoneWell = append(a.DoneWell, assessment.DoneWellRow{Person: in.Person, Client: in.Client, Instruction: in.ID, Evidence: assessment.Say(assessment.SaysCarriedOutBusiness, assessment.OfTrigger("stock_shortage"),
				assessment.OfDays(22, true), assessment.OfDay(table.DayOf(2026, 10, 20)), assessment.OfDays(6, true))})
		}
		if in.OverdueDays == nil || *in.OverdueDays < 12 || ranks[manager[string(in.Person)]] >= 4 {
			continue
		}
		m := manager[string(in.Person)]
		ranks[m]++
		r := assessment.StepInRow{FindingID: table.FindingID("f-" + in.ID), Rank: ranks[m], Manager: table.ManagerID(m), Person: in.Person, Client: in.Client, Instruction: in.ID,
			Action: table.Action([...]string{string(table.ActionFollowUp), string(table.ActionSeniorVisit)}[i%2]), AmountAtStake: in.AmountAtStake, By: table.DayOf(2026, 11, 13),
			Evidence: assessment.Join(assessment.SaysInstruction, []assessment.Evidence{
				assessment.Say(assessment.SaysIncrease, assessment.OfDay(table.DayOf(2026, 4, 1)), assessment.OfShare(assessment.Of(.05))),
				assessment.Say(assessment.SaysOverdue, assessment.OfDay(table.DayOf(2026, 6, 30)), assessment.OfDays(*in.OverdueDays, true)),
				assessment.Say(assessment.SaysAcknowledged, assessment.OfDay(table.DayOf(2026, 4, 3))),
				assessment.Say(assessment.SaysNotDone, assessment.OfDays(140, true))})}
		a.StepIn = append(a.StepIn, r)
	}
	a.StepIn = append(a.StepIn, assessment.StepInRow{FindingID: "f-deal", Rank: ranks[manager["P-021"]] + 1, Manager: table.ManagerID(manager["P-021"]), Person: "P-021", Action: table.ActionCoach,
		Evidence: assessment.Join(assessment.SaysDiscount, []assessment.Evidence{
			assessment.Say(assessment.SaysConceded, assessment.OfCount(162), assessment.OfMoney(assessment.Yen(2_920_000)), assessment.OfMoney(assessment.Yen(1_290_000)), assessment.OfCount(24)),
			assessment.Say(assessment.SaysSpread)}), By: table.DayOf(2026, 11, 16)})
	sort.SliceStable(a.StepIn, func(i, j int) bool { return a.StepIn[i].Manager < a.StepIn[j].Manager })
	held, planned := int64(3), int64(8)
	a.Coaching = []assessment.CoachingRow{
		{PlanID: "C-01", Person: "P-014", Theme: "role_play", From: table.DayOf(2026, 8, 3), To: table.DayOf(2026, 11, 30), SessionsPlanned: &planned, SessionsHeld: held, Accepted: true},
		{PlanID: "C-02", Person: "P-021", Theme: "negotiation", From: table.DayOf(2026, 4, 1), To: table.NoDay, SessionsHeld: 9, Accepted: true,
			Effect: assessment.Of(-.21), Lo: assessment.Of(-.46), Hi: assessment.Of(.08), Readings: []assessment.CoachingReading{
				{Factor: table.FactorConcession, Months: 6, Due: a.Month, Own: assessment.CoachingSide{Person: "P-021", Weight: 1, Observed: 8.2, Expected: 7.1, Before: 1.45, Events: 12, CV: .05},
					Matched: []assessment.CoachingSide{{Person: "P-003", Weight: .6, Observed: 9, Expected: 6.4, Before: 1.4, Events: 11, CV: .06}, {Person: "P-022", Weight: .5, Observed: 7.7, Expected: 6, Before: 1.5, Events: 10, CV: .05}},
					Effect:  assessment.Of(-.21), Lo: assessment.Of(-.46), Hi: assessment.Of(.08)},
				{Factor: table.FactorLag, Months: 6, Due: a.Month, Own: assessment.CoachingSide{Person: "P-021", Weight: 1, Observed: 2, Expected: 3.1, Before: .8, Events: 2, CV: .1}}}}}
	for k, kanji := range [...]string{"一", "三", "二"} {
		a.Teams = append(a.Teams, assessment.Team{Team: "東日本営業部 第" + kanji + "課", Manager: table.ManagerID(Managers[[...]int{0, 2, 1}[k]]), People: 10, RatioPolicy: assessment.Of(1.3 + .5*float64(k)),
			Lo: assessment.Of(.8 + .3*float64(k)), Hi: assessment.Of(2 + .5*float64(k)), SlownessSLA: assessment.Of(1.1), SlownessLo: assessment.Of(.9), SlownessHi: assessment.Of(1.4), WholeTeam: k == 2})
	}
	for m := range 12 {
		t := assessment.TrendMonth{Month: a.Month - 11 + table.Month(m), Conceded: map[string]int64{}, Expected: map[string]int64{}, Overdue: map[string]int64{}, Instructed: map[string]int64{}, Landed: map[string]int64{}}
		for k := range 4 {
			key := ""
			if k > 0 {
				key = string(firstOf(a, a.Teams[k-1].Team))
			}
			t.Conceded[key], t.Expected[key], t.Overdue[key] = int64(4200000+210000*m+37000*k), int64(4100000+90000*m), int64(5+(m*(k+3))%7)
			t.Instructed[key], t.Landed[key] = int64(12_400_000*[...]int{6, 1, 3, 2}[k]), int64(7_690_000*[...]int{6, 1, 3, 2}[k]*(m+1)/12)
		}
		a.Trend = append(a.Trend, t)
	}
	a.Totals = assessment.Totals{ListAmount: assessment.Yen(1_530_000_000), DiscountAmount: assessment.Yen(91_000_000), ConcededAmount: assessment.Yen(42_300_000),
		ConcededShare: assessment.Of(42.3 / 1530), LinesDiscounted: 2200, LinesAboveList: 3, ListAmountAboveList: assessment.Yen(410_000),
		Instructions: assessment.Yen(int64(len(a.Instructions))), InstructionsOpen: assessment.Yen(60), InstructionsOverdue: assessment.Yen(20),
		InstructionsImplemented: assessment.Yen(28), InstructionsLate: assessment.Yen(9), InstructionsEnded: assessment.Yen(2)}
	a.Inputs = assessment.Inputs{Counts: table.Counts{RowsRead: 8461, Records: 8440, RowErrors: 12, NonData: 9}, LinesRead: 8350, LinesMeasured: 8100, LinesScored: 7900,
		LinesLeftOut: map[string]int64{"stage_open": 210, "no_person": 40}, LinesNotScored: map[string]int64{"below_l_min": 200}, ListAmountLeftOut: map[string]int64{"no_person": 4_600_000},
		ListAmountRead: 1_561_000_000, ListAmountMeasured: 1_530_000_000, InstructionsRead: 90, InstructionsScored: 84, InstructionsLeftOut: map[string]int64{},
		ListAmountWithoutPerson: 4_600_000, ReferenceYen: map[string]int64{"line": 1_530_000_000}}
	a.TurnsKnown = true
	a.Warnings = []assessment.Warning{{Code: "return_unmatched", Evidence: assessment.Say(assessment.WarnsReturnUnmatched, assessment.OfCount(2))}}
}

// madeUpClients gives person i two pairs, three instructions and a few lines.
func madeUpClients(a *assessment.Assessment, p *assessment.Person, i int) {
	for k := range 2 {
		c := (i + 3*k) % len(Clients)
		pair := assessment.Pair{Person: p.ID, Client: table.ClientID(fmt.Sprintf("C-%02d", c)), ClientName: Clients[c], Lines: int64(40 + i + k), ListAmount: int64(9_000_000 + 100_000*i), ConcededAmount: int64(400000 * (k + 1))}
		pair.ComparedLines, pair.ComparedList, pair.ComparedAmount = pair.Lines-2, pair.ListAmount-40_000, pair.ConcededAmount-10_000
		if p.Rank != nil {
			r := 1 + float64(15-i)/30 + .2*float64(k)
			pair.Ratio, pair.Lo, pair.Hi, pair.N = assessment.Of(r), assessment.Of(r*.7), assessment.Of(r*1.5), assessment.Of(6)
			pair.ExcessAmount, pair.ShareOfExcess = assessment.Yen(int64(700000-50000*i)), assessment.Of(.3)
			pair.Observed, pair.Expected, pair.ExpectedAmount, pair.Weight = 2*r, 2, 310000.5, .4
		}
		a.Pairs = append(a.Pairs, pair)
		a.Lines = append(a.Lines, assessment.LedgerLine{Person: p.ID, Client: pair.Client, Product: "SV-200", Category: "サーボ", Region: "関東", LineID: fmt.Sprintf("S%03d-%d", i, k), Document: fmt.Sprintf("S%03d", i),
			Date: table.DayOf(2026, 9, 3+i%20), List: 1_200_000, Net: 1_020_000, AuthorisedNet: 1_140_000, Conceded: 120_000, AuthorisedRate: .05, Y: .1, Expected: .043, Scored: true,
			AfterFact: i%6 == 5, Place: table.Place{File: "deals-2026-09.csv", Row: int64(20 + i)}})
	}
	for k := range 3 {
		c := (i + k) % len(Clients)
		in := assessment.Instruction{ID: fmt.Sprintf("I-%03d-%d", (i*7)%30, k), Person: p.ID, PersonName: p.Name, Client: table.ClientID(fmt.Sprintf("C-%02d", c)), ClientName: Clients[c], Manager: p.Manager,
			Trigger: [...]string{"price_increase", "stock_shortage", "delivery_delay"}[k], Text: "=価格改定の案内", Category: "サーボ", Issued: table.DayOf(2026, 4, 1) + table.Day(20*k+i),
			Due: table.DayOf(2026, 6, 30) + table.Day(40*k+2*i), Acknowledged: table.DayOf(2026, 4, 3) + table.Day(20*k+i), Implemented: table.NoDay, Reported: table.NoDay, Ended: table.NoDay,
			EffectiveFrom: table.NoDay, Status: "open", Scored: true, Lag: assessment.InstructionLag{Exposure: make([]float64, 6)}, Place: table.Place{File: "instructions.xlsx", Sheet: "指示", Row: int64(2 + 3*i + k)}}
		switch {
		case k == 1 && i%2 == 0:
			in.Status, in.Implemented, in.Reported = "implemented", in.Issued+30, in.Issued+30
			in.AgeDays = a.Options.Lag.Days(in.Issued, in.Implemented)
		case k == 2 && i%5 == 0:
			in.Due = table.NoDay
			fallthrough
		default:
			in.AgeDays = a.Options.Lag.Days(in.Issued, a.CutOff)
			in.P20, in.AmountAtStake = assessment.Of(.2+.02*float64(i%20)), assessment.Yen(int64(1_000_000+20_000*i))
			if in.Due.Known() && in.Due < a.CutOff {
				n := a.Options.Lag.Days(in.Due, a.CutOff)
				in.OverdueDays = &n
			}
		}
		if in.Status == "open" {
			in.Turn = [...]string{assessment.TurnSalesperson, assessment.TurnUs, assessment.TurnBuyer}[(i+k)%3]
		}
		if k == 0 {
			in.TargetIncrease, in.EffectiveFrom, in.Verdict = assessment.Of(.05), table.DayOf(2026, 7, 1), [...]string{"not_applied", "in_part", "not_testable_yet"}[i%3]
		}
		a.Instructions = append(a.Instructions, in)
	}
}

// OneTeam puts all thirty people under one manager.
func OneTeam() *assessment.Assessment {
	a := Company()
	for i := range a.People {
		a.People[i].Manager, a.People[i].Team = "M-101", "東日本営業部"
	}
	for i := range a.StepIn {
		a.StepIn[i].Manager = "M-101"
	}
	return a
}
