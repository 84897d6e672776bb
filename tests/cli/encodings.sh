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
# Without its mark it is no text: a NUL byte, until it is said what it is.
iconv -f UTF-8 -t UTF-16LE utf8.csv | "$SEGBIAS" inspect -
iconv -f UTF-8 -t UTF-16LE utf8.csv | "$SEGBIAS" inspect - --cells --encoding utf-16le
iconv -f UTF-8 -t UTF-16LE utf8.csv | "$SEGBIAS" inspect - --cells --encoding utf-16
# And so does any other encoding that its bytes give away; what says how to read it reads it.
table() {
	iconv -f UTF-8 -t "$1" >"$2"
	"$SEGBIAS" inspect "$2" --cells
	"$SEGBIAS" inspect "$2" --cells --encoding "$3"
}
printf '\346\200\247\345\210\245,\345\271\264\351\275\242,\344\272\272\346\225\260\n\347\224\267\346\200\247,18-24,120\n\345\245\263\346\200\247,18-24,130\n\347\224\267\346\200\247,25-34,90\n\345\245\263\346\200\247,25-34,80\n' >japanese.csv
table SHIFT_JIS sjis.csv shift_jis <japanese.csv
printf '\354\204\261\353\263\204,\354\227\260\353\240\271,\354\235\270\352\265\254\n\353\202\250\354\204\261,18-24,120\n\354\227\254\354\204\261,18-24,130\n' >korean.csv
table EUC-KR euckr.csv euc-kr <korean.csv
printf '\320\277\320\276\320\273;\320\262\320\276\320\267\321\200\320\260\321\201\321\202;\320\272\320\276\320\273\320\270\321\207\320\265\321\201\321\202\320\262\320\276\n\320\274\321\203\320\266\321\207\320\270\320\275\320\260;18-24;120\n\320\266\320\265\320\275\321\211\320\270\320\275\320\260;18-24;130\n' >russian.csv
table CP1251 cp1251.csv windows-1251 <russian.csv
printf 'Geschlecht;Altersgruppe;Bev\303\266lkerung\nm\303\244nnlich;18-24;120\nweiblich;18-24;130\nm\303\244nnlich;25-34;90\n' >german.csv
table MACINTOSH mac.csv macintosh <german.csv
# UTF-8 that was saved again as if it were Windows-1252.
printf '\303\242ge,genre,port\303\251e\n18-24,femme,120\n18-24,homme,130\n' >french.csv
iconv -f WINDOWS-1252 -t UTF-8 french.csv >twice.csv
"$SEGBIAS" inspect twice.csv --cells
iconv -f utf-8 -t windows-1252 twice.csv | "$SEGBIAS" inspect - --cells
# What is said must be so: a mark or a byte that is none of it is an error, with its place.
"$SEGBIAS" inspect little.csv --encoding utf-8
"$SEGBIAS" inspect mac.csv --encoding utf-8
"$SEGBIAS" inspect windows.csv --encoding us-ascii
printf 'a\303' | "$SEGBIAS" inspect - --encoding utf-8
for name in none utf-8//IGNORE WCHAR_T ''; do
	"$SEGBIAS" inspect utf8.csv --encoding "$name"
done
"$SEGBIAS" inspect windows.csv --cells --encoding Latin-1 --reference-encoding utf-8
# It is of one of two files.
printf 'Geschlecht\n%s' "$(yes 'm\344nnlich' | head -40)" | sed 's/m.344nnlich/m\xe4nnlich/' >people.csv
"$SEGBIAS" compare people.csv mac.csv --reference-encoding macintosh -f json -q | grep '"encoding"'
# Behind the first MiB, too: what came before is the same in either. From a pipe and compressed it is no other.
awk 'BEGIN { print "id,town"; for (i = 0; i < 90000; i++) print i ",Berlin"; for (i = 0; i < 50; i++) print i ",K\366ln" }' >late.csv
"$SEGBIAS" inspect late.csv --cells --attributes town
gzip -nc late.csv | "$SEGBIAS" inspect - --cells --attributes town --threads 3 2>/dev/null
iconv -f CP850 -t UTF-8 late.csv | "$SEGBIAS" inspect - --cells --attributes town 2>/dev/null
awk 'BEGIN { print "id,town"; for (i = 0; i < 90000; i++) print i ",Berlin"; for (i = 0; i < 50; i++) print i ",K\224ln" }' >dos.csv
"$SEGBIAS" inspect dos.csv --cells --attributes town
"$SEGBIAS" inspect dos.csv --cells --attributes town --encoding cp850 2>/dev/null
