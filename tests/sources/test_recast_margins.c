#include "sources/recast.h"

#include <criterion/criterion.h>
#include <string.h>

/* `text` becomes the records; NULL: it is of another form. */
static void expect(const char *text, const struct segbias_pair *where, const char *expected)
{
	const struct segbias_recast *recast = NULL;
	struct segbias_melted melted = {0};
	struct segbias_error error = {0};
	struct segbias_melting melting = {.file = "made.csv",
	                                  .bytes = segbias_label_of(text),
	                                  .delimiter = ',',
	                                  .line = 1,
	                                  .wheres = where,
	                                  .where_count = where ? 1 : 0};
	cr_assert_eq(segbias_recast_find(&melting, &recast, &error), SEGBIAS_OK, "%s: %s", text, error.message);
	cr_assert_eq(recast != NULL, expected != NULL, "%s", text);
	if (!recast)
		return;
	cr_expect_str_eq(recast->name, "margins");
	cr_assert_eq(recast->write(&melting, &melted, &error), SEGBIAS_OK, "%s: %s", text, error.message);
	cr_expect(melted.text.size == strlen(expected) && memcmp(melted.text.data, expected, melted.text.size) == 0,
	          "%s: %.*s", text, (int)melted.text.size, melted.text.data);
	segbias_melted_release(&melted);
}

Test(recast_margins, a_total_in_the_others_column)
{
	static const char SEXES_AND_AGES[] =
	    "\"attribute\",\"value\",\"n\"\n\"age\",\"0-17\",\"30\"\n\"age\",\"18+\",\"70\"\n"
	    "\"sex\",\"Male\",\"40\"\n\"sex\",\"Female\",\"60\"\n";
	expect("sex,age,n\nTotal,0-17,30\nTotal,18+,70\nMale,Total,40\nFemale,Total,60\n", NULL, SEXES_AND_AGES);
	/* Everybody is of none; codes; nothing, where each stands once and has a figure. */
	expect("sex,age,n\nTotal,Total,100\nTotal,0-17,30\nTotal,18+,70\nMale,Total,40\nFemale,Total,60\n", NULL,
	       SEXES_AND_AGES);
	expect("sex,age,n\nT,0-17,30\nT,18+,70\nMale,_T,40\nFemale,_T,60\n", NULL, SEXES_AND_AGES);
	expect("sex,age,n\n,0-17,30\n,18+,70\nMale,,40\nFemale,,60\n", NULL, SEXES_AND_AGES);
	/* Other columns stay; three attributes, in another language. */
	expect(
	    "Jahr,Geschlecht,Alter,Staat,n\n2021,Insgesamt,0-17,Insgesamt,30\n2021,Insgesamt,18+,Insgesamt,70\n"
	    "2021,m,Insgesamt,Insgesamt,40\n2021,w,Insgesamt,Insgesamt,60\n2021,Insgesamt,Insgesamt,A,9\n"
	    "2021,Insgesamt,Insgesamt,B,91\n",
	    NULL,
	    "\"Jahr\",\"attribute\",\"value\",\"n\"\n\"2021\",\"Alter\",\"0-17\",\"30\"\n\"2021\",\"Alter\",\"18+\",\"70\"\n"
	    "\"2021\",\"Geschlecht\",\"m\",\"40\"\n\"2021\",\"Geschlecht\",\"w\",\"60\"\n\"2021\",\"Staat\",\"A\",\"9\"\n"
	    "\"2021\",\"Staat\",\"B\",\"91\"\n");
}

/* Each label once, of whatever a column of words beside says; or once a place, a year and a measure. */
Test(recast_margins, a_word_beside_that_crosses_nothing)
{
	expect(
	    "source,sex,age,n\nregister,f,Total,40\nregister,m,Total,60\nsurvey,Total,0-17,30\nsurvey,Total,18+,70\n",
	    NULL,
	    "\"source\",\"attribute\",\"value\",\"n\"\n\"register\",\"sex\",\"f\",\"40\"\n\"register\",\"sex\",\"m\",\"60\"\n"
	    "\"survey\",\"age\",\"0-17\",\"30\"\n\"survey\",\"age\",\"18+\",\"70\"\n");
	expect(
	    "region,sex,age,n\nA,f,Total,4\nA,Total,18+,7\nA,Total,0-17,3\nA,m,Total,6\nB,f,Total,5\nB,m,Total,6\nB,Total,18+,8\n"
	    "B,Total,0-17,3\n",
	    NULL,
	    "\"region\",\"attribute\",\"value\",\"n\"\n\"A\",\"sex\",\"f\",\"4\"\n\"A\",\"age\",\"18+\",\"7\"\n"
	    "\"A\",\"age\",\"0-17\",\"3\"\n\"A\",\"sex\",\"m\",\"6\"\n\"B\",\"sex\",\"f\",\"5\"\n\"B\",\"sex\",\"m\",\"6\"\n"
	    "\"B\",\"age\",\"18+\",\"8\"\n\"B\",\"age\",\"0-17\",\"3\"\n");
}

Test(recast_margins, what_is_crossed_or_below_a_heading_is_none)
{
	static const struct segbias_pair WHERE[] = {{{"age", 3}, {"Total", 5}}};
	/* One row of both is enough; the user takes the total. */
	expect("sex,age,n\nTotal,0-17,30\nTotal,18+,70\nMale,Total,40\nFemale,Total,60\nFemale,18+,50\n", NULL, NULL);
	expect("sex,age,n\nTotal,0-17,30\nTotal,18+,70\nMale,Total,40\nFemale,Total,60\n", WHERE, NULL);
	/* Headings: without a figure, and with one; what nothing is known of. */
	expect("sex,age,n\nMale,,\n,0-17,30\n,18+,70\nFemale,,\n,0-14,31\n,15+,71\n", NULL, NULL);
	expect("sex,age,n\nMale,,100\n,0-17,30\n,18+,70\nFemale,,101\n,0-17,31\n,18+,70\n", NULL, NULL);
	expect("part,piece,n\nA,,100\nB,,30\n,x,70\n,y,60\n", NULL, NULL);
	/* Sexes in every row, be it by one letter, cross what stands beside them; so does another word where labels come again, but for places,
	 * years and measures, of which --where takes one. */
	expect("sex,age,region,n\nF,0-17,All,10\nF,18+,All,20\nM,0-17,All,11\nM,18+,All,19\nF,All,N,13\nF,All,S,17\n"
	       "M,All,N,14\nM,All,S,16\n",
	       NULL, NULL);
	expect("Sexo,Edad,Zona,n\nH,0-17,Total,10\nH,18+,Total,20\nM,0-17,Total,11\nM,18+,Total,19\nH,Total,N,13\n"
	       "H,Total,S,17\nM,Total,N,14\nM,Total,S,16\n",
	       NULL, NULL);
	expect(
	    "sex,plan,region,n\nf,basic,Total,10\nm,basic,Total,20\nTotal,basic,N,18\nTotal,basic,S,12\nf,pro,Total,40\n"
	    "m,pro,Total,30\nTotal,pro,N,28\nTotal,pro,S,42\n",
	    NULL, NULL);
	/* One attribute and its total; records. */
	expect("sex,place,n\nTotal,A,30\nMale,A,10\nFemale,A,20\n", NULL, NULL);
	expect("sex,age,n\nMale,0-17,1\nFemale,18+,2\n", NULL, NULL);
}

/* Behind the rows that are looked at, too, a row of both is no margin. */
Test(recast_margins, a_later_row_of_both_is_refused)
{
	static const char BEGUN[] = "sex,age,n\nTotal,0-17,30\nTotal,18+,70\nMale,Total,40\nFemale,Total,60\n";
	static const char WHOLE[] =
	    "sex,age,n\nTotal,0-17,30\nTotal,18+,70\nMale,Total,40\nFemale,Total,60\nFemale,18+,50\n";
	const struct segbias_recast *recast = NULL;
	struct segbias_melted melted = {0};
	struct segbias_error error = {0};
	struct segbias_melting melting = {
	    .file = "made.csv", .bytes = segbias_label_of(BEGUN), .delimiter = ',', .line = 1};
	cr_assert_eq(segbias_recast_find(&melting, &recast, &error), SEGBIAS_OK);
	cr_assert_not_null(recast);
	melting.bytes = segbias_label_of(WHOLE);
	cr_expect_eq(recast->write(&melting, &melted, &error), SEGBIAS_DATA);
	cr_expect_eq(error.line, 6);
	segbias_melted_release(&melted);
}
