# 80 to 120: 24 of 100 where the reference has 20 are index 120 exactly, which is inside, however many they are; a person in a
# thousand more is outside.
printf 'what,count\nsport,2000000\nnews,8000000\n' > reference.csv
check() {
	printf 'group,what,count\nA,sport,%s\nA,news,%s\n' "$1" "$2" > campaign.csv
	"$SEGBIAS" check campaign.csv reference.csv --policy index-80-120 -f json 2> errors > result.json
	echo "exit $?"
	python3 -c 'import json; v = json.load(open("result.json"))["result"]["comparisons"][1]["values"][0]; print(v["value"], v["index"], v["verdict"])' ||
		cat errors
}
check 24 76
check 2400000 7600000
check 2410001 7590007
check 1600000 8400000
check 1590001 8410007
# The default band, which is symmetric on a ratio scale, takes the same for average.
"$SEGBIAS" check campaign.csv reference.csv -q
echo "exit $?"
printf 'group,what,count\nA,sport,2410001\nA,news,7590007\n' > campaign.csv
"$SEGBIAS" check campaign.csv reference.csv -q
echo "exit $?"
