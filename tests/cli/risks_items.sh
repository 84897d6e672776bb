# Logs of what people were shown and chose, in the register of risks: what they tell, what they ask, and that nobody and nothing of them is shown.
risks() {
	"$SEGBIAS" risks people.csv joint.csv -s none --reference-kind population "$@"
	echo "exit $?"
}
printf 'age,gender,people\n' >joint.csv
for age in 18-34 35+; do printf '%s,Female,50000\n%s,Male,50000\n' $age $age >>joint.csv; done
echo 'id,age,gender' >people.csv
echo 'user_id,sku,category' >shown.csv
echo 'Genre,customer' >chosen.csv
echo 'product_id' >items.csv
i=0
while [ $i -lt 120 ]; do
	age=18-34 gender=f
	[ $((i % 2)) -eq 0 ] || age=35+
	[ $((i % 3)) -ne 0 ] || gender=MALE
	echo "canary$i,$age,$gender" >>people.csv
	echo "secret$((i / 2))" >>items.csv
	j=0
	while [ $j -lt $((3 + i % 7)) ]; do
		category=$(((i + j * j) % 5))
		[ $((i % 2)) -eq 0 ] || category=$((i / 30))
		echo "canary$i,secret$(((i * j) % 50)),Hidden $category" >>shown.csv
		echo "hidden $(((i + 3 * j) % 5)),canary$i" >>chosen.csv
		j=$((j + 1))
	done
	i=$((i + 1))
done
echo ',secret1,Hidden 1' >>shown.csv
echo 'canary1,secret99,' >>shown.csv
echo 'canary999,secret1,Hidden 1' >>shown.csv
echo 'hidden 1,canary998' >>chosen.csv
echo "== asked"
risks -q | sed -n '/^Over-personalisation:/,/^Biased/p'
echo "== all of it"
risks --person id --items shown.csv --history chosen.csv --catalogue items.csv --fail-on over \
	-o all.json -o all.csv -o all.md -o all.html -o all.prom -o all.ndjson -o all.txt 2>err | sed -n '/^Over-personalisation:/,/^Biased/p'
cat err
sed -n '2,6p' all.txt
grep '^personalisation' all.csv | cut -d, -f2-10,22-25
echo "nobody is shown: $(cat all.* err | grep -ci 'canary\|secret\|hidden')"
echo "== rows in another order"
for file in shown chosen items; do
	(head -1 $file.csv && tail -n +2 $file.csv | sort -r) >$file-r.csv
done
risks --person id --items shown-r.csv --history chosen-r.csv --catalogue items-r.csv --threads 4 -q -f csv >other.csv
risks --person id --items shown.csv --history chosen.csv --catalogue items.csv --threads 1 -q -f csv | cmp - other.csv && echo "the same"
echo "== in Arabic"
risks --person id --items shown.csv --history chosen.csv --catalogue items.csv --lang ar -q -o all-ar.txt >/dev/null
sed -n '/الإفراط في التخصيص:/,/بيانات متحيّزة/p' all-ar.txt
echo "== without persons, and only what was shown"
risks --items shown.csv -q | sed -n '/^Over-personalisation:/,/^Biased/p'
echo "== what it does not take"
risks --history chosen.csv
risks --catalogue items.csv
risks --by age
risks --items shown.csv --items shown.csv
risks --items ''
risks --items shown.csv -o shown.csv
risks --items shown.csv --history ./shown.csv
risks --items shown.csv --catalogue shown.csv
risks --person id --items shown.csv --history chosen.csv --by nothing
risks --items nothing.csv
risks --person id --items people.csv
printf 'user,category,event\ncanary1,a,view\ncanary1,a,click\n' >kinds.csv
risks --items kinds.csv
printf 'user,topic\ncanary1,other\n' >other-topic.csv
risks --items shown.csv --history other-topic.csv
printf 'item\n1\n' >other-items.csv
risks --items shown.csv --catalogue other-items.csv
printf 'user,category\nsomebody,a\nsomebody,b\n' >strangers.csv
risks --person id --items strangers.csv
printf 'user,category,impressions\ncanary1,a,12\n' >counts.csv
risks --items counts.csv
printf 'id,user,category\ncanary1,canary7,a\n' >own.csv
risks --person id --items own.csv
head -c 40 /dev/zero >zeros.csv
risks --items zeros.csv
echo "== one person"
printf 'user,category\ncanary1,a|b\ncanary1,a|b\n' >one.csv
printf 'user,category\ncanary1,a|b\ncanary1,b\n' >one-chose.csv
risks --items one.csv --history one-chose.csv 2>&1 | sed -n '/^Over-personalisation:/,/^Biased/p;/one.csv/p'
