package reports

import (
	"tenbin/reports/words"
)

// Action is the sentence that stands on the sheets for an action of the step-in list,
// in "ja" or "en".
func Action(action, language string) string {
	c, err := words.Of(language)
	if err != nil {
		return action
	}
	return c.Text("action." + action)
}
