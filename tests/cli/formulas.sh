# A text that a spreadsheet program could take for a formula has a "'" before it, in cells and in headers; figures have none.
cat > campaign.csv <<'CSV'
segment,＋group
CSV
for i in $(seq 40); do
	echo "=SUM(A1),＝1+1" ; echo "  =A2,－5" ; echo "＠cmd,﹣x" ; echo "﹦x,  ＋y" ; echo "−3 to 0,−3" ; echo "a=b,plain-text"
done >> campaign.csv
printf 'attribute,value,count\n＋group,＝1+1,5\n＋group,－5,5\n＋group,﹣x,5\n＋group,  ＋y,5\n＋group,−3,5\n＋group,plain-text,5\n' > reference.csv
"$SEGBIAS" compare campaign.csv reference.csv -q -f csv | cut -d, -f1-4
"$SEGBIAS" inspect campaign.csv --cells -q
printf '@shop,=level,count\nnorth,-low,3\nsouth,+high,5\nnorth,+high,2\nsouth,-low,7\n' > counts.csv
"$SEGBIAS" inspect counts.csv --cells -q | tee cells.csv
# What was written is read as what it was.
"$SEGBIAS" inspect cells.csv --cells -q | cmp - cells.csv && echo same
# A number that begins with a sign is guarded, too, and is the same number when it is read again.
printf 'temperature,sex,count\n-1,F,100\n0,F,90\n1,M,80\n-1,M,70\n2,M,60\n' > degrees.csv
"$SEGBIAS" inspect degrees.csv --cells -a temperature,sex -q | tee guarded.csv
"$SEGBIAS" inspect guarded.csv --cells -a temperature,sex -q | cmp - guarded.csv && echo same
printf 'segment,temperature\ns,-1\ns,1\n' > days.csv
for reference in degrees.csv guarded.csv; do
	"$SEGBIAS" compare days.csv $reference -q -s none -f csv --bins temperature=0 | cut -d, -f2-4,8
done
