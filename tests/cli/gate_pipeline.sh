# The gate between other programs: what a script must not take for a pass.
says() { echo "exit status $?"; }
# a variable that is not set, where a name should stand
"$SEGBIAS" check "$CAMPAIGN_OF_TONIGHT" data/census.csv -q; says
"$SEGBIAS" check data/campaign.csv "$REFERENCE_OF_TONIGHT" -q; says
"$SEGBIAS" compare "" data/census.csv; says
"$SEGBIAS" inspect ""; says
"$SEGBIAS" check data/campaign.csv data/census.csv -q --baseline ""; says
# nobody writes, nobody but the header, a writer that ends in the middle of its compressed data
true | "$SEGBIAS" check - data/census.csv -q; says
head -n 1 data/campaign.csv | "$SEGBIAS" check - data/census.csv -q; says
gzip -c data/campaign.csv | head -c 9000 | "$SEGBIAS" check - data/census.csv -q -o cut.json; says
test ! -e cut.json; says
# a writer that failed, and says so with a byte that no CSV holds, at the end of a whole record
{ cat data/campaign.csv; printf '\0'; } | "$SEGBIAS" check - data/census.csv -q -o half.json; says
test ! -e half.json; says
# a reader that has gone takes nothing from what the gate came to, whatever becomes of SIGPIPE
"$SEGBIAS" check data/campaign.csv data/census.csv -q -f html 2>breaches | true; echo "exit statuses ${PIPESTATUS[*]}"
(trap '' PIPE; "$SEGBIAS" check data/campaign.csv data/census.csv -q -f html 2>breaches | true; echo "exit statuses ${PIPESTATUS[*]}")
# cron's environment, and none
env -i PATH=/usr/bin:/bin SHELL=/bin/sh "$SEGBIAS" check data/campaign.csv data/census.csv -q; says
env -i LC_ALL=no_SUCH.locale "$SEGBIAS" check data/campaign.csv data/census.csv -q 2>breaches; says
# nobody reads the messages, or they cannot be written
"$SEGBIAS" check data/campaign.csv data/census.csv 2>&-; says
"$SEGBIAS" check data/campaign.csv data/census.csv 2>/dev/full; says
# a folder that cannot be written: an error, and no breach
mkdir taken.json
"$SEGBIAS" check data/campaign.csv data/census.csv -q -o taken.json; says
