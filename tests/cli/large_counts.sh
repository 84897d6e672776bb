# n = 2,000,000,000: 1,020,100,000 Female against .51 is a difference and no skew: within. Summed in 50 digits, the p are
# 7.7118717240574e-06, 1.06394398411319e-06 (18-34), .0212569437529494 and .0165405014869266; scipy errs in the 8th digit here.
printf 'gender,age,count\nFemale,18-34,300100000\nFemale,35-54,384000000\nFemale,55+,336000000\n' > large.csv
printf 'Male,18-34,300000000\nMale,35-54,375950000\nMale,55+,303950000\n' >> large.csv
"$SEGBIAS" compare large.csv fixtures/town.csv -s none -f csv | cut -d, -f2-4,9-11,13-16,21,22
# More than 2^53 records are no exact count.
printf 'gender,age,count\nFemale,18-34,9007199254740992\nMale,55+,1\n' > more.csv
"$SEGBIAS" compare more.csv fixtures/town.csv -s none
