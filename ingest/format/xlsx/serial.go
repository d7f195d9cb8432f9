package xlsx

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"tenbin/ingest/format/raw"
)

// lastSerial is 31 December 9999 in the 1900 system; the 1904 system counts 1,462 less.
const (
	lastSerial = 2958465
	lag1904    = 1462
)

// present appends a stored number as text, with the hint of its format. Serials become
// ISO dates in the 1900 or the 1904 system, to the millisecond; what is no possible date
// stays a number, and what is no number is Plain.
//
// The 1900 system has two days that never were: its day 0 is written 1900-01-00 and its
// 29 February 1900-02-29, so that nobody takes them for a date.
func present(dst, text []byte, k kind, epoch1904 bool) ([]byte, raw.Hint) {
	out, ok := appendNumber(dst, text)
	switch {
	case !ok:
		return append(dst, text...), raw.Plain
	case k == number:
		return out, raw.Number
	case k == percent:
		return out, raw.Percent
	}
	last := float64(lastSerial)
	if epoch1904 {
		last -= lag1904
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil || v < 0 || v >= last+1 {
		return out, raw.Number
	}
	ms := int64(math.Round(v * 86400000))
	days, rest := ms/86400000, ms%86400000
	switch {
	case days > int64(last), k == elapsed && days > 0:
		return out, raw.Number
	case days == 0 && (k != date || !epoch1904 && rest > 0):
		return time.UnixMilli(rest).UTC().AppendFormat(dst, "15:04:05.999"), raw.Time
	}
	switch {
	case epoch1904:
		days += lag1904
	case days < 60:
		days++
	}
	at := time.Unix((days-25569)*86400, 0).Add(time.Duration(rest) * time.Millisecond).UTC()
	layout, hint := "2006-01-02", raw.Date
	if rest > 0 {
		layout, hint = "2006-01-02T15:04:05.999", raw.Stamp
	}
	if !epoch1904 && days < 61 {
		switch days {
		case 1:
			return append(dst, "1900-01-00"...), raw.Date
		case 60:
			if v >= 60 {
				return append(dst, "1900-02-29"...), raw.Date
			}
		}
	}
	return at.AppendFormat(dst, layout), hint
}

// appendNumber appends a number as it is written, or, where it is written with more
// digits than a double needs, as the shortest decimal that is the same double: Excel
// saves 1234.56 as 1234.5599999999999. Whole numbers stay as they are; ids can be long.
func appendNumber(dst, b []byte) ([]byte, bool) {
	i, digits, whole := 0, 0, true
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		i++
	}
	from := i
	leading := true
	for ; i < len(b) && (b[i] >= '0' && b[i] <= '9' || b[i] == '.' && whole); i++ {
		switch {
		case b[i] == '.':
			whole = false
		case b[i] != '0' || !leading:
			leading = false
			digits++
		}
	}
	if i == from || !whole && i == from+1 {
		return dst, false
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		whole = false
		if i++; i < len(b) && (b[i] == '-' || b[i] == '+') {
			i++
		}
		if i == len(b) {
			return dst, false
		}
		for i < len(b) && b[i] >= '0' && b[i] <= '9' {
			i++
		}
	}
	if i < len(b) {
		return dst, false
	}
	if whole || digits <= 15 {
		return append(dst, b...), true
	}
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return dst, false
	}
	if a := math.Abs(v); a != 0 && (a < 1e-7 || a >= 1e21) {
		return strconv.AppendFloat(dst, v, 'E', -1, 64), true
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64), true
}

// toMillisecond appends the time of a t="d" cell, rounded to the millisecond as serials
// are: Excel writes the digits of its double. What is no such time stays as it is.
func toMillisecond(dst, text []byte) []byte {
	i := bytes.IndexByte(text, '.')
	end := i + 1
	for i >= 0 && end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	layout, hint := "2006-01-02T15:04:05", isoHint(text)
	switch {
	case i < 0 || end-i < 5 || hint != raw.Stamp && hint != raw.Time:
		return append(dst, text...)
	case hint == raw.Time:
		layout = "15:04:05"
	}
	t, err := time.Parse(layout, string(text[:i]))
	if err != nil {
		return append(dst, text...)
	}
	share, err := strconv.ParseFloat("0"+string(text[i:end]), 64)
	if err != nil {
		return append(dst, text...)
	}
	t = t.Add(time.Duration(math.Round(share*1000)) * time.Millisecond)
	if hint == raw.Time && t.Day() > 1 { // 24:00 is no time of day
		return append(dst, text...)
	}
	return append(t.AppendFormat(dst, layout+".999"), text[end:]...)
}

// isoHint tells the forms of a t="d" cell apart: a day, a time of day, a time stamp.
func isoHint(b []byte) raw.Hint {
	switch {
	case len(b) == 10 && b[4] == '-':
		return raw.Date
	case len(b) > 10 && b[4] == '-' && b[10] == 'T':
		return raw.Stamp
	case len(b) >= 5 && b[2] == ':':
		return raw.Time
	}
	return raw.Plain
}
