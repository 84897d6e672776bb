"$SEGBIAS" audit data/decisions.csv --decision selected -a sex --score score --label bought --given branch --lang ar -q
