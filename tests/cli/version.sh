"$SEGBIAS" --version
