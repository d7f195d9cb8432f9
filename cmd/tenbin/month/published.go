package month

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
	"tenbin/reports/reader"
)

// publishedBefore is what earlier publications said, for the sheets on what changed: the
// step-in list of the month before, and the figures that no longer hold of this month's
// former version and of the look-back months. It is nil where nothing was published.
func publishedBefore(s Settings, a *assessment.Assessment, standing *publish.Standing, m *publish.Manifest) (*reader.Published, error) {
	if s.Config.People() == teamsOnly {
		return nil, nil // the sheets on what changed speak of people
	}
	before, err := publish.Look(s.Out, (a.Month - 1).String())
	if err != nil {
		return nil, err
	}
	if before == nil && standing == nil && len(m.Restated) == 0 {
		return nil, nil
	}
	p := &reader.Published{}
	if before != nil {
		if p.Last, err = stepInOf(before, a.Month-1); err != nil {
			return nil, err
		}
	}
	add := func(month, version string, changes []publish.Change) {
		for _, c := range changes {
			p.Restated = append(p.Restated, reader.Restated{Month: month, Version: version, Person: c.Person, Key: c.Key, Before: c.Before, After: c.After})
		}
	}
	if standing != nil {
		add(standing.Month, standing.Version, m.Changes)
	}
	for _, r := range m.Restated {
		add(r.Month, r.Version, r.Changes)
	}
	return p, nil
}

// stepInOf reads the step-in list of what stands of a month.
func stepInOf(standing *publish.Standing, month table.Month) (*reader.Publication, error) {
	path := filepath.Join(standing.Dir, filepath.FromSlash(AssessmentPath))
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var a struct {
		StepIn []struct {
			FindingID   string `json:"finding_id"`
			Manager     string `json:"manager"`
			Person      string `json:"person"`
			Client      string `json:"client"`
			Instruction string `json:"instruction"`
			Action      string `json:"action"`
			Amount      *int64 `json:"amount_at_stake"`
			By          string `json:"by"`
		} `json:"step_in"`
	}
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := &reader.Publication{Month: month}
	for _, r := range a.StepIn {
		f := assessment.StepInRow{FindingID: table.FindingID(r.FindingID), Manager: table.ManagerID(r.Manager), Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Instruction: r.Instruction, Action: table.Action(r.Action), AmountAtStake: r.Amount, By: table.NoDay}
		if r.By != "" {
			if f.By, err = table.ParseDay(r.By); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		t.Findings = append(t.Findings, f)
	}
	return t, nil
}
