package ingest

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// TableCounts counts the rows of one table's own files that were read so far.
func (in *Input) TableCounts(tableName string) (sum table.Counts) {
	if r := in.sources.Deals; r != nil && tableName == table.Deals.Name {
		return r.Counts
	}
	for _, s := range in.tables[tableName] {
		sum = sum.Add(s.counts())
	}
	return sum
}

// Counts counts every physical row of every file that was read so far, joined files
// included.
func (in *Input) Counts() (sum table.Counts) {
	for _, schema := range table.All {
		sum = sum.Add(in.TableCounts(schema.Name))
	}
	for _, c := range in.joined.Counts {
		sum = sum.Add(c)
	}
	return sum
}

// RowErrors lists the rows that could not be used, by place.
func (in *Input) RowErrors() []table.RowError {
	out := append([]table.RowError(nil), in.joined.RowErrors...)
	if r := in.sources.Deals; r != nil {
		out = append(out, r.RowErrors...)
	}
	in.tables.all(func(s *tableFile) {
		s.outcomes(func(t *convert.Tally) { out = append(out, t.Errors...) })
	})
	table.SortRowErrors(out)
	return out
}

// NonData lists the rows that belong to the sheet and not to a table, by place.
func (in *Input) NonData() []heading.NonData {
	out := append([]heading.NonData(nil), in.joined.NonData...)
	if r := in.sources.Deals; r != nil {
		out = append(out, r.NonData...)
	}
	in.tables.all(func(s *tableFile) {
		s.outcomes(func(t *convert.Tally) { out = append(out, t.NonData...) })
	})
	return heading.MergeNonData(out)
}

// Again lists the rows that stand in several exports, by place.
func (in *Input) Again() []dedup.Again {
	var list []dedup.Again
	if r := in.sources.Deals; r != nil {
		list = append(list, r.Again...)
	}
	in.tables.all(func(s *tableFile) { list = dedup.AgainOf(list, s.Source, s.decisions) })
	sort.SliceStable(list, func(i, j int) bool { return list[i].Place.Less(list[j].Place) })
	return list
}

// weigh adds to what is said of names whose rows are left out what stands on these rows: how
// many in each table, and their list money.
func weigh(remarks []fault.Remark, errs []table.RowError, minorUnits int) {
	type weight struct {
		rows map[string]int64
		list int64
	}
	behind := map[string]*weight{}
	for i := range remarks {
		if remarks[i].Name != "" {
			behind[remarks[i].Name] = &weight{rows: map[string]int64{}}
		}
	}
	for _, e := range errs {
		for _, c := range e.Cells {
			if w := behind[cell.Display(c.Value)]; w != nil && (c.Reason == table.UnknownPerson || c.Reason == table.SeveralPeople) {
				w.rows[e.Table]++
				w.list += max(0, e.ListAmount)
			}
		}
	}
	for i := range remarks {
		w := behind[remarks[i].Name]
		if w == nil || len(w.rows) == 0 {
			continue
		}
		var ja, en []string
		for _, t := range slices.Sorted(maps.Keys(w.rows)) {
			ja, en = append(ja, fmt.Sprintf("%s %d 行", t, w.rows[t])), append(en, fmt.Sprintf("%s %d rows", t, w.rows[t]))
		}
		if w.list > 0 {
			m := fault.Money(w.list, minorUnits)
			ja, en = append(ja, "定価 "+m), append(en, "list "+m)
		}
		remarks[i].Text.JA += "(" + strings.Join(ja, "、") + ")"
		remarks[i].Text.EN += " (" + strings.Join(en, ", ") + ")"
	}
}
