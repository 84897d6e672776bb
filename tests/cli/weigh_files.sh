# What is written again is the file with one column more, whatever ends its lines; and no input is written over.
printf 'sex,tier,count\nf,a,4000000\nm,a,6000000\n' > reference.csv
printf 'id,sex,tier\r\r\n1,f,a\r\r\n2,m,a\r\r\n3,f,a\r\r\n' > twice.csv
"$SEGBIAS" weigh twice.csv reference.csv -q --weighted weighted.csv -o out.json > /dev/null
sed "s/\(0\.6\|1\.[78]\)[0-9]*/w/" weighted.csv | od -c
printf 'id,sex,tier\r1,f,a\r2,m,a\r3,f,a\r' > returns.csv
"$SEGBIAS" weigh returns.csv reference.csv -q --weighted none.csv
printf 'id,sex,tier\n1,f,a\n2,m,a\n3,f,a\n' > plain.csv
"$SEGBIAS" weigh plain.csv reference.csv -q --cells -
"$SEGBIAS" weigh plain.csv:people reference.csv -q --cells plain.csv
"$SEGBIAS" weigh plain.csv:people reference.csv -q --weighted plain.csv
"$SEGBIAS" weigh plain.csv reference.csv -q --quasi sex
cat plain.csv
# Less than a record is short.
"$SEGBIAS" weigh plain.csv reference.csv -q --method linear --bounds .9:1.01
ls
