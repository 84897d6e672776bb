# A protected group is judged by the band 90 to 111, in compare as in check; others, and a band that is stricter, stay.
printf 'attribute,value,count\ng,a,2000000\ng,b,4000000\ng,c,4000000\n' > pop.csv
printf 'segment,g,count\ns,a,17000\ns,b,41500\ns,c,41500\n' > near.csv # a: 85
echo 'protect: {G: [a]}' > gate.yaml
try() {
	"$SEGBIAS" check near.csv pop.csv "$@" 2>&1
	echo "exit $?"
}
try
try --policy gate.yaml
try --policy gate.yaml --band 95:105 -q
"$SEGBIAS" compare near.csv pop.csv --policy gate.yaml 2> /dev/null
"$SEGBIAS" compare near.csv pop.csv --policy gate.yaml --lang ar 2> /dev/null | grep '90.*111'
printf 'segment,g,count\ns,a,18100\ns,b,40900\ns,c,41000\n' > near.csv # 90.5
try --policy gate.yaml -q
"$SEGBIAS" compare pop.csv --plan 4000 --policy gate.yaml -f csv 2> /dev/null | cut -d, -f2,5,6
# Bars of HTML stand on the band by which their group is judged; on the logarithmic scale of 25 to 400, 90 to 111 is 46.2 to 53.8 %.
"$SEGBIAS" compare near.csv pop.csv --policy gate.yaml -f html -q 2> /dev/null | grep -o 'class="bar[^>]*>' | sed 's/--at.*--wide:[0-9.]*/.../'
# A policy that names what is compared, and protects another attribute.
printf 'segment,g,h,count\ns,a,x,3010\ns,b,y,6990\n' > two.csv
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\nh,x,3000000\nh,y,7000000\n' > two_r.csv
printf 'attributes: {g: {min_n: 40}}\nprotect: {h: [x]}\n' > gate.yaml
"$SEGBIAS" check two.csv two_r.csv --policy gate.yaml 2>&1
echo "exit $?"
"$SEGBIAS" compare two.csv two_r.csv --policy gate.yaml 2>&1 >/dev/null
