#include "policy/policy_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A policy file of this text. */
struct reading {
	char path[64];
	struct segbias_options given;
	struct segbias_policy_file file;
	struct segbias_error error;
	enum segbias_status status;
};

static void read_policy(struct reading *r, bool audit, const char *text)
{
	const struct segbias_policy_use use = {.one_file = true, .check = true, .audit = audit};
	(void)snprintf(r->path, sizeof r->path, "/tmp/segbias-policy-XXXXXX");
	int descriptor = mkstemp(r->path);
	cr_assert_geq(descriptor, 0);
	cr_assert_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
	(void)close(descriptor);
	r->given.policy = r->path;
	r->status = segbias_policy_file_read(&r->given, &use, &r->file, &r->error);
}

static void release(struct reading *r)
{
	segbias_policy_file_release(&r->file);
	(void)unlink(r->path);
}

Test(audit_keys, what_matters_is_any_difference_one_of_a_size_or_one_with_a_reason)
{
	static const struct {
		const char *text;
		bool given;
		double practical;
		const char *why;
	} CASES[] = {{"practical: true\n", true, 0, NULL},
	             {"practical: false\n", false, 0, NULL},
	             {"practical: 5%\n", true, 0.05, NULL},
	             {"practical: 0.025\n", true, 0.025, NULL},
	             {"practical: a point is 400 people a year\n", true, 0, "a point is 400 people a year"},
	             {"min_n: 30\n", false, 0, NULL}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct reading r = {.given = {.alpha = NULL}};
		read_policy(&r, true, CASES[i].text);
		cr_assert_eq(r.status, SEGBIAS_OK, "%s: %s", CASES[i].text, r.error.message);
		cr_expect_eq(r.file.audit.practical_given, CASES[i].given, "%s", CASES[i].text);
		cr_expect_eq(r.file.audit.practical, CASES[i].practical, "%s", CASES[i].text);
		cr_expect_eq(r.file.audit.why.bytes != NULL, CASES[i].why != NULL, "%s", CASES[i].text);
		if (CASES[i].why)
			cr_expect_str_eq(r.file.audit.why.bytes, CASES[i].why);
		release(&r);
	}
}

Test(audit_keys, what_a_publication_lacks)
{
	struct reading r = {.given = {.alpha = NULL}};
	read_policy(&r, true,
	            "min_share_reason: too few to publish\npublication:\n  audit_date: 2026-03-01\n"
	            "  data_source: applications of 2025\n  test_data_how: drawn by hand\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	const struct segbias_audit_keys *keys = &r.file.audit;
	cr_expect_str_eq(keys->min_share.bytes, "too few to publish");
	cr_expect_str_eq(keys->publication[SEGBIAS_PUBLICATION_audit_date].bytes, "2026-03-01");
	cr_expect_str_eq(keys->publication[SEGBIAS_PUBLICATION_data_source].bytes, "applications of 2025");
	cr_expect_eq(keys->publication_places[SEGBIAS_PUBLICATION_data_source].line, 4);
	cr_expect_not(segbias_publication_lacks(keys, SEGBIAS_PUBLICATION_audit_date));
	cr_expect_not(segbias_publication_lacks(keys, SEGBIAS_PUBLICATION_data_limits));
	cr_expect_not(segbias_publication_lacks(keys, SEGBIAS_PUBLICATION_test_data_how));
	cr_expect(segbias_publication_lacks(keys, SEGBIAS_PUBLICATION_data_explanation));
	cr_expect(segbias_publication_lacks(keys, SEGBIAS_PUBLICATION_distribution_date));
	cr_expect(segbias_publication_lacks(keys, SEGBIAS_PUBLICATION_test_data_why));
	release(&r);
	const struct segbias_audit_keys nothing = {.practical_given = false};
	cr_expect_not(segbias_publication_lacks(&nothing, SEGBIAS_PUBLICATION_test_data_why));
	cr_expect(segbias_publication_lacks(&nothing, SEGBIAS_PUBLICATION_audit_date));
}

/* A command that compares leaves them aside, and says so. */
Test(audit_keys, have_a_part_in_an_audit_alone)
{
	static const char TEXT[] = "practical: true\nmin_share_reason: few\npublication: {data_source: a file}\n";
	for (int audit = 0; audit < 2; audit++) {
		struct reading r = {.given = {.alpha = NULL}};
		read_policy(&r, audit == 1, TEXT);
		cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
		cr_assert_eq(r.file.kept_count, 3);
		for (size_t i = 0; i < 3; i++)
			cr_expect_eq(r.file.kept[i].why == NULL, audit == 1, "%s", r.file.kept[i].name);
		release(&r);
	}
}

/* A file that goes on from a preset says the rest, and what it says itself stands above it. */
Test(audit_keys, a_policy_goes_on_from_a_preset)
{
	struct reading r = {.given = {.alpha = NULL}};
	read_policy(&r, false, "min_n: 40\npolicy: coverage\nfail_on: [under]\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_not_null(r.file.preset);
	cr_expect_str_eq(r.file.preset->name, "coverage");
	cr_expect_str_eq(r.file.options.min_n, "40");
	cr_expect_str_eq(r.file.options.reference_kind, "base");
	cr_expect_str_eq(r.file.options.fail_on, "under");
	cr_assert_eq(r.file.gate.rule_count, 1);
	cr_expect_eq(r.file.gate.rules[0].kind, SEGBIAS_GATE_TVD);
	cr_expect_eq(r.file.gate.rules[0].place.line, 2);
	release(&r);
	read_policy(&r, false, "policy: coverage\nrules:\n- {on: tvd, limit: 5%}\n");
	cr_assert_eq(r.status, SEGBIAS_OK, "%s", r.error.message);
	cr_assert_eq(r.file.gate.rule_count, 1);
	cr_expect_eq(r.file.gate.rules[0].limit, 0.05);
	cr_expect_str_eq(r.file.options.fail_on, "unmatched");
	release(&r);
}

/* A rule of decisions judges no campaign, and the other way round. */
Test(audit_keys, a_preset_has_its_command)
{
	static const struct {
		const char *name;
		bool audit;
	} CASES[] = {{"four-fifths", true}, {"ll144", true}, {"coverage", false}, {"index-80-120", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		for (int audit = 0; audit < 2; audit++) {
			struct reading r = {.given = {.alpha = NULL}};
			char text[64];
			(void)snprintf(text, sizeof text, "policy: %s\n", CASES[i].name);
			read_policy(&r, audit == 1, text);
			cr_expect_eq(r.status, CASES[i].audit == (audit == 1) ? SEGBIAS_OK : SEGBIAS_USAGE, "%s",
			             CASES[i].name);
			cr_expect(r.status == SEGBIAS_OK || r.error.line == 1);
			release(&r);
		}
}
