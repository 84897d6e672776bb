cd data || exit 1
# What a database does with the statement, done by hand: the plan says which cells.
cat > count.py <<'PYTHON'
import base64, collections, csv, itertools, json, re, sys
text = re.search(r"'1:([A-Za-z0-9+/=]*)'", open(sys.argv[1], encoding="utf-8").read()).group(1)
plan = json.loads(base64.b64decode(text))
columns = plan["columns"]
with open(sys.argv[2], encoding="utf-8", newline="") as file:
	rows = list(csv.DictReader(file))
sets = {tuple(table) for table in plan["tables"]} | {()}
sets |= {tuple(sorted((a, b))) for a, b in itertools.product(plan["missing"], plan["by"]) if a != b}
cells = collections.Counter()
for row in rows:
	texts = [":" + row[column["name"]] for column in columns]
	for i, column in enumerate(columns):
		if column["kind"] == "presence" and row[column["name"]] not in ("", "NA"):
			texts[i] = "+"
	for of in sets:
		cells[of, tuple(texts[i] for i in of)] += 1
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow("segbias_cells,segment,column,value,by,by_value,records,weight,weight_squares".split(","))
for (of, texts), n in sorted(cells.items()):
	segment = texts[0] if of[:1] == (0,) else ""
	rest = [field for pair in zip(of, texts) if pair[0] > 0 for field in pair]
	out.writerow(["1:" + text, segment, *(rest + [""] * 4)[:4], n, "", ""])
PYTHON
echo "--- one statement for each dialect"
for dialect in duckdb postgres bigquery snowflake spark; do
	"$SEGBIAS" tally campaign.csv census.csv --sql "$dialect" --from 'crm."x; drop"' > "$dialect.sql"; echo "exit $?"
	sed "s|1:[A-Za-z0-9+/=]*|1:PLAN|" "$dialect.sql" | grep -n 'PLAN\|FROM\|"segment"\|`segment`'
done
tail -c 1 duckdb.sql | od -An -c
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from 'crm."x; drop"' -o again.sql && cmp again.sql duckdb.sql && echo "the same in a file"
grep -c 'p0001\|P0001' ./*.sql
echo "--- its result compares as the rows do"
python3 count.py duckdb.sql campaign.csv > cells.csv
wc -l < cells.csv
# But for the codes of the warnings, last in each row: of cells there is one more.
figures() { "$SEGBIAS" "$@" -q -f csv | sed 's/,population,.*//'; }
figures compare campaign.csv census.csv > rows.txt
figures compare cells.csv census.csv | cmp - rows.txt && echo "the same"
figures compare - census.csv < cells.csv | cmp - rows.txt && echo "from standard input, too"
gzip -c cells.csv | figures compare - census.csv --threads 2 | cmp - rows.txt && echo "and compressed"
figures compare cells.csv census.csv --shape cells | cmp - rows.txt && echo "and so called"
"$SEGBIAS" compare cells.csv census.csv -q | grep "database"
"$SEGBIAS" compare cells.csv census.csv -q --lang ar | grep "cells.csv.*قاعدة بيانات"
"$SEGBIAS" check cells.csv census.csv -q > /dev/null 2>&1; echo "exit $?"
"$SEGBIAS" compare cells.csv census.csv -f json 2> said.txt | python3 -c 'import json, sys
campaign = json.load(sys.stdin)["inputs"]["campaign"]
print(campaign["shape"], campaign["rows"])'
head -2 said.txt
# As of the statement, so of what comes back: the policy of both is one.
printf 'skip_bad: true\n' > skips.yaml
"$SEGBIAS" compare cells.csv census.csv --policy skips.yaml -f csv 2> said.txt | sed 's/,population,.*//' | cmp - rows.txt && grep skip said.txt
echo "--- refused"
head -n -1 cells.csv > cut.csv; "$SEGBIAS" compare cut.csv census.csv; echo "exit $?"
head -c -1 cells.csv > cut.csv; "$SEGBIAS" compare cut.csv census.csv; echo "exit $?"
head -n 1 cells.csv > cut.csv; "$SEGBIAS" compare cut.csv census.csv; echo "exit $?"
{ cat cells.csv; tail -n 1 cells.csv; } > doubled.csv; "$SEGBIAS" compare doubled.csv census.csv; echo "exit $?"
sed '4s/,[0-9]*,,$/,1,,/' cells.csv > changed.csv; "$SEGBIAS" compare changed.csv census.csv; echo "exit $?"
sed '4s/1:ey/1:eX/' cells.csv > two.csv; "$SEGBIAS" compare two.csv census.csv; echo "exit $?"
sed '1s/by,by_value/by_value,by/' cells.csv > names.csv; "$SEGBIAS" compare names.csv census.csv; echo "exit $?"
sed 's/1:/2:/' cells.csv > later.csv; "$SEGBIAS" compare later.csv census.csv; echo "exit $?"
{ cat cells.csv; sed -n '2s/,,,,,.*/,,bad_weights,,,,3,,/p' cells.csv; } > bad.csv; "$SEGBIAS" compare bad.csv census.csv; echo "exit $?"
"$SEGBIAS" compare cells.csv census.csv --segment none; echo "exit $?"
"$SEGBIAS" compare cells.csv campaign.csv; echo "exit $?"
"$SEGBIAS" compare campaign.csv cells.csv; echo "exit $?"
"$SEGBIAS" compare campaign.csv census.csv --shape cells; echo "exit $?"
"$SEGBIAS" compare cells.csv census.csv --shape tally; echo "exit $?"
"$SEGBIAS" tally cells.csv census.csv; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --like cells.csv; echo "exit $?"
"$SEGBIAS" merge cells.csv; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql mysql --from x; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --from x; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from 'a"b'; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from x --part 1; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from x --person id; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from x --within age=18-24; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from x --numeric income; echo "exit $?"
printf 'numeric: income\n' > numbers.yaml
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from x --policy numbers.yaml > /dev/null; echo "exit $?"
{ echo segment,age; for i in $(seq 1 9000); do echo "a,$((i % 60 + 18)).$i"; done; } > ages.csv
"$SEGBIAS" tally ages.csv census.csv --sql duckdb --from x > /dev/null; echo "exit $?"
sed '1s/$/,weight/; 2,$s/$/,1/' campaign.csv > alike.csv
"$SEGBIAS" tally alike.csv census.csv --sql duckdb --from x; echo "exit $?"
"$SEGBIAS" tally alike.csv census.csv --sql duckdb --from x --weight none | grep -c weight_fourths
"$SEGBIAS" tally alike.csv census.csv --sql duckdb --from x --weight weight | grep -c weight_fourths
"$SEGBIAS" tally campaign.csv census.csv --sql duckdb --from x -o x.tally; echo "exit $?"
"$SEGBIAS" tally census.csv census.csv --sql duckdb --from x; echo "exit $?"
