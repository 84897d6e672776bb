# One export in several languages: who is unknown is missing in each, and every figure is the same. By hand: of 60 rows 12 are unknown.
printf 'sex,count\nF,4100000\nM,3900000\n' >census.csv
table() { # WORD
	printf 'segment,sex,people\n'
	printf 'a,F,%s\na,M,%s\na,%s,%s\n' 21 27 "$1" 12
}
compare() { # WORD
	table "$1" >campaign.csv
	"$SEGBIAS" compare campaign.csv census.csv -f json 2>campaign.err | sed -n '/"comparisons"/,/"incomplete"/p'
	grep -c 'may stand for a missing value' campaign.err
}
compare Unknown >expected
grep -E '"(n|missing|unmatched)": ' expected | sort | uniq -c | sed 's/^ *//'
for word in Unbekannt Unbestimmt Indéterminé Indeterminado Indeterminato Inconnu INCONNUE Desconocido 'Keine Angabe' 'Non précisé' Onbekend 'غير معروف' 未知 '(not set)'; do
	compare "$word" >got
	cmp -s expected got && echo "$word: the same" || echo "$word: differs"
done
# What is not known of whom a tool gave a value is none of them, nor is an answer; both are told.
for word in '(other)' 'Prefer not to say' divers; do
	compare "$word" >got
	echo "$word: $(grep -E -m2 '"(missing|unmatched)": ' got | tr -d '\n'), told $(tail -1 got)"
done
# A reference that lists the word has it as a value.
printf 'sex,count\nF,4100000\nM,3900000\nUnbekannt,100000\n' >census.csv
compare Unbekannt | grep -E -m3 '"(n|missing|unmatched)": '
