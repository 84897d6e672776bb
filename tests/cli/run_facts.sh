# Each row of CSV and ndjson tells of its run what JSON does: which rows of the files are looked at, against what, which warnings there are.
printf 'segment,g,"=a,b",count\ns,a,"x,""y""",3010\ns,b,"x,""y""",6990\nt,a,z,700\nt,b,z,300\n' > campaign.csv
printf 'g,year,count\na,2020,6000\nb,2020,4000\nc,2020,100\na,2021,3003\nb,2021,7003\nc,2021,101\n' > years.csv
printf 'sex,hired,site\nF,yes,north\nF,no,north\nM,yes,north\nM,no,north\nM,no,south\n' > hired.csv
for _ in 1 2 3; do tail -n +2 hired.csv > more.csv && cat more.csv >> hired.csv; done
cat > agree.py << 'PY'
import csv, json, sys
result = json.load(open("r.json"))
inner = result.get("result", result)
settings, kind = inner["settings"], (inner.get("inputs", inner).get("reference") or {}).get("kind")
told = {name: settings.get(name, []) for name in ("where", "campaign_where", "within")}
told["warnings"] = list(dict.fromkeys(w["code"] for w in inner["warnings"]))
rows = list(csv.DictReader(open("r.csv", newline=""), strict=True))
lines = [json.loads(line) for line in open("r.ndjson")] if len(sys.argv) < 2 else []
def items(cell):
	return next(csv.reader([cell.removeprefix("'")], strict=True)) if cell else []
for name, expected in told.items():
	if name not in rows[0]:
		print(name, "is no column")
		continue
	assert all(items(row[name]) == expected for row in rows), (name, expected, rows[0][name])
	assert all(line[name] == expected for line in lines), (name, expected, lines[0][name])
	print(name, expected)
assert all(row.get("reference_kind") == kind for row in rows) and all(line.get("reference_kind") == kind for line in lines)
print(len(rows), len(lines), kind)
PY
agree() {
	# shellcheck disable=SC2086
	"$SEGBIAS" "$@" -q -f csv -o r.json -o r.csv ${lines} > /dev/null
	echo "exit $?"
	# shellcheck disable=SC2086
	python3 agree.py ${alone}
	rm -f r.json r.csv r.ndjson
}
lines='-o r.ndjson'
alone=
agree compare campaign.csv years.csv -a g --where year=2021 --campaign-where '"=a,b"=x,"y"' --campaign-where segment=s --within 'g=a,b'
agree check campaign.csv years.csv -a g --where year=2020 --where year=2021 --policy index-80-120
agree compare campaign.csv years.csv -a g --where 'year=*' --reference-kind sample --publish 400
agree audit hired.csv --decision hired --where site=north --within 'sex=F,M'
lines=
alone=alone
agree compare years.csv --plan 200 --where year=2021 --within g=a,b
