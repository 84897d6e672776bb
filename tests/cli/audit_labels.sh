"$SEGBIAS" audit data/decisions.csv --decision selected -a sex,origin --score score --label bought --given branch
