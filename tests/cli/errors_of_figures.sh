# How sure a reference's figures are, told otherwise than by margins of error. By hand: 2.5 % of 5,100 are 127.5, 2.6 % of 4,900 are
# 127.4; (5,300 - 4,900) / 2 / 1.959964 (R: qnorm(.975)) is 102.04269, and 98 / 1.959964 is 50.000919.
printf 'Sex,Users\nMale,400\nFemale,600\n' >campaign.csv
show() {
	"$SEGBIAS" compare campaign.csv "$@" 2>&1 | grep -E '^  reference|margins of error in|error:|hint: .*(level|CV|shares|limits)'
	"$SEGBIAS" inspect "$1" --cells 2>/dev/null | tr '\n' ' '
	echo
}
table() { # HEADER MALE FEMALE
	printf '%s\n%s\n%s\n' "$1" "Male,5100,$2" "Female,4900,$3" >table.csv
}
table 'Sex,Population,CV' 2.5 2.6; show table.csv
table 'Sex,Population,Relative standard error' 2.5% 2.6%; show table.csv
# Coefficients that may be of percent or of 1 are not guessed.
table 'Sex,Population,CV' .025 .026; show table.csv
table 'Sex,Population,CV fraction' .025 .026; show table.csv
# Limits at a level that a name tells; at one that --moe-level tells; that do not lie evenly.
table 'Sex,Population,Lower 95% CI,Upper CI' 4900,5300 4700,5100; show table.csv
table 'Sexe,Population,IC 95% inf,IC 95% sup' 4900,5300 4700,5100; show table.csv
table 'Sex,Population,Upper limit,Lower limit' 5300,4900 5100,4700; show table.csv; show table.csv --moe-level 95%
table 'Sex,Population,Lower 95% CI,Upper 95% CI' 4900,5800 4700,5600; show table.csv; show table.csv --reference-kind population
table 'Sex,Population,95% CI' 4900-5300 4700-5100; show table.csv
# Half an interval, and a margin at a level of its own.
table 'Sexe,Population,Intervalle de confiance' 200 200; show table.csv; show table.csv --moe-level 95%
table 'Sex,Population,95% MOE' 98 196; show table.csv; show table.csv --moe-level 90%
# Of margins, and side by side.
printf 'attribute,value,count,Lower 95%% limit,Upper 95%% limit\nSex,Male,5100,4900,5300\nSex,Female,4900,4700,5100\n' >margins.csv
show margins.csv
printf 'Male,Male RSE,Female,Female RSE\n5100,2.5,4900,2.6\n' >wide.csv; show wide.csv
printf 'Male,Male LCL,Male UCL,Female,Female LCL,Female UCL\n5100,4900,5300,4900,4700,5100\n' >wide.csv; show wide.csv
# The share's error: sqrt(.49^2 127.5^2 + .51^2 127.4^2) / 10,000 is .009013 (R).
table 'Sex,Population,CV' 2.5 2.6
"$SEGBIAS" compare campaign.csv table.csv -f json 2>/dev/null | grep -o '"reference_se": 0.0[0-9]\{5\}' | sort -u
# Cells that are read back give the same.
"$SEGBIAS" inspect table.csv --cells 2>/dev/null >cells.csv
"$SEGBIAS" compare campaign.csv cells.csv -f json 2>/dev/null | grep -o '"reference_se": 0.0[0-9]\{5\}' | sort -u
