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
# A group that is protected and was not judged is no pass: nobody's age is known, and of so few known none has a verdict.
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\nage,young,6000000\nage,old,4000000\n' > ages_r.csv
printf 'segment,g,age,count\ns,a,,3010\ns,b,,6990\n' > unknown.csv
printf 'segment,g,age,count\ns,a,,3010\ns,b,,6960\ns,b,young,30\ns,b,old,1\n' > known.csv
sed 's/^s,b,young,30/s,b,young,20/' known.csv > few.csv
printf 'protect: {age: [old]}\n' > gate.yaml
for file in unknown few known; do
	"$SEGBIAS" check $file.csv ages_r.csv --policy gate.yaml -q 2>&1
	echo "exit $?"
done
"$SEGBIAS" check unknown.csv ages_r.csv --policy gate.yaml -q --fail-on unmatched 2>&1
echo "exit $?"
for language in en ar; do
	"$SEGBIAS" check few.csv ages_r.csv --policy gate.yaml -q -f markdown --lang $language 2> /dev/null | grep -e 'Not tested' -e 'لم تُختبر'
done
"$SEGBIAS" compare unknown.csv ages_r.csv --policy gate.yaml 2>&1 > /dev/null | grep -A1 protects
