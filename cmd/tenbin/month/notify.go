package month

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"time"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/metrics/assessment"
)

// notifyPatience is how long a hook may take before it is given up.
const notifyPatience = 30 * time.Second

// notification is what is told after a month: numbers only, nobody's name. A month without
// anything red is told as well, so that silence never means that nothing ran.
type notification struct {
	Month    string    `json:"month"`
	Status   string    `json:"status"`  // published, unchanged, blocked, failed
	Version  string    `json:"version"` // "" where nothing was published
	ExitCode int       `json:"exit_code"`
	StepIn   int       `json:"step_in"` // findings of all managers
	Alarms   int       `json:"alarms"`  // people with a signal
	Warnings []string  `json:"warnings"`
	Text     bothWords `json:"text"`
}

type bothWords struct {
	JA string `json:"ja"`
	EN string `json:"en"`
}

// notificationOf is what is told of the publication of a; its version and exit code follow.
func notificationOf(a *assessment.Assessment) notification {
	n := notification{Month: a.Month.String(), Status: "published", StepIn: len(a.StepIn)}
	for i := range a.People {
		if a.People[i].Signal.Alarm {
			n.Alarms++
		}
	}
	return n
}

// words fills the sentence.
func (n notification) words() notification {
	if n.Warnings == nil {
		n.Warnings = []string{}
	}
	switch {
	case n.Status == "unchanged":
		n.Text = bothWords{n.Month + " は変更ありません(" + n.Version + ")。", n.Month + " is unchanged (" + n.Version + ")."}
	case n.Status == "blocked":
		n.Text = bothWords{n.Month + " は公開していません。データの確認が必要です。", n.Month + " was not published: the data need mending."}
	case n.Status == "failed":
		n.Text = bothWords{n.Month + " の実行が途中で止まりました。", "The run of " + n.Month + " stopped."}
	case n.StepIn == 0 && n.Alarms == 0:
		n.Text = bothWords{n.Month + " を公開しました(" + n.Version + ")。急ぎの案件はありません。", n.Month + " is published (" + n.Version + "). Nothing red."}
	default:
		n.Text = bothWords{fmt.Sprintf("%s を公開しました(%s)。上司が動く案件 %d 件、変化の検知 %d 名。", n.Month, n.Version, n.StepIn, n.Alarms),
			fmt.Sprintf("%s is published (%s). Findings: %d; signals: %d.", n.Month, n.Version, n.StepIn, n.Alarms)}
	}
	return n
}

// notify hands n to the configured command, on its standard input, and to the webhook. A
// hook that fails is said on stderr and changes nothing: what is published stands.
func notify(ctx context.Context, con *cli.Console, c *config.Config, env func(string) string, n notification) {
	command, variable := c.Notify()
	if len(command) == 0 && variable == "" {
		return
	}
	text, err := json.Marshal(n.words())
	if err != nil {
		panic(err) // plain fields
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), notifyPatience)
	defer stop()
	failed := func(err error) {
		if err != nil {
			con.Warn("notify", "", cli.Text("通知を送れませんでした: "+err.Error(), "the notification could not be sent: "+err.Error()))
		}
	}
	if len(command) > 0 {
		run := exec.CommandContext(ctx, command[0], command[1:]...)
		run.Dir, run.Stdin = c.Base(), bytes.NewReader(text)
		run.WaitDelay = time.Second
		failed(run.Run())
	}
	if variable != "" {
		failed(post(ctx, env(variable), text))
	}
}

// post sends text to the address; the address is a secret and stands in no error.
func post(ctx context.Context, address string, text []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		return errors.New("the address of the webhook is malformed")
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	var located *url.Error
	if errors.As(err, &located) {
		err = located.Err
	}
	if err != nil {
		return errors.New(strings.ReplaceAll(err.Error(), address, "***"))
	}
	answer.Body.Close()
	if answer.StatusCode >= 300 {
		return fmt.Errorf("the webhook answered %s", answer.Status)
	}
	return nil
}
