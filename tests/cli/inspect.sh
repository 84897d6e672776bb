# Roles, types and missing values; the identifier and personal data by name and rate, never a value.
printf 'id,mail,segment,gender,age\n1,ann@example.org,A,Female,20\n2,bob@example.org,A,,31\n3,cy@example.org,B,male,unknown\n4,di@example.org,B,Female,70\n' > people.csv
"$SEGBIAS" inspect people.csv
# With a reference: what a comparison would use.
"$SEGBIAS" inspect people.csv fixtures/town.csv
"$SEGBIAS" inspect people.csv fixtures/town.csv -f json | head -20
# Two files that have nothing in common are still shown.
printf 'colour,count\nred,5\nblue,6\n' > colours.csv
"$SEGBIAS" inspect people.csv colours.csv; echo "exit $?"
"$SEGBIAS" inspect - < people.csv | head -3
"$SEGBIAS" inspect - fixtures/town.csv < people.csv; echo "exit $?"
"$SEGBIAS" inspect people.csv -f csv; echo "exit $?"
"$SEGBIAS" inspekt people.csv; echo "exit $?"
