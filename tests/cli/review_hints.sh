# What a review lacks is said with the option that says it, and what a period lacks with a command that can be typed.
"$SEGBIAS" review add 2026Q3 data/campaign.csv data/census.csv -q
"$SEGBIAS" review add 2026Q3 data/campaign.csv data/census.csv --by 'A. Reviewer' -q >/dev/null
head -n 1000 data/campaign.csv >part.csv
"$SEGBIAS" review add 2026Q3 part.csv data/census.csv --by 'A. Reviewer' -q
"$SEGBIAS" review sign 2026Q3 --by 'B. Reviewer'
"$SEGBIAS" review sign 2026Q1 --by 'B. Reviewer' --decision accept
"$SEGBIAS" review sign 2026Q3 --by 'B. Reviewer' --decision accept >/dev/null
"$SEGBIAS" review sign 2026Q3 'Mobile app' --by 'B. Reviewer' --decision fix
"$SEGBIAS" review reopen 2026Q3 --by 'B. Reviewer'
"$SEGBIAS" review purge --by 'B. Reviewer'
"$SEGBIAS" review purge --by 'B. Reviewer' --before 2026Q3
"$SEGBIAS" review stamp --by 'B. Reviewer'
"$SEGBIAS" review judge
"$SEGBIAS" review
# A result that was written before is told of as a comparison is: by options.
"$SEGBIAS" compare data/campaign.csv data/census.csv -q -o result.json >/dev/null
"$SEGBIAS" review add 2026Q4 result.json --by 'A. Reviewer' >/dev/null
