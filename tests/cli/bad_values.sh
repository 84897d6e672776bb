try() {
	"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv "$@" || echo "exit $?"
}
try --alpha 0
try --alpha 1
try --alpha nan
try --alpha 0x.1
try --band 80
try --band 125:80
try --band 80:inf
try --control bonferroni
try --interval wald
try --min-n -1
try --min-n 2.5
try --missing-max 101%
try --unmatched-max x
try --seed 18446744073709551616
try --decimal ';'
try --delimiter '::'
try --shape wide
try --reference-shape tall
try --reference-kind census
try --format xml
try --output result.docx
try --segment ''
try --attributes 'age,,gender'
try --map gender
try --recode gender=Female
try --bins age=35,18
try --within age
try --where Female
try --missing-values '"open'
