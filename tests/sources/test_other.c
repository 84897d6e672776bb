#include "sources/pouring.h"

static struct segbias_label label(const char *text)
{
	return segbias_label_of(text);
}

/* The file as the other one of a comparison. */
static struct segbias_other open_other(struct segbias_source **source, const char *text, bool reference)
{
	const struct segbias_source_options options = {.reference = reference};
	char path[64];
	pouring_write(label(text), path);
	cr_assert_eq(segbias_source_open(path, &options, source, NULL), SEGBIAS_OK);
	cr_assert_eq(unlink(path), 0);
	return segbias_source_as_other(*source);
}

static const char CAMPAIGN[] =
    "Gender,age_group,Household Income,customer_id,id\nWoman,18-24,low,c1,1\nMAN,25-34,,c2,2\n";
static const char MARGINS[] = "attribute,value,count\nsex,Female,5\nsex,Male,6\nage,18-24,11\nid,x,3\n";

Test(other, columns_of_a_file)
{
	struct segbias_source *source = NULL;
	struct segbias_other other = open_other(&source, CAMPAIGN, false);
	cr_expect(segbias_other_has(&other, label("Gender")));
	cr_expect(segbias_other_has(&other, label("gender ")), "normal form");
	cr_expect(segbias_other_has(&other, label("sex")), "synonym");
	cr_expect(segbias_other_has(&other, label("household_income")));
	cr_expect(segbias_other_has(&other, label("age")), "synonym");
	cr_expect_not(segbias_other_has(&other, label("education")));
	cr_expect_not(segbias_other_has(&other, label("customer_id")), "an identifier is no attribute");
	cr_expect_not(segbias_other_has(&other, label("id")), "an identifier is no attribute");
	cr_expect_eq(segbias_other_field(&other, label("id")), 4, "but it is there");
	cr_expect_eq(segbias_other_field(&other, label("sex")), 0);
	cr_expect_eq(segbias_other_field(&other, label("count")), SEGBIAS_NO_FIELD);
	segbias_source_free(source);
}

Test(other, values_of_a_file)
{
	struct segbias_source *source = NULL;
	struct segbias_other other = open_other(&source, CAMPAIGN, false);
	cr_expect(segbias_other_lists(&other, label("sex"), label("woman")), "normal form");
	cr_expect(segbias_other_lists(&other, label("Gender"), label("Man")));
	cr_expect_not(segbias_other_lists(&other, label("Gender"), label("Total")));
	cr_expect_not(segbias_other_lists(&other, label("age"), label("Man")), "of another column");
	cr_expect_not(segbias_other_lists(&other, label("education"), label("Man")), "there is no such column");
	segbias_source_free(source);
}

Test(other, margins)
{
	struct segbias_source *source = NULL;
	struct segbias_other other = open_other(&source, MARGINS, true);
	cr_expect(other.marginal && !other.campaign);
	cr_expect(segbias_other_has(&other, label("Gender")), "synonym of a value of attribute");
	cr_expect(segbias_other_has(&other, label("AGE")));
	cr_expect_not(segbias_other_has(&other, label("count")), "its columns are no attributes");
	cr_expect_not(segbias_other_has(&other, label("value")), "its columns are no attributes");
	cr_expect(segbias_other_lists(&other, label("gender"), label("female")));
	cr_expect_not(segbias_other_lists(&other, label("age"), label("female")), "of another attribute");
	cr_expect_eq(segbias_other_field(&other, label("sex")), SEGBIAS_NO_FIELD, "it is no column");
	segbias_source_free(source);
}

/* A campaign has columns only, whatever they are called. */
Test(other, a_campaign_is_no_table_of_margins)
{
	struct segbias_source *source = NULL;
	struct segbias_other other = open_other(&source, MARGINS, false);
	cr_expect_not(other.marginal);
	cr_expect(segbias_other_has(&other, label("value")));
	cr_expect_not(segbias_other_has(&other, label("sex")));
	segbias_source_free(source);
}

Test(other, mapped)
{
	/* --map: campaign, reference */
	static const struct segbias_pair MAPS[] = {{{"Gender", 6}, {"q1", 2}}, {{"Household Income", 16}, {"sex", 3}}};
	struct segbias_source *source = NULL;
	struct segbias_other other = open_other(&source, CAMPAIGN, false);
	other.maps = MAPS;
	other.map_count = 2;
	cr_expect(segbias_other_has(&other, label("q1")));
	cr_expect_eq(segbias_other_field(&other, label("q1")), 0);
	cr_expect_eq(segbias_other_field(&other, label("sex")), 2, "the map comes before the synonym");
	cr_expect(segbias_other_lists(&other, label("Q1"), label("man")));
	segbias_source_free(source);
	static const struct segbias_pair BACK[] = {{{"geschlecht", 10}, {"sex", 3}}};
	other = open_other(&source, MARGINS, true);
	other.maps = BACK;
	other.map_count = 1;
	cr_expect(segbias_other_has(&other, label("geschlecht")));
	cr_expect(segbias_other_lists(&other, label("geschlecht"), label("male")));
	segbias_source_free(source);
}

Test(other, nobody)
{
	const struct segbias_other nobody = {0};
	cr_expect_not(segbias_other_has(&nobody, label("sex")));
	cr_expect_not(segbias_other_lists(&nobody, label("sex"), label("Male")));
	cr_expect_eq(segbias_other_field(&nobody, label("sex")), SEGBIAS_NO_FIELD);
}
