# The joint table has the margins of town.csv: the comparisons are the same byte for byte (json, from "family" on).
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f json | sed -n '/^ "family"/,$p' > marginal.out
"$SEGBIAS" compare fixtures/club.csv fixtures/town_joint.csv -f json | sed -n '/^ "family"/,$p' > joint.out
wc -l < joint.out
cmp marginal.out joint.out && echo same
