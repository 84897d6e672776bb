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
# A segment that the run has not: the nearest, or those that it has. A key that is not there, or is none.
"$SEGBIAS" review sign 2026Q4 'Mobil app' --by 'B. Reviewer' --decision accept
"$SEGBIAS" review sign 2026Q4 Nope --by 'B. Reviewer' --decision accept
"$SEGBIAS" review sign 2026Q4 --by 'B. Reviewer' --decision accept --key nowhere
"$SEGBIAS" review sign 2026Q4 --by 'B. Reviewer' --decision accept --key part.csv
# What is no period is none of any ledger, also of one that is not there.
"$SEGBIAS" review show 2026Q4 --against 2026Q5 --ledger none.db; echo "exit $?"
"$SEGBIAS" review show --baseline 2026-W54 --ledger none.db; echo "exit $?"
"$SEGBIAS" review export 2026Q4 --publish 10 -o public.html --ledger none.db
"$SEGBIAS" review show 2026Q4 --against 2026Q4
"$SEGBIAS" review show 2026Q3 --baseline 2026Q4
# A hint that is a command is of the ledger that was named, however it was.
"$SEGBIAS" review show --ledger 'my reviews.db'
"$SEGBIAS" review reopen 2026Q1 --by 'B. Reviewer' --reason late --ledger segbias.db
printf 'review: {ledger: own.db}\n' >own.yaml
"$SEGBIAS" review sign 2026Q1 --by 'B. Reviewer' --decision accept --policy own.yaml
"$SEGBIAS" review export 2026Q3 --archive all.jsonl --by 'B. Reviewer' --ledger own.db
# A policy of a later day is none of what is added today.
echo 'committed: 9999-01-31' >later.yaml
"$SEGBIAS" review add 2027Q1 data/campaign.csv data/census.csv --by 'A. Reviewer' --policy later.yaml -q 2>err; echo "exit $?"
cut -d, -f1 err
"$SEGBIAS" compare data/campaign.csv data/census.csv --policy later.yaml -q -o later.json >/dev/null
"$SEGBIAS" review add 2027Q1 later.json --by 'A. Reviewer' --policy later.yaml -q 2>&1 | cut -d, -f1
"$SEGBIAS" review show --lang xx
"$SEGBIAS" review export 2026Q1 -o page.html --by reviewer --lang xx
# A reference that was forgotten; a policy that publishes; a period whose counts were dropped.
"$SEGBIAS" review add 2027Q2 data/campaign.csv --by 'A. Reviewer'
printf 'publish: 5\n' >publish.yaml
"$SEGBIAS" review add 2027Q2 data/campaign.csv data/census.csv --by 'A. Reviewer' --policy publish.yaml -q
"$SEGBIAS" review add 2026Q1 data/campaign.csv data/census.csv --by 'A. Reviewer' --ledger 'old one.db' -q >/dev/null
"$SEGBIAS" review add 2026Q2 part.csv data/census.csv --by 'A. Reviewer' --ledger 'old one.db' -q >/dev/null
"$SEGBIAS" review purge --before 2026Q2 --by 'A. Reviewer' --reason late --ledger 'old one.db' >/dev/null
"$SEGBIAS" review show 2026Q1 --ledger 'old one.db'
"$SEGBIAS" review verify --ledger 'old one.db' >/dev/null; echo "exit $?"
