# Words that say that the group is not known are no marker that counts as missing by itself: where groups are judged they are asked about,
# else told. 201 of 401, 76 of 203 and 485 of 1,203: known are 50.1 % and 37.4 %, ratio .747 and Fisher's p .0033; beside those who prefer not
# to say nothing is shown.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
	sed -n '/^  unknown /,/^$/p' out.txt
}
printf 'race,applicants,hired\nWhite,401,201\nBlack,203,76\nPrefer not to say,1203,485\n' >race.csv
ask audit race.csv --decision hired
ask audit race.csv --decision hired --lang ar
ask audit race.csv --decision hired --policy four-fifths -q
ask audit race.csv --decision hired --fail-on none -q
ask audit race.csv --decision hired --policy four-fifths -q --missing-values '+Prefer not to say'
ask audit race.csv --decision hired --policy four-fifths -q --missing-values ''
ask audit race.csv --decision hired --policy ll144 -q
ask audit race.csv --decision hired --publish 5
# The other way: .833 of the known, and .67 of those not specified.
printf 'race,applicants,hired\nWhite,600,360\nBlack,400,200\nNot specified,300,225\n' >other.csv
ask audit other.csv --decision hired --fail-on under -q
ask audit other.csv --decision hired --fail-on under -q --missing-values '+Not specified'
# The hint has the words of all columns, and what is typed already.
awk 'BEGIN { print "sex,race,hired"; for (i = 0; i < 240; i++) print (i % 5 ? i % 2 ? "F" : "M" : "Not specified") "," (i % 7 ? i % 3 ? "A" : "BC" : "Prefer not to say") "," (i % 4 ? 0 : i % 9 ? 1 : "-") }' >two.csv
ask audit two.csv --decision hired --fail-on under -q
ask audit two.csv --decision hired --fail-on under -q --missing-values +-
ask audit two.csv --decision hired --fail-on under -q --missing-values '+-,Not specified,Prefer not to say'
ask audit two.csv --decision hired
# A word that the decisions say, too: as a missing marker it would take the refused from them. Of women 40 of 130 were approved, of men 80 of 150.
awk 'BEGIN { print "sex,previous,outcome"; split("Approved,Refused,Canceled", w, ","); for (i = 0; i < 280; i++) { f = i < 130; n = f ? i : i - 130; print (f ? "F" : "M") "," w[i % 3 + 1] "," (n < (f ? 40 : 80) ? "Approved" : n % 9 ? "Refused" : "Canceled") } }' >same.csv
ask audit same.csv --decision outcome=Approved --fail-on under -q
ask audit same.csv --decision outcome=Approved --fail-on under -q -a sex
ask audit same.csv --decision outcome=Approved --fail-on under -q -a previous
ask audit same.csv --decision outcome=Approved --fail-on under -q -a previous --within previous=Approved,Canceled
ask audit same.csv --decision outcome=Approved -a 'sex,previous,sex*previous'
# Words with commas and apostrophes, one in two columns: each once, and as a shell reads them.
awk 'BEGIN { print "sex,race,hired"; for (i = 0; i < 240; i++) print (i % 5 ? i % 2 ? "F" : "M" : "Prefer not to say") "," (i % 7 ? i % 3 ? "A" : "\"Information not provided by applicant in mail, internet, or telephone application\"" : i % 2 ? "Prefer not to say" : "I don\047t wish to answer") "," (i % 4 ? 0 : 1) }' >comma.csv
ask audit comma.csv --decision hired --fail-on under -q
ask audit comma.csv --decision hired --fail-on under -q --missing-values '+Prefer not to say,"Information not provided by applicant in mail, internet, or telephone application",I don'\''t wish to answer'
# A policy that fails on nothing tells.
printf 'alpha: 0.05\n' >policy.yaml
printf 'fail_on: none\n' >none.yaml
ask audit race.csv --decision hired -q --policy policy.yaml
ask audit race.csv --decision hired -q --policy policy.yaml --fail-on none
ask audit race.csv --decision hired --policy none.yaml
# Words of home mortgages and of employers, and of other languages; DK is a country.
for word in 'Sex Not Available' 'Decline to self-identify' 'I do not wish to answer' 'keine Angabe' 'Non renseigné' Неизвестно 'غير معروف' 未知 DK \
	"I don't wish to answer" 'Prefer not to respond' 'Decline to respond' Withheld 'Möchte ich nicht angeben' 'Préfère ne pas répondre' 'Prefiero no contestar' \
	'Prefiro não informar' 'Vill inte uppge' 'Wolę nie mówić' 'أفضل عدم الإجابة' 回答しない 不愿透露 'Other / Prefer not to say' '9 - Not known' '9 - Withdrawn' '18-24'; do
	sed "s|Not specified|$word|; s/race/sex/" other.csv >word.csv
	"$SEGBIAS" audit word.csv --decision hired --fail-on under -q >out.txt 2>error.txt
	echo "$word: exit $?"
	sed 1q error.txt
done
true
