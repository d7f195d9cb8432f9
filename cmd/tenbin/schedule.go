package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/month"
	"tenbin/cmd/tenbin/schedule"
)

// scheduleCommand is tenbin schedule.
func (a *app) scheduleCommand() *cobra.Command {
	var path, at, image, out string
	var day int
	kinds := cli.Text(strings.Join(schedule.Kinds(), "、")+" のどれかです", "one of "+strings.Join(schedule.Kinds(), ", "))
	c := &cobra.Command{
		Use:   "schedule systemd|cron|windows|kubernetes [--FLAG …]",
		Short: a.say("毎月の実行の予約を書き出す", "print the unit that starts the monthly run"),
		Long: a.say(`この設定で毎月実行するための予約(systemd のユニット、crontab、Windows のタスク、
Kubernetes の CronJob)を標準出力に、--out DIR を付ければファイルに書きます。
データ月は起動した日から求めて --month に渡します。`,
			`Prints what starts the monthly run of this configuration: systemd units, a crontab,
a Windows task or a Kubernetes CronJob; with --out DIR it is written to files. The
data month is worked out from the day on which the run starts and given as --month.`),
		Example: "  tenbin schedule systemd --config tenbin.yaml --out ~/.config/systemd/user\n  tenbin schedule cron --day 7 --at 05:00",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return cli.Usage(cli.Text("予約の種類を一つ指定してください", "name one scheduler"), strings.Join(args, " "), kinds)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			clock, err := time.Parse("15:04", at)
			if err != nil {
				return cli.Usage(cli.Text("時刻の書き方が正しくありません", "the time of day is malformed"), "--at="+at, cli.Text("06:30 の形で指定してください", "write it as 06:30"))
			}
			j, err := scheduled(path)
			if err != nil {
				return err
			}
			j.Hour, j.Minute, j.Image = clock.Hour(), clock.Minute(), image
			j.Day = day
			if !c.Flags().Changed("day") {
				j.Day = schedule.FirstDay(j.Closing)
			}
			files, err := schedule.Files(args[0], j)
			if errors.Is(err, schedule.ErrKind) {
				return cli.Usage(cli.Text("知らない予約の種類です", "unknown scheduler"), args[0], kinds)
			}
			if err != nil {
				return cli.Usage(cli.Text("予約を書けません: "+err.Error(), "the unit cannot be written: "+err.Error()), path, cli.Text("--day は 1~28 の日です。パスに改行は使えません", "--day is from 1 to 28; a path holds no line break"))
			}
			return a.writeUnits(files, out)
		},
	}
	f := c.Flags()
	f.StringVar(&path, "config", "", a.say("設定 `FILE`(省略時は tenbin.yaml)", "configuration `FILE` (default: tenbin.yaml)"))
	f.IntVar(&day, "day", 0, a.say("毎月 `N` 日に始める(省略時は締め日の 5 日後)", "start on day `N` of the month (default: five days after the closing day)"))
	f.Lookup("day").DefValue = "0"
	f.StringVar(&at, "at", "06:30", a.say("始める時刻 `HH:MM`、設定の time_zone で", "time of day `HH:MM`, in the configuration's time_zone"))
	f.StringVar(&image, "image", "tenbin:"+month.ProgramVersion, a.say("Kubernetes のコンテナ `IMAGE`", "container `IMAGE` for kubernetes"))
	f.StringVar(&out, "out", "", a.say("標準出力の代わりにファイルを書く `DIR`", "`DIR` to write files to instead of stdout"))
	return c
}

// scheduled is the job of the configuration at path, with absolute places.
func scheduled(path string) (schedule.Job, error) {
	if path == "" {
		path = config.DefaultName
	}
	c, err := config.Load(path)
	if err != nil {
		return schedule.Job{}, err
	}
	program, err := os.Executable()
	if err != nil {
		return schedule.Job{}, err
	}
	j := schedule.Job{Program: program, Zone: c.TimeZone(), Closing: c.ClosingDay(), Network: c.Queries(), Memory: c.Memory(), Version: month.ProgramVersion}
	for _, p := range []struct {
		to   *string
		path string
	}{{&j.Config, path}, {&j.Directory, filepath.Dir(path)}, {&j.Output, c.Directory()}} {
		if *p.to, err = filepath.Abs(p.path); err != nil {
			return j, err
		}
	}
	return j, nil
}

// writeUnits prints files one after the other, each under a line with its name where
// there are several, or writes them below dir.
func (a *app) writeUnits(files []schedule.File, dir string) error {
	for k, f := range files {
		if dir != "" {
			path := filepath.Join(dir, f.Name)
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return err
			}
			if err := os.WriteFile(path, []byte(f.Text), 0o600); err != nil {
				return err
			}
			fmt.Fprintln(a.stdout, path)
			continue
		}
		if len(files) > 1 {
			if k > 0 {
				fmt.Fprintln(a.stdout)
			}
			fmt.Fprintf(a.stdout, "# %s\n", f.Name)
		}
		fmt.Fprint(a.stdout, f.Text)
	}
	return nil
}
