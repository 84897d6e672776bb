# Without UTF-8 a terminal is shown escapes, so that names stay told apart, and a pipe or a file what it is: on stdout and on
# stderr. Nothing is cut inside an escape.
cat > campaign.csv <<'CSV'
segment,性別,الفئة
CSV
for i in $(seq 120); do
	case $((i % 4)) in
	0) echo "südlich,男性,شباب" ;;
	1) echo "südlich,女性,كبار" ;;
	2) echo "nördlich,女性,كبار" ;;
	3) echo "nördlich,女性,غير معروف تماما" ;;
	esac
done >> campaign.csv
cat > reference.csv <<'CSV'
attribute,value,count
性別,男性,500
性別,女性,500
الفئة,شباب,500
الفئة,كبار,500
CSV
on_terminal() { # COMMAND: what stdout and stderr show, both a terminal
	LC_ALL=$1 TERM=dumb script -qec "stty cols 80; $2" /dev/null < /dev/null | tr -d '\r'
}
on_terminal C "$SEGBIAS compare campaign.csv reference.csv" > both.out
LC_ALL=C grep -c -v '^[ -~]*$' both.out
grep -E '^segbias|^[a-z]+\.csv|hint' both.out
sed -n '/^Whole/,/^What/p' both.out
on_terminal C.UTF-8 "$SEGBIAS compare campaign.csv reference.csv" | grep -c '性別'
# stdout is a pipe, stderr the terminal; and the other way round.
on_terminal C "$SEGBIAS compare campaign.csv reference.csv | cat > stdout.txt" > stderr.txt
grep -c '性別' stdout.txt
grep -c '\\u0627' stderr.txt
on_terminal C "$SEGBIAS compare campaign.csv reference.csv 2> stderr.txt" | grep -c '\\u6027'
grep -c 'الفئة' stderr.txt
