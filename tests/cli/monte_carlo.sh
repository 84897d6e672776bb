# An expected count under 5 (40 * .05): the whole attribute's p is simulated, by the seed and the attribute alone.
# numpy, 10^6 multinomials: p_MC of A (6, 12, 22) .01985, so p = 2 * min(.01985, 3 * binomtest(6, 40, .05).pvalue) = .0397;
# of both together .635 (2 * .3176). 9,999 replicates have a standard error of .0028 and .009 in those.
printf 'attribute,value,share\ncolour,red,0.05\ncolour,green,0.35\ncolour,blue,0.60\n' > shares.csv
printf 'segment,colour,count\nA,red,6\nA,green,12\nA,blue,22\nB,red,1\nB,green,14\nB,blue,25\n' > few.csv
simulate() {
	"$SEGBIAS" compare "$@" -f json | sed -n '/^ "comparisons"/,/^ "incomplete"/p' | grep -E '^   "(segment|p|p_method)":' | paste -d' ' - - -
}
simulate few.csv shares.csv
simulate few.csv shares.csv --seed 1 | md5sum
simulate few.csv shares.csv | md5sum
simulate few.csv shares.csv --seed 3
# Another segment changes nothing of the first.
grep -v '^B' few.csv > one.csv
simulate one.csv shares.csv | tail -n 1
