# A row of a table that counts nobody is no record: it weighs nothing, and what is said is what is said without it. By hand: nobody is
# m and b, so that all of m's 3 in 7 and all of b's 3 in 7 would have to be other people.
printf 'sex,age,n\nf,a,30\nm,a,20\nf,b,10\n' >without.csv
{ cat without.csv; echo m,b,0; } >with.csv
{ cat with.csv; echo f,c,0; } >more.csv
printf 'sex,age,count\nf,a,1500017\nm,a,1400003\nf,b,1300021\nm,b,1700003\n' >apart.csv
printf 'sex,age,count\nf,a,1500017\nm,a,1400003\nf,b,1300021\nm,b,170003\n' >near.csv
printf 'sex,age,count\nf,a,1500017\nm,a,1400003\nf,b,1300021\nm,b,170003\nf,c,50000\n' >other.csv
run() {
	"$SEGBIAS" weigh "$@" -s none
	echo "exit $?"
}
for reference in apart near; do
	run without.csv "$reference.csv" -f json -q | sed '/"sha256"/d; /"bytes"/d; /"name"/d; /"rows"/d' >without.txt
	run with.csv "$reference.csv" -f json -q 2>with.err | sed '/"sha256"/d; /"bytes"/d; /"name"/d; /"rows"/d' >with.txt
	cmp without.txt with.txt && echo alike
	cat with.err
done
run with.csv near.csv -q --cells cells.csv | grep exit
cat cells.csv
run more.csv other.csv -q
run more.csv other.csv -q --within age=a,b | grep exit
