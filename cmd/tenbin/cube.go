package main

import (
	"errors"
	"os"

	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/table"
	"tenbin/metrics"
)

// loadCube reads the file of --cube, which must be of the one month asked for.
func (q request) loadCube(from, to table.Month) (*dataset.Precomputed, error) {
	if from != to {
		return nil, usage(words{"--cube は 1 か月分です。--from/--to とは同時に使えません", "--cube holds one month and excludes --from/--to"}, "--cube", words{"--month で実行してください", "use --month"})
	}
	f, err := os.Open(q.cube)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	e, err := dataset.Load(f)
	if err != nil {
		return nil, cubeFailure(err, q.cube)
	}
	if e.Month != from {
		return nil, usage(words{"集計済みファイルのデータ月は " + e.Month.String() + " です", "the cube is of " + e.Month.String()}, q.cube, words{"--month " + e.Month.String() + " で実行するか、" + from.String() + " の集計を作ってください", "run --month " + e.Month.String() + ", or make a cube of " + from.String()})
	}
	return e, nil
}

// sameReading refuses deals that were read under other settings or tables.
func (j *job) sameReading() error {
	if j.deals == nil {
		return nil
	}
	switch what := dataset.Changed(j.deals.Key, dataset.Key(j.c, j.in.Files())); what {
	case "":
		return nil
	case "configuration":
		return usage(words{"集計済みファイルは別の設定で作られています", "the cube was made under another configuration"}, j.q.cube, words{"同じ設定を指定するか、集計を作り直してください", "name that configuration, or make the cube again"})
	default:
		return usage(words{"集計済みファイルを作ったあとで " + what + " が変わっています", what + " has changed since the cube was made"}, j.q.cube, words{"集計を作り直してください", "make the cube again"})
	}
}

// cubeFailure says what is wrong with the file of a cube, err as it is when that is not it.
func cubeFailure(err error, path string) error {
	again := words{"集計を作り直してください(tenbin reduce --cube または tenbin-beam)", "make it again with tenbin reduce --cube or tenbin-beam"}
	for _, x := range []struct {
		is   error
		what words
		exit int
	}{
		{metrics.ErrNotCube, words{"集計済みファイルではありません", "this is not the file of a cube"}, exitUsage},
		{metrics.ErrNewCube, words{"集計済みファイルを作ったプログラムの版が違います", "the cube was made by another version of the program"}, exitUsage},
		{metrics.ErrTornCube, words{"集計済みファイルが壊れています(検査値が合わないか、途中で切れています)", "the cube's file is torn: its checksum differs or it ends early"}, exitBlocked},
		{metrics.ErrWrongCube, words{"集計済みファイルの中身が矛盾しています", "the cube contradicts itself"}, exitBlocked},
		{metrics.ErrNotAsked, words{"集計済みファイルは今の指示より前に作られています", "the cube was made before some of these instructions"}, exitUsage},
	} {
		if errors.Is(err, x.is) {
			return &failure{x.exit, x.what, path, again, err}
		}
	}
	return err
}
