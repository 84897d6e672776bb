# What a campaign of N people could show, before there is one.
"$SEGBIAS" compare data/census.csv --plan 1000
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --plan 200 --reference-strata stratum --reference-psu psu -q
"$SEGBIAS" compare data/census.csv --plan 40 --deff 2 -a age -f csv -q
"$SEGBIAS" compare data/census.csv --plan 40 -a gender -f json -q | grep -vE 'sha256|version'
for options in "--plan 0" "--plan 1e3.5" "--plan 10 --consent a=b" "--plan 10 -f ndjson" "--plan 10 --charts out"; do
	# shellcheck disable=SC2086
	"$SEGBIAS" compare data/census.csv $options
	echo "exit $?"
done
