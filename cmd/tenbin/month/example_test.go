package month_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/month"
)

// One line of deals and no instructions: the half that can be measured is published, with a
// warning of the other.
func ExampleRun() {
	dir, err := os.MkdirTemp("", "month")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	deals := filepath.Join(dir, "deals.csv")
	if err := os.WriteFile(deals, []byte("line_id,date,salesperson,client,list_amount,net_amount,authorised_rate\nL1,2026-10-02,Abe,Kita Works,100000,90000,0.05\n"), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	var written strings.Builder
	con := &cli.Console{Stdout: &written, Stderr: io.Discard, Language: "en"}
	q := month.Request{Tables: map[string][]string{"deals": {deals}}, Month: "2026-10", Out: filepath.Join(dir, "out")}
	for range 2 { // the same input is published once
		exit, err := month.Run(context.Background(), con, q, month.Host{Env: func(string) string { return "" }})
		fmt.Println("exit code", exit, err)
	}
	fmt.Print(strings.ReplaceAll(written.String(), filepath.ToSlash(dir), "DIR"))
	// Output:
	// exit code 3 <nil>
	// exit code 3 <nil>
	// DIR/out/2026-10/v1/hr/hr-coaching.xlsx
	// DIR/out/2026-10/v1/managers/all/manager.xlsx
	// DIR/out/2026-10/v1/operator/assessment.json
	// DIR/out/2026-10/v1/operator/assessment.parquet
	// DIR/out/2026-10/v1/operator/challenges.jsonl
	// DIR/out/2026-10/v1/operator/data-quality.xlsx
	// DIR/out/2026-10/v1/operator/ledger.jsonl
	// DIR/out/2026-10/v1/operator/ledger.parquet
	// DIR/out/2026-10/v1/operator/manifest.json
	// DIR/out/2026-10/v1/people/ABE/card.xlsx
}
