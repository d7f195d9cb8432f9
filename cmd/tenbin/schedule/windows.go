package schedule

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// windows is a task for the Windows task scheduler, version 1.2 of its schema. The start
// boundary only says from when on the monthly trigger holds; it lies in the past, so that
// nothing here depends on the day on which the unit is written.
func windows(j Job) []File {
	month := "(Get-Date).AddDays(-(Get-Date).Day)"
	if j.thisMonth() {
		month = "(Get-Date)"
	}
	run := fmt.Sprintf("& %s run --config %s --log json --month %s.ToString('yyyy-MM',[cultureinfo]::InvariantCulture); if ($LASTEXITCODE -eq 3) { exit 0 }; exit $LASTEXITCODE",
		powershellQuote(j.Program), powershellQuote(j.Config), month)
	var months strings.Builder
	for _, m := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"} {
		months.WriteString("          <" + m + " />\n")
	}
	text := fmt.Sprintf(`<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>tenbin monthly run</Description>
    <URI>\tenbin</URI>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-%02dT%02d:%02d:00</StartBoundary>
      <ScheduleByMonth>
        <Months>
%s        </Months>
        <DaysOfMonth>
          <Day>%d</Day>
        </DaysOfMonth>
      </ScheduleByMonth>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT4H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>powershell.exe</Command>
      <Arguments>%s</Arguments>
      <WorkingDirectory>%s</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`, j.Day, j.Hour, j.Minute, months.String(), j.Day, escapeXML(`-NoProfile -NonInteractive -Command "`+run+`"`), escapeXML(j.Directory))
	return []File{{"tenbin.xml", text}}
}

// powershellQuote makes one word of s that PowerShell takes as it stands. A double quote
// cannot stand in a Windows path; it is dropped rather than let out of its string.
func powershellQuote(s string) string {
	return "'" + strings.NewReplacer("'", "''", `"`, "").Replace(s) + "'"
}

func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return b.String()
}
