#include "jobs/run.h"

#include "base/unicode.h"

static char *render_text(const struct run *run, struct segbias_render_options options)
{
	char *bytes = NULL;
	size_t size = 0;
	options.format = "text";
	cr_assert_eq(segbias_findings_render(run->findings, &options, &bytes, &size, NULL), SEGBIAS_OK);
	return bytes;
}

static const char CAMPAIGN[] = "segment,g,age,count\nS,a,20,600\nS,b,30,400\nT,a,20,90\nT,b,70,890\nT,x,,20\n"
			       "Très long segment name,a,20,40\n";
static const char REFERENCE[] =
    "attribute,value,count\ng,a,5000000\ng,b,5000000\nage,18-24,3000000\nage,25+,6000000\nage,under 18,1000000\n";

static void expect_parts(const char *text, const char *const *parts)
{
	const char *at = text;
	for (; *parts; parts++) {
		at = strstr(at, *parts);
		cr_assert_not_null(at, "%s not there, or not in this place:\n%s", *parts, text);
	}
}

Test(format_text, what_it_says_and_in_which_order)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *text =
	    render_text(&run, (struct segbias_render_options){.command = "segbias compare c.csv r.csv --alpha 0.01"});
	static const char *const parts[] = {"campaign.csv against reference.csv",
	                                    "2,040 records in 3 segments (column segment)",
	                                    "compared   g, age",
	                                    "Verdict: ",
	                                    "under-targeted",
	                                    "Findings, most people first",
	                                    "What the data cannot tell",
	                                    "How it was read and judged",
	                                    "Next: segbias compare c.csv r.csv --alpha 0.01 ",
	                                    NULL};
	expect_parts(text, parts);
	free(text);
	run_release(&run);
}

/* No line is wider than the paper but the one that is there to be copied. */
Test(format_text, keeps_to_its_width)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	static const int widths[] = {0, 40, 80, 91, 100, 300};
	for (size_t i = 0; i < 6; i++) {
		int width = widths[i] < 80 ? 80 : widths[i] > 100 ? 100 : widths[i];
		char *text = render_text(&run, (struct segbias_render_options){.width = widths[i]});
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			if (strncmp(line, "Next: ", 6) != 0)
				cr_expect_leq(segbias_unicode_length(segbias_label_of(line)), (size_t)width, "%s",
				              line);
		free(text);
	}
	run_release(&run);
}

Test(format_text, ascii_and_colour)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	for (const char *c = text; *c; c++)
		cr_assert((unsigned char)*c < 0x80 && *c != '\x1b');
	free(text);
	text = render_text(&run, (struct segbias_render_options){.color = 1});
	cr_assert_not_null(strstr(text, "\x1b["));
	free(text);
	text = render_text(&run, (struct segbias_render_options){.color = 0});
	cr_assert_null(strchr(text, '\x1b'));
	free(text);
	run_release(&run);
}

/* A value without records beside unmatched ones was perhaps not excluded. */
Test(format_text, excluded_or_not_matched)
{
	static const char reference[] = "attribute,value,count\ng,a,5000000\ng,b,5000000\n";
	struct run run = run_good("segment,g,count\nS,a,1000\n", reference, NULL);
	char *text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	cr_assert_not_null(strstr(text, "S, g b: excluded, index 0"));
	free(text);
	run_release(&run);
	run = run_good("segment,g,count\nS,a,1000\nS,x,10\n", reference, NULL);
	text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	cr_assert_not_null(strstr(text, "S, g b: no record matched, index 0"));
	cr_assert_null(strstr(text, "excluded"));
	free(text);
	run_release(&run);
}

/* Nothing of the data reaches the terminal raw. */
Test(format_text, untrusted_text_is_clean)
{
	struct run run = run_good("segment,g\n\"\x1b[2J\xe2\x80\xaeS\",a\n\xff,b\n", "g,count\na,1\nb,1\n", NULL);
	static const char *const formats[] = {"text", "csv", "json", "ndjson"};
	for (size_t i = 0; i < 4; i++) {
		char *bytes = run_render(&run, formats[i]);
		cr_expect_null(strchr(bytes, '\x1b'), "%s", formats[i]);
		cr_expect_null(strstr(bytes, "\xe2\x80\xae"), "%s", formats[i]);
		cr_expect(segbias_unicode_valid(segbias_label_of(bytes)), "%s", formats[i]);
		free(bytes);
	}
	run_release(&run);
}
