# The nearest segbias.yaml says what the command line does not; every fault of it is told with its place.
mkdir -p below/further
cat > segbias.yaml <<'Y'
# what this project always wants
min_n: 50
band: 75:130
attributes: [age, gender]
recode:
  gender: {M: Male, "F": Female}
missing_values: [N/K, "a, b"]
skip_bad: true
fail_on: [over, under]
Y
printf 'segment,gender,age,count\nA,M,18-34,300\nA,F,35-54,250\nA,Male,55+,100\n' > campaign.csv
cd below/further || exit
"$SEGBIAS" compare ../../campaign.csv ../../fixtures/town.csv -f json > used.json
echo "exit $?"
python3 - <<'PY'
import hashlib, json
s = json.load(open("used.json"))["settings"]
print(s["min_n"], s["band"], [a["attribute"] for a in s["attributes"]], s["missing_values"], s["policy"]["name"],
      s["policy"]["sha256"] == hashlib.sha256(open("../../segbias.yaml", "rb").read()).hexdigest())
PY
"$SEGBIAS" compare ../../campaign.csv ../../fixtures/town.csv --min-n 20 -a gender -f json -q |
	python3 -c 'import json, sys; s = json.load(sys.stdin)["settings"]; print(s["min_n"], s["band"], [a["attribute"] for a in s["attributes"]])'
"$SEGBIAS" compare ../../campaign.csv ../../fixtures/town.csv --policy none -f json -q |
	python3 -c 'import json, sys; s = json.load(sys.stdin)["settings"]; print(s["min_n"], s["band"], "policy" in s)'
"$SEGBIAS" compare ../../campaign.csv ../../fixtures/town.csv -q | sed -n 2,6p
cd ../.. || exit
try() {
	printf '%b' "$1" > bad.yaml
	"$SEGBIAS" compare campaign.csv fixtures/town.csv --policy bad.yaml
	echo "exit $?"
}
try 'min_n: many\n'
try '# a comment\n\nminn: 30\n'
try 'alpha: 0.05\nband: 80:125\nalpha: 0.01\n'
try 'band: 125\n'
try 'where: {year: {a: {b: c}}}\n'
try 'a: &x 1\nb: *x\n'
try 'skip_bad: yes\n'
try 'min_n:\n'
try '- min_n\n'
try 'min_n: [\n'
try 'min_n: 30\n---\nmin_n: 40\n'
try 'recode: [gender]\n'
try 'policy: other.yaml\n'
try '{"min_n": 20, "map": ["a=b"], "where": {"x": "1"}}\n'
try '# nothing\n'
"$SEGBIAS" compare campaign.csv fixtures/town.csv --policy missing.yaml
echo "exit $?"
