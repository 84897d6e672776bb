# A newline within quotes is part of the value: 4 records, of which 3 have the segment of two lines; the places of errors
# still count lines.
"$SEGBIAS" compare fixtures/newline.csv fixtures/town.csv -f json | sed -n '/^ "comparisons"/,/^ "incomplete"/p' | grep -E '^   "(segment|rows)":' | paste -d' ' - -
{ cat fixtures/newline.csv; echo 'West,Male'; } | "$SEGBIAS" compare - fixtures/town.csv
