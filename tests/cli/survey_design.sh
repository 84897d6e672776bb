# A reference with strata, sampling units and replicate weights; and what it is not.
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --person user_id \
	--reference-strata stratum --reference-psu psu
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --person user_id \
	--reference-replicates rep -f json | grep -E '"design"|"replicate|"effective_size"|"reference_n_effective"'
"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --person user_id \
	--reference-replicates rep --replicate-method jk1 -q | sed -n '/^How/,$p'
for options in "--reference-strata age" "--reference-strata user_id" "--reference-replicates weight" \
	"--reference-replicates rep --replicate-method jkn" "--reference-psu psu --reference-kind base"; do
	# shellcheck disable=SC2086
	"$SEGBIAS" compare fixtures/impressions.csv fixtures/panel_design.csv --person user_id $options >/dev/null
	echo "exit $?"
done
