# The keys of the gate: what is wrong is told with its place. A policy can be agreed on before, by its hash.
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\n' > pop.csv
printf 'segment,g,count\ns,a,3010\ns,b,6990\n' > fair.csv
try() {
	"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -q "$@" 2>&1
	echo "exit $?"
}
while IFS= read -r text; do
	printf 'min_n: 40\n%s\n' "$text" > gate.yaml
	echo "$text"
	try --as-of 2026-01-01
done << 'END'
failon: [over]
fail_on: [undr]
fail_on: []
rules: {on: under}
rules: [under]
rules: [{on: undr}]
rules: [{on: under, limt: 60}]
rules: [{limit: 60}]
rules: [{on: under, limit: 90}]
rules: [{on: under, limit: 0}]
rules: [{on: under, limit: 0.8}]
rules: [{on: under, limit: 1}]
rules: [{on: under, limit: 1.1}]
rules: [{on: over, limit: 99}]
rules: [{on: incomplete, limit: 1%}]
rules: [{on: unclear, limit: 5}]
rules: [{on: tvd}]
rules: [{on: new, share: 5%}]
rules: [{on: new}]
rules: [{on: under, share: 2}]
rules: [{on: under, count: -1}]
exempt: [{segment: s, attribute: g, until: 2026-12-31}]
exempt: [{segment: s, attribute: g, reason: "  ", until: 2026-12-31}]
exempt: [{segment: s, attribute: g, reason: agreed}]
exempt: [{segment: s, reason: agreed, until: 2026-12-31}]
exempt: [{segment: s, attribute: g, reason: agreed, until: 31.12.2026}]
exempt: [{segmnt: s, attribute: g, reason: agreed, until: 2026-12-31}]
protect: {g: a}
protect: {g: [c]}
protect: {g: [a, c]}
protect: {g: [A]}
protect: {h: [a]}
protect: {g2: [a]}
required: g
required: [h]
committed: soon
committed: 2026-01-31 about noon
committed: 2026-01-31T
committed: 2026-01-31T24:00:00Z
committed: 2026-01-31T09:60Z
committed: 2026-01-31T09:00:00+0
committed: 2026-01-31T09:00:00Zulu
policy_hash: 12
END
# What is right.
printf 'committed: 2026-01-31T09:00:00Z\nrequired: [g]\nprotect: {g: [a]}\n' > gate.yaml
hash=$(sha256sum gate.yaml | cut -d' ' -f1)
try --policy-hash "$hash"
try --policy-hash "$hash" -f json | sed -n '/"policy"/,/}/p' | head -n 5 | sed "s/$hash/the hash/"
try --policy-hash "$(echo "$hash" | tr a-f A-F)"
try --policy-hash "${hash%?}" | sed "s/$hash/the hash/g"
try --policy-hash "$(echo "$hash" | sed 'y/0123456789abcdef/123456789abcdef0/')" | sed "s/$hash/the hash/g"
last=0 && [ "${hash#"${hash%?}"}" = 0 ] && last=1
try --policy-hash "${hash%?}$last" | sed "s/$hash/the hash/g"
echo '# a word more' >> gate.yaml
try --policy-hash "$hash" | sed 's/[0-9a-f]\{64\}/another/g'
"$SEGBIAS" check fair.csv pop.csv --policy none --policy-hash "$hash"
echo "exit $?"
"$SEGBIAS" compare fair.csv pop.csv --policy gate.yaml -f json 2> err | grep -A 3 '"policy"' | grep committed
cat err
# … and is not undone beside it: by what it says otherwise, or does not say. What is of the night may be given.
printf 'segment: segment\nmin_n: 40\n' > gate.yaml
hash=$(sha256sum gate.yaml | cut -d' ' -f1)
"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -o earlier.json -q > /dev/null 2>&1
for option in '--fail-on none' '--fail-on over,under,unmatched' '--band 1:9000' '--alpha 1e-9' '--min-n 40' '--min-n 41' \
	'--attributes g' '--segment none' '--segment segment' '--missing-max 1' '--unmatched-max 1' '--seed 3' '--control none' \
	'--where g=a' '--campaign-where g=a' '--eligible g=a' '--bins g=1' '--map g=g' '--reference-kind sample' '--moe-level 99%' \
	'--interval wilson' '--within g=a' '--recode g:a=b' '--missing-values +a' '--deff 9000' '--publish 4000' '--as-of 2026-01-01' '--threads 1' '--hash' '-f csv'; do
	# shellcheck disable=SC2086
	"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml --policy-hash "$hash" -q $option > out 2> err
	echo "$? $option: $(head -n 1 err)"
done
sed 's/3010/3020/' fair.csv > later.csv
try --policy-hash "$hash" --fail-on new --baseline earlier.json
"$SEGBIAS" check later.csv pop.csv --policy gate.yaml --policy-hash "$hash" -q --baseline earlier.json
echo "exit $?"
# … nor by what counts, how exact figures are said to be, and of which table they are: the skew below is hidden by each of these.
awk 'BEGIN { print "segment,g,w"; for (i = 0; i < 400; i++) print "s," (i % 10 < 1 ? "a,6" : "b,1") }' > skewed.csv
printf 'g,count,other\na,400000,100000\nb,600000,900000\n' > two.csv
printf 'segment: segment\nfail_on: under\n' > gate.yaml
hash=$(sha256sum gate.yaml | cut -d' ' -f1)
for option in '--reference-count count' '--reference-count other' '--weight w' '--count w' '--person w' '--reference-rounded 1000000' '--rounded 9' \
	'--reference-hidden-max 9' '--shape rows' '--reference-section 1' '--multi g' '--reference-weight other' '--delimiter ,'; do
	# shellcheck disable=SC2086
	"$SEGBIAS" check skewed.csv two.csv --policy gate.yaml --policy-hash "$hash" -q $option > out 2> err
	echo "$? $option: $(head -n 1 err)"
done
for option in '--reference-count count' '--reference-count count --weight w' '--reference-count other' '--reference-count count --reference-rounded 1000000'; do
	# shellcheck disable=SC2086
	"$SEGBIAS" check skewed.csv two.csv --policy gate.yaml -q $option > out 2> err
	echo "$? without the hash, $option: $(head -n 1 err)"
done
# A key that another option excludes is left aside as well.
printf 'segment,g,who\n' > people.csv
awk 'BEGIN { for (i = 0; i < 400; i++) printf "s,%s,p%d\n", i % 10 < 3 ? "a" : "b", i / 2 }' >> people.csv
echo 'person: who' > gate.yaml
for option in '' '--deff 9'; do
	# shellcheck disable=SC2086
	"$SEGBIAS" check people.csv pop.csv --policy gate.yaml --policy-hash "$(sha256sum gate.yaml | cut -d' ' -f1)" -q $option 2>&1
	echo "exit $?"
done
# What the rows weigh and count decides as well: here 5 of 400 people weigh as much as all others, and nothing would be shown.
printf 'segment,g,who,w,n\n' > people.csv
awk 'BEGIN { for (i = 0; i < 400; i++) printf "s,%s,p%d,%g,%d\n", i % 10 < 6 ? "a" : "b", i % 40, i % 80 ? 1 : 900.5, 1 + i % 2 }' >> people.csv
printf 'fail_on: over,under\n' > gate.yaml
for option in '--weight w' '--person who' '--count n' '--reference-weight w' '--reference-count count' '--multi g' '--born g' \
	'--section s' '--reference-section s' '--rounded none' '--reference-rounded none' '--reference-strata g' \
	'--reference-psu g' '--reference-replicates g' '--replicate-method acs'; do
	# shellcheck disable=SC2086
	"$SEGBIAS" check people.csv pop.csv --policy gate.yaml --policy-hash "$(sha256sum gate.yaml | cut -d' ' -f1)" -q $option > out 2> err
	echo "$? $option: $(head -n 1 err)"
done
for time in '2026-01-31 23:59' 2026-01-31T09:00:59.5+01:30 2026-01-31T09:00-0800; do
	printf 'committed: %s\n' "$time" > gate.yaml
	"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -f json -q 2> /dev/null | grep '"committed"' | sort -u
done
# … and a filter of the file's own may be said again.
printf 'where: {year: 2021}\n' > gate.yaml
printf 'g,year,count\na,2020,600000\nb,2020,400000\na,2021,300000\nb,2021,700000\n' > years.csv
for option in '' '--where year=2021' '--where year=2020' '--where year=*' '--campaign-where segment=s'; do
	# shellcheck disable=SC2086
	"$SEGBIAS" check fair.csv years.csv --policy gate.yaml --policy-hash "$(sha256sum gate.yaml | cut -d' ' -f1)" -q $option 2>&1
	echo "exit $? $option"
done
# A policy without a key is told: it may have been cut off.
for text in '' '# all of it went' '{}' 'min_n: 30'; do
	printf '%s' "$text" > gate.yaml
	"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml 2>&1 | grep -e 'no key' -e 'check:'
done
# What a policy says of itself lies not after the run: an error where that is today, a warning where it is a day that is given.
printf 'committed: 9999-01-01\n' > gate.yaml
try | sed 's/20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/TODAY/'
for time in 2026-02-01 2026-01-31T23:59Z; do
	printf 'committed: %s\n' "$time" > gate.yaml
	for day in 2026-01-30 2026-01-31 2026-02-01; do
		"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml --as-of $day 2>&1 | grep -A 1 -e committed
		echo "as of $day"
	done
done
# A day of ages that stands in the policy is none of the run.
printf 'committed: 2026-02-01\nas_of: 2026-01-01\nborn: birth\n' > gate.yaml
printf 'segment,g,birth,count\ns,a,1980-01-01,3010\ns,b,1990-01-01,6990\n' > born.csv
printf 'attribute,value,count\nage,0-40,3000000\nage,41+,7000000\n' > bands.csv
"$SEGBIAS" check born.csv bands.csv --policy gate.yaml -q --fail-on incomplete,unmatched
echo "exit $?"
# A key of the preset that a policy goes on from is not one of the file's.
echo 'policy: ll144' > gate.yaml
"$SEGBIAS" inspect fair.csv pop.csv --policy gate.yaml 2>&1 > /dev/null | grep 'is not used'
# In reports, too, it is told which policy was agreed on when; and of a nearest that lies beyond by itself that it is none of the findings.
printf 'committed: 2026-01-31T09:00:00Z\nmin_n: 40\n' > gate.yaml
hash=$(sha256sum gate.yaml | cut -d' ' -f1)
for format in text markdown html; do
	"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -q -f $format 2> /dev/null | sed 's/<[^>]*>//g; s/`//g' | tr -s ' \n' ' ' | grep -o "gate.yaml, committed [^ ]* SHA-256 $hash" | sed "s/$hash/the hash/"
done
"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -q -f text --lang ar 2> /dev/null | tr -s ' \n' ' ' | grep -o "gate.yaml.*$hash" | sed "s/$hash/the hash/"
awk 'BEGIN { print "segment,g,count"; for (i = 0; i < 60; i++) print "s" i ",a," (i ? 12 : 22) "\ns" i ",b," (i ? 28 : 18) }' > many.csv
"$SEGBIAS" check many.csv pop.csv --policy none 2>&1 | grep 'rule: over'
for language in en ar; do
	"$SEGBIAS" check many.csv pop.csv --policy none -q -f markdown --lang $language 2> /dev/null | grep -e 'Rule over' -e 'القاعدة .*over'
done
