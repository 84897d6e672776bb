# IPUMS CPS: people by their own weight, not their household's; SEX and RACE by its lists. By hand: women weigh 1,400.25 + 900.5.
printf 'YEAR,SERIAL,MONTH,CPSID,ASECFLAG,ASECWTH,PERNUM,CPSIDP,ASECWT,AGE,SEX,RACE\n2023,1,3,20230301,1,1500.5,1,2023030101,1400.25,34,2,100\n2023,1,3,20230301,1,1500.5,2,2023030102,1700.75,36,1,651\n2023,2,3,20230302,1,800.5,1,2023030201,900.5,71,2,200\n2023,2,3,20230302,1,800.5,2,2023030202,700,75,1,801\n' >asec.csv
"$SEGBIAS" inspect asec.csv --cells
"$SEGBIAS" inspect asec.csv --cells --attributes SEX,RACE -q
sed '1s/ASECWTH/HWTFINL/; 1s/ASECWT/WTFINL/' asec.csv >monthly.csv
"$SEGBIAS" inspect monthly.csv --cells --bins age=18,35,65 -q
