# init writes what it found; a comparison by that file is the same one, whatever the names of columns and values are.
"$SEGBIAS" init data/campaign.csv data/census.csv -q && cat segbias.yaml
"$SEGBIAS" compare data/campaign.csv data/census.csv -f csv -q > with.csv
"$SEGBIAS" compare data/campaign.csv data/census.csv -f csv -q --policy none | cmp - with.csv && echo same
"$SEGBIAS" init data/campaign.csv data/census.csv
echo "exit $?"
# What the user changed stays, comments and all; what is missing is added.
sed -i -e 's/^min_n: 30/min_n: 40 # more, please/' -e '/^seed/d' -e '/^control/d' segbias.yaml
cp segbias.yaml before.yaml
"$SEGBIAS" init data/campaign.csv data/census.csv --update -q
diff before.yaml segbias.yaml
"$SEGBIAS" init data/campaign.csv data/census.csv --update -q
"$SEGBIAS" init data/campaign.csv data/census.csv -o x.json
echo "exit $?"
mkdir hostile
cd hostile || exit
python3 - <<'PY'
import csv
names = ["a: b # c", "- {x}", "yes", "null", "1e3", "'\"", "&a *b", "@%`", "ملاحظة", "🙂 x", " lead", "two\nlines", "=cmd|x", "! tag", "~"]
rows = [["segment"] + names] + [["S"] + [f"{v}: #{i % 2}" if i > 3 else ["N/K", "a, b"][i % 2] for v in names] for i in range(60)]
csv.writer(open("campaign.csv", "w", newline="")).writerows(rows)
csv.writer(open("reference.csv", "w", newline="")).writerows([names + ["count"]] + [[f"{v}: #{i}" for v in names] + [10 + i] for i in range(2)])
PY
"$SEGBIAS" init campaign.csv reference.csv -q --recode '"a: b # c":x="a: b # c: #0"' --missing-values 'N/K,"a, b"' --where '" lead"=*' && sed -n '/^# attributes/,$p' segbias.yaml
# What was found is a list of the user's own, once its signs are gone.
sed -i -e '/^# attributes/,/^[^#]/ { s/^# attributes.*/attributes:/; s/^#   - /  - / }' segbias.yaml
"$SEGBIAS" compare campaign.csv reference.csv -q -f csv > with.csv
echo "exit $?"
"$SEGBIAS" compare campaign.csv reference.csv -q -f csv --policy none --recode '"a: b # c":x="a: b # c: #0"' --missing-values 'N/K,"a, b"' --where '" lead"=*' | cmp - with.csv && echo same
cd ..
# A file is read before it is added to: what it says of columns stays, and what it needs to be read is taken.
mkdir adds
cd adds || exit
sed '1s/region/zone/' ../data/campaign.csv > campaign.csv
printf 'map: {zone: region}\n' > segbias.yaml
"$SEGBIAS" init campaign.csv ../data/census.csv --update -q
sed -n '/^# attributes/,/^$/p' segbias.yaml
# What could no longer be read with lines added, and what is no policy, stays as it is.
for text in '{"min_n": 50}' 'min_n: 50\n...\n' '  min_n: 50\n' '"min_n": 50\n' 'attributes: [gender,\n' '\377\376m\000' '[a]: 5\n' 'nonsense: 1\n'; do
	printf "$text" > segbias.yaml
	cp segbias.yaml before.yaml
	"$SEGBIAS" init ../data/campaign.csv ../data/census.csv --update -q 2>errors
	echo "exit $?"
	grep -m1 error: errors
	cmp before.yaml segbias.yaml
done
python3 -c 'print("rules: " + "[" * 50000 + "]" * 50000)' > segbias.yaml
"$SEGBIAS" compare ../data/campaign.csv ../data/census.csv
# A comparison never writes over the policy it goes by.
echo 'min_n: 50' > segbias.yaml
"$SEGBIAS" compare ../data/campaign.csv ../data/census.csv -o segbias.yaml
cat segbias.yaml
cd ..
# What is suggested means that, once the sign of the comment is gone.
mkdir suggests
cd suggests || exit
{
	echo segment,colour
	for i in $(seq 1 40); do printf 'a,red\nb,blue\nb,"x: y"\na,a #b\na,"c=""d"\n'; done
} >campaign.csv
printf 'colour,count\nred,500\nblue,400\nVALUE,100\n' >reference.csv
"$SEGBIAS" init campaign.csv reference.csv -q
grep VALUE segbias.yaml
sed -i -e 's/^# recode:/recode:/' -e 's/^#   - \(.*VALUE\)/  - \1/' segbias.yaml
"$SEGBIAS" compare campaign.csv reference.csv -q | grep -m1 known,
# One value means one thing, and numbers are cut once.
"$SEGBIAS" compare campaign.csv reference.csv --policy none --recode colour:x=red --recode colour:x=blue
"$SEGBIAS" compare campaign.csv reference.csv --policy none --bins age=18,35 --bins age=18,55
