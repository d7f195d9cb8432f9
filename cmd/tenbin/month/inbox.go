package month

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/instruction"
	"tenbin/reports/excel"
	"tenbin/reports/publish"
	"tenbin/reports/reader"
)

// feedback is what came back: filled workbooks as further files of the tables that they
// belong to, and those that are listed and not read.
type feedback struct {
	sources     map[string][]ingest.Source
	submissions map[string]instruction.Submission // by the path that the inputs show
	refused     []ingest.Remark
}

// inboxFolders are the folders of the inbox, which mirror those of a publication, with
// the audience whose files may lie there. With each the files lie one folder deeper.
var inboxFolders = []struct {
	name, audience string
	each           bool
}{{"managers", "manager", true}, {"people", "person", true}, {"hr", "hr", false}}

// readInbox looks through the inbox and decides which files are read. A file is read when
// it says that it is one of ours, made for the folder's own audience by a run that was
// published here; every other is listed.
func readInbox(s Settings) (feedback, error) {
	b := feedback{sources: map[string][]ingest.Source{}, submissions: map[string]instruction.Submission{}}
	root := s.Config.Inbox()
	if root == "" {
		return b, nil
	}
	runs, err := publish.Runs(s.Out)
	if err != nil {
		return b, err
	}
	for _, folder := range inboxFolders {
		dirs := []string{filepath.Join(root, folder.name)}
		if folder.each {
			if dirs, err = subfolders(dirs[0]); err != nil {
				return b, err
			}
		}
		for _, dir := range dirs {
			books, err := workbooksIn(dir)
			if err != nil {
				return b, err
			}
			for _, path := range books {
				if err := b.read(s, path, folder.audience, filepath.Base(dir), runs); err != nil {
					return b, err
				}
			}
		}
	}
	return b, nil
}

// read decides about one file.
func (b *feedback) read(s Settings, path, audience, owner string, runs map[string]int) error {
	shown, err := filepath.Rel(s.Config.Base(), path)
	if err != nil {
		shown = path
	}
	shown = filepath.ToSlash(shown)
	refuse := func(ja, en string) {
		b.refused = append(b.refused, ingest.Remark{Code: "inbox_refused", Place: table.Place{File: shown}, Text: ingest.Sentence{JA: ja, EN: en}})
	}
	id, err := excel.Identify(path, s.Password)
	if err != nil {
		refuse("提出されたファイルを開けません。保存し直してください: "+shown, "a returned file cannot be opened; save it again: "+shown)
		return nil
	}
	order, known := runs[id.RunID]
	kind, who, _ := strings.Cut(id.Audience, ":")
	switch {
	case id.Audience == "" && audience == "hr" && len(id.Sheets) > 0: // a sheet of tenbin template
	case kind != audience || audience != "hr" && Folder(who, map[string]string{"manager": "all", "person": "nobody"}[audience]) != owner:
		refuse("置き場所と宛先が合わないファイルです。読み込んでいません: "+shown, "this file is not of the folder's own audience; it was not read: "+shown)
		return nil
	case id.Schema != reader.SchemaVersion:
		refuse("別の版の形式のファイルです。読み込んでいません: "+shown, "this file has the form of another version; it was not read: "+shown)
		return nil
	case !known:
		refuse("ここで公開した記録のないファイルです。読み込んでいません: "+shown, "no run that was published here made this file; it was not read: "+shown)
		return nil
	case len(id.Sheets) == 0:
		refuse("記入のシートがありません。読み込んでいません: "+shown, "the sheet to fill in is missing; it was not read: "+shown)
		return nil
	}
	tables := make([]string, 0, len(id.Sheets))
	for t := range id.Sheets {
		tables = append(tables, t)
	}
	sort.Strings(tables)
	for _, t := range tables {
		from := ingest.Source{Files: []string{shown}, Sheet: id.Sheets[t]}
		if s.Password != "" {
			from.PasswordEnv = s.Config.WorkbookPasswordEnv()
		}
		b.sources[t] = append(b.sources[t], from)
	}
	b.submissions[shown] = instruction.Submission{Order: order, Audience: kind, Owner: who}
	return nil
}

// subfolders are the folders in dir, none where dir is not there.
func subfolders(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	return list, nil
}

// workbooksIn are the workbooks in dir by name, without those that an open Excel keeps
// beside them.
func workbooksIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && strings.EqualFold(filepath.Ext(name), ".xlsx") && !strings.HasPrefix(name, "~$") && !strings.HasPrefix(name, ".") {
			list = append(list, filepath.Join(dir, name))
		}
	}
	return list, nil
}

// unread are the cells of the last files that came back which could not be read, by who
// filled them in. What stands in an older file was answered by the newer one.
func (in *Inputs) unread(errors []table.RowError) map[string][]reader.Unread {
	author := func(s instruction.Submission) string {
		if s.Audience == "manager" || s.Audience == "person" {
			return s.Audience + ":" + s.Owner
		}
		return "hr"
	}
	last := map[string]int{}
	for _, s := range in.feedback.submissions {
		last[author(s)] = max(last[author(s)], s.Order)
	}
	list := map[string][]reader.Unread{}
	for _, e := range errors {
		s, ok := in.feedback.submissions[e.Place.File]
		if !ok || s.Order < last[author(s)] {
			continue
		}
		for _, c := range e.Cells {
			at := e.Place
			at.File, at.Column = "", c.Column
			list[author(s)] = append(list[author(s)], reader.Unread{Table: e.Table, Column: c.Name, Cell: strings.TrimPrefix(at.String(), ":"), Value: c.Value})
		}
	}
	return list
}
