#!/usr/bin/Rscript
# Rows of tests/stats/test_stat_crossing.c: fits by loglin, variances by a generalised inverse, tails by pbinom.
options(digits = 15)

rows <- function(d) { g <- expand.grid(lapply(d, seq_len)); g }
design <- function(d, margins) do.call(cbind, lapply(margins, function(m) {
  f <- interaction(rows(d)[m], drop = FALSE); sapply(levels(f), function(l) as.numeric(f == l)) }))
pseudo <- function(A) { e <- eigen(A, symmetric = TRUE); k <- e$values > 1e-9 * max(e$values)
  e$vectors[, k] %*% diag(1 / e$values[k], sum(k)) %*% t(e$vectors[, k]) }
variance <- function(h, d, margins) { X <- design(d, margins)[h > 0, ]; w <- h[h > 0]
  v <- w - w^2 * rowSums((X %*% pseudo(t(X) %*% (w * X))) * X); out <- h * 0; out[h > 0] <- v; out }

# k and m have R's order; printed is the C order (last axis fastest)
test <- function(k, m, exact, margins, free = NULL, cell = NULL, rho = 1) {
  d <- dim(k); free <- if (is.null(free)) array(FALSE, d) else free
  n <- sum(k[!free])
  if (exact) {
    seed <- m * !free; if (!is.null(cell)) seed[cell] <- seed[cell] * rho
    mine <- loglin(k * !free, margins, start = seed, fit = TRUE, print = FALSE, eps = 1e-10, iter = 5000)$fit
    h <- mine; theirs <- NULL
  } else {
    both <- array(c(k * !free, m * !free), c(d, 2)); s <- length(d) + 1
    start <- array(as.numeric(!c(free, free)), c(d, 2)); if (!is.null(cell)) start[cell] <- rho
    f <- loglin(both, c(lapply(margins, function(x) c(x, s)), list(seq_along(d))), start = start, fit = TRUE, print = FALSE,
                eps = 1e-10, iter = 5000)$fit
    mine <- array(f[seq_len(prod(d))], d); theirs <- array(f[prod(d) + seq_len(prod(d))], d)
    h <- ifelse(mine + theirs > 0, mine * theirs / (mine + theirs), 0)
  }
  v <- array(variance(as.vector(h), d, margins), d)
  z <- (k - mine) / sqrt(v)
  small <- mine < 10 | (!exact & (if (exact) FALSE else theirs < 10))
  share <- if (exact) mine / n else mine / (mine + theirs); size <- if (exact) n + 0 * k else k + m
  up <- ifelse(small, pbinom(k - 1, size, share, FALSE), pnorm(z, lower.tail = FALSE))
  low <- ifelse(small, pbinom(k, size, share), pnorm(z))
  list(mine = mine, p = ifelse(v > 1e-9 * mine, pmin(1, 2 * pmin(up, low)), 1), up = up, low = low)
}
show <- function(name, x) cat(name, format(aperm(x), digits = 15), "\n")
flag <- function(k, m, exact, margins, cell) {
  u <- test(k, m, exact, margins, cell = cell, rho = 1.25); l <- test(k, m, exact, margins, cell = cell, rho = .8)
  cat("flag", format(min(1, 2 * min(u$up[cell], l$low[cell])), digits = 15), "\n") }

k <- matrix(c(120, 80, 150, 40, 60, 22, 90, 8, 130), 3, byrow = TRUE)
r <- matrix(c(.12, .10, .16, .10, .08, .09, .11, .09, .15), 3, byrow = TRUE)
m <- matrix(c(110, 95, 160, 95, 85, 90, 100, 95, 170), 3, byrow = TRUE)
pair <- list(1, 2)
e <- test(k, r, TRUE, pair); show("exact fit", e$mine); show("exact p", e$p); flag(k, r, TRUE, pair, 8)
s <- test(k, m, FALSE, pair); show("sample fit", s$mine); show("sample p", s$p); flag(k, m, FALSE, pair, 6)
free <- matrix(FALSE, 3, 3); free[3, 2] <- TRUE
f <- test(k, r, TRUE, pair, free); show("freed exact fit", f$mine); show("freed exact p", f$p)
# what the others say of the freed cell: its row and column effects
eff <- f$mine / r; cat("predicted", format(r[3, 2] * eff[3, 1] * eff[1, 2] / eff[1, 1], digits = 15), "\n")
f <- test(k, m, FALSE, pair, free); show("freed sample fit", f$mine); show("freed sample p", f$p)
fm <- array(c(k, m), c(3, 3, 2)); st <- array(as.numeric(!c(free, free)), c(3, 3, 2)); fm[3, 2, ] <- 0
g <- loglin(fm, list(c(1, 3), c(2, 3), c(1, 2)), start = st, fit = TRUE, print = FALSE, eps = 1e-10, iter = 5000)$fit
eff <- g[, , 1] / g[, , 2]; cat("predicted", format(m[3, 2] * eff[3, 1] * eff[1, 2] / eff[1, 1], digits = 15), "\n")

k3 <- array(c(30, 22, 41, 18, 25, 60, 33, 12, 19, 27, 38, 4), c(2, 3, 2))
r3 <- array(c(29, 25, 38, 21, 30, 52, 31, 15, 22, 24, 33, 20), c(2, 3, 2))
triple <- list(c(2, 3), c(1, 3), c(1, 2))
e <- test(k3, r3 / sum(r3), TRUE, triple); show("triple exact fit", e$mine); show("triple exact p", e$p)
s <- test(k3, r3, FALSE, triple); show("triple sample fit", s$mine); show("triple sample p", s$p)
