# The bands of one reference in several languages: each column of ages is cut the same. By hand, of 16, 17, 18, 24, 25, 64,
# 65 and 120: 2, 2, 2, 2.
echo 'segment,age
S,16
S,17
S,18
S,24
S,25
S,64
S,65
S,120' >ages.csv
read_as() {
	printf 'age;count\n%s;10\n%s;20\n%s;30\n%s;40\n' "$@" >ref.csv
	"$SEGBIAS" compare ages.csv ref.csv -s none -f csv -q | cut -d, -f3,4,8 | tail -n +2
}
read_as 'Moins de 18 ans' '18 à 24 ans' '25 à 64 ans' '65 ans et plus'
read_as 'unter 18 Jahre' '18 bis unter 25 Jahre' '25 bis unter 65 Jahre' '65 Jahre und älter'
read_as 'menores de 18' '18 a 24 años' '25 a 64 años' '65 o más'
read_as 'أقل من 18' 'من ١٨ إلى ٢٤' 'من ٢٥ إلى ٦٤' '65 فأكثر'
read_as '18岁未满' '18岁-24岁' '25岁至64岁' '65岁以上'
read_as 'Y_LT18' 'Y18-24' 'Y25-64' 'Y_GE65'
read_as 'AGE_LT_18_YRS' 'AGE_18_24_YRS' 'AGE_25_64_YRS' 'AGE_GE_65_YRS'
read_as '00_17' '18_24' '25_64' '65_plus'
read_as '<18' '18 to <25' '>=25 and <65' '≥65'
