package reports

// definitionWords are the definitions of the analysis sheets: key, Japanese, English.
// What was measured is from simulated companies with known truth, forty sets that
// nobody looked at while the method was made ("tenbin validate --first 40 --sets 40").
var definitionWords = [...][3]string{
	{"def.signal_limit", "注意信号の限度 h", "Limit h of the signal"},
	{"def.signal_limit.text", "一月当たりの件数の見込み(値引きと指示の合計)の帯ごとに決めます。同じ帯の普通の人の36か月を4,000回模擬し、本人のこれまでの水準が正確には分からないことも含めて、誤報が一人当たり年0.05回になる値です。" +
		"検証:誰も変わらない会社で年0.06回、誤報までの平均は210か月。実際の変化は、記録が多い場合は69%(中央値4か月)、少ない場合は34%(同9か月)を6か月以内に見つけました。",
		"Set for each band of expected events a month (discounts and instructions together): 4,000 runs of 36 months of ordinary people of the band are simulated, allowing for what is not known of the own habit, and h is the value with 0.05 false signals a person and year. " +
			"Measured: 0.06 a year and 210 months to a false signal where nobody changes; a real change is found within six months in 69 % of cases where data are dense (median 4 months), in 34 % where they are sparse (9)."},
	{"def.forecast", "実施見込みの計算", "How the chance is computed"},
	{"def.forecast.text", "同僚の実施率 λ を、今の経過日数から20営業日分足し上げた Λ に、本人の速さの分布(w, A, B)を掛け合わせます。q は取下げなど他の終わり方の分です。" +
		"検証:見込みの平均21.3%に対し、実際に実施されたのは21.9%。見込みを10段階に分けたときの最大のずれは5ポイント。実施された指示と実施されなかった指示を比べると、81%の組で前者の見込みの方が高くなりました。",
		"Peers' rates λ added up over the coming 20 business days from the present age (Λ), with the distribution of the person's own speed (w, A, B); q takes off other endings such as withdrawal. " +
			"Measured: said 21.3 % on average, 21.9 % came true; by tenths of the chance the worst is off by 5 points; of an instruction carried out and one not, the former had the higher chance in 81 % of pairs."},
	{"def.curves", "指示の進み方の図", "Curves of instructions"},
	{"def.curves.text", "完了していない割合 S は、対応中の指示を「まだ終わっていない」として数えます(カプラン・マイヤー法)。完了・実施されずに終了・対応中の内訳 F は、他の終わり方を考えに入れて求めます(アーラン・ヨハンセン法)。途中から台帳に載った指示は載った日から対象に入れ、対象が5件に満たない日数は描きません。" +
		"同僚の線 S* は、同じ対象が同僚の速さで進んだ場合です。統計ソフト R の値と一致することを確かめています。",
		"The share not yet carried out S counts open instructions as not yet finished (Kaplan–Meier); the parts carried out, ended otherwise and open F take the other endings into account (Aalen–Johansen). An instruction that entered the log late counts from that day; ages at which fewer than 5 were watched are not drawn. " +
			"The peers' line S* is what the same instructions would do at peers' rates. The figures agree with the statistics package R."},
	{"def.concentration", "値引きの集中", "Where the excess lies"},
	{"def.concentration.text", "お客様ごとの超過額=同僚並みを超えた比×見込みの値引き額(同僚並み以下は0)。「その割合」は最も大きいお客様の分が全体に占める割合 s です。お客様ごとの比の精度は「担当×顧客の比」を、集中の目安自体の検証は未了です。",
		"Excess of a client = ratio above ordinary peers × expected concessions in money (0 at or below peers). “Its share” is the part s of the largest client. The accuracy of the clients' ratios is that of “Ratio of salesperson × client”; the guide itself is not yet simulated."},
	{"def.effective_clients", "実質の社数", "Effective number of clients"},
	{"def.effective_clients.text", "超過額が何社分に分かれているか。全額が1社なら1、10社に等分なら10。s は各お客様の割合です。計算の定義であり、検証の対象となる推定ではありません(模擬データでの検証は未了)。",
		"On how many clients the excess rests: 1 when all of it is with one client, 10 when ten share it equally; s is each client's share. It is arithmetic on the excess above; not yet simulated."},
	{"def.spread", "集中か分散かの目安", "With few clients, or spread"},
	{"def.spread.text", "実質の社数が2以下ならそのお客様への同行、2を超えれば進め方の支援を目安とします。目安が役立つ割合は、模擬データでの検証は未了です。",
		"With an effective number of clients of at most 2, consider a joint visit there; above 2, support with the way of working. How often this guide helps is not yet simulated."},
	{"def.handover", "担当変更の前後の比", "Before and after handover"},
	{"def.handover.text", "同じお客様の O/E を前の担当(1)と後の担当(2)で比べます。両者の期間が重ならず、前後とも比較対象の明細が10件以上のときだけ示し、90%の範囲が1を含まないときだけ増減を述べます。前の担当の名前は示しません。" +
		"検証:90%の範囲は94%の場合に真の値を含みました。増減を述べたのは15%で、そのうち7%は向きが逆でした。1.5倍以上の実際の差で見つかったのは28%:差が示されなくても、差がないとは言えません。",
		"O/E of the same client under the holder before (1) and after (2). Shown only where their lines do not overlap in time and each side has ten or more compared lines; a change is named only where the 90 % range leaves out 1. The holder before is not named. " +
			"Measured: the 90 % range held the truth in 94 % of cases. A change was named in 15 %, the wrong way in 7 % of those. Of true changes by 1.5 or more 28 % were found: no change shown does not mean no change."},
	{"def.coaching", "コーチングの効果", "Effect of coaching"},
	{"def.coaching.text", "G は、支援後の値引き O を、支援前の水準 θ̂ と見込み E から予想される値で割った比です。支援を受けた方の G を、支援前に同程度だった受けていない方(1名につき1~3名、差 0.25 以内)の G で割ります。支援後の実質の件数が10に満たなければ「まだ結論は出ていません」とします。前後の単純な比較はしません。" +
		"検証:効果がないとき平均1.01(単純な前後比較では0.92と、ない効果が見えます)。0.70倍になるとき平均0.71、効果がなく対象を表に表れない知識で選んだとき1.04。90%の範囲は90~95%の場合に真の値を含みました。",
		"G is the concessions after coaching O divided by what the level before, θ̂, and the expectation E lead to. The coached people's G is divided by that of uncoached people at the same level before (1 to 3 each, within 0.25). Below ten effective events after, it says “no conclusion yet”. Never a plain before and after. " +
			"Measured: without any effect 1.01 on average (a plain before and after says 0.92, an effect that is not there); with a true effect of 0.70, 0.71; without effect but chosen by knowledge that no table shows, 1.04. The 90 % range held the truth in 90 to 95 % of cases."},
	{"def.retention", "取引の継続(同種の顧客比)", "Clients that stay"},
	{"def.retention.text", "半年ごとに、その6か月のうち3か月以上購入のあったお客様(最も多く売った方の担当とします)が、続く6か月に会社のどなたからも購入しなければ「途絶え」とします。24~36か月分をまとめ、購入の頻度が同じお客様での同僚(本人を除く)の割合から見込み E を求めます。浸透した値上げから6か月以内の確認は、続いた場合も途絶えた場合も数えません。p̄ は継続する見込みの割合です。" +
		"検証(継続率85%、人による差0.3):確認12・30・80件で信頼度0.17・0.33・0.56、多い少ないの取り違え37%・30%・23%。",
		"Every half-year, a client who bought in three or more of the six months (it counts for whoever sold it most) is lost when nobody of the company sells to it in the six months that follow. 24 to 36 months are pooled; the expectation E is the rate of peers, the person left out, among clients of the same buying rhythm. Checks within six months of a price increase that landed do not count, stayed or lost. p̄ is the expected share that stays. " +
			"Measured (85 % stay, people differ by 0.3): with 12, 30 and 80 checks reliability 0.17, 0.33, 0.56; wrong side of peers in 37, 30, 23 %."},
	{"def.advocacy", "取引の継続の図(個人)", "Map of people: clients and firm"},
	{"def.advocacy.text", "横は取引の継続 1/θ、縦は値引き・指示の状況 1/K。両方とも80%以上確かなときだけ向きを述べ、それ以外は90%の範囲とともに薄い点とします。確認24件未満または信頼度0.25未満の方は示さず、継続率が95%を超えるときはチームだけを示します。" +
		"検証:横軸の向きを述べた方のうち誤りは、途絶えがすべて正しく分かる場合8~13%、明細から読み取る場合17%(明細が4倍多い場合14%)。あらかじめ決めた上限15%を満たさないため、既定では示しません(設定で示せます)。",
		"Across, clients that stay 1/θ; up, prices and instructions 1/K. A side is named only where both are at least 80 % sure; everybody else is a grey dot with its 90 % range. People with fewer than 24 checks or a reliability below 0.25 are not shown, and with more than 95 % staying the team alone is. " +
			"Measured: of those named on the horizontal axis 8 to 13 % were wrong where every loss is known, 17 % read from deal lines (14 % with four times as many lines). The bound set beforehand was 15 %: off by default (a setting shows it)."},
}
