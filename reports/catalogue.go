package reports

import (
	wordtables "tenbin/reports/words"
)

// Languages are the languages of the reports.
var languages = wordtables.Languages

type (
	catalogue = wordtables.Catalogue
	currency  = wordtables.Currency
)

// catalogueOf returns the catalogue of "ja" or "en".
func catalogueOf(language string) (catalogue, error) { return wordtables.Of(language) }
