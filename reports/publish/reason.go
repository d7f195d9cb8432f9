package publish

import (
	"encoding/json"
	"fmt"
	"sort"
)

// Reasons says in what the run behind after differs from the one behind before:
// inputs by path, configuration by key, versions of method and program. It is empty
// when nothing that enters the input key differs.
func Reasons(before, after *Manifest) []Reason {
	var list []Reason
	old, now := inputSums(before), inputSums(after)
	for _, k := range unionKeys(old, now) {
		a, inOld := old[k]
		b, inNow := now[k]
		switch {
		case !inOld:
			list = append(list, Reason{"input_added", k, "", b})
		case !inNow:
			list = append(list, Reason{"input_removed", k, a, ""})
		case a != b:
			list = append(list, Reason{"input_changed", k, a, b})
		}
	}
	oldKeys, nowKeys := map[string]string{}, map[string]string{}
	flatten("", before.Configuration, oldKeys)
	flatten("", after.Configuration, nowKeys)
	for _, k := range unionKeys(oldKeys, nowKeys) {
		if oldKeys[k] != nowKeys[k] {
			list = append(list, Reason{"configuration", k, oldKeys[k], nowKeys[k]})
		}
	}
	if before.MethodVersion != after.MethodVersion {
		list = append(list, Reason{"method_version", "method", before.MethodVersion, after.MethodVersion})
	}
	if before.ProgramVersion != after.ProgramVersion {
		list = append(list, Reason{"program_version", "program", before.ProgramVersion, after.ProgramVersion})
	}
	return list
}

// inputSums maps "table path" to the sum of the bytes read.
func inputSums(m *Manifest) map[string]string {
	sums := map[string]string{}
	for _, in := range m.Inputs {
		sums[in.Table+" "+in.Path] = in.SHA256
	}
	return sums
}

// flatten fills keys with the leaves of a JSON document by dotted path. Text that is
// no JSON stands as one leaf.
func flatten(path string, text json.RawMessage, keys map[string]string) {
	if len(text) == 0 {
		return
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) == nil && object != nil {
		for k, v := range object {
			flatten(join(path, k), v, keys)
		}
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(text, &list) == nil && list != nil {
		for i, v := range list {
			flatten(fmt.Sprintf("%s[%d]", path, i), v, keys)
		}
		return
	}
	keys[path] = string(text)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// unionKeys returns the keys of both maps, sorted.
func unionKeys[V any](a, b map[string]V) []string {
	keys := make([]string, 0, len(a)+len(b))
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}

// Changes returns, by person id and key, the figures of the people of one
// assessment.json that differ from those of another; a person or key that one of
// them lacks stands as null there.
func Changes(before, after []byte) ([]Change, error) {
	old, err := peopleLeaves(before)
	if err != nil {
		return nil, err
	}
	now, err := peopleLeaves(after)
	if err != nil {
		return nil, err
	}
	null := json.RawMessage("null")
	leaf := func(keys map[string]string, k string) json.RawMessage {
		if v, ok := keys[k]; ok {
			return json.RawMessage(v)
		}
		return null
	}
	var list []Change
	for _, id := range unionKeys(old, now) {
		for _, k := range unionKeys(old[id], now[id]) {
			a, b := leaf(old[id], k), leaf(now[id], k)
			if string(a) != string(b) {
				list = append(list, Change{Person: id, Key: k, Before: a, After: b})
			}
		}
	}
	return list, nil
}

// peopleLeaves reads the leaves of each entry of "people" by its "id".
func peopleLeaves(assessment []byte) (map[string]map[string]string, error) {
	var a struct {
		People []json.RawMessage `json:"people"`
	}
	if err := json.Unmarshal(assessment, &a); err != nil {
		return nil, fmt.Errorf("people of the assessment: %w", err)
	}
	all := map[string]map[string]string{}
	for _, p := range a.People {
		var who struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(p, &who); err != nil {
			return nil, fmt.Errorf("people of the assessment: %w", err)
		}
		all[who.ID] = map[string]string{}
		flatten("", p, all[who.ID])
	}
	return all, nil
}
