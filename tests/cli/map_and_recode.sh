# "Sex" is a synonym and so are the letters; "Altersgruppe" has to be said.
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv --segment none -f csv | cut -d, -f2-4,22,23
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv --segment none -m Altersgruppe=age \
	-r Sex:f=Female -r Sex:m=Male -f csv | cut -d, -f2-4,22,23
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv -r Sex:f=Femal; echo "exit $?"
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv -r age:f=Female; echo "exit $?"
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv -m Altersgruppe=years; echo "exit $?"
"$SEGBIAS" compare fixtures/club_names.csv fixtures/town.csv -m Alter=age; echo "exit $?"
