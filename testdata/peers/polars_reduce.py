"""polars_reduce.py FILE OUT: the job of README.md in Polars, lazy, streaming engine."""
import sys
import polars as pl

if sys.argv[1] == "--version":
    print("polars", pl.__version__, "python", sys.version.split()[0])
    sys.exit()
keys = ["salesperson", "client", "month", "category", "region"]
used = ["date", "salesperson", "client", "category", "region", "quantity", "list_price", "net_price", "authorised_rate"]
file = sys.argv[1]
if file.endswith(".parquet"):
    lines = pl.scan_parquet(file)
    month = pl.col("date").dt.year().cast(pl.Int32) * 12 + pl.col("date").dt.month().cast(pl.Int32) - 1
else:
    lines = pl.scan_csv(file, schema={"document": pl.String, "line": pl.Int32, "date": pl.String, "salesperson": pl.String, "client": pl.String,
                                      "product": pl.String, "category": pl.String, "region": pl.String, "quantity": pl.Int32,
                                      "list_price": pl.Float64, "net_price": pl.Float64, "authorised_rate": pl.Float64})
    month = pl.col("date").str.slice(0, 7)
l = pl.col("list_price") * pl.col("quantity")
p = pl.col("net_price") * pl.col("quantity")
x = pl.col("l") * (1 - pl.col("authorised_rate") / 100) - pl.col("p")
q = (lines.select(used).with_columns(month.alias("month"), l.alias("l"), p.alias("p")).with_columns(x.alias("x"))
     .with_columns(pl.when(pl.col("x") >= pl.col("l") * 0.001).then(pl.col("x")).otherwise(0.0).alias("conceded"),
                   (pl.col("l") - pl.col("p")).clip(0).alias("discount"), (pl.col("l") * pl.col("l")).alias("list_squared"))
     .group_by(keys).agg(pl.len().alias("n"), pl.col("l").sum().alias("list"), pl.col("discount").sum(), pl.col("conceded").sum(), pl.col("list_squared").sum()))
q.collect(engine="streaming").write_csv(sys.argv[2])
