package main

import (
	"bytes"
	"sort"
	"strings"
	"testing"
)

// planted puts one leak after the other into a file of a clean run: each must be found.
func planted(t *testing.T, k *knowledge, files map[string][]byte) {
	t.Helper()
	replace := func(old, new string) func([]byte) []byte {
		return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
	}
	cell := func(text string) func([]byte) []byte { // the first string of the workbook
		return func(b []byte) []byte {
			i := bytes.Index(b, []byte("<t>"))
			return append(append(append([]byte(nil), b[:i+3]...), (text+" ")...), b[i+3:]...)
		}
	}
	const strings_, sheet1 = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
	other, client, order := k.strangerTo("M101")
	part := func(text string) func([]byte) []byte { return func([]byte) []byte { return []byte(text) } }
	for _, c := range []struct {
		name, file, part string
		plant            func([]byte) []byte
	}{
		{"another team's person", "managers/M101/manager.xlsx", strings_, cell(other.name)},
		{"another manager", "managers/M101/manager.xlsx", strings_, cell(k.managers["M201"])},
		{"another team's client", "managers/M101/manager.xlsx", strings_, cell(client)},
		{"another team's instruction", "managers/M101/manager.en.xlsx", strings_, cell(order)},
		{"a name in a header", "managers/M101/manager.xlsx", sheet1, replace("<oddHeader>", "<oddHeader>"+other.name)},
		{"a name in a choice", "managers/M101/manager.xlsx", "xl/worksheets/sheet2.xml", replace("<formula1>", "<formula1>"+other.name)},
		{"a name in the properties", "managers/M101/manager.xlsx", "docProps/core.xml", replace("<dc:subject>", "<dc:subject>"+other.name)},
		{"a name in a comment", "managers/M101/manager.xlsx", "xl/comments1.xml", part("<comments><commentList><comment><text><t>" + other.name + "</t></text></comment></commentList></comments>")},
		{"a name as a defined name", "managers/M101/manager.xlsx", "xl/workbook.xml", replace("name=\"_xlnm", "name=\""+other.name+"_xlnm")},
		{"a colleague on a card", "people/E1001/card.xlsx", strings_, cell(other.name)},
		{"a colleague's id on a card", "people/E1001/card.en.xlsx", strings_, cell("E1002")},
		{"a person without coaching at HR", "hr/hr-coaching.xlsx", strings_, cell(k.people["E1001"].name)},
		{"a client at HR", "hr/hr-coaching.xlsx", strings_, cell(client)},
		{"yen at HR", "hr/hr-coaching.xlsx", strings_, cell("12,000円")},
		{"a discount at HR", "hr/hr-coaching.en.xlsx", strings_, cell("discount")},
		{"a forbidden word", "divisions/all/division.xlsx", strings_, cell("リスクスコア")},
		{"a forbidden word in English", "operator/data-quality.en.xlsx", strings_, cell("Capture syndrome")},
		{"Japanese on an English sheet", "managers/M102/manager.en.xlsx", strings_, cell("期限を過ぎた指示")},
		{"a machine's word", "managers/M102/manager.xlsx", strings_, cell("landed_in_full")},
		{"a word of a list", "people/E1003/card.xlsx", strings_, func(b []byte) []byte { return bytes.Replace(b, []byte("<t>–</t>"), []byte("<t>healthy</t>"), 1) }},
		{"not a number", "divisions/all/division.en.xlsx", strings_, cell("NaN")},
		{"a figure without an argument", "managers/M201/manager.xlsx", strings_, cell("%!d(MISSING)")},
		{"a formula", "managers/M201/manager.xlsx", sheet1, replace("<v>", "<f>SUM(A1:A2)</f><v>")},
		{"too long", "managers/M201/manager.xlsx", strings_, cell(strings.Repeat("あ", 32768))},
		{"a macro", "managers/M201/manager.xlsx", "xl/vbaProject.bin", part("x")},
	} {
		raw, ok := files[c.file]
		if !ok {
			t.Errorf("%s: no file %s", c.name, c.file)
			continue
		}
		if faults := k.check(t, c.file, rewritten(t, raw, c.part, c.plant), true); len(faults) == 0 {
			t.Errorf("%s planted in %s is not found", c.name, c.file)
		}
	}
	for name, at := range map[string]string{"parquet for a manager": "managers/M101/rows.parquet", "JSON for a person": "people/E1001/card.json", "a file beside the folders": "notes.xlsx", "a kind nobody knows": "hr/list.csv"} {
		if faults := k.check(t, at, nil, true); len(faults) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
	for name, text := range map[string]string{"a person": k.people["E1001"].name, "a client": client, "money": "12,000円"} {
		if faults := k.check(t, "managers/M101/agenda.ics", []byte("BEGIN:VCALENDAR\r\nSUMMARY:"+text), true); len(faults) == 0 {
			t.Errorf("%s in an agenda is not found", name)
		}
	}
}

// strangerTo is somebody of another team, a client whom only other teams serve, and an
// instruction of another team.
func (k *knowledge) strangerTo(manager string) (person personOf, client, order string) {
	for _, id := range sorted(k.people) {
		if k.people[id].manager != manager {
			person = k.people[id]
			break
		}
	}
	for _, name := range sorted(k.clientOf) {
		own := false
		for id := range k.clientOf[name] {
			own = own || k.people[id].manager == manager
		}
		if !own {
			client = name
			break
		}
	}
	for _, id := range sorted(k.orderOf) {
		if k.people[k.orderOf[id]].manager != manager {
			order = id
			break
		}
	}
	return person, client, order
}

func sorted[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	sort.Strings(list)
	return list
}
