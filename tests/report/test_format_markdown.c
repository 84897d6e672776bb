#include "jobs/run.h"

/* Markdown as GitHub renders it: tests/pages/run. */

static char *render(const struct run *run, struct segbias_render_options options)
{
	options.format = "markdown";
	return run_render_with(run, options);
}

/* S: 900 of 1,000 are a, whose share is a half: 90.0 %, 50.0 %, index 180. R: qbeta(0.025, 900, 101), qbeta(0.975, 901, 100):
 * 0.8797, 0.9179. */
Test(format_markdown, what_it_says_and_in_which_order)
{
	struct run run =
	    run_good("segment,g,count\nS,a,900\nS,b,100\nT,a,30\nT,b,30\n", "g,count\na,5000000\nb,5000000\n", NULL);
	char *text = render(&run, (struct segbias_render_options){.command = "segbias compare a b --alpha 0.01"});
	static const char *const parts[] = {"# `campaign.csv` against `reference.csv`\n\n- **campaign:** 1,060 records",
	                                    "\n- **compared:** g\n\n**Verdict:** ",
	                                    "\n\n## Findings, most people first\n\n",
	                                    "\n### S, g\n\n(1,000 known, 0 missing, 0 unmatched)\n\n",
	                                    "| g | count | share | reference | index | interval | verdict |\n"
	                                    "|---|---:|---:|---:|---:|---:|---|\n"
	                                    "| a | 900 | 90.0% | 50.0% | 180 | 176–184 | over |\n"
	                                    "| b | 100 | 10.0% | 50.0% | 20 | 16–24 | under |\n\n",
	                                    "## What the data cannot tell\n\n",
	                                    "**Next:**\n\n```\nsegbias compare a b --alpha 0.01\n```\n",
	                                    NULL};
	run_expect_parts(text, parts);
	free(text);
	run_release(&run);
}

Test(format_markdown, labels_are_no_markup)
{
	struct run run =
	    run_good("segment,a|b,count\n@name,x|y,900\n@name,`z`,100\n", "a|b,count\nx|y,5000000\n`z`,5000000\n",
	             &(struct segbias_options){.segment = "segment"});
	char *text = render(&run, (struct segbias_render_options){.title = "<b> #1", .explain = 1});
	static const char *const parts[] = {"# `<b> #1`\n\n",    "\n### `@name`, `a|b`\n\n", "| `a\\|b` | count |",
	                                    "| `x\\|y` | 900 |", "| `` `z` `` | 100 |",      NULL};
	run_expect_parts(text, parts);
	free(text);
	run_release(&run);
}
