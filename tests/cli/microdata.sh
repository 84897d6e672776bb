# 50 people, 20 of them Female, are a sample. Readers: 505 of 1000 against 20 of 50; statsmodels 0.13
# test_proportions_2indep(505, 1000, 20, 50, value=1, compare="ratio", method="score").pvalue = .1474919.
# Runners, 55+: 0 against 8, an expected count under 10: binomtest(0, 8, 800 / 850).pvalue = 1.433536e-10.
"$SEGBIAS" compare fixtures/club.csv fixtures/panel.csv -f csv | cut -d, -f1-4,8-11,15,22
"$SEGBIAS" compare fixtures/club.csv fixtures/panel.csv -f json 2> /dev/null | grep -E '"(kind|total|effective_size)"'
