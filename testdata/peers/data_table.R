# data_table.R FILE OUT THREADS: the job of README.md in R's data.table.
suppressMessages(library(data.table))
args <- commandArgs(TRUE)
if (args[1] == "--version") {
  cat("data.table", as.character(packageVersion("data.table")), "R", as.character(getRversion()), "\n")
  quit()
}
setDTthreads(as.integer(args[3]))
d <- fread(args[1], select = c("date", "salesperson", "client", "category", "region", "quantity", "list_price", "net_price", "authorised_rate"),
           colClasses = list(character = "date"), encoding = "UTF-8")
d[, `:=`(month = substr(date, 1, 7), l = list_price * quantity, p = net_price * quantity)]
d[, x := l * (1 - authorised_rate / 100) - p]
d[, `:=`(x = fifelse(x >= l * 0.001, x, 0), o = pmax(0, l - p), l2 = l * l)]
g <- d[, .(n = .N, list = sum(l), discount = sum(o), conceded = sum(x), list_squared = sum(l2)), by = .(salesperson, client, month, category, region)]
fwrite(g, args[2])
