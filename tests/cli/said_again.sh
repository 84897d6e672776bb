# What a result says of how it was made, and a report of each stage: the filters by their column, the policy's hash beside what is of
# the night alone, and the table of stages.
set -- fixtures/stages.csv fixtures/stages_reference.csv
printf 'place,sex,count\nn,f,500\nn,m,500\n"x, y",f,300\n"x, y",m,200\n' >places.csv
printf 'town,sex\nn,f\nn,f\nn,m\ns,m\n' >people.csv
"$SEGBIAS" compare people.csv places.csv -s none --where 'place=n' --campaign-where 'town=n' --min-n 1 -q -f ndjson |
	sed -n '1s/.*\("where": .*\), "within.*/\1/p'
"$SEGBIAS" compare people.csv places.csv -s none --where '"place"="x, y"' --campaign-where 'town=n' --campaign-where 'town=s' --min-n 1 -q -f ndjson |
	sed -n '1s/.*\("where": .*\), "within.*/\1/p'
"$SEGBIAS" compare "$@" -s none --stages '*,eligible,targeted' -q -f html | tr -d '\n' | grep -o 'Stage by stage.*' |
	sed -e 's/<\/table>.*//' -e 's/<\/tr>/\n/g' -e 's/<\/t[dh]>/ | /g' -e 's/<[^>]*>//g'
# The day and the threads are no part of the policy, the band is.
printf 'segment: none\nwhere: place=n\nmin_n: 1\nband: 80:125\n' >own.yaml
hash=$(sha256sum own.yaml | cut -c1-64)
for option in '--as-of 2026-01-31' '--threads 2' '--band 70:140'; do
	echo "$option" >&2
	# shellcheck disable=SC2086 # an option and its value
	"$SEGBIAS" check people.csv places.csv --policy own.yaml --policy-hash "$hash" $option -q >/dev/null
	echo "exit $?"
done
