# What is a decision beside the one that is audited, and what both together say: the counts are those of the cells by hand.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" -a sex >out.txt
	echo "exit $?" >&2
	"$SEGBIAS" "$@" -q >out.txt 2>error.txt
	echo "groups without -a: exit $?"
	grep -h -e '^  groups ' -e error: out.txt error.txt
}
# 60 of 120 are hired; what a column beside it says of the others (A) and of those hired (B).
rows() {
	awk -v name="$1" -v others="$2" -v hired="$3" 'BEGIN {
		a = split(others, A, " "); b = split(hired, B, " ")
		print "sex,hired," name
		for (i = 0; i < 120; i++) {
			word = i % 2 ? A[1 + int(i / 2) % a] : B[1 + int(i / 2) % b]
			print (i % 3 ? "F" : "M") "," (i % 2 ? "no" : "yes") "," (word == "-" ? "" : word)
		}
	}' >"$1.csv"
	ask audit "$1.csv" --decision hired
}
# 20 of the 60 others are rejected, 40 not yet: 40 of neither. Empty cells and a word more say no yes, either.
rows rejected 'yes no no' no
rows rejected 'yes - -' no
rows rejected 'yes pending no' no
# A word beside yes alone, and a number, are no answers: nothing is held against them, and they follow the decision all the same.
rows rejected 'yes pending' pending
rows rejected '1 0 2' 0
# One of those hired is rejected, too, of 30 by chance; 30 of 60 are no contradiction where nobody is asked.
rows rejected 'yes' 'no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no yes'
ask audit rejected.csv --decision hired=yes
ask audit rejected.csv --decision hired --publish 5
# As many of those hired as of the others: what chance has.
rows rejected 'yes no' 'yes no'
# Who is shortlisted may be rejected.
rows rejected 'yes no' 'yes no no no'
sed '1s/hired/shortlisted/' rejected.csv >stage.csv
ask audit stage.csv --decision shortlisted
# What the value says counts, too: those of whom the others are taken for selected, and those of whom it says so.
rows hired2 'no' 'yes'
sed '1s/.*/sex,outcome,hired/; s/,no,/,rejected,/; s/,yes,/,offer,/; 3s/no$/yes/; 4s/yes$/no/' hired2.csv >outcome.csv
ask audit outcome.csv --decision outcome=rejected
ask audit outcome.csv --decision outcome=offer
sed '1s/outcome,hired/hired,rejected/; s/rejected,no/0,1/; s/rejected,yes/0,0/; s/offer,yes/1,0/; s/offer,no/1,1/' outcome.csv >both.csv
ask audit both.csv --decision rejected=1
ask audit both.csv --decision rejected=0
# Of one answer only those rejected have a reason; the others have none, so that nothing can be held against it.
rows reason_denied 'late weak' '-'
# Yes and no in other languages, and as codes that both stand there.
tongues() {
	awk -v decision="$1" -v other="$2" -v yes="$3" -v no="$4" 'BEGIN {
		print other ",sex," decision
		for (i = 0; i < 120; i++) print (i % 2 || i % 8 ? no : yes) "," (i % 3 ? "F" : "M") "," (i % 2 ? yes : no)
	}' >words.csv
	ask audit words.csv --decision "$1=$3"
	ask audit words.csv --decision "$2=$4"
}
tongues eingestellt abgelehnt ja nein
tongues contratada rechazada sí no
tongues مقبول مرفوض نعم لا
tongues 录用 未录用 是 否
tongues eingestellt abgelehnt J N
tongues принят отказано Да Нет
# A value that denies what the column's name says is no rejection; of a word that says neither nothing can be held against it.
awk 'BEGIN { print "sex,rejected,hired"; for (i = 0; i < 120; i++) print (i % 3 ? "F" : "M") "," (i % 2 ? "not rejected,yes" : "rejected,no") }' >denied.csv
ask audit denied.csv --decision 'rejected=not rejected'
ask audit denied.csv --decision rejected=rejected
sed 's/,not rejected,/,stage 2,/' denied.csv >stage2.csv
ask audit stage2.csv --decision 'rejected=stage 2'
sed '2,$s/,rejected,/,stage 1,/' stage2.csv >stages.csv
ask audit stages.csv --decision 'rejected=stage 1'
# Who is employed was so before.
for name in employed anställd ansatt zatrudniony angajat admission; do
	awk -v name="$name" 'BEGIN { print "sex," name ",granted"; for (i = 0; i < 120; i++) print (i % 2 ? "F" : "M") "," (i % 4 < 2) "," (i % 4 < 2 ? i % 5 > 1 : i % 5 == 1) }' >job.csv
	"$SEGBIAS" audit job.csv --decision granted --policy four-fifths -q 2>&1 | grep -e '^  groups ' -e breach:
done
# A name that no hint can hold.
sed "1s/hired/hired'/" both.csv | sed '1s/.*/sex,hired'"'"',rejected/; 2s/.*/F,1,0/' >quote.csv
"$SEGBIAS" audit quote.csv --decision "hired'" 2>&1 >/dev/null
true
