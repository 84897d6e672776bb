# "Unknown" of a reference that nobody of the campaign has is a value, and said; what the hint says leaves it out, in a table
# of counts, in one of margins and in records.
{ echo segment,age; printf 'A,18-34\nA,35+\nA,35+\n'; } > mail.csv
printf 'age,count\n18-34,3000\n35+,5000\nUnknown,1500\nRefused,500\n' > counts.csv
printf 'attribute,value,count\nage,18-34,3000\nage,35+,5000\nage,Unknown,1500\nage,Refused,500\n' > margins.csv
# Of records the markers are missing anyway; "Refused" is none of them.
{ echo age; yes 18-34 | head -300; yes 35+ | head -500; yes Refused | head -200; } > records.csv
for world in counts margins records; do
	"$SEGBIAS" compare mail.csv $world.csv -s none -f csv 2> said > /dev/null
	grep -A1 'may stand' said
	hint=$(sed -n "s/.*: \(--missing-values '.*'\) leaves .* out/\1/p" said)
	eval "\"$SEGBIAS\" compare mail.csv $world.csv -s none -f csv $hint" 2> said | cut -d, -f3,4,8
	echo "said again: $(grep -c 'may stand' said)"
done
