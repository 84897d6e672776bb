# Coverage: of the segments of 600, 300 and 100 people at 55, 60 and 65 women in a hundred, where half of the eligible are women, 5,
# 10 and 15 in a hundred would have to be moved. 10 % is met: 900 of 1,000 people, 2 of 3 segments. The third is to be watched: of
# 100 people at least 3.40 % are shown (R: binom.test(65, 100, conf.level = .975)$conf.int[1] - .5).
printf 'gender,count\nwomen,50003\nmen,50003\n' > eligible.csv
rows() {
	echo segment,gender,count
	printf 'Large,women,330\nLarge,men,270\nMiddle,women,180\nMiddle,men,120\nSmall,women,65\nSmall,men,35\n'
}
show() {
	python3 - <<'PY'
import json
r = json.load(open("result.json"))
print(r["status"])
for c in r["coverage"]:
	print(c["attribute"], c["share"], c["covered_n"], c["n"], c["covered_segments"], c["segments"], "over", c["over"], "watched", c["watched"], "missing", c["missing"])
for b in r["breaches"]:
	print(b["segment"], b["attribute"], b["value"], b["number"], round(b["number_low"], 6), b["threshold"])
PY
}
check() {
	"$SEGBIAS" check campaign.csv eligible.csv --policy coverage -f json -q > result.json
	echo "exit $?"
	show
}
rows > campaign.csv
check
"$SEGBIAS" check campaign.csv eligible.csv --policy coverage 2>&1 | grep -e ' rule: rules' -e ' coverage: '
# Levelled down: a fifth of the people are reached, and the share is as large.
rows | sed 's/330/66/; s/270/54/; s/180/36/; s/120/24/; s/65/13/; s/35/7/' > campaign.csv
check
# Shown to be over: 250 of 1,000 women too many, at least .2177 (R: binom.test(750, 1000, conf.level = .975)$conf.int[1] - .5); and people of
# unknown gender are in no share.
(rows; printf 'Skewed,women,750\nSkewed,men,250\nLarge,,41\n') > campaign.csv
check
for format in text markdown html; do
	"$SEGBIAS" check campaign.csv eligible.csv --policy coverage -f $format -q 2> /dev/null | sed 's/<[^>]*>//g' | tr -s ' \n' ' ' |
		grep -o '[ >]Coverage by .*no share: [0-9]*\.'
done
# 10 % exactly, of other shares: 40 in a hundred where 30 are eligible; and a person more.
printf 'gender,count\nwomen,30003\nmen,70007\n' > eligible.csv
printf 'segment,gender,count\nA,women,400\nA,men,600\nB,women,401\nB,men,599\n' > campaign.csv
check
printf 'gender,count\nwomen,30000\nmen,70000\n' > eligible.csv
check
# The eligible are a part of the campaign's own file.
python3 - > campaign.csv <<'PY'
print("segment,could_see,gender")
for segment, n, women in (("A", 600, 330), ("B", 300, 180), ("C", 100, 65)):
	for i in range(n):
		print(f"{segment},yes,{'women' if i < women else 'men'}")
for i in range(4000):
	print(f",yes,{'women' if i < 1925 else 'men'}")
for i in range(70):
	print(f",no,{'women' if i < 60 else 'men'}")
PY
"$SEGBIAS" check campaign.csv --eligible could_see=yes --policy coverage -f json -q > result.json
echo "exit $?"
show
# Shares do not say of how many they are.
printf 'attribute,value,share\ngender,women,50%%\ngender,men,50%%\n' > eligible.csv
"$SEGBIAS" check campaign.csv eligible.csv --policy coverage -q
echo "exit $?"
# Rules of a file that goes on from it stand beside its rule, but on the same word.
printf 'segment,gender,count\nLarge,women,150\nLarge,men,350\nSkewed,women,750\nSkewed,men,250\n' > campaign.csv
printf 'gender,count\nwomen,50003\nmen,50003\n' > eligible.csv
for rules in 'on: incomplete, limit: 10%' 'on: tvd, limit: 90%' 'on: over, limit: 140}, {on: tvd, limit: 22%'; do
	printf 'policy: coverage\nrules: [{%s}]\n' "$rules" > own.yaml
	"$SEGBIAS" check campaign.csv eligible.csv --policy own.yaml 2>&1 | grep -e 'check:' -e ' rule: '
done
