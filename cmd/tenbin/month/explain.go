package month

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/publish"
	"tenbin/reports/reader"
)

// Explain computes q's month and explains the figures of one person. It holds no lock and
// touches no publication. With reveal it says whom a pseudonym stands for.
func Explain(ctx context.Context, con *cli.Console, q Request, who string, reveal bool) (int, error) {
	s, err := q.Settings()
	if err != nil {
		return 0, err
	}
	m, err := explained(q, s.Out)
	if err != nil {
		return 0, err
	}
	if s.Config.People() == teamsOnly {
		return 0, cli.Usage(cli.Text("people: teams では個人の説明は出せません", "people: teams shows nothing about one person"), "people",
			cli.Text("個人の説明が必要な場合は、お名前を出す設定を別に用意してください", "where a person's figures are to be checked, use a configuration that names people"))
	}
	defer con.EndSteps()
	con.Step(cli.Text("ファイルを読んでいます", "reading files"))
	in, err := Open(ctx, s, Opening{})
	if err != nil {
		return 0, err
	}
	defer in.Close()
	if masked := in.mask.ID(who); in.mask.Original(masked) == who {
		who = masked // an id; a name finds nobody where names are masked
	}
	con.Step(cli.Text(m.String()+" を集計しています", "scoring "+m.String()))
	scored, err := Assess(ctx, in, m)
	if err == nil {
		err = decide(scored, in.Config.UnusableShare())
	}
	if err != nil {
		return 0, err
	}
	p, err := find(in, scored.Assessment, who)
	if err != nil {
		return 0, err
	}
	con.Step(cli.Text("明細を読み直しています", "reading the rows again"))
	if id := in.mask.Original(string(p.ID)); reveal && table.PersonID(id) != p.ID {
		fmt.Fprintf(con.Stderr, "%s = %s\n", p.ID, id)
	}
	return explain(ctx, con, in, scored, string(p.ID))
}

// explained is the month that q asks for: without one the newest that is published.
func explained(q Request, out string) (table.Month, error) {
	if q.Month == "" && q.From == "" && q.To == "" {
		months, err := publish.Months(out)
		if err != nil {
			return 0, err
		}
		if len(months) > 0 {
			q.Month = months[len(months)-1]
		}
	}
	m, last, err := q.Months()
	if err != nil {
		return 0, err
	}
	if m != last {
		return 0, cli.Usage(cli.Text("一度に一か月だけです", "one month at a time"), "--from="+q.From+" --to="+q.To, cli.Text("--month で指定してください", "use --month"))
	}
	return m, nil
}

// explain prints the person's figures from the rows on, writes the card with all of them
// and says whether they are those that stand published.
func explain(ctx context.Context, con *cli.Console, in *Inputs, scored Scored, id string) (int, error) {
	x := scored.Assessment
	lines, err := metrics.PersonLines(ctx, in.data(dataset.NewWatch(x.Options.ClosingDay)), map[string]bool{in.mask.Original(id): true}, scored.Basis)
	if err != nil {
		return 0, err
	}
	in.mask.Mask(&lines)
	standing, err := publish.Look(in.Out, x.Month.String())
	if err != nil {
		return 0, err
	}
	stamp := stampOf(in.Config, in.mask, 0)
	stamp.Names = in.names()
	if standing != nil {
		if stamp.Version, err = strconv.Atoi(strings.TrimPrefix(standing.Version, "v")); err != nil {
			return 0, err
		}
	}
	rows := lines[id]
	if rows == nil {
		rows = []assessment.LedgerLine{} // none, rather than the largest ones
	}
	con.EndSteps()
	if err := reports.WriteExplanation(con.Stdout, x, id, rows, stamp, con.Language); err != nil {
		return 0, err
	}
	if err := writeCards(con, in, x, id, rows, stamp); err != nil {
		return 0, err
	}
	return compare(con, in.Settings, x, id, standing)
}

// find returns the person with that id, else with that name, else the only one whose
// name or reading holds the folded words.
func find(in *Inputs, x *assessment.Assessment, who string) (*assessment.Person, error) {
	var same, part []*assessment.Person
	folded := name.Fold(who)
	for i := range x.People {
		p := &x.People[i]
		if p.ID == table.PersonID(who) {
			return p, nil
		}
		if in.Config.People() != "names" || folded == "" {
			continue
		}
		for _, full := range []string{string(p.ID), p.Name, p.Kana} {
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
			return nil, cli.Usage(cli.Text("複数の担当者が当てはまります", "more than one person fits"), who, cli.Text("番号で指定してください: "+listed(in, found), "give the id: "+listed(in, found)))
		}
	}
	all := make([]*assessment.Person, len(x.People))
	for i := range x.People {
		all[i] = &x.People[i]
	}
	return nil, cli.Usage(cli.Text(x.Month.String()+" にその担当者はいません", "nobody of that name or id in "+x.Month.String()), who, cli.Text("次から選んでください: "+listed(in, all), "choose one of: "+listed(in, all)))
}

// shownPeople is how many people a list of candidates names.
const shownPeople = 40

// listed names people by id, with their names where names are shown at all.
func listed(in *Inputs, people []*assessment.Person) string {
	var list []string
	for _, p := range people {
		s := string(p.ID)
		if in.Config.People() == "names" && p.Name != "" && p.Name != s {
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
func writeCards(con *cli.Console, in *Inputs, x *assessment.Assessment, id string, rows []assessment.LedgerLine, stamp reader.Stamp) error {
	dir := filepath.Join(in.Out, "_explain", x.Month.String(), Folder(id, "nobody"))
	for i, language := range languages(in.Config.Language()) {
		file := "card" + suffix(in.Config, language)
		write := func(w io.Writer) error { return reports.BooksOf(x).Card(w, id, rows, stamp, language) }
		if in.DryRun {
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
		if _, err := io.WriteString(con.Stdout, line); err != nil {
			return err
		}
	}
	return nil
}

// compare says whether the person's figures are those that stand published.
func compare(con *cli.Console, s Settings, x *assessment.Assessment, id string, standing *publish.Standing) (int, error) {
	month := x.Month.String()
	if standing == nil {
		con.Note("not_published", cli.Text(month+" はまだ公開されていません", month+" is not published yet"))
		return cli.ExitDone, nil
	}
	changes, err := differences(s, standing, x)
	if err != nil {
		return 0, err
	}
	changes = slices.DeleteFunc(changes, func(c publish.Change) bool { return c.Person != id })
	if len(changes) == 0 {
		con.Note("reproduced", cli.Text("公開済みの "+month+" "+standing.Version+" と同じ数字です", "the same figures as published in "+month+" "+standing.Version))
		return cli.ExitDone, nil
	}
	for _, c := range changes {
		text := fmt.Sprintf("%s: %s → %s", c.Key, c.Before, c.After)
		con.Warn("differs", standing.Version, cli.Text("公開済みの数字と違います  "+text, "differs from what is published  "+text))
	}
	return cli.ExitWarnings, nil
}
