package publish

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
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
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Changes returns, by person id and key, the figures of the people of one
// assessment.json that differ from those of another; a person or key that one of
// them lacks stands as null there.
func Changes(before, after []byte) ([]Change, error) {
	old, now, err := leavesOf("people", "id", before, after)
	if err != nil {
		return nil, err
	}
	return changesOf(old, now, unionKeys(old, now)), nil
}

// TeamChanges lists how the figures of the teams differ that stand in both documents;
// nothing of one that either hides, and nobody's id.
func TeamChanges(before, after []byte) ([]Change, error) {
	old, now, err := leavesOf("teams", "team", before, after)
	if err != nil {
		return nil, err
	}
	var both []string
	for _, team := range unionKeys(old, now) {
		if old[team] != nil && now[team] != nil {
			delete(old[team], "manager")
			delete(now[team], "manager")
			both = append(both, team)
		}
	}
	list := changesOf(old, now, both)
	for i := range list {
		list[i].Person, list[i].Team = "", list[i].Person
	}
	return list, nil
}

// leavesOf reads the leaves of each entry of a list of both documents by its key.
func leavesOf(list, key string, before, after []byte) (old, now map[string]map[string]string, err error) {
	if old, err = leaves(list, key, before); err != nil {
		return nil, nil, err
	}
	now, err = leaves(list, key, after)
	return old, now, err
}

// changesOf compares the entries of ids leaf by leaf.
func changesOf(old, now map[string]map[string]string, ids []string) []Change {
	null := json.RawMessage("null")
	leaf := func(keys map[string]string, k string) json.RawMessage {
		if v, ok := keys[k]; ok {
			return json.RawMessage(v)
		}
		return null
	}
	var list []Change
	for _, id := range ids {
		for _, k := range unionKeys(old[id], now[id]) {
			a, b := leaf(old[id], k), leaf(now[id], k)
			if string(a) != string(b) {
				list = append(list, Change{Person: id, Key: k, Before: a, After: b})
			}
		}
	}
	return list
}

// leaves reads the leaves of each entry of list in an assessment by its key.
func leaves(list, key string, assessment []byte) (map[string]map[string]string, error) {
	var a map[string]json.RawMessage
	var entries []json.RawMessage
	if err := json.Unmarshal(assessment, &a); err != nil {
		return nil, fmt.Errorf("%s of the assessment: %w", list, err)
	}
	if err := json.Unmarshal(a[list], &entries); err != nil {
		return nil, fmt.Errorf("%s of the assessment: %w", list, err)
	}
	all := map[string]map[string]string{}
	for _, e := range entries {
		var fields map[string]json.RawMessage
		var id string
		if err := json.Unmarshal(e, &fields); err != nil {
			return nil, fmt.Errorf("%s of the assessment: %w", list, err)
		}
		if err := json.Unmarshal(fields[key], &id); err != nil {
			return nil, fmt.Errorf("%s of the assessment, %s: %w", list, key, err)
		}
		all[id] = map[string]string{}
		flatten("", e, all[id])
	}
	return all, nil
}
