# Reference numbers for metrics/rank: run "Rscript rank.R" in this folder.
put <- function(d, file) { cat("# ", R.version.string, ", base and stats only\n", sep = "", file = file)
  d[] <- lapply(d, function(v) if (is.numeric(v)) formatC(v, digits = 15, format = "g", width = 1) else v)
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE)) }
# expected ranks and P(top share) of normal posteriors
top <- function(m, s, q) { t <- uniroot(function(t) mean(pnorm((m - t) / s)) - q, range(m) + c(-6, 6), tol = 1e-14)$root; pnorm((m - t) / s) }
expected <- function(m, s) sapply(seq_along(m), function(i) 1 + sum(pnorm((m[-i] - m[i]) / sqrt(s[i]^2 + s[-i]^2))))
m <- c(-.3, 0, .1, .5, .9); s <- sqrt(c(.04, .09, .01, .16, .04))
put(data.frame(mu = m, sigma = s, expected = expected(m, s), top20 = top(m, s, .2)), "rank_five.csv")
# rank intervals: rank | x is 1 + a sum of coins; mixed over 64 equal-probability nodes, normal CDF + 1/2
set.seed(20260403); S <- 300; m <- round(rnorm(S, 0, .35), 4); s <- round(runif(S, .05, .3), 4); x <- qnorm((1:64 - .5) / 64)
ends <- sapply(1:S, function(i) { P <- sapply(m[i] + s[i] * x, function(v) pnorm((m[-i] - v) / s[-i])); mean <- 1 + colSums(P); sd <- sqrt(pmax(colSums(P * (1 - P)), 1e-12))
  F <- sapply(1:S, function(r) mean(pnorm((r + .5 - mean) / sd))); c(which(F >= .05)[1], if (any(F >= .95)) which(F >= .95)[1] else S) })
put(data.frame(mu = m, sigma = s, lo = ends[1, ], hi = ends[2, ], expected = expected(m, s), top10 = top(m, s, .1)), "rank_intervals.csv")
# the joint posterior of both axes: negative binomials for the Bayes factors, integrals for score, mean and SD
S <- 25; cap <- (1:S) %% 8 == 0; n <- function() round(rgamma(S, 3, .15), 3)
d <- data.frame(oc = 0, nc = n(), ol = 0, nl = n()); d$oc <- rpois(S, d$nc * ifelse(cap, 2.4, 1)); d$ol <- rpois(S, d$nl * ifelse(cap, .4, 1)); d[3, 1:2] <- 0; d[8, 3:4] <- 0; d[9, ] <- 0
H <- list(c = list(a = 12, m = .95, k = 1.9, p = .1), l = list(a = 20, m = 1.05, k = .5, p = .08))
lb <- function(o, n, h) ifelse(n > 0, dnbinom(o, size = 6, mu = h$m * h$k * n, log = TRUE) - dnbinom(o, size = h$a, mu = h$m * n, log = TRUE), 0)
B <- exp(cbind(0, lb(d$oc, d$nc, H$c), lb(d$ol, d$nl, H$l), lb(d$oc, d$nc, H$c) + lb(d$ol, d$nl, H$l)))
p0 <- c(.86, .04, .04, .06); p <- p0; for (k in 1:200) { W <- t(t(B) * p); W <- W / rowSums(W); p <- (colSums(W) + 10 * p0) / (S + 10) }; W <- t(t(B) * p); W <- W / rowSums(W)
part <- function(o, n, h, sign) list(m = cbind(digamma(h$a + o) - log(h$a / h$m + n), digamma(6 + o) - log(6 / (h$m * h$k) + n)) * sign - sign * log(h$m), v = cbind(trigamma(h$a + o), trigamma(6 + o)))
C <- part(d$oc, d$nc, H$c, 1); L <- part(d$ol, d$nl, H$l, -1); ci <- c(1, 2, 1, 2); li <- c(1, 1, 2, 2); M <- (C$m[, ci] + L$m[, li]) / 2; V <- (C$v[, ci] + L$v[, li]) / 4
f <- function(i) function(x) sapply(x, function(x) sum(W[i, ] * dnorm(x, M[i, ], sqrt(V[i, ])))); I <- function(g, lo = -4) integrate(g, lo, 4, rel.tol = 1e-12, subdivisions = 5000)$value
for (i in 1:S) { g <- f(i); mu <- I(function(x) x * g(x)); d$mu[i] <- mu; d$sigma[i] <- sqrt(I(function(x) (x - mu)^2 * g(x))); d$score[i] <- I(g, log(1.25))
  q <- sapply(c(.05, .95), function(pr) uniroot(function(x) sum(W[i, ] * pnorm((x - M[i, ]) / sqrt(V[i, ]))) - pr, c(-4, 4), tol = 1e-14)$root); e <- exp(mean(q) + c(-1.15, 1.15) * diff(q) / 2); d$lo[i] <- e[1]; d$hi[i] <- e[2] }
put(data.frame(d, w1 = W[, 1], w2 = W[, 2], w3 = W[, 3], w4 = W[, 4]), "rank_joint.csv")
put(data.frame(class = c("healthy", "concession", "lag", "both"), p = p), "rank_classes.csv")
