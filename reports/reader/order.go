package reader

import (
	"strings"

	"tenbin/metrics/assessment"
)

// Ranked reports whether p carries a rank: those in healthy and those without enough
// evidence do not.
func Ranked(p *assessment.Person) bool {
	return p.Tier != assessment.Healthy && p.Tier != assessment.NotEnoughEvidence && p.Rank != nil
}

// Group orders tiers on the sheets: with a rank, an alarm without one, healthy, not rated.
func Group(p *assessment.Person) int {
	switch {
	case Ranked(p):
		return 0
	case p.Tier == assessment.NotEnoughEvidence:
		return 3
	case p.Tier == assessment.Healthy:
		return 2
	}
	return 1
}

// before orders people: by rank, then without rank in kana order.
func before(p, q *assessment.Person) bool {
	if g, h := Group(p), Group(q); g != h {
		return g < h
	}
	if Group(p) == 0 && *p.Rank != *q.Rank {
		return *p.Rank < *q.Rank
	}
	if k, l := Reading(p), Reading(q); k != l {
		return k < l
	}
	return p.ID < q.ID
}

// Reading is the kana of a person, else the name.
func Reading(p *assessment.Person) string {
	if p.Kana != "" {
		return hiragana(p.Kana)
	}
	return p.Name
}

// hiragana folds katakana, so that both scripts stand in one order.
func hiragana(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - 'ァ' + 'ぁ'
		}
		return r
	}, s)
}
