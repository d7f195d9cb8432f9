package cube

import (
	"io"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"tenbin/ingest/table"
)

// cubeHeading names the columns of WriteCSV.
const cubeHeading = "salesperson,client,month,category,region,band,lines,list,discount,conceded,list_squared\n"

// csvCells is the number of cells that are written to memory at once.
const csvCells = 1 << 12

// WriteCSV writes the cells' sums of money as text, one cell a line, in the cube's order:
// names, data month (YYYY-MM), sums in minor units. Σ list² has up to 39 digits. workers
// goroutines write runs of cells to memory; w gets them in order.
func (s *Sums) WriteCSV(w io.Writer, names table.Names, workers int) error {
	if _, err := io.WriteString(w, cubeHeading); err != nil {
		return err
	}
	as := func(id string) string { return id }
	people, clients := quotedAll(s.People, names.Person), quotedAll(s.Clients, names.Client)
	categories, regions := quotedAll(s.Categories, as), quotedAll(s.Regions, as)
	strata := make([]string, len(s.Strata))
	for k, x := range s.Strata {
		strata[k] = categories[x.Category] + regions[x.Region] + strconv.Itoa(int(x.Band))
	}
	lines := func(buf []byte, from, to int) []byte {
		var months [256]struct { // as they are written, by their lowest bits
			month table.Month
			text  string
		}
		var ahead [16]*CellSums
		touched := int64(0)
		for i := from; i < to; i++ {
			if at := (i - from) % len(ahead); at == 0 { // fetch the next cells together
				for n := i; n < min(to, i+len(ahead)); n++ {
					ahead[n-i] = s.Sum(n)
					touched |= ahead[n-i].Lines ^ int64(ahead[n-i].ListSquared.Lo)
				}
			}
			k, x := s.Key(i), ahead[(i-from)%len(ahead)]
			month := &months[uint8(k.Month)]
			if month.month != k.Month || month.text == "" {
				month.month, month.text = k.Month, k.Month.String()+","
			}
			buf = append(append(append(append(buf, people[k.Person]...), clients[k.Client]...), month.text...), strata[k.Stratum]...)
			for _, v := range [...]int64{x.Lines, x.List, x.Discount, x.Conceded} {
				buf = strconv.AppendInt(append(buf, ','), v, 10)
			}
			buf = append(x.ListSquared.Append(append(buf, ',')), '\n')
		}
		s.touched.Store(touched)
		return buf
	}
	return inTurns(w, workers, s.Len(), csvCells, lines)
}

// inTurns writes f(from, to) for the runs of n things to w, in order. Of workers
// goroutines each makes every so many-th run, and writes it when its turn comes, while the
// others make theirs.
func inTurns(w io.Writer, workers, n, run int, f func(buf []byte, from, to int) []byte) error {
	runs := (n + run - 1) / run
	workers = max(1, min(workers, runs))
	turns := make([]chan struct{}, workers)
	for k := range turns {
		turns[k] = make(chan struct{}, 1)
	}
	turns[0] <- struct{}{}
	var failed error // belongs to whose turn it is
	var group errgroup.Group
	for k := range turns {
		group.Go(func() error {
			var buf []byte
			for r := k; r < runs; r += workers {
				buf = f(buf[:0], r*run, min(n, (r+1)*run))
				<-turns[k]
				if failed == nil {
					_, failed = w.Write(buf)
				}
				err := failed
				turns[(k+1)%workers] <- struct{}{}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// quotedAll returns what is shown for ids, in quotes where a reader of CSV needs them, with
// the comma behind.
func quotedAll(ids []string, shown func(string) string) []string {
	out := make([]string, len(ids))
	for i, s := range ids {
		s = shown(s)
		if strings.ContainsAny(s, ",\"\r\n") {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		out[i] = s + ","
	}
	return out
}
