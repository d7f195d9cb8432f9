package inspect

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/format/columnar"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/format/text"
	"tenbin/ingest/format/xlsx"
)

// openBook opens any file that a run can read, by its first bytes: its name says
// nothing.
func openBook(path string, o Reading) (*raw.Book, error) {
	head, err := firstBytes(path)
	if err != nil {
		return nil, err
	}
	var book *raw.Book
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		password := ""
		if o.PasswordEnv != "" {
			var ok bool
			if password, ok = os.LookupEnv(o.PasswordEnv); !ok {
				return nil, cli.Usage(cli.Text("パスワードの環境変数がありません", "the password variable is not set"), o.PasswordEnv, cli.Text("環境変数を設定してください", "set the variable"))
			}
		}
		book, err = xlsx.Open(path, password, raw.Limits{})
	case bytes.HasPrefix(head, []byte("PAR1")):
		book, err = columnar.OpenParquet(path, raw.Limits{})
	case bytes.HasPrefix(head, []byte("ARROW1")), bytes.HasPrefix(head, []byte("\xff\xff\xff\xff")):
		book, err = columnar.OpenArrow(path, raw.Limits{})
	case webPage(head):
		return nil, &ingest.FileError{Path: path, Code: ingest.ErrUnreadable, What: ingest.Sentence{JA: "表ではなく HTML のページです", EN: "this is an HTML page, not a table"},
			ToDo: ingest.Sentence{JA: "CSV または xlsx で出力し直してください(ログイン画面が保存されていないかも確認)", EN: "export it again as CSV or xlsx (a saved login page looks like this)"}}
	default:
		book, err = text.Open(path, text.Options{Encoding: o.Encoding, Delimiter: o.Delimiter, Workers: 1})
	}
	if err != nil {
		return nil, readFailure(path, err)
	}
	return book, nil
}

// firstBytes reads the beginning of a file.
func firstBytes(path string) ([]byte, error) {
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
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return head[:n], nil
}

// webPage reports whether a file begins as HTML does.
func webPage(head []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<table", "<body", "<meta"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(start, []byte("<html"))
}

// unreadable says of a file that it cannot be read, and what to do.
func unreadable(path string, err error) error {
	toDo := ingest.Sentence{JA: "出力し直すか、保存し直してください", EN: "export or save it again"}
	switch {
	case errors.Is(err, xlsx.ErrPassword):
		toDo = ingest.Sentence{JA: "パスワードを入れた環境変数の名前を --password-env で指定してください", EN: "name the variable that holds the password with --password-env"}
	case errors.Is(err, xlsx.ErrWrongPassword):
		toDo = ingest.Sentence{JA: "--password-env の環境変数の値を確認してください", EN: "check the value of the variable named with --password-env"}
	case errors.Is(err, xlsx.ErrOldFormat):
		toDo = ingest.Sentence{JA: "Excel で開き、xlsx 形式で保存してください", EN: "open it in Excel and save it as .xlsx"}
	}
	return &ingest.FileError{Path: path, Code: ingest.ErrUnreadable, Err: err, What: ingest.Sentence{JA: "ファイルを読めません", EN: "the file cannot be read"}, ToDo: toDo}
}
