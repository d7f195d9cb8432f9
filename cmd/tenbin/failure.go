package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"github.com/spf13/pflag"

	"tenbin/ingest"
	"tenbin/reports/publish"
)

// The exit codes. When several apply the first of exitOrder is returned.
const (
	exitDone     = 0 // published without a warning, or unchanged
	exitFault    = 1 // disk, permission, lock, signal, our own defect
	exitUsage    = 2 // wrong usage or configuration
	exitWarnings = 3 // published, with at least one warning
	exitBlocked  = 4 // the data block the run, nothing is published
)

var exitOrder = [...]int{exitUsage, exitBlocked, exitFault, exitWarnings, exitDone}

// worse returns the one of two exit codes that stands first in the table.
func worse(a, b int) int {
	for _, code := range exitOrder {
		if a == code || b == code {
			return code
		}
	}
	return exitFault
}

// words is a text in both languages of the program.
type words struct{ JA, EN string }

// In returns the text in "ja" or "en".
func (w words) In(language string) string {
	if language == "ja" {
		return w.JA
	}
	return w.EN
}

// failure is an error in the form WHAT (WHERE): WHAT TO DO with its exit code.
type failure struct {
	exit  int
	what  words
	where string
	todo  words
	err   error // the cause, may be nil
}

func (f *failure) Error() string { return f.in("en") }

func (f *failure) Unwrap() error { return f.err }

func (f *failure) in(language string) string {
	text := f.what.In(language)
	if f.where != "" {
		text += " (" + f.where + ")"
	}
	return text + ": " + f.todo.In(language)
}

// usage is a failure of usage or configuration.
func usage(what words, where string, todo words) error {
	return &failure{exit: exitUsage, what: what, where: where, todo: todo}
}

// explain turns any error into the failure that is printed.
func explain(err error) *failure {
	var f *failure
	var file *ingest.FileError
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, context.Canceled):
		return &failure{exitFault, words{"中断されました", "interrupted"}, "", words{"何も公開していません。もう一度実行してください", "nothing was published; run it again"}, err}
	case errors.As(err, &file):
		exit := exitBlocked
		if errors.Is(err, ingest.ErrNotFound) || errors.Is(err, ingest.ErrBadSource) {
			exit = exitUsage
		}
		if errors.Is(err, ingest.ErrChanged) || errors.Is(err, ingest.ErrOutage) {
			exit = exitFault
		}
		return &failure{exit, words(file.Said()), file.Path, words(file.ToDo), err}
	case errors.Is(err, publish.ErrLocked):
		return locked(err)
	case errors.Is(err, syscall.ENOSPC):
		return &failure{exitFault, words{"ディスクの空きがありません", "the disk is full"}, pathOf(err), words{"空きを作ってもう一度実行してください。公開済みのものは元のままです", "make room and run it again; what was published stands as it was"}, err}
	case errors.As(err, &path):
		return &failure{exitFault, words{path.Op + ": " + path.Err.Error(), path.Op + ": " + path.Err.Error()}, path.Path, words{"場所と権限を確認してください", "check the place and its permissions"}, err}
	case errors.As(err, &link):
		return &failure{exitFault, words{link.Op + ": " + link.Err.Error(), link.Op + ": " + link.Err.Error()}, link.New, words{"場所と権限を確認してください", "check the place and its permissions"}, err}
	case errors.Is(err, publish.ErrTorn):
		return &failure{exitFault, words{"公開済みの記録が壊れています: " + err.Error(), "what was published is damaged: " + err.Error()}, "", words{"バックアップから戻すか、current を無事な版に書き換えてください。何も変えていません", "restore it from a backup, or let current name a version that is whole; nothing was changed"}, err}
	default:
		return &failure{exitFault, words{err.Error(), err.Error()}, "", words{"プログラムの不具合かもしれません。この行を添えて連絡してください", "this may be a defect of the program; report it with this line"}, err}
	}
}

func pathOf(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	return ""
}

func locked(err error) *failure {
	var held *publish.LockedError
	where, who := "", words{}
	if errors.As(err, &held) {
		where = held.Path
		if held.Holder != (publish.Holder{}) {
			who.JA = fmt.Sprintf("(ホスト %s、プロセス %d、利用者 %s)", held.Holder.Host, held.Holder.PID, held.Holder.User)
			who.EN = fmt.Sprintf(" on host %s, process %d, user %s", held.Holder.Host, held.Holder.PID, held.Holder.User)
		}
	}
	return &failure{exitFault, words{"別の実行が出力先を使用中です" + who.JA, "another run holds the output directory" + who.EN}, where,
		words{"終わるのを待って、もう一度実行してください", "wait until it ends and run it again"}, err}
}

// flagFailure says in our own words what the flag parser found.
func flagFailure(command string, err error) error {
	see := words{"tenbin " + command + "--help で使い方を確認してください", "see tenbin " + command + "--help"}
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return usage(words{"知らないオプションです", "unknown flag"}, name, see)
	case errors.As(err, &missing):
		return usage(words{"オプションに値がありません", "the flag needs a value"}, "--"+missing.GetSpecifiedName(), see)
	case errors.As(err, &invalid):
		return usage(words{"オプションの値が正しくありません", "the flag's value cannot be used"}, "--"+invalid.GetFlag().Name+"="+invalid.GetValue(), see)
	case errors.As(err, &syntax):
		return usage(words{"オプションの書き方が正しくありません", "the flag is malformed"}, syntax.GetSpecifiedFlag(), see)
	}
	return usage(words{err.Error(), err.Error()}, "", see)
}
