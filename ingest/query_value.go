package ingest

import (
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"tenbin/ingest/raw"
)

// valueKind is what the database says that a column holds.
type valueKind uint8

const (
	asText    valueKind = iota
	asNumber            // decimal text, whole number or float
	asSingle            // a float of 32 bits: its shortest form is another than with 64
	asPadded            // char(n): blanks behind the text are not part of it
	asDay               // a date
	asMoment            // a time with zone
	asLocal             // a date and time without zone
	asClock             // a time of day
	asBinary            // no text at all
	asUnnamed           // a time.Time of a type without a telling name
)

// valueKinds are the names that PostgreSQL and other databases give their types.
var valueKinds = map[string]valueKind{
	"NUMERIC": asNumber, "DECIMAL": asNumber, "NUMBER": asNumber,
	"INT2": asNumber, "INT4": asNumber, "INT8": asNumber, "INT": asNumber, "INTEGER": asNumber, "BIGINT": asNumber, "SMALLINT": asNumber, "TINYINT": asNumber, "MEDIUMINT": asNumber,
	"FLOAT8": asNumber, "DOUBLE": asNumber, "DOUBLE PRECISION": asNumber, "FLOAT4": asSingle, "REAL": asSingle, "FLOAT": asNumber,
	"BPCHAR": asPadded, "CHAR": asPadded, "NCHAR": asPadded,
	"DATE": asDay, "TIMESTAMPTZ": asMoment, "TIMESTAMP WITH TIME ZONE": asMoment, "DATETIMEOFFSET": asMoment,
	"TIMESTAMP": asLocal, "DATETIME": asLocal, "DATETIME2": asLocal, "SMALLDATETIME": asLocal, "TIMESTAMP WITHOUT TIME ZONE": asLocal,
	"TIME": asClock, "TIMETZ": asClock,
	"BYTEA": asBinary, "BLOB": asBinary, "TINYBLOB": asBinary, "MEDIUMBLOB": asBinary, "LONGBLOB": asBinary, "BINARY": asBinary, "VARBINARY": asBinary, "RAW": asBinary, "IMAGE": asBinary,
}

// answerColumn is one column of an answer.
type answerColumn struct {
	name string
	kind valueKind
}

// answerColumns finds the columns of an answer. They must be there, have names that
// differ, and hold something that can be written as text.
func answerColumns(rows *sql.Rows, path string) ([]answerColumn, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	refuse := func(ja, en string, toDo Sentence) error {
		return fileError(path, ErrBadSource, Sentence{ja, en}, toDo)
	}
	if len(types) == 0 {
		return nil, refuse("問い合わせが列を返しません", "the query returns no columns", Sentence{"sql に SELECT 文を一つ書いてください", "write one SELECT under sql"})
	}
	seen := map[string]bool{}
	var out []answerColumn
	for _, t := range types {
		c := answerColumn{name: t.Name(), kind: valueKinds[strings.ToUpper(t.DatabaseTypeName())]}
		if t.DatabaseTypeName() == "" {
			c.kind = asUnnamed
		}
		switch {
		case seen[c.name]:
			return nil, refuse(fmt.Sprintf("列 %q が二つあります", c.name), fmt.Sprintf("two columns are called %q", c.name),
				Sentence{"AS で別の名前を付けてください", "give them different names with AS"})
		case c.kind == asBinary:
			return nil, refuse(fmt.Sprintf("列 %q はバイナリー(%s)で、文字として読めません", c.name, strings.ToLower(t.DatabaseTypeName())),
				fmt.Sprintf("the column %q holds binary data (%s) and cannot be read as text", c.name, strings.ToLower(t.DatabaseTypeName())),
				Sentence{"sql からこの列を除いてください", "leave the column out of sql"})
		}
		seen[c.name] = true
		out = append(out, c)
	}
	return out, nil
}

const (
	localStamp = "2006-01-02T15:04:05.999999"
	zonedStamp = localStamp + "Z07:00"
)

// appendValue appends what a driver gave for a cell as text, with its hint. Decimal
// numbers come as the server's own digits and are never turned into a float; moments are
// shown in the business time zone. NULL is an empty cell.
func (c answerColumn) appendValue(out []byte, v any, loc *time.Location) ([]byte, raw.Hint) {
	switch x := v.(type) {
	case nil:
		return out, raw.Plain
	case string:
		return c.appendText(out, x)
	case []byte:
		return c.appendText(out, string(x))
	case int64:
		return strconv.AppendInt(out, x, 10), raw.Number
	case bool:
		return strconv.AppendBool(out, x), raw.Bool
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return strconv.AppendFloat(out, x, 'f', -1, 64), raw.String
		}
		bits := 64
		if c.kind == asSingle {
			bits = 32
		}
		return strconv.AppendFloat(out, x, 'f', -1, bits), raw.Number
	case time.Time:
		switch c.kind {
		case asDay:
			return x.AppendFormat(out, time.DateOnly), raw.Date
		case asMoment, asUnnamed:
			return x.In(loc).AppendFormat(out, zonedStamp), raw.Stamp
		case asClock:
			return x.AppendFormat(out, "15:04:05.999999"), raw.Time
		}
		return x.AppendFormat(out, localStamp), raw.Stamp
	}
	return c.appendText(out, fmt.Sprint(v)) // the few other types that a driver may give say themselves as text
}

// appendText appends a value that came as text.
func (c answerColumn) appendText(out []byte, s string) ([]byte, raw.Hint) {
	if c.kind == asPadded {
		s = strings.TrimRight(s, " ")
	}
	out = append(out, s...)
	switch {
	case !utf8.ValidString(s):
		return out, raw.Invalid
	case (c.kind == asNumber || c.kind == asSingle) && isDecimal(s):
		return out, raw.Number
	case c.kind == asClock:
		return out, raw.Time
	}
	return out, raw.String // also 'infinity' and 'NaN', which no cell reader takes for a number
}

// isDecimal reports whether s is digits with at most a sign before and a point between.
func isDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, part, point := strings.Cut(s, ".")
	digits := func(s string) bool {
		for i := range len(s) {
			if !digit(s, i) {
				return false
			}
		}
		return s != ""
	}
	return digits(whole) && (!point || digits(part))
}
