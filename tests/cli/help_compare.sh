"$SEGBIAS" compare --help
