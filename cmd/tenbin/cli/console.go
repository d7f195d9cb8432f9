// Package cli is how the program speaks with whoever started it, in both languages: what
// came out goes to stdout, what there is to say beside it (remarks, warnings, how far the
// work is) to stderr, and every error becomes a failure of the form WHAT (WHERE): WHAT TO
// DO with its exit code. It knows nothing of months and figures.
package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/schollz/progressbar/v3"
)

// Console is where a command writes. Remarks are one line each: text for people, or JSON
// objects for machines. Quiet drops all but errors.
type Console struct {
	Stdout, Stderr io.Writer
	Language       string // ja or en
	JSON, Quiet    bool
	Terminal       bool // stderr is a terminal: progress may be shown
	bar            *progressbar.ProgressBar
}

// Note says something that needs no answer.
func (c *Console) Note(code string, text Words) { c.write("info", code, "", text) }

// Warn says something that made the exit code 3.
func (c *Console) Warn(code, where string, text Words) { c.write("warning", code, where, text) }

func (c *Console) write(level, code, where string, text Words) {
	if c.Quiet {
		return
	}
	if c.JSON {
		c.object(map[string]any{"level": level, "code": code, "where": where, "message": text.In(c.Language)})
		return
	}
	line := text.In(c.Language)
	if where != "" {
		line += " (" + where + ")"
	}
	if level == "warning" {
		line = Words{"注意: ", "warning: "}.In(c.Language) + line
	}
	fmt.Fprintln(c.Stderr, line)
}

// Fail prints the failure that err is.
func (c *Console) Fail(err error) {
	f := Explain(err)
	if c.JSON {
		c.object(map[string]any{"level": "error", "exit": f.Exit, "where": f.Where, "message": f.What.In(c.Language), "to_do": f.ToDo.In(c.Language)})
		for _, line := range f.More {
			c.object(map[string]any{"level": "error", "exit": f.Exit, "message": strings.TrimSpace(line.In(c.Language))})
		}
		return
	}
	fmt.Fprintln(c.Stderr, "tenbin: "+f.In(c.Language))
	for _, line := range f.More {
		fmt.Fprintln(c.Stderr, "  "+line.In(c.Language))
	}
}

// object writes one line of JSON; keys come out sorted.
func (c *Console) object(m map[string]any) {
	e := json.NewEncoder(c.Stderr)
	e.SetEscapeHTML(false)
	e.Encode(m) // stderr that cannot be written leaves nowhere to say so
}

// Step says on a terminal what is being done now; elsewhere it is silent.
func (c *Console) Step(what Words) {
	if !c.Terminal || c.Quiet || c.JSON {
		return
	}
	if c.bar == nil {
		c.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(c.Stderr), progressbar.OptionClearOnFinish(), progressbar.OptionSpinnerType(14), progressbar.OptionSetElapsedTime(true))
	}
	c.bar.Describe(what.In(c.Language))
	c.bar.Add(1)
}

// EndSteps clears the line that Step wrote.
func (c *Console) EndSteps() {
	if c.bar != nil {
		c.bar.Finish()
	}
}
