package month

import (
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest/table"
)

// Request is what a command line asks of a run.
type Request struct {
	Config       string
	Tables       map[string][]string // table → paths and globs, as given
	Month        string
	From, To     string
	Cube         string // of deals that were read elsewhere
	Out          string
	Language     string
	Workers      int
	DryRun       bool
	WorkersGiven bool
}

// Months checks the request's months and returns them, the first and the last.
func (q Request) Months() (from, to table.Month, err error) {
	how := cli.Text("--month 2026-10 のように指定してください", "write it as --month 2026-10")
	parse := func(flag, text string) (table.Month, error) {
		m, err := table.ParseMonth(text)
		if err != nil {
			return 0, cli.Usage(cli.Text("月の書き方が正しくありません", "the month is malformed"), "--"+flag+"="+text, cli.Text("2026-10 の形で指定してください", "write it as 2026-10"))
		}
		return m, nil
	}
	switch {
	case q.Month != "" && (q.From != "" || q.To != ""):
		return 0, 0, cli.Usage(cli.Text("--month と --from/--to は同時に使えません", "--month and --from/--to exclude each other"), "", cli.Text("どちらか一方にしてください", "use one of them"))
	case q.Month != "":
		from, err = parse("month", q.Month)
		return from, from, err
	case q.From != "" && q.To != "":
		if from, err = parse("from", q.From); err == nil {
			to, err = parse("to", q.To)
		}
		if err == nil && to < from {
			err = cli.Usage(cli.Text("最後の月が最初の月より前です", "the last month lies before the first"), "--from="+q.From+" --to="+q.To, cli.Text("順序を確認してください", "check their order"))
		}
		return from, to, err
	case q.From != "" || q.To != "":
		return 0, 0, cli.Usage(cli.Text("--from と --to は組で使います", "--from and --to belong together"), "", cli.Text("両方を指定してください", "give both"))
	}
	return 0, 0, cli.Usage(cli.Text("データ月がありません", "no data month is given"), "--month", how)
}

// configPath returns the configuration to read, "" for none.
func (q Request) configPath() (string, error) {
	if q.Config != "" || len(q.Tables) > 0 {
		return q.Config, nil
	}
	if _, err := os.Stat(config.DefaultName); err == nil {
		return config.DefaultName, nil
	}
	return "", cli.Usage(cli.Text("読むものがありません", "nothing to read"), "--config, --deals",
		cli.Text("設定ファイルか表のファイルを指定してください。まず試すなら tenbin demo", "name a configuration or the files of a table; tenbin demo shows an example"))
}

// Settings are what a run was asked, checked: the configuration with the flags over it.
type Settings struct {
	Config   *config.Config
	Out      string // output directory as given, for messages and stdout
	Cube     string // file of deals that were read elsewhere, "" = read here
	Workers  int
	DryRun   bool
	Password string // of the published workbooks, "" = none
}

// Settings reads the configuration and lays the flags over it. Every path and password
// variable is looked at here, before anything is read or locked.
func (q Request) Settings() (Settings, error) {
	if q.WorkersGiven && q.Workers < 1 {
		return Settings{}, cli.Usage(cli.Text("同時に動く数は 1 以上です", "the number of workers is not positive"), "--workers="+strconv.Itoa(q.Workers), cli.Text("1 以上の数を指定してください", "give a number from 1 on"))
	}
	switch q.Language {
	case "", "ja", "en", "both":
	default:
		return Settings{}, cli.Usage(cli.Text("資料の言語は ja、en、both のどれかです", "the language of the reports is ja, en or both"), "--language="+q.Language, cli.Text("どれかを指定してください", "name one of them"))
	}
	path, err := q.configPath()
	if err != nil {
		return Settings{}, err
	}
	c := config.Default()
	if path != "" {
		if c, err = config.Load(path); err != nil {
			return Settings{}, err
		}
	}
	for _, t := range slices.Sorted(maps.Keys(q.Tables)) {
		if err := c.Override(t, q.Tables[t]); err != nil {
			return Settings{}, err
		}
	}
	if q.Language != "" {
		if err := c.SetLanguage(q.Language); err != nil {
			return Settings{}, err
		}
	}
	out := q.Out
	if out == "" {
		out = c.Directory()
	}
	sources := c.Sources()
	if len(sources.Tables) == 0 {
		return Settings{}, cli.Usage(cli.Text("設定に読むファイルがありません", "the configuration names no file to read"), path, cli.Text("sources にファイルを書いてください", "name the files under sources"))
	}
	if q.Cube != "" { // the files of the deals need not be here
		delete(sources.Tables, "deals")
	}
	s := Settings{Config: c, Out: out, Cube: q.Cube, Workers: q.Workers, DryRun: q.DryRun}
	if s.Workers < 1 {
		s.Workers = runtime.GOMAXPROCS(0)
	}
	return s, sources.Check()
}
