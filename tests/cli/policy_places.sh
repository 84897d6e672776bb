# What is called segbias.yaml is meant to be one: what cannot be read is an error, and not passed over for one further up.
try() {
	timeout 20 "$SEGBIAS" "$@" > out
	echo "exit $? $(head -n 1 out)"
}
mkdir -p a/b
echo 'min_n: 77' > segbias.yaml
cd a/b || exit
compare=(compare ../../data/campaign.csv ../../data/census.csv)
try "${compare[@]}" -q
for make in 'mkdir segbias.yaml' 'mkfifo segbias.yaml' 'ln -s nowhere segbias.yaml' 'ln -s segbias.yaml segbias.yaml' \
	'ln -s /dev/null segbias.yaml'; do
	$make
	echo "$make"
	try "${compare[@]}"
	rm -r segbias.yaml
done
mkdir ../segbias.yaml
try "${compare[@]}"
try inspect ../../data/census.csv
try init "${compare[@]:1}" -o other.yaml
try "${compare[@]}" --policy none
try "${compare[@]}" --policy ../segbias.yaml
try "${compare[@]}" --policy ''
try "${compare[@]}" --policy <(echo 'min_n: 5') -q # a pipe that is named is read
ls
rmdir ../segbias.yaml
ln -s ../../segbias.yaml segbias.yaml # a link to a file is one
"$SEGBIAS" "${compare[@]}" -f json -q | grep -m1 '"min_n"'
# The title is a text, or the names of the files.
try "${compare[@]}" -q --title ''
try inspect ../../data/census.csv -q --title ' '
