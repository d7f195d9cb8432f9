package month

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/metrics/assessment"
	"tenbin/reports"
)

// teamsOnly is the configuration's people under which nobody is named.
const teamsOnly = "teams"

// disclose returns what the outputs may hold of a: under people: teams only what TeamsOnly
// leaves, with every name in a sentence taken out; else all of it.
func disclose(in *Inputs, a *assessment.Assessment) (*assessment.Assessment, error) {
	if in.Config.People() != teamsOnly {
		return a, nil
	}
	renameTeams(in.mask, a)
	b, err := a.TeamsOnly()
	if errors.Is(err, assessment.ErrTooFew) {
		return nil, &cli.Failure{Exit: cli.ExitBlocked, Where: a.Month.String(),
			What: cli.Text(fmt.Sprintf("people: teams では、対象者・受注のある方・指示のある方がそれぞれ %d 名以上必要です(対象者は %d 名)", assessment.FewestTogether, len(a.People)),
				fmt.Sprintf("people: teams needs at least %d people, with deals and with instructions too where there are any; here are %d people in all", assessment.FewestTogether, len(a.People))),
			ToDo: cli.Text("people を names か pseudonyms にしてください", "set people to names or pseudonyms")}
	}
	if err != nil {
		return nil, err
	}
	in.mask.Mask(b)
	return b, nil
}

// renameTeams gives the teams of a that are called after a person a number in the order of
// their names, T1, T2, …: with the name taken out they could not be told apart.
func renameTeams(mask *pseudonym.Pseudonymizer, a *assessment.Assessment) {
	taken := map[string]bool{}
	for i := range a.People {
		taken[a.People[i].Team] = true
	}
	for i := range a.Teams {
		taken[a.Teams[i].Team] = true
	}
	number, numbers := map[string]string{}, 0
	for _, team := range slices.Sorted(maps.Keys(taken)) {
		if mask.Text(team) == team {
			continue
		}
		for numbers++; taken["T"+strconv.Itoa(numbers)]; numbers++ {
		}
		number[team] = "T" + strconv.Itoa(numbers)
	}
	of := func(team *string) {
		if n, named := number[*team]; named {
			*team = n
		}
	}
	for i := range a.People {
		of(&a.People[i].Team)
	}
	for i := range a.Teams {
		of(&a.Teams[i].Team)
	}
}

// teamBooks lists the workbooks of a run that names nobody: one a team, in a folder
// called after the team and not after its manager, one for all teams, one for HR.
func teamBooks(in *Inputs, a *assessment.Assessment, version int) []output {
	stamp, books := stampOf(in.Config, in.mask, version), reports.BooksOf(a)
	var list []output
	for _, language := range languages(in.Config.Language()) {
		suffix := suffix(in.Config, language)
		for i := range a.TeamFigures {
			if team := a.TeamFigures[i].Team; team != "" {
				list = append(list, output{"managers/" + Folder(team, "all") + "/manager" + suffix, func(w io.Writer) error { return books.Teams(w, team, stamp, language) }})
			}
		}
		list = append(list, output{"divisions/all/division" + suffix, func(w io.Writer) error { return books.Teams(w, "", stamp, language) }},
			output{"hr/hr-coaching" + suffix, func(w io.Writer) error { return books.HR(w, stamp, language) }})
	}
	return list
}
