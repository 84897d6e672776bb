#include "policy/option.h"

#include <criterion/criterion.h>
#include <string.h>

/* One option, as it is written in two places. A list has an item for each line of the text. */
struct written {
	const char *option, *one, *other;
};

static void set(struct segbias_options *options, size_t index, char *text, const char *items[8])
{
	char *field = (char *)options + segbias_options[index].offset;
	if (segbias_options[index].kind == SEGBIAS_OPTION_TEXT) {
		*(const char **)field = text;
		return;
	}
	size_t count = 0;
	for (char *item = strtok(text, "\n"); item; item = strtok(NULL, "\n"))
		items[count++] = item;
	*(struct segbias_strings *)field = (struct segbias_strings){items, count};
}

static bool same(const struct written *row)
{
	char texts[2][64] = {"", ""};
	const char *items[2][8];
	struct segbias_options a = {.alpha = NULL};
	struct segbias_options b = {.alpha = NULL};
	size_t index = segbias_option_find(row->option);
	bool result = false;
	strncpy(texts[0], row->one, sizeof texts[0] - 1);
	strncpy(texts[1], row->other, sizeof texts[1] - 1);
	set(&a, index, texts[0], items[0]);
	set(&b, index, texts[1], items[1]);
	cr_assert_eq(segbias_policy_option_same(&a, &b, index, &result, NULL), SEGBIAS_OK, "%s", row->option);
	return result;
}

/* Of a file: how it is read, not how it is judged. */
static bool is_of_file(size_t index)
{
	size_t at = segbias_options[index].offset;
	size_t sides[] = {offsetof(struct segbias_options, campaign), offsetof(struct segbias_options, reference)};
	return (at >= sides[0] && at < sides[0] + sizeof(struct segbias_reading)) ||
	       (at >= sides[1] && at < sides[1] + sizeof(struct segbias_reading));
}

/* Other files of the run, which no rule depends on. */
static bool names_a_file(size_t index)
{
	static const char *const NAMES[] = {"policy", "baseline", "policy-hash", "contacts",
	                                    "items",  "history",  "catalogue"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (strcmp(segbias_options[index].name, NAMES[i]) == 0)
			return true;
	return false;
}

Test(policy_same, other_words_mean_the_same)
{
	static const struct written SAME[] = {
	    {"alpha", "0.05", "5%"},
	    {"alpha", "0.05", "0.050"},
	    {"band", "80:125", "80.0:125"},
	    {"min-n", "30", "030"},
	    {"missing-max", "5%", ".05"},
	    {"attributes", "age,gender", "gender,\"age\""},
	    {"numeric", "a,b", "b,a"},
	    {"map", "a=b\nc=d", "c=d\na=b"},
	    {"recode", "g:M=Male", "\"g\":M=\"Male\""},
	    {"bins", "age=18,35", "\"age\"=18,35"},
	    {"within", "g=a,b", "g=b,a"},
	    {"where", "y=1\ny=2", "y=2\ny=1"},
	    {"multi", "t=;", "\"t\"=;"},
	    {"missing-values", "NA,x", "x,NA"},
	    {"missing-values", "NA\nx", "NA,x"},
	    {"consent", "c=yes", "\"c\"=yes"},
	    {"plan", "2000", "2000.0"},
	    {"publish", "10", "010"},
	    {"fail-on", "over,under", "under,over"},
	    {"given", "a\nb", "b\na"},
	    {"min-share", "2%", "0.02"},
	};
	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
		cr_expect(same(&SAME[i]), "%s: %s, %s", SAME[i].option, SAME[i].one, SAME[i].other);
}

/* Every option whose value is read has a row here: one that no comparison looks at would be the same whatever it says. */
Test(policy_same, others_do_not)
{
	static const struct written DIFFER[] = {
	    {"map", "a=b", "a=b\nc=d"}, /* more than the other has, whichever that is */
	    {"attributes", "age", "age,gender"},
	    {"within", "g=a", "g=a,b"},
	    {"where", "y=1", "y=1\ny=2"},
	    {"bins", "age=18", "age=18,36"},
	    {"min-n", "30", "31"},
	    {"missing-max", "5%", "6%"},
	    {"unmatched-max", "5%", "6%"},
	    {"publish", "10", "20"},
	    {"threads", "1", "2"},
	    {"fail-on", "over", "under"},
	    {"fail-on", "over,under", "over"},
	    {"numeric", "a", "b"},
	    {"born", "a", "b"},
	    {"amount", "a", "b"},
	    {"plan", "2000", "2001"},
	    {"cross", "2", "3"},
	    {"cross-cells", "5", "6"},
	    {"stages", "a,b", "b,a"}, /* each from the one before it */
	    {"decision", "a", "b"},
	    {"decision", "a=1", "a=2"},
	    {"score", "a", "b"},
	    {"threshold", "1", "2"},
	    {"threshold", "1", "median"},
	    {"threshold", "1", "<=1"},
	    {"threshold", "median", "<median"},
	    {"label", "a=1", "a=2"},
	    {"against", "a", "b"},
	    {"given", "a", "b"},
	    {"min-share", "1%", "2%"},
	    {"quasi", "a,b", "a"},
	    {"sensitive", "a", "b"},
	    {"k", "5", "6"},
	    {"risk-max", "0.1", "0.2"},
	    {"collected", "a", "b"},
	    {"retention", "12 months", "13 months"},
	    {"by", "a", "b"},
	    {"cap", "7/week", "email=7/week"},
	    {"quiet", "21:00-08:00", "21:00-07:00"},
	    {"timezone", "+02:00", "-02:00"},
	    {"grace", "2d", "49h"},
	    {"complaint", "a=b", "a=c"},
	    {"unsubscribe", "a=b", "c=b"},
	    {"block", "a=b", "a=c"},
	    {"contact-log", "contacts", "events"},
	    {"time-format", "dmy", "mdy"},
	    {"country", "a", "b"},
	    {"eligible", "c=yes", "c=no"},
	    {"reference-strata", "a", "b"},
	    {"reference-psu", "a", "b"},
	    {"reference-replicates", "a", "b"},
	    {"replicate-method", "acs", "brr"},
	    {"alpha", "0.05", "0.5"},
	    {"band", "80:125", "80:126"},
	    {"control", "bh", "holm"},
	    {"interval", "exact", "wilson"},
	    {"seed", "1", "2"},
	    {"attributes", "age,gender", "age"},
	    {"segment", "a,b", "b,a"}, /* shown in that order */
	    {"map", "a=b", "b=a"},
	    {"map", "a=b\nc=d", "a=b"},
	    {"recode", "g:M=Male", "h:M=Male"},
	    {"recode", "g:M=Male", "g:M=Female"},
	    {"bins", "age=18,35", "age=18,36"},
	    {"within", "g=a,b", "g=a"},
	    {"within", "g=a,b", "h=a,b"},
	    {"where", "y=1", "y=2"},
	    {"where", "y=1\ny=1", "y=1\ny=2"},
	    {"where", "y=1\ny=2", "y=1\ny=1"},
	    {"campaign-where", "y=1", "x=1"},
	    {"multi", "t=;", "t=|"},
	    {"missing-values", "NA", "+NA"},
	    {"missing-values", "NA,x", "NA,y"},
	    {"consent", "c=yes", "c=no"},
	    {"eligible", "c=yes", "d=yes"},
	    {"reference-kind", "sample", "base"},
	    {"person", "a", "b"},
	    {"deff", "2", "3"},
	    {"moe-level", "90%", "95%"},
	    {"weight", "a", "b"}, /* of a file, not of the policy */
	    {"reference-rounded", "5", "10"},
	    {"as-of", "2024-01-31", "2024-02-01"}, /* means nothing alone */
	};
	for (size_t i = 0; i < sizeof DIFFER / sizeof *DIFFER; i++)
		cr_expect_not(same(&DIFFER[i]), "%s: %s, %s", DIFFER[i].option, DIFFER[i].one, DIFFER[i].other);
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++) {
		bool there = segbias_options[i].kind == SEGBIAS_OPTION_FLAG || is_of_file(i) || names_a_file(i);
		for (size_t j = 0; j < sizeof DIFFER / sizeof *DIFFER && !there; j++)
			there = strcmp(DIFFER[j].option, segbias_options[i].name) == 0;
		cr_expect(there, "--%s", segbias_options[i].name);
	}
}
