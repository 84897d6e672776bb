#include "match/stray.h"

#include "jobs/run.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { RECORDS = 60 };

/* Records of two values, then these others, once each. */
static void write_file(struct segbias_text *out, const char *name, const char *const *others, size_t count)
{
	segbias_text_add_format(out, "%s\n", name);
	for (int i = 0; i < RECORDS; i++)
		segbias_text_add_format(out, "%s\n", i % 3 ? "web" : "app");
	for (size_t i = 0; i < count; i++)
		segbias_text_add_format(out, "\"%s\"\n", others[i]);
}

/* Why the value of a campaign may not be shown, NULL: it may. */
static const char *why(const char *name, const char *const *others, size_t count, const char *value)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	const char *found = "absent";
	write_file(&campaign, name, others, count);
	write_file(&reference, name, NULL, 0);
	struct run run = run_good(campaign.data, reference.data, NULL);
	const struct segbias_mapped *row = run_mapped(&run, name, value);
	if (row)
		found = row->withheld ? row->withheld : "shown";
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
	return found;
}

#define WHY(name, value, ...)                                                                                          \
	why(name, (const char *const[]){value, __VA_ARGS__},                                                           \
	    sizeof((const char *const[]){value, __VA_ARGS__}) / sizeof(char *), value)

Test(stray, what_hardly_anybody_has_among_words)
{
	cr_expect_str_eq(WHY("channel", "Anna Hollerkamp", "weeb"), "name");
	cr_expect_str_eq(WHY("channel", "01715512345", "weeb"), "phone");
	cr_expect_str_eq(WHY("channel", "44051401359", "weeb"), "national_id");
	cr_expect_str_eq(WHY("channel", "HH-XY 4711", "weeb"), "plate");
	cr_expect_str_eq(WHY("channel", "1971-03-05", "weeb"), "birth_date");
	cr_expect_str_eq(WHY("channel", "web;Anna Hollerkamp", "weeb"), "name");
	cr_expect_str_eq(WHY("channel", "孙春梅", "weeb"), "name");
}

Test(stray, ordinary_values_however_rare)
{
	cr_expect_str_eq(WHY("channel", "weeb", "Anna Hollerkamp"), "shown");
	cr_expect_str_eq(WHY("channel", "anna hollerkamp", "weeb"), "shown");
	cr_expect_str_eq(WHY("channel", "Anna Hollerkamp", "weeb", "kiosk", "fair"), "shown");
	cr_expect_str_eq(WHY("city", "Anna Hollerkamp", "weeb"), "shown");
	cr_expect_str_eq(WHY("channel", "Anna Hollerkamp", "Anna Hollerkamp", "Anna Hollerkamp"), "shown");
	cr_expect_str_eq(WHY("channel", "2024", "weeb"), "shown");
	cr_expect_str_eq(WHY("channel", "San Francisco", "weeb"), "shown");
	/* A column of many codes, not of words. */
	cr_expect_str_eq(WHY("channel", "HH-XY 4711", "ka", "kb", "kc", "kd", "ke", "kf", "kg", "kh", "ki"), "shown");
}
