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
	    {"65_plus", 65, INFINITY},
	    {"65 & over", 65, INFINITY},
	    {"65-and-over", 65, INFINITY},
	    {"65-plus", 65, INFINITY},
	    {"18..24", 18, 25},
	    {"18…24", 18, 25},
	    {"18~24", 18, 25},
	    {"18～24歳", 18, 25},
	    {"65歳〜", 65, INFINITY},
	    {"0 à 17 ans", 0, 18},
	    {"65 ans et plus", 65, INFINITY},
	    {"plus de 64 ans", 65, INFINITY},
	    {"moins de 18 ans", -INFINITY, 18},
	    {"Moins d’un an", -INFINITY, 1},
	    {"Less than one year", -INFINITY, 1},
	    {"18 bis unter 25 Jahre", 18, 25},
	    {"18 bis 24 Jahre", 18, 25},
	    {"65 JAHRE UND ÄLTER", 65, INFINITY},
	    {"unter 18 Jahre", -INFINITY, 18},
	    {"ab 65", 65, INFINITY},
	    {"85 u. älter", 85, INFINITY},
	    {"de 18 a 24 años", 18, 25},
	    {"entre 18 y 24 años", 18, 25},
	    {"65 o más", 65, INFINITY},
	    {"menores de 18 años", -INFINITY, 18},
	    {"65 anni e oltre", 65, INFINITY},
	    {"65 anos ou mais", 65, INFINITY},
	    {"até 17 anos", -INFINITY, 18},
	    {"18 tot 25 jaar", 18, 25},
	    {"18 t/m 24 jaar", 18, 25},
	    {"65 jaar of ouder", 65, INFINITY},
	    {"65 år och äldre", 65, INFINITY},
	    {"65 lat i więcej", 65, INFINITY},
	    {"65 let a více", 65, INFINITY},
	    {"от 18 до 24 лет", 18, 25},
	    {"65 лет и старше", 65, INFINITY},
	    {"младше 18", -INFINITY, 18},
	    {"18 yaş altı", -INFINITY, 18},
	    {"65 ετών και άνω", 65, INFINITY},
	    {"من ١٨ إلى ٢٤ سنة", 18, 25},
	    {"٦٥ فأكثر", 65, INFINITY},
	    {"أقل من 18", -INFINITY, 18},
	    {"۱۸ تا ۲۴ سال", 18, 25},
	    {"18岁-24岁", 18, 25},
	    {"65岁及以上", 65, INFINITY},
	    {"18歳未満", -INFINITY, 18},
	    {"17歳以下", -INFINITY, 18},
	    {"65세 이상", 65, INFINITY},
	    {"60 ปีขึ้นไป", 60, INFINITY},
	    {"65 tuổi trở lên", 65, INFINITY},
	    {"Y18-24", 18, 25},
	    {"Y_GE65", 65, INFINITY},
	    {"Y_LT15", -INFINITY, 15},
	    {"AGE_18_24_YRS", 18, 25},
	    {"AGE_GE_75_YRS", 75, INFINITY},
	    {"Âge 18-24", 18, 25},
	    {"18 to <25", 18, 25},
	    {"18 to under 25", 18, 25},
	    {">=18 and <25", 18, 25},
	    {"18 ≤ age < 25", 18, 25},
	    {"at least 65", 65, INFINITY},
	    {"no more than 17", -INFINITY, 18},
	    {"+65 años", 65, INFINITY},
	    {"[18;25[", 18, 25},
	    {"[65,Inf)", 65, INFINITY},
	    {"€10.000 bis 20.000", 10000, 20001},
	    {"10.000 - 19.999", 10000, 20000},
	    {"10 000 à 19 999 €", 10000, 20000},
	    {"25-50k", 25000, 50001},
	    {"300万円未満", -INFINITY, 3000000},
	    {"10 tys. - 20 tys. zł", 10000, 20001},
	    {"18,5 - 24,9", 18.5, 24.9},
	    {"1 or 2", 1, 3},
	    {"(18-24)", 18, 25},
	    {"65+ (years)", 65, INFINITY},
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
	} rows[] = {{"18", 18},    {"0", 0},    {"-5", -5}, {"24.5", 24.5},
	            {"1e3", 1000}, {"'-5", -5}, {"'+7", 7}, {"'-2.5", -2.5}}; /* guarded as in a table */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band band = {0};
		cr_assert(segbias_band_parse(segbias_label_of(rows[i].text), &band), "%s", rows[i].text);
		cr_assert(band.single && band.low == rows[i].low && band.end > band.low, "%s", rows[i].text);
	}
}

Test(band, neither_number_nor_band)
{
	static const char *const texts[] = {"",
	                                    "Male",
	                                    "18-",
	                                    "-24x",
	                                    "24-18",
	                                    "18-24-30",
	                                    "18 24",
	                                    "and",
	                                    "+",
	                                    "25–3A",
	                                    "[18,25",
	                                    "[25,18)",
	                                    "1,0000-2",
	                                    "18 to",
	                                    "years",
	                                    "–",
	                                    "(18,18]",
	                                    "a 18+",
	                                    "[1,2,3)",
	                                    "18/24",
	                                    "18_24",
	                                    "3/5",
	                                    "1/2",
	                                    "01/02/2021",
	                                    "2021-03",
	                                    "2021/22",
	                                    "192.168.1.1",
	                                    "1.2.3",
	                                    "-5--1",
	                                    "E11",
	                                    "I10-I15",
	                                    "A1",
	                                    "F18-24",
	                                    "18 or 24",
	                                    "1.500-2.500",
	                                    "6-11 months",
	                                    "18-24 (young)",
	                                    "02139-4307",
	                                    "0100-0200",
	                                    "00501+",
	                                    "under 01067",
	                                    "1000-02000"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct segbias_band band = {.low = 1, .end = 2};
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

/* A last number with decimals is in the band, as a whole one is; nothing above it. */
Test(band, the_last_number_is_in_it)
{
	struct segbias_band band;
	cr_assert(segbias_band_parse(segbias_label_of("1.5-2.5"), &band));
	cr_expect(band.low == 1.5 && band.end > 2.5 && band.end < 2.5 + 1e-12);
	cr_assert(segbias_band_parse(segbias_label_of("15-25"), &band));
	cr_expect(band.low == 15 && band.end == 26);
}

Test(band, what_looks_like_one)
{
	static const char *const like[] = {"F18-24",    "18-24 (young)", "6-11 months", "24-18",     "Gen Z (18-24)",
	                                   "65+ ppl",   "50-",           "25–3A",       "25-34x",    "25-34 (est.)",
	                                   "35-44ans?", "25-34b",        "early 20s",   "20대 초반", "20代前半"};
	static const char *const unlike[] = {"18-24",      "65+",      "2021-03",    "2021/22",     "192.168.1.1",
	                                     "01/02/2021", "E11",      "I10-I15",    "18-24-30-40", "10001-43A",
	                                     "E11A",       "30-x",     "4A",         "-14",         "A+",
	                                     "Male",       "COVID-19", "02139-4307", "00501+ x"};
	for (size_t i = 0; i < sizeof like / sizeof *like; i++)
		cr_expect(segbias_band_like(segbias_label_of(like[i])), "%s", like[i]);
	for (size_t i = 0; i < sizeof unlike / sizeof *unlike; i++)
		cr_expect_not(segbias_band_like(segbias_label_of(unlike[i])), "%s", unlike[i]);
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

static enum segbias_arrangement arrange(const char *const *texts, size_t count, struct segbias_band *bands,
                                        struct segbias_band_edge *edge)
{
	for (size_t i = 0; i < count; i++)
		if (!segbias_band_parse_weak(segbias_label_of(texts[i]), &bands[i]))
			bands[i] = segbias_band_none();
	return segbias_bands_arrange(bands, count, edge);
}

Test(band, arrangement)
{
	static const struct {
		const char *texts[8];
		enum segbias_arrangement expected;
	} rows[] = {
	    {{"65+", "18-24", "under 18", "25-64"}, SEGBIAS_BANDS_DISJOINT},
	    {{"0", "1", "2", "3+"}, SEGBIAS_BANDS_DISJOINT},
	    {{"18-24", "30-34"}, SEGBIAS_BANDS_DISJOINT}, /* a gap */
	    {{"18-24", "Other", "25+"}, SEGBIAS_BANDS_DISJOINT},
	    {{"18-24", "24-30"}, SEGBIAS_BANDS_DISJOINT}, /* a shared edge */
	    {{"00_04", "05_09", "10_14"}, SEGBIAS_BANDS_DISJOINT},
	    {{"18/24", "25/34", "35+"}, SEGBIAS_BANDS_DISJOINT},
	    {{"1/4", "2/4", "3/4"}, SEGBIAS_BANDS_NONE},
	    {{"1/3", "4/6"}, SEGBIAS_BANDS_NONE}, /* too few to prove what they are */
	    {{"18/24", "30/34", "40/44"}, SEGBIAS_BANDS_NONE},
	    {{"2018-2019", "2019-2020", "2020-2021"}, SEGBIAS_BANDS_NONE}, /* periods */
	    {{"1", "2", "3"}, SEGBIAS_BANDS_NONE},
	    {{"a", "b"}, SEGBIAS_BANDS_NONE},
	    {{NULL}, SEGBIAS_BANDS_NONE},
	    {{"18-24", "18+"}, SEGBIAS_BANDS_NESTED},
	    {{"0-17", "0-9", "10-17", "18+"}, SEGBIAS_BANDS_NESTED},
	    {{"1-3", "2", "3-5"}, SEGBIAS_BANDS_OVERLAP},
	    {{"18-30", "25-40"}, SEGBIAS_BANDS_OVERLAP},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band bands[8];
		struct segbias_band_edge edge;
		size_t count = 0;
		while (count < 8 && rows[i].texts[count])
			count++;
		cr_expect_eq(arrange(rows[i].texts, count, bands, &edge), rows[i].expected, "row %zu", i);
	}
}

/* A number at a shared edge belongs to the band that begins there. */
Test(band, shared_edges)
{
	static const char *const texts[] = {"30-50", "18-30", "$100k+", "65-75 years", "75 and older", "50-65"};
	struct segbias_band bands[6];
	struct segbias_band_edge edge;
	cr_assert_eq(arrange(texts, 6, bands, &edge), SEGBIAS_BANDS_NESTED, "75 and older holds $100k+");
	cr_assert_eq(
	    arrange((const char *const[]){"30-50", "18-30", "65-75 years", "75 and older", "50-65"}, 5, bands, &edge),
	    SEGBIAS_BANDS_DISJOINT);
	cr_expect(edge.found && edge.lower == 1 && edge.upper == 0);
	cr_expect(bands[0].end == 50 && bands[1].end == 30 && bands[2].end == 75 && bands[4].end == 65);
	cr_assert_eq(arrange((const char *const[]){"$25,000 or less", "$25,000 to $40,000", "$40k+"}, 3, bands, &edge),
	             SEGBIAS_BANDS_DISJOINT);
	cr_expect(bands[0].end == 25000 && bands[1].end == 40000);
	cr_assert_eq(arrange((const char *const[]){"25k-49k", "50k-99k"}, 2, bands, &edge), SEGBIAS_BANDS_DISJOINT);
	cr_expect(bands[0].end == 50000 && !edge.found, "49,500 is below 50k");
}

Test(band, partition)
{
	static const char *const texts[] = {"18-24", "25-64", "65+", "18+", "25+"};
	static const struct {
		double figures[5];
		bool good, sums[5];
	} rows[] = {
	    {{10, 50, 20, 80, 70}, true, {false, false, false, true, true}},
	    {{1000, 5000, 2000, 8001, 7001}, true, {false, false, false, true, true}}, /* 1 of 3 parts: rounding */
	    {{1000, 5000, 2000, 8400, 7000}, false, {false, false, false, false, true}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band bands[5];
		struct segbias_band_edge edge;
		bool sums[5] = {false};
		cr_assert_eq(arrange(texts, 5, bands, &edge), SEGBIAS_BANDS_NESTED);
		cr_expect_eq(segbias_bands_partition(bands, rows[i].figures, 5, 0.5, sums), rows[i].good, "row %zu", i);
		for (size_t j = 0; j < 5; j++)
			cr_expect_eq(sums[j], rows[i].sums[j], "row %zu: %s", i, texts[j]);
	}
	/* A part is missing: no sum, whatever the figures say. */
	struct segbias_band bands[3];
	struct segbias_band_edge edge;
	bool sums[3] = {false};
	cr_assert_eq(arrange((const char *const[]){"18+", "18-24", "30+"}, 3, bands, &edge), SEGBIAS_BANDS_NESTED);
	cr_expect_not(segbias_bands_partition(bands, (const double[]){80, 10, 70}, 3, 0.5, sums));
	cr_expect_not(sums[0]);
}

Test(band, ages)
{
	static const struct {
		const char *text;
		enum segbias_age_fault fault;
	} rows[] = {{"0", SEGBIAS_AGE_GOOD},          {"120", SEGBIAS_AGE_GOOD},        {"120.5", SEGBIAS_AGE_GOOD},
	            {"121", SEGBIAS_AGE_OUT},         {"999", SEGBIAS_AGE_OUT},         {"-1", SEGBIAS_AGE_OUT},
	            {"1899", SEGBIAS_AGE_OUT},        {"1900", SEGBIAS_AGE_YEAR},       {"1935", SEGBIAS_AGE_YEAR},
	            {"2100", SEGBIAS_AGE_YEAR},       {"2101", SEGBIAS_AGE_OUT},        {"9999", SEGBIAS_AGE_OUT},
	            {"1985-03-09", SEGBIAS_AGE_YEAR}, {"09.03.1985", SEGBIAS_AGE_YEAR}, {"3/9/1985", SEGBIAS_AGE_YEAR},
	            {"1985-13-09", SEGBIAS_AGE_GOOD}, {"18-24", SEGBIAS_AGE_GOOD},      {"65+", SEGBIAS_AGE_GOOD},
	            {"1985-03", SEGBIAS_AGE_GOOD},    {"old", SEGBIAS_AGE_GOOD},        {"", SEGBIAS_AGE_GOOD}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(segbias_band_age_fault(segbias_label_of(rows[i].text)), rows[i].fault, "%s", rows[i].text);
	static const char *const names[] = {"age",   "AGE_GROUP", "Altersgruppe", "tranche d'âge", "edad",
	                                    "العمر", "年龄段",    "customer_age", "Âge",           "age (years)"};
	static const char *const others[] = {"page", "stage", "agent", "average", "", "income", "wage"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect(segbias_band_ages(segbias_label_of(names[i])), "%s", names[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_not(segbias_band_ages(segbias_label_of(others[i])), "%s", others[i]);
}

/* A zero before three digits or more is no way to write an amount; "018-024" and "0-4" are bands. */
Test(band, codes)
{
	static const char *const bands[] = {"018-024", "0-4", "00-04", "0,500-0,900", "0.0001-0.5"};
	struct segbias_band band;
	for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
		cr_expect(segbias_band_parse(segbias_label_of(bands[i]), &band), "%s", bands[i]);
	cr_expect(segbias_band_code(segbias_label_of("02139")) && segbias_band_code(segbias_label_of("0501")));
	static const char *const figures[] = {"", "0", "018", "10001", "02139-4307", "0.123", "0213a"};
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		cr_expect_not(segbias_band_code(segbias_label_of(figures[i])), "%s", figures[i]);
	static const char *const names[] = {"zip",      "ZIP Code",    "home_zip", "PLZ",
	                                    "Postcode", "county_fips", "GEOID",    "code"};
	static const char *const others[] = {"age_code", "age", "income", "gzip", "encoded", "", "planet"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect(segbias_band_codes(segbias_label_of(names[i])), "%s", names[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_not(segbias_band_codes(segbias_label_of(others[i])), "%s", others[i]);
}

/* Property: whole numbers fall into exactly one of bands that follow each other. */
Test(band, every_number_has_one_place)
{
	static const char *const texts[] = {"under 18", "18-24", "25 to 34", "[35,65)", "≥65"};
	for (int tenths = -50; tenths < 1000; tenths++) {
		size_t places = 0;
		struct segbias_band point = {
		    .low = tenths / 10.0, .end = nextafter(tenths / 10.0, INFINITY), .single = true};
		for (size_t i = 0; i < 5; i++) {
			struct segbias_band band;
			cr_assert(segbias_band_parse(segbias_label_of(texts[i]), &band));
			places += segbias_band_within(&point, &band);
		}
		cr_assert_eq(places, 1, "%g", point.low);
	}
}

/* Numbered by a code, of a classification, of ten years. */
Test(band, what_offices_write)
{
	static const struct {
		const char *text;
		double low, end;
	} rows[] = {
	    {"Y15T24", 15, 25},
	    {"Y5T9", 5, 10},
	    {"15-u.25", 15, 25},
	    {"AGE_10YRBANDS_Y15-24", 15, 25},
	    {"AGE_YTHADULT_YGE15", 15, INFINITY},
	    {"AGE_AGGREGATE_Y25-54", 25, 55},
	    {"YLT15", -INFINITY, 15},
	    {"A15: 15 - 24", 15, 25},
	    {"1: 15-24", 15, 25},
	    {"A. 15-24", 15, 25},
	    {"1) 15-24", 15, 25},
	    {"(2) 25-34", 25, 35},
	    {"[3] 65+", 65, INFINITY},
	    {"7: 65 und älter", 65, INFINITY},
	    {"B. 25 à 34 ans", 25, 35},
	    {"4 = 65 años y más", 65, INFINITY},
	    {"05: 18–24 лет", 18, 25},
	    {"2: 20代", 20, 30},
	    {"a) menos de 18 años", -INFINITY, 18},
	    {"15 - u. 25 J.", 15, 25},
	    {"15 b. u. 25", 15, 25},
	    {"15 bis u. 25 Jahre", 15, 25},
	    {"u. 15 J.", -INFINITY, 15},
	    {"65 J. u. m.", 65, INFINITY},
	    {"65 u. älter", 65, INFINITY},
	    {"20代", 20, 30},
	    {"20歳代", 20, 30},
	    {"90代以上", 90, INFINITY},
	    {"10代以下", -INFINITY, 20},
	    {"20代未満", -INFINITY, 20},
	    {"20代~30代", 20, 40},
	    {"20대", 20, 30},
	    {"60대 이상", 60, INFINITY},
	    {"20多岁", 20, 30},
	    {"20er", 20, 30},
	    {"20er Jahre", 20, 30},
	    {"20-an tahun", 20, 30},
	    {"30'lu yaşlar", 30, 40},
	    {"30’erne", 30, 40},
	    {"=\"15-24\"", 15, 25},
	    {"=\"65 ans et plus\"", 65, INFINITY},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band band = {0};
		cr_expect(segbias_band_parse(segbias_label_of(rows[i].text), &band), "%s", rows[i].text);
		cr_expect(band.low == rows[i].low && band.end == rows[i].end && !band.single, "%s: %g %g", rows[i].text,
		          band.low, band.end);
	}
	/* A code before anything else says nothing of it. */
	static const char *const none[] = {
	    "15T24",    "1: 2",       "1. 15", "ABC: 15-24", "1.15-24x",  "1. bis 5.", "25代",
	    "1990s",    "20多万",     "1: ",   ": 15-24",    "(1. 15-24", "Y15T2x",    "25s",
	    "=\"15-24", "1:2: 15-24", "u",     "(1: 15-24)", "2: -14",    "A: 24-15",  "age x y15-24 b"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct segbias_band band = {0};
		cr_expect_not(segbias_band_parse(segbias_label_of(none[i]), &band), "%s: %g %g", none[i], band.low,
		              band.end);
	}
}

/* What is a band only where its column says so: strictly none, weakly one. */
Test(band, what_the_column_says)
{
	static const struct {
		const char *text;
		double low, end;
		bool like;
	} rows[] = {
	    {"24-15", 15, 25, true},           {"34 - 25", 25, 35, true},     {"65 -", 65, INFINITY, true},
	    {"65 –", 65, INFINITY, true},      {"- 14", -INFINITY, 15, true}, {"–14", -INFINITY, 15, true},
	    {"– 14 ans", -INFINITY, 15, true}, {"20s", 20, 30, false},        {"in their 20s", 20, 30, false},
	    {"20's", 20, 30, false},           {"30s", 30, 40, false},        {"٢٤-١٥", 15, 25, true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_band band = {0};
		cr_expect_not(segbias_band_parse(segbias_label_of(rows[i].text), &band), "%s", rows[i].text);
		cr_expect(segbias_band_parse_weak(segbias_label_of(rows[i].text), &band), "%s", rows[i].text);
		cr_expect(band.low == rows[i].low && band.end == rows[i].end && band.weak && band.like == rows[i].like,
		          "%s: %g %g", rows[i].text, band.low, band.end);
	}
	static const char *const none[] = {"–9", "−99", "−77", "16-15", "2020-2019", "200-150"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct segbias_band band = {0};
		cr_expect(!segbias_band_parse_weak(segbias_label_of(none[i]), &band) || band.single, "%s: %g %g",
		          none[i], band.low, band.end);
	}
	static const struct {
		const char *texts[5];
		enum segbias_arrangement expected;
	} columns[] = {
	    {{"14-0", "24-15", "64-25", "65+"}, SEGBIAS_BANDS_DISJOINT},
	    {{"0-14", "24-15", "64-25", "65+"}, SEGBIAS_BANDS_DISJOINT},
	    {{"- 14", "15 - 24", "25 - 64", "65 -"}, SEGBIAS_BANDS_DISJOINT},
	    {{"20s", "30s", "40s", "50+"}, SEGBIAS_BANDS_DISJOINT},
	    {{"3-0", "2-1", "1-0"}, SEGBIAS_BANDS_NONE}, /* scores */
	    {{"24-15", "34-20"}, SEGBIAS_BANDS_NONE},    /* they overlap */
	};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct segbias_band bands[5];
		struct segbias_band_edge edge;
		size_t count = 0;
		while (count < 5 && columns[i].texts[count])
			count++;
		cr_expect_eq(arrange(columns[i].texts, count, bands, &edge), columns[i].expected, "column %zu", i);
	}
}

/* What is above the last year that stands beside it. */
Test(band, rest)
{
	static const char *const RESTS[] = {"Y_OPEN", "y open", "Open-ended age class", "Offene Altersklasse",
	                                    "Classe d'âge ouverte"};
	static const char *const NONE[] = {"", "OPEN", "Y_85", "open", "Y_OPENING", "85+", "TOTAL", "Open-ended"};
	for (size_t i = 0; i < sizeof RESTS / sizeof *RESTS; i++)
		cr_expect(segbias_band_rest(segbias_label_of(RESTS[i])), "%s", RESTS[i]);
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect_not(segbias_band_rest(segbias_label_of(NONE[i])), "%s", NONE[i]);
}

/* What a spreadsheet made of bands, in the short months of its language (CLDR); a text that ends before a month could is none, and
 * nothing behind it is read. */
Test(band, dated)
{
	static const struct {
		const char *text;
		double low, high;
	} DATED[] = {
	    {"5-Sep", 5, 9},         {"Sep-5", 5, 9},    {"14-Oct", 10, 14}, {"Oct-14", 10, 14},    {"4-Mar", 3, 4},
	    {"9-Aug", 8, 9},         {"2-Jan", 1, 2},    {"11-Oct", 10, 11}, {"04-janv", 1, 4},     {"04-janv.", 1, 4},
	    {"7-f\u00e9vr", 2, 7},   {"4-ene", 1, 4},    {"9-may", 5, 9},    {"04.J\u00e4n", 1, 4}, {"4. Mai", 4, 5},
	    {"14. Okt.", 10, 14},    {"14-ott", 10, 14}, {"9-mag", 5, 9},    {"14-out", 10, 14},    {"9-mei", 5, 9},
	    {"11-ao\u00fbt", 8, 11},
	};
	static const char *const NONE[] = {"f",    "se",   "5-s",     "5-se",    "5sep",    "sep",    "sep5",
	                                   "-sep", "sep-", "5-sep-",  "3-Mar",   "5-sepp",  "5.",     "5-.",
	                                   "-",    ".-5",  "123-mar", "mar-123", "5-sep..", "4-Mar-1"};
	struct segbias_band band;
	for (size_t i = 0; i < sizeof DATED / sizeof *DATED; i++)
		cr_expect(segbias_band_parse_weak(segbias_label_of(DATED[i].text), &band) && band.weak &&
		              !band.single && band.low == DATED[i].low && band.high == DATED[i].high &&
		              band.end == DATED[i].high + 1,
		          "%s", DATED[i].text);
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect_not(segbias_band_parse_weak(segbias_label_of(NONE[i]), &band) && band.weak, "%s", NONE[i]);
}

/* What may have been a band and is not read as one; in a column of ages only what is something else elsewhere. */
Test(band, was_date)
{
	static const char *const ALWAYS[] = {"2024-03-04", "3/4/2024", "04.03.2024"};
	static const char *const AGES[] = {"3/4/24", "04-мар", "4. sty", "4-sty.", "kov-14", "3-Mar", "45355"};
	static const char *const NEVER[] = {"",     "4-Mar", "3-4",   "65+",   "18",      "999", "40000.5", "Other",
	                                    "5-",   "4-",    "4. ",   "-",     ".",       "1.2", "3/4/245", "123-мар",
	                                    "4-xx", "xx-4",  "35999", "90210", "4-sty..", "n/a", "N.N.",    "unknown"};
	for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++)
		cr_expect(segbias_band_was_date(segbias_label_of(ALWAYS[i]), false), "%s", ALWAYS[i]);
	for (size_t i = 0; i < sizeof AGES / sizeof *AGES; i++) {
		cr_expect(segbias_band_was_date(segbias_label_of(AGES[i]), true), "%s", AGES[i]);
		cr_expect_not(segbias_band_was_date(segbias_label_of(AGES[i]), false), "%s", AGES[i]);
	}
	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
		cr_expect_not(segbias_band_was_date(segbias_label_of(NEVER[i]), true), "%s", NEVER[i]);
}

/* In two languages: a band where both say the same. */
Test(band, written_twice)
{
	static const struct {
		const char *label;
		double low, end; /* 0, 0: no band */
	} CASES[] = {
	    {"20-64 / 20-64", 20, 65},
	    {"65+ / 65+", 65, INFINITY},
	    {"0-19 Jahre / 0-19 ans", 0, 20},
	    {"65 Jahre und mehr / 65 ans et plus", 65, INFINITY},
	    {"20-64 / 20-65", 0, 0},
	    {"20 / 20", 0, 0},
	    {"20-64 / 20-64 / 20-64", 0, 0},
	    {" / 20-64", 0, 0},
	    {"20-64 / ", 0, 0},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_band band;
		bool found = segbias_band_parse(segbias_label_of(CASES[i].label), &band);
		cr_expect_eq(found, CASES[i].end > 0, "%s", CASES[i].label);
		cr_expect(!found || (band.low == CASES[i].low && band.end == CASES[i].end), "%s: %g to %g",
		          CASES[i].label, band.low, band.end);
	}
}
