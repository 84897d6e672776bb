# A list of 600 of 1,000 who answered, each with one answer: the words say so, and do not speak of several. By hand: German 300 of 1,000.
awk 'BEGIN { print "segment,lang"; for (i = 0; i < 200; i++) print "a," (i % 2 ? "German" : i % 4 ? "French" : "Other") }' > campaign.csv
printf '%s\n' attribute,value,count,base lang,German,300,1000 lang,French,200,1000 lang,Other,100,1000 > short.csv
"$SEGBIAS" compare campaign.csv short.csv -s none 2>&1 | grep -i 'answer\|by itself\|German'
"$SEGBIAS" compare campaign.csv short.csv -s none -q --lang ar 2>&1 | grep 'أجابوا\|على حدة'
"$SEGBIAS" compare campaign.csv short.csv -s none -q -o page.html > text && grep -c 'as a share of those who answered' page.html
# 1,200 answers of 1,000: people gave several.
printf '%s\n' attribute,value,count,base lang,German,700,1000 lang,French,300,1000 lang,Other,200,1000 > several.csv
"$SEGBIAS" compare campaign.csv several.csv -s none 2>&1 | grep -i 'answer\|by itself\|German'
