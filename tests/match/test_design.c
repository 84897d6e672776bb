#include "match/match.h"

#include <criterion/criterion.h>
#include <string.h>

enum { COLUMNS_MAX = 12 };

static const char *const NAMES[COLUMNS_MAX] = {"who",    "Stratum", "psu", "PWGTP",  "PWGTP2", "PWGTP1",
                                               "PWGTPx", "PWGTP3a", "g",   "PWGTP9", "ok",     "pwgtp4"};

/* What one call needs and fills. Release in any case. */
struct fixture {
	struct segbias_label names[COLUMNS_MAX];
	struct segbias_head head;
	struct segbias_policy policy;
	struct segbias_arena arena;
	size_t fields[COLUMNS_MAX + 2];
	struct segbias_taken taken;
	struct segbias_error error;
};

/* The columns in `taken` have a part already: a list that ends with SEGBIAS_NO_FIELD. */
static enum segbias_status match(struct fixture *f, const struct segbias_options *options, bool reference,
                                 const size_t *taken)
{
	*f = (struct fixture){.head = {.file = "file.csv", .names = f->names, .width = COLUMNS_MAX}};
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		f->names[i] = segbias_label_of(NAMES[i]);
	f->taken = (struct segbias_taken){.fields = f->fields, .rows = true};
	for (; taken && *taken != SEGBIAS_NO_FIELD; taken++)
		f->fields[f->taken.count++] = *taken;
	cr_assert_eq(segbias_policy_read(options, &f->policy, &f->error), SEGBIAS_OK, "%s", f->error.message);
	return segbias_match_design(&f->head, &f->policy, reference, &f->arena, &f->taken, &f->error);
}

static void release(struct fixture *f)
{
	segbias_policy_release(&f->policy);
	segbias_arena_release(&f->arena);
}

static void expect_taken(const struct fixture *f, const size_t *fields, size_t count)
{
	cr_assert_eq(f->taken.count, count, "%zu", f->taken.count);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(f->taken.fields[i], fields[i], "%zu: %zu", i, f->taken.fields[i]);
	for (size_t field = 0; field < COLUMNS_MAX; field++) {
		bool has = false;
		for (size_t i = 0; i < count; i++)
			has |= fields[i] == field;
		cr_expect_eq(segbias_taken_has(&f->taken, field), has, "%zu", field);
	}
}

Test(design, nothing_is_asked)
{
	struct fixture f;
	static const size_t weight[] = {3, SEGBIAS_NO_FIELD};
	for (int reference = 0; reference < 2; reference++) {
		cr_assert_eq(match(&f, &(struct segbias_options){0}, reference, weight), SEGBIAS_OK);
		expect_taken(&f, weight, 1);
		cr_expect(f.taken.person_field == SEGBIAS_NO_FIELD && f.taken.stratum_field == SEGBIAS_NO_FIELD &&
		          f.taken.psu_field == SEGBIAS_NO_FIELD && f.taken.replicate_count == 0);
		release(&f);
	}
}

/* A person is one of the campaign, a design one of the reference; names are found by their normal form, too. */
Test(design, each_file_has_its_own)
{
	static const struct segbias_options options = {
	    .person = "WHO", .reference_strata = "stratum", .reference_psu = "psu"};
	struct fixture f;
	cr_assert_eq(match(&f, &options, false, NULL), SEGBIAS_OK);
	expect_taken(&f, (const size_t[]){0}, 1);
	cr_expect(f.taken.person_field == 0 && f.taken.stratum_field == SEGBIAS_NO_FIELD &&
	          f.taken.psu_field == SEGBIAS_NO_FIELD);
	release(&f);
	cr_assert_eq(match(&f, &options, true, NULL), SEGBIAS_OK);
	expect_taken(&f, (const size_t[]){1, 2}, 2);
	cr_expect(f.taken.person_field == SEGBIAS_NO_FIELD && f.taken.stratum_field == 1 && f.taken.psu_field == 2);
	release(&f);
}

/* With --eligible the reference is the campaign's file: neither who is eligible nor whose row it is is an attribute. */
Test(design, eligible)
{
	static const struct segbias_options options = {.person = "who", .eligible = "ok=yes"};
	struct fixture f;
	for (int reference = 0; reference < 2; reference++) {
		cr_assert_eq(match(&f, &options, reference, NULL), SEGBIAS_OK);
		expect_taken(&f, (const size_t[]){10, 0}, 2);
		cr_expect_eq(f.taken.person_field, 0);
		release(&f);
	}
}

/* The prefix byte for byte, and then digits only; not what has a part already. In the order of the file. */
Test(design, replicates)
{
	static const struct segbias_options options = {.reference_replicates = "PWGTP"};
	static const size_t weight[] = {3, 9, SEGBIAS_NO_FIELD};
	struct fixture f;
	cr_assert_eq(match(&f, &options, true, weight), SEGBIAS_OK);
	expect_taken(&f, (const size_t[]){3, 9, 4, 5}, 4);
	cr_assert_eq(f.taken.replicate_count, 2);
	cr_expect(f.taken.replicate_fields[0] == 4 && f.taken.replicate_fields[1] == 5);
	release(&f);
	cr_assert_eq(match(&f, &options, true, NULL), SEGBIAS_OK);
	cr_assert_eq(f.taken.replicate_count, 3);
	cr_expect_eq(f.taken.replicate_fields[2], 9);
	release(&f);
	cr_assert_eq(match(&f, &options, false, NULL), SEGBIAS_OK);
	expect_taken(&f, NULL, 0);
	release(&f);
}

Test(design, errors)
{
	static const struct {
		struct segbias_options options;
		bool reference;
		size_t taken[3];
		unsigned line;
		const char *message, *hint;
	} rows[] = {
	    {{.person = "whom"},
	     false,
	     {SEGBIAS_NO_FIELD},
	     1,
	     "--person: there is no column \"whom\"",
	     "the nearest is \"who\"; the columns are \"who\", \"Stratum\", \"psu\", \"PWGTP\", \"PWGTP2\", \"PWGTP1\", \"PWGTPx\", "
	     "\"PWGTP3a\", \"g\", \"PWGTP9\", \"ok\", \"pwgtp4\""},
	    {{.person = "g"}, false, {8, SEGBIAS_NO_FIELD}, 1, "--person: column \"g\" has another part already", ""},
	    {{.person = "ok", .eligible = "ok=yes"},
	     true,
	     {SEGBIAS_NO_FIELD},
	     1,
	     "--person: column \"ok\" has another part already",
	     ""},
	    {{.eligible = "zzzzzz=1"},
	     false,
	     {SEGBIAS_NO_FIELD},
	     1,
	     "--eligible: there is no column \"zzzzzz\"",
	     "the columns are \"who\", \"Stratum\", \"psu\", \"PWGTP\", \"PWGTP2\", \"PWGTP1\", \"PWGTPx\", "
	     "\"PWGTP3a\", \"g\", \"PWGTP9\", \"ok\", \"pwgtp4\""},
	    {{.reference_strata = "psu", .reference_psu = "psu"},
	     true,
	     {SEGBIAS_NO_FIELD},
	     1,
	     "--reference-psu: column \"psu\" has another part already",
	     ""},
	    {{.reference_psu = "unit"},
	     true,
	     {SEGBIAS_NO_FIELD},
	     1,
	     "--reference-psu: there is no column \"unit\"",
	     "the columns are \"who\", \"Stratum\", \"psu\", \"PWGTP\", \"PWGTP2\", \"PWGTP1\", \"PWGTPx\", "
	     "\"PWGTP3a\", \"g\", \"PWGTP9\", \"ok\", \"pwgtp4\""},
	    {{.reference_replicates = "PWGTP"},
	     true,
	     {4, 5, SEGBIAS_NO_FIELD},
	     1,
	     "--reference-replicates: 1 column is named \"PWGTP\" and a number",
	     "PREFIX is what the names begin with, as PWGTP of PWGTP1 … PWGTP80"},
	    {{.reference_replicates = "g"},
	     true,
	     {SEGBIAS_NO_FIELD},
	     1,
	     "--reference-replicates: 0 columns are named \"g\" and a number",
	     "PREFIX is what the names begin with, as PWGTP of PWGTP1 … PWGTP80"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture f;
		cr_assert_eq(match(&f, &rows[i].options, rows[i].reference, rows[i].taken), SEGBIAS_DATA, "row %zu", i);
		cr_expect_str_eq(f.error.message, rows[i].message);
		cr_expect_str_eq(f.error.hint, rows[i].hint);
		cr_expect_str_eq(f.error.file, "file.csv");
		cr_expect_eq(f.error.line, rows[i].line);
		release(&f);
	}
}

/* Figures that stand for many respondents have no strata and no units. */
Test(design, needs_microdata)
{
	static const struct segbias_options options[] = {{.reference_strata = "Stratum"},
	                                                 {.reference_psu = "psu"},
	                                                 {.reference_replicates = "PWGTP"},
	                                                 {.person = "who"}};
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		struct fixture f;
		(void)match(&f, &options[i], true, NULL);
		f.taken.rows = false;
		f.taken.count = f.taken.replicate_count = 0;
		enum segbias_status status =
		    segbias_match_design(&f.head, &f.policy, true, &f.arena, &f.taken, &f.error);
		cr_assert_eq(status, i < 3 ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu", i);
		if (i < 3)
			cr_expect_str_eq(f.error.message,
			                 "strata, units and replicate weights need microdata, a row a respondent");
		release(&f);
	}
}
