# Who is skewed where attributes meet: in text, JSON and CSV, in Arabic, from a tally, by a policy file; the same bytes but for what is of
# crossings; what is refused before the campaign is read.
awk 'BEGIN { print "sex,age,count"
	split("F M", sex); split("18-34 35-54 55+", age)
	split("210400 190600 240200 200800 180300 150700", n)
	for (i = 1; i <= 2; i++) for (j = 1; j <= 3; j++) print sex[i] "," age[j] "," n[(i - 1) * 3 + j] }' >reference.csv
awk 'BEGIN { print "segment,sex,age"
	split("F M", sex); split("18-34 35-54 55+", age)
	split("358 324 408 341 306 256 120 330 410 400 320 260", n)
	for (s = 0; s < 2; s++) for (i = 1; i <= 2; i++) for (j = 1; j <= 3; j++)
		for (k = 0; k < n[s * 6 + (i - 1) * 3 + j]; k++) print (s ? "spring" : "autumn") "," sex[i] "," age[j]
	print "spring,,55+"; print "spring,F,unknown" }' >campaign.csv
set -- campaign.csv reference.csv
"$SEGBIAS" compare "$@" --cross 2 -q | sed -n '/^Where attributes meet/,/^$/p'
"$SEGBIAS" compare "$@" --cross 2 -q --lang ar | sed -n '/^حيث تلتقي السمات/,/^$/p'
"$SEGBIAS" compare "$@" --cross 2 -q -f json | sed -n -e '/^ "family"/,/^ }/p' -e '/"cross"/p' -e '/^ "crossings": \[/,/^ \],/p'
"$SEGBIAS" compare "$@" --cross 2 -a 'age*sex' -q -f csv | grep -e '^segment' -e '\*' | cut -d, -f1-4,8,27-
"$SEGBIAS" compare "$@" -q -f json >without.json
"$SEGBIAS" compare "$@" --cross 2 -q -f json >with.json
grep -v -e '"cross"' with.json | sed -e '/^  "crossings": {/,/^  }/d' -e '/^ "crossings": \[/,/^ \],/d' | tr -d ' \n' |
	sed -e 's/,}/}/g' >with.txt
tr -d ' \n' <without.json | diff - with.txt && echo same
"$SEGBIAS" tally "$@" --cross 2 -q -o all.tally && "$SEGBIAS" compare all.tally reference.csv -q -f json |
	sed -n '/^ "crossings": \[/,/^ \],/p' | diff - <(sed -n '/^ "crossings": \[/,/^ \],/p' with.json) && echo same
printf 'cross: 2\nattributes: ["sex*age"]\n' >segbias.yaml
"$SEGBIAS" compare "$@" -q | sed -n '/^Where attributes meet/,/^$/p'
"$SEGBIAS" init "$@" -q -o own.yaml --policy none --cross 2 && grep cross own.yaml
rm segbias.yaml
for threads in 1 3; do "$SEGBIAS" compare "$@" --cross 2 -q -f json --threads $threads | sha256sum; done | uniq | wc -l
printf 'attribute,value,count\nsex,F,641200\nsex,M,531800\nage,18-34,411200\nage,35-54,370900\nage,55+,390900\n' >margins.csv
"$SEGBIAS" compare campaign.csv margins.csv --cross 2 -q | sed -n '/^Where attributes meet/,/^$/p'
# Margins alone bound what they are together.
sed -e 's/^spring,M,55+/spring,F,55+/' -e 's/^spring,M,35-54/spring,F,55+/' campaign.csv >apart.csv
"$SEGBIAS" compare apart.csv margins.csv --cross 2 -q | sed -n '/^Where attributes meet/,/^$/p'
"$SEGBIAS" compare apart.csv margins.csv --cross 2 -q --lang ar | sed -n '/^حيث تلتقي السمات/,/^$/p'
"$SEGBIAS" compare apart.csv margins.csv --cross 2 -q -f json | sed -n -e '/^ "crossings": \[/,/^ \],/p'
"$SEGBIAS" compare apart.csv margins.csv --cross 2 -a 'sex*age' -q -f csv | grep '\*' | cut -d, -f1-3,8-11,27-
sed 's/55+,390900/55+,390000/' margins.csv >others.csv
"$SEGBIAS" compare apart.csv others.csv --cross 2 -q
"$SEGBIAS" compare apart.csv margins.csv --cross 2 --within sex=F -q
"$SEGBIAS" compare apart.csv margins.csv --cross 2 --reference-kind sample -q
for other in '--cross 4' '--cross-cells 9' '--cross 2 --cross-cells 17' '--cross 2 --cross-cells 0' '--cross 2 -a sex' '--cross 2 -a sex*age*x' \
	'--cross 2 -a sex*sex' '--cross 2 --reference-kind base' '--cross 2 --publish 10' '--cross 2 --person sex' '--cross 2 --deff 2' \
	'--cross 2 --plan 500' '-a sex*age'; do
	echo "$other" >&2
	set -f
	# shellcheck disable=SC2086 # options and their values
	"$SEGBIAS" compare "$@" $other -q
	set +f
done
# Nothing is published by a policy that is left out.
echo 'publish: 10' >segbias.yaml
"$SEGBIAS" compare "$@" --cross 2 -q
echo 'deff: 3' >segbias.yaml
"$SEGBIAS" compare "$@" --cross 2 2>&1 >/dev/null | grep 'segbias.yaml:'
"$SEGBIAS" check "$@" --cross 2 -q
rm segbias.yaml
# A name that holds *, quoted.
sed '1s/sex/"s*x"/' campaign.csv >star.csv
sed '1s/sex/"s*x"/' reference.csv >star_reference.csv
"$SEGBIAS" compare star.csv star_reference.csv --cross 2 -a '"s*x"*age' -q -f csv | grep -c 's\*x""\*age'
"$SEGBIAS" compare star.csv star_reference.csv -a '"s*x"*age' -q
"$SEGBIAS" audit star.csv --decision segment=spring -a '"s*x"*age' -q -f csv | cut -d, -f1-2 | head -n 3
