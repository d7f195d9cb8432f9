package main

import (
	"cmp"
	"encoding"
	"fmt"
	"reflect"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest"
	"tenbin/metrics/cube"
)

func init() {
	beam.RegisterType(reflect.TypeFor[State]())
	beam.RegisterCoder(reflect.TypeFor[State](), encodeState, decodeState)
	beam.RegisterType(reflect.TypeFor[*mergeFn]())
}

// State is what a step knows, on its way between machines. It is decoded when somebody
// asks, and merged in place.
type State struct {
	kind  string
	bytes []byte // what it was decoded from; nil once it was asked for
	value any
}

// Seen are files of deals that were opened.
type Seen struct{ Files []SeenFile }

// SeenFile is a file with its place among the files of deals.
type SeenFile struct {
	Order int
	ingest.SeenFile
}

// kinds are the states by name: an empty one of each.
var kinds = map[string]func() any{
	"seen":     func() any { return &Seen{} },
	"scan":     func() any { return &ingest.Scans{} },
	"resolved": func() any { return &ingest.Resolved{} },
	"survey":   func() any { return &cube.Survey{} },
	"gathered": func() any { return &cube.Gathered{} },
	"plan":     func() any { return &cube.Plan{} },
	"reduced":  func() any { return &dataset.Reduced{} },
	"want":     func() any { return &dataset.Want{} },
	"rows":     func() any { return &cube.KeptRows{} },
}

// stateOf wraps v, one of kinds.
func stateOf(v any) State {
	for kind, empty := range kinds {
		if reflect.TypeOf(empty()) == reflect.TypeOf(v) {
			return State{kind: kind, value: v}
		}
	}
	panic(fmt.Sprintf("tenbin-beam: no kind of state is a %T", v))
}

// encodeState is the coder of State: the kind, a zero byte, the value.
func encodeState(s State) ([]byte, error) {
	if s.value == nil {
		return append(append([]byte(s.kind), 0), s.bytes...), nil
	}
	var b []byte
	var err error
	if m, ok := s.value.(encoding.BinaryMarshaler); ok {
		b, err = m.MarshalBinary()
	} else {
		b, err = ingest.Carry(s.value)
	}
	return append(append([]byte(s.kind), 0), b...), err
}

func decodeState(b []byte) (State, error) {
	k := slices.Index(b, 0)
	if k < 0 {
		return State{}, fmt.Errorf("a state of %d bytes has no kind", len(b))
	}
	return State{kind: string(b[:k]), bytes: slices.Clone(b[k+1:])}, nil
}

// ask decodes the state where nobody has asked before.
func (s *State) ask() (any, error) {
	if s.value != nil {
		return s.value, nil
	}
	empty := kinds[s.kind]
	if empty == nil {
		return nil, fmt.Errorf("no state is called %q", s.kind)
	}
	v := empty()
	var err error
	if m, ok := v.(encoding.BinaryUnmarshaler); ok {
		err = m.UnmarshalBinary(s.bytes)
	} else {
		err = ingest.Carried(s.bytes, v)
	}
	if err != nil {
		return nil, fmt.Errorf("the state %q: %w", s.kind, err)
	}
	s.value, s.bytes = v, nil
	return v, nil
}

// valueOf is the value of a state, decoded anew for the caller alone.
func valueOf[T any](s State) (*T, error) {
	b, err := encodeState(s)
	if err != nil {
		return nil, err
	}
	if s, err = decodeState(b); err != nil {
		return nil, err
	}
	v, err := s.ask()
	if err != nil {
		return nil, err
	}
	t, ok := v.(*T)
	if !ok {
		return nil, fmt.Errorf("the state %q is a %T, not a %T", s.kind, v, t)
	}
	return t, nil
}

// mergeFn merges states of one kind: the one CombineFn of the pipeline.
type mergeFn struct{}

// CreateAccumulator is the state that nobody has added to.
func (mergeFn) CreateAccumulator() State { return State{} }

// AddInput adds s to a.
func (mergeFn) AddInput(a, s State) (State, error) { return merged(a, s) }

// MergeAccumulators adds b to a.
func (mergeFn) MergeAccumulators(a, b State) (State, error) { return merged(a, b) }

func merged(a, b State) (State, error) {
	if a.kind == "" {
		return b, nil
	}
	if b.kind == "" {
		return a, nil
	}
	to, err := a.ask()
	if err != nil {
		return a, err
	}
	from, err := b.ask()
	if err != nil {
		return a, err
	}
	if a.kind != b.kind {
		return a, fmt.Errorf("a %q cannot be added to a %q", b.kind, a.kind)
	}
	switch to := to.(type) {
	case *Seen:
		to.Files = append(to.Files, from.(*Seen).Files...)
	case *ingest.Scans:
		to.Merge(from.(*ingest.Scans))
	case *cube.Survey:
		to.Merge(from.(*cube.Survey))
	case *cube.Gathered:
		to.Merge(from.(*cube.Gathered))
	case *cube.KeptRows:
		to.Merge(from.(*cube.KeptRows))
	case *dataset.Reduced:
		err = to.Merge(from.(*dataset.Reduced))
	default:
		err = fmt.Errorf("states of %q do not merge", a.kind)
	}
	return a, err
}

// files are the files of deals in configuration order.
func (s *Seen) files() []ingest.SeenFile {
	slices.SortFunc(s.Files, func(a, b SeenFile) int { return cmp.Compare(a.Order, b.Order) })
	out := make([]ingest.SeenFile, len(s.Files))
	for k, f := range s.Files {
		out[k] = f.SeenFile
	}
	return out
}
