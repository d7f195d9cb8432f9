package raw

import "tenbin/ingest/fault"

// FormatError says that a file is in a form that is not read here, and how it becomes one
// that is, in both languages.
type FormatError struct {
	Format string         // its short name
	What   fault.Sentence // what the file is
	ToDo   fault.Sentence // how to save it
}

func (e *FormatError) Error() string { return e.What.EN }

// Foreign returns the error for a file of this form; one that is not known by name is nil.
func Foreign(format string) *FormatError {
	for i := range foreign {
		if foreign[i].Format == format {
			e := foreign[i]
			return &e
		}
	}
	return nil
}

var saveAsWorkbook = fault.Sentence{JA: "Excel で開き、「名前を付けて保存」で xlsx 形式で保存してください", EN: "open it in Excel and save it as .xlsx"}

var foreign = []FormatError{
	{"xlsb", fault.Sentence{JA: "バイナリ形式の Excel ブック(.xlsb)です", EN: "this is a binary workbook (.xlsb)"}, saveAsWorkbook},
	{"xls", fault.Sentence{JA: "古い形式の Excel ファイル(.xls)です", EN: "this is an old Excel file (.xls)"}, saveAsWorkbook},
	{"spreadsheetml", fault.Sentence{JA: "XML スプレッドシート 2003 形式のファイルです", EN: "this is an XML spreadsheet of 2003 (SpreadsheetML)"}, saveAsWorkbook},
	{"mhtml", fault.Sentence{JA: "Web アーカイブ(MHTML)です。表そのものではありません", EN: "this is a web archive (MHTML), not a table"}, saveAsWorkbook},
	{"html", fault.Sentence{JA: "表ではなく HTML のページです", EN: "this is an HTML page, not a table"},
		fault.Sentence{JA: "CSV または xlsx で出力し直してください(ログイン画面が保存されていないかも確認)", EN: "export it again as CSV or xlsx (a saved login page looks like this)"}},
	{"html-table", fault.Sentence{JA: "HTML の表に .xls の名前を付けたファイルです", EN: "this is an HTML table under the name of a workbook"}, saveAsWorkbook},
	{"ods", fault.Sentence{JA: "OpenDocument の表計算ファイル(.ods)です", EN: "this is an OpenDocument spreadsheet (.ods)"},
		fault.Sentence{JA: "LibreOffice で開き、「名前を付けて保存」で xlsx または CSV で保存してください", EN: "open it in LibreOffice and save it as .xlsx or CSV"}},
	{"numbers", fault.Sentence{JA: "Apple Numbers のファイル(.numbers)です", EN: "this is an Apple Numbers file (.numbers)"},
		fault.Sentence{JA: "Numbers で開き、「書き出す」→「Excel」または「CSV」で書き出してください", EN: "open it in Numbers and export it to Excel or CSV"}},
	{"word", fault.Sentence{JA: "Word の文書です", EN: "this is a Word document"},
		fault.Sentence{JA: "表を Excel に貼り付け、xlsx で保存してください", EN: "paste its table into Excel and save that as .xlsx"}},
	{"powerpoint", fault.Sentence{JA: "PowerPoint のファイルです", EN: "this is a PowerPoint file"},
		fault.Sentence{JA: "表を Excel に貼り付け、xlsx で保存してください", EN: "paste its table into Excel and save that as .xlsx"}},
	{"access", fault.Sentence{JA: "Access のデータベースです", EN: "this is an Access database"},
		fault.Sentence{JA: "テーブルを CSV または xlsx でエクスポートしてください", EN: "export its table as CSV or .xlsx"}},
	{"lock", fault.Sentence{JA: "Excel が開いているブックの所有者ファイル(~$)です。ブックそのものではありません", EN: "this is the owner file (~$) of a workbook that is open in Excel, not the workbook"},
		fault.Sentence{JA: "~$ の付かない名前のブックを指定してください", EN: "name the workbook without ~$"}},
	{"sylk", fault.Sentence{JA: "SYLK 形式(.slk)のファイルです", EN: "this is a SYLK file (.slk)"}, saveAsWorkbook},
	{"dbf", fault.Sentence{JA: "dBASE のファイル(.dbf)です", EN: "this is a dBASE file (.dbf)"}, saveAsWorkbook},
	{"json", fault.Sentence{JA: "JSON のファイルです", EN: "this is a JSON file"},
		fault.Sentence{JA: "CSV または xlsx で出力し直してください", EN: "export it again as CSV or .xlsx"}},
	{"pdf", fault.Sentence{JA: "PDF の文書です", EN: "this is a PDF document"},
		fault.Sentence{JA: "元のシステムから CSV または xlsx で出力してください", EN: "export it as CSV or .xlsx from where it was made"}},
	{"zip", fault.Sentence{JA: "zip の書庫です", EN: "this is a zip archive"},
		fault.Sentence{JA: "展開してから、中のファイルを指定してください", EN: "unpack it and name the file in it"}},
	{"archive", fault.Sentence{JA: "書庫のファイルです", EN: "this is an archive"},
		fault.Sentence{JA: "展開してから、中のファイルを指定してください", EN: "unpack it and name the file in it"}},
	{"xz", fault.Sentence{JA: "xz で圧縮されたファイルです", EN: "this is a file packed by xz"},
		fault.Sentence{JA: "展開するか、gzip または zstd で圧縮し直してください", EN: "unpack it, or pack it by gzip or zstd"}},
	{"bzip2", fault.Sentence{JA: "bzip2 で圧縮されたファイルです", EN: "this is a file packed by bzip2"},
		fault.Sentence{JA: "展開するか、gzip または zstd で圧縮し直してください", EN: "unpack it, or pack it by gzip or zstd"}},
	{"binary", fault.Sentence{JA: "表でも文書でもない、バイナリのファイルです", EN: "this is a binary file, not a table"},
		fault.Sentence{JA: "CSV または xlsx で出力し直してください", EN: "export it again as CSV or .xlsx"}},
	{"zeros", fault.Sentence{JA: "終わりが 0 のバイトで埋まっています。書き込みが途中で切れたファイルです", EN: "it ends in zero bytes: its writing was broken off"},
		fault.Sentence{JA: "出力し直すか、保存し直してください", EN: "export or save it again"}},
	{"empty", fault.Sentence{JA: "ファイルが空です(0 バイト)", EN: "the file is empty (0 bytes)"},
		fault.Sentence{JA: "出力が終わっているか確認して、出力し直してください", EN: "check that the export had ended and export it again"}},
}

// Holding returns e with what the archive holds behind what it is.
func (e *FormatError) Holding(names string) *FormatError {
	if names == "" {
		return e
	}
	c := *e
	c.What.JA += ":" + names
	c.What.EN += " that holds " + names
	return &c
}
