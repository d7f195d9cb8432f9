package monitor

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cusum"
)

// chart runs the chart over the watched months and fills the person's signal: an alarm
// counts while it stands, and for three months after it was last seen.
func (in *Input) chart(i int, first table.Month, all []cusum.Month, p cusum.Exposure, limit, run float64, band int, s *assessment.Signal) (chart assessment.Chart, ok bool) {
	watched := all[in.Options.BaselineMonths:]
	any := false
	for _, m := range watched {
		any = any || m.EC+m.EL > 0
	}
	if !any {
		return chart, false
	}
	from := first + table.Month(in.Options.BaselineMonths)
	chart = assessment.Chart{Person: table.PersonID(in.People[i]), Limit: limit, RunYear: min(run/12, 1/cusum.MeasuredAlarms), Band: band, RefC: p.RefC, RefL: p.RefL}
	var acts []int
	for _, m := range in.Acted[in.People[i]] {
		if m >= from && m <= in.Options.Month {
			acts, chart.Acts = append(acts, int(m-from)), append(chart.Acts, m)
		}
	}
	chart.Track = assessment.Track(cusum.Follow(watched, p.RefC, p.RefL, limit, acts))
	chart.C = chart.Track.C
	last := len(chart.C) - 1
	s.Chart, s.Limit = assessment.Of(chart.C[last]), assessment.Of(limit)
	cc, cl := 0., 0.
	for t, m := range watched {
		chart.Months = append(chart.Months, from+table.Month(t))
		cc += float64(m.OC*math.Log(cusum.Up)) - float64((cusum.Up-1)*p.RefC*m.EC)
		cl += float64(m.OL*math.Log(cusum.Down)) + float64((1-cusum.Down)*p.RefL*m.EL)
		chart.CumC, chart.CumL = append(chart.CumC, cc), append(chart.CumL, cl)
	}
	for t := last; t > last-3 && t >= 0; t-- {
		if len(acts) > 0 && t < acts[len(acts)-1] {
			break // an alarm from before the intervention was answered by it
		}
		if !chart.Track.Standing[t] {
			continue
		}
		onset := chart.Track.Onset[t]
		month := chart.Months[onset]
		s.Alarm, s.Since = true, &month
		for k := onset; k <= last; k++ {
			chart.ExtraC += watched[k].OC - float64(p.RefC*watched[k].EC)
			chart.ExtraL += float64(p.RefL*watched[k].EL) - watched[k].OL
		}
		break
	}
	return chart, true
}
