# A result of more than 1 MiB waits in a file without a name: the same bytes, and nothing is left.
{
	echo segment,region,count
	for segment in {101..150}; do
		for region in {11..60}; do echo "s$segment,r$region,$((50 + segment * region % 90))"; done
	done
} > many.csv
{
	echo region,count
	for region in {11..60}; do echo "r$region,$((900 + region * 7))"; done
} > regions.csv
mkdir place
TMPDIR=$PWD/place "$SEGBIAS" compare many.csv regions.csv -q -f json > piped.json; echo "exit $?"
"$SEGBIAS" compare many.csv regions.csv -q -f csv -o kept.json > kept.csv; echo "exit $?"
cmp piped.json kept.json && [ "$(wc -c < kept.json)" -gt 1048576 ] && echo same
wc -l < kept.csv
ls place
# Without a place for it nothing is written, the file that was asked for neither.
TMPDIR=/nowhere "$SEGBIAS" compare many.csv regions.csv -q -f json -o new.json; echo "exit $?"
# A link to no regular file waits too.
ln -s /dev/null link.json
TMPDIR=/nowhere "$SEGBIAS" compare many.csv regions.csv -q -f json -o link.json; echo "exit $?"
"$SEGBIAS" compare many.csv regions.csv -q -f csv -o link.json | head -c 4; echo "${PIPESTATUS[0]}"
"$SEGBIAS" compare many.csv regions.csv -q -f json -o late.json > /dev/full; echo "exit $?"
ls
