/* How a log of contacts is read, and what it is held against: what the options mean, and what they do not take. */
#include "policy/contacts.h"

#include <criterion/criterion.h>
#include <string.h>

static enum segbias_status read(const struct segbias_options *options, struct segbias_contacts_policy *out,
                                struct segbias_arena *arena, struct segbias_error *error)
{
	*error = (struct segbias_error){0};
	return segbias_policy_read_contacts(options, arena, out, error);
}

Test(policy_contacts, what_they_mean)
{
	static const char *const CAPS[] = {"7/week", "email=2/day", "a=b=30/month"};
	const struct segbias_options options = {.contacts = "log.csv",
	                                        .by = "age,\"a, b\"",
	                                        .cap = {CAPS, 3},
	                                        .quiet = "21:30-8:00",
	                                        .timezone = "-05:30",
	                                        .grace = "36h",
	                                        .complaint = "status=spam",
	                                        .contact_log = "events",
	                                        .time_format = "dmy"};
	struct segbias_arena arena = {0};
	struct segbias_contacts_policy p;
	struct segbias_error error;
	cr_assert_eq(read(&options, &p, &arena, &error), SEGBIAS_OK, "%s", error.message);
	cr_expect_str_eq(p.path, "log.csv");
	cr_expect(p.by_count == 2 && strcmp(p.by[1].bytes, "a, b") == 0);
	cr_assert_eq(p.cap_count, 3);
	cr_expect(p.caps[0].most == 7 && p.caps[0].window == SEGBIAS_CAP_WEEK && !p.caps[0].channel.bytes);
	cr_expect(p.caps[1].most == 2 && p.caps[1].window == SEGBIAS_CAP_DAY &&
	          segbias_label_equal(p.caps[1].channel, segbias_label_of("email")));
	cr_expect(p.caps[2].most == 30 && segbias_label_equal(p.caps[2].channel, segbias_label_of("a=b")));
	cr_expect(p.quiet_start == 77400 && p.quiet_end == 28800);
	cr_expect_eq(p.offset, -19800);
	cr_expect_eq(p.grace_seconds, 129600);
	cr_expect(segbias_label_equal(p.complaint.left, segbias_label_of("status")) && !p.block.left.bytes);
	cr_expect(p.kind == SEGBIAS_LOG_EVENTS && p.form == SEGBIAS_MOMENT_DAY_FIRST);
	segbias_arena_release(&arena);
}

Test(policy_contacts, usual)
{
	const struct segbias_options options = {.contacts = NULL};
	struct segbias_arena arena = {0};
	struct segbias_contacts_policy p;
	struct segbias_error error;
	cr_assert_eq(read(&options, &p, &arena, &error), SEGBIAS_OK);
	cr_expect(!p.path && !p.by_count && !p.cap_count && !p.quiet && !p.timezone && !p.grace);
	cr_expect_eq(p.grace_seconds, 172800);
	segbias_arena_release(&arena);
}

Test(policy_contacts, what_they_do_not_take)
{
	static const char *const CAPS[] = {"7",      "/week",   "7/year",      "week", "=7/week",
	                                   "-1/day", "1.5/day", "9999999/day", ""};
	static const char *const QUIETS[] = {"21:00",      "21-8",        "21:00-25:00", "21:00-21:00",
	                                     "0:00-24:00", "21:60-08:00", "a-b",         ""};
	static const char *const ZONES[] = {"02:00", "+2", "+16:00", "+02:60", "UTC", "+02:00x", ""};
	static const char *const GRACES[] = {"2", "d", "2w", "2 d", "-1d", "12345d", ""};
	static const char *const PAIRS[] = {"status", "=spam", "status=", ""};
	struct {
		const char *const *texts;
		size_t count;
		const char **field;
	} kinds[5];
	struct segbias_options options = {.contacts = "log.csv"};
	const char *cap = NULL;
	kinds[0].texts = CAPS, kinds[0].count = sizeof CAPS / sizeof *CAPS, kinds[0].field = &cap;
	kinds[1].texts = QUIETS, kinds[1].count = sizeof QUIETS / sizeof *QUIETS, kinds[1].field = &options.quiet;
	kinds[2].texts = ZONES, kinds[2].count = sizeof ZONES / sizeof *ZONES, kinds[2].field = &options.timezone;
	kinds[3].texts = GRACES, kinds[3].count = sizeof GRACES / sizeof *GRACES, kinds[3].field = &options.grace;
	kinds[4].texts = PAIRS, kinds[4].count = sizeof PAIRS / sizeof *PAIRS, kinds[4].field = &options.block;
	for (size_t k = 0; k < 5; k++)
		for (size_t i = 0; i < kinds[k].count; i++) {
			struct segbias_arena arena = {0};
			struct segbias_contacts_policy p;
			struct segbias_error error;
			*kinds[k].field = kinds[k].texts[i];
			options.cap = (struct segbias_strings){&cap, cap != NULL};
			cr_expect_eq(read(&options, &p, &arena, &error), SEGBIAS_USAGE, "%s", kinds[k].texts[i]);
			cr_expect_str_eq(error.id, "bad_option");
			*kinds[k].field = NULL;
			cap = NULL;
			segbias_arena_release(&arena);
		}
}

Test(policy_contacts, in_other_words)
{
	static const char *const ONE[] = {"7/week", "2/day"};
	static const char *const OTHER[] = {"2/day", "7/week"};
	const struct segbias_options options[] = {
	    {.cap = {ONE, 2}, .quiet = "9:00-10:00", .grace = "2d"},
	    {.cap = {OTHER, 2}, .quiet = "09:00-10:00", .grace = "48h"},
	    {.cap = {OTHER, 1}, .quiet = "09:00-10:00", .grace = "48h"},
	};
	struct segbias_arena arena = {0};
	struct segbias_contacts_policy p[3];
	struct segbias_error error;
	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(read(&options[i], &p[i], &arena, &error), SEGBIAS_OK);
	cr_expect(segbias_policy_same_contacts(&p[0], &p[1]));
	cr_expect_not(segbias_policy_same_contacts(&p[1], &p[2]));
	segbias_arena_release(&arena);
}
