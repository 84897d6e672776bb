# A difference that turns round: overall women are chosen less often, within each team more often. By hand:
# 180 * 200 / (320 * 300) = .375; Mantel-Haenszel (80 * 120 + 100 * 80) / (20 * 280 + 300 * 20) = 17600 / 11600 = 1.517.
printf 'sex,team,n\nwoman,easy,100\nwoman,hard,400\nman,easy,400\nman,hard,100\n' >base.csv
printf 'chosen,sex,team,n\nyes,woman,easy,80\nyes,woman,hard,100\nyes,man,easy,280\nyes,man,hard,20\n' >chosen.csv
"$SEGBIAS" compare chosen.csv base.csv --segment chosen --reference-kind base -q | sed -n '1,/^Whole/p'
"$SEGBIAS" compare chosen.csv base.csv --segment chosen --reference-kind base -q -f json | grep '"stratifier": "team"'
printf 'attribute,value,count\nsex,woman,500\nsex,man,500\nteam,easy,500\nteam,hard,500\n' >margins.csv
"$SEGBIAS" compare chosen.csv margins.csv --segment chosen --reference-kind base >/dev/null
