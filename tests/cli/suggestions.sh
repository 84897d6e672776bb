# A suggestion is another spelling of the same: never an opposite, a neighbour or another number; and it is in no line to
# copy at the end of the report.
printf 'attribute,value,count\nsex,Female,51\nsex,Male,49\ncountry,Australia,3\ncountry,Iceland,3\ncountry,São Paulo,4\n' > world.csv
printf 'zip,01001,5\nzip,10001,5\nzip,20002,5\nday,2024-01-01,1\nday,2024-01-02,1\n' >> world.csv
{
	echo segment,sex,country,zip,day
	echo A,Female,Austria,1001,2024-01-03
	echo A,Femalle,Ireland,20002,2024-01-04
	echo A,Male,Sao Paulo,30003,2024-01-01
	echo A,DK/Ref,Australia,30004,2024-01-02
} > mail.csv
"$SEGBIAS" compare mail.csv world.csv -s none | tail -1
