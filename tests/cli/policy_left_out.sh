# Keys of a policy that have no part in a run are left out with a warning; what says what is judged, or protects, stops it.
warned() {
	"$SEGBIAS" "$@" -q >/dev/null 2>&1 && status=0 || status=$?
	echo "exit $status: $*" >&2
	"$SEGBIAS" "$@" 2>&1 >/dev/null | grep -E 'pol\.yaml:|error|hint: the policy' >&2
}
{
	echo 'who,segment,sex,age,opt'
	for i in $(seq 240); do
		[ $((i % 2)) = 0 ] && sex=Female || sex=Male
		[ $((i % 3)) = 0 ] && age=18-34 || age=35+
		[ $((i % 5)) = 0 ] && opt=yes || opt=no
		echo "w$((i / 2)),S$((i % 4 / 2)),$sex,$age,$opt"
	done
} >c.csv
printf 'sex,age,count\nFemale,18-34,3100\nFemale,35+,5200\nMale,18-34,3000\nMale,35+,5050\n' >r.csv
"$SEGBIAS" tally c.csv r.csv --policy none -q -o c.tally
cat >pol.yaml <<'Y'
cross: 2
cross_cells: 900
attributes: [age*sex]
Y
warned compare c.csv r.csv --policy pol.yaml
warned compare c.csv r.csv --policy pol.yaml --person who
warned compare c.csv r.csv --policy pol.yaml --publish 3
warned compare r.csv --policy pol.yaml --plan 300
warned inspect c.csv r.csv --policy pol.yaml
warned inspect r.csv --cells --policy pol.yaml
warned tally c.csv r.csv --policy pol.yaml --sql duckdb --from people
warned compare c.tally r.csv --policy pol.yaml
printf 'skip_bad: true\n' >pol.yaml
warned tally c.csv r.csv --policy pol.yaml --sql duckdb --from people
warned tally c.csv r.csv --policy pol.yaml -o skipping.tally
warned tally c.csv r.csv --policy none --sql duckdb --from people --skip-bad
printf 'cross: 2\nconsent: {opt: yes}\nnumeric: [who]\n' >pol.yaml
warned check c.tally r.csv --policy pol.yaml --fail-on none
# What a tally was counted with cannot be given again, the same neither.
"$SEGBIAS" tally c.csv r.csv --policy none -q --segment segment -o named.tally
warned compare named.tally r.csv --policy none --segment segment
# An option that is given is never left out: this one lacks what the key would have been.
printf 'cross: 2\ncross_cells: 800\n' >pol.yaml
warned compare c.tally r.csv --policy pol.yaml --cross-cells 900
warned compare c.tally r.csv --policy pol.yaml
printf 'person: who\n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml --cross 2
warned check c.csv r.csv --policy pol.yaml --cross 2 --fail-on none
# What is counted, and how sure a number is, goes for no view beside it, in whichever command.
for key in 'person: who' 'deff: 20' 'amount: n' 'reference_psu: p'; do
	echo "$key" >pol.yaml
	warned risks c.csv r.csv --policy pol.yaml --cross 2 --fail-on over,unclear
	warned review add 2026-10 c.csv r.csv --policy pol.yaml --cross 2 --by 'the analyst' --ledger l.db
	warned tally c.csv r.csv --policy pol.yaml --cross 2 -o none.tally
	warned init c.csv r.csv --policy pol.yaml --cross 2 -o none.yaml
done
echo 'amount: n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml --cross 2
warned compare c.csv r.csv --policy pol.yaml --stages sex=Male,opt=yes
warned compare c.csv r.csv --policy pol.yaml --deff 2
warned compare c.csv r.csv --policy pol.yaml --plan 300
echo "there is $(ls l.db none.tally none.yaml 2>/dev/null | wc -l)" >&2
echo 'person: who' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml --deff 2
printf 'publish: 3\n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml --cross 2
printf 'publish: 3\nconsent: {opt: yes}\n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml
# A list without items is refused, and takes none of the next key's.
printf 'within: {sex: [], age: [18-34]}\n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml
printf 'bins: {age: []}\n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml
printf 'cross: 2\nperson: who\n' >pol.yaml
warned compare c.csv r.csv --policy pol.yaml
# What is found wrong later than the file is read has its place there, too, where no option says the same.
while read -r key; do
	printf '\n%s\n' "$key" >pol.yaml
	echo "$key: $("$SEGBIAS" check c.csv r.csv --policy pol.yaml 2>&1 | grep -A1 error:)" >&2
done <<'Y'
shape: rowz
reference_shape: wide
encoding: latin
delimiter: xx
decimal: ";"
reference_thousands: 9
rounded: no
hidden_max: few
amount: opt
born: opt
Y
printf 'within: {sex: [Female]}\n' >pol.yaml
"$SEGBIAS" tally c.csv r.csv --policy pol.yaml --sql duckdb --from people
printf 'shape: rowz\n' >pol.yaml
"$SEGBIAS" inspect c.csv r.csv --policy pol.yaml
"$SEGBIAS" check c.csv r.csv --policy pol.yaml --shape rowy
"$SEGBIAS" check c.csv r.csv --policy pol.yaml --shape rows -q
# Limits of a crossing hold in whatever order it is named, and init writes them.
printf 'cross: 2\nattributes: {"age*sex": {min_n: 150}}\n' >pol.yaml
"$SEGBIAS" compare c.csv r.csv --policy pol.yaml -q -f csv | cut -d, -f1-3,22 | grep '^S0'
"$SEGBIAS" init c.csv r.csv --policy pol.yaml -q -o again.yaml
grep '^ ' again.yaml
"$SEGBIAS" init c.csv r.csv --policy pol.yaml -q -a age,sex -o never.yaml
sed -i '/^cross/d' pol.yaml
"$SEGBIAS" init c.csv r.csv --policy pol.yaml -q -o never.yaml
"$SEGBIAS" init r.csv --plan 300 --policy pol.yaml -q -o never.yaml
"$SEGBIAS" init c.csv r.csv --policy pol.yaml -q --cross 2 --attributes 'age*sex' -o crossed.yaml
grep -e '^ ' -e cross crossed.yaml
# The same crossing in two orders.
for list in '[sex*age, age*sex]' 'sex*age,age*sex' '{sex*age: {min_n: 50}, age*sex: {min_n: 60}}'; do
	printf 'min_n: 40\ncross: 2\nattributes: %s\n' "$list" >pol.yaml
	warned compare c.csv r.csv --policy pol.yaml
done
# Weights: what has a part in them, and where the rest stands.
for keys in 'deff: 2' 'person: who' 'segment: segment' 'publish: 5' 'amount: who' 'reference_psu: age' 'cross: 2' 'cross_cells: 900' 'consent: {opt: yes}' \
	'numeric: [who]' 'stages: [sex=Male, opt=yes]'; do
	printf 'alpha: 0.05\n%s\n' "$keys" >pol.yaml
	warned weigh c.csv r.csv --policy pol.yaml
done
printf 'cross: 2\ncross_cells: 900\n' >pol.yaml
warned weigh c.csv r.csv --policy pol.yaml
printf 'segment: segment\n' >pol.yaml
warned weigh c.csv r.csv --policy pol.yaml --segment none
# Names hold what could be taken for the sign between them: quoted, or refused.
sed '1s/opt/sex*age/' c.csv >named.csv
printf 'sex,age,sex*age,count\n' >named_r.csv
for value in yes no; do sed -n "2,\$s/\\([^,]*\\)\$/$value,\\1/p" r.csv; done >>named_r.csv
"$SEGBIAS" compare named.csv named_r.csv --policy none -q --cross 2 -f csv
"$SEGBIAS" compare named.csv named_r.csv --policy none -q --cross 2 -a '"sex*age"*age' -f csv | cut -d, -f1-3 | grep '^,"age\*'
"$SEGBIAS" init named.csv named_r.csv --policy none -q -a 'sex*age,age' -o named.yaml
grep '^attributes' named.yaml
"$SEGBIAS" compare named.csv named_r.csv --policy named.yaml -q -f csv | cut -d, -f2 | sort -u
cut -d, -f2,5 named.csv >star.csv
printf 'sex*age,count\nyes,2600000\nno,10400000\n' >star_r.csv
# … and may be quoted in the keys of the gate, too.
for name in 'sex*age' "'\"sex*age\"'"; do
	printf 'required: [%s]\nprotect: {%s: ["yes"]}\nexempt: [{segment: "*", attribute: %s, reason: known, until: 2030-01-01}]\n' "$name" "$name" "$name" >pol.yaml
	"$SEGBIAS" check star.csv star_r.csv --policy pol.yaml --as-of 2026-11-30 -q 2>&1
	echo "exit $?"
done
