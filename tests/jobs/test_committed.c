/* When a policy says that it was agreed on, and the day of the run. */
#include "jobs/run.h"

static const char CAMPAIGN[] = "segment,g,count\ns,a,3010\ns,b,6990\n";
static const char REFERENCE[] = "attribute,value,count\ng,a,3000000\ng,b,7000000\n";

static enum segbias_status check_on(const char *committed, const char *today, const char *as_of,
                                    struct segbias_error *error)
{
	char path[] = "/tmp/segbias-test-XXXXXX";
	char text[128];
	struct segbias_options *options = NULL;
	int file = mkstemp(path);
	cr_assert_geq(file, 0);
	cr_assert_eq(close(file), 0);
	(void)snprintf(text, sizeof text, "# agreed on\ncommitted: %s\n", committed);
	run_write(path, text, strlen(text));
	cr_assert_eq(segbias_options_create(&options, error), SEGBIAS_OK);
	cr_assert_eq(segbias_options_set(options, "policy", path, error), SEGBIAS_OK);
	cr_assert(!as_of || segbias_options_set(options, "as_of", as_of, error) == SEGBIAS_OK);
	cr_assert_eq(segbias_options_today(options, today, error), SEGBIAS_OK);
	struct run run = run_files(segbias_check, CAMPAIGN, REFERENCE, options);
	enum segbias_status status = run.findings ? SEGBIAS_OK : run.error.status;
	*error = run.error;
	cr_assert_eq(unlink(path), 0);
	segbias_findings_free(run.findings);
	segbias_options_free(options);
	return status;
}

Test(committed, not_after_today)
{
	/* Today is that of UTC: at 2026-12-31T11:00Z it is 1 January in Kiritimati, and nowhere the day after. */
	static const struct {
		const char *committed, *today, *as_of;
		bool ok;
	} CASES[] = {
	    {"2026-12-30", "2026-12-31", NULL, true},
	    {"2026-12-31T23:59:59Z", "2026-12-31", NULL, true},
	    {"2027-01-01", "2026-12-31", NULL, true},
	    {"2027-01-02", "2026-12-31", NULL, false},
	    {"2027-12-30", "2026-12-31", NULL, false},
	    {"2026-03-01", "2026-02-28", NULL, true},
	    {"2026-03-02", "2026-02-28", NULL, false},
	    {"2027-01-02", NULL, NULL, true},                 /* nobody says which day it is */
	    {"2027-01-02", "2026-12-31", "2026-06-30", true}, /* a warning */
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_error error = {0};
		enum segbias_status status = check_on(CASES[i].committed, CASES[i].today, CASES[i].as_of, &error);
		cr_expect_eq(status, CASES[i].ok ? SEGBIAS_OK : SEGBIAS_USAGE, "%zu: %s", i, error.message);
		cr_expect(CASES[i].ok || (strcmp(error.id, "committed_ahead") == 0 && error.line == 2), "%zu: %s", i,
		          error.id);
	}
}
