package columnar

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/apache/arrow/go/v15/arrow/float16"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/format/raw"
)

const (
	stampLayout = "2006-01-02T15:04:05.999999999"
	clockLayout = "15:04:05.999999999"
)

// integer returns how an integer of a logical type is written.
func integer(logical schema.LogicalType, bits int) func([]byte, int64) ([]byte, raw.Hint) {
	switch t := logical.(type) {
	case schema.DateLogicalType, *schema.DateLogicalType:
		return func(out []byte, v int64) ([]byte, raw.Hint) { return appendDay(out, v), raw.Date }
	case schema.DecimalLogicalType:
		return decimal64(int(t.Scale()))
	case *schema.DecimalLogicalType:
		return decimal64(int(t.Scale()))
	case schema.TimestampLogicalType:
		return stamp(t)
	case *schema.TimestampLogicalType:
		return stamp(*t)
	case schema.TimeLogicalType:
		return clock(t.TimeUnit())
	case *schema.TimeLogicalType:
		return clock(t.TimeUnit())
	case schema.IntLogicalType:
		return whole(t.IsSigned(), bits)
	case *schema.IntLogicalType:
		return whole(t.IsSigned(), bits)
	}
	return whole(true, bits)
}

func whole(signed bool, bits int) func([]byte, int64) ([]byte, raw.Hint) {
	return func(out []byte, v int64) ([]byte, raw.Hint) {
		switch {
		case signed:
			return strconv.AppendInt(out, v, 10), raw.Number
		case bits == 32:
			return strconv.AppendUint(out, uint64(uint32(v)), 10), raw.Number
		}
		return strconv.AppendUint(out, uint64(v), 10), raw.Number
	}
}

func decimal64(scale int) func([]byte, int64) ([]byte, raw.Hint) {
	return func(out []byte, v int64) ([]byte, raw.Hint) {
		var digits [20]byte
		return point(out, v < 0, strconv.AppendUint(digits[:0], magnitude(v), 10), scale), raw.Number
	}
}

func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

// point writes digits·10^−scale as a plain decimal.
func point(out []byte, negative bool, digits []byte, scale int) []byte {
	if negative {
		out = append(out, '-')
	}
	if scale <= 0 {
		out = append(out, digits...)
		for range -scale {
			out = append(out, '0')
		}
		return out
	}
	if n := len(digits) - scale; n > 0 {
		out = append(out, digits[:n]...)
		digits = digits[n:]
	} else {
		out = append(out, '0')
	}
	out = append(out, '.')
	for range scale - len(digits) {
		out = append(out, '0')
	}
	return append(out, digits...)
}

// scaled writes n·10^−scale as a plain decimal.
func scaled(out []byte, n *big.Int, scale int) []byte {
	return point(out, n.Sign() < 0, new(big.Int).Abs(n).Append(nil, 10), scale)
}

// appendDay writes a day as a date (H. Hinnant, civil_from_days).
func appendDay(out []byte, days int64) []byte {
	if z := days + 719468; z >= 306 && days < 2932897 { // years 1 to 9999
		era := z / 146097
		doe := z - era*146097
		yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
		doy := doe - (365*yoe + yoe/4 - yoe/100)
		mp := (5*doy + 2) / 153
		y, m, d := yoe+era*400, mp+3, doy-(153*mp+2)/5+1
		if m > 12 {
			y, m = y+1, m-12
		}
		return append(out, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-', byte('0'+m/10), byte('0'+m%10), '-', byte('0'+d/10), byte('0'+d%10))
	}
	return time.Unix(days*86400, 0).UTC().AppendFormat(out, time.DateOnly)
}

// stamp writes a time stamp. One without zone stays without; so does one that only an
// old writer's annotation calls UTC, as Arrow's own readers have it.
func stamp(t schema.TimestampLogicalType) func([]byte, int64) ([]byte, raw.Hint) {
	layout := stampLayout
	if t.IsAdjustedToUTC() && !t.IsFromConvertedType() {
		layout += "Z"
	}
	unit := t.TimeUnit()
	return func(out []byte, v int64) ([]byte, raw.Hint) {
		var at time.Time
		switch unit {
		case schema.TimeUnitMillis:
			at = time.UnixMilli(v)
		case schema.TimeUnitMicros:
			at = time.UnixMicro(v)
		default:
			at = time.Unix(0, v)
		}
		return at.UTC().AppendFormat(out, layout), raw.Stamp
	}
}

// clock writes a time of day; what lies outside a day is an error cell.
func clock(unit schema.TimeUnitType) func([]byte, int64) ([]byte, raw.Hint) {
	per := int64(1)
	switch unit {
	case schema.TimeUnitMillis:
		per = int64(time.Millisecond)
	case schema.TimeUnitMicros:
		per = int64(time.Microsecond)
	}
	return func(out []byte, v int64) ([]byte, raw.Hint) { return appendClock(out, v, per) }
}

func appendClock(out []byte, v, per int64) ([]byte, raw.Hint) {
	if v < 0 || v >= int64(24*time.Hour)/per {
		return strconv.AppendInt(out, v, 10), raw.Error
	}
	return time.Unix(0, v*per).UTC().AppendFormat(out, clockLayout), raw.Time
}

// appendInt96 writes the old form of a time stamp: nanoseconds of the day, Julian day.
func appendInt96(out []byte, v parquet.Int96) []byte {
	const unixEpoch = 2440588
	nanos := int64(binary.LittleEndian.Uint64(v[:8]))
	days := int64(binary.LittleEndian.Uint32(v[8:])) - unixEpoch
	return time.Unix(days*86400, 0).UTC().Add(time.Duration(nanos)).AppendFormat(out, stampLayout)
}

// appendFloat writes the shortest text of a float, without exponent where that is
// readable: ids in columns of floats must look like ids.
func appendFloat(out []byte, v float64, bits int) ([]byte, raw.Hint) {
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return out, raw.Plain
	case math.IsInf(v, 0):
		return strconv.AppendFloat(out, v, 'g', -1, bits), raw.Error
	case a != 0 && (a < 1e-7 || a >= 1e21):
		return strconv.AppendFloat(out, v, 'E', -1, bits), raw.Number
	}
	if bits == 64 {
		if n, ok := hundred(v); ok {
			return hundredths(out, n), raw.Number
		}
	}
	return strconv.AppendFloat(out, v, 'f', -1, bits), raw.Number
}

// hundred returns v times 100 where v is a price: the double nearest to a number of
// hundredths with at most 15 digits. Those digits are its shortest text, since no other
// so short lies as near.
func hundred(v float64) (int64, bool) {
	c := math.Round(v * 100)
	return int64(c), math.Abs(c) < 1e15 && c/100 == v && (c != 0 || !math.Signbit(v))
}

// hundredths writes n/100 without zeros behind.
func hundredths(out []byte, n int64) []byte {
	if n < 0 {
		out = append(out, '-')
	}
	m := magnitude(n)
	out = strconv.AppendUint(out, m/100, 10)
	switch r := m % 100; {
	case r == 0:
	case r%10 == 0:
		out = append(out, '.', byte('0'+r/10))
	default:
		out = append(out, '.', byte('0'+r/10), byte('0'+r%10))
	}
	return out
}

func appendBool(out []byte, v bool) []byte { return strconv.AppendBool(out, v) }

// appendText writes text, or bytes that are none.
func appendText(out, v []byte) ([]byte, raw.Hint) {
	if !utf8.Valid(v) {
		return append(out, v...), raw.Invalid
	}
	return append(out, v...), raw.String
}

// binaryOf returns how bytes of a logical type are written: text, a big-endian decimal,
// a UUID, a half float.
func binaryOf(logical schema.LogicalType) func([]byte, []byte) ([]byte, raw.Hint) {
	scale := -1
	switch t := logical.(type) {
	case schema.DecimalLogicalType:
		scale = int(t.Scale())
	case *schema.DecimalLogicalType:
		scale = int(t.Scale())
	case schema.UUIDLogicalType, *schema.UUIDLogicalType:
		return appendUUID
	case schema.Float16LogicalType, *schema.Float16LogicalType:
		return func(out, v []byte) ([]byte, raw.Hint) {
			if len(v) != 2 {
				return append(out, v...), raw.Invalid
			}
			return appendFloat(out, float64(float16.FromBits(binary.LittleEndian.Uint16(v)).Float32()), 32)
		}
	}
	if scale < 0 {
		return appendText
	}
	short := decimal64(scale)
	return func(out, v []byte) ([]byte, raw.Hint) {
		for len(v) > 8 && (v[0] == 0 && v[1] < 0x80 || v[0] == 0xFF && v[1] >= 0x80) {
			v = v[1:] // a byte that only repeats the sign
		}
		if len(v) <= 8 {
			n := int64(0)
			for i, c := range v {
				if i == 0 {
					n = int64(int8(c))
				} else {
					n = n<<8 | int64(c)
				}
			}
			return short(out, n)
		}
		n := new(big.Int).SetBytes(v)
		if v[0]&0x80 != 0 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v))))
		}
		return scaled(out, n, scale), raw.Number
	}
}

func appendUUID(out, v []byte) ([]byte, raw.Hint) {
	if len(v) != 16 {
		return append(out, v...), raw.Invalid
	}
	for i, n := range []int{4, 2, 2, 2, 6} {
		if i > 0 {
			out = append(out, '-')
		}
		out, v = hex.AppendEncode(out, v[:n]), v[n:]
	}
	return out, raw.String
}
