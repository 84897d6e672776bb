"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f csv > loud.out
"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f csv --quiet | cmp - loud.out && echo same
"$SEGBIAS" compare fixtures/spelling.csv nosuch.csv --quiet
