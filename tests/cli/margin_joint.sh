# Margins of error of a joint table: that of a value is the root of the sum of its cells' squares, as in a table of margins that
# says so; and a total in one row has its own.
printf 'sex,segment\n' >people.csv
i=0
while [ $i -lt 400 ]; do
	if [ $((i % 5)) -lt 2 ]; then echo M,a; else echo F,a; fi
	i=$((i + 1))
done >>people.csv
printf 'age,Male,Male MOE,Female,Female MOE\n0-17,9000,300,8000,600\n18+,31000,400,52000,800\n' >joint.csv
# sqrt(300^2 + 400^2) = 500, sqrt(600^2 + 800^2) = 1000
printf 'attribute,value,count,moe\nsex,Female,60000,1000\nsex,Male,40000,500\n' >margins.csv
"$SEGBIAS" compare people.csv joint.csv -f json 2>joint.err | sed -n '/"comparisons"/,/"warnings"/p' | sed '$d' >joint.json
"$SEGBIAS" compare people.csv margins.csv -f json 2>margins.err | sed -n '/"comparisons"/,/"warnings"/p' | sed '$d' >margins.json
grep '"value": "Female"' margins.json
diff joint.json margins.json && echo same
cat joint.err
"$SEGBIAS" inspect joint.csv --cells
"$SEGBIAS" inspect joint.csv --cells --attributes sex
# Whose margins are not wanted, or that lacks one, is exact; the latter is said.
"$SEGBIAS" compare people.csv joint.csv --reference-kind population 2>&1 | grep -e reference -e 'not used'
sed 's/,600$/,/' joint.csv >hole.csv
"$SEGBIAS" inspect hole.csv --cells
