# The exit status of the gate, row by row; stdout has nothing unless it is asked for.
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\n' > pop.csv
printf 'segment,g,count\ns,a,3010\ns,b,6990\n' > fair.csv
printf 'segment,g,count\ns,a,1000\ns,b,9000\n' > skewed.csv
printf 'segment,g,count\ns,a,27\ns,b,43\n' > open.csv    # enough records for a test, too few for an answer
printf 'segment,g,count\ns,a,3\ns,b,7\n' > few.csv       # too few for any test
printf 'segment,g,count\n' > night.csv                   # an empty night
printf 'segment,h,count\ns,a,3\ns,b,7\n' > other.csv
try() {
	"$SEGBIAS" check "$@" > out 2> err
	echo "exit $? of $*: $(wc -c < out) bytes; $(head -n 1 err)"
}
# 0: nothing is breached
try fair.csv pop.csv
try fair.csv pop.csv -q
try open.csv pop.csv
# 1: something is, which beats undecided
try skewed.csv pop.csv
try skewed.csv pop.csv -q
printf 'segment,g,count\ns,a,1000\ns,b,9000\nt,a,27\nt,b,43\n' > both.csv
try both.csv pop.csv --fail-on under,unclear
# 2: usage, or the policy
try fair.csv pop.csv --fail-on over,sideways
try fair.csv pop.csv --fail-on ''
try fair.csv pop.csv --policy nosuch.yaml
try fair.csv pop.csv --policy-hash 12
try fair.csv pop.csv --fail-on new
try fair.csv
try fair.csv pop.csv --plan 100
try fair.csv pop.csv --amount count
try fair.csv pop.csv -f yaml
try fair.csv pop.csv -o result.xlsx
# 3: the data
try night.csv pop.csv
try fair.csv nosuch.csv
try other.csv pop.csv
try fair.csv pop.csv -a g,h
try few.csv pop.csv
try few.csv pop.csv --fail-on over,likely
# … as a night in which nobody has a segment is: a column that came out blank, or columns of yes and no with no yes
sed 's/^s,/,/' fair.csv > blank.csv
try blank.csv pop.csv
try blank.csv pop.csv --segment none
printf 'vip,new,g,count\n0,0,a,3010\n0,0,b,6990\n' > nobody.csv
try nobody.csv pop.csv --segment vip,new
sed 's/^0,0,a,3010/1,0,a,3010/; s/^0,0,b,6990/1,0,b,6990/' nobody.csv > vip.csv
try vip.csv pop.csv --segment vip,new
# … which may be judged by rules that need no verdict
try few.csv pop.csv --fail-on unmatched,incomplete
# 4: undecided
try few.csv pop.csv --fail-on over,unclear
try open.csv pop.csv --fail-on over,under,unclear
# … what the policy asks for by itself, and nothing could be tested of; a breach beats it, and no verdict at all is 3
printf 'rules: [{on: under, min_n: 50000}]\n' > size.yaml
printf 'required: [h]\n' > required.yaml
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\nh,x,3000000\nh,y,7000000\n' > two.csv
printf 'segment,g,h,count\ns,a,,3010\ns,b,,6990\ns,a,x,3\ns,b,y,7\n' > holes.csv
try fair.csv pop.csv --policy size.yaml
try fair.csv pop.csv --policy size.yaml -q
try skewed.csv pop.csv --policy size.yaml
try few.csv pop.csv --policy size.yaml
try holes.csv two.csv --policy required.yaml
try holes.csv two.csv --policy required.yaml --fail-on unmatched
try holes.csv two.csv --policy required.yaml --publish 20
try holes.csv two.csv --policy size.yaml --fail-on over
# … and a plain rule that had nothing to look at is a warning
"$SEGBIAS" check fair.csv pop.csv --policy size.yaml -q -f json | grep -A 2 '"untested"'
"$SEGBIAS" check fair.csv pop.csv --policy size.yaml -q -f text | grep -A 1 Gate
"$SEGBIAS" check fair.csv pop.csv --policy size.yaml -q -f prometheus | grep -e segbias_check -e segbias_rule_tested
# … and a rule on unclear that tolerates all there is has judged nothing
printf 'rules: [{on: unclear, count: 4}]\n' > tolerates.yaml
try few.csv pop.csv --policy tolerates.yaml
try open.csv pop.csv --policy tolerates.yaml
# 5: the system; nothing is left, and stdout is empty
try skewed.csv pop.csv -f json -o no/such/folder.json
"$SEGBIAS" check skewed.csv pop.csv -f json > /dev/full
echo "exit $?"
# On 2, 3 and 5 no file is left; on 0, 1 and 4 it is there.
for files in "night.csv pop.csv" "skewed.csv pop.csv" "few.csv pop.csv --fail-on unclear"; do
	# shellcheck disable=SC2086
	try $files -o left.json
	ls left.json
	rm -f left.json
done
exit 0
