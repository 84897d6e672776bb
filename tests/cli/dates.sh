# Of when the data are: what stands in the files, in each language, and that nothing does.
i=0
echo 'audience,sent_on,sex' >people.csv
while [ $i -lt 600 ]; do
	case $((i * 7 % 12)) in 0 | 3 | 5 | 8 | 9) sex=Male ;; *) sex=Female ;; esac
	echo "Audience $((i % 2)),2026-0$((1 + i % 3))-1$((i % 9)),$sex" >>people.csv
	i=$((i + 1))
done
printf 'Residents by sex\nAs of 1 January 2024\nyear,sex,count\n' >town.csv
printf '%s\n' 2023,Male,480000 2023,Female,520000 2024,Male,490000 2024,Female,530000 >>town.csv
printf 'sex,count\nMale,480000\nFemale,520000\n' >bare.csv
show() {
	"$SEGBIAS" compare people.csv "$@" -q | sed -n '2,/^$/p'
}
show town.csv --where year=2024
show town.csv --where 'year=*'
show town.csv --where year=2023 --lang ar
show bare.csv
"$SEGBIAS" compare people.csv bare.csv -q -o people.md >people.txt && sed -n '/dates/p' people.md
"$SEGBIAS" compare people.csv bare.csv -q -f html --lang ar | sed -n '/التواريخ/p'
