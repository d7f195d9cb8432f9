package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// What somebody wrote into a returned file and nobody can read costs neither the decision nor
// the objection beside it; it goes back to its author, to nobody else, and stands among the
// data. The words of earlier drop-downs are read as they were meant; the half of one that
// Excel offered is asked.
func TestUnreadGoesBack(t *testing.T) {
	dir, config := planFirm(t, "")
	t.Chdir(dir)
	published := filepath.Join("out", "2026-09", "v1")
	returnBook(t, filepath.Join(published, "managers", "M1", "manager.xlsx"), "inbox/managers/M1/manager.xlsx", "Decisions", func(rows [][]string) map[string]any {
		return map[string]any{where(t, rows, "Decision", "Abe"): "dismissed", where(t, rows, "Reason", "Abe"): "evidence kept",
			where(t, rows, "Decision", "Baba"): "dismissed", where(t, rows, "Reason", "Baba"): "client's reason, evidence kept"}
	})
	returnBook(t, filepath.Join(published, "people", "ENDO", "card.xlsx"), "inbox/people/ENDO/card.xlsx", "Your answer", func(rows [][]string) map[string]any {
		return map[string]any{where(t, rows, "Reason (choose)", "f-"): "kept by me", where(t, rows, "Your answer", "f-"): "see the mail of 3 August"}
	})
	runMonth(t, config, "2026-10")
	published = filepath.Join("out", "2026-10", "v1")
	manager := filepath.Join(published, "managers", "M1", "manager.xlsx")
	decisions, card := sheetText(t, manager, "Decisions"), sheetText(t, filepath.Join(published, "people", "ENDO", "card.xlsx"), "Your answer")
	for text, want := range map[*string][]string{
		&decisions: {"could not be read", `"evidence kept"`, "see the mail of 3 August"},
		&card:      {"could not be read", `"kept by me"`},
	} {
		for _, w := range want {
			if !strings.Contains(*text, w) {
				t.Errorf("%q is missing:\n%s", w, *text)
			}
		}
	}
	if strings.Contains(decisions, `"kept by me"`) || strings.Contains(card, `"evidence kept"`) {
		t.Error("what one wrote was given back to another")
	}
	if changed := sheetText(t, manager, "What changed"); !strings.Contains(changed, "2, of them 2 dismissed") || !strings.Contains(changed, "client's reason (evidence kept)") {
		t.Errorf("the decisions beside what could not be read:\n%s", changed)
	}
	if data := sheetText(t, filepath.Join(published, "operator", "data-quality.xlsx"), "Rows not used"); !strings.Contains(data, "evidence kept") || !strings.Contains(data, "kept by me") {
		t.Errorf("data-quality does not list them:\n%s", data)
	}
}
