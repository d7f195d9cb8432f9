# Reference numbers for metrics/survival: run "Rscript survival.R" in this folder.
library(survival)
put <- function(d, file) { cat("# ", R.version.string, ", survival ", as.character(packageVersion("survival")), "\n", sep = "", file = file)
  d[] <- lapply(d, function(v) if (is.numeric(v)) formatC(v, digits = 15, format = "g", width = 1) else v)
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE)) }
# kind: 0 open, 1 done, 2 withdrawn, 3 waited out. "twenty" is the golden set; "made" has many ties and three outcomes;
# in "all" everybody ends, so the curve reaches 0.
set.seed(20260402); n <- 180
data <- rbind(
  data.frame(set = "twenty", time = c(3,5,5,8,12,15,15,21,30,34,40,55,60,72,90,95,120,30,64,7), kind = c(1,1,0,1,1,2,1,1,0,1,2,1,0,1,1,0,0,1,1,1)),
  data.frame(set = "made", time = pmin(ceiling(rweibull(n, .8, 60)), 200), kind = sample(0:3, n, TRUE, c(.25, .5, .15, .1))),
  data.frame(set = "all", time = c(2,4,4,9,30,31), kind = c(1,2,1,1,2,1)))
put(data, "survival_data.csv")
curve <- mean <- hazard <- lag <- NULL
for (s in unique(data$set)) { d <- data[data$set == s, ]; d$done <- d$kind == 1
  at <- c(1, 4, 7, 14, 30, 60, 90); km <- survfit(Surv(time, done) ~ 1, d); x <- summary(km, times = at, extend = TRUE)
  y <- summary(survfit(Surv(time, factor(kind, 0:3)) ~ 1, d), times = at, extend = TRUE)$pstate
  curve <- rbind(curve, data.frame(set = s, t = at, km = x$surv, se = ifelse(is.finite(x$std.err), x$std.err, 0), done = y[, 2], withdrawn = y[, 3], waited = y[, 4]))
  for (h in c(10, 30, 90)) if (h < max(d$time)) { r <- summary(km, rmean = h)$table; mean <- rbind(mean, data.frame(set = s, horizon = h, rmean = r[["rmean"]], se = r[["se(rmean)"]])) }
  cut <- c(0, 7, 14, 30, 60, 120); sp <- survSplit(Surv(time, done) ~ 1, d, cut = cut[-1], episode = "iv", start = "from"); sp$w <- sp$time - sp$from
  ag <- aggregate(cbind(events = done, exposure = w) ~ iv, sp, sum); ag$hazard <- ag$events / ag$exposure
  # the same hazards as a Poisson regression, where each interval has an event
  if (all(ag$events > 0)) stopifnot(all.equal(unname(exp(coef(glm(done ~ factor(iv) - 1 + offset(log(w)), poisson, sp)))), ag$hazard, tolerance = 1e-7))
  hazard <- rbind(hazard, data.frame(set = s, ag))
  h <- rep(0, 6); h[ag$iv - min(ag$iv) + 1] <- ag$hazard
  for (th in c(.25, .5, 1, 3)) { S <- function(t) exp(-th * sapply(t, function(u) sum(h * pmax(0, pmin(u, c(cut[-1], Inf)) - cut))))
    edge <- c(cut[cut < 90], 90); lag <- rbind(lag, data.frame(set = s, theta = th, lag = sum(sapply(seq_len(length(edge) - 1), function(k) integrate(S, edge[k], edge[k + 1], rel.tol = 1e-13)$value)))) } }
put(curve, "survival_curve.csv"); put(mean, "survival_mean.csv"); put(hazard, "survival_hazard.csv"); put(lag, "survival_lag.csv")
# delayed entry: each instruction is watched from "entry" on; "peers" adds up the mean rate of those at risk, day by day
set.seed(20261107); n <- 120
late <- data.frame(entry = ifelse(runif(n) < .5, 0, floor(runif(n, 0, 60))), rate = sample(c(.01, .02, .05), n, TRUE))
late$time <- late$entry + ceiling(rexp(n, late$rate)); late$kind <- ifelse(late$time > 150, 0, sample(0:2, n, TRUE, c(.2, .6, .2))); late$time <- pmin(late$time, 150)
put(late, "survival_entered_data.csv")
at <- c(5, 10, 20, 40, 80, 120); x <- summary(survfit(Surv(entry, time, kind == 1) ~ 1, late), times = at, extend = TRUE)
y <- summary(survfit(Surv(entry, time, factor(kind, 0:2)) ~ 1, late, id = seq_len(n)), times = at, extend = TRUE)$pstate
peers <- sapply(at, function(t) { u <- seq(.5, t - .5); exp(-sum(sapply(u, function(m) mean(late$rate[late$entry < m & late$time >= m])))) })
put(data.frame(t = at, km = x$surv, se = x$std.err, done = y[, 2], waited = y[, 3], peers = peers), "survival_entered.csv")
