package main

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every page of every workbook of a run carries what it may not be used for; without
// governance that it is a trial, with it what it is for.
func TestStampsOnEveryPage(t *testing.T) {
	for name, x := range map[string]struct {
		more         string
		holds, lacks string
	}{
		"trial":    {"", "Trial — not for distribution", "Purpose"},
		"governed": {"governance: {purpose: Noticing early & helping, responsible: Sales planning, staff_told: 2026-09-01, consultation: yes, retention_months: 24}\n", "Purpose: Noticing early && helping", "Trial"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := planFirm(t, x.more)
			pages := 0
			err := filepath.WalkDir(filepath.Join(dir, "out"), func(path string, e fs.DirEntry, err error) error {
				if err != nil || filepath.Ext(path) != ".xlsx" {
					return err
				}
				f, err := excelize.OpenFile(path)
				if err != nil {
					return err
				}
				defer f.Close()
				for _, sheet := range f.GetSheetList() {
					h, err := f.GetHeaderFooter(sheet)
					if err != nil {
						return err
					}
					pages++
					if !strings.Contains(h.OddHeader, x.holds) || strings.Contains(h.OddHeader, x.lacks) || !strings.Contains(h.OddFooter, "Not to be used for appraisal") {
						t.Errorf("%s, %s: %q, %q", filepath.Base(path), sheet, h.OddHeader, h.OddFooter)
					}
				}
				return nil
			})
			if err != nil || pages < 60 {
				t.Errorf("%d pages, %v", pages, err)
			}
		})
	}
}
