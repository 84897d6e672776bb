# Values that are part of others: by the figures, by how they begin, by their own words.
printf 'segment,place\nA,DE11\nA,DE21\nB,DE22\n' >campaign.csv
printf 'place,people\nDE1,3123333\nDE11,1023111\nDE12,2100222\nDE2,6000444\nDE21,2900222\nDE22,3100222\n' >codes.csv
printf 'place,people\nDE2,6000444\nDE12,2100222\nDE21,2900222\nDE1,3123333\nDE22,3100222\nDE11,1023111\n' >shuffled.csv
printf 'place,people\nDE11,84\nDE11: north,70\nDE11: south,14\nDE21,40\nDE22,30\n' >small.csv
printf 'place,people\nDE11,84\ndarunter: north,70\nDE21,40\nDE22,30\n' >words.csv
printf 'place,people\nDE11,7\nDE21,4\nDE22,3\n' >chance.csv
for file in codes shuffled small words chance; do
	"$SEGBIAS" compare campaign.csv $file.csv -f csv -q | cut -d, -f1-4,8 | head -4
done
# The hint of the last one, typed.
"$SEGBIAS" compare campaign.csv words.csv --within 'place=DE11,DE21,DE22' -f csv -q | cut -d, -f1-4,8 | head -4
# Of a column that is not compared: each level by --where; an unknown value is no part.
printf 'place,passport,people\nDE11,Foreign,84\nDE11,German,700\nDE11,darunter EU,40\nDE21,Foreign,90\nDE21,German,800\nDE21,darunter EU,50\n' >uncompared.csv
"$SEGBIAS" compare campaign.csv uncompared.csv -q
"$SEGBIAS" compare campaign.csv uncompared.csv --where 'passport=Foreign' --where 'passport=German' -f csv -q | cut -d, -f1-4,8 | head -3
printf "place,people\nDE11,84\nDon't know,70\nDE21,40\nDE22,30\n" >unknown.csv
"$SEGBIAS" compare campaign.csv unknown.csv -f csv -q | cut -d, -f1-4,8 | head -3
