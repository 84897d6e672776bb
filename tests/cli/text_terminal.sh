# Colour only where asked for or on a terminal; worst first.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --color always | grep -c "$(printf '\033')"
NO_COLOR=1 "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | grep -c "$(printf '\033')"
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --explain-mapping | tail -30
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --color sometimes; echo "exit $?"
