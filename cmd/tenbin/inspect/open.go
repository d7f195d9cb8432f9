package inspect

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/grid"
)

// Reading is what a command line says of a file.
type Reading struct {
	Sheet, Encoding, Delimiter, PasswordEnv string
}

// openBook opens any file that a run can read, by its first bytes: its name says
// nothing.
func openBook(path string, how Reading) (*ingest.Book, error) {
	missing := func(what cli.Words) error {
		return cli.Usage(what, path, cli.Text("パスを確認してください", "check the path"))
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing(cli.Text("ファイルが見つかりません", "no such file"))
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, missing(cli.Text("フォルダです", "this is a folder"))
	}
	book, err := grid.Open(path, how.Encoding, how.Delimiter, how.password)
	if err != nil {
		return nil, readFailure(path, err)
	}
	return book, nil
}

// password is what the variable that was named holds, "" where none was named.
func (how Reading) password() (string, error) {
	if how.PasswordEnv == "" {
		return "", nil
	}
	password, ok := os.LookupEnv(how.PasswordEnv)
	if !ok {
		return "", cli.Usage(cli.Text("パスワードの環境変数がありません", "the password variable is not set"), how.PasswordEnv, cli.Text("環境変数を設定してください", "set the variable"))
	}
	return password, nil
}

// readFailure keeps wrong usage, a fault of the disk or an interruption apart from a file
// that cannot be read.
func readFailure(path string, err error) error {
	var usage *cli.Failure
	var file *ingest.FileError
	var fault *os.PathError
	if errors.As(err, &usage) || errors.As(err, &file) || errors.As(err, &fault) || errors.Is(err, context.Canceled) {
		return err
	}
	return unreadable(path, err)
}

// unreadable says of a file that it cannot be read, in the words of a run, and what to do
// on this command line.
func unreadable(path string, err error) error {
	out := format.Unreadable(path, err)
	var file *ingest.FileError
	if !errors.As(out, &file) {
		return out
	}
	switch {
	case errors.Is(err, raw.ErrPassword):
		file.ToDo = ingest.Sentence{JA: "パスワードを入れた環境変数の名前を --password-env で指定してください", EN: "name the variable that holds the password with --password-env"}
	case errors.Is(err, raw.ErrWrongPassword):
		file.ToDo = ingest.Sentence{JA: "--password-env の環境変数の値を確認してください", EN: "check the value of the variable named with --password-env"}
	}
	return file
}
