# The same report in Arabic: every name, number, range and file name is isolated, so that none is turned round; what is left
# outside the isolates has no Latin letter and no range. By the locale as by the option; errors and machine formats stay as
# they are.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --lang ar -q
echo "exit $?"
cat > outside.py <<'PY'
import re, sys
text = sys.stdin.read()
outside = re.sub("\u2068[^\u2069]*\u2069", " ", text)
print("left open:", text.count("\u2068") - text.count("\u2069"), "ranges:", re.findall(r"\d[-–]\d", outside),
      "latin:", sorted(set(re.findall(r"[A-Za-z][A-Za-z-]*", outside))))
PY
for width in 40 80 200; do
	COLUMNS=$width "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --lang ar -q --explain-mapping | sed '/⁨Next⁩:\|الخطوة التالية/,$d' |
		python3 outside.py
done
LC_ALL=ar_SY.UTF-8 "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | head -n 1
LC_ALL='' LC_MESSAGES='' LANG=ar_EG "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | head -n 1
LC_ALL=ar_SY.UTF-8 "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --lang en | head -n 1
LC_ALL=de_DE.UTF-8 "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | head -n 1
for format in json csv ndjson; do
	"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --lang ar -f $format > arabic
	"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -f $format | cmp - arabic && echo "$format is the same"
done
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --lang fr
"$SEGBIAS" compare fixtures/club.csv missing.csv --lang ar
