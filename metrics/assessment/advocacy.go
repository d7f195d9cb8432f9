package assessment

import "tenbin/ingest/table"

// Why there is no map of people; "" = there is one.
const (
	AdvocacyFewMonths     = "few_months"
	AdvocacyHighRetention = "high_retention"
	AdvocacyNoClients     = "no_clients"
)

// The quadrants of the map: where both directions are sure.
const (
	QuadrantBoth    = "both"    // clients stay, prices and instructions in order
	QuadrantClients = "clients" // clients stay, prices or instructions need support
	QuadrantFirm    = "firm"    // prices and instructions in order, clients leave
	QuadrantNeither = "neither"
)

// Advocacy is the map of care for the client and care for the firm (METHOD 6c).
type Advocacy struct {
	Without       string // why there is no map
	Checks        int    // half-yearly checks pooled
	Clients, Lost int    // client checks that count, and clients lost among them
	Retention     Number // share of client checks after which the client still bought
	A, M          float64
	People        []AdvocacyPerson // by id
	Teams         []AdvocacyTeam   // by manager
}

// AdvocacyPerson is one dot of the map.
type AdvocacyPerson struct {
	Person table.PersonID
	Retained
	Continuity   Interval // x: 1/θ_lost
	Firm         Interval // y: 1/K
	Stay, Orders float64  // P(θ_lost < 1), P(K < 1)
	Quadrant     string   // "" = a grey dot
	Drawn        bool     // rated, and enough is known of the clients
}

// AdvocacyTeam is how the clients of a manager's people stayed, all taken together.
type AdvocacyTeam struct {
	Manager      table.ManagerID
	Checks, Lost int
	Expected     float64
	Ratio        Interval // clients lost, observed ÷ expected, exact limits
}

// Retained is how one person's clients stayed.
type Retained struct {
	Checks, SetAside, SetAsideLost int
	Lost                           int
	Expected                       float64 // E: losses at the peers' rates for the same rhythm and half
	N                              float64 // E/p̄, p̄ the person's mean expected retention; 0 = nothing is known
	A, B                           float64 // θ_lost/m ~ Ga(A, rate B): 1 is what peers lose, below it fewer
	Reliability                    float64 // n/(n+a)
}
