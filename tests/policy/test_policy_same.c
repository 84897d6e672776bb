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
	};
	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
		cr_expect(same(&SAME[i]), "%s: %s, %s", SAME[i].option, SAME[i].one, SAME[i].other);
}

Test(policy_same, others_do_not)
{
	static const struct written DIFFER[] = {
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
}
