# Reach by Member State: 2,400 recipients in France and Germany; in France 60 % of the 2,000 of known gender are women, of all 2,100
# between 1200/2100 and 1300/2100; in Germany only women are in the file, which is no finding. States are not added up, nothing
# breaches, and what the file lacks is named.
printf 'gender,count\nfemale,5000003\nmale,5000003\n' > people.csv
printf 'country,age,gender,reach\nFR,18-24,female,1200\nFR,18-24,male,800\nFR,18-24,unknown,100\nDE,25-34,female,300\n' > reach.csv
check() {
	"$SEGBIAS" check "$@" --policy dsa-reach -f json 2> errors > result.json
	echo "exit $?"
	grep -v -e 'the preset dsa-reach: ' -e 'the policy is' errors
	python3 - <<'PY'
import json
try:
	r = json.load(open("result.json"))["result"]
except ValueError:
	raise SystemExit
for c in r["comparisons"]:
	print(c["segment"], c["attribute"], c["n"], c["missing"], c["state"])
	for v in c["values"]:
		print("  ", v["value"], v["count"], v["share"], [round(x, 3) for x in v["share_if_missing"]], v["p"], v["verdict"], v["reason"])
print("family", r["family"])
PY
}
check reach.csv people.csv -n reach -s country
# States would be added up; of one state there is nothing to add.
check reach.csv people.csv -n reach
check reach.csv people.csv -n reach --campaign-where country=FR
check reach.csv people.csv -n reach --campaign-where 'country=*'
sed 's/^FR/NO/' reach.csv > norway.csv
check norway.csv people.csv -n reach --campaign-where country=NO
# Whatever the column is called: states alone, and beside other countries, but not among languages.
for codes in 'FR DE' 'FR DE US' 'DE FR GB NO' 'de fr us' 'FR DE EN' 'US CA FR' 'France Germany US Canada'; do
	echo "$codes"
	{
		echo mkt,gender,reach
		for code in $codes; do
			printf '%s,female,1211\n%s,male,803\n' "$code" "$code"
		done
	} > mkt.csv
	check mkt.csv people.csv -n reach -a gender > said
	head -n 2 said
done
# Regions lie within a state: they are added up there.
sed '1s/^/region,/; 2,$s/^/North,/' reach.csv > regions.csv
check regions.csv people.csv -n reach -s country
# With a period and the parameters to exclude; names in other languages, and one that is no Member State.
printf 'Pays,Periode,Ausgeschlossen,gender,reach\n' > more.csv
printf '%s\n' 'France,2026-10,none,female,1211' 'France,2026-10,none,male,803' 'Deutschland,2026-10,minors,female,307' 'Deutschland,2026-10,minors,male,411' \
	'Norge,2026-10,none,female,101' 'Norge,2026-10,none,male,97' >> more.csv
check more.csv people.csv -n reach -s Pays
# Impressions are no recipients.
sed 's/reach$/impressions/' reach.csv > impressions.csv
check impressions.csv people.csv -n impressions -s country
# Ranges are intervals: a verdict stands where it holds at every figure.
printf 'country,gender,reach\nFR,female,1000-2000\nFR,male,5000-9000\nDE,female,1000-5000\nDE,male,1000-5000\nIT,female,50000-60000\nIT,male,1000-2000\n' > ranges.csv
check ranges.csv people.csv -n reach -s country
for format in text markdown html csv prometheus; do
	"$SEGBIAS" compare reach.csv people.csv -n reach -s country --policy dsa-reach -f $format -q > out.$format
	echo "$format $?"
done
# Places are found by what a column holds, whatever it is called: full names of states, or codes alone (those of languages are
# the same, and so one that is none makes them no places). Of one state there is nothing to add.
for values in 'DE FR AT' 'Deutschland France Norge Österreich' 'España Portugal Italia' 'de en fr' 'DE' 'a b c'; do
	for form in reach rows; do
		printf 'market,gender,reach\n' > places.csv
		for value in $values; do
			printf '%s,female,1200\n%s,male,800\n' "$value" "$value"
		done >> places.csv
		if [ $form = rows ]; then
			awk -F, 'NR == 1 { print $1 "," $2 } NR > 1 { for (i = 0; i < $3 / 20; i++) print $1 "," $2 }' places.csv > rows.csv
			mv rows.csv places.csv
		fi
		"$SEGBIAS" check places.csv people.csv --policy dsa-reach -q > out 2> err
		echo "exit $? of $values ($form): $(cat err)"
	done
done
# Of ranges the bounds of a share are those of the figures: at least 1000 of 1000 + 900 + 9, at most 5009 of 5009 + 800; and where the
# unknown alone are hidden, 1000 of 1000 + 800 + 9 and 1009 of 1809.
for women in 1000-5000 1000; do
	men=800-900
	[ $women = 1000 ] && men=800
	printf 'Country,age,gender,reach\nFR,18-24,F,%s\nFR,18-24,M,%s\nFR,18-24,unknown,<10\nDE,18-24,F,100\nDE,18-24,M,100\n' $women $men > ranges.csv
	printf 'gender,count\nF,5000003\nM,5000001\n' > half.csv
	"$SEGBIAS" check ranges.csv half.csv --policy dsa-reach --segment Country 2>&1 | grep 'unknown of'
	"$SEGBIAS" check ranges.csv half.csv --policy dsa-reach --segment Country -q -f json 2> /dev/null |
		python3 -c 'import json, sys
for c in json.load(sys.stdin)["result"]["comparisons"]:
	for v in c["values"]: print(c["segment"], v["value"], [round(s, 4) for s in v["share_if_missing"]])'
done
python3 -c 'print(1000 / 1909, 5009 / 5809, 1000 / 1809, 1009 / 1809)'
# Of 410 recipients 30 have a gender that the reference lacks, and 40 none: of the other 380 women are 280 to 320.
printf 'country,gender,reach\nFR,female,280\nFR,male,60\nFR,unknown,40\nFR,other,30\n' > others.csv
check others.csv people.csv -n reach -s country > said
grep 'unknown of' errors
