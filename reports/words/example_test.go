package words_test

import (
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// The figures say what they found as values; each language has one template for it.
func Example() {
	found := assessment.Join(assessment.SaysDiscount, []assessment.Evidence{
		assessment.Say(assessment.SaysConceded, assessment.OfCount(162), assessment.OfMoney(assessment.Yen(2_920_000)), assessment.OfMoney(assessment.Yen(1_290_000)), assessment.OfCount(24)),
		assessment.Say(assessment.SaysSpread)})
	say := words.BothOf(&assessment.Assessment{Currency: "JPY", Month: table.MonthOf(2026, 10)})
	fmt.Println(say.In("en", found))
	fmt.Println(say.In("ja", found))
	// Output:
	// Past 24 months: conceded ¥2,920,000 beyond authority on 162 lines (peers on the same mix: about ¥1,290,000); spread over all clients
	// 過去24か月の受注162件で承認範囲を超えた値引きは292万円(同条件の同僚並みなら129万円程度)。特定の顧客に偏りなし
}
