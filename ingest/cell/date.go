package cell

import (
	"math"
	"time"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

// The plausible range of a Decision that names none.
var (
	plausibleFrom = table.DayOf(1990, 1, 1)
	plausibleTo   = table.DayOf(2099, 12, 31)
)

const (
	dayMicros       = 86400 * 1e6
	serialEpoch     = 25569 // 1970-01-01 as a 1900 serial
	serialEpoch1904 = 24107
)

// Date reads the civil date of a cell, a zoned timestamp as its date in loc.
//
// Forms: 2026-10-31 · 2026/4/1 · 2026.4.1 · 1996-07-04 00:00:00.000 · 20261031 ·
// 2026年4月1日(水) · 令和8年4月1日 · R8.4.1 · R080401 · 1-Apr-2026 · Apr 1, 2026 ·
// 2026-10-31T09:15:00Z · and, by d.Order, 20-10-16 and 10/20/2016; by d.Serial, days
// since an Excel epoch. Years of two digits: 90–99 are 19xx, 00–89 are 20xx. With
// d.Layout only that layout is read.
//
// Refused: no such day, 00:00.0, 00/01/1900, a month without its day (NotDate); a
// date outside the plausible range (DateRange); one that fits two orders in a column
// that mixes them (ScaleConflict); Empty, ErrorCell, NoCache, Undecodable.
func Date(b []byte, h raw.Hint, d Decision, loc *time.Location) (table.Day, table.Reason, bool) {
	if len(b) == 10 && (b[4] == '-' || b[4] == '/') && b[7] == b[4] && d.Layout == "" && h != raw.Invalid && h != raw.Error {
		y, ok1 := digits4(b[0:4])
		m, ok2 := digits2(b[5:7])
		k, ok3 := digits2(b[8:10])
		if ok1 && ok2 && ok3 {
			return d.day(y, m, k)
		}
	}
	at, zoned, r, ok := moment(b, h, d)
	if !ok {
		return table.NoDay, r, false
	}
	if zoned {
		t := time.UnixMicro(at).In(loc)
		y, m, k := t.Date()
		return d.day(y, int(m), k)
	}
	return d.plausible(table.Day(floorDiv(at, dayMicros)))
}

// Stamp reads a moment as microseconds since 1970-01-01 UTC; one without a zone is in
// loc, a date alone is its midnight there. Forms and reasons as Date.
func Stamp(b []byte, h raw.Hint, d Decision, loc *time.Location) (int64, table.Reason, bool) {
	at, zoned, r, ok := moment(b, h, d)
	if !ok {
		return 0, r, false
	}
	if !zoned {
		t := time.UnixMicro(at).UTC()
		at = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), loc).UnixMicro()
	}
	if _, r, ok := d.plausible(table.Day(floorDiv(at, dayMicros))); !ok {
		return 0, r, false
	}
	return at, 0, true
}

// moment returns the cell's moment in microseconds since 1970-01-01: UTC when zoned,
// else as the clock on the wall shows it. The range is not yet checked.
func moment(b []byte, h raw.Hint, d Decision) (at int64, zoned bool, r table.Reason, ok bool) {
	if r, ok := usable(b, h); !ok {
		return 0, false, r, false
	}
	switch h {
	case raw.Time, raw.Bool, raw.Percent:
		return 0, false, table.NotDate, false
	case raw.Number:
		if at, r, ok = serial(b, d); ok || r == table.DateRange {
			return at, false, r, ok
		}
		// 20261031 as a number is read below.
	case raw.Plain, raw.String:
		if d.Layout != "" {
			return byLayout(b, d.Layout)
		}
	}
	var p dateParts
	if !p.parse(b) {
		if d.Serial != NoSerial && h != raw.Date && h != raw.Stamp && h != raw.Number {
			at, r, ok = serial(b, d)
			return at, false, r, ok
		}
		return 0, false, table.NotDate, false
	}
	y, m, k, r, ok := p.resolve(d)
	if !ok {
		return 0, false, r, false
	}
	at = int64(civil(y, m, k))*dayMicros + p.micros
	if p.zoned {
		at -= int64(p.offset) * 1e6
	}
	return at, p.zoned, 0, true
}

// resolve resolves which part is which.
func (p *dateParts) resolve(d Decision) (y, m, k int, r table.Reason, ok bool) {
	y, m, k = p.part[0], p.part[1], p.part[2]
	if p.style != clearDate {
		order := d.Order
		if order == NoOrder || p.style == longDate && order == YMD {
			return 0, 0, 0, table.NotDate, false
		}
		if d.Mixed && ambiguous(p) {
			return 0, 0, 0, table.ScaleConflict, false
		}
		y, m, k = p.by(order)
	}
	return y, m, k, table.NotDate, realDay(y, m, k)
}

// by returns year, month and day of open parts read in order.
func (p *dateParts) by(o DateOrder) (y, m, k int) {
	a, b, c := p.part[0], p.part[1], p.part[2]
	switch o {
	case YMD:
		return century(a), b, c
	case MDY:
		return century(c), a, b
	default:
		return century(c), b, a
	}
}

// fits returns the orders that p can be read in, as bits 1<<YMD, 1<<MDY, 1<<DMY.
func (p *dateParts) fits() (mask uint8) {
	for o := YMD; o <= DMY; o++ {
		if o == YMD && p.style == longDate {
			continue
		}
		if realDay(p.by(o)) {
			mask |= 1 << o
		}
	}
	return mask
}

func ambiguous(p *dateParts) bool {
	m := p.fits()
	return m&(m-1) != 0 && !(p.part[0] == p.part[1] && m&(1<<YMD) == 0)
}

func (d Decision) day(y, m, k int) (table.Day, table.Reason, bool) {
	if !realDay(y, m, k) {
		return table.NoDay, table.NotDate, false
	}
	return d.plausible(civil(y, m, k))
}

func (d Decision) plausible(x table.Day) (table.Day, table.Reason, bool) {
	from, to := d.From, d.To
	if from == 0 && to == 0 {
		from, to = plausibleFrom, plausibleTo
	}
	if x < from || x > to {
		return table.NoDay, table.DateRange, false
	}
	return x, 0, true
}

// serial reads days since the epoch of d.Serial, with the time of day as a fraction.
func serial(b []byte, d Decision) (int64, table.Reason, bool) {
	var n number
	if d.Serial == NoSerial || !n.scan(b) || n.percent || n.form == provesComma || n.form == eitherComma {
		return 0, table.NotDate, false
	}
	v, ok := n.units(false, 11)
	if !ok || v >= 1e6*1e11 {
		return 0, table.NotDate, false // a compact date, or nothing
	}
	epoch := int64(serialEpoch)
	if d.Serial == Serial1904 {
		epoch = serialEpoch1904
	}
	days, frac := floorDiv(v, 1e11), v-floorDiv(v, 1e11)*1e11
	if days < 61 && d.Serial == Serial1900 || days < 1 {
		return 0, table.NotDate, false
	}
	// 10⁻¹¹ of a day is 0.864 µs; Excel's own times are right to about 1 ms.
	at := (days-epoch)*dayMicros + int64(math.Round(float64(frac)*0.864/1000))*1000
	return at, 0, true
}

func byLayout(b []byte, layout string) (int64, bool, table.Reason, bool) {
	var buf [longestNumber + 8]byte
	s := asciiWidth(b, buf[:0])
	t, err := time.Parse(layout, string(s))
	if err != nil {
		return 0, false, table.NotDate, false
	}
	_, offset := t.Zone()
	return t.UnixMicro(), offset != 0, 0, true
}

func digits4(b []byte) (int, bool) {
	hi, ok1 := digits2(b[:2])
	lo, ok2 := digits2(b[2:])
	return hi*100 + lo, ok1 && ok2
}

func digits2(b []byte) (int, bool) {
	return int(b[0]-'0')*10 + int(b[1]-'0'), digit(b[0]) && digit(b[1])
}

// realDay reports whether the Gregorian calendar has the date.
func realDay(y, m, k int) bool {
	if m < 1 || m > 12 || k < 1 || y < 1 || y > 9999 {
		return false
	}
	return k <= monthDays(y, m)
}

func monthDays(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// civil returns the day number of a Gregorian date (H. Hinnant, days_from_civil).
func civil(y, m, k int) table.Day {
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + k - 1
	return table.Day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
