#include "values/band.h"

#include <criterion/criterion.h>
#include <math.h>

Test(band, spellings)
{
	static const struct {
		const char *text;
		double low, end;
	} rows[] = {
	    {"18-24", 18, 25},
	    {"18–24", 18, 25},
	    {"18 — 24", 18, 25},
	    {"18 to 24", 18, 25},
	    {"18 to 24 years", 18, 25},
	    {"75 to 84 years", 75, 85},
	    {"aged 18 through 24", 18, 25},
	    {"between 18 and 24", 18, 25},
	    {"65+", 65, INFINITY},
	    {"65 +", 65, INFINITY},
	    {"65 plus", 65, INFINITY},
	    {"65 and over", 65, INFINITY},
	    {"65 Years And Over", 65, INFINITY},
	    {"65 or older", 65, INFINITY},
	    {"65 and up", 65, INFINITY},
	    {"≥65", 65, INFINITY},
	    {">=65", 65, INFINITY},
	    {">64", 65, INFINITY},
	    {"over 64", 65, INFINITY},
	    {"more than 64", 65, INFINITY},
	    {"under 18", -INFINITY, 18},
	    {"Under 18 years", -INFINITY, 18},
	    {"less than $10,000", -INFINITY, 10000},
	    {"<18", -INFINITY, 18},
	    {"≤17", -INFINITY, 18},
	    {"<= 17", -INFINITY, 18},
	    {"17 and under", -INFINITY, 18},
	    {"17 or younger", -INFINITY, 18},
	    {"up to 17", -INFINITY, 18},
	    {"$25,000 - $49,999", 25000, 50000},
	    {"$25,000 to $49,999", 25000, 50000},
	    {"€1,000,000+", 1000000, INFINITY},
	    {"$200,000 or more", 200000, INFINITY},
	    {"25k-49k", 25000, 49001},
	    {"[18,25)", 18, 25},
	    {"[18, 25)", 18, 25},
	    {"[18,24]", 18, 24},
	    {"(17,24]", 17, 24},
	    {"[0.5,1.5)", 0.5, 1.5},
	    {"0.5-1.5", 0.5, 1.5},
	    {"１８－２４", 18, 25},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band band = {0};
		cr_expect(segbias_band_parse(segbias_label_of(rows[i].text), &band), "%s", rows[i].text);
		cr_expect((band.low == rows[i].low || fabs(band.low - rows[i].low) < 1e-9) &&
		              (band.end == rows[i].end || fabs(band.end - rows[i].end) < 1e-9),
		          "%s: %g %g", rows[i].text, band.low, band.end);
		cr_expect_not(band.single, "%s", rows[i].text);
	}
}

Test(band, plain_numbers_are_single)
{
	static const struct {
		const char *text;
		double low;
	} rows[] = {{"18", 18}, {"0", 0}, {"-5", -5}, {"24.5", 24.5}, {"1e3", 1000}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band band = {0};
		cr_assert(segbias_band_parse(segbias_label_of(rows[i].text), &band), "%s", rows[i].text);
		cr_assert(band.single && band.low == rows[i].low && band.end > band.low, "%s", rows[i].text);
	}
}

Test(band, neither_number_nor_band)
{
	static const char *const texts[] = {"",      "Male", "18-",     "-24x",   "24-18",   "18-24-30", "18 24",
	                                    "and",   "+",    "25–3A",   "[18,25", "[25,18)", "1,00-2",   "18 to",
	                                    "years", "–",    "(18,18]", "a 18+",  "[1,2,3)", "18/24"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct segbias_band band = {1, 2, false};
		cr_expect_not(segbias_band_parse(segbias_label_of(texts[i]), &band), "%s", texts[i]);
		cr_expect(band.low == 1 && band.end == 2, "%s: untouched", texts[i]);
	}
	char text[200];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = '1';
	struct segbias_band band;
	cr_assert(segbias_band_parse((struct segbias_label){text, sizeof text}, &band), "a long number");
	text[100] = '-';
	cr_assert_not(segbias_band_parse((struct segbias_label){text, sizeof text}, &band));
	cr_assert_not(segbias_band_parse((struct segbias_label){"18-24\0x", 7}, &band));
	cr_assert_not(segbias_band_parse((struct segbias_label){"18-24\xff", 6}, &band));
}

Test(band, within)
{
	static const struct {
		const char *inner, *outer;
		bool within;
	} rows[] = {
	    {"18", "18-24", true},    {"24", "18-24", true},       {"24.5", "18-24", true},  {"24.999", "18-24", true},
	    {"25", "18-24", false},   {"17.999", "18-24", false},  {"20-24", "18-24", true}, {"20-25", "18-24", false},
	    {"99", "65+", true},      {"65+", "65+", true},        {"64+", "65+", false},    {"17.5", "under 18", true},
	    {"-3", "under 18", true}, {"under 18", "0-17", false}, {"18-24", "18+", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band inner;
		struct segbias_band outer;
		cr_assert(segbias_band_parse(segbias_label_of(rows[i].inner), &inner));
		cr_assert(segbias_band_parse(segbias_label_of(rows[i].outer), &outer));
		cr_expect_eq(segbias_band_within(&inner, &outer), rows[i].within, "%s in %s", rows[i].inner,
		             rows[i].outer);
	}
}

static bool ordered(const char *const *texts, size_t count)
{
	struct segbias_label labels[8];
	struct segbias_band bands[8];
	for (size_t i = 0; i < count; i++)
		labels[i] = segbias_label_of(texts[i]);
	return segbias_band_ordered(labels, count, bands);
}

Test(band, order)
{
	cr_assert(ordered((const char *const[]){"65+", "18-24", "under 18", "25-64"}, 4));
	cr_assert(ordered((const char *const[]){"0", "1", "2", "3+"}, 4));
	cr_assert(ordered((const char *const[]){"18-24", "30-34"}, 2), "a gap");
	cr_assert_not(ordered((const char *const[]){"18-24", "24-30"}, 2), "24 is in both");
	cr_assert_not(ordered((const char *const[]){"18-24", "18+"}, 2));
	cr_assert_not(ordered((const char *const[]){"1", "2", "3"}, 3), "plain numbers");
	cr_assert_not(ordered((const char *const[]){"18-24", "Other"}, 2));
	cr_assert_not(ordered(NULL, 0));
}

/* Property: whole numbers fall into exactly one of bands that follow each other. */
Test(band, every_number_has_one_place)
{
	static const char *const texts[] = {"under 18", "18-24", "25 to 34", "[35,65)", "≥65"};
	for (int tenths = -50; tenths < 1000; tenths++) {
		size_t places = 0;
		struct segbias_band point = {tenths / 10.0, nextafter(tenths / 10.0, INFINITY), true};
		for (size_t i = 0; i < 5; i++) {
			struct segbias_band band;
			cr_assert(segbias_band_parse(segbias_label_of(texts[i]), &band));
			places += segbias_band_within(&point, &band);
		}
		cr_assert_eq(places, 1, "%g", point.low);
	}
}
