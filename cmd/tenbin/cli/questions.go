package cli

import (
	"fmt"
	"strconv"
	"strings"

	"tenbin/ingest/fault"
)

// questions is the failure of a run whose files can be read two ways: each question with
// what was seen, its readings with their sums, and the line that settles it.
func questions(list fault.Questions) *Failure {
	f := &Failure{Exit: ExitBlocked, What: Text(fmt.Sprintf("読み方を決められない点が %d 件あります", len(list)), counted(len(list), "question must be answered", "questions must be answered")),
		Where: list[0].Place.File, ToDo: Text("下の行を tenbin.yaml のその sources の欄に書くか、tenbin init --answer で答えてください", "write the line that is right into that source's entry of tenbin.yaml, or answer with tenbin init --answer"), Err: list}
	for _, q := range list {
		f.More = append(f.More, Text(fmt.Sprintf("質問 %s(%s): %s", q.Code, q.Place, q.Seen.JA), fmt.Sprintf("question %s (%s): %s", q.Code, q.Place, q.Seen.EN)))
		for _, r := range q.Readings {
			f.More = append(f.More, Text(fmt.Sprintf("  %s%s → %s", r.What.JA, sums(r, q.Places, "定価", "値引き"), q.Settles(r)), fmt.Sprintf("  %s%s → %s", r.What.EN, sums(r, q.Places, "list", "discount"), q.Settles(r))))
		}
	}
	return f
}

// sums are the amounts of a reading.
func sums(r fault.Reading, places int, list, discount string) string {
	var parts []string
	if r.List != nil {
		parts = append(parts, list+" "+fault.Money(*r.List, places))
	}
	if r.Discount != nil {
		parts = append(parts, discount+" "+fault.Money(*r.Discount, places))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + several
}
