# What matched how is all in the JSON: normalised (NFKC, case, dash, space), or unmatched with the nearest.
"$SEGBIAS" compare fixtures/spelling.csv fixtures/towns.csv -f json | sed -n '/"mapping"/,/^ "family"/p'
