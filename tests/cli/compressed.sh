# As it is, compressed, in several members or frames, whatever its name, as either file: the same findings.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv > plain
for name in club town; do
	gzip -nc fixtures/$name.csv > $name.csv.gz
	zstd -qc fixtures/$name.csv > $name.csv.zst
	for half in 'head -c 77' 'tail -c +78'; do $half fixtures/$name.csv | gzip -nc; done > $name.members.gz
	for half in 'head -n 3' 'tail -n +4'; do $half fixtures/$name.csv | zstd -qc; done > $name.frames.zst
	cp $name.csv.zst $name.csv
done
for kind in csv.gz csv.zst members.gz frames.zst csv; do
	"$SEGBIAS" compare club.$kind fixtures/town.csv -f csv | cmp - plain && echo "campaign $kind"
	"$SEGBIAS" compare fixtures/club.csv town.$kind -f csv | cmp - plain && echo "reference $kind"
	"$SEGBIAS" compare - town.$kind -f csv < club.$kind | cmp - plain && echo "stdin $kind"
	cat club.$kind | "$SEGBIAS" compare /dev/stdin town.$kind -f csv | cmp - plain && echo "pipe $kind"
done
mkfifo fifo
cat town.members.gz > fifo &
"$SEGBIAS" compare club.frames.zst fifo -f csv | cmp - plain && echo fifo
"$SEGBIAS" inspect fixtures/club.csv --cells > cells
"$SEGBIAS" inspect club.members.gz --cells | cmp - cells && echo cells
# Bytes and hash are those of the file as it stands.
"$SEGBIAS" compare club.members.gz town.csv.zst -f json > result.json
for file in club.members.gz town.csv.zst; do
	grep -q "\"sha256\": \"$(sha256sum < $file | cut -d' ' -f1)\"" result.json && echo "sha256sum verifies $file"
	grep -q "\"bytes\": $(wc -c < $file)," result.json && echo "wc counts as many bytes"
done
