# Attributes and segments may be judged by limits of their own: the same verdicts as a run by these limits alone.
files=(data/campaign.csv data/census.csv)
values() { "$SEGBIAS" compare "${files[@]}" -f csv -q "$@"; }
say() { printf '%b\n' "$1" > segbias.yaml; }
say 'attributes: {age: {band: 50:200, min_n: 300}}'
values > own.csv
values --policy none -a age --band 50:200 --min-n 300 | cmp - own.csv && echo 'an attribute alone'
values --policy none -a age | cmp -s - own.csv || echo 'and not as without'
# The option stands above them; what -a leaves has its limits still.
values --band 80:125 --min-n 30 | cmp - <(values --policy none -a age) && echo 'the option stands above'
"$SEGBIAS" compare "${files[@]}" --band 80:125 --min-n 30 2>&1 > /dev/null | grep 'the key'
say 'attributes: {gender: , age: {band: 50:200, min_n: 300}, region: {}}'
values -a age | cmp - own.csv && echo 'with -a too'
# Two attributes: each by its own; nothing is told of one by the other's.
say 'attributes:\n  region: {band: 98:102}\n  age: {band: 50:200}\n'
"$SEGBIAS" compare "${files[@]}" -f json -q > both.json
python3 - <<'PY'
import json, math
result = json.load(open("both.json"))
print([(a["attribute"], a.get("band"), a.get("min_n")) for a in result["settings"]["attributes"]], result["settings"]["band"])
for c in result["comparisons"]:
	low, high = {"region": (98, 102), "age": (50, 200)}[c["attribute"]]
	for v in c["values"]:
		if v["verdict"] in ("over", "likely_over"):
			assert v["index"] > high, v
		if v["verdict"] in ("under", "likely_under"):
			assert v["index"] < low, v
		if v["verdict"] == "within":
			assert low <= v["index"] <= high, v
print({a: sorted({v["verdict"] for c in result["comparisons"] if c["attribute"] == a for v in c["values"]}) for a in ("age", "region")})
PY
# A segment's band stands above its attribute's; a reason to be narrow is told, and a name that meets nothing.
say 'attributes: {age: {band: 50:200}}\nsegments:\n  Mobile app: {band: "20:500", narrow: for phones}\n  mobile app: {narrow: no such}\n  Newsletter: {band: 50:200}'
"$SEGBIAS" compare "${files[@]}" | tee out | grep -e Verdict: -e 'in a segment' -e '^Mobile'
sed -n '/A group is over/,/Index:/p' out
"$SEGBIAS" compare "${files[@]}" -f json -q | sed -n '/"segments": \[/,/^    \]/p' | head -n 20
"$SEGBIAS" compare "${files[@]}" -q --lang ar | grep -c -e 'النطاق المقبول من 20 إلى 500' -e 'for phones'
"$SEGBIAS" compare "${files[@]}" -q -f html | grep -c 'class="numbers verdicts" style="--low:25.0%;--high:75.0%"'
# All limits of one segment, and by the option: the same in every figure of that segment.
say 'attributes: [gender, age]\nsegments: {Newsletter: {band: 60:150}}'
values | awk -F, '$1 == "Newsletter"' | cut -d, -f1-15 > segment.csv
values --band 60:150 | awk -F, '$1 == "Newsletter"' | cut -d, -f1-15 | cmp - segment.csv && echo 'a segment alone'
# A plan, and init, which writes them as they are read.
say 'attributes:\n  "age": {band: 50:200, min_n: 99}\nsegments: {"a: b": {band: 60:150, narrow: "why, so"}}'
"$SEGBIAS" compare data/census.csv --plan 500 -q -f csv > plan.csv
"$SEGBIAS" compare data/census.csv --plan 500 -q -f csv --policy none -a age --band 50:200 --min-n 99 | cmp - plan.csv && echo 'a plan'
"$SEGBIAS" compare data/census.csv --plan 500 -q -f json | sed -n '/"settings"/,/"groups"/p'
"$SEGBIAS" init "${files[@]}" --policy segbias.yaml -o other.yaml -q
sed -n '/^attributes/,/^# What/p' other.yaml
values > one.csv
values --policy other.yaml | cmp - one.csv && echo same
# One segment that is the whole file: each is judged, and planned for, by its own.
awk -F, 'NR == 1 || $2 == "Newsletter"' data/campaign.csv > one_segment.csv
files=(one_segment.csv data/census.csv)
say 'attributes: [age]\nsegments: {Newsletter: {band: 50:200}}'
values > two.csv
values --policy none -a age --band 50:200 | grep ^Newsletter > expected.csv
values --policy none -a age | grep -v ^Newsletter | cat - expected.csv | cmp - two.csv && echo 'whole and segment apart'
awk -F, 'NR == 1 || $2 == "Early access"' data/campaign.csv > one_segment.csv
say 'attributes: [age]\nsegments: {Early access: {band: 70:143}}'
values > two.csv
values --policy none -a age --band 70:143 | grep '^"Early' > expected.csv
values --policy none -a age | grep -v '^"Early' | cat - expected.csv | cmp - two.csv && echo 'what they would need, too'
# Limits that all attributes share are the general ones, in every figure of the result (here also of a base, with its paradox).
both() {
	local band=$1 least=$2
	shift 2
	"$SEGBIAS" compare "$@" --band "$band" --min-n "$least" -f json -q --policy none > general.json
	"$SEGBIAS" compare "$@" -f json -q > own.json
	python3 - <<'PY'
import json
general, own = (json.load(open(name + ".json")) for name in ("general", "own"))
print([key for key in general if key != "settings" and general[key] != own[key]], len(own["comparisons"]), len(own["simpson"]),
      sum(row["reversal"] for row in own["simpson"]))
PY
}
say 'attributes:\n  gender: {band: 60:150, min_n: 40}\n  age: {min_n: 40, band: 60:150}\n  region: {band: 60:150, min_n: 40}\n  education: {band: 60:150, min_n: 40}'
both 60:150 40 data/campaign.csv data/census.csv
printf 'sex,team,n\nwoman,easy,100\nwoman,hard,400\nman,easy,400\nman,hard,100\n' >base.csv
printf 'chosen,sex,team,n\nyes,woman,easy,80\nyes,woman,hard,100\nyes,man,easy,280\nyes,man,hard,20\n' >chosen.csv
say 'attributes: {sex: {band: "30:300"}, team: {band: "30:300"}}\nreference_kind: base'
both 30:300 30 chosen.csv base.csv --segment chosen --reference-kind base
# Of many segments a short report lists the first, and says how many more; a page lists each.
awk 'BEGIN { print "segment,gender"; for (i = 0; i < 1200; i++) printf "Group %02d,%s\n", i % 12 + 1, i % 7 % 2 ? "Male" : "Female" }' >many.csv
printf 'gender,count\nFemale,5100000\nMale,4900000\n' >both.csv
awk 'BEGIN { print "segments:"; for (i = 1; i <= 12; i++) printf "  Group %02d: {narrow: plan %d}\n", i, i; print "  Group 99: {narrow: not here}" }' >segbias.yaml
"$SEGBIAS" compare many.csv both.csv -q | sed -n '/A group is over/,/Index:/p'
"$SEGBIAS" compare many.csv both.csv -q -f html | grep -o -e '<li>Segment.*is meant to be narrow' -e 'they stand in[^<]*' | sort | uniq -c | sort -rn | wc -l
# Attributes that differ only in how many records they need share their band; charts and sentences name it.
say 'attributes: {gender: {}, age: {min_n: 300}}\nsegments: {Mobile app: {band: 60:150}}'
files=(data/campaign.csv data/census.csv)
"$SEGBIAS" compare "${files[@]}" -q --segment none | sed -n '/^Verdict/,/^$/p'
"$SEGBIAS" compare "${files[@]}" -q | grep -c -e 'within their'
