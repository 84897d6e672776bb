# Weights: the report, the files and charts beside it, and what is refused. Figures against survey: tests/jobs/test_weigh.c.
made() {
	printf 'id,sex,age,region,design\n'
	awk 'BEGIN { for (i = 0; i < 240; i++) {
		sex = i % 7 < 4 ? "F" : "M"; age = i % 11 < 3 ? "18-34" : i % 11 < 7 ? "35-54" : "55+";
		if (i % 40 == 13) sex = ""; if (i % 30 == 7) age = "unknown";
		print "\"r," i "\"," sex "," age "," (i % 3 ? "South" : "North") "," 1 + i % 4 / 2 } }'
}
reference() {
	printf 'sex,age,region,count\n'
	for sex in F M; do for age in 18-34 35-54 55+; do for region in North South; do
		printf '%s,%s,%s,%s000\n' "$sex" "$age" "$region" "$((${#sex}${#age} * 131 % 997 + ${#region} * 100 + $(printf '%d' "'$sex") * 9))"
	done; done; done
}
made >people.csv
reference >census.csv
run() {
	"$SEGBIAS" weigh "$@"
	echo "exit $?"
}
run people.csv census.csv -w none -a sex,age --weighted w.csv --cells c.csv
head -3 w.csv
cat c.csv
awk -F, 'NR > 1 { n++; w += $NF } END { printf "%d records, %.6f in all\n", n, w }' w.csv
run people.csv census.csv -w design --method logit --bounds 0.3:3 --complete -q -f csv
run people.csv census.csv -w none --method poststratify -a sex,age -q --lang ar
run people.csv census.csv -w design --trim 1.3 -q -f json | sed -n '/"fit"/,/"cost"/p'
run people.csv census.csv --weighted - -o report.txt -q -w none | tail -2
grep -v 55+ people.csv >young.csv
run young.csv census.csv -w none -q --weighted none.csv
run people.csv census.csv -w none -q --method linear --bounds 0.95:1.05
awk -F, 'NR == 1 || ($3 == "F" && $4 == "55+") || ($3 == "M" && $4 == "18-34") || ($3 == "M" && $4 == "35-54")' people.csv >apart.csv
run apart.csv census.csv -w none -q -a sex,age
run people.csv census.csv -w none -q -a sex,age --recruit 60 | sed -n -e '/^Whom to recruit/,$p' -e /^exit/p
run people.csv census.csv -w none -q -a sex,age --recruit 60 -f json | sed -n '/"recruit"/,/"warnings"/p'
run people.csv census.csv -w none -q --recruit 5 --lang ar | sed -n '/^من يُستقطب/,$p'
run people.csv census.csv -w none -q -a age,region --exchange | sed -n -e '/^Whom to exchange/,$p' -e /^exit/p
run people.csv census.csv -w none -q -a age,region --exchange -f json | sed -n '/"exchange"/,/"warnings"/p'
run people.csv census.csv -w none -q -a age,region --exchange --lang ar | sed -n '/^من يُستبدل/,$p'
run people.csv census.csv -w none -q -a age --band 1:900 --exchange | sed -n '/^Whom to exchange/,$p'
run people.csv census.csv -w design --exchange
run young.csv census.csv -w none --exchange --recruit 72
run people.csv census.csv --weighted w.csv.gz
run people.csv census.csv --cells c.PARQUET
run people.csv census.csv --seed 3
run people.csv census.csv --numeric design
run people.csv census.csv -w design --recruit 60
run people.csv census.csv -w none --recruit 1.5
run people.csv census.csv --method logit
run people.csv census.csv --person id
run - census.csv --weighted w2.csv <people.csv
run w.csv census.csv --weighted w2.csv -q
"$SEGBIAS" weigh people.csv census.csv -w none -a sex,age -q --charts charts -o page.html >stdout.txt && ls charts && grep -c '<img' page.html
ls
# No weights, no chart of them; an attribute of whose values none is known is in none of its sentences.
run young.csv census.csv -w none --recruit 72 -q --charts unmet | tail -1
ls unmet 2>&1 | grep -c svg
sed -e 's/North/Nord/' -e 's/South/Sued/' people.csv >unknown.csv
run unknown.csv census.csv -w none --charts unknown --recruit 3 -q | sed -n -e '/^Whom/,$p'
grep -o 'After weighting[^<]*' unknown/love.svg | sort -u
run unknown.csv census.csv -w none -q -a age,region --exchange
run unknown.csv census.csv -w none -q -a age --exchange | sed -n '/^Whom/,$p'
# Counts that are hidden, a weight that all have, and CSV, which has no place for people.
printf 'sex,age,count\nF,18-34,120\nF,35-54,<10\nF,55+,90\nM,18-34,80\nM,35-54,90\nM,55+,200\n' >hidden.csv
printf 'sex,age,count\nF,18-34,2503\nF,35-54,2491\nF,55+,2511\nM,18-34,2602\nM,35-54,2498\nM,55+,2507\n' >whole.csv
run hidden.csv whole.csv --reference-kind population --exchange | sed -n '/^Whom/,$p'
sed -e 's/,[0-9.]*$/,2/' people.csv >constant.csv
run constant.csv census.csv -q -w design -a age,region --exchange | sed -n '/^Whom/,$p'
run people.csv census.csv -w none -q --exchange -f csv
run people.csv census.csv -w none -q --recruit 5 -o people.out.csv
run people.csv census.csv --weighted w.PDF
# Of four attributes the reference is not asked whom it has.
printf 'qa,qb,qc,qd,count\na,b,c,d,1001\nx,y,z,w,1002\n' >four.csv
{ echo qa,qb,qc,qd; yes a,b,c,d | head -20; } >alike.csv
run alike.csv four.csv --reference-kind population --exchange | sed -n '/^Whom/,$p'
run alike.csv four.csv --reference-kind population --exchange -q --lang ar | sed -n '/^من يُستبدل/,$p'
# Over 10,000 kinds of records are not looked at, and the hint's attributes are.
awk 'BEGIN { print "aa,bb,cc"; for (i = 0; i < 10648; i++) print "a" i % 22 ",b" int(i / 22) % 22 ",c" int(i / 484) }' >kinds.csv
awk 'BEGIN { print "attribute,value,count"; for (i = 0; i < 22; i++) print "aa,a" i ",1000\nbb,b" i "," (i < 11 ? 500 : 1500) "\ncc,c" i ",1000" }' >kinds_reference.csv
run kinds.csv kinds_reference.csv -q --exchange
run kinds.csv kinds_reference.csv -q --exchange -a bb,cc | sed -n -e '/^Whom to exchange/,/^$/p' -e /^exit/p | head -4
