# Every key works where it stands; what has no part in a run is left out and told; what the command line says stands above it.
printf 'segment,ok,age,w\na,yes,x,1\na,yes,y,2\nb,yes,x,1\nb,no,y,2\n' > people.csv
printf 'age,year,count\nx,2020,40\ny,2020,60\nx,2021,50\ny,2021,50\nx,2022,70\ny,2022,30\n' > years.csv
try() { # what the first lines say, without the policy's name
	"$SEGBIAS" "$@" > out 2> err
	echo "exit $? $(head -n 4 out | grep -e against -e 'in all' | tr -s ' ' | paste -sd';')"
	grep -v 'note: the policy' err >&2
}
say() { printf '%b\n' "$1" > segbias.yaml; }
say 'plan: 2000'
try compare fixtures/town.csv
try compare people.csv fixtures/town.csv -a age # as the option: a plan
try compare people.csv fixtures/town.csv --person w # a plan looks at no people
try inspect fixtures/town.csv
try compare fixtures/town.csv --charts charts
say 'eligible: {ok: yes}'
try compare people.csv
try compare people.csv years.csv --where year=2021
try compare fixtures/town.csv --plan 100
try inspect people.csv
say 'reference_kind: population\nreference_count: n'
try compare people.csv --eligible ok=yes
say 'person: id\nconsent: {ok: yes}\nborn: b\nas_of: 2024-01-31\nfail_on: [over]'
try compare fixtures/town.csv --plan 100
say 'as_of: 2024-01-31\nreplicate_method: brr'
try compare people.csv years.csv --where year=2021
say 'where: {year: 2021}\nreference_count: count'
try inspect people.csv --cells
try inspect years.csv --cells
try inspect people.csv years.csv
# Lists and mappings of what takes a column and its value.
say 'where: {year: [2021, 2022]}\ncampaign_where: {segment: [b]}\nconsent: {ok: yes}'
try compare people.csv years.csv
say 'where: [year=2020]'
try compare people.csv years.csv
for text in 'consent: [ok=yes]' 'consent: {ok: [yes, no]}' 'eligible: {ok: yes, age: x}' 'where: {year: {a: b}}' \
	'map: {age: [a, b]}' 'person: w\ndeff: 2' 'plan: 9\nconsent: a=b' 'where:\n  - year=2020\n  - year'; do
	say "$text"
	try compare people.csv years.csv
done
exit 0
