# The first record is the bad one: its line is named, the file is not called empty.
printf 'segment,gender\nA,Female,x\n' > first.csv
"$SEGBIAS" compare first.csv fixtures/town.csv
