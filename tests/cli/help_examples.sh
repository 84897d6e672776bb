# Every example of every --help, as it stands there, with files of those names: what is printed to be typed works.
mkdir bin home
ln -s "$SEGBIAS" bin/segbias
PATH=$PWD/bin:$PATH HOME=$PWD/home XDG_CONFIG_HOME=
mkdir -p home/.local/share/bash-completion/completions
cp data/census.csv .
sed 's/,Newsletter,/,New customers,/' data/campaign.csv > campaign.csv
awk -F, -v OFS=, 'NR == 1 { print $0, "user_id" } NR > 1 { print $0, "u" 100000 + int(NR / 2) }' campaign.csv > impressions.csv
awk -F, -v OFS=, 'NR == 1 { print "customer", "gender", "age", "region", "education", "offer", "consent", "eligible", "targeted", "reached" }
	NR > 1 { print 100000 + NR, $3, $4, $5, $6, $2, NR % 3 ? "yes" : "no", NR % 5 ? 1 : 0, NR % 5 && NR % 2 ? 1 : 0, NR % 5 && NR % 2 && NR % 3 ? 1 : 0 }' campaign.csv > customers.csv
awk 'BEGIN { print "gender,age,region"; for (i = 0; i < 1500; i++) print (i % 2 ? "Female" : "Male") "," 18 + (i * 7) % 70 "," substr("NorthSouthEast West ", 1 + 5 * (i % 4), 5) }' | sed 's/ *$//' > panel.csv
awk 'BEGIN { print "sex,race,hired,outcome,approved,selected"; for (i = 0; i < 800; i++) { h = (i * 7919) % 10 < 4; y = h ? "yes" : "no"
	print (i % 2 ? "male" : "female") "," (i % 3 ? "White" : "Black") "," y "," (h ? "hired" : "refused") "," y "," y } }' > applicants.csv
cp applicants.csv decisions.csv
awk 'BEGIN { print "race,hired,people"; print "White,yes,300"; print "White,no,200"; print "Black,yes,90"; print "Black,no,210" }' > hired.csv
awk 'BEGIN { print "sex,branch,score,repaid"; for (i = 0; i < 900; i++) print (i % 2 ? "male" : "female") "," (i % 3 ? "north" : "south") "," (i * 6007) % 1000 / 1000 "," ((i * 6007) % 1000 > 400 ? "yes" : "no") }' > loans.csv
awk 'NR == 1 || NR % 4 == 0' campaign.csv > sample.csv
awk -F, -v OFS=, 'NR == 1 { print $0, "design_weight" } NR > 1 { print $0, 0.5 + NR % 4 / 2 }' campaign.csv > survey.csv
awk 'NR == 1 || NR % 4 == 1' campaign.csv > part7.csv
awk 'NR % 4 == 2 && NR > 1' campaign.csv > lines.csv
"$SEGBIAS" tally sample.csv census.csv --empty -o plan.tally -q
for day in monday tuesday; do
	awk -v day=$day 'NR == 1 || NR % 4 == (day == "monday" ? 3 : 0)' campaign.csv |
		"$SEGBIAS" tally - census.csv --like plan.tally --part $day -o $day.tally -q
done
cp campaign.csv whole.csv
cp census.csv people.csv
for command in $("$SEGBIAS" --help | sed -n '/^Commands/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
	"$SEGBIAS" $command --help | sed -n '/^Examples/,/^$/s/^ *//p' | sed -e :join -e '/\\$/{ N; s/ *\\\n */ /; b join; }' | grep '^segbias' > lines
	while IFS= read -r line; do
		cp whole.csv campaign.csv
		cp people.csv census.csv
		case $line in
		*year=2021*) awk 'NR == 1 { print $0 ",year" } NR > 1 { print $0 ",2021"; print $0 "0,2011" }' people.csv > census.csv ;;
		*sex=gender*) sed '1s/gender/sex/' whole.csv > campaign.csv ;;
		*'--segment audience'*) sed '1s/segment/audience/' whole.csv > campaign.csv ;;
		*poststratify*) awk -F, -v OFS=, 'BEGIN { print "gender", "age", "count" } NR == FNR && $1 == "gender" { n[$2] = $3 }
			NR > FNR && $1 == "age" { for (i in n) print i, $2, int($3 * n[i] / 262e6) }' people.csv people.csv > census.csv ;;
		*'init campaign.csv panel'*) rm segbias.yaml ;;
		*'--policy policy.yaml'*) echo 'fail_on: [under]' > policy.yaml ;;
		# Two ways to begin, and two to decide.
		*'review add 2026Q3 result.json'*) rm segbias.db ;;
		*"sign 2026Q3 'New customers'"*) segbias review reopen 2026Q3 --by 'B. Reviewer' --reason again > said 2> err ;;
		# tests/scale/run has databases.
		psql* | duckdb*) continue ;;
		# A stamp is given by somebody else: tests/review/run has one made.
		*'review stamp'*) continue ;;
		*'| man -l -') line=${line%% |*} ;;
		# Of the files that were merged a moment ago none may be merged again.
		'segbias merge part*'*'> all.tally') rm -f all.tally ;;
		esac
		sh -c "$line" > said 2> err < /dev/null
		echo "$?  $line"
		grep '^segbias: error' err
	done < lines
	rm -f segbias.yaml
done
