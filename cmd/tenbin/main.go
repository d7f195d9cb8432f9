// Command tenbin is the monthly batch job: CRM exports in, ranked reports out.
//
// Package main asks what was wanted and computes nothing: every sub-command stands in a
// file of its own with its flags and its help, and hands over to the room that does the
// work, month for the monthly run. root.go is the tree of commands, files.go what they
// share.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // business time zones on machines without a zone database

	"tenbin/cmd/tenbin/cli"
)

// host is what the program knows of the world around it.
type host struct {
	stdout, stderr io.Writer
	env            func(string) string
	terminal       bool         // stderr is a terminal: progress may be shown
	steps          func(string) // told each named point of a publication; nil = nobody
}

func main() {
	os.Exit(run(os.Args[1:], host{stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv, terminal: isTerminal(os.Stderr)}))
}

// run executes one command line and returns its exit code. A panic is our own defect
// and exit code 1 (the runtime's own 2 would mean wrong usage).
func run(args []string, h host) (code int) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(h.stderr, "%s\ntenbin: internal error (%v): report it with the lines above; nothing half done was published\n", debug.Stack(), p)
			code = cli.ExitFault
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	a := &app{host: h, language: languageOf(args, h.env)}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil {
		a.console().Fail(err)
	}
	return a.code(err)
}

// isTerminal reports whether f is a character device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
