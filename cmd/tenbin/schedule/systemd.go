package schedule

import (
	"fmt"
	"strings"
)

// systemd is a oneshot service and its timer. The service sees the file system read-only
// except for its output, and the network only where a source needs it; exit code 3
// (published with a warning) is a success. A timer that was missed fires at the next
// start.
func systemd(j Job) []File {
	var s strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&s, format+"\n", args...) }
	line("[Unit]")
	line("Description=tenbin monthly run")
	if j.Network {
		line("Wants=network-online.target")
		line("After=network-online.target")
	}
	line("")
	line("[Service]")
	line("Type=oneshot")
	line("WorkingDirectory=%s", unitPath(j.Directory))
	line("Environment=%s", unitQuote("TZ="+j.Zone))
	line("# Passwords and connection strings, one NAME=value a line, readable by the owner only.")
	line("EnvironmentFile=-%s", unitPath(j.Directory+"/tenbin.env"))
	line("ExecStart=/bin/sh -c %s", unitQuote(strings.ReplaceAll("exec "+j.command(), "$", "$$")))
	line("SuccessExitStatus=3")
	line("UMask=0077")
	line("NoNewPrivileges=yes")
	line("PrivateTmp=yes")
	line("ProtectSystem=strict")
	line("ProtectHome=read-only")
	line("# This directory must be there before the first run.")
	line("ReadWritePaths=%s", unitQuote(j.Output))
	if !j.Network {
		line("PrivateNetwork=yes")
	}
	line("Nice=10")

	timer := fmt.Sprintf(`[Unit]
Description=tenbin monthly run, day %d

[Timer]
OnCalendar=*-*-%02d %02d:%02d:00 %s
Persistent=true
Unit=tenbin.service

[Install]
WantedBy=timers.target
`, j.Day, j.Day, j.Hour, j.Minute, j.Zone)
	return []File{{"tenbin.service", s.String()}, {"tenbin.timer", timer}}
}

// unitQuote makes one word of s for a unit file: % starts a specifier there.
func unitQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%").Replace(s) + `"`
}

// unitPath is a path in a setting that takes the rest of the line as it is.
func unitPath(s string) string { return strings.ReplaceAll(s, "%", "%%") }
