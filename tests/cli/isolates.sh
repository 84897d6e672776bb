# An isolate that a label itself holds does not end the one that it stands in, in tables and sentences, nor where it is broken.
awk 'BEGIN { print "segment,g"; for (i = 0; i < 400; i++) printf "a\342\201\251b 18-24,%s\n", i % 2 ? "x\342\201\2515-6" : "y \342\201\2477-8 a long name that is broken in narrow tables" }' >people.csv
printf 'g,count\nx\342\201\2515-6,3000001\ny \342\201\2477-8 a long name that is broken in narrow tables,2000003\n' >town.csv
for columns in 40 80; do
	COLUMNS=$columns "$SEGBIAS" compare people.csv town.csv -q --lang ar | sed '$d' >out
	python3 - <<'PY'
import re
text = open("out", encoding="utf-8").read()
lines = text.split("\n")
print([line for line in lines if line.count("\u2068") != line.count("\u2069")], "\u2067" in text,
      re.findall(r"\d-\d", re.sub("\u2068[^\u2069]*\u2069", "", text)))
PY
done
