package inspect

import (
	"errors"
	"io/fs"
	"os"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
)

// openBook opens any file that a run can read, by its first bytes: its name says
// nothing.
func openBook(path string, o Reading) (*raw.Book, error) {
	if err := isFile(path); err != nil {
		return nil, err
	}
	var unset error
	book, err := format.Book(path, raw.Options{Encoding: o.Encoding, Delimiter: o.Delimiter, Workers: 1, Password: func() (string, error) {
		password, ok := os.LookupEnv(o.PasswordEnv)
		if o.PasswordEnv != "" && !ok {
			unset = cli.Usage(cli.Text("パスワードの環境変数がありません", "the password variable is not set"), o.PasswordEnv, cli.Text("環境変数を設定してください", "set the variable"))
		}
		return password, unset
	}})
	switch {
	case unset != nil:
		return nil, unset
	case err != nil:
		return nil, readFailure(path, err)
	}
	return book, nil
}

// isFile refuses what is not there and folders.
func isFile(path string) error {
	missing := func(what cli.Words) error {
		return cli.Usage(what, path, cli.Text("パスを確認してください", "check the path"))
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return missing(cli.Text("ファイルが見つかりません", "no such file"))
	case err != nil:
		return err
	case info.IsDir():
		return missing(cli.Text("フォルダです", "this is a folder"))
	}
	return nil
}

// unreadable says of a file that it cannot be read, and what to do.
func unreadable(path string, err error) error {
	toDo := ingest.Sentence{JA: "出力し直すか、保存し直してください", EN: "export or save it again"}
	switch {
	case errors.Is(err, raw.ErrPage):
		return format.Unreadable(path, err)
	case errors.Is(err, raw.ErrPassword):
		toDo = ingest.Sentence{JA: "パスワードを入れた環境変数の名前を --password-env で指定してください", EN: "name the variable that holds the password with --password-env"}
	case errors.Is(err, raw.ErrWrongPassword):
		toDo = ingest.Sentence{JA: "--password-env の環境変数の値を確認してください", EN: "check the value of the variable named with --password-env"}
	case errors.Is(err, raw.ErrOldFormat):
		toDo = ingest.Sentence{JA: "Excel で開き、xlsx 形式で保存してください", EN: "open it in Excel and save it as .xlsx"}
	}
	return &ingest.FileError{Path: path, Code: ingest.ErrUnreadable, Err: err, What: ingest.Sentence{JA: "ファイルを読めません", EN: "the file cannot be read"}, ToDo: toDo}
}
