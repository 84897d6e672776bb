# Few figures that all are multiples of 5, 10, 1000: by chance they hardly are, but somebody may have set them. They are exact, and
# where half a unit matters it is said that they may be rounded.
look() {
	cat >"$1.csv"
	echo "# $1"
	"$SEGBIAS" inspect "$1.csv" --cells ${2:+"$2" "$3"} 2>&1 | cut -c1-240
}
printf 'region,people\nA,230\nB,470\nC,210\nD,90\nE,340\nF,160\nG,720\nH,950\nI,180\nJ,610\n' | look ten
printf 'المدينة,السكان\nأ,12000\nب,47000\nج,22000\nد,9000\nه,33000\nو,56000\nز,71000\nح,95000\nط,18000\nي,64000\n' | look thousands
printf 'region,people\nA,125\nB,470\nC,220\nD,890\nE,335\n' | look five
printf 'region,people\nA,125\nB,470\nC,220\nD,890\nE,335\n' | look five --reference-rounded 5
printf 'region,people\nA,125\nB,470\nC,220\nD,890\nE,335\n' | look five --rounded none
# Large beside the unit: half of it moves nothing. One that is no multiple.
printf 'region,people\nA,100\nB,200\nC,300\nD,400\nE,500\nF,600\nG,700\nH,800\nI,900\nJ,1000\n' | look set
printf 'region,people\nA,131000\nB,278000\nC,453000\nD,892000\nE,617000\n' | look large
printf 'region,people\nA,125\nB,470\nC,220\nD,890\nE,333\n' | look exact
