package ingest

// Currencies of ISO 4217 whose smallest unit is not a hundredth.
var minorUnits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
	"CLF": 4, "UYW": 4,
}

// MinorUnits returns the decimal places of a currency by ISO 4217; ok is false for a
// text that is no currency code (three capital letters).
func MinorUnits(code string) (places int, ok bool) {
	if len(code) != 3 {
		return 0, false
	}
	for i := range 3 {
		if code[i] < 'A' || code[i] > 'Z' {
			return 0, false
		}
	}
	if n, other := minorUnits[code]; other {
		return n, true
	}
	return 2, true
}
