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
		"$SEGBIAS" compare "$@" -q --lang $tag -f html | python3 left.py
	done
	# Up to the line that is there to be copied.
	"$SEGBIAS" compare "$@" -q --lang ar-XB --explain-mapping | sed '/^ص/,$d' | python3 outside.py
	COLUMNS=40 "$SEGBIAS" compare "$@" -q --lang en-XA | sed '/⟦Néxţ/,$d' |
		python3 -c 'import sys; print("longest line:", max(len(line.rstrip("\n")) for line in sys.stdin) <= 40)'
}
try data/campaign.csv data/census.csv
try fixtures/club.csv fixtures/town.csv --title 'Spring campaign'
try fixtures/club.csv fixtures/town.csv --reference-kind base --min-n 2000 --control holm
try fixtures/impressions.csv fixtures/town.csv --person user_id --min-n 2
try fixtures/scored.csv fixtures/panel_weighted.csv -w weight --reference-weight weight --min-n 2
try fixtures/club.csv fixtures/town.csv --amount people
