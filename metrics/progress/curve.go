package progress

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
	"tenbin/metrics/survival"
)

// curveStep is the distance of the ages at which a curve is given, in days of the
// clock; it is given up to the horizon.
const curveStep = 5

// Curve is the curve of the rows; with own the reader is the person, who sees a peers'
// rate only where FewestOthers others stand behind it.
func (l *Axis) Curve(rows []int, records []instruction.Record, cut table.Day, own bool) (c assessment.LagCurve, ok bool) {
	if len(rows) < assessment.FewestAtRisk {
		return c, false
	}
	var entry, end []float64
	for _, k := range rows {
		entry, end = append(entry, l.Rows[k].From), append(end, l.Rows[k].To)
	}
	from, to, ok := survival.Watched(entry, end, assessment.FewestAtRisk)
	at := curveAges(from, to)
	if !ok || len(at) < 3 {
		return c, false
	}
	c.From, c.Instructions = from, int64(len(rows))
	entry, end = entry[:0], end[:0]
	var done []bool
	var kind []int
	var hazard [][]float64
	shown := math.Inf(1) // the age up to which the peers' rates may be shown
	if l.FewPeers(rows) {
		shown = -1
	}
	for _, k := range rows {
		r := &l.Rows[k]
		if r.To <= from {
			continue
		}
		way := 0
		switch x := &records[r.Record]; {
		case r.Done:
			way = 1
		case x.WaitedOut(x.End(cut)):
			way = 2
		}
		rates := l.Hazard[r.Person][r.Kind*lag.Intervals : (r.Kind+1)*lag.Intervals]
		if own {
			var until float64
			rates, until = l.OwnRates(r, from, assessment.FewestOthers)
			shown = math.Min(shown, until)
		}
		entry, end, done, kind = append(entry, math.Max(r.From, from)), append(end, r.To), append(done, r.Done), append(kind, way)
		hazard = append(hazard, rates)
	}
	km, aj := survival.KaplanMeier(entry, end, done), survival.AalenJohansen(entry, end, kind, 2)
	se := survival.Curve{Time: km.Time, At: km.SE}
	peers := survival.ExpectedOpen(entry, end, hazard, lag.Ages[:], at)
	for k, t := range at {
		p := assessment.CurvePoint{Age: t, Open: km.Value(t, 1), Done: aj[0].Value(t, 0), Waited: aj[1].Value(t, 0)}
		p.Left = math.Max(0, 1-p.Done-p.Waited)
		p.Lo, p.Hi = openLimits(p.Open, se.Value(t, 0))
		if t <= shown {
			p.Peers = assessment.Of(peers[k])
		}
		for i := range end {
			if end[i] >= t && (entry[i] < t || t == from && entry[i] == from) {
				p.AtRisk++
			}
		}
		c.Points = append(c.Points, p)
	}
	return c, true
}

// curveAges are the ages at which a curve from … to is given.
func curveAges(from, to float64) []float64 {
	at := []float64{from}
	for t := float64(curveStep) * (math.Floor(from/curveStep) + 1); t <= math.Min(to, lag.Horizon); t += curveStep {
		at = append(at, t)
	}
	return at
}

// openLimits are 90 % limits of a share still open, on the scale on which they stay
// between 0 and 1:
//
//	S^exp(±1.645·SE/(S·|ln S|))
//
// At S = 1 and S = 0 they are not known and stand at the share itself. (Kalbfleisch &
// Prentice 2002, 1.4; conf.type = "log-log" of R's survfit.)
func openLimits(s, se float64) (lo, hi float64) {
	if s <= 0 || s >= 1 || se <= 0 {
		return s, s
	}
	w := 1.6448536269514722 * se / (s * -math.Log(s))
	return math.Pow(s, math.Exp(w)), math.Pow(s, math.Exp(-w))
}
