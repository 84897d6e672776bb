# Of a rank the first ones may be the best: which end is selected is asked, and a sign says it. Beside a column of those hired one of
# those rejected is no group, and both together tell more than each.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
	head -n 2 out.txt
}
awk 'BEGIN { print "sex,rank,risk"; for (i = 1; i <= 120; i++) print (i % 3 ? "F" : "M") "," i "," 0.008 * (i * 7 % 120) }' >ranks.csv
ask audit ranks.csv -a sex --score rank --threshold 20
ask audit ranks.csv -a sex --score rank --threshold '<=20'
ask audit ranks.csv -a sex --score rank --threshold '>=20'
ask audit ranks.csv -a sex --score rank --threshold median
ask audit ranks.csv -a sex --score rank --threshold '<median'
ask audit ranks.csv -a sex --score risk --policy ll144 -q
ask audit ranks.csv -a sex --score risk --policy ll144 -q --threshold '<median'
ask audit ranks.csv -a sex --score rank --threshold '<20'
ask audit ranks.csv -a sex --score rank --threshold '>=200'
ask audit ranks.csv -a sex --score rank --threshold '>median'
printf 'score: rank\nthreshold: <=20\nfail_on: under\n' >policy.yaml
ask audit ranks.csv -a sex --policy policy.yaml -q
"$SEGBIAS" audit ranks.csv -a sex --score rank --threshold '<=20' -q -f json | grep -e '"threshold"' -e '"lower"' -e '"median"'
"$SEGBIAS" audit ranks.csv -a sex --score rank --threshold '<=20' -q --lang ar | head -2
"$SEGBIAS" audit ranks.csv -a sex --score rank --threshold '<median' -q --lang ar | head -2
"$SEGBIAS" audit ranks.csv -a sex --score rank --threshold '<=20' -q -f markdown | grep -e '--threshold'
awk 'BEGIN { print "sex,hired,rejected"; for (i = 1; i <= 120; i++) print (i % 2 ? "F" : "M") "," (i % 3 == 0) "," (i % 3 == 1) }' >rows.csv
ask audit rows.csv --decision hired
ask audit rows.csv --decision rejected
ask audit rows.csv --decision rejected=0
sed '4s/.*/M,1,1/' rows.csv >contradicted.csv
ask audit contradicted.csv --decision hired
ask audit contradicted.csv --decision hired=1
ask audit rows.csv --decision hired -a sex,rejected
