# A report of ads is a table without being told: several figures of reach and cost in a row are of no single person.
printf 'Campaign name;Edad;Sexo;Alcance;Impresiones;Importe gastado (EUR)\nA;18-34;mujer;1.200;1.333;12,50 \342\202\254\nA;18-34;hombre;900;1.000;9,50 \342\202\254\nA;35+;mujer;600;660;6,00 \342\202\254\nA;35+;desconocido;40;44;0,40 \342\202\254\n' >meta.csv
printf 'Insertion Order,Age,Gender,Impressions,Clicks\nX,18-34,Female,1200,3\nX,18-34,Male,900,2\nY,35+,Female,400,9\nY,35+,Male,300,1\n,,,2800,15\n\nReport Time:,2025/10/01 03:34 GMT\n' >orders.csv
printf '# All Users\nAge,Active users,New users\nunknown,1200,1100\n18-34,300,200\n35+,500,300\n(other),20,10\n' >analytics.csv
for file in meta orders analytics; do
	"$SEGBIAS" inspect $file.csv --cells
done
# Figures of each person beside an age in years are none of a table.
printf 'age,sex,impressions,clicks\n34,female,12,1\n51,male,7,0\n27,female,31,4\n' | "$SEGBIAS" inspect - --cells
# Whom ads were meant for is not who was reached.
printf 'ADID,Spend,Impressions,Gender,AgeBracket\nad1,58,17775,,18+\nad2,13,5224,FEMALE,18-34\nad3,9,800,MALE,35++\n' >targeting.csv
"$SEGBIAS" inspect targeting.csv --cells; echo "exit $?"
# Criteria whose blanks (everybody) look like merged cells, and where a shape is named: the reason is the same.
printf 'ADID,Spend,Impressions,Gender,AgeBracket\n1,10,1000,FEMALE,18+\n2,20,2500,,35++\n3,5,700,MALE,18+\n' >criteria.csv
"$SEGBIAS" inspect criteria.csv --cells 2>&1
"$SEGBIAS" compare criteria.csv fixtures/town.csv --shape counts 2>&1
# Money in other languages, or by the currency behind its name, counts nobody.
for name in 'Kostnad (NOK)' Coste 'Belopp' '\330\247\331\204\330\252\331\203\331\204\331\201\330\251' 'Summa (SEK)' 'Given \342\202\272'; do
	printf "gender,$name\nFemale,1200\nMale,310\n" >money.csv
	"$SEGBIAS" compare money.csv fixtures/town.csv 2>&1 | head -1
done
