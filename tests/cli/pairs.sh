# Ten exports of platforms, each beside the table of another country's office: they compare in one command, or the error names
# the one option to add, which is then typed.
say() {
	grep -E '^(compared|reference|Verdict| +(campaign|reference|compared) )|error:|hint:' | cut -c1-200
}
compare() {
	"$SEGBIAS" compare "$@" >answer 2>&1
	status=$?
	say <answer
	echo "exit $status"
}

# --- exports --------------------------------------------------------------------------------------------------------
table() {
	while read -r age female male; do
		printf "$1" "$age" "$2" "$female"
		printf "$1" "$age" "$3" "$male"
	done <<'END'
18-24 2100 1800
25-34 3590 3000
35-44 1900 2200
45-54 1800 1900
55-64 1500 1450
65+ 1300 1280
END
}
{
	printf '\357\273\277Campaign name,Age,Gender,Reach,Impressions,"Amount spent (EUR)"\n'
	table 'Spring,%s,%s,%s,9000,12.5\n' female male
	printf 'Spring,Unknown,unknown,40,90,0.1\n'
} >meta.csv
{
	printf 'Nombre de la campa\303\261a;Edad;Sexo;Alcance;Importe gastado (EUR);Inicio del informe\n'
	table 'Primavera;%s;%s;%s;12,50 \342\202\254;01/03/2024\n' mujer hombre
} >meta_es.csv
{
	printf 'Age report\r\n1 January 2024 - 31 January 2024\r\nDemographic status\tAge\tImpr.\tCost\r\n'
	for row in '18 - 24	1,200' '25 - 34	3,400' '35 - 44	2,100' '45 - 54	1,900' '55 - 64	1,500' '65 or more	1,310' 'Unknown	4,000'; do
		printf 'Enabled\t%s\t10.50\r\n' "$row"
	done
	printf 'Total: Ages\t--\t15,410\t73.50\r\n'
} >google_age.utf8
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE google_age.utf8; } >google_age.csv
printf 'Gender report\nAll time\nDemographic status,Gender,Impr.,Cost\nEnabled,Male,"1,100",10\nEnabled,Female,"1,300",11\nEnabled,Unknown,700,9\nTotal: Genders, --,"3,100",30\n' >google_gender.csv
{
	printf '# ------\n# Demographic details\n# Start date: 20240101\n# ------\n\nAge,Active users,New users,Event count\n'
	printf 'unknown,9100,8700,20000\n18-24,900,800,3000\n25-34,1200,1000,4000\n35-44,700,650,2500\n45-54,650,600,2200\n55-64,500,450,1500\n65+,400,390,700\n(other),30,30,90'
} >ga4.csv
{
	printf 'Age,Gender,Impressions,Clicks,Advertiser\n'
	table '%s,%s,%s,9,Shop\n' Female Male
	printf ',,23820,108,\n\nReport Time:,2024/02/01\nDate Range:,2024/01/01 to 2024/01/31\n'
} >dv360.csv
{
	printf 'Audience report\nDate Range,1/1/24 - 1/31/24\nReport Fields\nCampaign,Age,Gender,Impressions\n'
	table 'Spring,%s,%s,%s\n' Female Male
	printf 'Grand Total:,---,---,23820\n'
} >cm360.csv
{
	printf 'Record ID,First Name,Email,Create Date,Gender,Date of birth\n'
	i=0
	while [ $i -lt 90 ]; do
		printf '%d,A,a%d@example.com,2024-01-0%d,female,19%d-03-1%d\n%d,B,b%d@example.com,3/1%d/2024,male,19%d-11-0%d\n' \
			$((2 * i)) $i $((1 + i % 9)) $((50 + i % 50)) $((i % 9)) $((2 * i + 1)) $i $((i % 9)) $((52 + i % 45)) $((1 + i % 9))
		i=$((i + 1))
	done
} >hubspot.csv
{
	printf '"Email Address","First Name",Gender,OPTIN_IP,TAGS\n'
	i=0
	while [ $i -lt 70 ]; do
		printf 'a%d@example.com,Ann,Female,10.0.0.1,"""news"""\nb%d@example.com,Bob,Male,10.0.0.2,\nc%d@example.com,,,10.0.0.3,\n' $i $i $i
		i=$((i + 1))
	done
} >mailchimp.csv
{
	printf '{"data":[{"id":"1","age_country_gender_reach_breakdown":[{"country":"FR","age_gender_breakdowns":['
	table '{"age_range":"%s","%s":%s},' female male
	printf '{"age_range":"13-17","female":3}]}]}]}'
} >library.json

# --- tables of offices ----------------------------------------------------------------------------------------------
{
	printf 'unit,age,sex,geo\\TIME_PERIOD\t2024 \n'
	for sex in F M; do
		for age in LT1 1 2 3 4 5 6 7 8 9; do
			printf 'NR,Y_%s,%s,LU\t60 p\n' $age $sex | sed 's/Y_\([0-9]\)/Y\1/'
		done
		i=10
		while [ $i -lt 100 ]; do
			printf 'NR,Y%d,%s,LU\t%d \n' $i $sex $((90 - i / 2))
			i=$((i + 1))
		done
		printf 'NR,Y_OPEN,%s,LU\t20 e\n' $sex
	done
} >eurostat.tsv
{
	printf 'CENSUS_YEAR,GEO_NAME,CHARACTERISTIC_ID,CHARACTERISTIC_NAME,C1_COUNT_TOTAL,SYMBOL,C2_COUNT_MEN+,SYMBOL,C3_COUNT_WOMEN+,SYMBOL\n'
	printf '2021,"North",8,"Total - Age groups - 100%% data",800,"",395,"",405,""\n2021,"North",9,"  0 to 14 years",140,"",70,"",65,""\n2021,"North",13,"  15 to 64 years",520,"",260,"",265,""\n2021,"North",24,"  65 years and over",145,"",65,"",75,""\n'
} >canada.csv
{
	printf 'Lower tier local authorities Code,Lower tier local authorities,Age (7 categories) Code,Age (7 categories),Observation\n'
	code=1
	for row in '17 years and under,2100' '18 to 24 years,910' '25 to 34 years,1300' '35 to 44 years,1250' '45 to 54 years,1300' '55 to 64 years,1150' '65 years and over,1800'; do
		printf 'E06000001,Hartlepool,%d,Aged %s\n' $code "$row"
		code=$((code + 1))
	done
} >ons.csv
{
	printf 'statistics_code;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_label;value_q\n'
	for row in 'unter 18 Jahre;1300;16,0' '18 bis unter 25 Jahre;600;7,4' '25 bis unter 35 Jahre;1000;12,3' '35 bis unter 45 Jahre;1050;12,9' '45 bis unter 55 Jahre;1100;13,5' '55 bis unter 65 Jahre;1300;16,0' '65 Jahre und mehr;1780;21,9'; do
		IFS=';' read -r age count percent <<END
$row
END
		printf '12411;2023-12-31;ALTX;Altersgruppen;X;%s;%s;Anzahl;Bev\303\266lkerungsstand;e\n12411;2023-12-31;ALTX;Altersgruppen;X;%s;%s;%%;Bev\303\266lkerungsstand;e\n' "$age" "$count" "$age" "$percent"
	done
} >destatis.csv
{
	printf 'CODGEO;P22_POP;P22_POP0014;P22_POP1529;P22_POP3044;P22_POP4559;P22_POP60P;P22_POPH;P22_POPF\r\n'
	printf '01001;1000;200;180;190;200;230;490.5;509.5\r\n'
} >insee.csv
{
	printf 'SUMLEV,REGION,DIVISION,STATE,NAME,SEX,AGE,ESTBASE2020_CIV,POPEST2021_CIV,POPEST2022_CIV\n'
	for sex in 0 1 2; do
		i=0
		while [ $i -le 85 ]; do
			count=$((50 + i % 7))
			[ $i -eq 85 ] && count=160
			[ $sex -eq 0 ] && count=$((count * 2))
			printf '040,3,5,10,Delaware,%d,%d,%d,%d,%d\n' $sex $i $count $count $((count + 1 + (sex == 0)))
			i=$((i + 1))
		done
	done
} >sc_est.csv
printf 'date,geography,geography code,Sex: All persons,Sex: Female,Sex: Male\n2021,Wales,W92000004,3100,1590,1510\n' >nomis.csv
{
	printf 'RT,SERIALNO,PUMA,ST,PWGTP,AGEP,SEX,RAC1P\n'
	i=0
	while [ $i -lt 120 ]; do
		printf 'P,2022HU%05d,100,6,%d,%d,%d,1\n' $i $((10 + i % 7)) $((i % 93)) $((1 + i % 2))
		i=$((i + 1))
	done
} >pums.csv
printf '"Code","Sex","Census_usually_resident_population_count"\n"1","Male",2319500\n"2","Female",2380200\n"Total","Total",4699700\n' >newzealand.csv
{
	printf '\357\273\277"GEO_ID","NAME","DP05_0001E","DP05_0001M","DP05_0002E","DP05_0002M","DP05_0003E","DP05_0003M",\n'
	printf '"Geography","Geographic Area Name","Estimate!!SEX AND AGE!!Total population","Margin of Error!!SEX AND AGE!!Total population","Estimate!!SEX AND AGE!!Total population!!Male","Margin of Error!!SEX AND AGE!!Total population!!Male","Estimate!!SEX AND AGE!!Total population!!Female","Margin of Error!!SEX AND AGE!!Total population!!Female",\n'
	printf '"05","Cook County","9000","*****","4400","90","4600","90",\n'
} >dp05.csv

echo '--- Meta, Luxembourg in single years'
compare meta.csv eurostat.tsv
echo '--- Google Ads, Canada in bands'
compare google_gender.csv canada.csv
echo '--- Google Ads in UTF-16, an English authority'
compare google_age.csv ons.csv
echo '--- Analytics, Germany as a flat file'
compare ga4.csv destatis.csv
echo '--- Meta in Spanish, a French commune'
compare meta_es.csv insee.csv
echo '--- DV360, a state of the USA'
compare dv360.csv sc_est.csv
compare dv360.csv sc_est.csv --reference-count POPEST2022_CIV
echo '--- CM360, Wales'
compare cm360.csv nomis.csv
echo '--- HubSpot, persons of a survey'
compare hubspot.csv pums.csv
compare hubspot.csv pums.csv --born 'Date of birth' --as-of 2024-03-31 --bins age=18,35,50,65 --within age=18+
echo '--- Mailchimp, New Zealand'
compare mailchimp.csv newzealand.csv
echo '--- an ad library, a profile of data.census.gov'
compare library.json dp05.csv
