package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tenbin/ingest/columnar"
	"tenbin/ingest/raw"
	"tenbin/ingest/xlsx"
)

var (
	unreadableFile = Sentence{"ファイルを読めません", "the file cannot be read"}
	exportAgain    = Sentence{"出力し直すか、保存し直してください", "export or save it again"}
)

// refusals are why the readers refuse a file, in both languages, with what to do.
var refusals = []struct {
	err        error
	what, toDo Sentence
}{
	{xlsx.ErrPassword, Sentence{"ブックにパスワードがかかっています", "the workbook is encrypted and no password was given"},
		Sentence{"パスワードを入れた環境変数の名前を設定の password_env に書いてください", "name the variable that holds the password under password_env in the configuration"}},
	{xlsx.ErrWrongPassword, Sentence{"パスワードが違うため、ブックを開けません", "the workbook is encrypted and the password does not open it"},
		Sentence{"password_env の環境変数の値を確認してください", "check the value of the variable named under password_env"}},
	{xlsx.ErrEncryption, Sentence{"対応していない方式で暗号化されたブックです", "the workbook is encrypted in a way that cannot be opened here"},
		Sentence{"Excel で開き、パスワードなしか Excel 標準のパスワードで保存し直してください", "open it in Excel and save it without a password, or with Excel's own"}},
	{xlsx.ErrOldFormat, Sentence{"古い形式の Excel ファイル(.xls)です", "this is an old Excel file (.xls)"},
		Sentence{"Excel で開き、xlsx 形式で保存してください", "open it in Excel and save it as .xlsx"}},
	{xlsx.ErrTruncated, Sentence{"ブックが壊れているか、途中で切れています", "the workbook is damaged or ends too early"}, exportAgain},
	{xlsx.ErrDisordered, Sentence{"シートの行またはセルの順序が乱れているか、重複しています", "the sheet's rows or cells are out of order or repeated"}, exportAgain},
	{xlsx.ErrNotWorkbook, Sentence{"Excel のブックではありません", "the file is no workbook"}, exportAgain},
	{columnar.ErrTruncated, Sentence{"ファイルが壊れているか、途中で切れています", "the file is damaged or ends too early"}, exportAgain},
}

// unreadable wraps what a reader says once with the file's name, in both languages
// where the reason is a known one; where in the file it is stays in English.
func unreadable(shown string, err error) error {
	var f *FileError
	var limit *raw.LimitError
	switch {
	case errors.As(err, &f), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &limit):
		got := ""
		if limit.Got > 0 {
			got = fmt.Sprintf("(%d)", limit.Got)
		}
		return &FileError{Path: shown, Code: ErrUnreadable, Err: err, Detail: strings.TrimSuffix(strings.TrimSuffix(err.Error(), limit.Error()), ": "),
			What: Sentence{fmt.Sprintf("limits.%s の上限 %d を超えています%s", limit.Key, limit.Limit, got), "the file " + limit.Error()},
			ToDo: Sentence{fmt.Sprintf("ファイルが正しければ、設定の limits.%s を上げてください", limit.Key), fmt.Sprintf("if the file is right, raise limits.%s in the configuration", limit.Key)}}
	}
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			detail, _ := strings.CutPrefix(err.Error(), r.err.Error())
			return &FileError{Path: shown, Code: ErrUnreadable, Err: err, Detail: strings.TrimPrefix(detail, ": "), What: r.what, ToDo: r.toDo}
		}
	}
	return &FileError{Path: shown, Code: ErrUnreadable, Err: err, Detail: err.Error(), What: unreadableFile, ToDo: exportAgain}
}
