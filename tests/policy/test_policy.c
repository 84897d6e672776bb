#include "policy/policy.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define LIST(...)                                                                                                      \
	{                                                                                                              \
		(const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)        \
	}

static bool is(struct segbias_label label, const char *text)
{
	return segbias_label_equal(label, segbias_label_of(text));
}

Test(policy, defaults)
{
	static const struct segbias_options options = {.alpha = NULL};
	struct segbias_policy p = {0};
	cr_assert_eq(segbias_policy_read(&options, &p, NULL), SEGBIAS_OK);
	cr_assert(p.alpha == 0.05 && p.band_low == 80 && p.band_high == 125 && p.min_n == 30);
	cr_assert(p.missing_max == 0.05 && p.unmatched_max == 0.05 && p.control == SEGBIAS_CONTROL_BH && !p.wilson);
	cr_assert(!p.segment_none && p.segment_count == 0 && p.attribute_count == 0 && !p.kind_given);
	segbias_policy_release(&p);
}

Test(policy, everything_that_can_be_said)
{
	const struct segbias_options options = {.segment = "a,\"b,c\"",
	                                        .attributes = "age,sex",
	                                        .map = LIST("sex=gender", "\"a=b\"=c"),
	                                        .recode = LIST("gender:F=Female", "\"a:b\":x=z"),
	                                        .bins = LIST("age=18,25,35", "n=5"),
	                                        .within = LIST("age=18+", "g=A,B"),
	                                        .where = LIST("year=2020", "state=x=y"),
	                                        .campaign_where = LIST("month=May", "country=*"),
	                                        .born = "birth date",
	                                        .as_of = "2024-02-29",
	                                        .amount = "spend",
	                                        .missing_values = LIST("+x", "+y"),
	                                        .reference_kind = "base",
	                                        .alpha = "1%",
	                                        .band = "90:111.1",
	                                        .control = "by",
	                                        .interval = "wilson",
	                                        .min_n = "0",
	                                        .missing_max = "0",
	                                        .unmatched_max = "100%",
	                                        .seed = "18446744073709551615"};
	struct segbias_policy p = {0};
	struct segbias_error error = {0};
	cr_assert_eq(segbias_policy_read(&options, &p, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert(p.segment_count == 2 && is(p.segments[1], "b,c"));
	cr_assert(p.attribute_count == 2 && is(p.attributes[0], "age"));
	cr_assert(p.map_count == 2 && is(p.maps[1].left, "a=b") && is(p.maps[1].right, "c"));
	cr_assert(p.recode_count == 2 && is(p.recodes[0].attribute, "gender") && is(p.recodes[0].from, "F") &&
	          is(p.recodes[0].to, "Female"));
	cr_assert(is(p.recodes[1].attribute, "a:b") && is(p.recodes[1].from, "x") && is(p.recodes[1].to, "z"));
	cr_assert(p.bins_count == 2 && p.bins[0].count == 4);
	static const char *const labels[] = {"under 18", "18-24", "25-34", "35+"};
	for (size_t i = 0; i < 4; i++)
		cr_assert(is(p.bins[0].labels[i], labels[i]));
	cr_assert(p.bins[0].bands[0].low == -INFINITY && p.bins[0].bands[0].end == 18);
	cr_assert(p.bins[0].bands[1].low == 18 && p.bins[0].bands[1].end == 25);
	cr_assert(p.bins[0].bands[3].low == 35 && p.bins[0].bands[3].end == INFINITY);
	cr_assert(p.bins[1].count == 2 && is(p.bins[1].labels[0], "under 5") && is(p.bins[1].labels[1], "5+"));
	cr_assert(p.universe_count == 2 && p.universes[1].count == 2 && is(p.universes[1].items[1], "B"));
	cr_assert(p.where_count == 2 && is(p.wheres[1].left, "state") && is(p.wheres[1].right, "x=y"));
	cr_assert(!segbias_policy_any(p.wheres[0].right));
	cr_assert(p.campaign_where_count == 2 && is(p.campaign_wheres[0].right, "May"));
	cr_assert(segbias_policy_any(p.campaign_wheres[1].right));
	cr_assert(is(p.born, "birth date") && p.as_of.year == 2024 && p.as_of.month == 2 && p.as_of.day == 29);
	cr_assert(is(p.amount, "spend"));
	cr_assert(p.missing.listed.size == 2 && !p.missing.replaced);
	cr_assert(p.kind_given && p.kind == SEGBIAS_KIND_BASE && p.alpha == 0.01 && p.band_high == 111.1);
	cr_assert(p.control == SEGBIAS_CONTROL_BY && p.wilson && p.min_n == 0 && p.missing_max == 0);
	cr_assert(p.unmatched_max == 1 && p.seed == UINT64_MAX);
	segbias_policy_release(&p);
}

Test(policy, segment_none)
{
	static const struct segbias_options options = {.segment = "none"};
	struct segbias_policy p = {0};
	cr_assert_eq(segbias_policy_read(&options, &p, NULL), SEGBIAS_OK);
	cr_assert(p.segment_none && p.segment_count == 0);
	segbias_policy_release(&p);
}

Test(policy, a_bin_of_one_number_has_its_name)
{
	const struct segbias_options options = {.bins = LIST("kids=1,2,3,6")};
	struct segbias_policy p = {0};
	cr_assert_eq(segbias_policy_read(&options, &p, NULL), SEGBIAS_OK);
	static const char *const labels[] = {"under 1", "1", "2", "3-5", "6+"};
	for (size_t i = 0; i < 5; i++)
		cr_assert(is(p.bins[0].labels[i], labels[i]));
	segbias_policy_release(&p);
}

Test(policy, errors)
{
	const struct {
		struct segbias_options options;
		const char *message, *hint;
	} rows[] = {
	    {{.alpha = "x"}, "--alpha \"x\": it must be a fraction such as 0.05 or 5%", ""},
	    {{.alpha = ""}, "--alpha \"\": it must be a fraction such as 0.05 or 5%", ""},
	    {{.alpha = "0"}, "--alpha \"0\": it must lie between 0 and 1", ""},
	    {{.alpha = "1"}, "--alpha \"1\": it must lie between 0 and 1", ""},
	    {{.missing_max = "1.5"},
	     "--missing-max \"1.5\": it must lie from 0 to 1",
	     "in per cent it is written 1.5%"},
	    {{.unmatched_max = "-1%"}, "--unmatched-max \"-1%\": it must lie from 0 to 1", ""},
	    {{.band = "80"}, "--band \"80\": it must be LOW:HIGH with 0 < LOW < 100 < HIGH, such as 80:125", ""},
	    {{.band = "0:125"}, "--band \"0:125\": it must be LOW:HIGH with 0 < LOW < 100 < HIGH, such as 80:125", ""},
	    {{.band = "100:125"},
	     "--band \"100:125\": it must be LOW:HIGH with 0 < LOW < 100 < HIGH, such as 80:125",
	     ""},
	    {{.band = "80:100"},
	     "--band \"80:100\": it must be LOW:HIGH with 0 < LOW < 100 < HIGH, such as 80:125",
	     ""},
	    {{.control = "fdr"}, "--control \"fdr\": it must be one of bh, holm, by, none", ""},
	    {{.interval = "wald"}, "--interval \"wald\": it must be one of exact, wilson", ""},
	    {{.reference_kind = "x"}, "--reference-kind \"x\": it must be one of population, sample, margin, base", ""},
	    {{.min_n = "-1"}, "--min-n \"-1\": it must be a whole number from 0 to 2^53", ""},
	    {{.min_n = "1.5"}, "--min-n \"1.5\": it must be a whole number from 0 to 2^53", ""},
	    {{.publish = "2"},
	     "--publish \"2\": it must be a whole number, at least 3: counts below it are withheld",
	     ""},
	    {{.publish = "4.5"},
	     "--publish \"4.5\": it must be a whole number, at least 3: counts below it are withheld",
	     ""},
	    {{.publish = "-5"},
	     "--publish \"-5\": it must be a whole number, at least 3: counts below it are withheld",
	     ""},
	    {{.seed = "18446744073709551616"},
	     "--seed \"18446744073709551616\": it must be a whole number from 0 to 2^64 - 1",
	     ""},
	    {{.seed = ""}, "--seed \"\": it must be a whole number from 0 to 2^64 - 1", ""},
	    {{.segment = ""}, "--segment \"\": it names no column", ""},
	    {{.segment = "a,"}, "--segment \"a,\": one of the names is empty", ""},
	    {{.attributes = "\"a"}, "--attributes \"\\\"a\": a quote is not closed", "A,B"},
	    {{.map = LIST("a")}, "--map \"a\": no \"=\" between two parts", "CAMPAIGN=REFERENCE"},
	    {{.campaign_where = LIST("a")}, "--campaign-where \"a\": no \"=\" between two parts", "COL=VALUE"},
	    {{.born = "dob"},
	     "--born needs --as-of DATE: ages are those of a day, and no clock is read",
	     "--as-of 2024-01-31"},
	    {{.as_of = "2024-01-31"}, "--as-of is the day of ages: it needs --born COL, the column of birth dates", ""},
	    {{.born = "dob", .as_of = "31.01.2024"}, "--as-of \"31.01.2024\": it must be a day, as 2024-01-31", ""},
	    {{.born = "", .as_of = "2024-01-31"}, "--born \"\": it names no column", ""},
	    {{.amount = ""}, "--amount \"\": it names no column", ""},
	    {{.amount = "spend", .campaign.weight = "w"},
	     "--amount and --weight exclude each other: an amount is a figure of its own, and nothing of it is tested",
	     ""},
	    {{.amount = "spend", .person = "id"},
	     "--amount and --person exclude each other: an amount is a figure of its own, and nothing of it is tested",
	     ""},
	    {{.amount = "spend", .deff = "2"},
	     "--amount and --deff exclude each other: an amount is a figure of its own, and nothing of it is tested",
	     ""},
	    {{.amount = "spend", .eligible = "a=b"},
	     "--amount and --eligible exclude each other: a base is of records",
	     ""},
	    {{.where = LIST("=b")}, "--where \"=b\": no \"=\" between two parts", "COL=VALUE"},
	    {{.recode = LIST("a=b")}, "--recode \"a=b\": no \":\" between two parts", "ATTR:FROM=TO"},
	    {{.recode = LIST("a:b")}, "--recode \"a:b\": no \"=\" between two parts", "ATTR:FROM=TO"},
	    {{.bins = LIST("age=25,18")}, "--bins \"age=25,18\": the edges must be rising whole numbers", ""},
	    {{.bins = LIST("age=1.5")}, "--bins \"age=1.5\": the edges must be rising whole numbers", ""},
	    {{.bins = LIST("age=x")}, "--bins \"age=x\": the edges must be rising whole numbers", ""},
	    {{.bins = LIST("age=")}, "--bins \"age=\": there is no edge", ""},
	    {{.cross = "2", .cross_cells = "0"}, "--cross-cells \"0\": it must be from 1 to 1000000000", ""},
	    {{.cross = "2", .cross_cells = "1000000001"},
	     "--cross-cells \"1000000001\": it must be from 1 to 1000000000",
	     ""},
	    {{.within = LIST("age")}, "--within \"age\": no \"=\" between two parts", "ATTR=18+"},
	    {{.within = LIST("age=")}, "--within \"age=\": there is no value", ""},
	    {{.missing_values = LIST("\"x")}, "--missing-values \"\\\"x\": a quote is not closed", "A,B or +A,B"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_policy p = {0};
		struct segbias_error error = {0};
		cr_expect_eq(segbias_policy_read(&rows[i].options, &p, &error), SEGBIAS_USAGE, "row %zu", i);
		cr_expect_str_eq(error.message, rows[i].message, "row %zu: %s", i, error.message);
		cr_expect(rows[i].hint[0] ? strstr(error.hint, rows[i].hint) != NULL : !error.hint[0], "row %zu: %s", i,
		          error.hint);
		segbias_policy_release(&p);
		struct segbias_policy again = {0};
		cr_expect_eq(segbias_policy_read(&rows[i].options, &again, NULL), SEGBIAS_USAGE, "without an error");
		segbias_policy_release(&again);
	}
}

Test(policy, delimiter_and_decimal)
{
	static const struct {
		const char *text;
		char delimiter; /* 0: an error */
	} rows[] = {{",", ','}, {";", ';'}, {"tab", '\t'}, {"\\t", '\t'}, {"\t", '\t'}, {"|", '|'},
	            {"ab", 0},  {"\"", 0},  {"\n", 0},     {"é", 0},      {NULL, 'x'},  {"", 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out = 'x';
		enum segbias_status status = segbias_policy_delimiter("--delimiter", rows[i].text, &out, NULL);
		cr_expect_eq(status, rows[i].delimiter ? SEGBIAS_OK : SEGBIAS_USAGE, "row %zu", i);
		cr_expect_eq(out, rows[i].delimiter ? rows[i].delimiter : 'x', "row %zu", i);
	}
	char out = 'x';
	struct segbias_error error = {0};
	cr_assert_eq(segbias_policy_decimal("--decimal", ",", &out, NULL), SEGBIAS_OK);
	cr_assert_eq(out, ',');
	cr_assert_eq(segbias_policy_decimal("--decimal", ";", &out, &error), SEGBIAS_USAGE);
	cr_assert_str_eq(error.message, "--decimal \";\": it must be . or ,");
	cr_assert_eq(out, ',');
}

Test(policy, names)
{
	cr_assert_str_eq(segbias_control_name(SEGBIAS_CONTROL_HOLM), "holm");
	cr_assert_str_eq(segbias_kind_name(SEGBIAS_KIND_MARGIN), "margin");
}

Test(policy, thousands)
{
	static const struct {
		const char *text;
		uint32_t code;
	} GOOD[] = {{",", ','},
	            {".", '.'},
	            {"'", '\''},
	            {" ", ' '},
	            {"’", 0x2019},
	            {"\xC2\xA0", 0xA0},
	            {"\xE2\x80\xAF", 0x202F},
	            {"none", 0}};
	static const char *const BAD[] = {"", ",,", "x", "tab", "\xC2", "\xFF", "Ｎ"};
	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
		uint32_t out = 'x';
		cr_expect_eq(segbias_policy_thousands("--thousands", GOOD[i].text, &out, NULL), SEGBIAS_OK, "%zu", i);
		cr_expect_eq(out, GOOD[i].code, "%zu", i);
	}
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		uint32_t out = 'x';
		struct segbias_error error = {0};
		cr_expect_eq(segbias_policy_thousands("--thousands", BAD[i], &out, &error), SEGBIAS_USAGE, "%zu", i);
		cr_expect(out == 'x' && strstr(error.message, "it must be , . ' or a blank, or none"));
	}
	uint32_t out = 'x';
	cr_assert_eq(segbias_policy_thousands("--thousands", NULL, &out, NULL), SEGBIAS_OK);
	cr_assert_eq(out, 'x', "as it was");
}
