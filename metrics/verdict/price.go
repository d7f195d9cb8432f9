// Package verdict says from invoices whether a price increase landed: numbers in, a
// word out. No verdict against anybody is given from a point estimate.
package verdict

import "math"

// Word is a verdict on a price increase.
type Word string

// The verdicts, in the order in which they are asked.
const (
	CannotBeVerified Word = "cannot_be_verified" // no quantity, or nothing bought before
	NotTestable      Word = "not_testable_yet"   // too early, or no sales since
	GivenBack        Word = "given_back"         // landed on the invoice, returned by credit notes
	Reverted         Word = "reverted"           // landed for three months, and undone in the last three
	Late             Word = "late"               // landed, but after the due date
	Landed           Word = "landed_in_full"
	NotApplied       Word = "not_applied"
	InPart           Word = "in_part"       // part of it is demonstrable
	NothingShown     Word = "nothing_shown" // less than the whole, and no part is demonstrable
	TooNoisy         Word = "too_noisy_to_tell"
)

// What counts of a pass-through as the whole increase and as something of it, and the days after
// which nothing may be missed.
const (
	Whole           = .8
	Something       = .3
	NotAppliedAfter = 60
)

// z is the one-sided 95 % point of the normal distribution.
const z = 1.645

// Monthly sums the invoice lines of one item in one month. Offset counts months from
// the one in which the increase takes effect: −12 … −1 before, 0 … after.
type Monthly struct {
	Offset   int
	Lines    int64
	Net      float64 // money ex tax; credit notes are not in it
	Quantity float64
}

// Item is a product that the client buys, month by month.
type Item []Monthly

// window sums the months lo ≤ offset ≤ hi.
func (it Item) window(lo, hi int) (lines, net, quantity float64) {
	for _, m := range it {
		if m.Offset >= lo && m.Offset <= hi {
			lines += float64(m.Lines)
			net += m.Net
			quantity += m.Quantity
		}
	}
	return
}

// Noise is how much unit prices move without any event, pooled over the category.
type Noise struct {
	Within float64 // s: SD of ln unit price within an item, line to line
	Drift  float64 // s_u: SD of an item's drift over an equal span
}

// PassThrough is the share of an announced increase that invoices show:
//
//	g  = Σ_u v_u · ln(p_u,post / p_u,pre),   PT = g / ln(1 + announced)
//	Se = √( Σ_u v_u² · (s_u² + s²/n_pre + s²/n_post) ) / ln(1 + announced)
//
// with v the revenue shares before the event over the items bought on both sides and
// p = net ÷ quantity. Lo and Hi are PT ∓ 1.645·Se.
type PassThrough struct {
	PT, Se, Lo, Hi float64
	Items          int
	Rise           float64 // g, log points
	Revenue        float64 // after, of the matched items
	Lines          int64   // invoice lines after, of the matched items
	Old, New       float64 // unit prices before and after where one item matches, 0 where several do
}

// Measure compares months lo … hi after the event with the year before it.
func Measure(items []Item, announced float64, n Noise, lo, hi int) (PassThrough, bool) {
	type matched struct{ v, rise, pre, post float64 }
	var ms []matched
	total, revenue, lines := 0., 0., int64(0)
	before, after := 0., 0. // unit prices of the last item
	for _, it := range items {
		n0, net0, q0 := it.window(-12, -1)
		n1, net1, q1 := it.window(lo, hi)
		if n0 == 0 || n1 == 0 || q0 <= 0 || q1 <= 0 || net0 <= 0 || net1 <= 0 {
			continue
		}
		ms = append(ms, matched{net0, math.Log(net1 / q1 * q0 / net0), n0, n1})
		lines, before, after = lines+int64(n1), net0/q0, net1/q1
		total += net0
		revenue += net1
	}
	if len(ms) == 0 || announced <= 0 {
		return PassThrough{}, false
	}
	g, variance := 0., 0.
	for _, m := range ms {
		v := m.v / total
		g += float64(v * m.rise)
		variance += float64(v*v) * (float64(n.Drift*n.Drift) + float64(n.Within*n.Within)*(1/m.pre+1/m.post))
	}
	scale := math.Log1p(announced)
	p := PassThrough{PT: g / scale, Se: math.Sqrt(variance) / scale, Items: len(ms), Rise: g, Revenue: revenue}
	if p.Lines = lines; len(ms) == 1 {
		p.Old, p.New = before, after
	}
	p.Lo, p.Hi = p.PT-float64(z*p.Se), p.PT+float64(z*p.Se)
	return p, true
}

// Increase is what is known of one announced price increase for one client.
type Increase struct {
	Announced   float64 // 0.05 for 5 %
	Months      int     // whole months of invoices since it took effect, at most twelve
	Since       int     // the same without a bound
	Days        int     // days since it took effect
	DueOffset   int     // month of the due date, as an offset
	HasDue      bool
	HasQuantity bool
	Items       []Item
	Noise       Noise
	Credits     Credits
}

// Credits are the client's price credit notes, rebates and free goods.
type Credits struct {
	ShareBefore, ShareSD float64 // monthly share of revenue over the 12 months before: mean and SD
	After                float64 // money over the window after
	Revenue              float64 // the client's revenue over that window
	Months               int     // its length
}

// Result is a verdict with the figures that stand behind it.
type Result struct {
	Word        Word
	PassThrough PassThrough
	Back        float64 // share of the realised rise given back; 0 when not measurable
	BackLo      float64
	Landed      int         // offset of the first month of the first landed window; −1 = none
	Now         PassThrough // of the last three months; no items = not measurable
	Left        float64     // share of the increase that is not won: 1 where no part is demonstrable
}

// landed is the rule of "landed in full".
func landed(p PassThrough) bool { return p.PT >= Whole && p.Lo > Something }

// Price gives the verdict on an increase from everything invoiced so far.
func Price(in Increase) Result {
	r := Result{Word: CannotBeVerified, Landed: -1, Left: 1}
	if !in.HasQuantity || in.Announced <= 0 || !boughtBefore(in.Items) {
		return r
	}
	last := in.Months - 1
	p, ok := Measure(in.Items, in.Announced, in.Noise, 0, last)
	if !ok || in.Months < 1 {
		r.Word = NotTestable
		return r
	}
	r.PassThrough = p
	for from := 0; from+2 <= last; from++ {
		if w, ok := Measure(in.Items, in.Announced, in.Noise, from, from+2); ok && landed(w) {
			r.Landed = from
			break
		}
	}
	r.Back, r.BackLo = givenBack(in, p)
	if since := max(in.Since, in.Months) - 1; since >= 2 {
		r.Now, _ = Measure(in.Items, in.Announced, in.Noise, since-2, since)
	}
	switch {
	case r.BackLo > .25 && r.Back > .5 && r.Landed >= 0:
		r.Word = GivenBack
	case reverted(in, r.Landed, r.Now):
		r.Word = Reverted
	case r.Landed >= 0 && in.HasDue && r.Landed > max(in.DueOffset, 0):
		r.Word = Late
	case landed(p) || r.Landed >= 0 && (p.Hi >= Whole || landed(r.Now)):
		r.Word = Landed
	case p.Hi < Something && in.Days >= NotAppliedAfter:
		r.Word = NotApplied
	case p.Hi < Something:
		r.Word = NotTestable // nothing on the invoices yet, and still within sixty days
	case p.Hi < Whole && p.Lo > 0:
		r.Word = InPart
	case p.Hi < Whole:
		r.Word = NothingShown
	default:
		r.Word = TooNoisy
	}
	r.Left = r.left()
	return r
}

// left is the share of the increase that is not won, as far as invoices show it: what credit
// notes returned, what the last three months lack, or what never came.
func (r *Result) left() float64 {
	clamp := func(x float64) float64 { return math.Min(math.Max(x, 0), 1) }
	switch p := r.PassThrough; {
	case r.Word == GivenBack:
		return clamp(r.Back)
	case r.Word == Reverted:
		return 1 - clamp(r.Now.PT)
	case r.Word == Landed || r.Word == Late:
		return 0
	case p.Lo > 0:
		return 1 - clamp(p.PT)
	}
	return 1
}

// Lost reports whether an increase that was on invoices is not won: given back, or reverted.
func (w Word) Lost() bool { return w == GivenBack || w == Reverted }

func boughtBefore(items []Item) bool {
	for _, it := range items {
		if n, _, q := it.window(-12, -1); n > 0 && q > 0 {
			return true
		}
	}
	return false
}

// reverted: three months landed, the last three lie below half, and the difference is beyond
// 1.645 of its standard error; windows, never single months. A price that held again since
// is not reverted.
func reverted(in Increase, from int, b PassThrough) bool {
	if from < 0 || max(in.Since, in.Months)-3 <= from+2 || b.Items == 0 {
		return false
	}
	a, ok := Measure(in.Items, in.Announced, in.Noise, from, from+2)
	return ok && a.PT >= Whole && b.PT < .5 && a.PT-b.PT > z*math.Hypot(a.Se, b.Se)
}

// givenBack is the share of the realised rise that credit notes beyond the client's
// usual share returned, and its lower 95 % limit:
//
//	rise = revenue · (1 − e^(−g)),   back = (credits − usual·revenue) / rise
//
// over 3 months for increases of 5 % and more, 6 months below.
func givenBack(in Increase, p PassThrough) (back, lo float64) {
	need := 3
	if in.Announced < .05 {
		need = 6
	}
	if in.Credits.Months < need || in.Credits.Revenue <= 0 || p.Rise <= 0 {
		return 0, 0
	}
	rise := in.Credits.Revenue * -math.Expm1(-p.Rise)
	back = (in.Credits.After - float64(in.Credits.ShareBefore*in.Credits.Revenue)) / rise
	se := in.Credits.ShareSD * in.Credits.Revenue / math.Sqrt(float64(in.Credits.Months)) / rise
	return back, back - float64(z*math.Hypot(se, back*p.Se/math.Max(p.PT, 1e-9)))
}
