/* What another program reads is taken only when that program has said that it came to its end. */
#include "jobs/run.h"

#include <signal.h>
#include <sys/stat.h>

#define REFERENCE "attribute,value,count\nsex,male,50\nsex,female,50\n"

/* A psql that has one column and 400 rows, and then ends with that status. It works only where its session can write nothing: that no
 * statement writes is tested at a server, this at what the session begins with. */
static struct segbias_error compare(int end)
{
	char folder[] = "/tmp/segbias-test-XXXXXX";
	char program[64];
	char reference[64];
	char script[500];
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	static const struct segbias_options DEFAULTS = {0};
	cr_assert_not_null(mkdtemp(folder));
	(void)snprintf(program, sizeof program, "%s/psql", folder);
	(void)snprintf(reference, sizeof reference, "%s/reference.csv", folder);
	(void)snprintf(script, sizeof script,
	               "#!/bin/sh\n[ \"$PGOPTIONS\" = '-c default_transaction_read_only=on' ] || exit 7\n"
	               "case $(cat) in *pg_attribute*) echo column,sex,text; exit 0;; esac\necho sex\n"
	               "i=0; while [ $i -lt 200 ]; do echo male; echo female; i=$((i+1)); done\nexit %d\n",
	               end);
	run_write(program, script, strlen(script));
	run_write(reference, REFERENCE, strlen(REFERENCE));
	cr_assert_eq(chmod(program, 0700), 0);
	cr_assert_eq(setenv("SEGBIAS_PSQL", program, 1), 0);
	enum segbias_status status =
	    segbias_compare("postgres://somewhere/d?table=t", reference, &DEFAULTS, &findings, &error);
	cr_expect_eq(status, error.status);
	segbias_findings_free(findings);
	cr_assert(unlink(program) == 0 && unlink(reference) == 0 && rmdir(folder) == 0);
	return error;
}

Test(engines, half_of_the_rows_is_none)
{
	cr_expect_eq(compare(0).status, SEGBIAS_OK);
	cr_expect_eq(compare(3).status, SEGBIAS_DATA);
}

Test(engines, an_end_that_nobody_knows_is_none)
{
	(void)signal(SIGCHLD, SIG_IGN);
	struct segbias_error error = compare(0);
	(void)signal(SIGCHLD, SIG_DFL);
	cr_expect_eq(error.status, SEGBIAS_SYSTEM);
	cr_expect_not_null(strstr(error.message, "SIGCHLD"), "%s", error.message);
}
