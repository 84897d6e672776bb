# What to type next can be typed as it stands, in a shell, where it was printed; it asks for nothing twice.
mkdir "it's here" bin
cp fixtures/club.csv "it's here/größe \$HOME 男.csv"
cp fixtures/town.csv "it's here/=a b.csv"
next() { sed -n 's/^Next: //p'; }
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q | next
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -o a.json | next
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -o a.csv -o a.txt > /dev/null; next < a.txt
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --charts=pictures | next
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --charts pictures -o a.json | next | wc -l
"$SEGBIAS" compare -q -- fixtures/club.csv fixtures/town.csv | next
# Names and values with what means something to a shell: the line gives the same result.
cd "it's here"
"$SEGBIAS" compare 'größe $HOME 男.csv' '=a b.csv' -q -a 'age,"gender"' -r "age:a'b=18-34" --missing-values '' > ../first.txt
line=$(next < ../first.txt)
echo "$line"
line=${line/#segbias/\"\$SEGBIAS\"}
sh -c "${line% --charts charts}" | sed '/^Next/d' | cmp - <(sed '/^Next/d' ../first.txt) && ls result.json
# A terminal without UTF-8 and a control character: bytes in octal.
SHELL=/bin/bash LC_ALL=C script -qec "$SEGBIAS compare 'größe \$HOME 男.csv' '=a b.csv' -q -r $'age:a\tb=18-34'" /dev/null < /dev/null |
	tr -d '\r' | sed 's/\x1b\[[0-9;]*m//g' | next
cd ..
# What came through a pipe is gone.
"$SEGBIAS" compare - fixtures/town.csv -q < fixtures/club.csv | next | wc -l
"$SEGBIAS" compare <(cat fixtures/club.csv) fixtures/town.csv -q | next | wc -l
# As the program was called, or as its caller says.
ln -s "$SEGBIAS" bin/segbias
unset SEGBIAS_COMMAND
bin/segbias compare fixtures/club.csv fixtures/town.csv -q | next
PATH=$PWD/bin:$PATH segbias compare fixtures/club.csv fixtures/town.csv -q | next
SEGBIAS_COMMAND="scripts/dev run" bin/segbias compare fixtures/club.csv fixtures/town.csv -q | next
# Charts are offered where gnuplot is; with nothing left to offer there is no line.
SEGBIAS_COMMAND=segbias SEGBIAS_GNUPLOT=/nowhere/gnuplot "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv 2> /dev/null | grep '^Next'
SEGBIAS_COMMAND=segbias SEGBIAS_GNUPLOT=/nowhere/gnuplot "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -o r.json 2> /dev/null | grep -c '^Next'
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -o new.json -o ./new.json; echo "exit $?"
