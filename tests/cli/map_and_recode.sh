# "Sex" is a synonym and so are the letters, as is "Altersgruppe"; "Kohorte" has to be said.
sed '1s/Altersgruppe/Kohorte/' fixtures/club_names.csv > club.csv
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv --segment none -f csv | cut -d, -f2-4,22,23
"$SEGBIAS" compare club.csv fixtures/town.csv --segment none -f csv | cut -d, -f2-4,22,23
"$SEGBIAS" compare club.csv fixtures/town.csv --segment none -m Kohorte=age \
	-r Sex:f=Female -r Sex:m=Male -f csv | cut -d, -f2-4,22,23
"$SEGBIAS" compare club.csv fixtures/town.csv -r Sex:f=Femal; echo "exit $?"
"$SEGBIAS" compare club.csv fixtures/town.csv -r age:f=Female; echo "exit $?"
"$SEGBIAS" compare club.csv fixtures/town.csv -m Kohorte=years; echo "exit $?"
"$SEGBIAS" compare club.csv fixtures/town.csv -m Alter=age; echo "exit $?"
