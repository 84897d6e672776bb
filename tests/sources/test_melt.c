#include "sources/melt.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* `text` in records that `expected` has, or NULL: it stays as it is. */
static void expect(const char *text, char delimiter, const char *expected)
{
	struct segbias_melted melted = {0};
	struct segbias_melting melting = {.bytes = segbias_label_of(text), .delimiter = delimiter, .line = 1};
	cr_assert_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	if (!expected)
		cr_assert_eq(melted.records, 0, "%s", text);
	else
		cr_assert(melted.text.size == strlen(expected) &&
		              memcmp(melted.text.data, expected, melted.text.size) == 0,
		          "%s: %.*s", text, (int)melted.text.size, melted.text.data);
	segbias_melted_release(&melted);
}

Test(melt, columns_of_values_become_rows)
{
	expect("area,Male,Female\nN,1,2\nS,3,4\n", ',', "area,sex,count\nN,Male,1\nN,Female,2\nS,Male,3\nS,Female,4\n");
	expect("area,PopMale,PopFemale,PopDensity\nN,1,2,9\n", ',', "area,sex,count\nN,Male,1\nN,Female,2\n");
	/* A word begins where a small letter is before a capital one, and not within a word of capitals, or of small ones. */
	expect("area,YEOMEN,YEOWOMEN\nN,1,2\n", ',', NULL);
	expect("area,yeomen,yeowomen\nN,1,2\n", ',', NULL);
	expect("area,N_MEN,N_WOMEN\nN,1,2\n", ',', "area,sex,count\nN,MEN,1\nN,WOMEN,2\n");
	expect("sex,2022,2023\nm,5,6\nf,7,\n", ',', "sex,year,count\nm,2022,5\nm,2023,6\nf,2022,7\nf,2023,\n");
	expect("a,Age: 0-17,Age: 18-64,Age: 65+\nN,1,2,3\n", ',', "a,Age,count\nN,0-17,1\nN,18-64,2\nN,65+,3\n");
	/* Names that go on with another attribute, each with the same; else they are values as they stand. */
	expect("a,Sex: All; Age: Total,Sex: F; Age: 0-17,Sex: M; Age: 18+\nN,6,2,3\n", ',',
	       "a,Sex,Age,count\nN,All,Total,6\nN,F,0-17,2\nN,M,18+,3\n");
	expect("a,Sex: F; measures: Value,Sex: M; measures: Value,Sex: X; measures: Value\nN,1,2,3\n", ',',
	       "a,Sex,measures,count\nN,F,Value,1\nN,M,Value,2\nN,X,Value,3\n");
	expect("a,Sex: F; Age: 0-17,Sex: M; Alter: 18+,Sex: X; Age: 1\nN,6,2,3\n", ',',
	       "a,Sex,count\nN,F; Age: 0-17,6\nN,M; Alter: 18+,2\nN,X; Age: 1,3\n");
	expect("sex,geo\\time\t2022 \t2023 \nF,DE\t: \t80 bep\n", '\t',
	       "sex\tgeo\ttime\tcount\nF\tDE\t2022\t\nF\tDE\t2023\t80\n");
	expect("sex,2022,2023\nm,5,\nf,7,\n", ',', "sex,year,count\nm,2022,5\nf,2022,7\n");
	expect("age,Male,Female\nAdults,,\n18+,-,6\n65+,..,8\n", ',',
	       "age,sex,count\n18+,Female,6\n65+,Male,..\n65+,Female,8\n");
	expect(";Male;Male;Female;Female\n;18+;65+;18+;65+\nN;1;2;3;4\n", ';',
	       "label;sex;age;count\nN;Male;18+;1\nN;Male;65+;2\nN;Female;18+;3\nN;Female;65+;4\n");
}

Test(melt, names_of_figures_are_columns_of_the_long_table)
{
	expect("age,Male,,Female,\n,Number,%,Number,%\n18+,5,50,6,60\n0-17,5,50,4,40\n", ',',
	       "age,sex,Number,%\n18+,Male,5,50\n18+,Female,6,60\n0-17,Male,5,50\n0-17,Female,4,40\n");
	expect("alter;Anteil;;Anzahl;\n;Frauen;M\u00e4nner;Frauen;M\u00e4nner\nab 18;60;50;6;5\n", ';',
	       "alter;sex;Anteil;Anzahl\nab 18;Frauen;60;6\nab 18;M\u00e4nner;50;5\n");
	expect("sex,0-17,,18+,\n,Estimate,MOE,Estimate,MOE\nM,7,2,9,*****\nF,-,-,8,1\n", ',',
	       "sex,age,Estimate,MOE\nM,0-17,7,2\nM,18+,9,0\nF,18+,8,1\n");
	/* One has a figure that another lacks; a dash beside a figure is nobody. */
	expect("age,Total,Male,,Female,\n,n,n,%,n,%\n18+,9,4,40,5,50\n65+,1,-,0.0,1,10\n", ',',
	       "age,sex,n,%\n18+,Total,9,\n18+,Male,4,40\n18+,Female,5,50\n"
	       "65+,Total,1,\n65+,Male,0,0.0\n65+,Female,1,10\n");
	/* One name above all of the columns. */
	expect("age,Percent,,\n,Male,Female,Both sexes\n18+,40,60,100\n", ',',
	       "age,sex,Percent\n18+,Male,40\n18+,Female,60\n18+,Both sexes,100\n");
	/* Two figures of the same name, or figures of figures. */
	expect("age,Male,,Female,\n,n,n,n,n\n18+,4,5,6,7\n", ',', NULL);
	expect("age,Persons,,Households,\n,Number,Percent,Number,Percent\n18+,4,5,6,7\n", ',', NULL);
}

Test(melt, years_below_or_above_sexes_are_years)
{
	expect("age,Male,,Female,\n,2021,2022,2021,2022\n18+,1,2,3,4\n", ',',
	       "age,sex,year,count\n18+,Male,2021,1\n18+,Male,2022,2\n18+,Female,2021,3\n18+,Female,2022,4\n");
	expect("age,2021,,2022,\n,Male,Female,Male,Female\n18+,1,2,3,4\n", ',',
	       "age,year,sex,count\n18+,2021,Male,1\n18+,2021,Female,2\n18+,2022,Male,3\n18+,2022,Female,4\n");
	expect("age,Male,,Female,\n,2022,Change,2022,Change\n18+,2,1,4,3\n", ',',
	       "age,sex,year,count\n18+,Male,2022,2\n18+,Female,2022,4\n");
}

Test(melt, attributes_side_by_side_are_margins)
{
	expect("area,Sex: M,Sex: F,Age: 0-17,Age: 18+\nN,4,5,3,6\n", ',',
	       "area,attribute,value,count\nN,Sex,M,4\nN,Sex,F,5\nN,Age,0-17,3\nN,Age,18+,6\n");
	expect(
	    "Geschlecht: Insgesamt;Geschlecht: m\u00e4nnlich;Geschlecht: weiblich;Bildung: ohne;Bildung: mit\n9;4;5;3;6\n",
	    ';',
	    "attribute;value;count\nGeschlecht;Insgesamt;9\nGeschlecht;m\u00e4nnlich;4\nGeschlecht;weiblich;5\n"
	    "Bildung;ohne;3\nBildung;mit;6\n");
	/* What they are of stands above them; a total beside them is a figure of all. */
	expect("area,Total,Sex,,Age,\n,,M,F,0-17,18+\nN,9,4,5,3,6\n", ',',
	       "area,attribute,value,count\nN,Sex,M,4\nN,Sex,F,5\nN,Age,0-17,3\nN,Age,18+,6\n");
	/* Nobody knows the sex or the age of some: that is one word for both. */
	expect("Sex: M,Sex: F,Sex: Unknown,Age: 0-17,Age: 18+,Age: Unknown\n4,5,1,3,6,1\n", ',',
	       "attribute,value,count\nSex,M,4\nSex,F,5\nSex,Unknown,1\nAge,0-17,3\nAge,18+,6\nAge,Unknown,1\n");
	expect("Sex: Total,Sex: M,Sex: F,Age: Total,Age: 0-17,Age: 18+\n9,4,5,9,3,6\n", ',',
	       "attribute,value,count\nSex,Total,9\nSex,M,4\nSex,F,5\nAge,Total,9\nAge,0-17,3\nAge,18+,6\n");
	/* A rate of a side is no value of it, and one column is no side. */
	expect("Sex: M,Sex: F,Sex: F rate,Age: 0-17,Age: 18+,Size: all\n4,5,9,3,6,9\n", ',',
	       "attribute,value,count\nSex,M,4\nSex,F,5\nAge,0-17,3\nAge,18+,6\n");
}

Test(melt, one_attribute_is_read_and_what_is_of_another_is_left_out)
{
	expect("area,Male,Female,Age: 0-17,Age: old\nN,4,5,3,7\n", ',',
	       "area,Age: old,sex,count\nN,7,Male,4\nN,7,Female,5\n");
	expect("area,Age: 0-17,Age: 18-64,Age: 65+,Sex - Male\nN,4,5,3,6\n", ',',
	       "area,Age,count\nN,0-17,4\nN,18-64,5\nN,65+,3\n");
	expect("area,Sex - Male,Sex - Female\nN,4,5\n", ',', "area,sex,count\nN,Male,4\nN,Female,5\n");
}

Test(melt, what_has_values_in_common_crosses)
{
	/* Measures are nothing that people are of, and of several attributes in one name each column is of several. */
	expect("area,Reach: Male,Reach: Female,Clicks: 0-17,Clicks: 18+\nN,4,5,3,6\n", ',',
	       "area,sex,count\nN,Male,4\nN,Female,5\n");
	expect("area,Sex: Male,Sex: Female,Age: 0-17; Pet: a,Age: 0-17; Pet: b\nN,4,5,3,6\n", ',',
	       "area,Age: 0-17; Pet: a,Age: 0-17; Pet: b,sex,count\nN,3,6,Male,4\nN,3,6,Female,5\n");
	/* Places by sex, two measures, two sets of bands, and flags of people are no sides: M of N is none of S. */
	expect("year,North: M,North: F,South: M,South: F\n2021,4,5,3,6\n", ',', NULL);
	expect("area,North,,South,\n,Male,Female,Male,Female\nN,4,5,3,6\n", ',',
	       "area,category,sex,count\nN,North,Male,4\nN,North,Female,5\nN,South,Male,3\nN,South,Female,6\n");
	expect("area,Men,,Women,\n,0-17,18+,0-14,15+\nN,4,5,3,6\n", ',',
	       "area,sex,age,count\nN,Men,0-17,4\nN,Men,18+,5\nN,Women,0-14,3\nN,Women,15+,6\n");
	expect("area,North: 0-17,North: 18+,South: 0-14,South: 15+\nA,4,5,3,6\n", ',', NULL);
	expect("id,Sex: M,Sex: F,Age: 0-17,Age: 18+\n1,1,0,1,0\n2,0,1,0,1\n", ',', NULL);
	expect("area,Rent: low,Rent: high,Pets: cats,Pets: dogs\nN,4,5,3,6\n", ',', NULL);
}

Test(melt, a_total_alone_beside_sexes_of_one_beginning_is_left_out)
{
	expect("Age,Sex: Male,Sex: Female,Total\n15-24,4131,5872,10003\n25+,6047,3965,10012\n", ',',
	       "Age,sex,count\n15-24,Male,4131\n15-24,Female,5872\n25+,Male,6047\n25+,Female,3965\n");
	expect("Alter;Insgesamt;Geschlecht: Frauen;Geschlecht: M\u00e4nner\n15+;10003;5872;4131\n", ';',
	       "Alter;sex;count\n15+;Frauen;5872\n15+;M\u00e4nner;4131\n");
	expect("Age,Sex: Male,Sex: Female,Persons\n15-24,4131,5872,10003\n25+,6047,3965,10012\n", ',',
	       "Age,sex,count\n15-24,Male,4131\n15-24,Female,5872\n25+,Male,6047\n25+,Female,3965\n");
}

Test(melt, a_figure_of_a_column_of_the_same_beginning_is_no_value)
{
	expect("Sex: Male,Sex: Male MOE,Sex: Female,Sex: Female MOE\n14713,3000,15319,3100\n", ',',
	       "Sex,count,moe\nMale,14713,3000\nFemale,15319,3100\n");
	expect("a,Age: 5,Age: 5-9,Age: 50+,Age: 50+ (MOE),Age: 5-9 (MOE),Age: 5 (MOE)\nN,20,30,40,4,3,2\n", ',',
	       "a,Age,count,moe\nN,5,20,2\nN,5-9,30,3\nN,50+,40,4\n");
	expect(
	    "a;Geschlecht: Frauen;Geschlecht: Frauen +/-;Geschlecht: M\u00e4nner;Geschlecht: M\u00e4nner +/-\nN;20;2;30;3\n",
	    ';', "a;Geschlecht;count;moe\nN;Frauen;20;2\nN;M\u00e4nner;30;3\n");
	/* It is that of the longest name that it goes on from. */
	expect("a,Age: 5,Age: 5 to 9,Age: 50+,Age: 5 to 9 MOE\nN,20,30,40,3\n", ',',
	       "a,Age,count,moe\nN,5,20,\nN,5 to 9,30,3\nN,50+,40,\n");
	/* Shares are left out; they may stand before what they are of. */
	expect("a,Sex: Male,Sex: Male %,Sex: Female,Sex: Female %\nN,40,40.0,60,60.0\n", ',',
	       "a,Sex,count\nN,Male,40\nN,Female,60\n");
	expect("a,Pet: cat,Pet: % cat,Pet: dog,Pet: % dog\nN,40,40.0,60,60.0\n", ',',
	       "a,Pet,count\nN,cat,40\nN,dog,60\n");
	/* Side by side, each margin of error is that of its own cell. */
	expect(
	    "Sex: Male,Sex: Male MOE,Sex: Female,Sex: Female MOE,Age: 15-24,Age: 15-24 MOE,Age: 25+,Age: 25+ MOE\n"
	    "14713,300,15319,310,4517,200,25515,400\n",
	    ',',
	    "attribute,value,count,moe\nSex,Male,14713,300\nSex,Female,15319,310\nAge,15-24,4517,200\nAge,25+,25515,400\n");
	/* What the figure is of is called by a figure, too: nothing is taken. */
	expect("a,Pet: cat n,Pet: cat %,Pet: dog n,Pet: dog %\nN,40,40.0,60,60.0\n", ',', NULL);
	/* Where sexes go on alike with words that nobody knows, these are no sexes; one that alone goes on is a value. */
	expect("a,Sex: Male,Sex: Male XY,Sex: Female,Sex: Female XY\nN,40,4,60,6\n", ',',
	       "a,Sex: Male XY,Sex: Female XY,sex,count\nN,4,6,Male,40\nN,4,6,Female,60\n");
	expect("Sex: Male,Sex: Male XY,Sex: Female,Sex: Female XY,Age: 0-17,Age: 18+\n40,4,60,6,30,70\n", ',',
	       "Sex: Male XY,Sex: Female XY,sex,count\n4,6,Male,40\n4,6,Female,60\n");
	expect("a,Sex: Male,Sex: Female,Sex: Male to female\nN,40,60,6\n", ',',
	       "a,Sex,count\nN,Male,40\nN,Female,60\nN,Male to female,6\n");
	/* A word of a figure alone, or one that all have, is a value's own. */
	expect("a,Cut: none,Cut: 10%,Cut: 20%\nN,40,50,60\n", ',', "a,Cut,count\nN,none,40\nN,10%,50\nN,20%,60\n");
	expect(
	    "a,Sex: F; measures: Value,Sex: F; measures: Percent,Sex: M; measures: Value,Sex: M; measures: Percent\nN,4,40,6,60\n",
	    ',', "a,Sex,measures,count\nN,F,Value,4\nN,F,Percent,40\nN,M,Value,6\nN,M,Percent,60\n");
}

Test(melt, a_column_for_each_band_of_ages)
{
	expect("sex,Under 18,18 to 64,65 and over\nM,10,30,8\n", ',',
	       "sex,age,count\nM,Under 18,10\nM,18 to 64,30\nM,65 and over,8\n");
	expect("sexe;Ensemble;0-19 ans;20 ans et plus\nH;40;10;30\n", ';',
	       "sexe;age;count\nH;Ensemble;40\nH;0-19 ans;10\nH;20 ans et plus;30\n");
	expect("sex,Age 0,Age 1,Age 2\nM,10,11,12\n", ',', "sex,age,count\nM,Age 0,10\nM,Age 1,11\nM,Age 2,12\n");
	expect("land;davon 0-17;davon 18-64;davon 65+;ohne Angabe\nN;10;30;18;2\n", ';',
	       "land;age;count\nN;0-17;10\nN;18-64;30\nN;65+;18\nN;ohne Angabe;2\n");
	/* What they are parts of says what they count. */
	expect("ad,Impressions,18-34,35-64,65+\nA,4700,2100,2100,500\n", ',',
	       "ad,age,Impressions\nA,18-34,2100\nA,35-64,2100\nA,65+,500\n");
	expect("ad,Impressions,18-34,35-64,65+\nA,4800,2100,2100,500\n", ',',
	       "ad,age,count\nA,18-34,2100\nA,35-64,2100\nA,65+,500\n");
	expect("sex,18-64,65+,% 65+\nM,30,18,20\n", ',', "sex,age,count\nM,18-64,30\nM,65+,18\n");
}

Test(melt, bands_that_may_be_of_something_else_stay)
{
	expect("region,0-9,10-49,50-249,250+\nN,100,200,300,40\n", ',', NULL);
	expect("region,0-2,3-5,6-8\nN,100,200,300\n", ',', NULL);
	expect("region,1,2,3,4,5+\nN,100,200,300,40,50\n", ',', NULL);
	expect("region,<10k,10k-20k,20k+\nN,100,200,300\n", ',', NULL);
	expect("sex,0-15,16-64,65+,16+\nM,100,300,80,380\n", ',', NULL); /* overlap */
	expect("sex,0-15,20-64,65+\nM,100,300,80\n", ',', NULL);         /* a gap */
	expect("sex,20-64,65+\nM,old,new\n", ',', NULL);
	expect("sex,Men 0-17,Women 0-17,Men 18+,Women 18+\nM,100,300,80,90\n", ',', NULL);
}

/* Whose the rows are is asked, with a shape it is told. */
static void expect_asked(const char *text, const char *shaped)
{
	struct segbias_melted melted = {0};
	struct segbias_error error = {0};
	struct segbias_melting melting = {
	    .file = "t.csv", .bytes = segbias_label_of(text), .delimiter = ',', .line = 1};
	cr_expect_eq(segbias_melt(&melting, &melted, &error), SEGBIAS_DATA, "%s", text);
	cr_expect_str_eq(error.id, "cell_or_record");
	melting.records = true;
	cr_expect_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	cr_expect_eq(melted.records, 0);
	melting.records = false;
	melting.shape = "counts";
	cr_expect_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	cr_expect(melted.text.size == strlen(shaped) && memcmp(melted.text.data, shaped, melted.text.size) == 0,
	          "%s: %.*s", text, (int)melted.text.size, melted.text.data);
	segbias_melted_release(&melted);
}

Test(melt, small_numbers_may_be_of_households)
{
	expect_asked("region,0-17,18-64,65+\nN,1,2,0\nE,0,1,0\n",
	             "region,age,count\nN,0-17,1\nN,18-64,2\nN,65+,0\nE,0-17,0\nE,18-64,1\nE,65+,0\n");
	expect_asked("town,male,female\nA,2,1\nA,1,3\n",
	             "town,sex,count\nA,male,2\nA,female,1\nA,male,1\nA,female,3\n");
	/* Most of them, not all. */
	expect_asked("region,0-17,18-64,65+\nN,11,22,0\nE,0,1,3\n",
	             "region,age,count\nN,0-17,11\nN,18-64,22\nN,65+,0\nE,0-17,0\nE,18-64,1\nE,65+,3\n");
	/* Of each segment there is one row. */
	expect("segment,male,female\nA,2,1\nB,1,3\n", ',',
	       "segment,sex,count\nA,male,2\nA,female,1\nB,male,1\nB,female,3\n");
	/* A number that repeats is no household's beside both sexes, or every combination. */
	expect("sex,0-17,18-64,65+\nF,7,7,7\nM,7,7,7\n", ',',
	       "sex,age,count\nF,0-17,7\nF,18-64,7\nF,65+,7\nM,0-17,7\nM,18-64,7\nM,65+,7\n");
	expect("geschlecht;0-17;18-64;65+\nw;7;7;7\nm;7;7;7\n", ';',
	       "geschlecht;age;count\nw;0-17;7\nw;18-64;7\nw;65+;7\nm;0-17;7\nm;18-64;7\nm;65+;7\n");
	expect("ad,place,18-64,65+\nA,N,5,1\nA,S,5,2\nB,N,5,3\nB,S,5,4\n", ',',
	       "ad,place,age,count\nA,N,18-64,5\nA,N,65+,1\nA,S,18-64,5\nA,S,65+,2\nB,N,18-64,5\nB,N,65+,3\n"
	       "B,S,18-64,5\nB,S,65+,4\n");
	/* What weighs or identifies the rows, or says how old somebody is, makes them records. */
	expect("region,weight,0-17,18-64,65+\nN,1.2,1,2,0\nE,0.9,0,1,0\n", ',', NULL);
	expect("household_id,0-17,18-64,65+\n17,1,2,0\n18,0,1,0\n", ',', NULL);
	expect("region,age,0-17,18-64,65+\nN,45,1,2,0\nE,72,0,1,0\n", ',', NULL);
}

/* Nobody has 120 women and 96 men: rows that come again are added up. */
Test(melt, large_numbers_of_groups_are_no_records)
{
	expect("ad,Women,Men\nA,120,96\nA,80,75\n", ',', "ad,sex,count\nA,Women,120\nA,Men,96\nA,Women,80\nA,Men,75\n");
	expect("sex,0-17,18-64,65+\nF,120,340,88\nF,110,300,70\n", ',',
	       "sex,age,count\nF,0-17,120\nF,18-64,340\nF,65+,88\nF,0-17,110\nF,18-64,300\nF,65+,70\n");
	expect("sex,2022,2023\nm,500,600\nm,700,800\n", ',', NULL); /* of a person */
	expect("sex,Trust: police,Trust: army,Trust: press\nm,50,60,10\nm,70,80,15\n", ',', NULL);
}

Test(melt, parts_that_sum_to_a_total)
{
	expect("sex,Children,Adults,Total\nM,100,900,1000\nF,150,950,1100\n", ',',
	       "sex,category,count\nM,Children,100\nM,Adults,900\nF,Children,150\nF,Adults,950\n");
	expect("sexe;Ensemble;Enfants;Adultes\nH;1.000;100;900\nF;1.100;150;950\n", ';',
	       "sexe;category;count\nH;Enfants;100\nH;Adultes;900\nF;Enfants;150\nF;Adultes;950\n");
	expect("sex,Children,Adults,Total\nM,100,900,1000\nF,150,950,1150\n", ',', NULL);
	expect("sex,Children,Adults,Total\nM,10,90,100\nF,15,95,110\n", ',', NULL); /* may be chance */
	expect("sex,Children,Adults\nM,100,900\nF,150,950\n", ',', NULL);
	expect("age,sex,maths,reading,total\n17,M,300,400,700\n18,F,310,410,720\n19,M,320,420,740\n", ',', NULL);
}

Test(melt, sexes_that_are_no_group_and_those_that_nobody_knows)
{
	expect("age,Male,Female,Non-binary,Unknown,Clicks\n18+,4,5,2,1,9\n", ',',
	       "age,sex,count\n18+,Male,4\n18+,Female,5\n18+,Non-binary,2\n18+,Unknown,1\n");
	expect("age,PopFemale,PopMale,PopOther,Other\n18+,4,5,2,1\n", ',',
	       "age,Other,sex,count\n18+,1,Female,4\n18+,1,Male,5\n18+,1,Other,2\n");
}

Test(melt, margins_of_error_are_told_by_the_names_of_their_cells)
{
	expect("age,Male,Male MOE,Female,Female MOE\n18+,4,1,5,2\n", ',',
	       "age,sex,count,moe\n18+,Male,4,1\n18+,Female,5,2\n");
	expect("\u00e2ge;Marge d'erreur Femmes;Marge d'erreur Hommes;Hommes;Femmes\n18+;1;2;4;5\n", ';',
	       "\u00e2ge;sex;count;moe\n18+;Hommes;4;2\n18+;Femmes;5;1\n");
	expect("sex,18-64,65+,\u00b1 18-64,\u00b1 65+\nM,40,50,7,8\n", ',',
	       "sex,age,count,moe\nM,18-64,40,7\nM,65+,50,8\n");
	expect("age,Male,Female,Female +/-,MOE\n18+,4,5,2,3\n", ',',
	       "age,sex,count,moe\n18+,Male,4,\n18+,Female,5,2\n");
	/* Of both? */
	expect("age,Total,Male,Female,Total Male MOE\n18+,9,4,5,2\n", ',',
	       "age,sex,count\n18+,Total,9\n18+,Male,4\n18+,Female,5\n");
	expect("age,Male,Female,Male Std. Error\n18+,4,5,2\n", ',', "age,sex,count,se\n18+,Male,4,2\n18+,Female,5,\n");
}

/* A standard error is a margin of its own: by a word for it, or "SE" behind the name of a cell. */
Test(melt, standard_errors_are_those_of_their_cells)
{
	expect("a,Sex: Male,Sex: Male SE,Sex: Female,Sex: Female SE\nN,40,4,60,6\n", ',',
	       "a,Sex,count,se\nN,Male,40,4\nN,Female,60,6\n");
	expect("Sex: Male,Sex: Male SE,Sex: Female,Sex: Female SE,Age: 0-17,Age: 0-17 (s.e.),Age: 18+,Age: 18+ (s.e.)\n"
	       "40,4,60,6,30,3,70,7\n",
	       ',', "attribute,value,count,se\nSex,Male,40,4\nSex,Female,60,6\nAge,0-17,30,3\nAge,18+,70,7\n");
	expect("a;Frauen;Frauen Standardfehler;M\u00e4nner;M\u00e4nner Standardfehler\nN;60;6;40;4\n", ';',
	       "a;sex;count;se\nN;Frauen;60;6\nN;M\u00e4nner;40;4\n");
	/* A state that is called so is none, nor is it one of a column that it does not go on from. */
	expect("year,SP,RJ,SE,Total\n2021,4000,5000,600,9600\n", ',',
	       "year,category,count\n2021,SP,4000\n2021,RJ,5000\n2021,SE,600\n");
}

/* So are coefficients of variation and limits; a relative error is none of the figure's. */
Test(melt, what_else_says_how_sure_a_cell_is)
{
	expect("a,Male,Male CV %,Female,Female CV %\nN,40,4,60,6\n", ',',
	       "a,sex,count,cv %\nN,Male,40,4\nN,Female,60,6\n");
	expect("a,Male,Male relative standard error,Female,Female relative standard error\nN,40,4,60,6\n", ',',
	       "a,sex,count,cv\nN,Male,40,4\nN,Female,60,6\n");
	expect(
	    "a,Sex: Male,Sex: Male LCL,Sex: Male UCL,Sex: Female,Sex: Female LCL,Sex: Female UCL\nN,40,36,44,60,54,66\n",
	    ',', "a,Sex,count,lower limit,upper limit\nN,Male,40,36,44\nN,Female,60,54,66\n");
}

/* Behind each cell one and the same name. */
Test(melt, margins_of_error_are_told_by_their_places)
{
	expect("age,Male,\u00b1,Female,\u00b1\n18+,40,3,50,4\n", ',',
	       "age,sex,count,moe\n18+,Male,40,3\n18+,Female,50,4\n");
	expect("Sex: Male,SE,Sex: Female,SE,Age: 0-17,SE,Age: 18+,SE\n40,4,60,6,30,3,70,7\n", ',',
	       "attribute,value,count,se\nSex,Male,40,4\nSex,Female,60,6\nAge,0-17,30,3\nAge,18+,70,7\n");
	/* Of other names they are of something else, wherever they stand. */
	expect("age,Male,\u00b1,Female,MOE\n18+,40,3,50,4\n", ',', "age,sex,count\n18+,Male,40\n18+,Female,50\n");
	/* Behind one of them only it may be of both. */
	expect("age,Male,Female,\u00b1\n18+,40,50,4\n", ',', "age,sex,count\n18+,Male,40\n18+,Female,50\n");
}

/* One mark stands between attributes and values, whichever it is. */
Test(melt, any_mark_tells_attributes_side_by_side)
{
	static const char *const HEADS[] = {
	    "Sex:M,Sex:F,Age:0-17,Age:18+",
	    "Sex|M,Sex|F,Age|0-17,Age|18+",
	    "Sex_M,Sex_F,Age_0-17,Age_18+",
	    "Sex.M,Sex.F,Age.0-17,Age.18+",
	    "Sex / M,Sex / F,Age / 0-17,Age / 18+",
	    "M (Sex),F (Sex),0-17 (Age),18+ (Age)",
	    "Sex [M],Sex [F],Age [0-17],Age [18+]",
	    "Sex M,Sex F,Age 0-17,Age 18+",
	    "Sex -> M,Sex -> F,Age -> 0-17,Age -> 18+",
	    "Sex=M,Sex=F,Age=0-17,Age=18+",
	    "Sex \u2014 M,Sex \u2014 F,Age \u2014 0-17,Age \u2014 18+",
	    "M_Sex,F_Sex,0-17_Age,18+_Age",
	    "Sex-M,Sex-F,Age-0-17,Age-18+",
	    "Sex!!M,Sex!!F,Age!!0-17,Age!!18+",
	};
	for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
		char text[128];
		(void)snprintf(text, sizeof text, "%s\n40,60,30,70\n", HEADS[i]);
		expect(text, ',', "attribute,value,count\nSex,M,40\nSex,F,60\nAge,0-17,30\nAge,18+,70\n");
	}
	/* Where the mark stands in the names of attributes and values, too. */
	expect("sex_f,sex_m,age_group_0_17,age_group_18_plus\n60,40,30,70\n", ',',
	       "attribute,value,count\nsex,f,60\nsex,m,40\nage_group,0_17,30\nage_group,18_plus,70\n");
	expect(
	    "sex_f,sex_m,marital_status_never_married,marital_status_married\n60,40,30,70\n", ',',
	    "attribute,value,count\nsex,f,60\nsex,m,40\nmarital_status,never_married,30\nmarital_status,married,70\n");
	/* What does not come to the same people is no attribute of theirs, and is left out. */
	expect("sex_f,sex_m,age_0-17,age_18+,income_low,income_high\n60,40,30,70,9,8\n", ',',
	       "attribute,value,count\nsex,f,60\nsex,m,40\nage,0-17,30\nage,18+,70\n");
	/* What does come to them, to two hundredths, is one; in each row. */
	expect(
	    "area,sex_f,sex_m,home_own,home_rent\nN,600,400,550,468\nS,300,300,301,299\n", ',',
	    "area,attribute,value,count\nN,sex,f,600\nN,sex,m,400\nN,home,own,550\nN,home,rent,468\nS,sex,f,300\nS,sex,m,300\nS,home,own,301\nS,home,rent,299\n");
	expect(
	    "area,sex_f,sex_m,age_0-17,age_18+,home_own,home_rent\nN,600,400,500,500,550,450\nS,300,300,300,300,314,299\n",
	    ',',
	    "area,attribute,value,count\nN,sex,f,600\nN,sex,m,400\nN,age,0-17,500\nN,age,18+,500\nS,sex,f,300\nS,sex,m,300\nS,age,0-17,300\nS,age,18+,300\n");
	/* Places or years by sex have values in common: nothing is taken. */
	expect("Urban_M,Urban_F,Rural_M,Rural_F\n40,60,30,70\n", ',', NULL);
	expect("2020_M,2020_F,2021_M,2021_F\n40,60,30,70\n", ',', NULL);
	expect("M_0-17,M_18+,F_0-14,F_15+\n40,60,30,70\n", ',', NULL);
}

Test(melt, sexes_at_the_beginning_of_names)
{
	expect("age,Male estimate,Male MOE,Female estimate,Female MOE\n18+,4,1,5,2\n", ',',
	       "age,sex,estimate,moe\n18+,Male,4,1\n18+,Female,5,2\n");
	expect("age,Women (n),Women (%),Men (n),Men (%)\n18+,4,44,5,56\n", ',',
	       "age,sex,(n)\n18+,Women,4\n18+,Men,5\n");
	expect("age,Male income,Female income\n18+,40,50\n", ',', NULL);
	expect("age,Male 2022,Female 2022,Male 2023,Female 2023\n18+,4,5,6,7\n", ',', NULL);
	expect("age,2022 Male,2022 Female,2023 Male,2023 Female\n18+,4,5,6,7\n", ',', NULL);
}

Test(melt, edges_of_bands_are_one_column)
{
	expect("sex,age_from,age_to,n\nM,0,17,3\nM,18,64,4\nM,65,,5\nTotal,,,12\n", ',',
	       "sex,age,n\nM,0-17,3\nM,18-64,4\nM,65+,5\nTotal,,12\n");
	expect("AgeGrpStart,AgeGrpSpan,PopMale,PopFemale\n0,1,3,4\n1,4,5,6\n5,-1,7,8\n", ',',
	       "age,sex,count\n0,Male,3\n0,Female,4\n1-4,Male,5\n1-4,Female,6\n5+,Male,7\n5+,Female,8\n");
	expect("n;Alter bis;Alter ab\n3;17;0\n4;120;18\n", ';', "n;age\n3;0-17\n4;18-120\n");
	/* The bands stand there already; they overlap; they are none. */
	expect("age,age_from,age_to,n\n0-17,0,17,3\n18+,18,120,4\n", ',', NULL);
	expect("age_from,age_to,n\n0,17,3\n10,20,4\n", ',', NULL);
	expect("age_from,age_to,n\n0,90,3\n10,20,4\n15,30,5\n", ',', NULL);
	expect("age_from,age_to,n\n0,18,3\n18,65,4\n", ',', "age,n\n0-18,3\n18-65,4\n");
	expect("age_from,age_to,n\nlow,high,3\nhigh,low,4\n", ',', NULL);
	expect("age_from,age_to,n\n20,10,3\n0,9,4\n", ',', NULL);
	expect("from,to,n\n0,17,3\n18,64,4\n", ',', NULL);
}

Test(melt, other_figures_beside_values_are_left_out)
{
	expect("age,Male,Female,Male %,Female share,Median income,grade\n18+,4,6,40,60,900,7\n", ',',
	       "age,grade,sex,count\n18+,7,Male,4\n18+,7,Female,6\n");
	/* What is named so and holds words, and an attribute that is a number, stay. */
	expect("number,age,Male,Female,Residents\none,18,4,6,10\ntwo,19,4,7,11\n", ',',
	       "number,age,sex,count\none,18,Male,4\none,18,Female,6\ntwo,19,Male,4\ntwo,19,Female,7\n");
}

Test(melt, a_path_that_goes_on_is_a_total)
{
	expect("G,T1,T2,T3,T4\nG,Estimate!!Total:,Estimate!!Total:!!Male:,Estimate!!Total:!!Female:,Margin of "
	       "Error!!Total:!!Male:\nx,3,1,2,*****\n",
	       ',', "G,sex,count,moe\nx,Male,1,0\nx,Female,2,\n");
}

Test(melt, what_is_of_people_stays)
{
	expect("user_id,2022,2023\n1,5,6\n2,7,8\n", ',', NULL);
	expect("sex,2022,2023\nm,5,6\nm,7,8\nf,1,2\n", ',', NULL);
	expect("town,male,female\nA,1,0\nB,0,1\n", ',', NULL);
	expect("sex,count\nm,5\nf,6\n", ',', NULL);
	expect("sex,2022,2023\nm,good,bad\nf,bad,good\n", ',', NULL);
	expect("age,% Male,% Female\n18+,55,52\n", ',', NULL);
	expect("age,Median income: Male,Median income: Female,Median income: All\n18+,20,18,19\n", ',', NULL);
}

Test(melt, lines_are_those_of_the_file)
{
	struct segbias_melted melted = {0};
	struct segbias_melting melting = {
	    .bytes = segbias_label_of("a,Male,Female\n\"N\nW\",1,2\nS,3,4\n"), .delimiter = ',', .line = 4};
	cr_assert_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	static const uint64_t LINES[] = {4, 5, 5, 7, 7};
	cr_assert_eq(melted.records, 5);
	for (size_t i = 0; i < 5; i++)
		cr_assert_eq(segbias_melted_line(&melted, i + 1), LINES[i], "record %zu", i);
	segbias_melted_release(&melted);
}

Test(melt, what_is_left_out_is_named)
{
	struct segbias_melted melted = {0};
	struct segbias_melting melting = {
	    .bytes = segbias_label_of("age,Male,,Female,,Density\n,2022,%,2022,%,\n18+,2,1,4,3,8\n"),
	    .delimiter = ',',
	    .line = 1};
	cr_assert_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	cr_expect_eq(melted.left_count, 3);
	cr_expect_str_eq(melted.left.data, "\"%\" of \"Male\", \"%\" of \"Female\", \"Density\"");
	cr_expect_str_eq(melted.of.data, "\"sex\" and \"year\"");
	cr_expect_eq(melted.columns, 2);
	cr_expect_eq(melted.figures, 1);
	segbias_melted_release(&melted);
}

Test(melt, an_option_names_a_figure_of_the_long_table_or_a_column_of_the_wide_one)
{
	struct segbias_melted melted = {0};
	struct segbias_melting melting = {
	    .bytes = segbias_label_of("age,Male,,Female,\n,Number,Cost,Number,Cost\n18+,2,1,4,3\n"),
	    .delimiter = ',',
	    .line = 1,
	    .count = "number",
	    .amount = "Cost"};
	cr_assert_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	cr_expect_eq(melted.records, 3);
	segbias_melted_release(&melted);
	melting.bytes = segbias_label_of("age,Male,Female,Cost\n18+,2,4,3\n");
	cr_assert_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	cr_expect_eq(melted.records, 0);
	segbias_melted_release(&melted);
}

Test(melt, years_that_are_not_taken_are_left_out)
{
	struct segbias_melted melted = {0};
	const struct segbias_pair where = {segbias_label_of("Year"), segbias_label_of("2023")};
	struct segbias_melting melting = {.bytes = segbias_label_of("sex,2022,2023\nm,5,6\nf,7,8\n"),
	                                  .delimiter = ',',
	                                  .line = 1,
	                                  .wheres = &where,
	                                  .where_count = 1};
	static const char EXPECTED[] = "sex,year,count\nm,2023,6\nf,2023,8\n";
	cr_assert_eq(segbias_melt(&melting, &melted, NULL), SEGBIAS_OK);
	cr_assert(melted.text.size == strlen(EXPECTED) && memcmp(melted.text.data, EXPECTED, melted.text.size) == 0);
	segbias_melted_release(&melted);
}

/* The second level of which nothing is known has no name of segments. */
Test(melt, levels_of_nothing_that_is_known_are_categories)
{
	expect("A,B,C,D,E\nG,Estimate!!Total:!!Not Hispanic:!!White alone,Estimate!!Total:!!Not Hispanic:!!Asian alone,"
	       "Estimate!!Total:!!Hispanic:!!White alone,Estimate!!Total:!!Hispanic:!!Asian alone\nx,40,30,20,10\n",
	       ',',
	       "A,category,category 2,count\nx,Not Hispanic,White alone,40\nx,Not Hispanic,Asian alone,30\n"
	       "x,Hispanic,White alone,20\nx,Hispanic,Asian alone,10\n");
}
