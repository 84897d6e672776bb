# Decimal commas, and a Turkish i: not a byte of the JSON, of the messages or of the text may change; without UTF-8 the
# text is ASCII. (Where a locale is missing this passes too.)
"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f json > json.out 2> json.err
"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -q > text.out
for locale in de_DE.UTF-8 tr_TR.UTF-8; do
	LC_ALL=$locale "$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f json > json.now 2> err.now
	cmp json.out json.now && cmp json.err err.now && echo "$locale json"
	LC_ALL=$locale "$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -q | cmp - text.out && echo "$locale text"
done
LC_ALL=C "$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f json 2> /dev/null | cmp - json.out && echo "C json"
LC_ALL=C "$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -q | LC_ALL=C grep -c -v '^[ -~]*$'
