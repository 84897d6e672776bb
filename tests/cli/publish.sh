# Small counts, and what would tell of them, are withheld (--publish).
cat > campaign.csv <<'CSV'
segment,gender,region,count
Clubs,f,North,40
Clubs,m,North,37
Clubs,f,South,3
Clubs,m,South,21
Clubs,,South,9
Shops,f,North,52
Shops,m,North,12
Shops,f,South,18
Shops,m,South,33
Shops,m,Elsewhere,2
Post,f,North,2
Post,m,South,1
CSV
printf 'attribute,value,count\ngender,f,500000\ngender,m,500000\nregion,North,600000\nregion,South,390000\nregion,Isle,10000\n' > reference.csv
"$SEGBIAS" compare campaign.csv reference.csv --publish 5 -f csv | cut -d, -f1-5,8,9,23,24
"$SEGBIAS" compare campaign.csv reference.csv --publish 5 --explain-mapping
# A policy says it as well, and what cannot be protected is refused.
echo 'publish: 5' > segbias.yaml
"$SEGBIAS" compare campaign.csv reference.csv -f prometheus | grep -e rows -e records -e missing_rate
"$SEGBIAS" compare campaign.csv reference.csv --consent region=North
"$SEGBIAS" compare campaign.csv reference.csv --publish 2
