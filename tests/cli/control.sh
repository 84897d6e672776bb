# p, q, q_flag of the 5 tests of A; checked with p.adjust's formulas in numpy on scipy's binomials:
# p_flag 2.811521e-09 4.773944e-09 .0420009 .0287772 1 -> bh .0525011 and .0479619, holm .0863314 twice, by .1198776
# and .1095129.
for control in bh holm by none; do
	"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv --min-n 71 --control $control -f csv | grep '^A' |
		cut -d, -f3,15,16,18,22
done
