package cell

import (
	"fmt"
	"strings"

	"tenbin/ingest/table"
)

// Locale tells which character is the decimal mark.
type Locale uint8

// The locales.
const (
	Point Locale = iota // 1,234.5
	Comma               // 1.234,5
)

// DateOrder is the order of day, month and year where the cells alone leave it open:
// 20-10-16, 10/20/2016. Dates with the year first in four digits need none.
type DateOrder uint8

// The orders.
const (
	NoOrder DateOrder = iota
	YMD
	MDY
	DMY
)

// RateScale tells what a bare number in a column of rates is.
type RateScale uint8

// The scales.
const (
	Fraction     RateScale = iota // 0.05 is 5 %
	WholePercent                  // 5 is 5 %
)

// Serial tells whether numbers in a column of dates are days since an Excel epoch.
type Serial uint8

// The serial systems.
const (
	NoSerial   Serial = iota
	Serial1900        // day 1 is 1900-01-01
	Serial1904        // day 0 is 1904-01-01
)

// Decision is what was resolved for a whole column. The zero Decision reads decimal
// points, fractions and dates with the year first. Decisions compare with ==.
type Decision struct {
	Kind   table.Kind
	Locale Locale
	Order  DateOrder
	Scale  RateScale
	Serial Serial
	Layout string // a Go time layout that every cell follows; "" = any known form
	Fixed  bool   // named in the configuration
	// Mixed: at least one cell in twenty contradicts what is resolved. Cells that could
	// be read either way are then refused (ScaleConflict); otherwise only those that
	// contradict are.
	Mixed bool
	// Proved: the cells leave no other reading. False for a column whose cells fit
	// several (all days up to 12): the likeliest is resolved, and worth a remark.
	Proved   bool
	From, To table.Day // plausible dates; both zero = 1990-01-01 to 2099-12-31
	Evidence string    // what was counted, in words
}

var (
	localeNames = [...]string{"point", "comma"}
	orderNames  = [...]string{"", "ymd", "mdy", "dmy"}
	scaleNames  = [...]string{"fraction", "percent"}
	serialNames = [...]string{"", "serial", "serial1904"}
)

// String prints the decision as the manifest and `tenbin read` show it.
func (d Decision) String() string {
	var w []string
	switch d.Kind {
	case table.Rate:
		w = append(w, scaleNames[d.Scale])
		if d.Locale == Comma {
			w = append(w, "decimal comma")
		}
	case table.Date, table.Stamp:
		if d.Layout != "" {
			w = append(w, "layout "+d.Layout)
		}
		if d.Order != NoOrder {
			w = append(w, orderNames[d.Order])
		}
		if d.Serial != NoSerial {
			w = append(w, serialNames[d.Serial])
		}
		if len(w) == 0 {
			w = append(w, "year first")
		}
	case table.Money, table.Quantity, table.Int:
		w = append(w, "decimal "+localeNames[d.Locale])
	}
	switch {
	case d.Fixed:
		w = append(w, "(configured)")
	case d.Mixed:
		w = append(w, "(mixed)")
	case !d.Proved && d.Evidence != "":
		w = append(w, "(not proved)")
	}
	if d.Evidence != "" {
		w = append(w, "["+d.Evidence+"]")
	}
	return strings.Join(w, " ")
}

// WithFormat returns d with the date format that the configuration names: ymd, mdy,
// dmy, serial, serial1904, a pattern such as yyyy/mm/dd, or a Go layout (2006.1.2).
func (d Decision) WithFormat(format string) (Decision, error) {
	d.Order, d.Serial, d.Layout, d.Mixed, d.Proved, d.Fixed = NoOrder, NoSerial, "", false, true, true
	d.Evidence = ""
	switch f := strings.ToLower(strings.TrimSpace(format)); f {
	case "ymd":
		d.Order = YMD
	case "mdy":
		d.Order = MDY
	case "dmy":
		d.Order = DMY
	case "serial", "serial1900":
		d.Serial = Serial1900
	case "serial1904":
		d.Serial = Serial1904
	default:
		l, ok := layoutOf(strings.TrimSpace(format))
		if !ok {
			return d, fmt.Errorf("unknown date format %q: use ymd, mdy, dmy, serial, serial1904 or a pattern such as yyyy/mm/dd", format)
		}
		d.Layout = l
	}
	return d, nil
}

// WithScale returns d with the scale of rates that the configuration names: percent
// or fraction.
func (d Decision) WithScale(scale string) (Decision, error) {
	switch strings.ToLower(strings.TrimSpace(scale)) {
	case "percent", "%":
		d.Scale = WholePercent
	case "fraction":
		d.Scale = Fraction
	default:
		return d, fmt.Errorf("unknown scale %q: use percent or fraction", scale)
	}
	d.Fixed, d.Mixed, d.Proved, d.Evidence = true, false, true, ""
	return d, nil
}

// layoutOf turns yyyy/mm/dd hh:mm:ss into a Go layout and lets a Go layout through.
// Behind a separator one or two digits are accepted; without separators the widths hold.
func layoutOf(p string) (string, bool) {
	if strings.Contains(p, "2006") || strings.Contains(p, "06") {
		return p, true
	}
	l := strings.ToLower(p)
	fixed := !strings.ContainsAny(l, "/-. 年,")
	var b strings.Builder
	year, month, day, clock := false, false, false, false
	for i := 0; i < len(l); {
		j := i
		for j < len(l) && l[j] == l[i] {
			j++
		}
		n := j - i
		wide := func(two, one string) string {
			if fixed {
				return two
			}
			return one
		}
		switch c := l[i]; {
		case c == 'y' && n == 4:
			b.WriteString("2006")
			year = true
		case c == 'y' && n == 2:
			b.WriteString("06")
			year = true
		case c == 'm' && clock && n <= 2:
			b.WriteString(wide("04", "4"))
		case c == 'm' && n == 3:
			b.WriteString("Jan")
			month = true
		case c == 'm' && n <= 2:
			b.WriteString(wide("01", "1"))
			month = true
		case c == 'd' && n <= 2:
			b.WriteString(wide("02", "2"))
			day = true
		case c == 'h' && n <= 2:
			b.WriteString("15")
			clock = true
		case c == 's' && n <= 2:
			b.WriteString(wide("05", "5"))
		case c >= 'a' && c <= 'z' && c != 't' || c >= '0' && c <= '9':
			return "", false
		default:
			b.WriteString(p[i:j])
		}
		i = j
	}
	return b.String(), year && month && day
}

// Reads reports whether e reads every cell as d does: what they were resolved by apart.
func (d Decision) Reads(e Decision) bool {
	d.Proved, d.Evidence, e.Proved, e.Evidence = false, "", false, ""
	return d == e
}
