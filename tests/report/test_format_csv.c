#include "jobs/run.h"

static void expect_line(const char *csv, const char *start)
{
	char line[200];
	(void)snprintf(line, sizeof line, "\n%s", start);
	cr_expect_not_null(strstr(csv, line), "%s not in:\n%s", start, csv);
}

Test(format_csv, header_and_rows)
{
	struct run run = run_good("segment,g,count\nS,a,30\nS,b,70\n", "g,count\na,500000\nb,500000\n", NULL);
	char *csv = run_render(&run, "csv");
	static const char header[] =
	    "segment,attribute,value,count,share,share_low,share_high,reference_share,index,index_low,index_high,gap,shortfall,"
	    "residual,p,q,p_flag,q_flag,q_likely,p_within,q_within,verdict,reason,robust,share_if_missing_low,"
	    "share_if_missing_high,n_needed,detectable_under,detectable_over,"
	    "reference_kind,where,campaign_where,within,warnings\n";
	cr_assert_eq(strncmp(csv, header, sizeof header - 1), 0);
	expect_line(csv, ",g,a,30,0.3,");
	expect_line(csv, "S,g,b,70,0.7,");
	size_t lines = 0;
	for (const char *c = csv; *c; c++) {
		size_t commas = 0;
		for (; *c != '\n'; c++)
			commas += *c == ',';
		cr_expect_eq(commas, 33);
		lines++;
	}
	cr_assert_eq(lines, 5);
	free(csv);
	run_release(&run);
}

/* A cell that a spreadsheet would run is prefixed; separators and quotes are quoted; numbers stay numbers. */
Test(format_csv, cells_are_safe)
{
	struct run run =
	    run_good("segment,g\n=1+1,a\n@x,a\n+x,\"b,\"\"c\"\"\"\n-x,a\n\"a\tb\",a\n\"\t=1\",a\n\"x\ny\",a\n",
	             "g,count\na,500000\n\"b,\"\"c\"\"\",500000\n", NULL);
	char *csv = run_render(&run, "csv");
	expect_line(csv, "'=1+1,g,a,1,");
	expect_line(csv, "'@x,g,a,1,");
	expect_line(csv, "'+x,g,\"b,\"\"c\"\"\",1,");
	expect_line(csv, "'-x,g,a,1,");
	expect_line(csv, "a\\tb,g,a,1,");
	expect_line(csv, "'\\t=1,g,a,1,");
	expect_line(csv, "x\\ny,g,a,1,");
	free(csv);
	run_release(&run);
}
