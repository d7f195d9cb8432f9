package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/name"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/publish"
)

// explainCommand is tenbin explain: the flags of tenbin run, and a person.
func (a *app) explainCommand() *cobra.Command {
	c := a.runCommand()
	c.Use = "explain PERSON [--month YYYY-MM] [--FLAG …]"
	c.Short = a.say("一人の数字を明細から計算し直して示す", "compute one person's figures again, step by step")
	c.Long = a.say(`run と同じファイルを読み、一人の数字を明細から確からしさまで手順どおりに標準出力へ示します。
すべての明細を載せた確認用カードを OUT/_explain/YYYY-MM/番号/card.xlsx に書きます。
公開済みの資料があれば比べ、違いがあれば終了コード 3 で知らせます。何も公開しません。

PERSON は社員番号、氏名、または一人に決まる氏名の一部です。設定が people: pseudonyms の
ときは番号または仮名で指定してください。仮名がだれを指すかは、鍵のある環境で --reveal を
付けると標準エラー出力にだけ示します。--month を省くと、公開済みの最新の月になります。`,
		`Reads what run would read and prints one person's figures on stdout, from the rows to
the score. The card with every row is written to OUT/_explain/YYYY-MM/ID/card.xlsx.
Where the month is published the figures are compared; a difference is said and ends
with exit code 3. Nothing is published.

PERSON is an id, a name, or a part of a name that only one person has. With
people: pseudonyms in the configuration it is the id or the pseudonym; where the key
is at hand --reveal says on stderr, and nowhere else, whom a pseudonym stands for.
Without --month it is the newest month published in OUT.`)
	c.Example = "  tenbin explain E1005 --config tenbin.yaml --month 2026-10\n" + a.say("  tenbin explain 北川 --config demo/tenbin.yaml", "  tenbin explain Kitagawa --config tenbin.yaml")
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return cli.Usage(cli.Text("担当者が指定されていません", "no person is given"), "PERSON", cli.Text("tenbin explain E1005 のように番号か氏名を指定してください", "give an id or a name, as in tenbin explain E1005"))
	}
	for _, flag := range []string{"from", "to"} { // one month at a time
		c.Flags().Lookup(flag).Hidden = true
	}
	reveal := c.Flags().Bool("reveal", false, a.say("仮名がだれを指すかを標準エラー出力に示す", "say on stderr whom a pseudonym stands for"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := a.checkOutputFlags(); err != nil {
			return err
		}
		q, err := requestOf(c)
		if err != nil {
			return err
		}
		exit, err := a.explainPerson(c.Context(), q, strings.Join(args, " "), *reveal)
		a.exit = cli.Worse(a.exit, exit)
		return err
	}
	return c
}

// explainPerson computes q's month and explains the figures of one person. It holds no
// lock and touches no publication. With reveal it says whom a pseudonym stands for.
func (a *app) explainPerson(ctx context.Context, q request, who string, reveal bool) (int, error) {
	j := &job{con: a.console(), q: q, workers: q.workers}
	if q.workersGiven && q.workers < 1 {
		return 0, cli.Usage(cli.Text("同時に動く数は 1 以上です", "the number of workers is not positive"), "--workers="+strconv.Itoa(q.workers), cli.Text("1 以上の数を指定してください", "give a number from 1 on"))
	}
	if j.workers < 1 {
		j.workers = runtime.GOMAXPROCS(0)
	}
	var err error
	if j.c, j.out, err = q.settings(); err != nil {
		return 0, err
	}
	if q.month == "" && q.from == "" && q.to == "" {
		months, err := publish.Months(j.out)
		if err != nil {
			return 0, err
		}
		if len(months) > 0 {
			j.q.month = months[len(months)-1]
		}
	}
	m, last, err := j.q.months()
	if err != nil {
		return 0, err
	}
	if m != last {
		return 0, cli.Usage(cli.Text("一度に一か月だけです", "one month at a time"), "--from="+q.from+" --to="+q.to, cli.Text("--month で指定してください", "use --month"))
	}
	if j.c.People() == teamsOnly {
		return 0, cli.Usage(cli.Text("people: teams では個人の説明は出せません", "people: teams shows nothing about one person"), "people",
			cli.Text("個人の説明が必要な場合は、お名前を出す設定を別に用意してください", "where a person's figures are to be checked, use a configuration that names people"))
	}
	defer j.con.EndSteps()
	j.con.Step(cli.Text("ファイルを読んでいます", "reading files"))
	if err := j.open(ctx, false); err != nil {
		return 0, err
	}
	if masked := j.mask.ID(who); j.mask.Original(masked) == who {
		who = masked // an id; a name finds nobody where names are masked
	}
	defer j.in.Close()
	j.con.Step(cli.Text(m.String()+" を集計しています", "scoring "+m.String()))
	x, w, err := j.assess(ctx, m)
	if err != nil {
		return 0, err
	}
	if err := j.judge(x, w); err != nil {
		return 0, err
	}
	p, err := j.find(x, who)
	if err != nil {
		return 0, err
	}
	j.con.Step(cli.Text("明細を読み直しています", "reading the rows again"))
	if id := j.mask.Original(p.ID); reveal && id != p.ID {
		fmt.Fprintf(a.stderr, "%s = %s\n", p.ID, id)
	}
	lines, err := metrics.PersonLines(ctx, j.data(dataset.NewWatch(x.Options.ClosingDay)), map[string]bool{j.mask.Original(p.ID): true}, j.basis)
	if err != nil {
		return 0, err
	}
	j.mask.Mask(&lines)
	standing, err := publish.Look(j.out, m.String())
	if err != nil {
		return 0, err
	}
	stamp := j.stamp(0)
	stamp.Names = j.names()
	if standing != nil {
		if stamp.Version, err = strconv.Atoi(strings.TrimPrefix(standing.Version, "v")); err != nil {
			return 0, err
		}
	}
	rows := lines[p.ID]
	if rows == nil {
		rows = []assessment.LedgerLine{} // none, rather than the largest ones
	}
	j.con.EndSteps()
	if err := reports.WriteExplanation(a.stdout, x, p.ID, rows, stamp, a.language); err != nil {
		return 0, err
	}
	if err := j.writeCards(a.stdout, x, p.ID, rows, stamp); err != nil {
		return 0, err
	}
	return j.compare(x, p.ID, standing)
}

// find returns the person with that id, else with that name, else the only one whose
// name or reading holds the folded words.
func (j *job) find(x *assessment.Assessment, who string) (*assessment.Person, error) {
	var same, part []*assessment.Person
	folded := name.Fold(who)
	for i := range x.People {
		p := &x.People[i]
		if p.ID == who {
			return p, nil
		}
		if j.c.People() != "names" || folded == "" {
			continue
		}
		for _, full := range []string{p.ID, p.Name, p.Kana} {
			if full == "" {
				continue
			}
			if f := name.Fold(full); f == folded {
				same = append(same, p)
				break
			} else if strings.Contains(f, folded) {
				part = append(part, p)
				break
			}
		}
	}
	for _, found := range [][]*assessment.Person{same, part} {
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return nil, cli.Usage(cli.Text("複数の担当者が当てはまります", "more than one person fits"), who, cli.Text("番号で指定してください: "+j.listed(found), "give the id: "+j.listed(found)))
		}
	}
	all := make([]*assessment.Person, len(x.People))
	for i := range x.People {
		all[i] = &x.People[i]
	}
	return nil, cli.Usage(cli.Text(x.Month.String()+" にその担当者はいません", "nobody of that name or id in "+x.Month.String()), who, cli.Text("次から選んでください: "+j.listed(all), "choose one of: "+j.listed(all)))
}

// shownPeople is how many people a list of candidates names.
const shownPeople = 40

// listed names people by id, with their names where names are shown at all.
func (j *job) listed(people []*assessment.Person) string {
	var list []string
	for _, p := range people {
		s := p.ID
		if j.c.People() == "names" && p.Name != "" && p.Name != p.ID {
			s += " " + p.Name
		}
		list = append(list, s)
	}
	slices.Sort(list)
	if n := len(list) - shownPeople; n > 0 {
		list = append(list[:shownPeople], fmt.Sprintf("… +%d", n))
	}
	return strings.Join(list, ", ")
}

// writeCards writes the person's card with every row below OUT/_explain and prints
// where.
func (j *job) writeCards(stdout io.Writer, x *assessment.Assessment, id string, rows []assessment.LedgerLine, stamp reports.Stamp) error {
	dir := filepath.Join(j.out, "_explain", x.Month.String(), slug(id, "nobody"))
	for i, language := range languages(j.c.Language()) {
		file := "card" + j.suffix(language)
		write := func(w io.Writer) error { return reports.Card(w, x, id, rows, stamp, language) }
		if j.q.dryRun {
			if err := write(io.Discard); err != nil {
				return err
			}
			continue
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		if err := replace(filepath.Join(dir, file), write); err != nil {
			return err
		}
		line := shown(dir, file) + "\n"
		if i == 0 {
			line = "\n" + line
		}
		if _, err := io.WriteString(stdout, line); err != nil {
			return err
		}
	}
	return nil
}

// compare says whether the person's figures are those that stand published.
func (j *job) compare(x *assessment.Assessment, id string, standing *publish.Standing) (int, error) {
	month := x.Month.String()
	if standing == nil {
		j.con.Note("not_published", cli.Text(month+" はまだ公開されていません", month+" is not published yet"))
		return cli.ExitDone, nil
	}
	changes, err := j.differences(standing, x)
	if err != nil {
		return 0, err
	}
	changes = slices.DeleteFunc(changes, func(c publish.Change) bool { return c.Person != id })
	if len(changes) == 0 {
		j.con.Note("reproduced", cli.Text("公開済みの "+month+" "+standing.Version+" と同じ数字です", "the same figures as published in "+month+" "+standing.Version))
		return cli.ExitDone, nil
	}
	for _, c := range changes {
		text := fmt.Sprintf("%s: %s → %s", c.Key, c.Before, c.After)
		j.con.Warn("differs", standing.Version, cli.Text("公開済みの数字と違います  "+text, "differs from what is published  "+text))
	}
	return cli.ExitWarnings, nil
}
