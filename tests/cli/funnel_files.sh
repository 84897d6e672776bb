# Stages that are files of their own, beside columns and counted by columns; and files that cannot be a stage.
for stage in 3:eligible 4:targeted 5:reached; do
	awk -F, -v at="${stage%%:*}" 'NR == 1 || $at == "yes" { print $1 "," $2 "," $6 }' fixtures/stages.csv >"${stage#*:}.csv"
done
set -- fixtures/stages.csv fixtures/stages_reference.csv --segment none --count count --rounded none
"$SEGBIAS" compare "$@" --stages '*,eligible,model=@targeted.csv,@./reached.csv' | sed -n '/^The funnel/,/^$/p'
# The same indices as of columns; the intervals are wider.
for stages in '*,eligible,targeted' '*,eligible,targeted=@targeted.csv'; do
	"$SEGBIAS" compare "$@" --stages "$stages" -q -f json | grep '"value": "55+", "stage": "targeted"' | cut -d, -f 9-11
done
"$SEGBIAS" compare - fixtures/stages_reference.csv --segment none --count count --stages 'eligible,@reached.csv' -q <fixtures/stages.csv |
	grep 'records by stage'
printf 'age,eligible,targeted\n18-34,2670,1610\n35-54,2950,1180\n55+,1500,300\n' >wide.csv
"$SEGBIAS" compare wide.csv fixtures/stages_reference.csv --segment none --count eligible --stages eligible,targeted |
	sed -n '/^The funnel/,/^$/p'
"$SEGBIAS" compare wide.csv fixtures/stages_reference.csv --segment none --stages eligible,targeted -q
# What is left out of a stage's file, or taken for rounded, is said of it as of the campaign.
printf 'age,gender,count\n18-34,f,100\n18-34,m,x1\n\n35-54,f,120\n35-54,m,130\n55+,f,140\n55+,m,150\n' >gaps.csv
"$SEGBIAS" compare "$@" --stages '*,@gaps.csv' --skip-bad | sed -n '/^The funnel/,/^$/p'
"$SEGBIAS" compare fixtures/stages.csv fixtures/stages_reference.csv --segment none --count count --stages '*,@targeted.csv' |
	sed -n '/^The funnel/,/^$/p'
mkdir other && cp reached.csv other
printf 'age,count\n18-34,10\n' >ages.csv
for stages in '@reached.csv,@other/reached.csv' '*,@none.csv' 'reached.csv,*' '*,@' '*,@fixtures/stages_reference.csv' '*,@ages.csv'; do
	echo "$stages" >&2
	"$SEGBIAS" compare "$@" --stages "$stages" -q | sed -n '/^The funnel/,/^$/p'
done
"$SEGBIAS" compare fixtures/stages.csv - --segment none --stages '*,@reached.csv' <fixtures/stages_reference.csv
"$SEGBIAS" compare fixtures/stages.csv --eligible eligible=yes --segment none --stages '*,@reached.csv'
echo "exit $?"
# A file that the base does not hold is not drawn from it.
printf 'g,count\na,100\nb,100\n' >base.csv
printf 'g,one,count\na,yes,40\nb,no,50\n' >drawn.csv
printf 'g,count\na,400\nb,50\n' >more.csv
"$SEGBIAS" compare drawn.csv base.csv --segment none --count count --reference-kind base --stages '*,@more.csv'
echo "exit $?"
# Of a stage's file, too, it is said that rows are no people.
{ echo id,age,gender && for i in $(seq 12); do printf '%s,18-34,f\n%s,18-34,f\n%s,55+,m\n' "$i" "$i" "$((i + 12))"; done; } >twice.csv
"$SEGBIAS" compare fixtures/stages.csv fixtures/stages_reference.csv --segment none --rounded none --stages '*,@twice.csv' 2>&1 >/dev/null | grep twice.csv:
# of a stage in whose file persons repeat nothing is tested, though each is once in the campaign
awk 'BEGIN { print "who,g"; for (i = 0; i < 400; i++) print "p" i "," (i % 2 ? "a" : "b") }' >once.csv
awk 'BEGIN { print "who,g"; for (i = 0; i < 300; i++) print "p" int(i / 2) "," (int(i / 2) % 3 ? "a" : "b") }' >twice.csv
printf 'g,count\na,5000001\nb,5000003\n' >halves.csv
"$SEGBIAS" compare once.csv halves.csv --segment none --stages '*,got=@twice.csv' --person who -q >/dev/null
"$SEGBIAS" compare once.csv halves.csv --segment none --stages '*,got=@twice.csv' --person who -f json 2>/dev/null | grep -o '"stage": "got", "from": "\*", "n".*"reason": [^,]*'
