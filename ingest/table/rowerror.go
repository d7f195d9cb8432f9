package table

import (
	"fmt"
	"sort"
	"strings"
)

// Reason is why a cell or a row could not be used: one of a closed list, so that
// errors can be counted and said in both languages.
type Reason uint8

// The reasons.
const (
	Empty           Reason = iota // a required cell is empty
	NotNumber                     // text where a number is needed
	NotRate                       // no rate, or outside 0 to 1
	NotDate                       // no date
	DateRange                     // a date outside the plausible range
	UnknownWord                   // a word outside the closed list of the column
	Undecodable                   // bytes that do not decode in the file's encoding
	FieldCount                    // more or fewer fields than the heading
	BadQuote                      // a quote that never closes
	DuplicateID                   // the same id with different content in one file
	PriceConflict                 // two price columns disagree
	ScaleConflict                 // a column that mixes scales
	EndsBeforeStart               // implemented before issued, to before from
	JoinTwice                     // a join that finds two partners
	ErrorCell                     // #REF! and its like
	NoCache                       // a formula without a cached value
	TooLarge                      // a number or a cell beyond the limits
	NoRate                        // no exchange rate for the currency and month
	Homonym                       // a name that two people carry
	UnknownID                     // refers to an id that no table holds
	NegativePrice                 // a price below zero on a line that is a sale
	Malformed                     // anything else wrong with the shape of a row
	UnknownPerson                 // a name that the roster lacks, or that is nobody's
	SeveralPeople                 // several names in one cell, of which not all are known
	HouseAccount                  // a sale of the firm itself, which is nobody's
	reasonCount
)

// reasonWords holds code, what is wrong (ja, en) and what to do (ja, en).
var reasonWords = [reasonCount][5]string{
	Empty:           {"empty", "必須の欄が空です", "a required cell is empty", "値を入力してください", "fill in the cell"},
	NotNumber:       {"not_number", "数値として読めません", "cannot be read as a number", "数値に直してください", "write it as a number"},
	NotRate:         {"not_rate", "率(0〜100%)として読めません", "cannot be read as a rate from 0 to 100 %", "列の単位(%または小数)をそろえてください", "use one form, per cent or fraction, in the whole column"},
	NotDate:         {"not_date", "日付として読めません", "cannot be read as a date", "2026-10-31 の形に直してください", "write it as 2026-10-31"},
	DateRange:       {"date_range", "日付があり得ない範囲です", "the date lies outside the plausible range", "年・月・日を確認してください", "check year, month and day"},
	UnknownWord:     {"unknown_word", "決められた語ではありません", "the word is not one of the known ones", "既定の語に直すか、設定の values に対応を書いてください", "use a known word or map it under values in the configuration"},
	Undecodable:     {"undecodable", "文字コードとして読めない文字があります", "holds bytes that do not decode", "文字コードを指定するか、元データを出力し直してください", "name the encoding or export the file again"},
	FieldCount:      {"field_count", "列の数が見出しと合いません", "the number of fields differs from the heading", "区切り文字や引用符を確認してください", "check separators and quotes in this line"},
	BadQuote:        {"bad_quote", "引用符が閉じていません", "a quote is never closed", "引用符を確認してください", "check the quotes"},
	DuplicateID:     {"duplicate_id", "同じ番号で内容の違う行があります", "the same id stands on rows with different content", "どちらが正しいか確認し、一方を直してください", "find out which row is right and correct the other"},
	PriceConflict:   {"price_conflict", "価格の欄どうしが一致しません", "the price columns of the row disagree", "単価・数量・値引・金額を確認してください", "check price, quantity, discount and amount"},
	ScaleConflict:   {"scale_conflict", "列の中で単位が混ざっています", "the column mixes scales", "列の単位をそろえるか、設定で指定してください", "use one scale or name it in the configuration"},
	EndsBeforeStart: {"ends_before_start", "終わりの日が始まりの日より前です", "the end lies before the start", "日付を確認してください", "check the dates"},
	JoinTwice:       {"join_twice", "結合先が二つ見つかりました", "the join finds two rows", "結合先の重複をなくしてください", "remove the double row from the joined file"},
	ErrorCell:       {"error_cell", "エラー値のセルです", "the cell holds an error value", "数式を直して保存し直してください", "mend the formula and save again"},
	NoCache:         {"no_cache", "計算結果が保存されていない数式です", "a formula without a saved result", "Excel で開いて保存し直してください", "open and save the file in Excel"},
	TooLarge:        {"too_large", "値が上限を超えています", "the value exceeds the limit", "桁と単位を確認してください", "check digits and unit"},
	NoRate:          {"no_rate", "為替レートがありません", "no exchange rate for this month", "為替表に追加してください", "add the rate to the fx table"},
	Homonym:         {"homonym", "同姓同名の人がいます", "two people carry this name", "社員番号で指定してください", "use the id instead of the name"},
	UnknownID:       {"unknown_id", "該当する番号がありません", "refers to an id that is not there", "番号を確認してください", "check the id"},
	NegativePrice:   {"negative_price", "売上の行の価格が負です", "the price of a sale is negative", "返品や赤伝なら区分に書き、そうでなければ価格を直してください", "say return or credit note in the column of kinds, or correct the price"},
	UnknownPerson:   {"unknown_person", "名簿にない担当者です", "a person whom the roster lacks", "名簿に加えるか、別名として書いてください", "add the person to the roster, or the spelling as an alias"},
	SeveralPeople:   {"several_people", "一つの欄に二人以上の名前があり、全員は分かりません", "several names in one cell, not all of them known", "一人ずつの行に分けるか、名簿の氏名で書いてください", "write one row for each, or the names as the roster has them"},
	HouseAccount:    {"house_account", "会社自身の扱い(直販など)で、担当者のいない売上です", "a sale of the firm itself (house account), which is nobody's", "担当者がいるなら、その名前に直してください", "if somebody did sell it, write who"},
	Malformed:       {"malformed", "行の形式が正しくありません", "the row is malformed", "元データを確認してください", "check the source"},
}

// Code returns the machine word of r.
func (r Reason) Code() string { return reasonWords[r][0] }

// Sentence returns what is wrong, in "ja" or "en".
func (r Reason) Sentence(language string) string {
	return pick(language, reasonWords[r][1], reasonWords[r][2])
}

// ToDo returns what to do about it, in "ja" or "en".
func (r Reason) ToDo(language string) string {
	return pick(language, reasonWords[r][3], reasonWords[r][4])
}

func pick(language, ja, en string) string {
	if language == "ja" {
		return ja
	}
	return en
}

// CellError is one thing wrong with a row.
type CellError struct {
	Column int    // 1-based position in the source; 0 = the row as a whole
	Name   string // canonical column, or "" for the row
	Value  string // the cell as written, cut at 200 characters
	Reason Reason
	Other  Place // a second place concerned (the row it conflicts with), if any
}

// RowError is a row that is listed and takes no part; it counts once, whatever the
// number of cells that are wrong.
type RowError struct {
	Table      string
	Place      Place
	Cells      []CellError
	ListAmount int64 // minor units where they could be read, else 0
	Kept       bool  // only cells of optional columns cannot be read: they are empty, the row counts
	Day        Day   // of a deal line, where it could be read; else NoDay
}

// String says file, cell, column, value, reason and what to do, in English.
func (e RowError) String() string {
	var b strings.Builder
	for i, c := range e.Cells {
		if i > 0 {
			b.WriteString("; ")
		}
		p := e.Place
		p.Column = c.Column
		fmt.Fprintf(&b, "%s: ", p)
		if c.Name != "" {
			fmt.Fprintf(&b, "%s ", c.Name)
		}
		if c.Value != "" {
			fmt.Fprintf(&b, "%q: ", c.Value)
		}
		fmt.Fprintf(&b, "%s: %s", c.Reason.Sentence("en"), c.Reason.ToDo("en"))
		if c.Other.File != "" {
			fmt.Fprintf(&b, " (%s)", c.Other)
		}
	}
	return b.String()
}

// SortRowErrors orders errors by place, so that lists do not depend on workers.
func SortRowErrors(es []RowError) {
	sort.SliceStable(es, func(i, j int) bool { return es[i].Place.Less(es[j].Place) })
}
