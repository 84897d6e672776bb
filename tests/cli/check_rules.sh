# What each rule is on, at its threshold, below and above; tolerances; what is too small.
printf 'attribute,value,count\ng,a,5000000\ng,b,5000000\n' > half.csv
try() {
	"$SEGBIAS" check "$@" 2>&1
	echo "exit $?"
}
# By people 5, 10 and 15 % of whom would have to be moved: 10 % counts as met, so that the third one, a tenth of all, is found.
printf 'segment,g,count\none,a,33000\none,b,27000\ntwo,a,18000\ntwo,b,12000\nthree,a,6500\nthree,b,3500\n' > spread.csv
for share in 10% 9.9%; do
	echo "{fail_on: [unmatched], rules: [{on: tvd, limit: 10%, share: $share}]}" > rule.yaml
	try spread.csv half.csv --policy rule.yaml
done
# Two of four segments are found, and the whole campaign; so many are tolerated.
printf 'segment,g,count\nw,a,2000\nw,b,8000\nx,a,3000\nx,b,7000\ny,a,3900\ny,b,6100\nz,a,5000\nz,b,5000\n' > three.csv
for count in 3 2; do # two segments and the whole campaign
	echo "{fail_on: [over], rules: [{on: under, count: $count}]}" > rule.yaml
	try three.csv half.csv --policy rule.yaml --fail-on under -q
done
# A limit of its own; a verdict alone is not enough, and neither is an interval across it.
for limit in 79 78 60.9 39; do
	echo "rules: [{on: under, limit: $limit}]" > rule.yaml
	try three.csv half.csv --policy rule.yaml --fail-on under
done
# A least size: the small are counted, with their records.
echo 'rules: [{on: under, min_n: 20000}, {on: unmatched, min_n: 10001}]' > rule.yaml
try three.csv half.csv --policy rule.yaml --fail-on under,unmatched
# likely, incomplete, unmatched and unclear
printf 'segment,g,count\ns,a,62\ns,b,98\n' > maybe.csv
try maybe.csv half.csv --fail-on likely
try maybe.csv half.csv --fail-on over,under
printf 'segment,g,count\ns,a,5000\ns,b,5000\ns,,700\ns,c,520\nt,a,5000\nt,b,5000\nt,c,526\n' > holes.csv
try holes.csv half.csv --fail-on incomplete
try holes.csv half.csv --fail-on incomplete --missing-max 7%
try holes.csv half.csv --fail-on unmatched
try holes.csv half.csv --fail-on unmatched --unmatched-max 4.9%
echo 'rules: [{on: unmatched, limit: 6%}, {on: incomplete, limit: 6.5%}]' > rule.yaml
try holes.csv half.csv --fail-on unmatched,incomplete --policy rule.yaml
try maybe.csv half.csv --fail-on unclear -q
# The whole campaign counts where no segment alone would show it.
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf 's%s,a,13\ns%s,b,27\n' $i $i; done | sed '1i segment,g,count' > thin.csv
try thin.csv half.csv --fail-on under,over
# --fail-on stands above rules on other words.
echo 'rules: [{on: under}]' > rule.yaml
try three.csv half.csv --policy rule.yaml --fail-on over
# A segment that matches nothing is neither too small nor nothing of a share.
printf 'segment,g,count\ns,c,40\nt,a,500\nt,b,500\n' > lost.csv
for rule in 'min_n: 40' 'min_n: 41' 'share: 3.8%' 'share: 3.9%'; do
	for on in unmatched unclear; do
		echo "rules: [{on: $on, $rule}]" > rule.yaml
		try lost.csv half.csv --fail-on $on --policy rule.yaml | grep -v -e note: -e '"c"' -e hint:
	done
done
# A limit stands beside the bands by which values are judged, not the general one alone; the hint works when typed.
limited() {
	printf '%s\nrules: [%s]\n' "$1" "$2" > rule.yaml
	try three.csv half.csv --policy rule.yaml -q
	"$SEGBIAS" check three.csv half.csv --policy rule.yaml -q 2> err
	sed -n 's/^  hint: //p' err | while read -r option band; do
		try three.csv half.csv --policy rule.yaml "$option" "$band" -q
	done
}
limited 'attributes: {g: {band: 20:300}}' '{on: under, limit: 60}'
limited 'attributes: {g: {band: 90:111}}' '{on: under, limit: 85}'
limited 'segments: {w: {band: 20:300}}' '{on: under, limit: 60.9}'
limited 'protect: {g: [b]}' '{on: over, limit: 115}'
limited 'protect: {g: [b]}' '{on: over, limit: 110}'
limited 'protect: {g: [a]}' '{on: over, limit: 110}'
