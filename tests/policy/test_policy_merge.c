#include "policy/policy_file.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_policy(char *path, const char *text)
{
	int descriptor = mkstemp(path);
	cr_assert_geq(descriptor, 0);
	cr_assert_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
	(void)close(descriptor);
}

/* What comes of the text below the options that are given. */
static void merge(const char *text, struct segbias_options given, struct segbias_policy_use use,
                  struct segbias_policy_file *file, struct segbias_error *error)
{
	char path[] = "/tmp/segbias-merge-XXXXXX";
	write_policy(path, text);
	given.policy = path;
	*error = (struct segbias_error){0};
	enum segbias_status status = segbias_policy_file_read(&given, &use, file, error);
	cr_assert_eq(status, SEGBIAS_OK, "%s: %s", text, error->message);
	(void)unlink(path);
}

/* A policy that is made from the file takes keys of other commands along; what stands on no lines of its own is lost. */
Test(policy_merge, keys_of_other_commands_are_taken_along)
{
	static const char *const TEXTS[] = {"fail_on: [under]\nrules: [{on: over}]\npractical: true\n",
	                                    "{fail_on: [under], rules: [{on: over}], practical: true}\n"};
	for (size_t i = 0; i < 4; i++) {
		struct segbias_policy_file file;
		struct segbias_error error;
		const bool init = i < 2;
		merge(TEXTS[i % 2], (struct segbias_options){.alpha = NULL}, (struct segbias_policy_use){.init = init},
		      &file, &error);
		cr_assert_eq(file.kept_count, 3);
		for (size_t j = 0; j < 3; j++) {
			cr_expect_eq(file.kept[j].lost, i == 1, "%zu %s", i, file.kept[j].name);
			cr_expect_eq(file.kept[j].why == NULL, i == 0, "%zu %s", i, file.kept[j].name);
		}
		cr_expect_null(file.options.fail_on);
		segbias_policy_file_release(&file);
	}
}

/* Nobody takes a comparison for judged: an option of a gate is refused where there is none. */
Test(policy_merge, options_of_a_gate_are_given_to_one)
{
	const struct {
		struct segbias_options given;
		struct segbias_policy_use use;
		const char *id;
	} CASES[] = {
	    {{.fail_on = "under"}, {0}, "option_of_check"},
	    {{.policy_hash = "0"}, {.init = true}, "option_of_check"},
	    {{.baseline = "r.json"}, {.plans_not = true}, "option_of_check"},
	    {{.baseline = "r.json"}, {.weighs = true}, "option_of_check"},
	    {{.baseline = "r.json"}, {.audit = true}, "option_of_check"},
	    {{.baseline = "r.json"}, {.risks = true}, "option_of_check"},
	    {{.baseline = "r.json", .fail_on = "under", .policy_hash = "0"}, {.check = true}, ""},
	    {{.fail_on = "under", .policy_hash = "0"}, {.audit = true}, ""},
	    {{.fail_on = "over", .policy_hash = "0"}, {.risks = true}, ""},
	    {{.min_n = "3"}, {0}, ""},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_error error = {0};
		enum segbias_status status = segbias_policy_check_given(&CASES[i].given, &CASES[i].use, &error);
		cr_expect_eq(status, *CASES[i].id ? SEGBIAS_USAGE : SEGBIAS_OK, "%zu", i);
		cr_expect_str_eq(error.id, CASES[i].id, "%zu", i);
	}
}

/* The keys that have no part, in the order of the file's table; NULL: none. */
Test(policy_merge, what_excludes_an_option_that_is_given_is_left_out)
{
	static const char *const ITEMS[] = {"a=b"};
	const struct {
		const char *text;
		struct segbias_options given;
		struct segbias_policy_use use;
		const char *unused[3];
	} CASES[] = {
	    {"person: id\n", {.deff = "2"}, {0}, {"person"}},
	    {"deff: 2\n", {.person = "id"}, {0}, {"deff"}},
	    {"deff: 2\n", {.deff = "3"}, {0}, {NULL}},
	    {"weight: w\n", {.amount = "m"}, {0}, {"weight"}},
	    {"weight: none\n", {.amount = "m"}, {0}, {NULL}},
	    {"amount: m\n", {.campaign.weight = "w"}, {0}, {"amount"}},
	    {"amount: m\n", {.campaign.weight = "none"}, {0}, {NULL}},
	    {"plan: 20\n", {.person = "id"}, {0}, {"plan"}},
	    {"plan: 20\n", {.campaign_where = {ITEMS, 1}}, {0}, {"plan"}},
	    {"person: id\nconsent: a=b\n", {.plan = "9"}, {0}, {"consent", "person"}},
	    {"amount: m\n", {.plan = "9"}, {0}, {"amount"}},
	    {"cross: 2\n", {.deff = "2"}, {0}, {"cross"}},
	    {"cross: 2\n", {.amount = "m"}, {0}, {"cross"}},
	    {"eligible: a=b\n", {.cross = "2"}, {0}, {"eligible"}},
	    {"born: b\nas_of: 2024-01-31\n", {.plan = "9"}, {0}, {"born", "as_of"}},
	    {"as_of: 2024-01-31\n", {.alpha = NULL}, {0}, {"as_of"}},
	    {"as_of: 2024-01-31\n", {.born = "b"}, {0}, {NULL}},
	    {"replicate_method: brr\n", {.alpha = NULL}, {0}, {"replicate_method"}},
	    {"reference_replicates: W\nreference_kind: sample\n",
	     {.reference_psu = "p"},
	     {0},
	     {"reference_replicates"}},
	    {"reference_kind: population\n", {.eligible = "a=b"}, {.one_file = true}, {"reference_kind"}},
	    {"reference_kind: base\n", {.eligible = "a=b"}, {.one_file = true}, {NULL}},
	    {"reference_kind: population\n", {.reference_strata = "s"}, {0}, {"reference_kind"}},
	    /* Both say what a row counts, in either file. */
	    {"weight: w\n", {.campaign.count = "n"}, {.check = true}, {"weight"}},
	    {"count: n\n", {.campaign.weight = "w"}, {.check = true}, {"count"}},
	    {"reference_weight: w\n", {.reference.count = "n"}, {0}, {"reference_weight"}},
	    {"eligible: a=b\n", {.alpha = NULL}, {0}, {"eligible"}},
	    {"eligible: a=b\n", {.alpha = NULL}, {.one_file = true}, {NULL}},
	    {"eligible: a=b\n", {.alpha = NULL}, {.inspect = true, .one_file = true}, {"eligible"}},
	    {"plan: 9\n", {.alpha = NULL}, {.inspect = true}, {"plan"}},
	    {"plan: 9\n", {.alpha = NULL}, {.plans_not = true}, {"plan"}},
	    {"plan: 9\n", {.alpha = NULL}, {0}, {"plan"}},
	    {"plan: 9\n", {.alpha = NULL}, {.one_file = true}, {NULL}},
	    {"plan: 9\n", {.plan = "8"}, {0}, {NULL}},
	    {"consent: a=b\n", {.alpha = NULL}, {.inspect = true}, {"consent"}},
	    {"count: n\nmin_n: 5\n", {.alpha = NULL}, {.inspect = true}, {NULL}},
	    {"count: n\nwhere: {a: b}\n", {.alpha = NULL}, {.inspect = true, .one_file = true}, {"count", "where"}},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_policy_file file;
		struct segbias_error error;
		size_t expected = 0;
		merge(CASES[i].text, CASES[i].given, CASES[i].use, &file, &error);
		for (; expected < 3 && CASES[i].unused[expected]; expected++) {
			bool found = false;
			for (size_t j = 0; j < file.unused_count; j++)
				found = found || (strcmp(file.unused[j].name, CASES[i].unused[expected]) == 0 &&
				                  file.unused[j].place.line > 0 && file.unused[j].why[0]);
			cr_expect(found, "%s: %s", CASES[i].text, CASES[i].unused[expected]);
		}
		cr_expect_eq(file.unused_count, expected, "%s (%zu): %zu", CASES[i].text, i, file.unused_count);
		segbias_policy_file_release(&file);
	}
}

/* What is counted, and how sure a number is, does not go for what only shows more, or says less: whichever job asks. */
Test(policy_merge, what_is_counted_or_how_sure_it_is_stops_the_run)
{
	static const struct segbias_policy_use USES[] = {{0},
	                                                 {.plans_not = true},
	                                                 {.plans_not = true, .check = true},
	                                                 {.plans_not = true, .risks = true},
	                                                 {.plans_not = true, .database = true}};
	const struct {
		const char *text;
		struct segbias_options given;
	} CASES[] = {
	    {"person: id\n", {.cross = "2"}},
	    {"deff: 20\n", {.cross = "3"}},
	    {"amount: m\n", {.cross = "2"}},
	    {"reference_psu: p\nreference_kind: sample\n", {.cross = "2"}},
	    {"reference_strata: p\n", {.cross = "2"}},
	    {"reference_replicates: W\n", {.cross = "2"}},
	    {"amount: m\n", {.deff = "2"}},
	    {"amount: m\n", {.person = "id"}},
	    {"amount: m\n", {.eligible = "a=b"}},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		for (size_t j = 0; j < sizeof USES / sizeof *USES; j++) {
			char path[] = "/tmp/segbias-merge-XXXXXX";
			struct segbias_policy_file file;
			struct segbias_error error = {0};
			struct segbias_options given = CASES[i].given;
			given.policy = path;
			if ((USES[j].risks || USES[j].database) && !given.cross)
				continue;
			write_policy(path, CASES[i].text);
			enum segbias_status status = segbias_policy_file_read(&given, &USES[j], &file, &error);
			(void)unlink(path);
			cr_expect_eq(status, SEGBIAS_USAGE, "%s %zu", CASES[i].text, j);
			cr_expect(error.line == 1 && error.column == 1 && error.hint[0], "%s %zu: %s", CASES[i].text, j,
			          error.message);
			segbias_policy_file_release(&file);
		}
}

/* What is left out is in no option, and what is taken is. */
Test(policy_merge, only_what_is_taken_reaches_the_options)
{
	struct segbias_policy_file file;
	struct segbias_error error;
	merge("person: id\nmin_n: 5\nconsent: a=b\n", (struct segbias_options){.deff = "2", .alpha = "0.1"},
	      (struct segbias_policy_use){0}, &file, &error);
	cr_expect_null(file.options.person);
	cr_expect_str_eq(file.options.deff, "2");
	cr_expect_str_eq(file.options.alpha, "0.1");
	cr_expect_str_eq(file.options.min_n, "5");
	cr_expect_str_eq(file.options.consent, "a=b");
	segbias_policy_file_release(&file);
}

Test(policy_merge, a_number_that_nobody_asked_for_gives_way)
{
	struct segbias_policy_file file;
	struct segbias_error error;
	merge("threads: 2\n", (struct segbias_options){.threads_default = 8}, (struct segbias_policy_use){0}, &file,
	      &error);
	cr_expect_str_eq(file.options.threads, "2");
	segbias_policy_file_release(&file);
	merge("threads: 2\n", (struct segbias_options){.threads = "8"}, (struct segbias_policy_use){0}, &file, &error);
	cr_expect_str_eq(file.options.threads, "8");
	segbias_policy_file_release(&file);
}

Test(policy_merge, an_option_stands_above_every_threshold_of_its_name)
{
	static const char TEXT[] =
	    "attributes: {a: {band: 50:200, min_n: 5}, b: {band: 60:150}}\nsegments: {S: {band: 10:900}}\n";
	struct segbias_policy_file file;
	struct segbias_error error;
	merge(TEXT, (struct segbias_options){.band = "90:110"}, (struct segbias_policy_use){0}, &file, &error);
	cr_assert_eq(file.unused_count, 1);
	cr_expect_str_eq(file.unused[0].name, "band of attributes or segments");
	for (size_t i = 0; i < file.threshold_count; i++)
		cr_expect_not(file.thresholds[i].band_given);
	cr_expect(file.thresholds[0].min_n_given);
	segbias_policy_file_release(&file);
	merge(TEXT, (struct segbias_options){.min_n = "7"}, (struct segbias_policy_use){0}, &file, &error);
	cr_assert_eq(file.unused_count, 1);
	cr_expect_not(file.thresholds[0].min_n_given);
	cr_expect(file.thresholds[0].band_given);
	segbias_policy_file_release(&file);
	merge(TEXT, (struct segbias_options){.attributes = "b"}, (struct segbias_policy_use){0}, &file, &error);
	cr_expect_eq(file.unused_count, 0);
	cr_expect_str_eq(file.options.attributes, "b");
	cr_expect(file.thresholds[1].band_given);
	segbias_policy_file_release(&file);
}
