package metrics

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"tenbin/ingest/table"
)

// cubeHeading names the columns of WriteCSV.
const cubeHeading = "salesperson,client,month,category,region,band,lines,list,discount,conceded,list_squared\n"

// WriteCSV writes the cells' sums of money as text, one cell a line, in the cube's order:
// names, data month (YYYY-MM), sums in minor units. Σ list² has up to 39 digits.
func (s *Sums) WriteCSV(w io.Writer, names table.Names) error {
	b := bufio.NewWriterSize(w, 1<<18)
	b.WriteString(cubeHeading)
	people, clients := quotedAll(s.People, names.Person), quotedAll(s.Clients, names.Client)
	as := func(id string) string { return id }
	categories, regions := quotedAll(s.Categories, as), quotedAll(s.Regions, as)
	months := map[int32]string{}
	var buf []byte
	for i := range s.Len() {
		k, x := s.Key(i), s.Cell(i)
		stratum := &s.Strata[k.Stratum]
		month, ok := months[int32(k.Month)]
		if !ok {
			month = k.Month.String()
			months[int32(k.Month)] = month
		}
		buf = append(append(buf[:0], people[k.Person]...), ',')
		buf = append(append(buf, clients[k.Client]...), ',')
		buf = append(append(buf, month...), ',')
		buf = append(append(buf, categories[stratum.Category]...), ',')
		buf = append(append(buf, regions[stratum.Region]...), ',')
		buf = strconv.AppendInt(buf, int64(stratum.Band), 10)
		for _, v := range [...]int64{x.Lines, x.List, x.Discount, x.Conceded} {
			buf = strconv.AppendInt(append(buf, ','), v, 10)
		}
		buf = append(x.ListSquared.Append(append(buf, ',')), '\n')
		if _, err := b.Write(buf); err != nil {
			return err
		}
	}
	return b.Flush()
}

// quotedAll returns what is shown for ids, in quotes where a reader of CSV needs them.
func quotedAll(ids []string, shown func(string) string) []string {
	out := make([]string, len(ids))
	for i, s := range ids {
		s = shown(s)
		if strings.ContainsAny(s, ",\"\r\n") {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		out[i] = s
	}
	return out
}
