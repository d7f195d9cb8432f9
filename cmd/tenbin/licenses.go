package main

import (
	_ "embed"
	"io"

	"github.com/spf13/cobra"
)

// licences are the texts of everything that is linked in; a test writes them anew with
// -update and fails when a module is missing, changed or under another kind of licence.
//
//go:embed licenses.txt
var licences string

// licensesCommand is tenbin licenses.
func (a *app) licensesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "licenses",
		Short: a.say("含まれるソフトウェアの使用許諾を表示", "print the licences of what is linked in"),
		Long: a.say("このプログラムに含まれる他のソフトウェアの名称、版、使用許諾の全文を表示します。",
			"Prints name, version and licence text of every other piece of software in this program."),
		Example: "  tenbin licenses",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.stdout, licences)
			return err
		},
	}
}
