# What strayed among words that many records have: a name, a number in plain digits, a plate, a day. And columns of such, whose
# names say nothing. None of it comes out; ordinary values as rare do.
record() { # SEED STRAYS...: 300 records, the strays among their channels
	awk -v seed="$1" -v strays="$2" 'BEGIN {
		count = split(strays, stray, "/")
		print "segment,age,channel,field"
		for (i = 0; i < 300; i++) {
			at = (i * 7 + seed) % 300
			channel = at < count ? stray[at + 1] : i % 5 < 3 ? "web" : "app"
			print (i % 2 ? "A" : "B") "," 18 + (i * 11 + seed) % 60 "," channel ",0171" 5512345 + (i % 20) * 137911
		} }'
}
strays='Anna Hollerkamp/محمد القحطاني/孙春梅/Hollerkamp, Petra/01715512345/44051401359/HH-XY 4711/SW1A 1AA/@hollerkamp/1971-03-05/web;Иван Жигалко/other: 2125550142/weeb/kiosk'
canaries='ollerkamp\|القحطاني\|孙春梅\|Жигалко\|1715512345\|44051401359\|4711\|1AA\|1971-03\|2125550142'
record 0 "$(echo "$strays" | sed 's/Hollerkamp, Petra/Petra Hollerkamp/')" >campaign.csv
record 3 "$(echo "$strays" | sed 's/Hollerkamp, Petra/Petra Hollerkamp/; s/weeb/wab/')" >reference.csv
sed '9s/^[AB]/Anna Hollerkamp/' campaign.csv >segments.csv
for arguments in "campaign.csv reference.csv -f text" "campaign.csv reference.csv -f json" "campaign.csv reference.csv -f html" \
	"campaign.csv reference.csv -f markdown --lang ar" "campaign.csv --eligible segment=A -f csv" "campaign.csv --plan 500" \
	"segments.csv reference.csv -f csv"; do
	"$SEGBIAS" compare $arguments >out 2>err
	echo "$arguments: exit $?, $(cat out err | grep -c "$canaries") lines"
done
"$SEGBIAS" inspect campaign.csv reference.csv 2>&1 | grep -c "$canaries"
"$SEGBIAS" inspect campaign.csv --cells 2>&1 | grep -c "$canaries"
"$SEGBIAS" init campaign.csv reference.csv -o policy.yaml 2>&1 | grep -c "$canaries"
grep -c "$canaries" policy.yaml
"$SEGBIAS" compare segments.csv reference.csv -f csv 2>/dev/null | cut -d, -f1 | sort -u
"$SEGBIAS" compare campaign.csv reference.csv 2>&1 >/dev/null | grep -A1 -e withh -e weeb -e kiosk -e field
"$SEGBIAS" compare campaign.csv reference.csv -a channel -f csv 2>/dev/null | grep -c "$canaries"
