package reports

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// NoticeFacts are what the firm has decided about the evaluation; what is empty stays a
// bracket to be filled in by hand.
type NoticeFacts struct {
	Company, Purpose, Responsible, StaffTold string
	RetentionMonths                          string
}

// noticeParts are the paragraphs of the staff notice: a heading and its text, in both
// languages. {company}, {purpose}, {responsible}, {told} and {months} are filled in.
var noticeParts = [][4]string{
	{"何を始めるか", "{company}では、値引きの状況と、上司からの指示の進み具合を、毎月一回まとめて確認します。上司が早めに手を貸すべき案件を見つけ、お客様への難しい説明を一人に負わせないためのものです。",
		"What begins", "Once a month {company} looks at how discounts stand and how instructions progress. It serves to see early where a manager should help, so that nobody has to bring difficult news to a client alone."},
	{"何のために", "{purpose}", "What for", "{purpose}"},
	{"使う記録", "受注・請求の明細、承認値引率と特価の承認、上司からの指示と進捗、お客様との接触(日付と種別)、所属と在籍期間、コーチングの予定と実施。メールの本文、位置情報、私用の端末、健康や不在の理由は使いません。",
		"Which records", "Order and invoice lines, authorised discounts and approvals, instructions and their progress, contacts with clients (day and kind), team and period, coaching planned and held. Not used: the text of mail, locations, private devices, health, the reason of any absence."},
	{"何を計算するか", "承認範囲を超えた値引きの割合と、指示が実施されるまでの日数を、同じ条件の仕事をした同僚と比べます。記録が少ないときは判定しません。お客様の返事を待つ日や不在の日は、確認があれば数えません。計算式はすべて資料の「用語」に載せ、誰の数字も行までさかのぼれます。",
		"What is computed", "The share of discounts beyond what was authorised, and the days until an instruction is carried out, compared with colleagues who did the same kind of work. With few records nobody is rated. Days spent waiting for a client, once confirmed, and days of absence do not count. Every formula stands on the Definitions sheet, every figure leads back to its rows."},
	{"使わないこと", "人事評価・賞与・昇降格・配置転換・退職勧奨には使用しません。数字だけで何かを決めることはありません。上司が自分の理由を書いて初めて行動になります。",
		"What it is not for", "No appraisal, bonus, promotion, demotion, transfer or dismissal. Nothing is decided by figures alone: only a manager's own written reason turns a hint into an action."},
	{"誰が見るか", "本人は自分のカード、上司は自分の課、部門長は課ごとの集計、人事はコーチングの計画だけを見ます。他の人の行は誰にも渡りません。",
		"Who sees it", "Each person the own card, a manager the own team, the division head totals by team, HR the coaching plans only. Nobody receives another's rows."},
	{"異議と訂正", "数字に疑問があれば、カードの返信欄から、または下記の責任者に申し出てください。記録に誤りがあるという申し出は、回答するまで上司の一覧から外します。申し出たことで不利な扱いを受けることはありません。",
		"How to object", "Reply on your card, or write to the person below. While a reply that the data are wrong is open, the matter stays off the manager's list. Nobody is put at a disadvantage for objecting."},
	{"保存と責任者", "保存期間は{months}か月、その後は消去します。責任者:{responsible}。この通知の日:{told}。",
		"Retention and contact", "Kept for {months} months, then erased. Responsible: {responsible}. Date of this notice: {told}."},
}

// Notice writes the one-page staff notice of tenbin template notice: what is evaluated,
// from which data, for what and not for what, who sees it and how to object. It is a
// draft for the firm to complete, and no legal advice, and says so.
func Notice(w io.Writer, facts NoticeFacts, language string) error {
	c, err := catalogueOf(language)
	if err != nil {
		return err
	}
	t := &templateBook{c: c, s: &entrySheet{ja: "従業員へのお知らせ", en: "Notice to staff"}, f: excelize.NewFile()}
	defer t.f.Close()
	if err := t.styles(); err != nil {
		return err
	}
	blank := func(s, ja, en string) string {
		if s == "" {
			return t.pick("["+ja+"]", "["+en+"]")
		}
		return s
	}
	fill := strings.NewReplacer("{company}", blank(facts.Company, "会社名", "company"), "{purpose}", blank(facts.Purpose, "目的", "purpose"),
		"{responsible}", blank(facts.Responsible, "部署・氏名", "department, name"), "{told}", blank(facts.StaffTold, "年月日", "date"), "{months}", blank(facts.RetentionMonths, "数", "number"))
	st := &styles{file: t.f, ja: language == "ja", money: "#,##0", made: map[look]int{}}
	sheet, row := t.sheet(), 0
	put := func(text string, l look, lines float64) error {
		row++
		id, err := st.of(l)
		if err != nil {
			return err
		}
		at, _ := excelize.CoordinatesToCellName(1, row)
		if err := t.f.SetCellStr(sheet, at, text); err != nil {
			return err
		}
		if err := t.f.SetCellStyle(sheet, at, at, id); err != nil {
			return err
		}
		return t.f.SetRowHeight(sheet, row, lines)
	}
	const width = 75.
	plain := func(text string) error {
		return put(text, look{role: Lead, wrap: true}, lineHeight(linesOf(text, width, sheetFont), sheetFont)+3)
	}
	if err := t.f.SetColWidth(sheet, "A", "A", width); err != nil {
		return err
	}
	if err := put(t.pick("営業フォロー月次の実施について(お知らせ)", "Notice: monthly sales follow-up"), look{role: Title}, lineHeight(1, sheetFont+3.5)+4); err != nil {
		return err
	}
	for _, p := range noticeParts {
		if err := put(t.pick(p[0], p[2]), look{role: Band}, lineHeight(1, sheetFont)); err != nil {
			return err
		}
		if err := plain(fill.Replace(t.pick(p[1], p[3]))); err != nil {
			return err
		}
	}
	if err := plain(t.pick("この文は下書きです。法的な助言ではありません。就業規則・労使協定・個人情報の取扱いに合わせて、実施前に確認してください。",
		"This text is a draft and not legal advice. Check it against work rules, agreements with staff and data protection before use.")); err != nil {
		return err
	}
	portrait, a4, one, fit := "portrait", 9, 1, true
	if err := t.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := t.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &one, FitToHeight: &one}); err != nil {
		return err
	}
	margin := .6
	if err := t.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}); err != nil {
		return err
	}
	grid := false
	if err := t.f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	if err := t.properties(); err != nil {
		return err
	}
	_, err = t.f.WriteTo(w)
	return err
}
