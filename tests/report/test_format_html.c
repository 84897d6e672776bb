#include "jobs/run.h"

/* Pages in a browser, their charts, links and print: tests/pages/run. */

static char *render(const struct run *run, const char *title, const char *invocation)
{
	struct segbias_render_options options = {.format = "html", .title = title, .invocation = invocation};
	cr_assert_eq(setenv("SEGBIAS_GNUPLOT", "/nonexistent", 1), 0);
	return run_render_with(run, options);
}

static size_t count(const char *text, const char *part)
{
	size_t found = 0;
	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		found++;
	return found;
}

/* Segment S has index 180 of a and 20 of b; of T nothing is known for sure. */
static const char CAMPAIGN[] = "segment,g,count\nS,a,900\nS,b,100\nT,a,30\nT,b,30\n";
static const char REFERENCE[] = "g,count\na,5000000\nb,5000000\n";

Test(format_html, what_it_says_and_in_which_order)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *page = render(&run, NULL, "segbias compare a b");
	static const char *const parts[] = {
	    "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">",
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
	    "'unsafe-inline'\">",
	    "<title>campaign.csv against reference.csv</title>",
	    "<h1><bdi>campaign.csv</bdi> against <bdi>reference.csv</bdi></h1>",
	    "<strong>Verdict:</strong>",
	    "<a href=\"#section-1\">",
	    "<h2 id=\"section-1\">",
	    "<li id=\"finding-1\">",
	    "<h2 id=\"section-2\">",
	    "The charts could not be drawn:",
	    "<details open><summary>Whole campaign",
	    "<h3 id=\"table-1\">Whole campaign, <bdi>g</bdi></h3>",
	    "<details><summary><bdi>S</bdi>",
	    "<h3 id=\"table-2\"><bdi>S</bdi>, <bdi>g</bdi></h3>",
	    "<pre dir=\"ltr\"><code>segbias compare a b</code></pre>",
	    "<a download=\"segbias-values.csv\" href=\"data:text/csv;charset=utf-8;base64,",
	    "</main>\n</body>\n</html>\n",
	    NULL};
	run_expect_parts(page, parts);
	static const char *const pairs[][2] = {
	    {"<details", "</details>"}, {"<table", "</table>"}, {"<ul", "</ul>"},
	    {"<li", "</li>"},           {"<div", "</div>"},     {"<dl", "</dl>"},
	    {"<tr>", "</tr>"},          {"<th ", "</th>"},      {"<span", "</span>"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		cr_expect_eq(count(page, pairs[i][0]), count(page, pairs[i][1]), "%s", pairs[i][0]);
	free(page);
	run_release(&run);
}

/* On the bar 25 is at 0 %, 50 at 25, 100 at 50, 400 at 100; the band of 80 to 125 begins at 50 - 25 x log2(1.25) = 42.0. */
Test(format_html, bars_are_in_their_places)
{
	struct run run = run_good("g,count\na,500\nb,1000\nc,500\nd,8\ne,1992\n",
	                          "g,count\na,1000000\nb,1000000\nc,250000\nd,750000\ne,1000000\n", NULL);
	char *page = render(&run, NULL, NULL);
	static const char *const parts[] = {
	    "<main style=\"--low:42.0%;--high:58.0%\">",
	    "<bdi>a</bdi>",
	    "<span class=\"bar under\" style=\"--at:25.0;",
	    "<bdi>b</bdi>",
	    "<span class=\"bar\" style=\"--at:50.0;",
	    "<bdi>c</bdi>",
	    "<span class=\"bar over\" style=\"--at:75.0;",
	    "<td class=\"over\">▲ over</td>",
	    "<bdi>d</bdi>",
	    "<span class=\"bar under\" style=\"--at:0.0;--from:0.0;--wide:0.0\"></span>",
	    "<td class=\"under\">▼ under</td>",
	    NULL};
	run_expect_parts(page, parts);
	free(page);
	run_release(&run);
}

Test(format_html, labels_are_text)
{
	struct run run = run_good("segment,<b>\n<i>,\"\"\"><script>\"\n<i>,\"\"\"><script>\"\n{value},a&b\n",
	                          "<b>,count\n\"\"\"><script>\",500000\na&b,500000\n", NULL);
	char *page = render(&run, "\033</title><script>", "x </code> '");
	cr_expect_eq(count(page, "<script"), 0);
	cr_expect_eq(count(page, "<b>"), 0);
	cr_expect_eq(count(page, "<i>"), 0);
	cr_expect_eq(count(page, "\033"), 0);
	static const char *const parts[] = {"<title>\uFFFD&lt;/title&gt;&lt;script&gt;</title>",
	                                    "<h1><bdi>\uFFFD&lt;/title&gt;&lt;script&gt;</bdi></h1>",
	                                    "<bdi>&lt;i&gt;</bdi>, <bdi>&lt;b&gt;</bdi></h3>",
	                                    "<bdi>&quot;&gt;&lt;script&gt;</bdi>",
	                                    "<bdi>a&amp;b</bdi>",
	                                    "<bdi>{value}</bdi>, <bdi>&lt;b&gt;</bdi></h3>",
	                                    "<code>x &lt;/code&gt; &#39;</code>",
	                                    NULL};
	run_expect_parts(page, parts);
	free(page);
	run_release(&run);
}

/* Over thirty findings: twenty are shown, the others are folded away, and the list goes on as it began. Of thirty segments of which
 * all is unclear eight are named there; each has its part below. */
Test(format_html, long_lists_are_folded)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g,count\n");
	for (int i = 0; i < 15; i++)
		segbias_text_add_format(&campaign, "S%d,a,900\nS%d,b,100\nT%d,a,500\nT%d,b,500\n", i, i, i, i);
	for (int i = 0; i < 30; i++)
		segbias_text_add_format(&campaign, "U%d,a,20\nU%d,b,20\n", i, i);
	segbias_text_add_string(&campaign, "T,b,12000\n");
	struct run run = run_good(campaign.data, REFERENCE, &(struct segbias_options){.segment = "segment"});
	char *page = render(&run, NULL, NULL);
	size_t findings = count(page, "<li id=\"finding-");
	cr_assert_gt(findings, 30);
	char more[100];
	(void)snprintf(more, sizeof more, "<details><summary>%zu more</summary>\n<ul class=\"findings\">\n",
	               findings - 20);
	const char *const parts[] = {"<li id=\"finding-20\">",
	                             "</li></ul>\n",
	                             more,
	                             "<li id=\"finding-21\">",
	                             "</li></ul>\n</details>\n",
	                             "<h2 id=\"section-2\">",
	                             "all of its 2 groups are unclear.",
	                             "and 22 more segments of which all is unclear (records: at most 40 each)",
	                             "<h2 id=\"section-3\">",
	                             NULL};
	run_expect_parts(page, parts);
	cr_expect_eq(count(page, "<details"), count(page, "</details>"));
	free(page);
	run_release(&run);
	segbias_text_release(&campaign);
}
