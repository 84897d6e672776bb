# A run of more than a second on a terminal says how far it is, and takes that away again; with -q, or where stderr is no
# terminal, it says nothing. What it says depends on the clock: only its form is looked at,
# and not whether the other file took a second, too.
mkfifo fifo
slowly() { # the file in two parts, of which the second comes late; larger than what is read ahead
	python3 - "$@" <<'F' > fifo &
import sys, time
rows = "".join(f"s{i % 3},{'female' if i % 2 else 'male'}\n" for i in range(150000))
sys.stdout.write("segment,gender\n" + rows)
sys.stdout.flush()
time.sleep(1.2)
sys.stdout.write(rows)
F
}
form() {
	python3 -c '
import re, sys
text = sys.stdin.buffer.read().decode()
text = re.sub(r"[0-9.]+ [kM]?B", "N", text)
print("\n".join(sorted({repr(part) for part in text.split("\r") if part.strip() and "reference.csv" not in part})))'
}
printf 'attribute,value,count\ngender,female,500000\ngender,male,500000\n' > reference.csv
command="$SEGBIAS compare fifo reference.csv -s segment -f json > result.json"
echo "--- on a terminal"
slowly
TERM=xterm script -qec "stty cols 80; $command" /dev/null < /dev/null | form
wait
python3 -c 'import json; print(json.load(open("result.json"))["schema"])'
echo "--- -q"
slowly
TERM=xterm script -qec "stty cols 80; $command -q" /dev/null < /dev/null | form
wait
echo "--- a terminal that cannot write a line anew"
slowly
TERM=dumb script -qec "stty cols 80; $command" /dev/null < /dev/null | form
wait
echo "--- no terminal"
slowly
TERM=xterm bash -c "$command" 2>&1 | form
wait
