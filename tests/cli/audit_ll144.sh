# The tables that 6 RCNY 5-301 was adopted with: three tables of selection rates, which are not one population, and one of scoring
# rates.
audit() {
	"$SEGBIAS" audit "$@"
	echo "exit $?"
}
# attribute, value, ratio, excluded
ratios() {
	"$SEGBIAS" audit "$@" --policy ll144 -f csv 2> /dev/null | python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin):
	ratio = row["impact_ratio"] and "%.3f" % float(row["impact_ratio"])
	print(row["value"], ratio or "-", row["excluded"], row["status"], sep=",")'
}
cat > sex.csv <<-END
	sex,applicants,selected
	Male,1390,667
	Female,1181,555
END
cat > race.csv <<-END
	race,applicants,selected
	Hispanic or Latino,408,204
	White,797,412
	Black or African American,390,170
	Native Hawaiian or Pacific Islander,119,52
	Asian,616,302
	Native American or Alaska Native,41,18
	Two or More Races,213,96
END
cat > both.csv <<-END
	sex,race,applicants,selected
	Male,Hispanic or Latino,205,90
	Male,White,412,215
	Male,Black or African American,226,95
	Male,Native Hawaiian or Pacific Islander,87,37
	Male,Asian,321,167
	Male,Native American or Alaska Native,24,11
	Male,Two or More Races,115,52
	Female,Hispanic or Latino,190,82
	Female,White,385,197
	Female,Black or African American,164,75
	Female,Native Hawaiian or Pacific Islander,32,15
	Female,Asian,295,135
	Female,Native American or Alaska Native,17,7
	Female,Two or More Races,98,44
END
for share in 0 2%; do
	echo "--min-share $share"
	ratios sex.csv --decision selected --min-share $share
	ratios race.csv --decision selected --min-share $share
	ratios both.csv --decision selected --min-share $share -a 'sex*race'
done
# The preset's own share is 2 %; why it leaves groups out, and what has to be published, the policy says or lacks.
audit race.csv --decision selected --policy ll144
cat > policy.yaml <<-END
	policy: ll144
	min_share_reason: "fewer than 50 people: the rate of one is two points"
	publication:
	  audit_date: 2026-03-02
	  data_source: applications of 2025
	  data_explanation: all who applied, in every office
	  categories: self-reported
	  distribution_date: 2026-04-01
END
audit both.csv --decision selected -a 'sex,race,sex*race' --policy policy.yaml
sed -i '/distribution/s/:.*/: soon/' policy.yaml
audit race.csv --decision selected --policy policy.yaml
sed -i '/distribution/s/.*/  test_data_how: drawn/; s/self-reported/imputed by surname/' policy.yaml
audit race.csv --decision selected --policy policy.yaml
# A rule of the user's own judges.
printf 'policy: ll144\nfail_on: [under]\nmin_share: 0\n' > own.yaml
printf 'sex,applicants,selected\nMale,800,480\nFemale,400,120\n' > unlike.csv
audit unlike.csv --decision selected --policy own.yaml -q
audit unlike.csv --decision selected --policy ll144 -q
# Categories that were inferred are none.
sed '1s/race/race_inferred/' race.csv > inferred.csv
audit inferred.csv --decision selected --policy ll144
sed 's/White/White (estimated)/' both.csv > inferred.csv
audit inferred.csv --decision selected --policy ll144
audit inferred.csv --decision selected --policy ll144 -a sex -q
# Those of unknown category are in no rate.
printf 'sex,applicants,selected\nMale,1390,667\nFemale,1181,555\n,250,100\n' > unknown.csv
"$SEGBIAS" audit unknown.csv --decision selected --policy ll144 -f json 2> /dev/null | python3 -c 'import json, sys
result = json.load(sys.stdin)
print(result["unknown"])
print([(g["value"], g["n"], g["selected"]) for g in result["groups"]])
print(result["publication"])'
# Words of --fail-on make it a gate: of few people nothing is judged, which is no pass; the rule has none for few.
printf 'sex,hired,count\nF,yes,3\nF,no,5\nM,yes,9\nM,no,4\n' >few.csv
"$SEGBIAS" audit few.csv --policy ll144 --decision hired --fail-on under
echo "exit $?"
