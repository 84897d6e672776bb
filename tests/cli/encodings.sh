# UTF-16 with its mark, and latin-1, are read as if they were UTF-8; of latin-1 a note says so. Compressed too.
printf 'g\303\251n\303\251ration\tcount\r\n\303\211t\303\251 \360\237\230\200\t600\r\nHiver\t400\r\n' >utf8.csv
printf 'g\303\251n\303\251ration\tcount\r\n\303\211t\303\251\t600\r\nHiver \342\202\254\t400\r\n' |
	iconv -f UTF-8 -t WINDOWS-1252 >windows.csv
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE utf8.csv; } >little.csv
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE utf8.csv; } >big.csv
gzip -nc little.csv >little.gz
for file in utf8.csv little.csv big.csv little.gz windows.csv; do
	"$SEGBIAS" inspect $file --cells
	"$SEGBIAS" inspect $file -f json -q | grep '"encoding"'
done
# Without its mark it is no text: a NUL byte.
iconv -f UTF-8 -t UTF-16LE utf8.csv | "$SEGBIAS" inspect -
