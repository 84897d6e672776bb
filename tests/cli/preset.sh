# A preset is taken by its name; a file of that name is another policy, and where both could be meant it is asked. Each says whom it is
# for, where it comes from, and that it claims nothing: on stderr, in JSON and in reports.
printf 'group,gender,count\nA,Female,301\nA,Male,299\nB,Female,257\nB,Male,262\n' > campaign.csv
printf 'gender,count\nFemale,5000003\nMale,5000003\n' > reference.csv
check() {
	"$SEGBIAS" check campaign.csv reference.csv "$@"
	echo "exit $?"
}
check --policy index-80-120
check --policy index_80_120
check --policy none -q
printf 'band: 90:110\n' > index-80-120
check --policy index-80-120
check --policy ./index-80-120
rm index-80-120
mkdir index-80-120
check --policy index-80-120 -q
# What is given on the command line stands above it, as above any policy.
"$SEGBIAS" compare campaign.csv reference.csv --policy index-80-120 --band 75:130 -f json -q > result.json
"$SEGBIAS" compare campaign.csv reference.csv --policy index-80-120 -f json -q > preset.json
python3 - "$SEGBIAS" <<'PY'
import json
for name in ("result.json", "preset.json"):
	r = json.load(open(name))
	print(r["settings"]["band"], r["settings"]["policy"]["name"], len(r["settings"]["policy"]["sha256"]),
	      sum(w["code"] == "preset" for w in r["warnings"]))
PY
sha=$(python3 -c 'import json; print(json.load(open("preset.json"))["settings"]["policy"]["sha256"])')
check --policy index-80-120 --policy-hash "$sha" -q
check --policy coverage --policy-hash "$sha" -q 2>&1 | sed 's/[0-9a-f]\{64\}/HASH/g'
"$SEGBIAS" compare campaign.csv reference.csv --policy index-80-120 -q -f markdown | grep -c 'the preset index-80-120'
for preset in index-80-120 ll144; do
	"$SEGBIAS" inspect campaign.csv reference.csv --policy "$preset" > /dev/null
	echo "exit $?"
done
# A policy that is made by one goes on from it: what it says of itself and does by its name stays.
printf 'country,gender,count\nFR,Female,301\nFR,Male,299\nDE,Female,257\nDE,Male,262\n' > reach.csv
for preset in coverage dsa-reach; do
	"$SEGBIAS" init reach.csv reference.csv --segment country --policy "$preset" -o made.yaml -q
	grep -e '^policy' -e rules -e fail_on made.yaml
	for policy in "$preset" made.yaml; do
		"$SEGBIAS" check reach.csv reference.csv --segment country --policy "$policy" -f json 2> /dev/null > "$policy.json"
		echo "exit $?"
	done
	python3 - "$preset" <<'PY'
import json, sys
results = [json.load(open(name + ".json")) for name in (sys.argv[1], "made.yaml")]
print(*(sum(w["code"] == "preset" for w in r["result"]["warnings"]) for r in results),
      [r["rules"] for r in results].count(results[0]["rules"]),
      results[0]["result"]["comparisons"] == results[1]["result"]["comparisons"])
PY
	rm made.yaml
done
