package dedup

import (
	"fmt"

	"tenbin/ingest/fault"
	"tenbin/ingest/table"
)

// Remarks say what several exports told of one document, and what was made of it. warns reports
// whether a code still warns: nobody has said that it was looked at.
func (v Versions) Remarks(warns func(code string) bool) []fault.Remark {
	var list []fault.Remark
	say := func(code string, p Passage, warn bool, ja, en string) {
		if p.Lines == 0 {
			return
		}
		list = append(list, fault.Remark{Code: code, Place: p.First, Warns: warn && warns(code), Text: fault.Sentence{
			JA: fmt.Sprintf(ja, p.Lines, short(p.Other)), EN: fmt.Sprintf(en, p.Lines, short(p.Other))}})
	}
	say("document_replaced", v.Replaced, false, "%d 行は、同じ伝票番号・日付の伝票が後のファイルにあるため、そちらに置き換えました(最初の置き換え先: %s)",
		"%d lines were replaced: a later file holds the same document (number and date) anew, the first at %s")
	say("document_shortened", v.Dropped, true, "置き換えた行のうち %d 行は、後のファイルの伝票に同じ品目の行がありません(最初の伝票: %s)。取り消された行か確認してください",
		"%d of the lines that were replaced have no line of the same product in the later document (the first at %s): see that they were taken back")
	say("document_client", v.Clients, true, "%d 行は、同じ伝票番号・日付で別の顧客の行がほかのファイルにあります(最初: %s)。両方を数えました",
		"%d lines stand in another file under the same number and date with another client, the first at %s; both were counted")
	say("near_equal_lines", v.Alike, true, "%d 行は、同じ顧客・品目・日付で金額などの違う行がほかのファイルにあります(最初: %s)。伝票番号がないため両方を数えました。同じ取引の訂正なら片方を除いてください",
		"%d lines have a line of the same client, product and date in another file that differs, the first at %s; without a document number both were counted: leave one out if it corrects the other")
	say("owner_moved", v.Moved, true, "%d 行は、後のファイルで担当者が変わっています(最初の記録: %s)。最初の担当者の行として数えました。新しい担当者に移すには owner: latest と書いてください",
		"%d lines name another salesperson in a later file (first recorded at %s); they stay with the first one; write owner: latest to move them")
	return list
}

// short is a place in few words.
func short(p table.Place) string {
	s := p.File
	if p.Sheet != "" {
		s += " [" + p.Sheet + "]"
	}
	return fmt.Sprintf("%s:%d", s, p.Row)
}
