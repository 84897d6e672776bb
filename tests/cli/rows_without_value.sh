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
