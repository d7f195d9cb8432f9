package validate

import (
	"math"
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/metrics/cusum"
	"tenbin/metrics/simulate"
)

// Monitoring of the simulations: one fixed baseline, then three years watched.
const (
	baseline     = 24
	watchedAfter = 36
	half, year   = 6, 12 // months
	fewInBand    = 50    // people below which a band's rate says nothing
)

// Watch is what the charts of one data set show. Rates are alarms among person-years.
type Watch struct {
	False      Share              // alarms of people with nothing planted (yet), person-years to the first
	Band       [cusum.Bands]Share // the same by volume band
	People     [cusum.Bands]float64
	FoundSoon  Share     // planted people whose alarm came within six months
	Delay      []float64 // months from the planted onset to the alarm; ∞ = never
	OnsetError []float64 // months from the planted onset to the one said
	Again      Share     // after a talk that was heeded: alarm within twelve months
	Caught     Share     // after a talk that was not: alarm within six months
}

// measureWatch compares the charts with the planted onsets.
func measureWatch(c *simulate.Company, a *assessment.Assessment) Watch {
	var w Watch
	truth := map[string]simulate.Truth{}
	for _, t := range c.People {
		truth[t.ID] = t
	}
	for k := range a.Charts {
		if t, ok := truth[string(a.Charts[k].Person)]; ok {
			w.add(c, t, cusum.Track(a.Charts[k].Track), a.Charts[k].Band)
		}
	}
	return w
}

// add counts one person's chart against the truth.
func (w *Watch) add(c *simulate.Company, t simulate.Truth, track cusum.Track, band int) {
	healthy := len(track.C) // watched months with nothing planted
	if t.Captured {
		healthy = min(max(t.Onset-baseline, 0), healthy)
	}
	first := track.First()
	alarmed := first >= 0 && first < healthy
	months := float64(healthy)
	if alarmed {
		months = float64(first + 1)
	}
	w.People[band]++
	count := func(s *Share) {
		s.Among += months / year
		if alarmed {
			s.Of++
		}
	}
	count(&w.False)
	count(&w.Band[band])
	if !t.Captured || alarmed {
		return
	}
	talk := len(track.C)
	if c.Setting.Step > 0 {
		talk = c.Setting.Step - baseline
	}
	found := first >= 0 && first < talk
	if talk-healthy >= half {
		w.FoundSoon.add(found && first-healthy < half)
		delay := math.Inf(1)
		if found {
			delay = float64(first - healthy + 1)
			w.OnsetError = append(w.OnsetError, float64(track.Onset[first]-healthy))
		}
		w.Delay = append(w.Delay, delay)
	}
	if c.Setting.Step > 0 && found {
		again := -1
		for m := talk; m < len(track.C) && m < talk+year; m++ {
			if track.Raised[m] {
				again = m - talk
				break
			}
		}
		if c.Setting.Heeded {
			w.Again.add(again >= 0)
		} else {
			w.Caught.add(again >= 0 && again < half)
		}
	}
}

// worstBand is the highest rate among the bands with enough people over all sets.
func worstBand(rs []Result) Figure {
	worst := Figure{math.NaN(), math.NaN(), 0}
	for b := range cusum.Bands {
		people := 0.
		for _, r := range rs {
			people += r.Watch.People[b]
		}
		f := pooled(rs, func(r Result) Share { return r.Watch.Band[b] })
		if people >= fewInBand && (math.IsNaN(worst.Value) || f.Value > worst.Value) {
			worst = f
		}
	}
	return worst
}

// runLength is the months watched ÷ false alarms.
func runLength(rs []Result) Figure {
	return pooled(rs, func(r Result) Share { return Share{r.Watch.False.Among * year, r.Watch.False.Of} })
}

// median pools the values of all sets; its standard error is half the distance between
// the values √n/2 ranks below and above the middle.
func median(rs []Result, f func(Result) []float64) Figure {
	var x []float64
	for _, r := range rs {
		x = append(x, f(r)...)
	}
	if len(x) == 0 {
		return Figure{math.NaN(), math.NaN(), 0}
	}
	sort.Float64s(x)
	n := len(x)
	at := func(p float64) float64 { return x[min(max(int(p), 0), n-1)] }
	reach := math.Sqrt(float64(n)) / 2
	return Figure{(x[(n-1)/2] + x[n/2]) / 2, (at(float64(n)/2+reach) - at(float64(n)/2-reach)) / 2, len(rs)}
}
