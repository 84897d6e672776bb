# Whom an ad reached, as an ad library has it: JSON of one ad, of several, or of one a line.
AD='{"id":"1","target_gender":"All","age_country_gender_reach_breakdown":[{"age_gender_breakdowns":[{"age_range":"25-34","male":100,"female":300,"unknown":5},{"male":80,"age_range":"35-44"}],"country":"FR"},{"country":"BE","age_gender_breakdowns":[{"age_range":"65+","female":190}]}]}'
printf '%s\n' "$AD" >one.json
printf '{"data": [%s, {"id":"2","note":"a \\"quoted\\" [word]"}, %s]}' "$AD" "$AD" >two.json
printf '%s\n%s\n' "$AD" "$AD" >lines.json
for file in one two lines; do
	"$SEGBIAS" inspect $file.json --cells
	"$SEGBIAS" inspect $file.json --cells --where country=FR -q
done
printf 'sex,age,count\nmale,25-34,400\nfemale,25-34,600\n' >reference.csv
"$SEGBIAS" compare one.json reference.csv --campaign-where country=FR -f csv --map gender=sex -q | cut -d, -f1-4 | head -4
printf '%s' "${AD%???????}" >cut.json
"$SEGBIAS" inspect cut.json --cells; echo "exit $?"
