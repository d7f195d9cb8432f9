# Reference numbers for metrics/cusum: run "Rscript cusum.R" in this folder.
put <- function(d, file) { cat("# ", R.version.string, ", base and stats only\n", sep = "", file = file)
  d[] <- lapply(d, function(v) if (is.numeric(v)) formatC(v, digits = 15, format = "g", width = 1) else v)
  suppressWarnings(write.table(d, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE)) }
# the path of one axis: concessions with 2 expected a month
o <- c(2,1,3,2,4,5,3,6,2,7); z <- 0; C <- numeric(10); for (i in 1:10) { z <- max(0, z + o[i] * log(1.6) - .6 * 2); C[i] <- z }
put(data.frame(o = o, c = C), "cusum_path.csv")
# the path of both axes with own references 1.1 and .9; the sum of the two log-likelihood ratios from dpois
d <- data.frame(oc = c(1,0,3,2,4,0,2,5), ec = c(1.2,.7,1.6,1.1,2,0,1.3,1.8), ol = c(2,1,0,0,1,2,0,0), el = c(1.5,.9,1.1,2,1.7,0,1.4,2.2))
ll <- function(o, e, r) ifelse(e > 0, dpois(o, r * e, log = TRUE) - dpois(o, e, log = TRUE), o * log(r))
W <- ll(d$oc, 1.1 * d$ec, 1.6) + ll(d$ol, .9 * d$el, .5); z <- 0; for (i in seq_along(W)) { z <- max(0, z + W[i]); d$c[i] <- z }
put(data.frame(d, w = W), "cusum_both.csv")
# run length by the Markov chain of Brook and Evans: state 0, then bins with their middles
arl <- function(mu, rho, h, theta, bins) { W <- function(k) k * log(rho) - (rho - 1) * mu
  k <- seq(max(0, floor(qpois(1e-18, mu * theta)) - 5), qpois(1 - 1e-15, mu * theta) + 60); p <- dpois(k, mu * theta); Q <- matrix(0, bins + 1, bins + 1); st <- c(0, (1:bins - .5) * h / bins)
  for (i in seq_along(st)) { nx <- st[i] + W(k); j <- ifelse(nx <= 0, 1, ceiling(nx / h * bins) + 1); ok <- j <= bins + 1; if (!any(ok)) next; a <- rowsum(p[ok], j[ok]); Q[i, as.integer(rownames(a))] <- a }
  solve(diag(bins + 1) - Q, rep(1, bins + 1))[1] }
g <- data.frame(mu = c(2,2,2,2,2,2,2,900,900,.3), rho = c(1.6,1.6,1.6,1.6,.5,.5,.5,1.02,.98,1.6), h = c(3,3,3,4,3,3,3,3,3,2), theta = c(1,1,1.6,1,1,.5,1,1,1,1), bins = c(400,800,800,800,200,200,400,150,150,200))
g$arl <- mapply(arl, g$mu, g$rho, g$h, g$theta, g$bins)
put(g, "cusum_runlength.csv")
