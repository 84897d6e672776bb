# A table of decisions: what counts those who were selected, and what is no count.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" -q >out.txt
	echo "exit $?" >&2
	sed -n '2,3p' out.txt
}
# Rates in whole per cent, by their names: of 1,000 and 500 they are 60 % and 30 %, and not 6 % and 6 %.
for name in selection_rate hired_pct 'hire rate (%)' '% selected' Einstellungsquote Erfolgsrate "taux d'embauche" 合格率 'hired per 1000' 'نسبة القبول'; do
	printf 'sex,applicants,%s\nM,1000,60\nF,500,30\n' "$name" >rates.csv
	ask audit rates.csv --decision "$name" --fail-on under
done
printf 'sex,applicants_pct,hired\nM,60,20\nF,40,30\n' >parts.csv
ask audit parts.csv --decision hired --count applicants_pct
# As tables are: shares and rates beside the numbers, which are 71 of 194.
printf 'sex,applicants,%% of applicants,hires,%% of hires,hire rate\nM,101,52,41,58,41\nF,93,48,30,42,32\n' >table.csv
ask audit table.csv --decision hires
printf 'sex,applicants,qualified applicants,hired\nM,200,101,41\nF,190,93,30\n' >qualified.csv
ask audit qualified.csv --decision hired
ask audit qualified.csv --decision hired --count 'qualified applicants'
# Hidden figures are no decisions.
for mark in '<5' '*' c '(D)' 1-4 '≤4' 'under 5'; do
	printf 'race,applicants,hired\nWhite,101,40\nBlack,93,30\nAsian,60,%s\n' "$mark" >hidden.csv
	ask audit hidden.csv --decision hired
done
printf 'race,applicants,hired\nWhite,101,40\nAsian,<5,2\n' >hidden.csv
ask audit hidden.csv --decision hired
# Merged cells: of A 613 of 1,950.
printf 'dept,sex,applicants,hired\nA,M,1013,511\n,F,937,102\nB,M,513,251\n,F,487,201\nC,M,313,101\n,F,287,87\n' >merged.csv
ask audit merged.csv --decision hired
ask audit merged.csv --decision hired --shape counts
printf 'dept,sex,applicants,hired\nA,M,1013,511\nA,F,937,102\nB,M,513,251\nB,F,487,201\n,M,313,101\n,F,287,87\n' >blank.csv
ask audit blank.csv --decision hired
