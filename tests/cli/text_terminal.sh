# Colour only where asked for or on a terminal; ASCII where the locale is not UTF-8; worst first.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --color always | grep -c "$(printf '\033')"
NO_COLOR=1 "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | grep -c "$(printf '\033')"
LC_ALL=C "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | LC_ALL=C grep -c "$(printf '[\200-\377]')"
LC_ALL=C "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --explain-mapping | tail -30
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --color sometimes; echo "exit $?"
