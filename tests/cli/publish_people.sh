# How persons are spread over what is withheld stands in no figure of the whole campaign: 12 records of three people of a segment that is not
# published, each value of one of them or all values of each, have the same bytes in every format (--publish, --person).
printf 'attribute,value,count\nregion,North,300000\nregion,South,300000\nregion,East,200000\n' > reference.csv
rows() {
	echo segment,region,person
	for segment in Mail:60 Shop:40 Post:30; do
		for i in $(seq "${segment#*:}"); do
			for region in North South East; do
				echo "${segment%:*},$region,${segment%:*}$region$i"
			done
		done
	done
	while read -r region who; do
		for person in $who; do
			echo "Web,$region,$person"
		done
	done
}
mkdir apart spread
rows > apart/campaign.csv <<< $'North x x x x\nSouth y y y y\nEast z z z z'
rows > spread/campaign.csv <<< $'North x x y z\nSouth x x y z\nEast x x y z'
for folder in apart spread; do
	for format in json ndjson csv prometheus markdown html text; do
		(cd $folder && "$SEGBIAS" compare campaign.csv ../reference.csv --person person --publish 5 -f $format > $format.out 2> $format.err)
	done
	(cd $folder && "$SEGBIAS" check campaign.csv ../reference.csv --person person --publish 5 -f json --fail-on incomplete,over > check.out 2> check.err)
	rm $folder/campaign.csv
done
diff -r apart spread && echo "the same bytes"
# Counts are shown, of the whole campaign too; a segment that is shown is tested by its own.
cut -d, -f1-6,24 apart/csv.out
cat apart/check.err
# Where nothing is withheld the whole campaign is tested.
rows < /dev/null > campaign.csv
"$SEGBIAS" compare campaign.csv reference.csv --person person --publish 5 -q -f csv | cut -d, -f1-6,24 | head -n 4
