# A total that is called by a name, and is not quite the sum of its parts. By hand: the regions are 3,030 + 2,497 + 1,600 = 7,127.
printf 'Sex,Users\nMale,400\nFemale,600\n' >sexes.csv
printf 'Region,Users\nNorth,400\nSouth,300\nCentre,300\n' >regions.csv
joint() { # MEN WOMEN of the kingdom
	printf 'Region,Sex,Population\nUnited Kingdom,Male,%s\nUnited Kingdom,Female,%s\nNorth,Male,1500\nNorth,Female,1530\nSouth,Male,1200\nSouth,Female,1297\nWales,Male,800\nWales,Female,800\n' "$1" "$2"
}
show() {
	"$SEGBIAS" compare "$@" 2>&1 | grep -E '^  reference|may be a total|nearly the sum|error:|hint: .*(--within|--where)'
	echo
}
# It is added to its parts, as '*' says, and that is said; the hint is typed.
joint 3950 4065 >uk.csv; show sexes.csv uk.csv --where 'Region=*'; show sexes.csv uk.csv --where 'Region=United Kingdom'
joint 3400 3500 >less.csv; show sexes.csv less.csv --where 'Region=*'
# Compared, as much as all others and unknown to the campaign: asked; more than they are: said.
margin() { # UNITED KINGDOM
	printf 'Region,Population\nUnited Kingdom,%s\nNorth,3030\nSouth,2497\nCentre,1600\n' "$1"
}
margin 7300 >asked.csv; show regions.csv asked.csv
show regions.csv asked.csv --within 'Region=North,South,Centre'
show regions.csv asked.csv --within 'Region=North,South,Centre,United Kingdom'
margin 8015 >said.csv; show regions.csv said.csv; show regions.csv said.csv --within 'Region=North,South,Centre'
# Large places that are none: a capital of 45 %, England of 84 %, one of two; a kind of home that more than half have; one that the
# campaign has; a list with its total.
printf 'Region,Sex,Population\nCapital,Male,2251\nCapital,Female,2249\nNorth,Male,1051\nNorth,Female,1049\nSouth,Male,952\nSouth,Female,948\nEast,Male,751\nEast,Female,749\n' >capital.csv
show sexes.csv capital.csv --where 'Region=*'
printf 'Country,Sex,Population\nEngland,Male,27711\nEngland,Female,28789\nScotland,Male,2651\nScotland,Female,2787\nWales,Male,1520\nWales,Female,1586\n' >england.csv
show sexes.csv england.csv --where 'Country=*'
sed -n '1p;/England/p;/Wales/p' england.csv >two.csv; show sexes.csv two.csv --where 'Country=*'
printf 'Tenure,Sex,Population\nOwner,Male,3101\nOwner,Female,3202\nRenter,Male,2003\nRenter,Female,1504\nOther,Male,203\nOther,Female,302\n' >tenure.csv
show sexes.csv tenure.csv --where 'Tenure=*'
printf 'Region,Users\nUnited Kingdom,500\nNorth,400\nSouth,300\nCentre,300\n' >all.csv; show all.csv said.csv
{ joint 3950 4065; printf 'Total,Male,7450\nTotal,Female,7692\n'; } >total.csv; show sexes.csv total.csv --where 'Region=*'
# A region that may be the sum of two others by chance: both readings are proposed, and both hints are typed.
printf 'Region,Users\nNorth,400\nSouth,300\nWales,300\nEast,300\nWest,200\n' >five.csv
printf 'Region,Population\nNorth,3030\nSouth,1430\nWales,1600\nEast,2211\nWest,1904\n' >sum.csv
show five.csv sum.csv
show five.csv sum.csv --within 'Region=South,Wales,East,West'
show five.csv sum.csv --within 'Region=North,South,Wales,East,West'
# A place that holds another by its name is refused, whatever their sums are, and whoever lists it; the hint is typed.
printf 'Country,Users\nEngland,400\nFrance,300\nGermany,300\n' >countries.csv
printf 'Country,Population\nUnited Kingdom,67026\nEngland,56550\nFrance,67874\nGermany,83237\n' >held.csv
show countries.csv held.csv
show countries.csv held.csv --within 'Country=England,France,Germany'
# So is a part of all beside bands asked about.
printf 'Age,Users\n0-17,200\n18-64,500\n65+,300\n' >ages.csv
printf 'Age,Population\n"Female, all ages",34100\n"Male, all ages",33020\n0-17,14030\n18-64,40120\n65+,13010\n' >both.csv
show ages.csv both.csv
show ages.csv both.csv --within 'Age=0-17,18-64,65+'
