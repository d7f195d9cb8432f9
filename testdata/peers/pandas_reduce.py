"""pandas_reduce.py FILE OUT: the job of README.md in pandas."""
import sys
import pandas as pd

if sys.argv[1] == "--version":
    print("pandas", pd.__version__, "python", sys.version.split()[0])
    sys.exit()
keys = ["salesperson", "client", "month", "category", "region"]
used = ["date", "salesperson", "client", "category", "region", "quantity", "list_price", "net_price", "authorised_rate"]
d = pd.read_parquet(sys.argv[1], columns=used) if sys.argv[1].endswith(".parquet") else pd.read_csv(sys.argv[1], usecols=used)
d["month"] = d.date.astype(str).str[:7]
d["list"] = d.list_price * d.quantity
d["net"] = d.net_price * d.quantity
x = d.list * (1 - d.authorised_rate / 100) - d.net
d["conceded"] = x.where(x >= d.list * 0.001, 0.0)
d["discount"] = (d.list - d.net).clip(lower=0)
d["list_squared"] = d.list * d.list
g = d.groupby(keys, sort=False, observed=True).agg(n=("list", "size"), list=("list", "sum"), discount=("discount", "sum"), conceded=("conceded", "sum"),
                                                   list_squared=("list_squared", "sum")).reset_index()
g.to_csv(sys.argv[2], index=False)
