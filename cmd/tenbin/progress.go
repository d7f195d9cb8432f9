package main

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// meter shows on a terminal what the run is at; elsewhere it is silent.
type meter struct {
	bar      *progressbar.ProgressBar
	language string
}

// newMeter returns a meter that writes to w when shown is true.
func newMeter(w io.Writer, language string, shown bool) *meter {
	m := &meter{language: language}
	if shown {
		m.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(w), progressbar.OptionClearOnFinish(), progressbar.OptionSpinnerType(14), progressbar.OptionSetElapsedTime(true))
	}
	return m
}

// step says what is being done now.
func (m *meter) step(what words) {
	if m.bar != nil {
		m.bar.Describe(what.In(m.language))
		m.bar.Add(1)
	}
}

// end clears the line.
func (m *meter) end() {
	if m.bar != nil {
		m.bar.Finish()
	}
}
