# Reference numbers for metrics/ratio: run "Rscript ratio.R" in this folder.
# Where it can be, the second source is another road to the same number: dnbinom instead
# of the written-out marginal, nlminb instead of Nelder-Mead and BFGS, lm instead of the
# 2 x 2 system, integrate instead of digamma and trigamma.
suppressMessages(library(MASS)); options(digits = 15)
put <- function(d, file) { cat("# ", R.version.string, ", MASS ", as.character(packageVersion("MASS")), "\n", sep = "", file = file)
  d[] <- lapply(d, function(v) if (is.numeric(v)) formatC(v, digits = 15, format = "g", width = 1) else v)
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE)) }

# a flat optimum is found to 1e-6 only: Newton steps on fourth-order differences finish it
polish <- function(f, p) { for (k in 1:6) { n <- length(p); h <- 1e-3; e <- function(j) replace(numeric(n), j, h)
  g <- sapply(1:n, function(j) (f(p - 2 * e(j)) - 8 * f(p - e(j)) + 8 * f(p + e(j)) - f(p + 2 * e(j))) / (12 * h)); p <- p - solve(optimHess(p, f), g) }; p }

# one gamma: negative binomial with offset, posterior, exact Poisson limits
O <- c(4,9,0,15,7,22,3,11,5,30); E <- c(11.2,8.1,2.5,14,9.3,12.4,6.6,10,7.7,13.9)
f <- glm.nb(O ~ 1 + offset(log(E)), control = glm.control(epsilon = 1e-14, maxit = 200))
nl <- function(p) -sum(dnbinom(O, size = exp(p[1]), mu = exp(p[2]) * E, log = TRUE)); nb <- polish(nl, nlminb(c(1, 0), nl)$par)
a <- exp(nb[1]); m <- exp(nb[2]); A <- a + O; B <- a / m + E
put(data.frame(o = O, e = E, mean = A / B, geometric = exp(digamma(A)) / B, q05 = qgamma(.05, A, B), q95 = qgamma(.95, A, B), below = pgamma(.8, A, B),
  exact_lo = ifelse(O == 0, 0, qgamma(.05, O, E)), exact_hi = qgamma(.95, O + 1, E), raw_lo = qgamma(.05, O + .5, E), raw_hi = qgamma(.95, O + .5, E)), "ratio_onegamma.csv")

# gamma quantiles and probabilities over the shapes that occur
g <- expand.grid(shape = c(.5, 1.5, 4.2, 30, 250, 5000), p = c(.001, .05, .5, .95, .999))
put(data.frame(g, q = qgamma(g$p, g$shape, 3)), "ratio_gamma.csv")

# funnel limits
u <- expand.grid(z = c(1.959964, 3.090232), e = c(2.5, 10, 140), tau2 = c(0, .04), phi = c(1, 1.7)); d <- u$z * sqrt(u$phi / u$e + u$tau2)
put(data.frame(u, lo = exp(-d), hi = exp(d)), "ratio_funnel.csv")

# two gammas, hyper-parameters fixed: moments of ln x by integration of the density
w <- .1 * dnbinom(O, size = 6, mu = 1.9 * E); w <- w / (w + .9 * dnbinom(O, size = 12, mu = .95 * E))
lb <- dnbinom(O, size = 6, mu = 1.9 * E, log = TRUE) - dnbinom(O, size = 12, mu = .95 * E, log = TRUE)
mix <- function(i, F, ...) (1 - w[i]) * F(..., 12 + O[i], 12 / .95 + E[i]) + w[i] * F(..., 6 + O[i], 6 / 1.9 + E[i])
area <- function(i, h) integrate(function(x) h(x) * exp(x) * mix(i, dgamma, exp(x)), -8, 4, rel.tol = 1e-13, abs.tol = 0, subdivisions = 2000)$value
q <- function(i, p) exp(uniroot(function(x) mix(i, pgamma, exp(x)) - p, c(-8, 4), tol = 1e-14)$root); k <- seq_along(O)
e1 <- sapply(k, area, h = function(x) x); e2 <- sapply(k, function(i) area(i, function(x) (x - e1[i])^2))
put(data.frame(o = O, n = E, w = w, logbayes = lb, mean = sapply(k, area, h = exp), meanlog = e1, varlog = e2, cdf1 = sapply(k, function(i) mix(i, pgamma, 1)), q05 = sapply(k, q, .05), q95 = sapply(k, q, .95)), "ratio_twogamma.csv")

# a made-up company: 80 people per axis, every tenth captured, three without evidence
set.seed(20260401); S <- 80; cap <- seq_len(S) %% 10 == 0
team <- function(k) { n <- round(rgamma(S, 3, .2), 3); th <- rgamma(S, 14, 14 / 1.05) * ifelse(cap, k, 1); o <- rpois(S, n * th); n[c(7, 23, 61)] <- 0; o[n == 0] <- 0; data.frame(o = o, n = n) }
hi <- team(2.2); lo <- team(.45)
put(rbind(data.frame(axis = "higher", hi), data.frame(axis = "lower", lo)), "ratio_company.csv")
best <- function(f, starts) { r <- lapply(starts, nlminb, objective = f, control = list(rel.tol = 1e-15, x.tol = 1e-13, eval.max = 5000, iter.max = 5000)); polish(f, r[[which.min(sapply(r, `[[`, "objective"))]]$par) }
one <- function(d) { d <- d[d$n > 0, ]; p <- best(function(p) -sum(dnbinom(d$o, size = exp(p[1]), mu = exp(p[2]) * d$n, log = TRUE)) - dnorm(p[1], log(7), .7, TRUE) - dnorm(p[2], 0, .5, TRUE), list(c(log(7), 0), c(3, .3), c(1, -.3))); c(a = exp(p[1]), m = exp(p[2])) }
two <- function(d, s) { d <- d[d$n > 0, ]; t0 <- log(log(2) - log(1.3)); kap <- function(t) exp(s * (log(1.3) + exp(t)))
  p <- best(function(p) { q <- plogis(p[4]); -sum(log((1 - q) * dnbinom(d$o, size = exp(p[1]), mu = exp(p[2]) * d$n) + q * dnbinom(d$o, size = 6, mu = exp(p[2]) * kap(p[3]) * d$n))) -
    dnorm(p[1], log(12), .7, TRUE) - dnorm(p[2], 0, .5, TRUE) - dnorm(p[3], t0, .5, TRUE) - dnorm(p[4], qlogis(.1), .7, TRUE) }, list(c(log(12), 0, t0, qlogis(.1)), c(log(4), 0, t0, qlogis(.1)), c(log(30), .2, t0 + .5, qlogis(.2))))
  c(a = exp(p[1]), m = exp(p[2]), kappa = kap(p[3]), pi = plogis(p[4])) }

# pairs: variance by lm with the weights of the specification
n <- 150; e <- round(rgamma(n, 1.2, .8), 4); th <- round(runif(n, .4, 2.5), 3); o <- round(pmax(0, th * e + rnorm(n) * sqrt(.3 * e + .15 * e^2)), 4); e[5] <- 0
put(data.frame(o = o, e = e, theta = th), "ratio_pairs.csv")
x <- e[e > 0]; v <- (o - th * e)[e > 0]^2; wt <- 1 / (median(v / x) * x + .1 * x^2)^2
for (i in 1:3) { b <- pmax(coef(lm(v ~ 0 + x + I(x^2), weights = wt)), c(1e-9, 0)); wt <- 1 / pmax(b[1] * x + b[2] * x^2, 1e-12)^2 }
cnt <- rpois(n, th * e * rgamma(n, 2, 2)); mu <- (th * e)[e > 0]; r <- cnt[e > 0] - mu
om <- weighted.mean((r^2 - mu) / mu^2, mu^4 / (x + .1)^2)
put(data.frame(count = cnt), "ratio_counts.csv")
v <- c(nb = c(a = a, m = m), glmnb = c(a = f$theta, m = unname(exp(coef(f)))), one.higher = one(hi), one.lower = one(lo), two.higher = two(hi, 1), two.lower = two(lo, -1), phi = unname(b[1]), omega2 = unname(b[2]), lag_omega2 = om)
put(data.frame(name = names(v), value = v), "ratio_fits.csv")
