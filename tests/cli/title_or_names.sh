# Two lines may have the names: the hint names each by its first cell as it is typed, or says what to do where that tells them apart no more.
show() { # UPPER LOWER: the question, and what each hint reads
	printf '%s\n%s\nMale,North,512\nFemale,South,640\nMale,South,700\nFemale,North,633\n' "$1" "$2" >table.csv
	"$SEGBIAS" inspect table.csv --cells 2>&1 | head -2
	"$SEGBIAS" inspect table.csv --cells 2>&1 | grep -o "^  hint: --reference-section .* takes" | sed 's/^  hint: //; s/ takes$//' |
		while read -r hint; do eval "\"\$SEGBIAS\" inspect table.csv --cells $hint 2>/dev/null"; done
}
show Gender,Country,Age Sex,Region,Users
show '"Gender",Country,Age' '"Sex, of all",Region,Users'
show SEX,Country,Age Sex,Region,Users
show "\"Men's\",Sex,Age" Sex,Region,Users
