# A column that says in other words, or in its own, what the decision says is no group: its name is of decisions, and its values follow who was
# selected. A name of something else or of another time, or few records, and it is a group.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
	grep -A1 '^  groups ' out.txt || head -n 2 out.txt
}
awk 'BEGIN {
	print "sex,approved,loan_denied,action_taken,holder"
	for (i = 1; i <= 120; i++) {
		y = i % 5 < 2
		print (i % 2 ? "F" : "M") "," (y ? "yes" : "no") "," (y ? "no" : "yes") "," (y ? 1 + i % 2 : 3 + i % 3) "," (y ? "A" : "B")
	}
}' >rows.csv
ask audit rows.csv --decision approved
ask audit rows.csv --decision approved --lang ar
ask audit rows.csv --decision approved -a sex,loan_denied
ask audit rows.csv --decision loan_denied=no
ask audit rows.csv --decision action_taken=1
# Pending, contradicted, offered before and enrolled behind: of 240 96 are approved, of women and men alike.
awk 'BEGIN {
	print "sex,approved,loan_denied,previously_denied,offer,funded,denial_reason,loan_status,citizen"
	for (i = 1; i <= 240; i++) {
		y = i % 5 < 2
		p = i % 5 == 2
		o = i % 5 < 3
		print (i % 2 ? "F" : "M") "," (y ? "yes" : "no") "," (y || p ? "no" : "yes") "," (i % 3 ? "no" : "yes") "," (o ? "yes" : "no") "," (y && i % 3 ? "yes" : "no") "," (y || p ? "nothing" : i % 4 ? "income" : "history") "," (y ? "Approved" : p ? "Pending" : "Denied") "," (o ? "yes" : "no")
	}
}' >near.csv
ask audit near.csv --decision approved -q
ask audit near.csv --decision loan_status=Approved -q
ask audit near.csv --decision funded -q
sed '5,300s/,yes,no,\(yes\|no\),yes,/,yes,yes,\1,yes,/; 12,300s/,yes,yes,\(yes\|no\),yes,/,yes,no,\1,yes,/' near.csv >both.csv
ask audit both.csv --decision approved -q
# What was denied before is a group, and where nobody of it is approved, too.
awk -F, 'BEGIN { OFS = "," } NR > 1 { $4 = $3 } { print $1, $2, $4 }' near.csv >before.csv
ask audit before.csv --decision approved -q
# One applicant of whom both say no.
sed '4s/,no,yes,/,no,no,/' rows.csv >other.csv
ask audit other.csv --decision approved -q
# In eleven rows two values may follow a decision by chance.
head -n 12 rows.csv | cut -d, -f 1-3 >few.csv
ask audit few.csv --decision approved -q
head -n 13 rows.csv | cut -d, -f 1-3 >more.csv
ask audit more.csv --decision approved -q
# Columns of a score.
sed '1s/.*/sex,a,risk_denied,band,holder/' rows.csv >score.csv
awk -F, 'BEGIN { OFS = "," } { print $0, NR == 1 ? "score" : ($2 == "yes" ? 50 + NR % 40 : 10 + NR % 40) }' score.csv | cut -d, -f 1,3,6 >scores.csv
ask audit scores.csv --score score --threshold 50
sed '1s/score/rejection score/' scores.csv >rejection.csv
ask audit rejection.csv -a sex --score 'rejection score' --threshold 50
# Of scores in per cent a threshold of 0 is 0.
sed '2,$s/$/%/' scores.csv >percents.csv
ask audit percents.csv -a sex --score score --threshold 0
# What scores of a risk foretell stands beside them, or is what came true.
awk 'BEGIN { print "sex,decile,two_year_recid,default"; for (i = 1; i <= 120; i++) print (i % 2 ? "F" : "M") "," 1 + i % 10 "," (i % 7 < 3) "," (i % 5 < 2) }' >deciles.csv
ask audit deciles.csv -a sex --score decile --threshold 5
ask audit deciles.csv -a sex --score decile --threshold 5%
ask audit deciles.csv -a sex --score decile --threshold median
ask audit deciles.csv -a sex --score decile --threshold '>=5'
cut -d, -f 1,2,4 deciles.csv >default.csv
ask audit default.csv -a sex --score decile --threshold 5
ask audit default.csv -a sex --score decile --threshold 5 --label default
ask audit default.csv -a sex --score decile --threshold 5 --label default=1
ask audit default.csv -a sex --score decile --threshold 5 --label default=0
sed '1s/default/status/; s/,1$/,defaulted/; s/,0$/,repaid/' default.csv >status.csv
ask audit status.csv -a sex --score decile --threshold 5 --label status=repaid
ask audit status.csv -a sex --score decile --threshold 5 --label status=defaulted
sed 's/defaulted/default/' status.csv >noun.csv
ask audit noun.csv -a sex --score decile --threshold 5 --label status=default
true
