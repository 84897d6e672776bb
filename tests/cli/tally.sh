cd data || exit 1
head -1200 campaign.csv > one.csv
{ head -1 campaign.csv; tail -n +1201 campaign.csv; } > two.csv
echo "--- a plan, two parts, and their sum"
"$SEGBIAS" tally campaign.csv census.csv --empty -o plan.tally; echo "exit $?"
"$SEGBIAS" tally one.csv census.csv --like plan.tally -o one.tally; echo "exit $?"
"$SEGBIAS" tally - --like plan.tally --part two.csv < two.csv > two.tally; echo "exit $?"
"$SEGBIAS" merge two.tally one.tally -o all.tally; echo "exit $?"
"$SEGBIAS" merge one.tally two.tally | cmp - all.tally && echo "any order is the same"
"$SEGBIAS" merge all.tally | cmp - all.tally && echo "of one file the same"
"$SEGBIAS" merge one.tally two.tally -o all.tally.zst && zstd -qdc all.tally.zst | cmp - all.tally && "$SEGBIAS" merge all.tally.zst | cmp - all.tally && echo "compressed the same"
"$SEGBIAS" tally one.csv census.csv --like plan.tally -o one.zst && "$SEGBIAS" merge one.zst | cmp - one.tally && echo "a part, too"
sed -n '2,3p' all.tally
"$SEGBIAS" tally one.csv --like plan.tally | cmp - one.tally && echo "without the reference the same"
tail -n +2 one.csv | "$SEGBIAS" tally - --like plan.tally --part one.csv --no-header | sed '/^{"places"/d; $d' > headless.txt
sed '/^{"places"/d; $d' one.tally | cmp - headless.txt && echo "and without a header"
"$SEGBIAS" tally - --like plan.tally --part none --no-header -o empty.tally < /dev/null; echo "exit $?"
"$SEGBIAS" merge empty.tally one.tally two.tally | sed '1,4d;$d' | cmp - <(sed '1,3d;$d' all.tally) && echo "an empty part adds nothing"
echo "--- compares as the rows do"
"$SEGBIAS" compare all.tally census.csv -q -f csv > tally.txt; echo "exit $?"
"$SEGBIAS" compare campaign.csv census.csv -q -f csv | cmp - tally.txt && echo "the same"
"$SEGBIAS" check all.tally census.csv -q > /dev/null 2>&1; echo "exit $?"
"$SEGBIAS" compare - census.csv -q -f csv < all.tally | cmp - tally.txt && echo "from standard input, too"
gzip -c all.tally | "$SEGBIAS" compare - census.csv -q -f csv --threads 2 | cmp - tally.txt && echo "and compressed"
"$SEGBIAS" compare all.tally census.csv -q | grep "a tally of"
"$SEGBIAS" compare <(cat all.tally) census.csv -q -f csv | cmp - tally.txt && echo "and from a pipe with a name"
gzip -c campaign.csv | "$SEGBIAS" compare - census.csv -q -f csv --threads 2 | cmp - tally.txt && echo "as rows are"
"$SEGBIAS" tally one.csv census.csv --like - < plan.tally | cmp - one.tally && echo "and a plan"
echo "--- nothing but the head of the plan, and no identifier"
grep -c '"table"' plan.tally
grep -l 'p0001\|P0001' ./*.tally
echo "--- refused"
"$SEGBIAS" merge all.tally one.tally -o never.tally; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv -a age -o age.tally; echo "exit $?"
"$SEGBIAS" merge one.tally age.tally; echo "exit $?"
head -c 4000 all.tally > cut.tally
"$SEGBIAS" compare cut.tally census.csv; echo "exit $?"
sed 's/"counts":\[12,/"counts":[13,/' all.tally > changed.tally
"$SEGBIAS" merge changed.tally; echo "exit $?"
{ cat all.tally; echo x; } > continued.tally
"$SEGBIAS" merge continued.tally; echo "exit $?"
sed '1s|segbias.tally/1|segbias.tally/2|' all.tally > later.tally
"$SEGBIAS" merge later.tally; echo "exit $?"
"$SEGBIAS" merge census.csv; echo "exit $?"
"$SEGBIAS" compare all.tally census.csv --segment none; echo "exit $?"
"$SEGBIAS" compare all.tally census.csv --person id; echo "exit $?"
"$SEGBIAS" compare all.tally one.csv; echo "exit $?"
"$SEGBIAS" compare plan.tally census.csv; echo "exit $?"
"$SEGBIAS" compare - census.csv --encoding utf-8 < all.tally; echo "exit $?"
"$SEGBIAS" compare - - < all.tally; echo "exit $?"
head -c 4000 all.tally | "$SEGBIAS" compare - census.csv; echo "exit $?"
"$SEGBIAS" init all.tally census.csv -q -o never.yaml; echo "exit $?"; ls never.yaml 2>&1
"$SEGBIAS" inspect all.tally; echo "exit $?"
"$SEGBIAS" tally decisions.csv census.csv --like plan.tally; echo "exit $?"
"$SEGBIAS" tally one.csv census.csv --like plan.tally --bins age=18,50; echo "exit $?"
"$SEGBIAS" tally one.csv census.csv --like one.csv; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --alpha .01; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv --born age; echo "exit $?"
"$SEGBIAS" tally one.csv --like plan.tally --no-header; echo "exit $?"
tail -n +2 one.csv > body.csv
"$SEGBIAS" tally body.csv --like plan.tally; echo "exit $?"
"$SEGBIAS" tally decisions.csv --like plan.tally --no-header; echo "exit $?"
"$SEGBIAS" tally one.csv census.csv --no-header; echo "exit $?"
"$SEGBIAS" tally one.csv decisions.csv --like plan.tally; echo "exit $?"
"$SEGBIAS" compare campaign.csv census.csv --shape tally; echo "exit $?"
echo "--- persons: no name, and nobody twice"
"$SEGBIAS" tally campaign.csv census.csv --person id --empty -o persons.tally; echo "exit $?"
"$SEGBIAS" tally one.csv --like persons.tally -o p1.tally; echo "exit $?"
"$SEGBIAS" tally two.csv --like persons.tally -q -o p2.tally; echo "exit $?"
"$SEGBIAS" tally one.csv --like persons.tally -q --part again -o p3.tally; echo "exit $?"
"$SEGBIAS" merge p1.tally p2.tally; echo "exit $?"
"$SEGBIAS" merge p1.tally p3.tally --persons-disjoint; echo "exit $?"
"$SEGBIAS" merge p2.tally p1.tally --persons-disjoint -o p.tally; echo "exit $?"
grep -l 'p0001\|P0001\|,0001' p*.tally
"$SEGBIAS" compare p.tally census.csv -q -f csv > persons.txt; echo "exit $?"
"$SEGBIAS" compare campaign.csv census.csv --person id -q -f csv | cmp - persons.txt && echo "the same"
echo "--- a review takes one"
"$SEGBIAS" review add 2026Q1 all.tally census.csv --by "A. Analyst" --ledger ledger > review.txt 2>&1; echo "exit $?"
"$SEGBIAS" review verify --ledger ledger > verify.txt 2>&1; echo "exit $?"
echo "--- refused, too"
"$SEGBIAS" tally - census.csv < one.csv; echo "exit $?"
"$SEGBIAS" tally - census.csv --like plan.tally < one.csv; echo "exit $?"
"$SEGBIAS" tally one.csv census.csv --like plan.tally --part ''; echo "exit $?"
"$SEGBIAS" tally one.csv census.csv --like plan.tally -o plan.tally; echo "exit $?"
"$SEGBIAS" tally campaign.csv census.csv -o x.csv; echo "exit $?"
"$SEGBIAS" tally campaign.csv; echo "exit $?"
"$SEGBIAS" merge; echo "exit $?"
"$SEGBIAS" merge one.tally -o one.json; echo "exit $?"
"$SEGBIAS" merge one.tally none.tally; echo "exit $?"
ls never.tally 2>&1
echo "--- of very many rows a part of each spelling's count stands for the first records: floor(11,999 x 5,000 / 12,000), and of a rare one one"
awk 'BEGIN { print "segment,g"; for (i = 0; i < 12000; i++) print (i % 2 ? "A" : "B") "," (i == 7000 ? "Rare" : "Usual") }' > long.csv
printf 'g,count\nRare,1000000\nUsual,9000000\n' > g.csv
"$SEGBIAS" tally long.csv g.csv -q -o long.tally; echo "exit $?"
grep -o '"Rare","Usual"],"counts":\[[0-9,]*\]' long.tally
"$SEGBIAS" compare long.tally g.csv -q -f csv > long.txt
"$SEGBIAS" compare long.csv g.csv -q -f csv | cmp - long.txt && echo "the same"
echo "--- of a column that is not compared how many cells are blank, and no cell"
{ echo 'segment,sex,note'; for i in $(seq 120); do echo "A,$([ $((i % 2)) = 0 ] && echo F || echo M),$([ $((i % 3)) = 0 ] || echo "n$i")"; done; } > notes.csv
printf 'sex,count\nF,500000\nM,500000\n' > sexes.csv
"$SEGBIAS" tally notes.csv sexes.csv -q -o notes.tally
grep -ao '"blank":[0-9]*,"repeats":[^}]*' notes.tally
grep -ac n61 notes.tally || true
