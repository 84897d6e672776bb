# Several attributes in one column of counts, under one name: everybody would be counted for each of them.
# The groups of one at a time are what each hint takes.

say() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
	head -n 2 out.txt
}

# rows of the selected and of the others; no word tells, so the sums do
cat >long.csv <<'EOF'
group,hired,count
North,yes,81
North,no,1212
Mid,yes,402
Mid,no,1111
South,yes,310
South,no,191
Town,yes,391
Town,no,1112
Country,yes,402
Country,no,1402
EOF
say audit long.csv --decision hired
say audit long.csv --decision hired --within 'group=North,Mid,South'
say audit long.csv --decision hired --within 'group=Town,Country'

# sorted by name, in German, three of them, with a total
cat >sorted.csv <<'EOF'
Merkmal;Entscheidung;Anzahl
18-34;ja;412
18-34;nein;1833
35-49;ja;377
35-49;nein;1204
50+;ja;129
50+;nein;961
gesamt;ja;918
gesamt;nein;3998
Land;ja;307
Land;nein;1655
männlich;ja;517
männlich;nein;1811
Stadt;ja;611
Stadt;nein;2343
weiblich;ja;401
weiblich;nein;2187
EOF
say audit sorted.csv --decision Entscheidung=ja
say audit sorted.csv --decision Entscheidung=ja --within 'Merkmal=männlich,weiblich'

# a total with each block
cat >totals.csv <<'EOF'
groupe,effectif,retenus
Tous,500,200
Femmes,231,80
Hommes,269,120
Tous,500,200
Nord,101,33
Est,144,61
Sud,122,55
Ouest,133,51
EOF
say audit totals.csv --decision retenus --count effectif
say audit totals.csv --decision retenus --count effectif --within 'groupe=Femmes,Hommes'

# of whom some did not say one of them
cat >unsaid.csv <<'EOF'
category,applicants,selected
White,577,256
Black,344,101
Asian,211,87
Unknown,8,4
Male,620,300
Female,520,148
EOF
say audit unsaid.csv --decision selected

# of one attribute nothing is asked
cat >one.csv <<'EOF'
group,hired,count
White,yes,80
White,no,121
Black,yes,41
Black,no,110
Asian,yes,30
Asian,no,23
Hispanic,yes,45
Hispanic,no,160
EOF
say audit one.csv --decision hired

# a reference, and a campaign
cat >reference.csv <<'EOF'
group,population
Northland,1204331
Midland,907112
Southland,2210045
Urban,3100230
Rural,1221258
EOF
cat >campaign.csv <<'EOF'
segment,group,n
a,Northland,120
a,Midland,90
a,Southland,221
a,Urban,300
a,Rural,131
EOF
say compare campaign.csv reference.csv --segment segment
say compare campaign.csv reference.csv --segment segment --within 'group=Urban,Rural'

# where chance made the sums: all values are of one attribute, as the hint says
cat >chance.csv <<'EOF'
region,count
Ayr,87
Bute,158
Cove,72
Dale,331
Esk,85
Forth,178
Gair,422
Holm,124
Isle,464
Jura,269
EOF
say compare chance.csv chance.csv --shape counts --reference-shape counts
say inspect chance.csv --cells
say inspect chance.csv --cells --within 'region=Ayr,Bute,Cove,Dale,Esk,Forth,Gair,Holm,Isle,Jura'

# who does not say a sex is no other attribute
cat >unsaid-sex.csv <<'EOF'
gender,count
Male,4800
Female,5100
Not stated,4900
Unknown,5000
EOF
say inspect unsaid-sex.csv --cells

# arms of an experiment are of one size by design
cat >arms.csv <<'EOF'
arm,called,count
White man,yes,300
White man,no,2200
White woman,yes,312
White woman,no,2188
Black man,yes,200
Black man,no,2300
Black woman,yes,213
Black woman,no,2287
EOF
say audit arms.csv --decision called -a arm
