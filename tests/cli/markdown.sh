# Markdown for a pull request: names of anything but letters and digits are code, in which nothing is a link, a name that is
# told or markup; the bars of a table stay its own.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -f markdown
printf 'segment,group\n' > campaign.csv
for i in $(seq 40); do
	printf '%s\n' '@team #12,a|b' '<script>alert(1)</script>,`x`' '**bold** [a](http://b.c),``' 'x,{n}{value}'
done >> campaign.csv
printf 'group,count\na|b,10\n`x`,10\n``,10\n{n}{value},30\n' > reference.csv
"$SEGBIAS" compare campaign.csv reference.csv -q -f markdown --title '# <b>&"' | head -n 40
