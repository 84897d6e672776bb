# Decimal commas, and a Turkish i: not a byte of the JSON, of the messages or of the text may change; nor without UTF-8, where
# stdout is no terminal. (Where a locale is missing this passes too.)
"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f json > json.out 2> json.err
"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -q > text.out
for locale in de_DE.UTF-8 tr_TR.UTF-8 C; do
	LC_ALL=$locale "$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f json > json.now 2> err.now
	cmp json.out json.now && cmp json.err err.now && echo "$locale json"
	LC_ALL=$locale "$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -q | cmp - text.out && echo "$locale text"
done
