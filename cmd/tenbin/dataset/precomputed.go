package dataset

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/cubefile"
)

// Precomputed is a reading of the deals that a run goes on from instead of reading them.
type Precomputed struct {
	*cubefile.Reading
	Deals   *ingest.DealsRead
	noticed Noticed
	shard   table.Shard
}

// Noticed is what a Watch noticed of the deals, in a form that can be carried.
type Noticed struct {
	Months []table.Month
	Days   []table.Day // on which deals fall
	Alone  []Lone
	Filled []bool // per column of the schema; nil: no row was read
}

// Lone is a deal line without a salesperson.
type Lone struct {
	File  int32
	Row   int64
	Month table.Month
}

// account is what stands in the file beside the cube.
type account struct {
	Deals   *ingest.DealsRead
	Noticed Noticed
}

// Read reads the deals of in, which must have been opened with Report set, for month m.
func Read(ctx context.Context, c *config.Config, in *ingest.Input, m table.Month, workers int) (*cubefile.Reading, error) {
	o := Options(c, in, m, workers)
	w := NewWatch(o.ClosingDay)
	r, err := cubefile.ReadDeals(ctx, Tables(in, w).Inputs(), o, CardLines)
	if err != nil {
		return nil, err
	}
	return r, Seal(r, c, in, w.deals())
}

// Seal notes in r what the run knows of the deals and what they were read under.
func Seal(r *cubefile.Reading, c *config.Config, in *ingest.Input, n Noticed) (err error) {
	r.Key = Key(c, in.Files())
	r.Annotations, err = json.Marshal(account{in.DealsRead().Exact(), n})
	return err
}

// Key says what a reading of the deals depends on beside the deals themselves: the
// configuration and the files of the tables that it consults, a line each.
func Key(c *config.Config, files []table.File) string {
	lines := []string{"configuration " + table.ID("k", string(c.DealsCanonical()))}
	for _, f := range files {
		if slices.Contains(ingest.Companions, f.Table) {
			lines = append(lines, f.Table+" "+f.Path+" "+f.SHA256)
		}
	}
	sort.Strings(lines[1:])
	return strings.Join(lines, "\n")
}

// Changed returns what differs between two keys: "configuration", or a table's file; ""
// for nothing.
func Changed(then, now string) string {
	a, b := strings.Split(then, "\n"), strings.Split(now, "\n")
	for _, list := range [...]struct{ these, others []string }{{b, a}, {a, b}} {
		for _, x := range list.these {
			if !slices.Contains(list.others, x) {
				if words := strings.SplitN(x, " ", 2); words[0] != "configuration" {
					return words[1][:strings.LastIndex(words[1], " ")]
				}
				return "configuration"
			}
		}
	}
	return ""
}

// Load reads the file that Read's reading was written to.
func Load(from io.Reader) (*Precomputed, error) {
	r, err := cubefile.Read(from)
	if err != nil {
		return nil, err
	}
	var d account
	if err := json.Unmarshal(r.Annotations, &d); err != nil || d.Deals == nil {
		return nil, fmt.Errorf("%w: it holds no account of the deals' files", cubefile.ErrNotCube)
	}
	e := &Precomputed{Reading: r, Deals: d.Deals.Verbatim(), noticed: d.Noticed}
	e.shard, err = r.Shard()
	return e, err
}

// Tables is what metrics sees of in, whose deals e stands for.
func (e *Precomputed) Tables(in *ingest.Input, w *Watch) metrics.Data {
	w.admit(e.noticed)
	d := Tables(in, w)
	d.Reading, d.Tables["deals"] = e.Reading, []table.Shard{e.shard}
	return d
}

// Watch returns a watch that has noticed what there was to notice of the deals.
func (e *Precomputed) Watch(closing int) *Watch {
	w := NewWatch(closing)
	w.admit(e.noticed)
	return w
}

// deals is what w noticed of the deals.
func (w *Watch) deals() Noticed {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := Noticed{Filled: w.filled[table.Deals.Name]}
	for m := range w.dealMonths {
		n.Months = append(n.Months, m)
	}
	for d := range w.days {
		n.Days = append(n.Days, d)
	}
	for r := range w.alone {
		n.Alone = append(n.Alone, Lone{r.file, r.row, r.month})
	}
	n.sort()
	return n
}

func (n *Noticed) sort() {
	slices.Sort(n.Months)
	slices.Sort(n.Days)
	sort.Slice(n.Alone, func(i, j int) bool {
		a, b := n.Alone[i], n.Alone[j]
		return a.File < b.File || a.File == b.File && a.Row < b.Row
	})
}

// admit adds what was noticed elsewhere.
func (w *Watch) admit(n Noticed) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, m := range n.Months {
		w.months[m] = true
	}
	for _, d := range n.Days {
		w.days[d] = true
	}
	for _, l := range n.Alone {
		w.alone[loneRow{l.File, l.Row, l.Month}] = true
	}
	if n.Filled != nil {
		w.filled[table.Deals.Name] = n.Filled
	}
}
