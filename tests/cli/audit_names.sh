# A column is another decision by the whole of its name, and what is left out of the groups stands in the report. Hints that are typed do what
# they say, what has no part in an audit is told, and no message counts records under --publish.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
	head -n 6 out.txt
}
make() {
	awk -v name="$1" -v decision="$2" 'BEGIN {
		print "area," name "," decision
		for (i = 0; i < 400; i++) print (i % 2 ? "N" : "S") "," (i < 200 ? "yes" : "no") "," (i % 200 < (i < 200 ? 40 : 80) ? 1 : 0)
	}'
}
for name in asylum_granted visa_approved "Wohngeld bewilligt" allocation_acceptée ayuda_concedida "تأشيرة مقبولة" previously_denied ret_mil; do
	make "$name" hired >group.csv
	ask audit group.csv --decision hired --policy none --fail-on under -q
done
make previously_denied approved >group.csv
ask audit group.csv --decision approved -a area
make shortlisted rejected >stage.csv
ask audit stage.csv --decision rejected=0
make rejected shortlisted >stage.csv
ask audit stage.csv --decision shortlisted
awk 'BEGIN { print "sex,hired,rejected"; for (i = 0; i < 200; i++) print (i % 2 ? "F" : "M") "," (i % 5 == 0) "," (i % 5 == 0 ? "N" : i % 5 == 1 ? "pending" : "Y") }' >pending.csv
ask audit pending.csv --decision hired -q
"$SEGBIAS" audit pending.csv --decision hired -q -f markdown | sed -n 3,7p
"$SEGBIAS" audit pending.csv --decision hired -q -f html | grep -c 'by its name it says who was not selected'
"$SEGBIAS" audit pending.csv --decision hired -q --lang ar | sed -n 2,6p
sed 's/,1,N/,1,Y/;8,$s/,1,Y/,1,N/' pending.csv >contradicted.csv
ask audit contradicted.csv --decision hired
ask audit contradicted.csv --decision hired --publish 5
ask audit contradicted.csv --decision hired -a sex -q
sed 's/,0,/,,/' pending.csv >blank.csv
ask audit blank.csv --decision hired
ask audit blank.csv --decision hired --publish 5
printf 'protect: {area: [S]}\nfail_on: under\n' >protect.yaml
ask audit group.csv --decision approved -a area --policy protect.yaml
awk 'BEGIN { print "sex,Kreditrisiko,percentile_rank"; for (i = 1; i <= 120; i++) print (i % 3 ? "F" : "M") "," i * 7 % 121 "," i }' >scores.csv
ask audit scores.csv -a sex --score Kreditrisiko --threshold 60
ask audit scores.csv -a sex --score percentile_rank --threshold 60 -q
ask audit scores.csv -a sex --score Kreditrisiko --threshold '=<60'
ask audit scores.csv -a sex --score Kreditrisiko --threshold '<=1,060'
ask audit scores.csv -a sex --score Kreditrisiko --threshold '<=60' --policy ll144
ask audit scores.csv -a sex --score Kreditrisiko --policy ll144
printf 'score: Kreditrisiko\nthreshold: >=60\nfail_on: under\n' >sign.yaml
ask audit scores.csv -a sex --policy sign.yaml
awk 'BEGIN { print "sex,accepted*,hired"; for (i = 0; i < 100; i++) print (i % 2 ? "F" : "M") "," (i % 3 ? "no" : "yes") "," (i % 4 ? "no" : "yes") }' >star.csv
ask audit star.csv --decision hired
ask audit star.csv --decision hired --attributes '"accepted*"' -q
