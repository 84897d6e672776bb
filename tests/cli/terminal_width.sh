# Every line of text keeps to COLUMNS, from 40 on, and without it to the terminal's width. Names wrap and are never cut: those
# that share their first 36 characters stay told apart. Wide characters take two columns, combining ones none. What to type next
# is one line, however long.
cat > campaign.csv <<'CSV'
segment,Haushaltstyp nach amtlicher Gliederung,地域
CSV
for i in $(seq 400); do
	segment="Subscribers of the printed weekly newsletter $((i % 2 ? 1 : 2))"
	case $((i % 7)) in
	0 | 1 | 2) echo "$segment,Mehrpersonenhaushalte_mit_minderjährigen_Kindern_A,北海道札幌市中央区北一条西二丁目地域自治区第一" ;;
	3 | 4) echo "$segment,Mehrpersonenhaushalte_mit_minderjährigen_Kindern_B,北海道札幌市中央区北一条西二丁目地域自治区第二" ;;
	5) echo "$segment,Mehrpersonenhaushalte mit Kindern und Großeltern im selben Haus,北海道札幌市中央区北一条西二丁目地域自治区第二" ;;
	6) printf '%s,%s,\n' "$segment" "$(printf 'e\314\201%.0s' $(seq 50))" ;;
	esac
done >> campaign.csv
cat > reference.csv <<CSV
attribute,value,count
Haushaltstyp nach amtlicher Gliederung,Mehrpersonenhaushalte_mit_minderjährigen_Kindern_A,300
Haushaltstyp nach amtlicher Gliederung,Mehrpersonenhaushalte_mit_minderjährigen_Kindern_B,1234567890
Haushaltstyp nach amtlicher Gliederung,Mehrpersonenhaushalte mit Kindern und Großeltern im selben Haus,100
Haushaltstyp nach amtlicher Gliederung,$(printf 'e\314\201%.0s' $(seq 50)),100
地域,北海道札幌市中央区北一条西二丁目地域自治区第一,300
地域,北海道札幌市中央区北一条西二丁目地域自治区第二,300
CSV
cat > wide.py <<'PYTHON'
import sys, unicodedata
def columns(line):
	return sum(0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
lines = [line for line in sys.stdin.read().replace("\r", "").split("\n") if not line.startswith("Next: ")]
most = max(columns(line) for line in lines)
print("fits" if most <= int(sys.argv[1]) else f"{most} columns", len(lines) > 1)
PYTHON
for width in 40 60 80 120 200; do
	for command in "compare campaign.csv reference.csv --explain-mapping" "inspect campaign.csv reference.csv" \
		"compare reference.csv --plan 1000" "compare --help" "--help"; do
		echo "$width ${command%% *} $(COLUMNS=$width "$SEGBIAS" $command 2> /dev/null | python3 wide.py $width)"
	done
done
for width in 40 120; do
	script -qec "stty cols $width; $SEGBIAS compare campaign.csv reference.csv -q" /dev/null < /dev/null | python3 wide.py $width
done
COLUMNS=40 "$SEGBIAS" compare campaign.csv reference.csv -q | sed -n '/^Whole campaign/,$p'
COLUMNS=60 "$SEGBIAS" inspect campaign.csv -q
COLUMNS=40 "$SEGBIAS" compare reference.csv --plan 1000 -q | tail -n 12
# Too narrow, and no number.
COLUMNS=12 "$SEGBIAS" compare data/campaign.csv data/census.csv -q > narrow.out
COLUMNS=40 "$SEGBIAS" compare data/campaign.csv data/census.csv -q | cmp - narrow.out && echo "12 is 40"
for columns in 0 -5 50x ''; do
	COLUMNS=$columns "$SEGBIAS" compare data/campaign.csv data/census.csv -q |
		cmp - <("$SEGBIAS" compare data/campaign.csv data/census.csv -q) && echo "'$columns' is none"
done
# A file is not as wide as the terminal.
COLUMNS=40 "$SEGBIAS" compare data/campaign.csv data/census.csv -q -o 80.txt > /dev/null
"$SEGBIAS" compare data/campaign.csv data/census.csv -q | sed '/^Next/d' | cmp - <(sed '/^Next/d' 80.txt) && echo "80 columns"
# An audit's tables, too: figures of several words are broken, and tables stand each by itself, where there is no room for all alike.
for columns in 40 50; do
	COLUMNS=$columns "$SEGBIAS" audit data/decisions.csv -a sex --score score --threshold 0.5 --label bought -q > audit.txt 2>&1
	echo "audit of $columns columns, lines that are longer: $(grep -v '^Next' audit.txt | awk -v most=$columns 'length($0) > most' | wc -l)"
done
COLUMNS=40 "$SEGBIAS" audit data/decisions.csv -a sex --decision selected -q | sed -n '/^sex/,/^  Of/p'
