#include "sources/recast.h"

#include <criterion/criterion.h>
#include <string.h>

static struct segbias_melting melting_of(const char *text, const char *decision, const char *count)
{
	return (struct segbias_melting){.file = "made.csv",
	                                .bytes = segbias_label_of(text),
	                                .delimiter = ',',
	                                .line = 1,
	                                .decision = decision,
	                                .count = count};
}

/* `text` becomes the records; NULL: it stays as it is. */
static void expect(const char *text, const char *decision, const char *count, const char *expected)
{
	const struct segbias_recast *recast = NULL;
	struct segbias_melted melted = {0};
	struct segbias_melting melting = melting_of(text, decision, count);
	struct segbias_error error = {0};
	cr_assert_eq(segbias_recast_find(&melting, &recast, &error), SEGBIAS_OK, "%s: %s", text, error.message);
	cr_assert_eq(recast != NULL, expected != NULL, "%s", text);
	if (!recast)
		return;
	cr_expect_str_eq(recast->name, "decided");
	cr_assert_eq(recast->write(&melting, &melted, &error), SEGBIAS_OK, "%s: %s", text, error.message);
	cr_expect(melted.text.size == strlen(expected) && memcmp(melted.text.data, expected, melted.text.size) == 0,
	          "%s: %.*s", text, (int)melted.text.size, melted.text.data);
	segbias_melted_release(&melted);
}

Test(recast_decided, each_row_becomes_those_selected_and_the_rest)
{
	expect("sex,applicants,selected\nMale,1390,667\nFemale,1181,555\n", "selected", NULL,
	       "\"sex\",\"selected\",\"applicants\"\n\"Male\",\"yes\",\"667\"\n\"Male\",\"no\",\"723\"\n"
	       "\"Female\",\"yes\",\"555\"\n\"Female\",\"no\",\"626\"\n");
	/* The columns in another order, and a count that only the option names. */
	expect("hired,who,sex\n12,40,f\n48,80,m\n", "hired", "who",
	       "\"sex\",\"hired\",\"who\"\n\"f\",\"yes\",\"12\"\n\"f\",\"no\",\"28\"\n\"m\",\"yes\",\"48\"\n"
	       "\"m\",\"no\",\"32\"\n");
	/* Rates are reckoned anew; thousands are read as they are written. */
	expect("sex,applicants,selected,rate,ratio\nm,\"1,390\",667,48.0%,1.00\nf,\"1,181\",555,47.0%,0.979\n",
	       "selected", NULL,
	       "\"sex\",\"selected\",\"applicants\"\n\"m\",\"yes\",\"667\"\n\"m\",\"no\",\"723\"\n"
	       "\"f\",\"yes\",\"555\"\n\"f\",\"no\",\"626\"\n");
	/* Of some nobody says how many were selected; nobody of a group was, or all were. */
	expect("sex,Bewerbungen,genommen\nm,10,10\nf,9,0\nx,250,\n", "genommen", NULL,
	       "\"sex\",\"genommen\",\"Bewerbungen\"\n\"m\",\"yes\",\"10\"\n\"m\",\"no\",\"0\"\n\"f\",\"yes\",\"0\"\n"
	       "\"f\",\"no\",\"9\"\n\"x\",\"\",\"250\"\n");
	expect("الجنس,عدد المتقدمين,المقبولون\nأنثى,40,12\nذكر,80,48\n", "المقبولون", NULL,
	       "\"الجنس\",\"المقبولون\",\"عدد المتقدمين\"\n\"أنثى\",\"yes\",\"12\"\n\"أنثى\",\"no\",\"28\"\n"
	       "\"ذكر\",\"yes\",\"48\"\n\"ذكر\",\"no\",\"32\"\n");
	/* 0 and 1 are numbers where the count is one of applicants, and each group stands once. */
	expect("sex,applicants,selected\nm,5,1\nf,7,0\n", "selected", NULL,
	       "\"sex\",\"selected\",\"applicants\"\n\"m\",\"yes\",\"1\"\n\"m\",\"no\",\"4\"\n\"f\",\"yes\",\"0\"\n"
	       "\"f\",\"no\",\"7\"\n");
}

Test(recast_decided, those_who_were_not_selected_are_not_all)
{
	expect("sex,hired,applicants rejected,applicants\nm,50,150,200\n", "hired", NULL,
	       "\"sex\",\"applicants rejected\",\"hired\",\"applicants\"\n\"m\",\"150\",\"yes\",\"50\"\n"
	       "\"m\",\"150\",\"no\",\"150\"\n");
	/* Who is rejected may be the decision; a mark of a record is no number of people. */
	expect("sex,applicants rejected,applicants\nm,150,200\n", "applicants rejected", NULL,
	       "\"sex\",\"applicants rejected\",\"applicants\"\n\"m\",\"yes\",\"150\"\n\"m\",\"no\",\"50\"\n");
	expect("sex,hired,applicant rejected\nm,1,0\nm,0,1\nm,1,0\n", "hired", NULL, NULL);
}

Test(recast_decided, other_tables_stay_as_they_are)
{
	expect("sex,applicants,selected\nm,5,3\nf,7,2\n", NULL, NULL, NULL);
	expect("sex,count,selected\nm,5,3\nf,7,2\n", "selected", NULL, NULL);
	expect("sex,selected,count\nm,1,667\nm,0,723\nf,1,555\nf,0,626\n", "selected", "count", NULL);
	expect("sex,selected,applicants\nm,1,667\nm,0,723\nf,1,555\nf,0,626\n", "selected", NULL, NULL);
	expect("sex,selected,applicants\nm,yes,667\nm,no,723\n", "selected", NULL, NULL);
	expect("sex,applicants,score\nm,5,0.3\nf,7,0.2\n", "score", NULL, NULL);
	expect("sex,applicants,selected\nm,5,3\n", "hired", NULL, NULL);
}

static void refuse(const char *text, const char *count, const char *id, uint64_t line)
{
	const struct segbias_recast *recast = NULL;
	struct segbias_melted melted = {0};
	struct segbias_melting melting = melting_of(text, "selected", count);
	struct segbias_error error = {0};
	enum segbias_status status = segbias_recast_find(&melting, &recast, &error);
	if (status == SEGBIAS_OK && recast)
		status = recast->write(&melting, &melted, &error);
	cr_expect_eq(status, SEGBIAS_DATA, "%s", text);
	cr_expect_str_eq(error.id, id);
	cr_expect_eq(error.line, line, "%s: %llu", text, (unsigned long long)error.line);
	segbias_melted_release(&melted);
}

Test(recast_decided, what_does_not_add_up_is_refused_with_its_line)
{
	refuse("sex,applicants,selected\nm,5,3\nf,7,8\n", NULL, "bad_selected", 3);
	refuse("sex,applicants,selected\nm,5,3\nf,,2\n", NULL, "bad_selected", 3);
	refuse("sex,applicants,selected\nm,5,3\nf,7,-2\n", NULL, "bad_selected", 3);
	refuse("sex,count,selected\nm,5,1\nf,7,1\n", "count", "decision_or_count", 1);
	refuse("sex,applicants,selected\nm,1.390,667\nf,1.181,555\n", NULL, "ambiguous_numbers", 0);
	refuse("sex,applicants,selected\nm,5,3\nf,7\n", NULL, "ragged_record", 3);
	/* 50 of 200 and 120 of 300, not 50 of 150 and 120 of 180. */
	refuse("sex,selected,applicants rejected\nm,50,150\nf,120,180\n", NULL, "count_of_rejected", 1);
	refuse("sex,selected,candidats non retenus\nm,50,150\nf,120,180\n", NULL, "count_of_rejected", 1);
	refuse("applied,considered,selected\n5,4,3\n", NULL, "several_counts", 1);
	refuse("sex,selected,rejected\nm,50,150\nf,120,180\n", "rejected", "count_of_rejected", 1);
}
