# A score decides: from the threshold on, or above the median of all; or nothing does.
"$SEGBIAS" audit data/decisions.csv --score score --threshold 0.5 -a sex
"$SEGBIAS" audit data/decisions.csv --score score --threshold median -a origin -f csv
"$SEGBIAS" audit data/decisions.csv --score score --label bought -a origin
