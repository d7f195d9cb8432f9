package simulate

// Setting is a situation to draw companies from. The zero value of nothing is
// sensible: start from Base.
type Setting struct {
	Name   string
	About  string // one sentence for the table of `tenbin validate`
	People int
	Months int // length of the history that ends with the data month

	// Conceded discounts.
	DealsPerMonth float64
	BaseShare     float64    // conceded share of list of an ordinary person
	RateSD        [3]float64 // SD of the log rate between categories, regions, size bands
	SizeSigma     float64    // σ of ln list amount
	TailShare     float64    // share of deals that are TailFactor times larger
	TailFactor    float64
	Hostile       float64 // share of the smallest fifth of deals turned into random 50 % giveaways

	// Instructions.
	OrdersPerMonth float64
	KindMix        float64 // Dirichlet parameter of a person's mix of trigger kinds

	Spread [2]float64 // SD between people of the log number of deals and of instructions

	// Effects.
	HealthySD [2]float64 // SD of ln θ of everybody: concession, lag
	ClientSD  [2]float64 // SD of the client effects
	Captured  float64    // share of people with a planted effect
	OneAxis   bool       // each captured person on one axis only, by turns
	Onset     [2]int     // planted effect begins in a month drawn from [lo, hi); {0, 0} = from the start
	Step      int        // month index at whose beginning a manager speaks with every planted person; 0 = nobody does
	Heeded    bool       // and the person changes at once: pipeline months later nothing planted is left
	Coach     int        // month index at which half of the worst fifth so far begins to be coached; 0 = nobody
	Listed    bool       // the worst fifth is that of the monthly list, not of somebody who knows the true rates
	Effect    float64    // of the coaching on conceded share; 1 = none

	TeamSize int // people per team; a captured team takes the first team whole
	Attack   Attack
}

// Attack is a way in which people, honestly or not, bend what the figures see.
type Attack string

// The attacks of the specification.
const (
	NoAttack             Attack = ""
	BatchEntry           Attack = "batch_entry"           // one healthy person is recorded as done next day every time
	Specialist           Attack = "specialist"            // an eighth sell only in a category of their own
	UnregisteredCampaign Attack = "unregistered_campaign" // three months of extra discount in one category, told to nobody
	HiddenDifficulty     Attack = "hidden_difficulty"     // some are mostly given hard instructions, with later due dates
	LargeDealConceder    Attack = "large_deal_conceder"   // 25 points on the largest 4 % of the own deals only
	InventedPauses       Attack = "invented_pauses"       // the planted people report pauses for the buyer that never were
	ToughClients         Attack = "tough_clients"         // some healthy people have only hard clients
	CapturedTeam         Attack = "captured_team"         // the first team concedes × 1.8 as a whole
	OwnTerritories       Attack = "own_territories"       // every person alone in a region
	LateLog              Attack = "late_log"              // the log begins in month 12, with the open items only
	UnmarkedLog          Attack = "unmarked_log"          // the same, and nobody says when an item was entered
	FilledIn             Attack = "filled_in"             // the first team's open items of 20 months are entered behind them, marked so
	FilledInSeen         Attack = "filled_in_seen"        // the same without a mark, but earlier reports were published
	FilledInNumbered     Attack = "filled_in_numbered"    // the same without a mark or report: the list is numbered as it is written
	DirtyData            Attack = "dirty_data"            // missing policy, duplicated lines, late rows
)

// Base is the ordinary company of the specification: 100 people, 24 months.
var Base = Setting{
	Name: "base", About: "100 people, 24 months, 10 % planted on both axes",
	People: 100, Months: 24,
	DealsPerMonth: 12, BaseShare: .025, RateSD: [3]float64{.8, .3, .25}, SizeSigma: 1.3, TailShare: .005, TailFactor: 15,
	OrdersPerMonth: 20. / 24, KindMix: 1,
	HealthySD: [2]float64{.25, .25}, ClientSD: [2]float64{.35, .25}, Captured: .10,
	TeamSize: 10,
}

// with returns a changed copy of s.
func with(s Setting, name, about string, change func(*Setting)) Setting {
	s.Name, s.About = name, about
	change(&s)
	return s
}

// Settings returns every setting of the specification, in the order of its tables.
func Settings() []Setting {
	dense := with(Base, "dense", "monitoring: 24 months of baseline, then 36 watched, planted changes", func(s *Setting) {
		s.Months, s.Onset = 60, [2]int{28, 44}
	})
	heeded := func(s *Setting) { s.Onset, s.Step, s.Heeded = [2]int{24, 30}, 46, true }
	return []Setting{
		Base,
		with(Base, "S20", "20 people", func(s *Setting) { s.People = 20 }),
		with(Base, "S40", "40 people", func(s *Setting) { s.People = 40 }),
		with(Base, "S300", "300 people", func(s *Setting) { s.People = 300 }),
		with(Base, "sparse", "3 deals and .3 instructions a month", func(s *Setting) { s.DealsPerMonth, s.OrdersPerMonth = 3, .3 }),
		with(Base, "noisy_clients", "client effects of SD .7 and .5", func(s *Setting) { s.ClientSD = [2]float64{.7, .5} }),
		with(Base, "strong_confounding", "categories differ with SD 1.2, regions .6", func(s *Setting) { s.RateSD = [3]float64{1.2, .6, .4} }),
		with(Base, "no_confounding", "all strata alike", func(s *Setting) { s.RateSD = [3]float64{} }),
		with(Base, "one_axis", "planted on one axis only", func(s *Setting) { s.OneAxis = true }),
		with(Base, "captured_25", "25 % planted", func(s *Setting) { s.Captured = .25 }),
		with(Base, "captured_2", "2 % planted", func(s *Setting) { s.Captured = .02 }),
		with(Base, "huge_deals", "2 % of the deals 40 times larger", func(s *Setting) { s.TailShare, s.TailFactor = .02, 40 }),
		with(Base, "uneven", "people differ in volume: SD .6 of log deals, .45 of log instructions", func(s *Setting) { s.Spread = [2]float64{.6, .45} }),
		with(Base, "hostile", "6 % of the smallest fifth become random 50 % giveaways", func(s *Setting) { s.Hostile = .06 }),
		with(Base, "own_territories_8", "8 people, each alone in a region", func(s *Setting) { s.People, s.Attack = 8, OwnTerritories }),
		with(Base, "own_territories_12", "12 people, each alone in a region", func(s *Setting) { s.People, s.Attack = 12, OwnTerritories }),
		with(Base, "batch_entry", "one healthy person of 40 recorded as done next day", func(s *Setting) { s.People, s.Attack = 40, BatchEntry }),
		with(Base, "specialist", "5 of 40 sell in a category of their own", func(s *Setting) { s.People, s.Attack = 40, Specialist }),
		with(Base, "unregistered_campaign", "three months of discount in one category, told to nobody", func(s *Setting) { s.People, s.Attack = 40, UnregisteredCampaign }),
		with(Base, "hidden_difficulty", "8 of 40 get mostly hard instructions", func(s *Setting) { s.People, s.Attack = 40, HiddenDifficulty }),
		with(Base, "large_deal_conceder", "5 of 100 concede 25 points on their largest 4 % only", func(s *Setting) { s.Attack = LargeDealConceder }),
		with(Base, "invented_pauses", "planted people invent pauses for the buyer", func(s *Setting) { s.Attack = InventedPauses }),
		with(Base, "tough_clients", "5 healthy people with hard clients only", func(s *Setting) { s.Attack = ToughClients }),
		with(Base, "captured_team", "one team of ten concedes × 1.8", func(s *Setting) { s.Attack = CapturedTeam }),
		with(Base, "late_log", "the instruction log begins in month 12", func(s *Setting) { s.Attack = LateLog }),
		with(Base, "late_log_unmarked", "the same, and no logged_at", func(s *Setting) { s.People, s.Attack = 40, UnmarkedLog }),
		with(Base, "filled_in", "one team of 40 people enters behind month 20 what is open, with logged_at", func(s *Setting) { s.People, s.Attack = 40, FilledIn }),
		with(Base, "filled_in_seen", "the same without logged_at, in a company that publishes", func(s *Setting) { s.People, s.Attack = 40, FilledInSeen }),
		with(Base, "filled_in_numbered", "the same without either, in a list that is numbered as it is written", func(s *Setting) { s.People, s.Attack = 40, FilledInNumbered }),
		with(Base, "dirty_data", "missing policy, repeated lines, late rows", func(s *Setting) { s.Attack = DirtyData }),
		with(Base, "coaching_without_effect", "half of the worst fifth on the list after four months is coached, nothing changes", func(s *Setting) { s.Months, s.Coach, s.Effect, s.Listed = 12, 4, 1, true }),
		with(Base, "coaching_with_effect", "half of the worst fifth on the list after four months is coached, and concedes × .70", func(s *Setting) { s.Months, s.Coach, s.Effect, s.Listed = 12, 4, .7, true }),
		with(Base, "coaching_life", "the same without effect, followed to the last look after twelve months", func(s *Setting) { s.Months, s.Coach, s.Effect, s.Listed = 18, 6, 1, true }),
		with(Base, "coaching_life_with_effect", "the same, and those coached concede × .60 from then on", func(s *Setting) { s.Months, s.Coach, s.Effect, s.Listed = 18, 6, .6, true }),
		with(Base, "coaching_by_judgement", "the same without effect, the worst fifth chosen by somebody who knows the true rates", func(s *Setting) { s.Months, s.Coach, s.Effect = 12, 4, 1 }),
		dense,
		with(dense, "dense_healthy", "monitoring with nobody planted", func(s *Setting) { s.Captured = 0 }),
		with(dense, "dense_heavy_tails", "monitoring, huge deals", func(s *Setting) { s.TailShare, s.TailFactor = .02, 40 }),
		with(dense, "dense_one_axis", "monitoring, one axis", func(s *Setting) { s.OneAxis = true }),
		with(dense, "dense_sparse", "monitoring, 3 deals and .3 instructions a month", func(s *Setting) { s.DealsPerMonth, s.OrdersPerMonth = 3, .3 }),
		with(dense, "dense_heeded", "monitoring, every planted person changes when spoken to", heeded),
		with(dense, "dense_sparse_heeded", "the same, 3 deals and .3 instructions a month", func(s *Setting) { heeded(s); s.DealsPerMonth, s.OrdersPerMonth = 3, .3 }),
		with(dense, "dense_unheeded", "monitoring, nobody changes when spoken to", func(s *Setting) { heeded(s); s.Heeded = false }),
	}
}

// Named returns the setting called name.
func Named(name string) (Setting, bool) {
	for _, s := range Settings() {
		if s.Name == name {
			return s, true
		}
	}
	return Setting{}, false
}
