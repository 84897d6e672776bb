#include "values/figure.h"

#include <criterion/criterion.h>
#include <math.h>

static const struct segbias_number_style PLAIN = {'.', 0, false}, ENGLISH = {'.', ',', false},
					 GERMAN = {',', '.', false}, PLAIN_COMMA = {',', 0, false},
					 FRENCH = {',', 0x202F, false}, POLISH = {',', 0xA0, false},
					 BLANK_POINT = {'.', ' ', false}, SWISS = {'.', 0x2019, false},
					 INDIAN = {'.', ',', true}, ARABIC = {'.', 0x066C, false};

enum { PERCENT = 1, CURRENCY = 2 };

struct row {
	const struct segbias_number_style *style;
	const char *text;
	double value;
	unsigned decimals;
	unsigned signs; /* PERCENT, CURRENCY */
};

static void expect_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_figure figure = {-1, 99, true, true};
		cr_expect(segbias_figure_parse(segbias_label_of(rows[i].text), rows[i].style, &figure), "row %zu: %s",
		          i, rows[i].text);
		cr_expect(figure.value == rows[i].value && figure.decimals == rows[i].decimals,
		          "row %zu: %s is %.17g with %u decimals", i, rows[i].text, figure.value, figure.decimals);
		cr_expect(figure.percent == ((rows[i].signs & PERCENT) != 0) &&
		              figure.currency == ((rows[i].signs & CURRENCY) != 0),
		          "row %zu: %s", i, rows[i].text);
	}
}

#define EXPECT_ROWS(rows) expect_rows(rows, sizeof(rows) / sizeof *(rows))

static void expect_none(const struct segbias_number_style *style, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_figure figure = {-1, 99, true, true};
		cr_expect_not(segbias_figure_parse(segbias_label_of(texts[i]), style, &figure), "%s is %.17g", texts[i],
		              figure.value);
		cr_expect(figure.value == -1 && figure.decimals == 99, "%s: outputs untouched", texts[i]);
	}
}

#define EXPECT_NONE(style, texts) expect_none(style, texts, sizeof(texts) / sizeof *(texts))

Test(figure, plain_numbers_are_what_they_were)
{
	static const struct row rows[] = {
	    {&PLAIN, "0", 0, 0, 0},
	    {&PLAIN, "-12", -12, 0, 0},
	    {&PLAIN, "+12", 12, 0, 0},
	    {&PLAIN, "'-12", -12, 0, 0}, /* as tables write what would start a formula */
	    {&PLAIN_COMMA, "'+12,5", 12.5, 1, 0},
	    {&PLAIN, "01001", 1001, 0, 0},
	    {&PLAIN, "1.204", 1.204, 3, 0},
	    {&PLAIN, "0.250", 0.25, 3, 0},
	    {&PLAIN, ".5", 0.5, 1, 0},
	    {&PLAIN, "5.", 5, 0, 0},
	    {&PLAIN, "12e3", 12000, 0, 0},
	    {&PLAIN, "1E-05", 1e-5, 5, 0},
	    {&PLAIN_COMMA, "12,5", 12.5, 1, 0},
	    {&PLAIN_COMMA, "1,234e5", 123400, 0, 0},
	    {&GERMAN, "1204", 1204, 0, 0},
	};
	EXPECT_ROWS(rows);
}

Test(figure, thousands)
{
	static const struct row rows[] = {
	    {&ENGLISH, "7,500,000", 7500000, 0, 0},
	    {&ENGLISH, "12,000", 12000, 0, 0},
	    {&ENGLISH, "-1,234.50", -1234.5, 2, 0},
	    {&ENGLISH, "+1,234", 1234, 0, 0},
	    {&ENGLISH, "1234567", 1234567, 0, 0},
	    {&ENGLISH, "1.234", 1.234, 3, 0},
	    {&ENGLISH, "123,456,789,012", 123456789012, 0, 0},
	    {&GERMAN, "1.234,5", 1234.5, 1, 0},
	    {&GERMAN, "488.202", 488202, 0, 0},
	    {&GERMAN, "1.234.567", 1234567, 0, 0},
	    {&GERMAN, "0,512", 0.512, 3, 0},
	    {&GERMAN,
	     "\xE2\x88\x92"
	     "1.234",
	     -1234, 0, 0}, /* U+2212 */
	    {&FRENCH, "1 200,50", 1200.5, 2, 0},
	    {&FRENCH, "1\u202F234\u202F567,8", 1234567.8, 1, 0},
	    {&POLISH, "12\u00A0345,67", 12345.67, 2, 0},
	    {&POLISH, "12\u2009345", 12345, 0, 0}, /* one kind of blank stands for another */
	    {&BLANK_POINT, "1\u00A0234 567.5", 1234567.5, 1, 0},
	    {&SWISS, "1'234.50", 1234.5, 2, 0},
	    {&SWISS, "1\u2019234\u2019567", 1234567, 0, 0},
	    {&INDIAN, "12,34,567", 1234567, 0, 0},
	    {&INDIAN, "1,23,45,678.25", 12345678.25, 2, 0},
	    {&INDIAN, "12,345", 12345, 0, 0},
	    {&INDIAN, "999", 999, 0, 0},
	};
	EXPECT_ROWS(rows);
}

Test(figure, digits_of_other_scripts)
{
	static const struct row rows[] = {
	    {&PLAIN, "١٢٣٤", 1234, 0, 0},
	    {&PLAIN, "١٢٣٤٫٥", 1234.5, 1, 0},
	    {&PLAIN, "١٬٢٣٤٬٥٦٧", 1234567, 0, 0}, /* U+066C is thousands in any style */
	    {&GERMAN, "١٬٢٣٤٫٥", 1234.5, 1, 0},
	    {&ARABIC, "١٬٢٣٤٫٥", 1234.5, 1, 0},
	    {&ENGLISH, "١٬٢٣٤", 1234, 0, 0},
	    {&PLAIN, "۱۲۳۴٫۵۶", 1234.56, 2, 0},
	    {&ENGLISH, "١,٢٣٤", 1234, 0, 0},
	    {&ENGLISH, "١،٢٣٤", 1234, 0, 0}, /* the Arabic comma */
	    {&PLAIN, "٤٥٪", 45, 0, PERCENT},
	    {&PLAIN, "\u200F-٤٥", -45, 0, 0},
	    {&PLAIN, "-\u200E٤٥", -45, 0, 0},
	    {&PLAIN, "\u061C\u2212٤٥\u200F", -45, 0, 0},
	    {&ENGLISH, "１，２３４．５", 1234.5, 1, 0},
	    {&INDIAN, "१२,३४,५६७", 1234567, 0, 0},
	    {&INDIAN, "১২,৩৪,৫৬৭", 1234567, 0, 0},
	    {&PLAIN, "٥٠٠ درهم", 500, 0, CURRENCY},
	};
	EXPECT_ROWS(rows);
	static const char *const none[] = {"١2", "2١", "١۲", "١٬٢٣", "١٫٢٫٣", "١٢‏٣٤", "٬١٢٣", "٫", "١٬٢٣٤,٥٦٧"};
	EXPECT_NONE(&ENGLISH, none);
}

Test(figure, blanks_around)
{
	static const struct row rows[] = {
	    {&PLAIN, " 5 ", 5, 0, 0},
	    {&PLAIN,
	     "\u00A0"
	     "5\u3000",
	     5, 0, 0},
	    {&PLAIN, "\t5\n", 5, 0, 0},
	    {&BLANK_POINT, " 1 234 ", 1234, 0, 0},
	    {&PLAIN, "  -5.25", -5.25, 2, 0},
	};
	EXPECT_ROWS(rows);
	static const char *const none[] = {"1\t234", "1\n234", "1  234", "- 5", "5 -", "1 23", "1 2345", "12 34"};
	EXPECT_NONE(&BLANK_POINT, none);
}

Test(figure, percent_and_currency)
{
	static const struct row rows[] = {
	    {&PLAIN, "5 %", 5, 0, PERCENT},
	    {&PLAIN, "5%", 5, 0, PERCENT},
	    {&PLAIN, "% 5", 5, 0, PERCENT},
	    {&PLAIN, "%5", 5, 0, PERCENT},
	    {&PLAIN, "-12.5 %", -12.5, 1, PERCENT},
	    {&GERMAN, "12,5\u00A0%", 12.5, 1, PERCENT},
	    {&PLAIN, "1e1 %", 10, 0, PERCENT},
	    {&ENGLISH, "$1,234.50", 1234.5, 2, CURRENCY},
	    {&ENGLISH, "-$5", -5, 0, CURRENCY},
	    {&ENGLISH, "$-5", -5, 0, CURRENCY},
	    {&ENGLISH, "$ 5", 5, 0, CURRENCY},
	    {&ENGLISH, "$5 USD", 5, 0, CURRENCY},
	    {&ENGLISH, "US$5", 5, 0, CURRENCY},
	    {&ENGLISH, "USD 5,000", 5000, 0, CURRENCY},
	    {&ENGLISH, "5,000 USD", 5000, 0, CURRENCY},
	    {&ENGLISH, "5,000USD", 5000, 0, CURRENCY},
	    {&ENGLISH, "£1,000", 1000, 0, CURRENCY},
	    {&ENGLISH, "¥1,000", 1000, 0, CURRENCY},
	    {&ENGLISH, "￥1,000", 1000, 0, CURRENCY},
	    {&INDIAN, "₹12,34,567", 1234567, 0, CURRENCY},
	    {&INDIAN, "Rs. 1,00,000", 100000, 0, CURRENCY},
	    {&GERMAN, "R$ 1.234,50", 1234.5, 2, CURRENCY},
	    {&GERMAN, "Rp15.000", 15000, 0, CURRENCY},
	    {&GERMAN, "1.204 €", 1204, 0, CURRENCY},
	    {&GERMAN, "1.204 Euro", 1204, 0, CURRENCY},
	    {&GERMAN, "€1.204,50", 1204.5, 2, CURRENCY},
	    {&GERMAN, "kr. 1.204,50", 1204.5, 2, CURRENCY},
	    {&FRENCH, "1 200,50 €", 1200.5, 2, CURRENCY},
	    {&FRENCH, "-1\u202F200,50\u00A0€", -1200.5, 2, CURRENCY},
	    {&FRENCH, "1 200 kr", 1200, 0, CURRENCY},
	    {&FRENCH, "1 200 kr.", 1200, 0, CURRENCY},
	    {&POLISH, "1\u00A0200,50 zł", 1200.5, 2, CURRENCY},
	    {&POLISH, "1 200,50zł", 1200.5, 2, CURRENCY},
	    {&SWISS, "CHF 1'234.50", 1234.5, 2, CURRENCY},
	    {&SWISS, "Fr. 1’234.50", 1234.5, 2, CURRENCY},
	};
	EXPECT_ROWS(rows);
	static const char *const none[] = {
	    "%",       "€", "€ €", "% %", "5 % %", "% 5 %", "5 % €", "€ 5 %", "$$5", "5 €€", "5 ft", "SEK5", "Euro 5",
	    "5 units", "-", "+",   "$",   "USD",   "USD ",  "5¢",    "5‰",    "--5", "+-5",  "-$-5", "$5-",  "5,- €"};
	EXPECT_NONE(&PLAIN, none);
}

Test(figure, groups_of_another_size_are_no_number)
{
	static const char *const english[] = {
	    "1,23",      "12,34",   "1,2,3",     "1234,567",  "0,123",        "01,234", "001,234",
	    "1,234,56",  "1,2345",  "1,,234",    ",123",      "1,234,",       "1,234.", "1,234.5.6",
	    "1.234,567", "1,234e5", "1,234.5e3", "12,34,567", "1 234",        "1'234",  "1,234 567",
	    "1.234,5",   "(1,234)", "1,234-",    "1,234*",    "1234,567,890", "1_234"};
	EXPECT_NONE(&ENGLISH, english);
	static const char *const german[] = {"1.23",     "1.234,5.6", "1.234.56", "0.123",   "1.2.3",
	                                     "1.2.2021", "12.5",      "1,234.5",  "1.234e5", "1234.567"};
	EXPECT_NONE(&GERMAN, german);
	static const char *const indian[] = {"1,234,567", "123,456", "12,34", "12,34,5678", "0,12,345", "12,34,56"};
	EXPECT_NONE(&INDIAN, indian);
	static const char *const plain[] = {"1,234", "1 234", "1'234", "12,5"};
	EXPECT_NONE(&PLAIN, plain);
	static const char *const comma[] = {"1.234", "12.5", "1.234,5"};
	EXPECT_NONE(&PLAIN_COMMA, comma);
}

Test(figure, what_only_looks_like_a_number)
{
	static const char *const none[] = {"",
	                                   " ",
	                                   "--",
	                                   "-",
	                                   "n/a",
	                                   "2021-03-04",
	                                   "1.2.2021",
	                                   "04.03.2021",
	                                   "3/4/2021",
	                                   "12:30",
	                                   "1.2.3",
	                                   "10.0.0.1",
	                                   "192.168.1.10",
	                                   "555-0123",
	                                   "+49 30 1234567",
	                                   "+49 171 234 567",
	                                   "06 12 34 56 78",
	                                   "(555) 123-4567",
	                                   "555 123 4567",
	                                   "18-24",
	                                   "18–24",
	                                   "65+",
	                                   "<18",
	                                   "5-",
	                                   "0x10",
	                                   "inf",
	                                   "nan",
	                                   "1e",
	                                   "e5",
	                                   "1e999",
	                                   "12e3.5",
	                                   "1e3,000",
	                                   "AB 123",
	                                   "K1A 0B6",
	                                   "2nd",
	                                   "5 €/h",
	                                   "1/2",
	                                   "½",
	                                   "\xFF"
	                                   "5",
	                                   "5\xC2",
	                                   "1\x01"
	                                   "234",
	                                   "1\x02"
	                                   "5"};
	static const struct segbias_number_style *const styles[] = {
	    &PLAIN, &ENGLISH, &GERMAN, &PLAIN_COMMA, &FRENCH, &POLISH, &BLANK_POINT, &SWISS, &INDIAN, &ARABIC};
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		EXPECT_NONE(styles[i], none);
}

Test(figure, bytes_after_the_cell_are_not_read_and_length_is_bounded)
{
	struct segbias_figure figure = {0};
	cr_expect(segbias_figure_parse((struct segbias_label){"1,234,567", 5}, &ENGLISH, &figure) &&
	          figure.value == 1234);
	cr_expect(segbias_figure_parse((struct segbias_label){"5 USDX", 5}, &ENGLISH, &figure) && figure.value == 5);
	cr_expect_not(segbias_figure_parse((struct segbias_label){"5\0", 2}, &ENGLISH, &figure));
	char text[1000];
	for (size_t size = 380; size < sizeof text; size++) {
		for (size_t i = 0; i < size; i++)
			text[i] = i % 4 == 3 ? ',' : '1';
		cr_expect_not(segbias_figure_parse((struct segbias_label){text, size}, &PLAIN, &figure));
		/* Every group has three digits; the value stays a double until the text is too long. */
		bool whole = segbias_figure_parse((struct segbias_label){text, size}, &ENGLISH, &figure);
		cr_expect(whole == (size < 400 && size % 4 == 3), "%zu", size);
	}
}

Test(figure, a_zero_before_other_digits_makes_a_code)
{
	cr_expect(segbias_figure_leading_zero(segbias_label_of("02139")));
	cr_expect(segbias_figure_leading_zero(segbias_label_of("00")));
	cr_expect_not(segbias_figure_leading_zero(segbias_label_of("0")));
	cr_expect_not(segbias_figure_leading_zero(segbias_label_of("0.5")));
	cr_expect_not(segbias_figure_leading_zero(segbias_label_of("10")));
	cr_expect_not(segbias_figure_leading_zero((struct segbias_label){"01", 1}));
}

/* source: data.census.gov, notes on margins of error: "*****" is a figure that is controlled, whose margin is 0. */
Test(figure, a_margin_of_error_is_the_number_behind_its_sign)
{
	static const struct {
		const char *cell, *number;
	} CASES[] = {
	    {"500", "500"},        {"\u00b1500", "500"}, {"\u00b1 1,200", " 1,200"},
	    {" +/-12.5 ", "12.5"}, {"+/\u221212", "12"}, {"+-7", "7"},
	    {"*****", "0"},        {" ***** ", "0"},     {"****", "****"},
	    {"******", "******"},  {"\u00b1", "\u00b1"}, {"", ""},
	    {"+/-", "+/-"},        {"+12", "+12"},       {"-12", "-12"},
	    {"**", "**"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_label got = segbias_figure_margin(segbias_label_of(CASES[i].cell));
		cr_assert(segbias_label_equal(got, segbias_label_of(CASES[i].number)), "case %zu: \"%.*s\"", i,
		          (int)got.size, got.bytes);
	}
}
