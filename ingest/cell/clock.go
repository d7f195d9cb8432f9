package cell

// clock reads what stands behind a date: nothing, or a time of day with seconds,
// fraction, AM/PM or 午前/午後, and a zone (Z, ±hh:mm, UTC, GMT, JST).
func (p *dateParts) clock(s []byte) bool {
	if len(s) == 0 {
		return true
	}
	if !beforeClock(s[0]) {
		return false
	}
	for len(s) > 0 && beforeClock(s[0]) {
		s = s[1:]
	}
	if len(s) == 0 {
		return true
	}
	half := byte(0)
	if h, n := halfDay(s); n > 0 {
		half, s = h, skipSpaces(s[n:])
	}
	h, n := number2(s)
	if n == 0 || n > 2 || h > 24 {
		return false
	}
	s = s[n:]
	var behind int64
	if len(s) > 0 && s[0] == ':' {
		var ok bool
		if behind, s, ok = minutes(s[1:]); !ok {
			return false
		}
	} else if half == 0 {
		if x, k := halfDay(skipSpaces(s)); k == 0 || x == 0 {
			return false
		}
	}
	s = skipSpaces(s)
	if x, k := halfDay(s); k > 0 {
		if half != 0 {
			return false
		}
		half, s = x, skipSpaces(s[k:])
	}
	switch {
	case half != 0 && h > 12 || h > 23:
		return false
	case half == 'P' && h < 12:
		h += 12
	case half == 'A' && h == 12:
		h = 0
	}
	p.micros = int64(h*3600)*1e6 + behind
	return p.zone(s)
}

// beforeClock reports whether c may stand between a date and its time of day.
func beforeClock(c byte) bool { return c == 'T' || c == 't' || c == ' ' || c == '\t' || c == ',' }

// minutes reads what stands behind an hour and its colon: minutes, seconds and their
// fraction, in microseconds, each of which may be missing.
func minutes(s []byte) (micros int64, rest []byte, ok bool) {
	if len(s) == 0 || !digit(s[0]) {
		return 0, s, true
	}
	m, n := number2(s)
	if n > 2 || m > 59 {
		return 0, s, false
	}
	s = s[n:]
	sec := 0
	if len(s) > 0 && s[0] == ':' {
		s = s[1:]
		if len(s) > 0 && digit(s[0]) {
			if sec, n = number2(s); n > 2 || sec > 59 {
				return 0, s, false
			}
			s = s[n:]
		}
	}
	micros = int64(m*60+sec) * 1e6
	if len(s) > 1 && (s[0] == '.' || s[0] == ',') && digit(s[1]) {
		unit := int64(100000)
		for s = s[1:]; len(s) > 0 && digit(s[0]); s = s[1:] {
			micros += int64(s[0]-'0') * unit
			unit /= 10
		}
	}
	return micros, s, true
}

func halfDay(s []byte) (byte, int) {
	if len(s) >= 2 && (s[1] == 'M' || s[1] == 'm') {
		if c := s[0] &^ 0x20; c == 'A' || c == 'P' {
			return c, 2
		}
	}
	return 0, 0
}

func (p *dateParts) zone(s []byte) bool {
	switch string(s) {
	case "":
		return true
	case "Z", "z", "UTC", "GMT":
		p.zoned = true
		return true
	case "JST":
		p.zoned, p.offset = true, 9*3600
		return true
	}
	if len(s) > 3 && (string(s[:3]) == "UTC" || string(s[:3]) == "GMT") {
		s = s[3:]
	}
	if s[0] != '+' && s[0] != '-' {
		return false
	}
	h, n := number2(s[1:])
	rest, m := s[1+n:], 0
	switch {
	case n == 4:
		h, m = h/100, h%100
	case n != 2:
		return false
	case len(rest) == 3 && rest[0] == ':' && digit(rest[1]) && digit(rest[2]):
		m, rest = int(rest[1]-'0')*10+int(rest[2]-'0'), nil
	}
	if len(rest) > 0 || h > 14 || m > 59 {
		return false
	}
	p.zoned, p.offset = true, h*3600+m*60
	if s[0] == '-' {
		p.offset = -p.offset
	}
	return true
}
