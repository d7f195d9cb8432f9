package cli_test

import (
	"fmt"
	"os"

	"tenbin/cmd/tenbin/cli"
)

// Every error is printed as WHAT (WHERE): WHAT TO DO, and has an exit code.
func Example() {
	con := &cli.Console{Stderr: os.Stdout, Language: "en"}
	con.Warn("ragged", "deals.csv", cli.Text("列の数が違う行があります", "a row has another number of cells"))
	err := cli.Usage(cli.Text("データ月がありません", "no data month is given"), "--month", cli.Text("--month 2026-10 のように指定してください", "write it as --month 2026-10"))
	con.Fail(err)
	fmt.Println("exit code", cli.Explain(err).Exit)
	// Output:
	// warning: a row has another number of cells (deals.csv)
	// tenbin: no data month is given (--month): write it as --month 2026-10
	// exit code 2
}
