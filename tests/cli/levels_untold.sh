# Regions above their districts in one column, where nothing is called a total: told by their sums however small they are, by codes or
# by indents. Else each would count twice.
look() {
	cat >"$1.csv"
	echo "# $1"
	"$SEGBIAS" inspect "$1.csv" --cells ${2:+"$2" "$3"} 2>&1 | grep -v 'places of\|takes one\|not in the cells\|columns all the same'
}
printf 'region,population\nNorth,30\nAlpha,12\nBeta,18\nSouth,55\nGamma,25\nDelta,30\n' | look above
printf 'Gebiet;Einwohner\nAltstadt;1200\nNeustadt;1900\nWest;3100\nHafen;2500\nMarkt;3000\nOst;5500\n' | look below
printf 'place,people\nFrance,67\nBretagne,33\nNormandie,34\nSpain,47\nItaly,60\nLazio,28\nVeneto,32\n' | look partly
printf '\330\247\331\204\331\205\331\206\330\267\331\202\330\251,\330\247\331\204\330\263\331\203\330\247\331\206\n\330\247\331\204\330\264\331\205\330\247\331\204,30\n\330\271\331\203\330\247\330\261,12\n\330\247\331\204\330\250\330\252\330\261\331\210\331\206,18\n\330\247\331\204\330\254\331\206\331\210\330\250,55\n\330\265\331\210\330\261,25\n\330\265\331\212\330\257\330\247,30\n' | look arabic
printf 'geo,population\nAT,149\nAT1,63\nAT11,14\nAT12,49\nAT2,86\nAT21,44\nAT22,42\n' | look nuts
printf 'ags,einwohner\n09,45\n09161,13\n09162,32\n06,90\n06411,15\n06412,75\n' | look ags
printf 'fips,pop\n01000,315\n01001,58\n01003,257\n02000,86\n02013,34\n02016,52\n' | look fips
# Indents say it where the figures do not: a district is missing.
printf 'region,population\nNorth,30\n  Alpha,12\n  Beta,15\nSouth,58\n  Gamma,25\n  Delta,30\n' | look indents
printf 'region,population\nNorth,30\n  Alpha,12\n  Beta,15\nSouth,58\n  Gamma,25\n  Delta,30\n' | look indents --within 'region=  Alpha,  Beta,  Gamma,  Delta'
printf 'region,population\nNorth,30\n  Alpha,12\n  Beta,15\nSouth,58\n  Gamma,25\n  Delta,30\n' | look indents --where 'region=*'
# What may be chance is said with how often it is; groups that have nothing to do with each other stay as they are.
printf 'region,population\nNorth,13\nAlpha,5\nBeta,8\nSouth,11\nGamma,5\nDelta,6\n' | look thin
printf 'region,population\nNorth,53\nAlpha,21\nBeta,38\nSouth,47\nGamma,15\nDelta,36\n' | look none
# The level that the other file has is kept where no chance makes the sums, and asked about where one may.
printf 'region,population\nNorth,30417\nAlpha,12204\nBeta,18213\nSouth,55001\nGamma,25320\nDelta,29681\n' >large.csv
printf 'region\n' >campaign.csv
for region in North South; do yes $region | head -40; done >>campaign.csv
"$SEGBIAS" compare campaign.csv large.csv 2>&1 | sed -n 1,6p
"$SEGBIAS" compare campaign.csv above.csv
"$SEGBIAS" compare campaign.csv above.csv --within region=North,South 2>&1 | sed -n 1,6p
