# Every section of a page begins a line of its own; each command has a page, with the options of its --help.
"$SEGBIAS" completion man > page
grep '^\.SH' page
grep -c '.\.SH' page
grep -c 'of review verify 1' page
for command in $("$SEGBIAS" --help | sed -n '/^Commands/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
	"$SEGBIAS" completion man "$command" > page
	echo "$command: exit $?, $(grep -c '^\.SH' page) sections"
	"$SEGBIAS" "$command" --help | grep -oE '^  (-[a-zA-Z]|  ) --[a-z-]+' | grep -o -e '--.*' | sort > help
	sed -n 's/^\\fB.*\\fB\\-\\-\([a-z\\-]*\)\\fR.*/--\1/p; s/^\\fB\\-\\-\([a-z\\-]*\)\\fR.*/--\1/p' page | tr -d '\\' | sort > paged
	diff help paged && test -s help && echo "the options of --help"
done
"$SEGBIAS" completion man nothing
echo "exit $?"
"$SEGBIAS" completion bash compare
echo "exit $?"
