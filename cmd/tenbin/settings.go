package main

import (
	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
)

// settings reads the configuration, lays the flags over it and returns it with the
// output directory. Every path and password variable is looked at here, before
// anything is read or locked.
func (q request) settings() (*config.Config, string, error) {
	switch q.language {
	case "", "ja", "en", "both":
	default:
		return nil, "", cli.Usage(cli.Text("資料の言語は ja、en、both のどれかです", "the language of the reports is ja, en or both"), "--language="+q.language, cli.Text("どれかを指定してください", "name one of them"))
	}
	path, err := q.configPath()
	if err != nil {
		return nil, "", err
	}
	c := config.Default()
	if path != "" {
		if c, err = config.Load(path); err != nil {
			return nil, "", err
		}
	}
	for _, t := range tableFlags {
		if files := q.tables[t.name]; len(files) > 0 {
			if err := c.Override(t.name, files); err != nil {
				return nil, "", err
			}
		}
	}
	if q.language != "" {
		if err := c.SetLanguage(q.language); err != nil {
			return nil, "", err
		}
	}
	out := q.out
	if out == "" {
		out = c.Directory()
	}
	sources := c.Sources()
	if len(sources.Tables) == 0 {
		return nil, "", cli.Usage(cli.Text("設定に読むファイルがありません", "the configuration names no file to read"), path, cli.Text("sources にファイルを書いてください", "name the files under sources"))
	}
	if q.cube != "" { // the files of the deals need not be here
		delete(sources.Tables, "deals")
	}
	return c, out, sources.Check()
}
