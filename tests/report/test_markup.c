#include "report/markup.h"

#include <criterion/criterion.h>
#include <string.h>

/* A marked run of a sentence, as wording/wording.h has them. */
#define LABEL(text) "\001" text "\004"
#define NUMBER(text) "\002" text "\004"
#define CODE(text) "\003" text "\004"
#define CITE(text) "\005" text "\004"

static void check(struct segbias_text *text, const char *wanted)
{
	cr_assert(!text->failed);
	cr_assert_str_eq(text->data ? text->data : "", wanted);
	segbias_text_release(text);
}

static void check_html(const char *label, const char *wanted)
{
	struct segbias_text text = {0};
	segbias_html_text(&text, segbias_label_of(label));
	check(&text, wanted);
}

static void check_sentence(const char *sentence, bool leftward, const char *wanted)
{
	struct segbias_text text = {0};
	segbias_html_sentence(&text, sentence, leftward);
	check(&text, wanted);
}

static void check_plain(const char *sentence, const char *wanted)
{
	struct segbias_text text = {0};
	segbias_html_plain(&text, sentence);
	check(&text, wanted);
}

static void check_markdown(const char *sentence, const char *wanted)
{
	struct segbias_text text = {0};
	segbias_markdown_sentence(&text, sentence, false, false);
	check(&text, wanted);
}

static void check_cell(const char *sentence, const char *wanted)
{
	struct segbias_text text = {0};
	segbias_markdown_sentence(&text, sentence, false, true);
	check(&text, wanted);
}

/* --- HTML ------------------------------------------------------------------------------------------------------- */

Test(markup, five_characters_are_entities)
{
	check_html("a&b<c>d\"e'f", "a&amp;b&lt;c&gt;d&quot;e&#39;f");
	check_html("&amp;", "&amp;amp;");
	check_html("`{n}=%0a", "`{n}=%0a");
	check_html("", "");
}

Test(markup, what_is_unsafe_is_replaced)
{
	check_html("a\nb\x1b[31m", "a\uFFFDb\uFFFD[31m");
	check_html("\001label\004", "\uFFFDlabel\uFFFD");
	check_html("a\u202Eb\u2028c\u2066d", "a\uFFFDb\uFFFDc\uFFFDd");
	check_html("\xFF<\xC3", "\uFFFD&lt;\uFFFD");
	check_html("رجال 日本", "رجال 日本");
}

Test(markup, runs_of_a_sentence_are_elements)
{
	check_sentence(LABEL("<b>") " has " NUMBER("1–2") " of " CODE("-o a&b") " (" CITE("A & B") ")", false,
	               "<bdi>&lt;b&gt;</bdi> has 1–2 of <code dir=\"ltr\">-o a&amp;b</code> (<cite lang=\"en\" "
	               "dir=\"ltr\">A &amp; B</cite>)");
	check_sentence(NUMBER("1–2") " " NUMBER(""), true, "<bdi dir=\"ltr\">1–2</bdi> <bdi dir=\"ltr\"></bdi>");
	/* A band, and what has no letter and is too long for one, of which lines may be made. */
	check_sentence(LABEL("18-24") LABEL("نساء"), true, "<bdi dir=\"ltr\">18-24</bdi><bdi>نساء</bdi>");
	check_sentence(LABEL("1-2-3-4-5-6-7-8"), true, "<bdi dir=\"ltr\">1-2-3-4-5-6-7-8</bdi>");
	check_sentence(LABEL("1-2-3-4-5-6-7-8-9"), true, "<bdi dir=\"ltr\" class=\"long\">1-2-3-4-5-6-7-8-9</bdi>");
	/* An end without a beginning is nothing. */
	check_sentence("\004a < b\004", false, "a &lt; b");
}

Test(markup, an_attribute_has_no_elements)
{
	check_plain(LABEL("\" onload=\"x") " of " CODE("'a'"), "&quot; onload=&quot;x of &#39;a&#39;");
	check_plain("", "");
}

/* --- Markdown --------------------------------------------------------------------------------------------------- */

Test(markup, plain_words_stay_words)
{
	static const char *const PLAIN[] = {"West",
	                                    "Less than high school",
	                                    "18-24",
	                                    "65+",
	                                    "Bachelor's degree",
	                                    "Post-graduate",
	                                    "é\u0301",
	                                    "رجال",
	                                    "x",
	                                    "2 to 3"};
	for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++) {
		char sentence[64] = "\001";
		strcat(strcat(sentence, PLAIN[i]), "\004");
		check_markdown(sentence, PLAIN[i]);
	}
}

/* CommonMark 0.31.2, section 6.1: the fence is longer than any run of backticks within; one blank at both ends is taken off. */
Test(markup, anything_else_is_code)
{
	check_markdown(LABEL("<b>") " x", "`<b>` x");
	check_markdown(LABEL("@name") LABEL("#12"), "`@name``#12`");
	check_markdown(LABEL("GH-12") LABEL("a-1") LABEL("1-a"), "`GH-12``a-1`1-a");
	check_markdown(LABEL("a*b"), "`a*b`");
	check_markdown(LABEL("- item"), "`- item`");
	check_markdown(LABEL("1. item"), "`1. item`");
	check_markdown(LABEL("a  b"), "`a  b`");
	check_markdown(LABEL(" a"), "`  a `");
	check_markdown(LABEL("`"), "`` ` ``");
	check_markdown(LABEL("a``b`c"), "```a``b`c```");
	check_markdown(LABEL("`a"), "`` `a ``");
	check_markdown(LABEL("a`"), "`` a` ``");
	check_markdown(LABEL("a\\"), "`a\\`");
	check_markdown(CODE("-o") " " NUMBER("12") " " CITE("A B"), "`-o` 12 A B");
}

/* GitHub Flavored Markdown 0.29, section 4.10: "\|" is a bar within a cell, in code too. */
Test(markup, a_bar_does_not_end_a_cell)
{
	check_cell(LABEL("a|b"), "`a\\|b`");
	check_cell(LABEL("|"), "`\\|`");
	check_cell(LABEL("a\\|b"), "`a\\\\|b`");
	check_markdown(LABEL("a|b"), "`a|b`");
	check_cell(LABEL("ab"), "ab");
}

Test(markup, runs_are_isolated_where_one_writes_leftward)
{
	struct segbias_text text = {0};
	segbias_markdown_sentence(&text, "x " LABEL("a") " " NUMBER("1–2"), true, false);
	check(&text, "x \u2068a\u2069 \u20681–2\u2069");
}

Test(markup, a_fence_holds_what_is_in_it)
{
	struct segbias_text text = {0};
	segbias_markdown_code(&text, segbias_label_of("run '```' \x1b"));
	check(&text, "````\nrun '```' \uFFFD\n````\n");
	segbias_markdown_code(&text, segbias_label_of("run `x`"));
	check(&text, "```\nrun `x`\n```\n");
}
