package pseudonym

import (
	"reflect"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// personFields are the fields that hold a person and are plain text: names, and what
// reports/publish says of a publication. Everybody else is known by type.
var personFields = map[string]bool{"Person": true, "PersonName": true, "Coach": true}

// personColumns are the columns of inputs that hold a person; a wrong value there is not
// shown at all, since it may be a misspelt name.
var personColumns = map[string]bool{"salesperson": true, "manager": true, "owner": true, "author": true, "coach": true, "confirmed_by": true, "approved_by": true,
	"name": true, "kana": true, "aliases": true}

// The types of ids that name a person.
var personID, managerID = reflect.TypeFor[table.PersonID](), reflect.TypeFor[table.ManagerID]()

// hidden stands where a value is not shown.
const hidden = "***"

// Mask replaces people in everything that x, a pointer, leads to: ids that name a
// person, names inside every other text.
func (v *Pseudonymizer) Mask(x any) {
	if v != nil {
		v.walk(reflect.ValueOf(x), "")
	}
}

func (v *Pseudonymizer) walk(x reflect.Value, field string) {
	switch x.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !x.IsNil() {
			v.walk(x.Elem(), field)
		}
	case reflect.Slice, reflect.Array:
		if k := x.Type().Elem().Kind(); k == reflect.Struct || k == reflect.String || k == reflect.Pointer || k == reflect.Slice || k == reflect.Array || k == reflect.Interface {
			for i := range x.Len() {
				v.walk(x.Index(i), field)
			}
		}
	case reflect.Map:
		v.walkMap(x)
	case reflect.Struct:
		v.walkStruct(x)
	case reflect.String:
		if x.CanSet() {
			if t := x.Type(); t == personID || t == managerID || personFields[field] {
				x.SetString(v.ID(x.String()))
			} else {
				x.SetString(v.Text(x.String()))
			}
		}
	}
}

// walkMap masks the values of a map, and its keys where they are people.
func (v *Pseudonymizer) walkMap(x reflect.Value) {
	if x.IsNil() || x.Type().Key().Kind() != reflect.String {
		return
	}
	for _, k := range x.MapKeys() {
		value := reflect.New(x.Type().Elem()).Elem()
		value.Set(x.MapIndex(k))
		v.walk(value, "")
		key := k
		if p, ok := v.byName[k.String()]; ok {
			x.SetMapIndex(k, reflect.Value{})
			key = reflect.ValueOf(p).Convert(x.Type().Key())
		} else if text := v.Text(k.String()); text != k.String() { // a team called after somebody
			x.SetMapIndex(k, reflect.Value{})
			key = reflect.ValueOf(text).Convert(x.Type().Key())
		}
		x.SetMapIndex(key, value)
	}
}

// walkStruct masks what the type of x says of people, then its fields one by one.
func (v *Pseudonymizer) walkStruct(x reflect.Value) {
	if x.CanAddr() {
		switch x := x.Addr().Interface().(type) {
		case *assessment.Person:
			x.ID = table.PersonID(v.ID(string(x.ID)))
			x.Name, x.Kana = string(x.ID), string(x.ID)
		case *assessment.Arg:
			switch x.Unit {
			case assessment.PersonID:
				x.ID = v.ID(x.ID)
				return
			case assessment.Word: // of a closed list, whatever people are called
				return
			}
		case *table.CellError:
			if personColumns[x.Name] && x.Value != "" {
				x.Value = hidden
			}
		}
	}
	t := x.Type()
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			v.walk(x.Field(i), f.Name)
		}
	}
}
