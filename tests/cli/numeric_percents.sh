# Numbers with a percent sign beside numbers without one: of 40%, 0.4, 35% and 0.5 the mean is no 18.98.
printf 'Rate,g\n40%%,a\n0.4,b\n35%%,a\n0.5,b\n' >mixed.csv
printf 'Rate,g\n38%%,a\n42%%,b\n40%%,a\n37%%,b\n' >signs.csv
printf 'Rate,g\n0.38,a\n0.42,b\n0.40,a\n0.37,b\n' >parts.csv
printf 'Rate,g\n38,a\n42,b\n40,a\n37,b\n' >plain.csv
show() {
	"$SEGBIAS" compare "$@" 2>&1 | grep -E 'error:|mean|not compared|hint: is'
	echo "--"
}
show mixed.csv signs.csv --numeric Rate
show signs.csv mixed.csv --numeric Rate
show parts.csv signs.csv --numeric Rate
show signs.csv parts.csv --numeric Rate
# What no option names is left out, and said.
show mixed.csv signs.csv -a g
show signs.csv parts.csv -a g
# One way of writing is no matter: (38 + 42 + 40 + 37) / 4 is 39.25.
show signs.csv plain.csv --numeric Rate
show parts.csv parts.csv --numeric Rate
