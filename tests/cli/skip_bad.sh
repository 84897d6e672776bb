# 3 of 5 records are whole; the other two are counted and the first of them is named.
"$SEGBIAS" compare fixtures/ragged.csv fixtures/town.csv --skip-bad -f csv | cut -d, -f1-5
"$SEGBIAS" compare fixtures/ragged.csv fixtures/town.csv --skip-bad -f json 2>/dev/null | grep -E '"(bad_)?rows": [0-9]+,?$' | head -2
"$SEGBIAS" compare fixtures/unclosed.csv fixtures/town.csv --skip-bad -f csv | cut -d, -f1-5
"$SEGBIAS" compare fixtures/nul.csv fixtures/town.csv --skip-bad -f csv | cut -d, -f1-5
