# Which stage of a funnel skews: in text, JSON and gauges, in Arabic, from standard input and a policy file; stages that do not
# nest or do not say; and what cannot be a stage.
set -- fixtures/stages.csv fixtures/stages_reference.csv
"$SEGBIAS" compare "$@" --segment none --stages '*,eligible,targeted,reached' | sed -n '/^The funnel/,/^$/p'
"$SEGBIAS" compare - "$2" --segment none --stages '*,eligible,targeted,reached' -q <"$1" --lang ar | sed -n '/^القمع/,/^$/p'
"$SEGBIAS" compare "$@" --segment none --stages '*,eligible,targeted,reached' -q -f json |
	sed -n -e '/^  "stages": \[/,/^  \],/p' -e '/^ "stages": \[/,/^ \],/p' -e '/^ "funnel": \[/,/^ \],/p' | grep -v '"gender"'
"$SEGBIAS" compare "$@" --segment none --stages 'eligible,targeted' -q -f prometheus | grep -E '^segbias_(stage|funnel)' | head -n 20
echo 'stages: ["*", eligible]' >segbias.yaml
"$SEGBIAS" check "$@" --segment none -q -f json | grep -E '"status"|"stages"'
rm segbias.yaml
"$SEGBIAS" init "$@" --segment none --stages '*,eligible,targeted' -q -o own.yaml && grep stages own.yaml
# A result with stages has the bytes of one without but for what is of the stages.
"$SEGBIAS" compare "$@" --segment none -q -f json >without.json
"$SEGBIAS" compare "$@" --segment none --stages '*,eligible,targeted' -q -f json |
	sed -e '/^ *"stages": \[/,/^ *\],/d' -e '/^ "funnel": \[/,/^ \],/d' -e '/^ "warnings"/,$d' >with.json
sed -e '/^ "warnings"/,$d' without.json | diff - with.json && echo same
for threads in 1 3; do
	"$SEGBIAS" compare "$@" --segment none --stages '*,eligible,targeted' -q -f json --threads $threads | sha256sum
done | uniq | wc -l
for stages in eligible eligible,eligible '*,invited' '*,eligible=perhaps' '*,age' '*,age=55+' '*,""'; do
	echo "$stages" >&2
	"$SEGBIAS" compare "$@" --segment none --stages "$stages" -q | sed -n '/^The funnel/,/^$/p'
done
for other in '--publish 10' '--amount count' '--deff 2' '--plan 100'; do
	echo "$other" >&2
	# shellcheck disable=SC2086 # an option and its value
	"$SEGBIAS" compare "$@" --segment none --stages '*,eligible' $other -q | sed -n '/^The funnel/,/^$/p'
done
