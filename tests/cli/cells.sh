# What compare would use of a file, as CSV. The expected cells are written by hand.
expect() { # NAME: standard input is what `cells` holds
	if diff cells -; then echo "ok: $1"; else echo "wrong: $1"; fi
}
cells() { # ARGUMENTS: the cells; warnings go to stderr, without the place
	"$SEGBIAS" inspect --cells "$@" > cells
	local status=$?
	[ $status -eq 0 ] || echo "exit $status"
}
quietly() { cells -q "$@"; }

# A joint table: its attributes in the file's order, values as in reports, equal cells added, totals left out and named.
cat > census.csv <<'F'
Age,region,segment,sex,Einwohner,year,region code,source
55+,North,A,Male,1100,2020,N,x
55+,South,A,Male,1200,2020,S,x
18-34,North,A,Male,1300,2020,N,x
18-34,South,B,Male,1400,2020,S,x
55+,North,A,Female,1500,2020,N,x
55+,South,A,Female,1600,2020,S,x
18-34,North,B,Female,1700,2020,N,x
18-34,South,A,Female,1800,2020,S,x
55+,North,A,All,2600,2020,N,x
55+,South,A,All,2800,2020,S,x
F
cells census.csv
expect "places, segments, a period, a constant and a code are absent" <<'F'
Age,sex,count
18-34,Male,2700
18-34,Female,3500
55+,Male,2300
55+,Female,3100
F
quietly census.csv --where region=South
expect "only these rows" <<'F'
Age,sex,count
18-34,Male,1400
18-34,Female,1800
55+,Male,1200
55+,Female,1600
F
quietly census.csv --campaign-where region=South --count Einwohner
expect "either form of an option means the file" <<'F'
Age,sex,count
18-34,Male,1400
18-34,Female,1800
55+,Male,1200
55+,Female,1600
F
quietly census.csv -a region,sex
expect "a place that is asked for" <<'F'
region,sex,count
North,Male,2400
North,Female,3200
South,Male,2600
South,Female,3400
F
quietly census.csv -s sex
expect "the segment that is named is added up, and no other column" <<'F'
Age,segment,count
18-34,A,3100
18-34,B,3100
55+,A,5400
F
quietly census.csv --within sex=Male
expect "the universe" <<'F'
Age,sex,count
18-34,Male,2700
55+,Male,2300
F
printf 'county,count\nB,5000\nA,7000\nC,6000\n' > places.csv
quietly places.csv
expect "a place that is the only dimension" <<'F'
county,count
B,5000
A,7000
C,6000
F

# Units: percentages as fractions of 1, sums without digits of rounding, relative weights.
printf 'sex,tier,percent\nF,a,10.1\nF,b,40.2\nM,a,29.5\nM,b,20.2\n' > percent.csv
quietly percent.csv
expect "percent of a joint table" <<'F'
sex,tier,share,low,high
F,a,0.101,0.1005,0.1015
F,b,0.402,0.4015,0.4025
M,a,0.295,0.2945,0.2955
M,b,0.202,0.2015,0.2025
F
quietly percent.csv -a sex
expect "shares that are added up" <<'F'
sex,share,low,high
F,0.503,0.502,0.504
M,0.497,0.496,0.498
F
printf 'sex,tier,weight\nF,a,0.8\nF,b,1.3\nM,a,0.9\nM,b,1\n' > weights.csv
quietly weights.csv
expect "weights of cells" <<'F'
sex,tier,weight
F,a,0.8
F,b,1.3
M,a,0.9
M,b,1
F
printf 'attribute,value,percent,moe\nsex,M,49.3%%,0.4%%\nsex,F,50.7%%,0.4%%\nage,65+,20.7%%,1.1%%\nage,under 65,79.3%%,1.1%%\n' > margins.csv
quietly margins.csv
expect "margins in their order, margins of error beside them" <<'F'
attribute,value,share,moe
sex,M,0.493,0.004
sex,F,0.507,0.004
age,"under 65",0.793,0.011
age,65+,0.207,0.011
F
printf 'attribute,value,count\nsex,Total,300\nsex,F,170\nsex,M,120\nsex,,10\nage,60+,90\nage,18-59,210\nage,0-17,0\n' > counts.csv
cells counts.csv
expect "a total is left out, an unknown value is an empty cell, a band of zero has its place" <<'F'
attribute,value,count
sex,F,170
sex,M,120
sex,,10
age,0-17,0
age,18-59,210
age,60+,90
F
printf 'language,count\nCree,60\nInuktitut,50\nDene,20\nTotal stated,100\nNot stated,7\n' > languages.csv
cells languages.csv
expect "several answers of one person: those who answered beside each" <<'F'
attribute,value,count,base
language,Cree,60,100
language,Inuktitut,50,100
language,Dene,20,100
F

# An unknown counts in the other attribute.
printf 'sex,age,count\nF,18-39,500\nM,18-39,400\n,18-39,30\nF,40+,620\nM,40+,510\nM,,9\n' > unknown.csv
quietly unknown.csv
expect "empty cells, last" <<'F'
sex,age,count
F,18-39,500
F,40+,620
M,18-39,400
M,40+,510
M,,9
,18-39,30
F

# Records are never joint. Numbers only where bands cut them; few codes are values.
cat > people.csv <<'F'
customer,mail,sex,age,level,joined,remark,spend
F
for i in $(seq 60); do
	sex=M
	[ $((i % 3)) -ne 0 ] || sex=F
	[ $((i % 10)) -ne 1 ] || sex=n/a
	echo "$i,p$i@example.org,$sex,$((20 + i)),$((1 + i % 2)),2024-01-1$((i % 10)),note number $i,$((i % 7)).5"
done >> people.csv
cells people.csv
expect "records" <<'F'
attribute,value,count
sex,F,18
sex,M,36
sex,,6
level,1,30
level,2,30
F
quietly people.csv --bins age=30,60
expect "numbers that are cut into bands" <<'F'
attribute,value,count
sex,F,18
sex,M,36
sex,,6
age,"under 30",9
age,30-59,30
age,60+,21
level,1,30
level,2,30
F
quietly people.csv --amount spend -a sex
expect "an amount" <<'F'
attribute,value,amount
sex,F,70
sex,M,119
sex,,19
F
printf 'sex,ok,weight\nF,yes,0.1\nF,no,0.2\nM,yes,0.5\nM,no,1.5\nM,no,2.7\n' > panel.csv
quietly panel.csv --shape rows
expect "weights of respondents" <<'F'
attribute,value,weight
sex,F,0.3
sex,M,4.7
ok,yes,0.6
ok,no,4.4
F

# With a reference the file is the campaign: what both have, by the reference's values and bands.
printf 'attribute,value,count\nsex,F,500\nsex,M,480\nage,18-39,300\nage,40-64,400\nage,65+,280\nregion,North,1\n' > town.csv
quietly people.csv town.csv
expect "a campaign's records, cut by the reference's bands" <<'F'
attribute,value,count
sex,F,18
sex,M,36
sex,,6
age,18-39,19
age,40-64,25
age,65+,16
F
printf 'ad set,SEX,age,region,users\nx,f,22,North,100\nx,F,23,South,50\ny,m,41,North,70\ny,X,80,North,8\ny,,80,North,3\nz,f,30,North,4\n' > ads.csv
quietly ads.csv town.csv --count users
expect "a campaign's table: spellings joined, ad sets added up, unmatched values as they are written" <<'F'
SEX,age,region,count
F,18-39,North,104
F,18-39,South,50
M,40-64,North,70
X,65+,North,8
,65+,North,3
F
quietly ads.csv town.csv --count users --campaign-where region=North -a sex
expect "its rows, and one attribute" <<'F'
SEX,count
F,104
M,70
X,8
,3
F

# Texts that a spreadsheet would run, of several lines, with quotes and commas.
printf 'answer,count\n=1+1,500\n"two\nlines",600\n"say ""yes"", twice",700\n-,800\n' > texts.csv
quietly texts.csv
expect "texts" <<'F'
answer,count
'=1+1,500
"two
lines",600
"say ""yes"", twice",700
'-,800
F

# Two columns that could be the segment are no refusal; what compare would refuse is, and stdout is empty.
printf 'campaign,audience,sex,count\na,x,F,500\na,y,M,600\nb,x,F,70\n' > segments.csv
quietly segments.csv
expect "several segments" <<'F'
sex,count
F,570
M,600
F
printf 'year,sex,count\n2020,F,500\n2020,M,600\n2021,F,510\n2021,M,620\n' > years.csv
cells years.csv
expect "several years are asked about" < /dev/null
quietly years.csv --where 'year=*'
expect "all years" <<'F'
sex,count
F,1010
M,1220
F
printf 'segment,count\na,500\nb,600\n' > nothing.csv
cells nothing.csv
expect "nothing to compare" < /dev/null
printf 'Job Seniority Segment,Impressions\nEntry,500\nSenior,610\n' > seniority.csv
quietly seniority.csv
expect "the segments of something, where there is nothing else" <<'F'
"Job Seniority Segment",count
Entry,500
Senior,610
F
printf 'Ad set segment,Campaign,Impressions\na,x,500\nb,y,610\nb,x,70\na,y,35\n' > two_segments.csv
quietly two_segments.csv
expect "of two segments none" < /dev/null
"$SEGBIAS" inspect --cells - -q < places.csv | head -2
"$SEGBIAS" inspect --cells places.csv -q -o out.csv -f csv > stdout.csv
cmp stdout.csv out.csv && echo "written"
"$SEGBIAS" inspect --cells places.csv -f json
echo "exit $?"
"$SEGBIAS" inspect --cells places.csv -o out.json
echo "exit $?"
"$SEGBIAS" inspect --cells - - < places.csv
echo "exit $?"
"$SEGBIAS" compare --cells places.csv places.csv
echo "exit $?"
# A group of people is an attribute; numbers alone are asked to be cut.
printf 'Ethnic group,campaign name,count\nA,x,500\nB,x,600\nA,y,50\n' > groups.csv
quietly groups.csv
expect "a group of people" <<'F'
"Ethnic group",count
A,550
B,600
F
{ echo age; seq 18 60; } > ages.csv
cells ages.csv
expect "numbers alone" < /dev/null
# Birth dates are ages, which bands cut.
printf 'segment,sex,dob\na,F,1990-01-31\na,M,31.12.1950\nb,F,1970\na,F,1990-07-01\na,M,\n' > born.csv
cells born.csv --born dob --as-of 2024-06-30 --bins dob=34,50
expect "ages from birth dates" <<'F'
attribute,value,count
sex,F,3
sex,M,2
dob,"under 34",1
dob,34-49,1
dob,50+,2
dob,,1
F
cells born.csv --born dob --as-of 2024-06-30
expect "ages that nothing cuts" <<'F'
attribute,value,count
sex,F,3
sex,M,2
F
printf 'attribute,value,count\nsex,F,500\nsex,M,500\nage,under 40,600\nage,40+,400\n' > ages.csv
quietly born.csv ages.csv --born dob --as-of 2024-06-30
expect "ages by the reference's bands" <<'F'
attribute,value,count
sex,F,3
sex,M,2
dob,"under 40",2
dob,40+,2
dob,,1
F
# A joint table of money, and margins of several years.
printf 'campaign,sex,spend,n\na,F,10.1,3\nb,F,2.2,1\na,M,7,9\n' > spend.csv
quietly spend.csv --amount spend --count n
expect "amounts of cells" <<'F'
sex,amount
F,12.3
M,7
F
printf 'year,attribute,value,count\n2020,sex,F,500\n2020,sex,M,400\n2021,sex,F,510\n2021,sex,M,402\n' > margins.csv
quietly margins.csv --where year=2021
expect "margins of a year" <<'F'
attribute,value,count
sex,F,510
sex,M,402
F
quietly margins.csv --where 'year=*' --within sex=F
expect "margins of all years, within the universe" <<'F'
attribute,value,count
sex,F,1010
F
# What a platform's export calls unknown is an empty cell, by any order of its columns; what a table of people lists is a value.
printf 'Gender,Age,Reach\nfemale,18-24,120\nmale,18-24,90\nUnknown,18-24,9\nfemale,65+,60\nmale,65+,50\nunknown,65+,3\nfemale,Undetermined,2\nmale,Undetermined,1\n' >export.csv
"$SEGBIAS" inspect export.csv --cells
sed 's/Reach/Population/' export.csv >people.csv
"$SEGBIAS" inspect people.csv --cells
