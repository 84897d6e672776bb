# Who is tested at all, and who is somebody, may hang on hidden and rounded figures, too: what is claimed of them holds at any.
printf 'gr,count\na,5001\nb,4999\n' > halves.csv
# Six segments of 21 (<20, and 12) are too few as shown, and 30 at the most: with twelve tests more, 74 of 100 is no flag.
hide() {
	printf 'seg,gr,n\nS,a,74\nS,b,26\n'
	for i in 1 2 3 4 5 6; do printf 'H%d,a,%s\nH%d,b,12\n' "$i" "$1" "$i"; done
}
say() {
	"$SEGBIAS" compare "$@" --segment seg --rounded none -f csv -q | grep '^S,' | cut -d, -f3,22,23
}
for figure in '<20' 0 18 '<18'; do
	hide "$figure" > campaign.csv
	echo "$figure"
	say campaign.csv halves.csv --reference-rounded none
done
echo "none control: no other test counts"
hide '<20' > campaign.csv
say campaign.csv halves.csv --reference-rounded none --control none
echo "shares are no whole figures: <1% is up to 1 %, not 0"
printf 'religion,share\nChristian,70%%\nNone,23%%\nMuslim,7%%\nHindu,<1%%\n' > share.csv
printf 'Konfession;Prozent\nevangelisch;52\nkatholisch;47\nandere;<1\n' > prozent.csv
for file in share.csv prozent.csv; do "$SEGBIAS" inspect "$file" --cells 2> errors; done
echo "one of 0 and 1 may be somebody, and has an index"
printf 'religion,count\nChristian,700\nNone,230\nHindu,<2\n' > ones.csv
printf 'seg,religion,n\nS,Christian,700\nS,None,230\nS,Hindu,9\n' > people.csv
say people.csv ones.csv
echo "a 0 that is rounded may be somebody: 30 of 1,000 have the value"
printf 'gr,share\na,25.1%%\nb,74.9%%\nc,0.0%%\n' > zero.csv
printf 'seg,gr,n\nS,a,345\nS,b,625\nS,c,30\n' > people.csv
say people.csv zero.csv
printf 'gr,share\na,.25052\nb,.749\nc,.00048\n' > true.csv
say people.csv true.csv
echo "what may be flagged is in no test for likely: S alone among five (10 p > .05), or beside four that are likely, too (2 p)"
likely() {
	printf 'seg,gr,count\nS,a,52\nS,b,28\n'
	for i in 1 2 3 4; do printf 'T%d,a,%s\nT%d,b,780\n' "$i" "$1" "$i"; done
}
printf 'gr,count\na,500000\nb,500000\n' > halves.csv
for figure in 1,310-1,450 1310 1450 1,310-1,330; do
	likely "\"$figure\"" > campaign.csv
	echo "$figure: $(say campaign.csv halves.csv --reference-rounded none --band 60:125 | head -1)"
done
