package sqlsource

import (
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
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
	AsUnnamed           // a time.Time of a type without a telling name
)

// ValueKinds are the names that PostgreSQL and other databases give their types.
var ValueKinds = map[string]valueKind{
	"NUMERIC": asNumber, "DECIMAL": asNumber, "NUMBER": asNumber,
	"INT2": asNumber, "INT4": asNumber, "INT8": asNumber, "INT": asNumber, "INTEGER": asNumber, "BIGINT": asNumber, "SMALLINT": asNumber, "TINYINT": asNumber, "MEDIUMINT": asNumber,
	"FLOAT8": asNumber, "DOUBLE": asNumber, "DOUBLE PRECISION": asNumber, "FLOAT4": asSingle, "REAL": asSingle, "FLOAT": asNumber,
	"BPCHAR": asPadded, "CHAR": asPadded, "NCHAR": asPadded,
	"DATE": asDay, "TIMESTAMPTZ": asMoment, "TIMESTAMP WITH TIME ZONE": asMoment, "DATETIMEOFFSET": asMoment,
	"TIMESTAMP": asLocal, "DATETIME": asLocal, "DATETIME2": asLocal, "SMALLDATETIME": asLocal, "TIMESTAMP WITHOUT TIME ZONE": asLocal,
	"TIME": asClock, "TIMETZ": asClock,
	"BYTEA": asBinary, "BLOB": asBinary, "TINYBLOB": asBinary, "MEDIUMBLOB": asBinary, "LONGBLOB": asBinary, "BINARY": asBinary, "VARBINARY": asBinary, "RAW": asBinary, "IMAGE": asBinary,
}

// AnswerColumn is one column of an answer.
type AnswerColumn struct {
	Name string
	Kind valueKind
}

// answerColumns finds the columns of an answer. They must be there, have names that
// differ, and hold something that can be written as text.
func answerColumns(rows *sql.Rows, path string) ([]AnswerColumn, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	refuse := func(ja, en string, toDo fault.Sentence) error {
		return fault.New(path, fault.ErrBadSource, fault.Sentence{JA: ja, EN: en}, toDo)
	}
	if len(types) == 0 {
		return nil, refuse("問い合わせが列を返しません", "the query returns no columns", fault.Sentence{JA: "sql に SELECT 文を一つ書いてください", EN: "write one SELECT under sql"})
	}
	seen := map[string]bool{}
	var out []AnswerColumn
	for _, t := range types {
		c := AnswerColumn{Name: t.Name(), Kind: ValueKinds[strings.ToUpper(t.DatabaseTypeName())]}
		if t.DatabaseTypeName() == "" {
			c.Kind = AsUnnamed
		}
		switch {
		case seen[c.Name]:
			return nil, refuse(fmt.Sprintf("列 %q が二つあります", c.Name), fmt.Sprintf("two columns are called %q", c.Name),
				fault.Sentence{JA: "AS で別の名前を付けてください", EN: "give them different names with AS"})
		case c.Kind == asBinary:
			return nil, refuse(fmt.Sprintf("列 %q はバイナリー(%s)で、文字として読めません", c.Name, strings.ToLower(t.DatabaseTypeName())),
				fmt.Sprintf("the column %q holds binary data (%s) and cannot be read as text", c.Name, strings.ToLower(t.DatabaseTypeName())),
				fault.Sentence{JA: "sql からこの列を除いてください", EN: "leave the column out of sql"})
		}
		seen[c.Name] = true
		out = append(out, c)
	}
	return out, nil
}

const (
	localStamp = "2006-01-02T15:04:05.999999"
	zonedStamp = localStamp + "Z07:00"
)

// AppendValue appends what a driver gave for a cell as text, with its hint. Decimal
// numbers come as the server's own digits and are never turned into a float; moments are
// shown in the business time zone. NULL is an empty cell.
func (c AnswerColumn) AppendValue(out []byte, v any, loc *time.Location) ([]byte, raw.Hint) {
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
		if c.Kind == asSingle {
			bits = 32
		}
		return strconv.AppendFloat(out, x, 'f', -1, bits), raw.Number
	case time.Time:
		switch c.Kind {
		case asDay:
			return x.AppendFormat(out, time.DateOnly), raw.Date
		case asMoment, AsUnnamed:
			return x.In(loc).AppendFormat(out, zonedStamp), raw.Stamp
		case asClock:
			return x.AppendFormat(out, "15:04:05.999999"), raw.Time
		}
		return x.AppendFormat(out, localStamp), raw.Stamp
	}
	return c.appendText(out, fmt.Sprint(v)) // the few other types that a driver may give say themselves as text
}

// appendText appends a value that came as text.
func (c AnswerColumn) appendText(out []byte, s string) ([]byte, raw.Hint) {
	if c.Kind == asPadded {
		s = strings.TrimRight(s, " ")
	}
	out = append(out, s...)
	switch {
	case !utf8.ValidString(s):
		return out, raw.Invalid
	case (c.Kind == asNumber || c.Kind == asSingle) && isDecimal(s):
		return out, raw.Number
	case c.Kind == asClock:
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
			if s[i] < '0' || s[i] > '9' {
				return false
			}
		}
		return s != ""
	}
	return digits(whole) && (!point || digits(part))
}
