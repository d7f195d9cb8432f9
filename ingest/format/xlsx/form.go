package xlsx

import (
	"bytes"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

// Form are workbooks, also encrypted ones (an OLE container).
var Form = raw.Form{
	Is: func(head []byte) bool { return bytes.HasPrefix(head, zipMagic) || bytes.HasPrefix(head, oleMagic) },
	Open: func(path string, o raw.Options) (*raw.Book, error) {
		password := ""
		if o.Password != nil {
			var err error
			if password, err = o.Password(); err != nil {
				return nil, err
			}
		}
		return Open(path, password, o.Limits)
	},
	Refusals: []fault.Refusal{
		{Err: ErrPassword, What: fault.Sentence{JA: "ブックにパスワードがかかっています", EN: "the workbook is encrypted and no password was given"},
			ToDo: fault.Sentence{JA: "パスワードを入れた環境変数の名前を設定の password_env に書いてください", EN: "name the variable that holds the password under password_env in the configuration"}},
		{Err: ErrWrongPassword, What: fault.Sentence{JA: "パスワードが違うため、ブックを開けません", EN: "the workbook is encrypted and the password does not open it"},
			ToDo: fault.Sentence{JA: "password_env の環境変数の値を確認してください", EN: "check the value of the variable named under password_env"}},
		{Err: ErrEncryption, What: fault.Sentence{JA: "対応していない方式で暗号化されたブックです", EN: "the workbook is encrypted in a way that cannot be opened here"},
			ToDo: fault.Sentence{JA: "Excel で開き、パスワードなしか Excel 標準のパスワードで保存し直してください", EN: "open it in Excel and save it without a password, or with Excel's own"}},
		{Err: ErrOldFormat, What: fault.Sentence{JA: "古い形式の Excel ファイル(.xls)です", EN: "this is an old Excel file (.xls)"},
			ToDo: fault.Sentence{JA: "Excel で開き、xlsx 形式で保存してください", EN: "open it in Excel and save it as .xlsx"}},
		{Err: ErrTruncated, What: fault.Sentence{JA: "ブックが壊れているか、途中で切れています", EN: "the workbook is damaged or ends too early"}, ToDo: fault.ExportAgain},
		{Err: ErrDisordered, What: fault.Sentence{JA: "シートの行またはセルの順序が乱れているか、重複しています", EN: "the sheet's rows or cells are out of order or repeated"}, ToDo: fault.ExportAgain},
		{Err: ErrNotWorkbook, What: fault.Sentence{JA: "Excel のブックではありません", EN: "the file is no workbook"}, ToDo: fault.ExportAgain},
	},
}
