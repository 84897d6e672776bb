# What inspect and a plan say in Arabic: as of a comparison, every name, number, code and file name is isolated, nothing else is
# Latin, the columns line up, and no line is wider than the terminal.
printf 'id,mail,segment,gender,age\n1,ann@example.org,A,Female,20\n2,bob@example.org,A,,31\n3,cy@example.org,B,male,unknown\n4,di@example.org,B,Female,70\n' > people.csv
"$SEGBIAS" compare data/census.csv --plan 1000 --lang ar -q -a gender,age
"$SEGBIAS" inspect people.csv fixtures/town.csv --lang ar -q
COLUMNS=40 "$SEGBIAS" compare data/census.csv --plan 20 --lang ar -q -a gender
COLUMNS=40 "$SEGBIAS" inspect people.csv --lang ar -q
cat > outside.py <<'PY'
import re, sys, unicodedata
text = sys.stdin.read()
lines = text.rstrip("\n").split("\n")
outside = re.sub("\u2068[^\u2069]*\u2069", " ", text)
def columns(line):
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
# Where the last figure of each row of a table ends: after five figures of a plan, or a type and two figures of a column,
# behind a name or below it. What matched what has an arrow.
cells = sys.argv[2]
rows = {columns(row[0]) for line in lines if "←" not in line
        for row in [re.match("(?: +(?:\u2068[^\u2069]*\u2069|لا يوجد)){%s}" % cells, line)] if row}
print("left open:", [line for line in lines if line.count("\u2068") != line.count("\u2069")], "ranges:",
      re.findall(r"\d[-–]\d", outside), "latin:", sorted(set(re.findall(r"[A-Za-z][A-Za-z-]*", outside))),
      "fits:", max(map(columns, lines)) <= int(sys.argv[1]), "ends of rows:", len(rows))
PY
# Names that are longer than their columns are broken, and each of their lines is isolated.
printf 'attribute,value,count\nالمنطقة,شمال البلاد وما يليها من القرى,30\nالمنطقة,%s,70\nA long name (2020-2024) of an attribute,18-34,5000000\nA long name (2020-2024) of an attribute,a value of many words that needs more than one line of 40 columns,4000000\n' \
	"$(printf '北海道札幌市%.0s' 1 2 3 4 5 6)" > long.csv
for width in 40 53 80 200; do
	for what in "compare data/census.csv --plan 1000" "compare data/census.csv --plan 7 --min-n 2" "compare long.csv --plan 123456789" \
		"inspect people.csv fixtures/town.csv" "inspect long.csv" "inspect fixtures/hostile.csv"; do
		# shellcheck disable=SC2086
		COLUMNS=$width "$SEGBIAS" $what -q --lang ar | python3 outside.py "$width" "$([ "${what%% *}" = inspect ] && echo 3,4 || echo 5,6)"
	done
done
# Counts as people say them.
for people in 1 2 3 11 100 103; do
	"$SEGBIAS" compare fixtures/town.csv --plan $people --min-n $people -q --lang ar | head -n 1
done
for least in 2 3 11 100 103; do
	"$SEGBIAS" compare fixtures/town.csv --plan 1 --min-n $least -q --lang ar | tr -s '\n ' ' ' | grep -o 'والفئة[^.]*\.'
done
# Rare groups: of five people not even their exclusion shows, and with so wide a margin nothing ever does.
for groups in 1 2 3 11 100; do
	for margin in '' ,.0115; do
		{
			echo "attribute,value,share${margin:+,moe}"
			for i in $(seq $groups); do
				printf 'g%s,a,.02%s\ng%s,b,.98%s\n' "$i" "$margin" "$i" "$margin"
			done
		} > rare.csv
		"$SEGBIAS" compare rare.csv --plan 5 --min-n 1 -q --lang ar | tr -s '\n ' ' ' | grep -o ' و[^ ]* \?[^ ]* لا [^.]*\.'
	done
done
# Few respondents that have most of the weight.
{
	echo g,w
	for i in $(seq 200); do
		echo "$((i % 2 ? 1 : 2)),$((i == 1 ? 900 : 1))"
	done
} > uneven.csv
"$SEGBIAS" compare uneven.csv --plan 500 --reference-weight w -q --lang ar | tr -s '\n ' ' ' | grep -o ' و[^ ]* \?[^ ]* لا [^.]*\.'
# By the locale too; what machines read is the same in every language.
LC_ALL=ar_SY.UTF-8 "$SEGBIAS" inspect people.csv -q | head -n 1
LC_ALL=ar_SY.UTF-8 "$SEGBIAS" inspect people.csv -q --lang en | head -n 1
LC_ALL=ar_SY.UTF-8 "$SEGBIAS" compare fixtures/town.csv --plan 300 -q | head -n 1
"$SEGBIAS" inspect people.csv -q --lang ar -f json | cmp - <("$SEGBIAS" inspect people.csv -q -f json) && echo "the same"
"$SEGBIAS" inspect fixtures/town.csv -q --lang ar --cells | cmp - <("$SEGBIAS" inspect fixtures/town.csv -q --cells) && echo "the same"
for format in json csv; do
	"$SEGBIAS" compare fixtures/town.csv --plan 300 -q --lang ar -f $format |
		cmp - <("$SEGBIAS" compare fixtures/town.csv --plan 300 -q -f $format) && echo "the same"
done
"$SEGBIAS" inspect people.csv --lang fr
