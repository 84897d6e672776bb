# Every section of the man page begins a line of its own.
"$SEGBIAS" completion man > page
grep '^\.SH' page
grep -c '.\.SH' page
grep -c 'of review verify 1' page
