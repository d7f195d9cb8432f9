// Package config answers how the firm wants its months to be run. It is the only place
// that knows YAML and, with assessment.DefaultOptions, the only one that holds defaults.
//
// In comes tenbin.yaml, or nothing (Default), with the flags of a command line over it
// (Override, SetLanguage); out goes what the rooms behind it understand: what to read
// (Sources), what figures depend on (Options), what is published for whom (the other
// methods of Config), and the bytes that a run id is made of (Canonical). What cannot be
// followed is refused with line, column and what to write instead. Draft goes the other
// way: a first tenbin.yaml for files whose headings were recognised.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"tenbin/ingest"
	"tenbin/ingest/table"
)

// DefaultName is the name under which a configuration is looked for and written.
const DefaultName = "tenbin.yaml"

// Config is a configuration with every default filled in.
type Config struct {
	file file   // for the places of what is wrong
	base string // directory that paths are relative to
	doc  document
}

// Default returns the configuration of a run without a file: flags alone. Paths are
// relative to the working directory.
func Default() *Config {
	c := &Config{base: "."}
	c.doc.fill()
	return c
}

// Load reads and checks a configuration file. What is wrong is an *ingest.FileError
// with the code ingest.ErrBadSource (ErrNotFound for a missing file) that names file,
// line and column.
func Load(path string) (*Config, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &ingest.FileError{Path: path, Code: ingest.ErrNotFound, What: ingest.Sentence{JA: "設定ファイルが見つかりません", EN: "no such configuration"},
			ToDo: ingest.Sentence{JA: "パスを確認するか、tenbin init で作ってください", EN: "check the path or write one with tenbin init"}}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return Parse(path, data)
}

// Parse reads a configuration whose bytes are data and whose place is path.
func Parse(path string, data []byte) (*Config, error) {
	c := &Config{file: file{path: path}, base: filepath.Dir(path)}
	tree, err := parser.ParseBytes(data, 0)
	if err == nil && len(strings.TrimSpace(string(data))) > 0 {
		err = yaml.UnmarshalWithOptions(data, &c.doc, yaml.Strict())
	}
	if err != nil {
		return nil, c.file.syntax(err)
	}
	c.file.tree = tree
	c.doc.fill()
	return c, check(c.file, &c.doc)
}

// Override replaces the files of a table by those given on the command line, which
// are relative to the working directory. Where the configuration describes the table,
// the description of its first source is kept.
func (c *Config) Override(tableName string, paths []string) error {
	at := c.doc.Sources.table(tableName)
	if at == nil {
		return c.file.wrong("sources", "知らない表の名前です: "+tableName, "no such table: "+tableName, "表の名前を確認してください", "check the table's name")
	}
	base, err := filepath.Abs(c.base)
	if err != nil {
		return err
	}
	s := source{}
	if len(*at) > 0 {
		s = (*at)[0]
		s.Query = nil
	}
	s.Files = nil
	for _, p := range paths {
		full, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		if r, err := filepath.Rel(base, full); err == nil {
			full = r
		}
		s.Files = append(s.Files, filepath.ToSlash(full))
	}
	*at = []source{s}
	return nil
}

// SetLanguage overrides the language of the reports: ja, en or both.
func (c *Config) SetLanguage(language string) error {
	c.doc.Language, c.doc.languageOpen = language, false
	return c.file.oneOf("language", language, "ja", "en", "both")
}

// Base is the directory that paths of the configuration are relative to.
func (c *Config) Base() string { return c.base }

// Company is the name that the reports print.
func (c *Config) Company() string { return c.doc.Company }

// FollowHeadings takes the language of the exports' headings for the reports where neither
// configuration nor command line names one.
func (c *Config) FollowHeadings(heads []string) {
	if !c.doc.languageOpen || len(heads) == 0 {
		return
	}
	for _, h := range heads {
		for _, r := range h {
			if r >= 0x3000 {
				return // Japanese, the default
			}
		}
	}
	c.doc.Language = "en"
}

// Language is that of the reports: ja, en or both.
func (c *Config) Language() string { return c.doc.Language }

// TimeZone is the IANA name of the business time zone.
func (c *Config) TimeZone() string { return c.doc.TimeZone }

// ClosingDay is the day on which a data month closes, 0 for the end of the month.
func (c *Config) ClosingDay() int { return int(c.doc.ClosingDay) }

// Queries reports whether a source is read from a database.
func (c *Config) Queries() bool {
	for _, t := range table.All {
		if list := c.doc.Sources.table(t.Name); list != nil {
			for _, s := range *list {
				if s.Query != nil {
					return true
				}
			}
		}
	}
	return false
}

// People says how persons are shown: names, pseudonyms or teams.
func (c *Config) People() string { return c.doc.People }

// KeyFile is the path of the secret for pseudonyms, "" for none.
func (c *Config) KeyFile() string { return c.resolve(c.doc.KeyFile) }

// Ranks are the titles of this company from the lowest to the highest.
func (c *Config) Ranks() []string { return c.doc.Ranks }

// Stage is preview or publish.
func (c *Config) Stage() string { return c.doc.Stage }

// Governance is what the firm states about the evaluation.
type Governance struct {
	Purpose, Responsible, StaffInformed, Consultation string
	RetentionMonths                                   int
}

// Governance returns the statement and whether there is one.
func (c *Config) Governance() (Governance, bool) {
	if c.doc.Governance == nil {
		return Governance{}, false
	}
	return Governance(*c.doc.Governance), true
}

// Directory is where the months are published.
func (c *Config) Directory() string { return c.resolve(c.doc.Publish.Directory) }

// KeepMonths is how long publications are kept.
func (c *Config) KeepMonths() int { return *c.doc.Publish.KeepMonths }

// Inbox is where returned workbooks are looked for.
func (c *Config) Inbox() string { return c.resolve(c.doc.Inbox) }

// UnusableShare is the part of the money that may stand on rows that cannot be used.
func (c *Config) UnusableShare() float64 {
	if s := c.doc.Limits.UnusableShare; s != nil {
		return *s
	}
	return *c.doc.Thresholds.UnmatchedShare
}

// Memory is the bound of a run in bytes.
func (c *Config) Memory() int64 { return int64(c.doc.Limits.Memory) }

func (c *Config) resolve(path string) string {
	if path == "" || filepath.IsAbs(filepath.FromSlash(path)) {
		return filepath.FromSlash(path)
	}
	return filepath.Join(c.base, filepath.FromSlash(path))
}
