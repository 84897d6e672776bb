# In a pipeline: the same bytes every run, without a terminal, a home or any other word from around; nothing said where all is
# well and --quiet; descriptors that are closed; a run that is stopped leaves the older result as it is.
jobs() { # COMMAND...: each job with every format, into files
	for format in text json ndjson csv markdown html yaml prometheus; do
		"$@" compare data/campaign.csv data/census.csv --policy none -q -f $format > compare.$format || echo "status $?"
	done
	for format in text json csv markdown html; do
		"$@" compare data/census.csv --plan 500 --policy none -q -f $format > plan.$format || echo "status $?"
	done
	for format in text json markdown html; do
		"$@" inspect data/campaign.csv data/census.csv --policy none -q -f $format > inspect.$format || echo "status $?"
	done
	"$@" inspect data/census.csv --cells --policy none -q > cells.csv || echo "status $?"
	cat compare.* plan.* inspect.* cells.csv | sha256sum
	rm compare.* plan.* inspect.* cells.csv
}
jobs "$SEGBIAS" > first 2> first.err
jobs "$SEGBIAS" > again 2> again.err
jobs env -i "PATH=$PATH" "SEGBIAS_COMMAND=$SEGBIAS_COMMAND" LC_ALL=C.UTF-8 "$SEGBIAS" > bare 2> bare.err
jobs setsid env -i "PATH=$PATH" "SEGBIAS_COMMAND=$SEGBIAS_COMMAND" TERM=unknown LANG=de_DE.UTF-8 TZ=Asia/Tokyo TMPDIR=. "$SEGBIAS" > elsewhere 2> elsewhere.err
cmp first again && cmp first bare && cmp first elsewhere && echo "the same bytes"
wc -c first.err again.err bare.err elsewhere.err

# Each of the three descriptors closed.
"$SEGBIAS" compare data/campaign.csv data/census.csv -q -o a.json > out <&- && echo "without stdin: $?"
"$SEGBIAS" compare data/campaign.csv data/census.csv -q -o b.json >&- ; echo "without stdout: $?"
"$SEGBIAS" compare data/campaign.csv data/census.csv -o c.json > out 2>&- ; echo "without stderr: $?"
cmp a.json c.json
# A result that has nowhere to go is no success, and a stdin that is closed no empty file.
"$SEGBIAS" compare data/campaign.csv data/census.csv -q >&- ; echo "a report without stdout: $?"
"$SEGBIAS" compare data/campaign.csv data/census.csv -q -f csv -o d.json >&- ; echo "CSV without stdout: $?"
"$SEGBIAS" inspect data/census.csv --cells -q >&- ; echo "cells without stdout: $?"
"$SEGBIAS" --version >&- ; echo "the version without stdout: $?"
"$SEGBIAS" check data/campaign.csv data/census.csv --fail-on incomplete -q >&- ; echo "a gate without stdout: $?"
"$SEGBIAS" compare - data/census.csv -q <&- ; echo "a campaign without stdin: $?"

# Stopped while it waits for the rest of a campaign.
for signal in TERM INT; do
	mkdir work
	echo old > work/result.json
	mkfifo slow
	# A shell has what runs beside it ignore SIGINT.
	env --default-signal=INT "$SEGBIAS" compare slow data/census.csv -q -o work/result.json --charts work/charts > work/out &
	run=$!
	{ cat data/campaign.csv; exec sleep 20; } > slow 2> dropped &
	writer=$!
	sleep .3
	kill -$signal $run
	wait $run
	echo "$signal: $(kill -l $?)"
	kill $writer
	cat work/* 2> dropped
	find work | sort
	rm -r work slow
done
