# Pairs that are as wide as a table of two columns below them are none of it; another list of people below one is another table.
look() {
	cat >"$1.csv"
	echo "# $1"
	"$SEGBIAS" inspect "$1.csv" --cells ${2:+"$2" "$3"} 2>&1 | grep -v 'not in the cells\|columns all the same\|if they are exact' | cut -c1-150
}
printf 'Unit,Thousands\nsex,population\nMale,1204\nFemale,1311\n' | look thousands
printf 'Respondents,1000\nsex,people\nMale,504\nFemale,496\n' | look asked
printf 'Einheit;Tausend\nStand;31.12.2023\nGeschlecht;Bev\303\266lkerung\nm\303\244nnlich;1204\nweiblich;1311\n' | look two
printf 'Source,Census 2021\nage,share\n18-24,10.5\n25-64,60.5\n65+,29\n' | look shares
printf '\330\247\331\204\331\210\330\255\330\257\330\251,\330\243\331\204\331\201\n\330\247\331\204\330\254\331\206\330\263,\330\247\331\204\330\263\331\203\330\247\331\206\n\330\260\331\203\330\261,1204\n\330\243\331\206\330\253\331\211,1311\n' | look arabic
# A row without a figure is a row, and words that no figures stand below are no names.
printf 'sex,population\nMale,unknown\nFemale,1311\nOther,33\n' | look unknown
printf 'first,second\nMale,population\nFemale,count\nOther,blue\n' | look words
# Lists of people: other names, the same names again, a footer as wide; a blank line between groups is none.
people() { for i in $(seq 20); do printf '%s,f,North\n%s,m,South\n' "$i" "$((i + 20))"; done; }
{ echo id,gender,region; people; printf '\nid,channel,device\n1,mail,phone\n2,web,desktop\n'; } | look other
"$SEGBIAS" inspect other.csv --cells --section 2
{ echo id,gender,region; people; printf '\nid,gender,region\n'; people; } | look again
"$SEGBIAS" inspect again.csv --cells --section 1
{ echo id,gender,region; people; printf '\nReport,All,x\nUser,admin,y\nDate,day,z\n'; } | look footer
{ echo id,region; seq -f '%g,North' 20; echo; seq -f '%g,South' 21 40; } | look groups
