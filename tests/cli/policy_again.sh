# A policy that init wrote is met again by other files, other options and other forms of itself.
run() {
	"$SEGBIAS" "$@" >out
	echo "exit $? $(head -n 1 out)"
}
awk 'BEGIN {
	print "customer,segment,gender,channel,consent"
	for (i = 0; i < 240; i++)
		print "c" i "," (i % 4 ? "news" : "shop") "," (i % 3 ? "Female" : "Male") "," (i % 5 ? "post" : "web") "," (i % 2 ? "yes" : "no")
}' >people.csv
printf 'gender,channel,count\nFemale,post,400\nFemale,web,300\nMale,post,350\nMale,web,310\n' >census.csv
echo '# the base is the file itself: what is not compared is told again'
"$SEGBIAS" compare people.csv --eligible consent=yes --policy none >without 2>warned
"$SEGBIAS" init people.csv --eligible consent=yes -q
sed -n '/^segment/,/^$/p' segbias.yaml
"$SEGBIAS" compare people.csv >with 2>again
sed 1d again | cmp - warned && cat warned
rm segbias.yaml
echo '# the next file lacks a column, and another one holds what is personal'
"$SEGBIAS" init people.csv census.csv -q
cut -d, -f1-3 people.csv >next.csv
run compare next.csv census.csv
awk -F, -v OFS=, 'NR > 1 { $4 = "canary" NR "@example.org" } { print }' people.csv >private.csv
run compare private.csv census.csv
grep -c canary out
echo '# a list of the user is what must be compared'
"$SEGBIAS" init people.csv census.csv -q -o own.yaml -a gender,channel
grep attributes own.yaml
run compare next.csv census.csv --policy own.yaml
rm segbias.yaml
echo '# the same in other words, and otherwise'
cat >segbias.yaml <<'Y'
band: 80:125
alpha: 0.05
attributes: [gender, channel]
missing_values: [N/K, x]
recode: {gender: {M: Male}}
within: {gender: [Male, Female]}
where: {channel: [post, web]}
plan: 2000
Y
cp segbias.yaml before.yaml
same() {
	run init people.csv census.csv --update -q "$@"
	cp before.yaml segbias.yaml
}
same --band 80:125.0 --alpha 5% -a channel,gender --missing-values x,N/K
same -r '"gender":M=Male' --within gender=Female,Male --where channel=web --where channel=post
same --band 80:126
same --alpha 4%
same -a gender
same --missing-values +x,N/K
same -r gender:M=Female
same --within gender=Male
same --where channel=web
echo '# a plan of the file: of two files none'
run compare people.csv census.csv
run compare census.csv
run compare census.csv --plan 900
rm segbias.yaml
echo '# JSON escapes what is beyond U+FFFF by two halves'
sed 's/,Male,/,😀 M,/' people.csv >smile.csv
printf '{"recode": {"gender": {"\\ud83d\\ude00 M": "Male"}}, "minn": 3}' >a.json
run compare smile.csv census.csv --policy a.json
sed -i 's/minn/min_n/' a.json
run compare smile.csv census.csv --policy a.json
printf '{"recode": {"gender": {"\\ud83d M": "Male"}}}' >b.json
run compare smile.csv census.csv --policy b.json
echo '# what is called segbias.yaml and is no file'
mkdir segbias.yaml
for kind in folder pipe link; do
	[ $kind = folder ] || rm -r segbias.yaml
	[ $kind != pipe ] || mkfifo segbias.yaml
	[ $kind != link ] || ln -s nothing.yaml segbias.yaml
	run compare people.csv census.csv
	run init people.csv census.csv
	run init people.csv census.csv --policy none
	run init people.csv census.csv --update
done
rm segbias.yaml
ls
