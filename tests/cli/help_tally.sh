"$SEGBIAS" tally --help
"$SEGBIAS" merge --help
