options(digits=15)
x <- c(30,45,28,52,33,60,25,48,39); n <- c(400,420,390,410,405,430,380,415,400)
p <- sum(x)/sum(n); z <- (x/n-p)/sqrt(p*(1-p)/n); s <- mean(abs(diff(z)))/(2/sqrt(pi)); print(c(p,s))
e <- s*sqrt(p*(1-p)*(1/450+1/sum(n))); print(c(p-3*e,p+3*e)); t <- abs(80/450-p)/e
d <- .62*8; print(c(s*sqrt(d/qchisq(.975,d)), s*sqrt(d/qchisq(.025,d))))
print(c(2*pt(-t,.62*8), fisher.test(matrix(c(80,370,sum(x),sum(n)-sum(x)),2))$p.value))
x <- x[1:7]; n <- n[1:7]; p <- sum(x)/sum(n); e <- sqrt(p*(1-p)*(1/450+1/sum(n)))
print(c(p,p-3*e,p+3*e,fisher.test(matrix(c(80,370,sum(x),sum(n)-sum(x)),2))$p.value))
