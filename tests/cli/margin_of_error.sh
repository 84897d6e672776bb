# A column moe at 90 %: se = sqrt(moe_v^2 - r^2 moe_T^2) / T / 1.645 with the total row, which is no value.
# Female: r = 1040/1800, se = sqrt(30^2 - r^2 20^2) / 1800 / 1.645 = .0093503; x = 905/1800, n = 1800;
# z = (x - r) / sqrt(r (1 - r) / n + se^2) = -5.0230, p = 2 * scipy.stats.norm.sf(5.0230) = 5.09e-7.
printf 'attribute,value,count,moe\ngender,Female,1040,30\ngender,Male,760,30\ngender,Total,1800,20\n' > acs.csv
"$SEGBIAS" compare fixtures/club.csv acs.csv -s none -f csv | cut -d, -f2-8,15
"$SEGBIAS" compare fixtures/club.csv acs.csv -s none -f csv -q --moe-level 95% | cut -d, -f2-8,15
"$SEGBIAS" compare fixtures/club.csv acs.csv -s none -f csv -q --reference-kind population | cut -d, -f2-8,15
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --reference-kind margin; echo "exit $?"
