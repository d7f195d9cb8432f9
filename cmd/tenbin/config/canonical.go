package config

import (
	"encoding/json"
	"slices"

	"tenbin/ingest"
	"tenbin/ingest/table"
)

// Canonical is the configuration for hashing: parsed, defaults filled, keys sorted,
// secrets only as the names of their variables.
func (c *Config) Canonical() []byte {
	first, err := json.Marshal(c.doc)
	if err != nil {
		panic(err) // the document holds nothing that JSON cannot
	}
	var sorted any
	if err := json.Unmarshal(first, &sorted); err != nil {
		panic(err)
	}
	out, err := json.Marshal(sorted)
	if err != nil {
		panic(err)
	}
	return out
}

// DealsCanonical is Canonical as far as the reading of deal lines can depend on it: without
// what concerns only their assessment by name, its publication and the tables beside.
func (c *Config) DealsCanonical() []byte {
	k := Config{doc: c.doc}
	d := &k.doc
	d.Company, d.Language, d.People, d.KeyFile, d.Stage, d.Inbox = "", "", "", "", "", ""
	d.LookBackMonths, d.Governance, d.Suspend, d.Review, d.Notify, d.Agenda, d.AgendaPerWeek = nil, nil, nil, nil, nil, nil, nil
	d.Publish, d.Deliver = publish{}, nil
	for _, t := range table.All {
		if list := d.Sources.table(t.Name); list != nil && !slices.Contains(ingest.Companions, t.Name) && t.Name != table.Deals.Name {
			*list = nil
		}
	}
	return k.Canonical()
}
