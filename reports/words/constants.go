package words

import (
	"regexp"
)

// constantSlot is the place of a constant of the method in a text.
var constantSlot = regexp.MustCompile(`\{([a-z_]+)(:?)( ?%)?\}`)

// Fill puts the constants of the method into the slots of a text: {worse} as a number,
// {confidence:%} in per cent, {confidence: %} with a blank before the sign. It panics on a
// constant that there is not, which is a mistake of the program: a figure of the method is
// printed from the code that uses it, or not at all.
func Fill(text string, constants map[string]float64) string {
	return constantSlot.ReplaceAllStringFunc(text, func(slot string) string {
		m := constantSlot.FindStringSubmatch(slot)
		v, ok := constants[m[1]]
		if !ok {
			panic("reports/words: no constant " + slot)
		}
		if m[3] != "" {
			v *= 100
		}
		return Shortest(Round9(v)) + m[3]
	})
}
