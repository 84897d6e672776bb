gzip -nc fixtures/town.csv > town.gz
zstd -qc fixtures/town.csv > town.zst
say() {
	"$SEGBIAS" compare fixtures/club.csv "$@" > out
	echo "exit $?, $(wc -c < out) bytes"
}
# Cut anywhere: in the header, in the data, at the end of the data.
for kind in gz zst; do
	size=$(wc -c < town.$kind)
	for cut in 4 11 $((size / 2)) $((size - 8)) $((size - 4)) $((size - 1)); do
		head -c $cut town.$kind > cut.$kind
		"$SEGBIAS" compare fixtures/club.csv cut.$kind > out 2> err
		echo "exit $?, $(wc -c < out) bytes: $(head -n 1 err)"
	done
done
say - < cut.gz
# The last byte belongs to the length of the data, or to their checksum.
for kind in gz zst; do
	{ cat cut.$kind; printf '\252'; } > flipped.$kind
	say flipped.$kind
	{ cat town.$kind; echo 'age,65+,1'; } > longer.$kind
	say longer.$kind
	{ cat town.$kind; printf '\0\0\0\0'; } > padded.$kind
	say padded.$kind
done
gzip -nc town.gz > twice.gz
say twice.gz
printf '\377\376\0\0a\0\0\0' | zstd -qc > utf32.zst
say utf32.zst
printf 'PK\003\004' | gzip -nc > book.xlsx.gz
say book.xlsx.gz
printf 'BZh91AY&SY' > town.bz2
say town.bz2
# Which sheets a spreadsheet has is told, where the file can be looked into.
cp fixtures/book.xlsx book
say book
say - < book
# By its name DuckDB would read it.
SEGBIAS_DUCKDB=/nowhere say fixtures/book.xlsx
