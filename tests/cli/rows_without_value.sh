# A row of a device that has no sex may be its total, of whom some were reached twice, or people whose sex is not known: near the sum
# of those beside it, 3,120, that is said, and the hint leaves it out. By hand: 3,000 is .96 of it, 2,000 .64, 4,000 1.28.
printf 'device,sex\nMobile,M\nDesktop,F\nMobile,F\nDesktop,M\n' >four.csv
show() { # REST
	printf 'Device,Sex,Reach\nMobile,M,1500\nMobile,F,1620\nDesktop,M,900\nDesktop,F,910\n%s\n' "$1" >table.csv
	"$SEGBIAS" inspect table.csv --cells 2>&1 | grep -E '^Mobile,,|^Desktop,,|may be totals|if they are|left out'
	echo
}
show Mobile,,3000
show 'Mobile,,3000
Desktop,,1750'
show Mobile,,2000
show Mobile,,4000
show Mobile,,3120
# Beside one value alone it tells nothing.
printf 'Device,Sex,Reach\nMobile,M,1500\nMobile,F,1620\nTablet,F,910\nTablet,,900\nDesktop,M,700\nDesktop,F,810\n' >table.csv
"$SEGBIAS" inspect table.csv --cells 2>&1 | grep -E '^Tablet,,|may be totals'
printf 'Device,Sex,Reach\nMobile,M,1500\nMobile,F,1620\nDesktop,M,900\nDesktop,F,910\nMobile,,3000\n' >table.csv
"$SEGBIAS" inspect table.csv --cells --within 'Sex=M,F' 2>&1
# Of a campaign for women each total is the figure of its only value: once that may be chance (above), in every age it is hardly. To the
# digit alone: of 94 no word.
one() { # REST
	printf 'Age,Sex,Reach\n18-24,F,95\n25-34,F,203\n%s\n' "$1" >one.csv
	"$SEGBIAS" inspect one.csv --cells 2>&1 | grep -E ',,|may be totals|if they are|left out'
	echo
}
one '18-24,,95
25-34,,203'
one '18-24,,94
25-34,,203'
one '18-24,M,95
35-44,M,80
35-44,,80
25-34,,203'
