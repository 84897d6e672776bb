# Numbers of telephones and devices as segments, of whatever few, stand in no output, whatever the file seems to be; -s shows them.
shown() { # how many lines of all that is written of c.csv hold one of its numbers
	for format in text json csv; do
		"$SEGBIAS" compare c.csv r.csv --explain-mapping -f $format
		"$SEGBIAS" compare r.csv c.csv -f $format
		"$SEGBIAS" compare c.csv --plan 2000 -f $format
		"$SEGBIAS" inspect c.csv -f $format
	done >out.txt 2>&1
	"$SEGBIAS" inspect c.csv --cells >>out.txt 2>&1
	printf '%s, %s: %s lines\n' "$1" "$2" "$(cut -d, -f"$3" c.csv | sed 1d | grep -cFf - out.txt)"
}
numbers() { # of what, and the numbers
	kind=$1
	shift
	{ echo segment,gender; printf '%s,female\n%s,male\n' "$@"; } >c.csv
	shown "$kind" 'segment first' 1
	{ echo gender,segment; printf 'female,%s\nmale,%s\n' "$@"; } >c.csv
	shown "$kind" 'segment last' 2
}
printf 'gender,count\nfemale,510\nmale,490\n' >r.csv
numbers imei 356938035643809 490154203237518
numbers imei 356938035643809 490154203237518 353879234252633 358240051111110
numbers spain 612345679 698210473
numbers spain 612345679 698210473 677450912 634001287
numbers us 2125550142 3125550187
numbers kenya 254712004519 254790113377 254722886045 254701559930
"$SEGBIAS" compare c.csv r.csv 2>&1
"$SEGBIAS" compare c.csv r.csv -s segment -q -f csv | grep -c 254712004519
"$SEGBIAS" compare c.csv r.csv -s none -q -f csv | head -2 | cut -d, -f1-4
# Numbers of campaigns, which many records have or which count up, are segments.
{ echo segment,gender; for i in 1 2 3; do printf '61234567%s,female\n61234567%s,male\n' $i $i; done; } >c.csv
"$SEGBIAS" compare c.csv r.csv -q -f csv | grep -c 612345671
{ echo segment,gender; for i in $(seq 60); do printf '612345679,female\n698210473,male\n'; done; } >c.csv
"$SEGBIAS" compare c.csv r.csv -q -f csv | grep -c 612345679
# A figure of many digits that its name calls one stays it.
printf 'gender,count\nfemale,356938035643809\nmale,490154203237518\n' >r.csv
"$SEGBIAS" inspect r.csv --cells
# A number that may be a telephone's and whose column has no name of a figure is asked about.
printf 'gender,label\nfemale,2125550142\nmale,3125550187\n' >r.csv
"$SEGBIAS" inspect r.csv --cells 2>&1
"$SEGBIAS" inspect r.csv --cells --reference-count label
