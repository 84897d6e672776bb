# Several spellings of one value in one file are one: of a panel, of margins (added up), of segments. Shares by hand:
# women 30 + 10 + 12 of 100; segment "Spring sale" 4 rows; "NY" and "ny" are two codes, and said to be alike.
{
	echo sex
	for value in Female 'female ' FEMALE Male MALE; do
		case $value in Female) n=30 ;; 'female ') n=10 ;; FEMALE) n=12 ;; Male) n=28 ;; *) n=20 ;; esac
		for ((i = 0; i < n; i++)); do echo "$value"; done
	done
} > panel.csv
printf 'segment,sex\nSpring sale,female\nspring  sale ,Male\nSPRING SALE,female\nSpring sale,Male\nNY,female\nny,Male\n' > mail.csv
"$SEGBIAS" compare mail.csv panel.csv --reference-kind population -f csv | cut -d, -f2-5,8
echo
printf 'attribute,value,count\nsex,Female,46\nsex,female,5\nsex,Male,49\n' > margins.csv
"$SEGBIAS" compare mail.csv margins.csv -s none -f csv | cut -d, -f2-5,8
# The same spelling a second time stays an error.
echo 'sex,Female,1' >> margins.csv
"$SEGBIAS" compare mail.csv margins.csv -s none
echo "exit $?"
