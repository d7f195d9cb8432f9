package config

import (
	"math"
	"time"

	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Options are the settings of a run for month m that figures depend on. With the
// business clock Lag is marked as such and still without holidays, which the caller
// completes from the company's closing days.
func (c *Config) Options(m table.Month) assessment.Options {
	d := c.doc
	minor, _ := ingest.MinorUnits(d.Currency)
	power := math.Pow10(minor)
	o := assessment.Options{Month: m, ClosingDay: int(d.ClosingDay), WindowMonths: int(d.WindowMonths), LookBackMonths: *d.LookBackMonths,
		FiscalYearStart: d.FiscalYearStart, Currency: d.Currency, MinorUnits: minor, Zone: zone(d.TimeZone), DateBasis: d.DateBasis, Lag: table.Calendar{Business: d.Clock == "business"},
		CalendarFactor: bool(*d.Method.CalendarFactor), DueBand: bool(*d.Method.DueBand), AdvocacyMap: d.Method.AdvocacyMap != nil && bool(*d.Method.AdvocacyMap),
		Tolerance: *d.Thresholds.Tolerance, UnmatchedShare: *d.Thresholds.UnmatchedShare, Recovery: *d.Thresholds.Recovery}
	if d.Suspend != nil {
		for _, id := range d.Suspend.People {
			o.SuspendedPeople = append(o.SuspendedPeople, table.PersonID(id))
		}
		for _, f := range d.Suspend.Factors {
			o.SuspendedFactors = append(o.SuspendedFactors, table.Factor(f))
		}
	}
	if d.WindowMonths < 0 {
		o.WindowMonths = assessment.All
	}
	for _, b := range d.SizeBands {
		o.SizeBands = append(o.SizeBands, int64(math.RoundToEven(b*power)))
	}
	if d.ListMin != nil {
		v := int64(math.RoundToEven(*d.ListMin * power))
		o.ListMin = &v
	}
	if d.Thresholds.VisitCost != nil {
		o.VisitCost, o.HasVisitCost = int64(math.RoundToEven(*d.Thresholds.VisitCost*power)), true
	}
	return o
}

// Sources says what the run reads.
func (c *Config) Sources() ingest.Sources {
	d := c.doc
	minor, _ := ingest.MinorUnits(d.Currency)
	s := ingest.Sources{Base: c.base, Location: zone(d.TimeZone), Currency: d.Currency, MinorUnits: minor, Tables: map[string][]ingest.Source{},
		TaxRate: int64(math.RoundToEven(*d.TaxRate * table.RateScale)),
		Memory:  c.Memory(),
		Limits:  ingest.Limits{Unpacked: int64(d.Limits.Unpacked), Ratio: int64(d.Limits.Ratio), Rows: int64(d.Limits.Rows), Columns: d.Limits.Columns, Cell: int(d.Limits.Cell)}}
	for _, t := range table.All {
		if list := d.Sources.table(t.Name); list != nil {
			for _, x := range *list {
				s.Tables[t.Name] = append(s.Tables[t.Name], x.ingest())
			}
		}
	}
	return s
}

// ingest is a source as the reader understands it.
func (x source) ingest() ingest.Source {
	s := ingest.Source{Files: x.Files, PasswordEnv: x.PasswordEnv, Sheet: x.Sheet, Encoding: x.Encoding, Delimiter: x.Delimiter, HeaderRow: x.HeaderRow, Answers: x.Answers, Owner: x.Owner}
	if x.Query != nil {
		s.Query = x.Query.ingest()
	}
	if x.Events != nil {
		s.Events = &ingest.Events{ID: x.Events.ID, At: x.Events.At, Status: x.Events.Status,
			Acknowledged: x.Events.Acknowledged, Implemented: x.Events.Implemented, Ended: x.Events.Ended}
	}
	if x.Columns != nil {
		s.Columns = map[string]ingest.Column{}
		for name, c := range x.Columns {
			s.Columns[name] = ingest.Column{From: c.From, Const: c.Const, Product: c.Product, Format: c.Format, Scale: c.Scale, Tax: c.Tax, Unit: c.Unit}
		}
	}
	for _, j := range x.Join {
		s.Join = append(s.Join, ingest.Join{Files: j.Files, On: j.On, Take: j.Take, PasswordEnv: j.PasswordEnv, Sheet: j.Sheet,
			Encoding: j.Encoding, Delimiter: j.Delimiter, HeaderRow: j.HeaderRow})
	}
	if x.Values != nil {
		s.Values = map[string]map[string][]string{}
		for column, m := range x.Values {
			s.Values[column] = map[string][]string{}
			for word, spellings := range m {
				s.Values[column][word] = spellings
			}
		}
	}
	return s
}

// zone is the business time zone; check has seen that it exists.
func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return loc
}
