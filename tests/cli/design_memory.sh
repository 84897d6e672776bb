# Attributes of 3,000 values with strata and units, replicate weights and people: memory grows with the values, not with
# pairs of them, which took 2 GB. Peaks are measured, as a limit of address space and sanitizers do not go together.
awk 'BEGIN {
	print "postcode,sex,wt,stratum,psu"
	for (i = 0; i < 7500; i++) print "p" i % 3000 "," (i % 7 < 3 ? "F" : "M") "," 1 + i % 5 / 4 "," i % 3 "," (i * 7 + int(i / 100)) % 6
}' >design.csv
awk 'BEGIN {
	print "postcode,sex,wt,stratum"
	for (i = 0; i < 7500; i++) print "p" i % 3000 "," (i % 7 < 3 ? "F" : "M") "," 1 + i % 5 / 4 "," int(i / 3)
}' >strata.csv
awk 'BEGIN {
	printf "postcode,sex,rep"
	for (r = 1; r <= 60; r++) printf ",rep%d", r
	for (i = 0; i < 6000; i++) {
		printf "\np%d,%s,%d", i % 3000, i % 7 < 3 ? "F" : "M", 1 + i % 5
		for (r = 1; r <= 60; r++) printf ",%d", (i * r + int(i / r)) % 8
	}
	print ""
}' >replicates.csv
awk 'BEGIN {
	print "segment,postcode,sex,user_id"
	for (i = 0; i < 9000; i++)
		print (i % 2 ? "A" : "B") "," (i % 11 ? "p" i * i % 3000 : "") "," (i % 3 ? "F" : "M") ",u" i * 13 % 250
}' >campaign.csv
cat >peak.py <<'E2'
import os, sys
BYTES_MAX = 800e6
program, what, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
out = os.open("out.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
child = os.posix_spawn(program, [program, *arguments], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
_, status, used = os.wait4(child, 0)
print(f"{what}: exit {os.waitstatus_to_exitcode(status)},",
	"little memory" if used.ru_maxrss * 1024 < BYTES_MAX else f"{used.ru_maxrss} kB")
E2
measure() {
	what=$1
	shift
	python3 peak.py "$SEGBIAS" "$what" compare campaign.csv "$@" -q -f json
}
measure "strata and units" design.csv --reference-weight wt --reference-strata stratum --reference-psu psu
measure "many strata" strata.csv --reference-weight wt --reference-strata stratum
measure "replicate weights" replicates.csv --reference-replicates rep
measure "people against a sample" design.csv --reference-weight wt --person user_id
measure "people and a design" design.csv --person user_id --reference-weight wt --reference-strata stratum --reference-psu psu
measure "people against a population" design.csv --person user_id --reference-kind population
measure "a declared design effect" design.csv --deff 2 --reference-weight wt
