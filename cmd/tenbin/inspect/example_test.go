package inspect_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/inspect"
)

// The table of a file is found whatever stands around it.
func ExampleRead() {
	dir, err := os.MkdirTemp("", "inspect")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "report.csv")
	if err := os.WriteFile(path, []byte("Sales report\n\nDate,Rep,Amount\n2026-10-01,Abe,1200\n2026-10-02,Doi,800\nTotal,,2000\n"), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	var table, remarks strings.Builder
	if err := inspect.Read(context.Background(), &cli.Console{Stdout: &table, Stderr: &remarks, Language: "en"}, path, inspect.Reading{}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(strings.ReplaceAll(table.String(), "\r", ""), remarks.String())
	// Output:
	// Date,Rep,Amount
	// 2026-10-01,Abe,1200
	// 2026-10-02,Doi,800
	// encoding: UTF-8
	// delimiter: comma
	// quote: ", doubled inside
	// line end: LF
	// heading: row 3, 3 columns
	// rows of the table: 2
	// outside the table: 1 above the heading (row 1)
	// outside the table: 1 blank
	// outside the table: 1 totals (row 6)
}
