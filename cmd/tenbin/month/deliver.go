package month

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/reports/publish"
)

// deliveryLog is where, below the output directory, it is written what was delivered: one
// line a file, added and never changed.
const deliveryLog = "_delivered.jsonl"

// deliveryTries is how often a file is tried in one run, with a pause in between that
// grows; what fails all of them is tried again by the next run of the month.
const deliveryTries = 3

// delivery is one file on its way to one recipient.
type delivery struct {
	Month     string `json:"month"`
	Version   string `json:"version"`
	Audience  string `json:"audience"`
	Recipient string `json:"recipient"` // folder of the recipient; "" for hr and operator
	File      string `json:"file"`
	SHA256    string `json:"sha256"` // of the clear bytes
	To        string `json:"to"`     // folder or command, as configured
	Tries     int    `json:"tries"`
	Delivered bool   `json:"delivered"`
	Why       string `json:"why"` // what went wrong last
}

// deliver takes what stands of the month to its readers, file by file, and returns how
// many files could not be delivered. What the log knows as delivered is left alone, so
// that a run that changes nothing delivers nothing twice.
func deliver(ctx context.Context, con *cli.Console, targets []config.Target, out, month string) (failed int, err error) {
	if len(targets) == 0 {
		return 0, nil
	}
	standing, err := publish.Look(out, month)
	if err != nil || standing == nil {
		return 0, err
	}
	done, err := delivered(out)
	if err != nil {
		return 0, err
	}
	for _, t := range targets {
		for _, d := range deliveries(standing, t) {
			if done[d.key()] {
				continue
			}
			if err := d.try(ctx, t, filepath.Join(standing.Dir, filepath.FromSlash(d.File))); err != nil {
				return failed, err
			}
			if err := logDelivery(out, d); err != nil {
				return failed, err
			}
			if !d.Delivered {
				failed++
				con.Warn("delivery", d.File, cli.Text("配布できませんでした。次の実行でもう一度試します: "+d.Why, "could not be delivered, the next run tries again: "+d.Why))
			}
		}
	}
	return failed, nil
}

// try hands the file over, again after a pause where that fails. What went wrong last
// stands in d; the error is that of an interruption between two tries.
func (d *delivery) try(ctx context.Context, t config.Target, from string) error {
	for d.Tries < deliveryTries && !d.Delivered {
		if d.Tries > 0 {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Duration(d.Tries*d.Tries) * 100 * time.Millisecond):
			}
		}
		d.Tries++
		err := hand(ctx, t, *d, from)
		d.Delivered = err == nil
		if err != nil {
			d.Why = err.Error()
		}
	}
	return nil
}

// deliveries are the files of one audience, by recipient.
func deliveries(s *publish.Standing, t config.Target) []delivery {
	var list []delivery
	for _, f := range append([]publish.File{{Path: publish.ManifestPath}}, s.Manifest.Files...) {
		top, rest, _ := strings.Cut(f.Path, "/")
		if top != t.Audience {
			continue
		}
		d := delivery{Month: s.Month, Version: s.Version, Audience: top, File: f.Path, SHA256: f.SHA256, To: t.Folder}
		if len(t.Command) > 0 {
			d.To = strings.Join(t.Command, " ")
		}
		if recipient, _, deeper := strings.Cut(rest, "/"); deeper {
			d.Recipient = recipient
		}
		list = append(list, d)
	}
	sort.Slice(list, func(i, k int) bool { return list[i].File < list[k].File })
	return list
}

// key tells whether the same file of the same version went the same way before.
func (d delivery) key() string {
	return strings.Join([]string{d.Month, d.Version, d.File, d.To}, "\x00")
}

// hand takes one file to its place: FOLDER/RECIPIENT/MONTH/NAME, whole or not at all, or
// to the command, which is given the path as its last word and the rest in variables.
func hand(ctx context.Context, t config.Target, d delivery, from string) error {
	if len(t.Command) > 0 {
		var said bytes.Buffer
		c := exec.CommandContext(ctx, t.Command[0], append(append([]string(nil), t.Command[1:]...), from)...)
		c.Env = append(os.Environ(), "TENBIN_AUDIENCE="+d.Audience, "TENBIN_RECIPIENT="+d.Recipient, "TENBIN_MONTH="+d.Month, "TENBIN_VERSION="+d.Version)
		c.Stderr, c.WaitDelay = &said, time.Second
		if err := c.Run(); err != nil {
			first, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
			return fmt.Errorf("%w %s", err, first)
		}
		return nil
	}
	dir := filepath.Join(t.Folder, d.Recipient, d.Month)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	to := filepath.Join(dir, filepath.Base(d.File))
	part := to + ".part"
	err := copyFile(from, part)
	if err == nil {
		err = os.Rename(part, to)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(part)))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// deliveredMode lets the recipient's group read a delivered file, and nobody else.
const deliveredMode = 0o640

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := ignoreMissing(os.Remove(to)); err != nil { // what is left of a delivery that died keeps no mode of its own
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, deliveredMode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// delivered reads the log. A last line that is torn, by a death while it was written, is
// as if the file had not been delivered.
func delivered(out string) (map[string]bool, error) {
	text, err := os.ReadFile(filepath.Join(out, deliveryLog))
	if err = ignoreMissing(err); err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, line := range bytes.Split(text, []byte("\n")) {
		var d delivery
		if json.Unmarshal(line, &d) == nil && d.Delivered {
			done[d.key()] = true
		}
	}
	return done, nil
}

// logDelivery adds a line to the log.
func logDelivery(out string, d delivery) error {
	f, err := os.OpenFile(filepath.Join(out, deliveryLog), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	e.SetEscapeHTML(false)
	return errors.Join(e.Encode(d), f.Sync(), f.Close())
}
