# Languages that nobody speaks (scripts/make-pseudo) show every word that no catalogue can change, and everything that is not
# isolated. Of a page, what is left when names, code, works and English notes are gone.
cat > left.py <<'PY'
import re, sys
page = sys.stdin.read()
page = re.sub(r"(?s)<(style|pre|bdi|code|cite)\b.*?</\1>", " ", page)
page = re.sub(r'(?s)<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', " ", page)
page = re.sub(r"<!DOCTYPE[^>]*>|(?s:<title>.*?</title>)|<[^>]*>|&#?\w+;", " ", page)
while re.search("⟦[^⟦⟧]*⟧", page):
    page = re.sub("⟦[^⟦⟧]*⟧", " ", page)
print(sorted(set(re.findall("[A-Za-z]+|[⟦⟧]", page))))
PY
cat > outside.py <<'PY'
import re, sys
text = re.sub("\u2068[^\u2069]*\u2069", " ", sys.stdin.read())
print(sorted(set(re.findall("[A-Za-z]+", text))), re.findall(r"\d[-–]\d", text))
PY
export SEGBIAS_GNUPLOT=/nonexistent
try() {
	for tag in en-XA ar-XB; do
		"$SEGBIAS" "$@" -q --lang $tag -f html | python3 left.py
	done
	# Up to the line that is there to be copied.
	"$SEGBIAS" "$@" -q --lang ar-XB | sed '/^ص/,$d' | python3 outside.py
	COLUMNS=40 "$SEGBIAS" "$@" -q --lang en-XA | sed '/⟦Néxţ/,$d' |
		python3 -c 'import sys; print("longest line:", max(len(line.rstrip("\n")) for line in sys.stdin) <= 40)'
}
try compare data/campaign.csv data/census.csv --explain-mapping
try compare fixtures/club.csv fixtures/town.csv --title 'Spring campaign' --explain-mapping
try compare fixtures/club.csv fixtures/town.csv --reference-kind base --min-n 2000 --control holm --explain-mapping
try compare fixtures/impressions.csv fixtures/town.csv --person user_id --min-n 2 --unmatched-max 100% --explain-mapping
try compare fixtures/scored.csv fixtures/panel_weighted.csv -w weight --reference-weight weight --min-n 2 --explain-mapping
try compare fixtures/club.csv fixtures/town.csv --amount people --explain-mapping
try compare data/census.csv --plan 1000
try compare fixtures/impressions.csv fixtures/panel_design.csv --plan 200 --min-n 300 --reference-strata stratum --reference-psu psu
try compare data/census.csv --plan 3 --min-n 1 --title 'Spring campaign'
printf 'attribute,value,share,moe\ng,a,.02,.0115\ng,b,.98,.0115\n' > margin.csv
try compare margin.csv --plan 500
try inspect data/campaign.csv data/census.csv
printf 'id,e-mail,segment,gender,age\n1,ann@example.org,A,Female,20\n2,bob@example.org,B,,31\n3,cy@example.org,B,Male,70\n' > people.csv
try inspect people.csv fixtures/town.csv
try inspect people.csv
try inspect fixtures/town_share.csv fixtures/scored.csv --segment none
printf 'As of 2025\nyear,gender,POP2024\n2024,Male,480000\n2024,Female,520000\n' > dated.csv
try compare fixtures/club.csv dated.csv
