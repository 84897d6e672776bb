# Values stand in the order that people expect of them, whatever their language; the order of a table itself is the next best.
orders() { sed -n '/"attributes": \[/,/^  \]/p' | grep -E '"(attribute|ordered|ordered_by)"' | paste -d ' ' - - - | tr -s ' '; }
values() { cut -d , -f 1,2,3,5; }

cat > de.csv <<'F'
attribute,value,count
Schulabschluss,Abitur,300
Schulabschluss,Hauptschulabschluss,250
Schulabschluss,Mittlere Reife,350
Schulabschluss,Ohne Schulabschluss,100
Zustimmung,stimme voll zu,200
Zustimmung,teils/teils,500
Zustimmung,stimme gar nicht zu,100
Zustimmung,keine Angabe,200
Bundesland,Sachsen,400
Bundesland,Bayern,600
F
printf 'segment,Schulabschluss,Zustimmung,Bundesland\na,abitur,teils/teils,Bayern\na,Mittlere  Reife,STIMME VOLL ZU,Sachsen\n' > kampagne.csv
"$SEGBIAS" compare kampagne.csv de.csv -s none -f json -q | orders
"$SEGBIAS" compare kampagne.csv de.csv -s none -f csv -q | values

cat > fr.csv <<'F'
mois,fréquence,revenu,nombre
août,toujours,élevé,100
février,jamais,faible,200
janvier,parfois,moyen,300
décembre,souvent,moyen,400
janvier,souvent,faible,50
F
printf 'segment,mois,fréquence,revenu,id\na,Janvier,jamais,moyen,1\nb,Août,souvent,élevé,2\n' > campagne.csv
"$SEGBIAS" compare campagne.csv fr.csv --reference-count nombre -f json -q | orders
# By hand: |1/2 - 350/1050| + |1/2 - 550/1050| + |1 - 650/1050| = 4/7 steps for the months.
"$SEGBIAS" compare campagne.csv fr.csv --reference-count nombre -f json -q | grep -m 1 '"emd"'

printf 'التعليم,الرضا,العدد\nبكالوريوس,راضٍ,300\nثانوي,غير راضٍ,400\nابتدائي,محايد,200\nماجستير,راضٍ جدًا,100\n' > ar.csv
printf 'شريحة,التعليم,الرضا\nأ,ثانوي,محايد\nأ,ماجستير,راضٍ\n' > hamla.csv
"$SEGBIAS" compare hamla.csv ar.csv -s none -f json -q | orders
"$SEGBIAS" compare hamla.csv ar.csv -s none -f csv -q | values
"$SEGBIAS" inspect --cells ar.csv -q
