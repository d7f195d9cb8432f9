package inspect

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
)

// Writing is what Init is told about the file that it writes.
type Writing struct {
	Out, Company string
	Answers      []string // CODE=WORD
}

// answers are the answers by the code of their question.
func (w Writing) answers() (map[string]string, error) {
	m := map[string]string{}
	for _, a := range w.Answers {
		code, word, ok := strings.Cut(a, "=")
		if !ok || code == "" || word == "" {
			return nil, cli.Usage(cli.Text("答えの書き方が正しくありません", "the answer is malformed"), "--answer="+a, cli.Text("--answer rate_scale=percent のように、run が示した語で書いてください", "write it as --answer rate_scale=percent, with the words that run showed"))
		}
		m[code] = word
	}
	return m, nil
}

// Init writes the configuration for the files that args name.
func Init(ctx context.Context, con *cli.Console, args []string, asked Asked, w Writing) error {
	out := w.Out
	answers, err := w.answers()
	if err != nil {
		return err
	}
	if _, err := os.Stat(out); err == nil {
		return cli.Usage(cli.Text("設定ファイルがもうあります", "there is a configuration already"), out, cli.Text("--out で別の名前を指定してください", "name another with --out"))
	}
	paths, err := exportsOf(args)
	if err != nil {
		return err
	}
	found := map[string][]config.Recognised{}
	var unknown []config.Recognised
	take := func(x config.Recognised, p string) {
		if x.Table == "" || len(x.Missing) > 2 {
			unknown = append(unknown, x)
			con.Warn("unknown_table", p, cli.Text("どの表か分かりません。columns に対応を書いてください", "no table is recognised; describe its columns in the configuration"))
			return
		}
		con.Note("table", cli.Text(fmt.Sprintf("%s: %s(%d 列)", p, x.Table, len(x.Columns)), fmt.Sprintf("%s: %s (%d columns)", p, x.Table, len(x.Columns))))
		found[x.Table] = append(found[x.Table], x)
	}
	for _, p := range paths {
		r, err := ingest.Recognise(ctx, p, "")
		var file *ingest.FileError
		switch {
		case errors.As(err, &file):
			con.Warn("unreadable", p, cli.Text(file.What.JA, file.What.EN))
			continue
		case err != nil:
			return err
		}
		shown, err := filepath.Rel(filepath.Dir(out), p)
		if err != nil {
			shown = p
		}
		take(config.Recognised{Recognised: r, Path: filepath.ToSlash(shown)}, p)
	}
	queries, err := asked.recognise(ctx, filepath.Dir(out))
	if err != nil {
		return err
	}
	for _, x := range queries {
		take(x, x.Path)
	}
	if len(found) == 0 {
		return cli.Usage(cli.Text("表が一つも見つかりません", "no table was recognised"), strings.Join(args, " "), cli.Text("tenbin read FILE で中身を確認してください", "see what is in a file with tenbin read FILE"))
	}
	text := config.Draft(found, unknown, w.Company, answers, con.Language)
	if _, err := config.Parse(out, []byte(text)); err != nil {
		return err
	}
	f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(con.Stdout, filepath.ToSlash(out))
	return err
}

// exportsOf are the files that paths, globs and folders name, in their order.
func exportsOf(args []string) ([]string, error) {
	var paths []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			matches, err := filepath.Glob(arg)
			if err != nil || len(matches) == 0 {
				return nil, cli.Usage(cli.Text("ファイルが見つかりません", "no such file"), arg, cli.Text("パスを確認してください", "check the path"))
			}
			paths = append(paths, matches...)
		case err != nil:
			return nil, err
		case info.IsDir():
			entries, err := os.ReadDir(arg)
			if err != nil {
				return nil, err
			}
			for _, e := range entries {
				if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(e.Name(), "~$") {
					paths = append(paths, filepath.Join(arg, e.Name()))
				}
			}
		default:
			paths = append(paths, arg)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil
}
