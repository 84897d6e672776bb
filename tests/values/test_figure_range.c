#include "values/figure_range.h"

#include <criterion/criterion.h>

struct written {
	const char *cell;
	double low, high;
	bool open, below;
};

static void expect_all(const struct written *cases, size_t count, const struct segbias_number_style *style)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_figure_range range;
		cr_expect(segbias_figure_range_parse(segbias_label_of(cases[i].cell), style, &range), "%s",
		          cases[i].cell);
		cr_expect(range.low == cases[i].low && range.high == cases[i].high && range.open == cases[i].open &&
		              range.below == cases[i].below,
		          "%s: %g to %g", cases[i].cell, range.low, range.high);
	}
}

Test(figure_range, bounds)
{
	static const struct segbias_number_style plain = {.decimal = '.', .thousands = ','};
	static const struct written cases[] = {
	    {"<5", 0, 5, true, true},           {" < 10", 0, 10, true, true},        {"<1,000", 0, 1000, true, true},
	    {"≤4", 0, 4, false, true},          {"<=4", 0, 4, false, true},          {"< 0.1%", 0, 0.1, true, true},
	    {"Fewer than 5", 0, 5, true, true}, {"weniger als 3", 0, 3, true, true}, {"moins de 11", 0, 11, true, true},
	    {"أقل من ١٠", 0, 10, true, true},   {"up to 20", 0, 20, false, true},
	};
	expect_all(cases, sizeof cases / sizeof *cases, &plain);
}

Test(figure_range, ranges)
{
	static const struct segbias_number_style english = {.decimal = '.', .thousands = ','};
	static const struct segbias_number_style german = {.decimal = ',', .thousands = '.'};
	static const struct written cases[] = {{"1,000-5,000", 1000, 5000, false, false},
	                                       {"1 – 4", 1, 4, false, false},
	                                       {"10 to 19", 10, 19, false, false},
	                                       {"0-0", 0, 0, false, false},
	                                       {"٥-٩", 5, 9, false, false},
	                                       {"12,000 - 13,000", 12000, 13000, false, false},
	                                       {"７–８", 7, 8, false, false},
	                                       {"1K-10K", 1000, 10000, false, false},
	                                       {"500-1k", 500, 1000, false, false},
	                                       {"1.5K – 2.5K", 1500, 2500, false, false},
	                                       {"100K-1M", 1e5, 1e6, false, false},
	                                       {"2M-5M", 2e6, 5e6, false, false},
	                                       {"≤10k", 0, 10000, false, true}};
	static const struct written others[] = {{"1.000–5.000", 1000, 5000, false, false},
	                                        {"0,5 bis 1,5", 0.5, 1.5, false, false}};
	expect_all(cases, sizeof cases / sizeof *cases, &english);
	expect_all(others, sizeof others / sizeof *others, &german);
}

Test(figure_range, others)
{
	static const struct segbias_number_style plain = {.decimal = '.', .thousands = ','};
	static const char *const NONE[] = {"5",      "",       "<",     "<0",    "-5",    "5-",  "9-1", "<-5",
	                                   ">5",     "<x",     "about", "2024-", "1-2-3", "x-5", "-",   "*",
	                                   "18-24M", "35-44F", "1K-5",  "2M-1K", "1-2KK", "K-5K"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		struct segbias_figure_range range;
		cr_expect(!segbias_figure_range_parse(segbias_label_of(NONE[i]), &plain, &range), "%s", NONE[i]);
	}
}

/* Where a digit stands no word is looked for. */
Test(figure_range, no_word_begins_with_a_digit)
{
	static const char *const WORDS[] = {
#define MASK_BELOW(text) text,
#define MASK_UP_TO(text) text,
#define MASK_RANGE(text) text,
#define MASK_MARK(text) text,
#include "../data/masks.def"
	};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		cr_expect(*WORDS[i] < '0' || *WORDS[i] > '9', "%s", WORDS[i]);
}
