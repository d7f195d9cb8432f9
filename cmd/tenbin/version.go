package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/month"
	"tenbin/metrics/assessment"
)

// versionCommand prints the versions that a published figure depends on.
func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   a.say("版を表示", "print the version of program and method"),
		Example: "  tenbin version",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.stdout, "tenbin %s\nmethod %s\n", month.ProgramVersion, assessment.MethodVersion)
			return err
		},
	}
}
