package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tenbin/cmd/tenbin/month"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand is tenbin man.
func (a *app) manCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "man [--out DIR]",
		Short: a.say("マニュアルページ(man)を書き出す", "write manual pages"),
		Long: a.say("コマンドごとのマニュアルページを DIR に書きます。man -l DIR/tenbin-run.1 で読めます。\nシェルの補完は tenbin completion bash|zsh|fish|powershell が標準出力に書きます。",
			"Writes a manual page for each command to DIR; man -l DIR/tenbin-run.1 shows one.\nShell completion is written by tenbin completion bash|zsh|fish|powershell."),
		Example: "  tenbin man --out /usr/local/share/man/man1\n  tenbin completion bash > /etc/bash_completion.d/tenbin",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			root := c.Root()
			root.DisableAutoGenTag = true
			date := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC) // of the release, never the clock's
			if err := doc.GenManTree(root, &doc.GenManHeader{Section: "1", Date: &date, Source: "tenbin " + month.ProgramVersion, Manual: "tenbin"}, dir); err != nil {
				return err
			}
			pages, err := filepath.Glob(filepath.Join(dir, "tenbin*.1"))
			for _, p := range pages {
				fmt.Fprintln(a.stdout, filepath.ToSlash(p))
			}
			return err
		},
	}
	c.Flags().StringVar(&dir, "out", "man", a.say("書く場所 `DIR`(省略時は man)", "`DIR` to write to (default: man)"))
	c.Flags().Lookup("out").DefValue = ""
	return c
}
