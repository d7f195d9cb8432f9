package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	_ "time/tzdata" // business time zones on machines without a zone database

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
	"tenbin/ingest/table"
)

func main() {
	language := languageOf(os.Getenv)
	t := Task{Language: language}
	flag.StringVar(&t.Config, "config", "tenbin.yaml", said(language, "設定 `FILE`。すべての機械から同じパスで見えること", "configuration `FILE`, at the same path on every machine"))
	flag.StringVar(&t.Month, "month", "", said(language, "データ月 `YYYY-MM`", "data month `YYYY-MM`"))
	flag.StringVar(&t.Out, "out", "", said(language, "書き出す `FILE`(tenbin run --cube で使用)。共有の場所に置くこと", "`FILE` to write, for tenbin run --cube, in shared storage"))
	flag.Int64Var(&t.PartSize, "part-size", 64<<20, said(language, "テキストを分ける大きさ(`BYTES`)。数字は変わりません", "`BYTES` of text that make one part; no figure depends on it"))
	level := flag.String("log-level", "warn", said(language, "Beam の備考の詳しさ(`LEVEL`): debug, info, warn, error", "how much Beam says, `LEVEL`: debug, info, warn or error"))
	flag.Usage = func() {
		fmt.Fprintf(flag.CommandLine.Output(), "%s\n\n", said(language,
			"tenbin-beam は明細を Apache Beam で読み、tenbin run --cube で使うファイルを書きます。\n--runner ほか Beam のオプションもそのまま指定できます(省略時は prism、このプロセスの中で実行)。",
			"tenbin-beam reads the deals on Apache Beam and writes the file for tenbin run --cube.\n--runner and Beam's other flags are passed on (default: prism, in this process)."))
		flag.PrintDefaults()
	}
	flag.Parse()
	log.SetupLogging(*level, "text")
	beam.Init() // a worker of a cluster stays in here
	if err := run(context.Background(), t); err != nil {
		fmt.Fprintln(os.Stderr, "tenbin-beam: "+inWords(err, language))
		os.Exit(exitCode(err))
	}
}

// run runs the pipeline on Beam's runner and leaves the file at t.Out.
func run(ctx context.Context, t Task) error {
	files, err := t.check()
	if err != nil {
		return err
	}
	return beamx.Run(ctx, pipeline(t, files))
}

// check looks at the task before anything is submitted, makes its paths absolute and
// lists the files of deals.
func (t *Task) check() ([]ingest.SeenFile, error) {
	if _, err := table.ParseMonth(t.Month); err != nil {
		return nil, &usageError{"--month=" + t.Month, "月の書き方が正しくありません", "the month is malformed", "2026-10 の形で指定してください", "write it as 2026-10"}
	}
	if t.Out == "" {
		return nil, &usageError{"--out", "書き出すファイルがありません", "no file to write is named", "--out FILE で指定してください", "name it with --out FILE"}
	}
	if t.PartSize < 1 {
		return nil, &usageError{fmt.Sprintf("--part-size=%d", t.PartSize), "分ける大きさは 1 以上です", "the size of a part is not positive", "1 以上の数を指定してください", "give a number from 1 on"}
	}
	for _, p := range []*string{&t.Config, &t.Out} {
		full, err := filepath.Abs(*p)
		if err != nil {
			return nil, err
		}
		*p = full
	}
	c, err := config.Load(t.Config)
	if err != nil {
		return nil, err
	}
	sources := c.Sources()
	if len(sources.Tables[table.Deals.Name]) == 0 {
		return nil, &usageError{t.Config, "設定に明細(deals)がありません", "the configuration names no deals", "sources に deals を書いてください", "name them under sources"}
	}
	if err := sources.Check(); err != nil {
		return nil, err
	}
	return ingest.DealFiles(sources)
}

// usageError is a command line that cannot be followed, in both languages.
type usageError struct{ where, whatJA, whatEN, doJA, doEN string }

func (e *usageError) Error() string { return e.in("en") }

func (e *usageError) in(language string) string {
	return said(language, e.whatJA, e.whatEN) + " (" + e.where + "): " + said(language, e.doJA, e.doEN)
}

// inWords says err in the form WHAT (WHERE): WHAT TO DO. What a step said comes back as
// the last lines of what the runner makes of it.
func inWords(err error, language string) string {
	var u *usageError
	var f *ingest.FileError
	switch {
	case errors.As(err, &u):
		return u.in(language)
	case errors.As(err, &f):
		return f.In(language)
	}
	text := err.Error()
	if k := strings.LastIndex(text, stepFailed); k >= 0 {
		text = text[k+len(stepFailed):]
	}
	return text
}

// exitCode is 2 for wrong usage or configuration, 1 for everything else: figures are
// judged by tenbin run.
func exitCode(err error) int {
	var u *usageError
	if errors.As(err, &u) || errors.Is(err, ingest.ErrNotFound) || errors.Is(err, ingest.ErrBadSource) {
		return 2
	}
	return 1
}

// languageOf is the language of messages by the environment.
func languageOf(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if v == "ja" || strings.HasPrefix(v, "ja_") || strings.HasPrefix(v, "ja.") || strings.HasPrefix(v, "ja-") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}

func said(language, ja, en string) string {
	if language == "ja" {
		return ja
	}
	return en
}
