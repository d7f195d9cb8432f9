package ingest_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest"
	"tenbin/ingest/table"
)

// An export is opened, its lines are read as record batches of the canonical schema, and
// what became of every row is counted: the total is no line, and a line without a date is an
// error with its place.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	export := "Order ID,Line,Order Date,Sales Rep,Customer,List Amount,Net Amount\n" +
		"A-1,1,2026-10-01,Abe,Acme,\"¥100,000\",\"¥92,000\"\n" +
		"A-1,2,soon,Abe,Acme,\"¥50,000\",\"¥50,000\"\n" +
		"Total,,,,,\"¥150,000\",\"¥142,000\"\n"
	if err := os.WriteFile(filepath.Join(dir, "deals.csv"), []byte(export), 0o600); err != nil {
		log.Fatal(err)
	}

	ctx := context.Background()
	in, err := ingest.Open(ctx, ingest.Sources{Base: dir, Currency: "JPY", Tables: map[string][]ingest.Source{
		"deals": {{Files: []string{"*.csv"}, Columns: map[string]ingest.Column{
			"list_amount": {From: []string{"List Amount"}}, "net_amount": {From: []string{"Net Amount"}}}}},
	}}, 2)
	if err != nil {
		log.Fatal(err) // a *ingest.FileError: which file, what is wrong, what to do
	}
	defer in.Close()

	net := table.FirstColumn + table.Deals.Index("net_amount")
	for _, shard := range in.Shards("deals") {
		err := shard.Records(ctx, func(r arrow.Record) error {
			for _, v := range r.Column(net).(*array.Int64).Int64Values() {
				fmt.Println("net", v)
			}
			return nil
		})
		if err != nil {
			log.Fatal(err)
		}
	}
	fmt.Printf("%+v\n", in.Counts())
	for _, e := range in.RowErrors() {
		fmt.Println(e)
	}
	// Output:
	// net 92000
	// {RowsRead:3 Records:1 RowErrors:1 NonData:1 Helper:0 Repeated:0 Superseded:0}
	// deals.csv:3:3: date "soon": cannot be read as a date: write it as 2026-10-31
}
