package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"strings"

	"tenbin/ingest/columnar"
	"tenbin/ingest/raw"
	"tenbin/ingest/text"
	"tenbin/ingest/xlsx"
)

// form is what the first bytes of a file say that it is; its name says nothing.
type form uint8

const (
	delimited form = iota // text, possibly compressed
	workbook              // xlsx, also encrypted (an OLE container)
	parquet
	arrowFile
	webPage
	queried // no file: the answer of a query
)

// detect reads the first bytes of a file.
func detect(path string) (form, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, err
	}
	return formOf(head[:n]), nil
}

func formOf(head []byte) form {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return workbook
	case bytes.HasPrefix(head, []byte("PAR1")):
		return parquet
	case bytes.HasPrefix(head, []byte("ARROW1")), bytes.HasPrefix(head, []byte("\xff\xff\xff\xff")): // a file, a stream
		return arrowFile
	}
	start := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<table", "<body", "<meta"} {
		if strings.HasPrefix(start, tag) {
			return webPage
		}
	}
	if strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<html") {
		return webPage
	}
	return delimited
}

// open opens one file of a source by its content.
func open(path, shown, passwordEnv string, o text.Options, limits raw.Limits) (*raw.Book, form, error) {
	kind, err := detect(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, 0, notFound(shown)
		}
		return nil, 0, unreadable(shown, err)
	}
	var book *raw.Book
	switch kind {
	case parquet:
		book, err = columnar.OpenParquet(path, limits)
	case arrowFile:
		book, err = columnar.OpenArrow(path, limits)
	case workbook:
		password := ""
		if passwordEnv != "" {
			var ok bool
			if password, ok = os.LookupEnv(passwordEnv); !ok {
				return nil, 0, noPassword(shown, passwordEnv)
			}
		}
		book, err = xlsx.Open(path, password, limits)
	case webPage:
		return nil, 0, fileError(shown, ErrUnreadable, Sentence{"表ではなく HTML のページです", "this is an HTML page, not a table"},
			Sentence{"CSV または xlsx で出力し直してください(ログイン画面が保存されていないかも確認)", "export it again as CSV or xlsx (a saved login page looks like this)"})
	default:
		book, err = text.Open(path, o)
	}
	if err != nil {
		return nil, 0, unreadable(shown, err)
	}
	return book, kind, nil
}

// digest returns the SHA-256 of a file's bytes in hex.
func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
