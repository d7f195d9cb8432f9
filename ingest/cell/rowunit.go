package cell

import (
	"strings"

	"tenbin/ingest/name"
)

// MoneyUnit is what a cell that gives the unit of a row's money multiplies by: 1000 for 千円, K
// or thousand yen; 0 where it names no unit, or one.
func MoneyUnit(text []byte) int64 {
	p := name.Plain(string(text))
	for _, currency := range []string{"JAPANESE YEN", "YEN", "JPY", "USD", "DOLLARS", "US$", "EUR", "円", "¥", "OF"} {
		p = strings.TrimSpace(strings.Replace(p, currency, "", 1))
	}
	switch strings.Trim(p, "() .'") {
	case "千", "THOUSAND", "THOUSANDS", "K", "T", "000", "1,000", "1000", "X1000", "X1,000", "×1000", "×1,000":
		return 1_000
	case "万":
		return 10_000
	case "百万", "MILLION", "MILLIONS", "M", "MN", "MIO":
		return 1_000_000
	}
	return 0
}

// Pieces is for how many pieces a price is by a cell such as 100, 100個 or per 100; 0 where it
// names no number above one.
func Pieces(text []byte) int64 {
	p := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(name.Plain(string(text)), "PER"), "/"))
	for _, unit := range []string{"個あたり", "個", "本", "枚", "PCS", "PC", "PIECES", "EA", "UNITS"} {
		p = strings.TrimSpace(strings.TrimSuffix(p, unit))
	}
	switch p {
	case "10", "十":
		return 10
	case "12", "ダース", "DOZEN", "DZ", "DOZ":
		return 12
	case "100", "百", "C":
		return 100
	case "144", "GROSS", "グロス":
		return 144
	case "1000", "1,000", "千", "M":
		return 1_000
	case "10000", "10,000", "万":
		return 10_000
	}
	return 0
}
