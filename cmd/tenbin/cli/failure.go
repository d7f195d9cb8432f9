package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"tenbin/ingest"
	"tenbin/ingest/fault"
	"tenbin/reports/publish"
)

// The exit codes. When several apply the first of exitOrder is returned.
const (
	ExitDone     = 0 // published without a warning, or unchanged
	ExitFault    = 1 // disk, permission, lock, signal, our own defect
	ExitUsage    = 2 // wrong usage or configuration
	ExitWarnings = 3 // published, with at least one warning
	ExitBlocked  = 4 // the data block the run, nothing is published
)

var exitOrder = [...]int{ExitUsage, ExitBlocked, ExitFault, ExitWarnings, ExitDone}

// Worse returns the one of two exit codes that stands first in the table.
func Worse(a, b int) int {
	for _, code := range exitOrder {
		if a == code || b == code {
			return code
		}
	}
	return ExitFault
}

// Failure is an error in the form WHAT (WHERE): WHAT TO DO with its exit code.
type Failure struct {
	Exit  int
	What  Words
	Where string
	ToDo  Words
	Err   error   // the cause, may be nil
	More  []Words // lines below it, each by itself: the questions of a reader and their answers
}

func (f *Failure) Error() string { return f.In("en") }

func (f *Failure) Unwrap() error { return f.Err }

func (f *Failure) In(language string) string {
	text := f.What.In(language)
	if f.Where != "" {
		text += " (" + f.Where + ")"
	}
	return text + ": " + f.ToDo.In(language)
}

// Usage is a failure of usage or configuration.
func Usage(what Words, where string, todo Words) error {
	return &Failure{Exit: ExitUsage, What: what, Where: where, ToDo: todo}
}

// Explain turns any error into the failure that is printed.
func Explain(err error) *Failure {
	var f *Failure
	var file *ingest.FileError
	var asked fault.Questions
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, context.Canceled):
		return &Failure{ExitFault, Words{"中断されました", "interrupted"}, "", Words{"何も公開していません。もう一度実行してください", "nothing was published; run it again"}, err, nil}
	case errors.As(err, &asked):
		return questions(asked)
	case errors.As(err, &file):
		exit := ExitBlocked
		if errors.Is(err, ingest.ErrNotFound) || errors.Is(err, ingest.ErrBadSource) {
			exit = ExitUsage
		}
		if errors.Is(err, ingest.ErrChanged) || errors.Is(err, ingest.ErrOutage) {
			exit = ExitFault
		}
		return &Failure{exit, Words(file.Said()), file.Path, Words(file.ToDo), err, nil}
	case errors.Is(err, publish.ErrLocked):
		return locked(err)
	case errors.Is(err, syscall.ENOSPC):
		return &Failure{ExitFault, Words{"ディスクの空きがありません", "the disk is full"}, pathOf(err), Words{"空きを作ってもう一度実行してください。公開済みのものは元のままです", "make room and run it again; what was published stands as it was"}, err, nil}
	case errors.As(err, &path):
		return &Failure{ExitFault, Words{path.Op + ": " + path.Err.Error(), path.Op + ": " + path.Err.Error()}, path.Path, Words{"場所と権限を確認してください", "check the place and its permissions"}, err, nil}
	case errors.As(err, &link):
		return &Failure{ExitFault, Words{link.Op + ": " + link.Err.Error(), link.Op + ": " + link.Err.Error()}, link.New, Words{"場所と権限を確認してください", "check the place and its permissions"}, err, nil}
	case errors.Is(err, publish.ErrTorn):
		return &Failure{ExitFault, Words{"公開済みの記録が壊れています: " + err.Error(), "what was published is damaged: " + err.Error()}, "", Words{"バックアップから戻すか、current を無事な版に書き換えてください。何も変えていません", "restore it from a backup, or let current name a version that is whole; nothing was changed"}, err, nil}
	default:
		return &Failure{ExitFault, Words{err.Error(), err.Error()}, "", Words{"プログラムの不具合かもしれません。この行を添えて連絡してください", "this may be a defect of the program; report it with this line"}, err, nil}
	}
}

func pathOf(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	return ""
}

func locked(err error) *Failure {
	var held *publish.LockedError
	where, who := "", Words{}
	if errors.As(err, &held) {
		where = held.Path
		if held.Holder != (publish.Holder{}) {
			who.JA = fmt.Sprintf("(ホスト %s、プロセス %d、利用者 %s)", held.Holder.Host, held.Holder.PID, held.Holder.User)
			who.EN = fmt.Sprintf(" on host %s, process %d, user %s", held.Holder.Host, held.Holder.PID, held.Holder.User)
		}
	}
	return &Failure{ExitFault, Words{"別の実行が出力先を使用中です" + who.JA, "another run holds the output directory" + who.EN}, where,
		Words{"終わるのを待って、もう一度実行してください", "wait until it ends and run it again"}, err, nil}
}
