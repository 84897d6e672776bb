# What every column is, and by what evidence: the same words in compare and in inspect.
roles() {
	python3 -c '
import json, sys
data = json.load(sys.stdin)
for file in data["files"] if "files" in data else [data["inputs"]["campaign"], data["inputs"]["reference"]]:
	print(file["name"], *("%s=%s/%s" % (c["name"], c["role"], c["why"]) for c in file["columns"]))
'
}
{
	echo "customer id,campaign,sex,edad,income,city,signed up,remark,mail,ok"
	for i in $(seq 120); do
		sex=F
		[ $((i % 2)) -eq 0 ] || sex=M
		echo "$i,$((i % 3)),$sex,$((18 + i % 60)),$((1000 + i * i % 97 * 10)),T$((i % 4)),2024-0$((1 + i % 9))-1$((i % 7)),it was good number $((i % 90)),p$i@example.org,yes"
	done
} > people.csv
{
	echo "year,region,region code,sex,edad,Einwohner,note"
	for region in 1 2; do
		for sex in F M; do
			for age in 18-39 40-59 60+; do
				echo "2020,R$region,$region,$sex,$age,$((region * 1000 + ${age:0:2} * 7)),x"
			done
		done
	done
} > census.csv
"$SEGBIAS" compare people.csv census.csv --where 'region=*' -q -f json | roles
"$SEGBIAS" inspect people.csv census.csv --where 'region=*' -q -f json | roles
"$SEGBIAS" compare people.csv census.csv --where 'region=*' -q | sed -n '/^How it was read/,/code)/p'
# Alone: what could be compared.
"$SEGBIAS" inspect people.csv -q -f json | roles
"$SEGBIAS" inspect people.csv -q -f json --person 'customer id' -s sex | roles
"$SEGBIAS" inspect census.csv -q -f json | roles
# Shares that sum to 1 are told by arithmetic.
printf 'sex,y\nF,0.51\nM,0.49\n' > shares.csv
"$SEGBIAS" inspect shares.csv -q -f json | roles
# What a row is remains open: the columns are described all the same, and the question is a warning.
printf 'sex,pop,n\nm,5,6\nf,6,8\nm,6,7\nf,6,8\n' > open.csv
"$SEGBIAS" inspect open.csv
"$SEGBIAS" inspect open.csv -q -f json | sed -n '/shape/p'
printf 'sex,year,count\nm,2020,6\nf,2020,8\nm,2021,7\nf,2021,8\n' > years.csv
"$SEGBIAS" inspect years.csv
# A file alone is meant by either form of an option; two that differ contradict each other.
"$SEGBIAS" inspect years.csv --campaign-where year=2020 | head -1
"$SEGBIAS" inspect open.csv --count n | tail -4
"$SEGBIAS" inspect open.csv --reference-count n -q | tail -4
"$SEGBIAS" inspect open.csv --reference-count n --count pop
echo "exit $?"
# One that cannot be read is still an error.
printf 'sex,count\nm,1\nf,2,3\n' > broken.csv
"$SEGBIAS" inspect broken.csv
echo "exit $?"
