package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// remarks writes what the program has to say beside its result, one line each: text
// for people, or JSON objects for machines. Quiet drops all but errors.
type remarks struct {
	to       io.Writer
	language string
	json     bool
	quiet    bool
}

// note says something that needs no answer.
func (r *remarks) note(code string, text words) { r.write("info", code, "", text) }

// warn says something that made the exit code 3.
func (r *remarks) warn(code, where string, text words) { r.write("warning", code, where, text) }

func (r *remarks) write(level, code, where string, text words) {
	if r.quiet {
		return
	}
	if r.json {
		r.object(map[string]any{"level": level, "code": code, "where": where, "message": text.In(r.language)})
		return
	}
	line := text.In(r.language)
	if where != "" {
		line += " (" + where + ")"
	}
	if level == "warning" {
		line = words{"注意: ", "warning: "}.In(r.language) + line
	}
	fmt.Fprintln(r.to, line)
}

// fail prints the failure that ends the run.
func (r *remarks) fail(f *failure) {
	if r.json {
		r.object(map[string]any{"level": "error", "exit": f.exit, "where": f.where, "message": f.what.In(r.language), "to_do": f.todo.In(r.language)})
		return
	}
	fmt.Fprintln(r.to, "tenbin: "+f.in(r.language))
}

// object writes one line of JSON; keys come out sorted.
func (r *remarks) object(m map[string]any) {
	e := json.NewEncoder(r.to)
	e.SetEscapeHTML(false)
	e.Encode(m) // stderr that cannot be written leaves nowhere to say so
}
