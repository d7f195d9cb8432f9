package schedule

import (
	"fmt"
	"strings"
)

// cron is a crontab. A per cent sign ends a cron command unless it is escaped.
func cron(j Job) []File {
	command := "cd " + shellQuote(j.Directory) + " && " + j.command()
	text := fmt.Sprintf(`# tenbin monthly run, day %d at %02d:%02d. Exit code 3 is a publication with warnings.
SHELL=/bin/sh
CRON_TZ=%s
TZ=%s
%d %d %d * * %s
`, j.Day, j.Hour, j.Minute, j.Zone, j.Zone, j.Minute, j.Hour, j.Day, strings.ReplaceAll(command, "%", `\%`))
	return []File{{"tenbin.crontab", text}}
}
