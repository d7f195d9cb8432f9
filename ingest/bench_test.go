package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// BenchmarkConvert takes deal lines from bytes to record batches on one goroutine:
// scanned while they are read, scanned before, and each row by the converter.
func BenchmarkConvert(b *testing.B) {
	const lines = 300_000
	var text strings.Builder
	text.WriteString("document,line,date,salesperson,client,product,category,region,quantity,list_price,net_price,authorised_rate\n")
	for i := range lines {
		n := i*7919 + 13
		fmt.Fprintf(&text, "D%07d,%d,2026-%02d-%02d,Smith Anna #%04d,Alder Tooling %05d,SKU-%04d Pump model A,Spare Parts %02d,EMEA North %d,%d,%d.50,%d.25,0.05\n",
			i/4, i%4+1, 1+n%12, 1+n%28, i/4%500, i/4%9000, n%300, n%12, n%8, 1+n%40, 1000+n%5000, 900+n%4000)
	}
	dir := files(b, map[string]string{"d.csv": text.String()})
	for _, c := range []struct {
		name string
		s    Sources
	}{{"once", Sources{OnePass: true}}, {"surveyed", Sources{}}, {"converter", Sources{slow: true}}} {
		b.Run(c.name, func(b *testing.B) {
			c.s.Base, c.s.Currency, c.s.MinorUnits, c.s.NoDigests = dir, "EUR", 2, true
			c.s.Tables = map[string][]source.Source{"deals": {{Files: []string{"d.csv"}}}}
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				in, err := Open(context.Background(), c.s, 1)
				if err != nil {
					b.Fatal(err)
				}
				readAll(b, in)
				if again, err := in.Finalize(context.Background()); again || err != nil {
					b.Fatal(again, err)
				}
				if got := in.TableCounts("deals"); got != (table.Counts{RowsRead: lines, Records: lines}) {
					b.Fatalf("%+v", got)
				}
				in.Close()
			}
		})
	}
}
