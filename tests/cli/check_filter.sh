# Whom a gate saw is a part of what it says: a filter, and what it leaves out, stand in every format.
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\n' > pop.csv
printf 'segment,g,month,mail,count\ns,a,May,x,3010\ns,b,May,x,6990\ns,a,June,jo@example.org,1000\ns,b,June,x,9001\n' > nights.csv
try() {
	"$SEGBIAS" check nights.csv pop.csv "$@"
	echo "exit $?"
}
# June breaches, and is left out: 10,001 records.
try -q --campaign-where 'month=*' 2>&1
try --campaign-where month=May 2>&1 | grep -e left -e exit
for format in text markdown html prometheus json; do
	echo "$format:"
	try --campaign-where month=May -q -f $format | sed 's/<[^>]*>//g' | grep -e '10,\{0,1\}001' -e 'month=May' | grep -v check
done
try --campaign-where month=May -q -f text --lang ar | grep month=May | grep -v check
# … with --publish the filter alone, as the rest of the records are few for all that one knows
try --campaign-where month=May -q --publish 5 -f json | grep -A 1 -e '"left_out": n' -e '"campaign_where": \['
# … a value that looks personal is none of a message, and none of the result
try --campaign-where mail=jo@example.org -q --min-n 3 -f json -a g | grep -A 1 '"campaign_where": \['
# … and against another night the filter is a setting that differs, and no alarm
try -q --campaign-where month=May -o may.json
try -q --campaign-where month=June --baseline may.json --fail-on none -f json 2>&1 | grep -B 1 -A 4 'settings.campaign_where'
# A column that the campaign is held at one value of tells nothing of people: it is left out, unless it is asked for.
printf 'segment,sex,eligible,reached\n' > held.csv
awk 'BEGIN { for (i = 0; i < 900; i++) print (i % 3 ? "a" : "b") "," (i % 2 ? "F" : "M") "," (i % 5 ? "yes" : "no") "," (i % 7 < 3 ? "yes" : "no") }' >> held.csv
for more in '' '-a sex,reached' '--campaign-where reached=no' '--campaign-where segment=a -s none'; do
	"$SEGBIAS" check held.csv --eligible eligible=yes --campaign-where reached=yes $more -f json 2> held.err |
		python3 -c 'import json, sys; print(sorted({c["attribute"] for c in json.load(sys.stdin)["result"]["comparisons"]}))'
	grep -A1 'reached" is not compared' held.err
done
