package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/month"
)

// app is one execution of the program.
type app struct {
	host
	language string
	log      string
	quiet    bool
	exit     int // what the command returned when it did not fail
}

// console is where the command writes, as the flags say it.
func (a *app) console() *cli.Console {
	return &cli.Console{Stdout: a.stdout, Stderr: a.stderr, Language: a.language, JSON: a.log == "json", Quiet: a.quiet, Terminal: a.terminal}
}

// monthHost is what a run knows of the world.
func (a *app) monthHost() month.Host { return month.Host{Env: a.env, Steps: a.steps} }

// code returns the exit code of a command that ended with err.
func (a *app) code(err error) int {
	if err != nil {
		return cli.Worse(cli.Explain(err).Exit, a.exit)
	}
	return a.exit
}

// say returns the text in the language that the program speaks.
func (a *app) say(ja, en string) string { return cli.Text(ja, en).In(a.language) }

// root builds the command tree.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "tenbin",
		Short:         a.say("営業の値引きと指示の進捗を毎月まとめ、上司が動くべき案件を知らせます", "a monthly report on conceded discounts and instructions: where a manager should step in"),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          a.knownCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		Example:       "  tenbin demo\n  tenbin run --deals exports/deals.csv --instructions exports/instructions.csv --month 2026-10",
	}
	root.SuggestionsMinimumDistance = 2
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.PersistentFlags().String("lang", "", a.say("このプログラムが話す言語 `LANG`: ja または en(省略時は環境変数から)", "the `LANG` this program speaks: ja or en (default: from LC_ALL, LC_MESSAGES, LANG)"))
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return flagFailure(commandPath(c), err) })
	root.SetUsageTemplate(usageTemplate(a.language))
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: a.say("使い方を表示", "show how a command is used"), Hidden: true,
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 && found == root {
				return a.knownCommand(root, rest)
			}
			return found.Help()
		}})
	root.AddCommand(a.runCommand(), a.initCommand(), a.readCommand(), a.checkCommand(), a.demoCommand(), a.explainCommand(), a.backtestCommand(), a.validateCommand(), a.scheduleCommand(), a.templateCommand(), a.licensesCommand(), a.manCommand(), a.versionCommand())
	root.AddCommand(a.reduceCommand())
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.say("使い方を表示", "show this help")
		c.Flags().SortFlags = false
		c.DisableFlagsInUseLine = true
	}
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		if v, _ := c.Flags().GetString("lang"); v != "" && v != "ja" && v != "en" {
			return cli.Usage(cli.Text("言語は ja か en です", "the language is ja or en"), "--lang="+v, cli.Text("どちらかを指定してください", "name one of them"))
		}
		return nil
	}
	return root
}

// knownCommand refuses words that are no command and names the nearest.
func (a *app) knownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	todo := cli.Text("tenbin --help でコマンドの一覧を確認してください", "see tenbin --help for the commands")
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		todo = cli.Text("tenbin "+near[0]+" のことでしょうか", "did you mean tenbin "+near[0]+"?")
	}
	return cli.Usage(cli.Text("知らないコマンドです", "unknown command"), args[0], todo)
}

// noArguments refuses words behind a command that takes only flags.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return cli.Usage(cli.Text("余分な語があります", "a word too many"), strings.Join(args, " "),
		cli.Text("tenbin "+commandPath(c)+"--help で使い方を確認してください", "see tenbin "+commandPath(c)+"--help"))
}

// commandPath returns "run " for the command tenbin run, "" for tenbin itself.
func commandPath(c *cobra.Command) string {
	if !c.HasParent() {
		return ""
	}
	return c.Name() + " "
}

// usageTemplate is the help page below the description.
func usageTemplate(language string) string {
	h := func(ja, en string) string { return cli.Text(ja, en).In(language) }
	return h("使い方:", "Usage:") + `
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND [--FLAG …]{{else}}{{.UseLine}}{{end}}
{{if .HasExample}}
` + h("例:", "Examples:") + `
{{.Example}}
{{end}}{{if .HasAvailableSubCommands}}
` + h("コマンド:", "Commands:") + `
{{range .Commands}}{{if .IsAvailableCommand}}  {{rpad .Name .NamePadding}} {{.Short}}
{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}
` + h("オプション:", "Flags:") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
` + h("共通のオプション:", "Flags of every command:") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`
}

// outputFlags are the flags of every command that works rather than tells.
func (a *app) outputFlags(f *pflag.FlagSet) {
	f.StringVar(&a.log, "log", "text", a.say("標準エラーの `FORM`: text(既定)または json", "`FORM` of the remarks on stderr: text (the default) or json"))
	f.Lookup("log").DefValue = "" // said in the sentence, in the program's language
	f.BoolVar(&a.quiet, "quiet", false, a.say("エラー以外の備考を出さない", "no remarks but errors"))
}

// checkOutputFlags refuses a form of log that is not known.
func (a *app) checkOutputFlags() error {
	if a.log != "text" && a.log != "json" {
		wrong := a.log
		a.log = "text"
		return cli.Usage(cli.Text("ログの形は text か json です", "the log is text or json"), "--log="+wrong, cli.Text("どちらかを指定してください", "name one of them"))
	}
	return nil
}

// flagFailure says in our own words what the flag parser found.
func flagFailure(command string, err error) error {
	see := cli.Text("tenbin "+command+"--help で使い方を確認してください", "see tenbin "+command+"--help")
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return cli.Usage(cli.Text("知らないオプションです", "unknown flag"), name, see)
	case errors.As(err, &missing):
		return cli.Usage(cli.Text("オプションに値がありません", "the flag needs a value"), "--"+missing.GetSpecifiedName(), see)
	case errors.As(err, &invalid):
		return cli.Usage(cli.Text("オプションの値が正しくありません", "the flag's value cannot be used"), "--"+invalid.GetFlag().Name+"="+invalid.GetValue(), see)
	case errors.As(err, &syntax):
		return cli.Usage(cli.Text("オプションの書き方が正しくありません", "the flag is malformed"), syntax.GetSpecifiedFlag(), see)
	}
	return cli.Usage(cli.Text(err.Error(), err.Error()), "", see)
}
