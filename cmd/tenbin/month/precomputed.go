package month

import (
	"errors"
	"os"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/cubefile"
)

// loadCube reads the file of a cube, which must be of the one month asked for.
func loadCube(path string, from, to table.Month) (*dataset.Precomputed, error) {
	if from != to {
		return nil, cli.Usage(cli.Text("--cube は 1 か月分です。--from/--to とは同時に使えません", "--cube holds one month and excludes --from/--to"), "--cube", cli.Text("--month で実行してください", "use --month"))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	e, err := dataset.Load(f)
	if err != nil {
		return nil, cubeFailure(err, path)
	}
	if e.Month != from {
		return nil, cli.Usage(cli.Text("集計済みファイルのデータ月は "+e.Month.String()+" です", "the cube is of "+e.Month.String()), path, cli.Text("--month "+e.Month.String()+" で実行するか、"+from.String()+" の集計を作ってください", "run --month "+e.Month.String()+", or make a cube of "+from.String()))
	}
	return e, nil
}

// sameReading refuses deals that were read under other settings or tables.
func sameReading(s Settings, deals *dataset.Precomputed, files *ingest.Input) error {
	if deals == nil {
		return nil
	}
	switch what := dataset.Changed(deals.Key, dataset.Key(s.Config, files.Files())); what {
	case "":
		return nil
	case "configuration":
		return cli.Usage(cli.Text("集計済みファイルは別の設定で作られています", "the cube was made under another configuration"), s.Cube, cli.Text("同じ設定を指定するか、集計を作り直してください", "name that configuration, or make the cube again"))
	default:
		return cli.Usage(cli.Text("集計済みファイルを作ったあとで "+what+" が変わっています", what+" has changed since the cube was made"), s.Cube, cli.Text("集計を作り直してください", "make the cube again"))
	}
}

// cubeFailure says what is wrong with the file of a cube, err as it is when that is not it.
func cubeFailure(err error, path string) error {
	again := cli.Text("集計を作り直してください(tenbin reduce --cube または tenbin-beam)", "make it again with tenbin reduce --cube or tenbin-beam")
	for _, x := range []struct {
		is   error
		what cli.Words
		exit int
	}{
		{cubefile.ErrNotCube, cli.Text("集計済みファイルではありません", "this is not the file of a cube"), cli.ExitUsage},
		{cubefile.ErrNewCube, cli.Text("集計済みファイルを作ったプログラムの版が違います", "the cube was made by another version of the program"), cli.ExitUsage},
		{cubefile.ErrTornCube, cli.Text("集計済みファイルが壊れています(検査値が合わないか、途中で切れています)", "the cube's file is torn: its checksum differs or it ends early"), cli.ExitBlocked},
		{cubefile.ErrWrongCube, cli.Text("集計済みファイルの中身が矛盾しています", "the cube contradicts itself"), cli.ExitBlocked},
		{cubefile.ErrNotAsked, cli.Text("集計済みファイルは今の指示より前に作られています", "the cube was made before some of these instructions"), cli.ExitUsage},
	} {
		if errors.Is(err, x.is) {
			return &cli.Failure{Exit: x.exit, What: x.what, Where: path, ToDo: again, Err: err}
		}
	}
	return err
}
