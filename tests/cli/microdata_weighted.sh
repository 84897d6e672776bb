# The weight column is found by its name; --reference-weight none leaves it out (then: the result of panel.csv).
"$SEGBIAS" compare fixtures/club.csv fixtures/panel_weighted.csv --segment none -f csv | cut -d, -f2-4,8,9,15,22
"$SEGBIAS" compare fixtures/club.csv fixtures/panel_weighted.csv -f json 2>/dev/null |
	grep -E '"(total|effective_size|weight_column)"'
"$SEGBIAS" compare fixtures/club.csv fixtures/panel_weighted.csv --reference-weight none -q -f csv > none.out
"$SEGBIAS" compare fixtures/club.csv fixtures/panel.csv -q -f csv | cmp - none.out && echo same
