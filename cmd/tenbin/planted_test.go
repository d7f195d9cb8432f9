package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tenbin/cmd/tenbin/cli"
)

// TestDemoPlantedCases runs the demo and finds on its result what was planted in it.
func TestDemoPlantedCases(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"demo", "--out", dir}, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != cli.ExitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	text, err := os.ReadFile(filepath.Join(dir, "out", "2026-10", "v1", "operator", "assessment.json"))
	if err != nil {
		t.Fatal(err)
	}
	var a struct {
		People []struct {
			ID, Name, Tier  string
			Rank            *int
			Score           *float64
			Concession, Lag map[string]*float64
		}
		Pairs []struct {
			Person, Client string
			Ratio, Lo, Hi  *float64
		}
		Instructions []struct{ Person, Client, Trigger, Verdict, Status, Due string }
		StepIn       []struct{ Manager, Person, Client, Action string } `json:"step_in"`
		DoneWell     []struct{ Person string }                          `json:"done_well"`
		Progress     []struct {
			Person string
			Index  *float64
			Worst  []struct{ JA, EN string }
		}
		Exceptions []struct {
			Person                string
			Asked, Granted, After int64
			ShareGranted          *float64 `json:"share_granted"`
			Requests              struct{ Observed, Expected, Ratio *float64 }
		}
	}
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	who, tier := map[string]string{}, map[string]string{}
	concession, slowness := map[string]float64{}, map[string]float64{}
	for _, p := range a.People {
		who[p.Name], tier[p.Name] = p.ID, p.Tier
		if r := p.Concession["ratio"]; r != nil {
			concession[p.Name] = *r
		}
		if r := p.Lag["slowness"]; r != nil {
			slowness[p.Name] = *r
		}
		if p.Name == "小泉 亮" && (p.Rank != nil || p.Tier != "not_enough_evidence") {
			t.Errorf("the newcomer has tier %s, rank %v", p.Tier, p.Rank)
		}
	}
	if tier["津田 誠"] != "step_in" || concession["津田 誠"] > 1 || slowness["津田 誠"] < 2 {
		t.Errorf("the clean-discount staller: tier %s, concession %.2f, slowness %.2f", tier["津田 誠"], concession["津田 誠"], slowness["津田 誠"])
	}
	if tier["相沢 美咲"] != "healthy" || tier["野口 由佳"] != "healthy" {
		t.Errorf("the hard buyer's firm seller is %s, who lands hard news well is %s", tier["相沢 美咲"], tier["野口 由佳"])
	}
	lo := func(name, client string) (lo, hi float64) {
		for _, p := range a.Pairs {
			if p.Person == who[name] && p.Client == client && p.Lo != nil {
				return *p.Lo, *p.Hi
			}
		}
		t.Errorf("no pair %s × %s", name, client)
		return 0, 0
	}
	if low, _ := lo("北川 直樹", "東和エレクトロ"); low < 2 {
		t.Errorf("the pair that was planted has a lower limit of %.2f", low)
	}
	if low, _ := lo("相沢 美咲", "関東機工"); low < 1 {
		t.Errorf("the hard buyer does not show beside its firm seller: lower limit %.2f", low)
	}
	soft, _ := lo("富永 浩", "大洋プラント")
	if _, firm := lo("村瀬 千尋", "大洋プラント"); firm > soft {
		t.Errorf("the handover does not separate seller from buyer: soft from %.2f, firm up to %.2f", soft, firm)
	}
	found := map[string]string{}
	clarify := 0
	for _, f := range a.StepIn {
		found[f.Person+"×"+f.Client] = f.Action
		if f.Action == "clarify" && f.Manager == "M102" {
			clarify++
		}
	}
	for pair, action := range map[string]string{who["津田 誠"] + "×ミナト精機": "senior_visit", who["津田 誠"] + "×大和工業": "follow_up", who["北川 直樹"] + "×東和エレクトロ": "deal_review", who["大村 健一"] + "×昭栄樹脂": "follow_up"} {
		if found[pair] != action {
			t.Errorf("%s: action %q, want %q", pair, found[pair], action)
		}
	}
	if clarify == 0 {
		t.Error("the manager who gives no dates is not asked to")
	}
	highest := 0.
	for _, p := range a.Progress {
		if p.Index != nil && p.Person != who["津田 誠"] {
			highest = max(highest, *p.Index)
		}
	}
	for _, p := range a.Progress {
		if p.Person == who["津田 誠"] && (p.Index == nil || *p.Index <= highest || len(p.Worst) != 2 || p.Worst[0].JA == "" || p.Worst[0].EN == "") {
			t.Errorf("the staller's progress: %v (highest of the others %.2f), sentences %v", p.Index, highest, p.Worst)
		}
	}
	asked := false
	for _, e := range a.Exceptions {
		if r := e.Requests.Ratio; e.Person == who["西野 香織"] {
			asked = r != nil && *r > 2 && e.ShareGranted != nil && *e.ShareGranted < 1 && e.Granted < e.Asked
		} else if r != nil && *r > 2 {
			t.Errorf("%s asks for %.1f times as many exceptions as peers, and nobody planted it", e.Person, *r)
		}
	}
	if !asked {
		t.Errorf("the one who carries every discount through approval does not show: %+v", a.Exceptions)
	}
	back := false
	for _, i := range a.Instructions {
		if i.Client == "昭栄樹脂" && i.Verdict == "given_back" {
			back = true
		}
		if i.Client == "ミナト精機" && i.Verdict == "landed_in_full" {
			t.Error("an increase that nobody carried out is said to have landed")
		}
	}
	if !back {
		t.Error("the increase given back through credit notes is not called so")
	}
}
