package words

import (
	"strconv"
	"strings"
	"sync"

	"tenbin/metrics/assessment"
)

// For is the catalogue in which a is said: where no policy says which discounts are
// authorised, no text speaks of an authority that nobody gave.
func (c Catalogue) For(a *assessment.Assessment) Catalogue {
	if !a.NoPolicy() {
		return c
	}
	for i, l := range Languages {
		if l == c.Language {
			c.texts = withoutPolicy()[i]
		}
	}
	return c
}

// withoutPolicy are the words of all tables with the phrases of the table without_policy
// put in place of those that speak of an authority: "said ⇒ instead", in their order.
var withoutPolicy = sync.OnceValue(func() (all [len(Languages)]map[string]string) {
	for i, texts := range tables() {
		var phrases []string
		for k := 1; ; k++ {
			s, ok := texts["without_policy."+strconv.Itoa(k)]
			if !ok {
				break
			}
			said, instead, _ := strings.Cut(s, "⇒")
			phrases = append(phrases, said, instead)
		}
		r := strings.NewReplacer(phrases...)
		all[i] = make(map[string]string, len(texts))
		for key, s := range texts {
			all[i][key] = r.Replace(s)
		}
	}
	return all
})
