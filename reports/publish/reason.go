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

func unionKeys(a, b map[string]string) []string {
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
