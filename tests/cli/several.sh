# Several values in one cell: suggested, then taken by themselves; by each way of separating them.
people() {
	echo "segment,sex,topics"
	for i in $(seq 120); do
		case $((i % 6)) in
		0) topics="news$1sports" ;;
		1) topics="news" ;;
		2) topics="sports$1news$1news" ;;
		3) topics="music$1sports" ;;
		4) topics=" Music " ;;
		5) topics="" ;;
		esac
		echo "$([ $((i % 2)) = 0 ] && echo S || echo T),$([ $((i % 3)) = 0 ] && echo F || echo M),\"$topics\""
	done
}
people ";" >people.csv
printf 'topics,people\nnews,300000\n"news;sports",200000\nsports;music,100000\nmusic,400000\n' >topics.csv
"$SEGBIAS" compare people.csv people.csv -a topics -q >/dev/null
printf 'attribute,value,count\ntopics,news,500000\ntopics,sports,300000\ntopics,music,500000\n' >margins.csv
"$SEGBIAS" compare people.csv margins.csv -f csv | cut -d, -f1-5
"$SEGBIAS" compare people.csv topics.csv --reference-count people --multi topics
for separator in "|" / , ، 、 "
"; do
	people "$separator" >others.csv
	printf 'topics,people\nnews,300000\n"news%ssports",200000\n"sports%smusic",100000\nmusic,400000\n' \
		"$separator" "$separator" >table.csv
	diff <("$SEGBIAS" compare people.csv topics.csv --multi 'topics=;' -f csv -q) \
		<("$SEGBIAS" compare others.csv table.csv --multi topics -f csv -q) && echo "the same"
done
printf 'Topic,Population\nNews,500\nSports,300\nMusic,500\nNot stated,40\nTotal stated,1000\n' >census.csv
"$SEGBIAS" compare people.csv census.csv -m topics=Topic --multi 'topics=;' -f csv | cut -d, -f1-5,8
sed 's/;[^"]*//' people.csv >single.csv
"$SEGBIAS" compare single.csv census.csv -m topics=Topic -f csv | cut -d, -f1-5,8
"$SEGBIAS" compare people.csv census.csv -m topics=Topic -f csv >/dev/null
"$SEGBIAS" compare people.csv margins.csv --multi topics
# A column base that the figures add up to is who answered, too: 100 people, .4, .35, .25; a blank one says nothing.
printf 'attribute,value,count,base\ntopics,news,400000,1000000\ntopics,sports,350000,1000000\ntopics,music,250000,1000000\n' >base.csv
"$SEGBIAS" compare people.csv base.csv --multi 'topics=;' -f csv | cut -d, -f1-5,8
"$SEGBIAS" compare single.csv base.csv -q -f csv | cut -d, -f1-5,8
sed 's/,1000000$/,/' base.csv >blank.csv
"$SEGBIAS" compare people.csv blank.csv --multi 'topics=;' -q
