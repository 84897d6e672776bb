#include "values/figure.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELLS_MAX = 12 };

/* A column: its cells, what is known of it, and what must come out. Values are those of the cells in their order, NAN
 * where a cell is no number. */
struct column {
	const char *cells[CELLS_MAX];
	struct segbias_style_context context;
	enum segbias_style_verdict verdict;
	struct segbias_number_style style;
	double values[CELLS_MAX];
};

#define COMMA_FILE .delimiter = ','
#define SEMICOLON_FILE .delimiter = ';'
#define TAB_FILE .delimiter = '\t'
#define COUNT .count = true
#define DECIDED SEGBIAS_STYLE_DECIDED
#define OPEN SEGBIAS_STYLE_OPEN
#define CONTRADICTED SEGBIAS_STYLE_CONTRADICTED
#define NONE SEGBIAS_STYLE_NONE

static struct segbias_style_evidence look_at(const struct column *column, bool backwards)
{
	struct segbias_style_evidence evidence = {0};
	size_t count = 0;
	while (count < CELLS_MAX && column->cells[count])
		count++;
	for (size_t i = 0; i < count; i++)
		segbias_style_look(&evidence, segbias_label_of(column->cells[backwards ? count - 1 - i : i]));
	return evidence;
}

static void expect_column(const char *table, size_t row, const struct column *column)
{
	struct segbias_style_evidence evidence = look_at(column, false);
	struct segbias_style_evidence backwards = look_at(column, true);
	cr_expect(memcmp(&evidence, &backwards, sizeof evidence) == 0, "%s %zu: order", table, row);
	struct segbias_number_style style = {'x', 'x', true};
	enum segbias_style_verdict verdict = segbias_style_decide(&evidence, &column->context, &style);
	cr_expect(verdict == column->verdict, "%s %zu (%s): verdict %d", table, row, column->cells[0], (int)verdict);
	cr_expect(style.decimal == column->style.decimal && style.thousands == column->style.thousands &&
	              style.indian == column->style.indian,
	          "%s %zu (%s): style %c %x %d", table, row, column->cells[0], style.decimal, (unsigned)style.thousands,
	          style.indian);
	size_t numbers = 0;
	for (size_t i = 0; verdict == DECIDED && i < CELLS_MAX && column->cells[i]; i++) {
		struct segbias_figure figure = {NAN, 0, false, false};
		bool read = segbias_figure_parse(segbias_label_of(column->cells[i]), &style, &figure);
		numbers += read;
		cr_expect(read ? figure.value == column->values[i] : isnan(column->values[i]), "%s %zu: %s is %.17g",
		          table, row, column->cells[i], figure.value);
	}
	cr_expect(verdict != DECIDED || numbers == evidence.numbers, "%s %zu: a style reads every number", table, row);
}

static void expect_columns(const char *table, const struct column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect_column(table, i, &columns[i]);
}

#define EXPECT_COLUMNS(columns) expect_columns(#columns, columns, sizeof(columns) / sizeof *(columns))

Test(style, languages)
{
	static const struct column english[] = {
	    {{"7,500,000", "2,500,000"}, {COMMA_FILE, COUNT}, DECIDED, {'.', ',', 0}, {7500000, 2500000}},
	    {{"7,500,000", "2,500,000"}, {SEMICOLON_FILE}, DECIDED, {'.', ',', 0}, {7500000, 2500000}},
	    {{"1,234.5", "12", "0.25"}, {TAB_FILE}, DECIDED, {'.', ',', 0}, {1234.5, 12, 0.25}},
	    {{"$1,204.50", "$900"}, {COMMA_FILE}, DECIDED, {'.', ',', 0}, {1204.5, 900}},
	    {{"1,234", "12.5"}, {SEMICOLON_FILE}, DECIDED, {'.', ',', 0}, {1234, 12.5}},
	};
	EXPECT_COLUMNS(english);
	static const struct column german[] = {
	    {{"1.234,5", "800"}, {SEMICOLON_FILE}, DECIDED, {',', '.', 0}, {1234.5, 800}},
	    {{"1.234.567", "800"}, {SEMICOLON_FILE}, DECIDED, {',', '.', 0}, {1234567, 800}},
	    {{"1.234.567", "2.500"}, {COMMA_FILE}, DECIDED, {',', '.', 0}, {1234567, 2500}},
	    {{"12,5", "7"}, {SEMICOLON_FILE}, DECIDED, {',', 0, 0}, {12.5, 7}},
	    {{"12,5", "1.204"}, {SEMICOLON_FILE}, DECIDED, {',', '.', 0}, {12.5, 1204}},
	    {{"0,512", "1,204"}, {SEMICOLON_FILE}, DECIDED, {',', 0, 0}, {0.512, 1.204}},
	    {{"1234,567", "1,204"}, {SEMICOLON_FILE}, DECIDED, {',', 0, 0}, {1234.567, 1.204}},
	    {{"1.204,50 €", "12,00 €"}, {SEMICOLON_FILE}, DECIDED, {',', '.', 0}, {1204.5, 12}},
	    {{"12,5 %", "87,5 %"}, {SEMICOLON_FILE}, DECIDED, {',', 0, 0}, {12.5, 87.5}},
	};
	EXPECT_COLUMNS(german);
	static const struct column french[] = {
	    {{"1\u202F234\u202F567", "800"}, {SEMICOLON_FILE, COUNT}, DECIDED, {'.', ' ', 0}, {1234567, 800}},
	    {{"1\u202F234", "12\u00A0345", "1 000"}, {COMMA_FILE, COUNT}, DECIDED, {'.', ' ', 0}, {1234, 12345, 1000}},
	    {{"1 200,50 €", "3,20 €"}, {SEMICOLON_FILE}, DECIDED, {',', ' ', 0}, {1200.5, 3.2}},
	};
	EXPECT_COLUMNS(french);
	static const struct column swiss[] = {
	    {{"1'234.50", "12.00"}, {COMMA_FILE}, DECIDED, {'.', '\'', 0}, {1234.5, 12}},
	    {{"1’234", "2'345’678"}, {SEMICOLON_FILE, COUNT}, DECIDED, {'.', '\'', 0}, {1234, 2345678}},
	    {{"1’234,50"}, {SEMICOLON_FILE}, DECIDED, {',', '\'', 0}, {1234.5}},
	};
	EXPECT_COLUMNS(swiss);
	static const struct column spanish[] = {
	    /* No separator in four digits. */
	    {{"1234", "12.345", "980"}, {SEMICOLON_FILE, COUNT}, DECIDED, {',', '.', 0}, {1234, 12345, 980}},
	    {{"1234", "12.345.678"}, {SEMICOLON_FILE}, DECIDED, {',', '.', 0}, {1234, 12345678}},
	};
	EXPECT_COLUMNS(spanish);
	static const struct column polish[] = {
	    {{"12\u00A0345,67 zł", "99,00 zł"}, {SEMICOLON_FILE}, DECIDED, {',', ' ', 0}, {12345.67, 99}},
	};
	EXPECT_COLUMNS(polish);
	static const struct column indian[] = {
	    {{"12,34,567", "12,345", "999"}, {COMMA_FILE, COUNT}, DECIDED, {'.', ',', 1}, {1234567, 12345, 999}},
	    {{"₹1,00,000.50", "₹99"}, {SEMICOLON_FILE}, DECIDED, {'.', ',', 1}, {100000.5, 99}},
	    {{"12,345", "1,234"}, {COMMA_FILE}, DECIDED, {'.', ',', 0}, {12345, 1234}},
	};
	EXPECT_COLUMNS(indian);
	static const struct column arabic[] = {
	    {{"١٬٢٣٤", "٥٦٧"}, {COMMA_FILE, COUNT}, DECIDED, {'.', 0x066C, 0}, {1234, 567}},
	    {{"١٢٫٥", "٨٧٫٥"}, {COMMA_FILE}, DECIDED, {'.', 0, 0}, {12.5, 87.5}},
	    {{"١٬٢٣٤٫٥٪"}, {COMMA_FILE}, DECIDED, {'.', 0x066C, 0}, {1234.5}},
	    {{"۱۲۳۴", "۵۶"}, {TAB_FILE, COUNT}, DECIDED, {'.', 0, 0}, {1234, 56}},
	};
	EXPECT_COLUMNS(arabic);
}

Test(style, a_count_beside_figures_without_separator)
{
	static const struct column counts[] = {
	    {{"488.202", "51.300", "800"}, {SEMICOLON_FILE, COUNT}, DECIDED, {',', '.', 0}, {488202, 51300, 800}},
	    {{"488.202", "51.300", "800"}, {COMMA_FILE, COUNT}, DECIDED, {',', '.', 0}, {488202, 51300, 800}},
	    {{"1.204", "800", "950"}, {TAB_FILE, COUNT}, DECIDED, {',', '.', 0}, {1204, 800, 950}},
	    {{"12,000", "800", "3,500"}, {SEMICOLON_FILE, COUNT}, DECIDED, {'.', ',', 0}, {12000, 800, 3500}},
	    /* Too few. */
	    {{"1.204", "800"}, {SEMICOLON_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    {{"1.204"}, {COMMA_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    {{"1.204"}, {SEMICOLON_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    /* A 0 is written without decimals by many. */
	    {{"1.204", "2.310", "0"}, {COMMA_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    /* Longer than those that have one, and yet without: no thousands, no fractions. */
	    {{"51.300", "12345", "800"}, {SEMICOLON_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    {{"1.300", "1234", "800"}, {SEMICOLON_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    /* Fractions that exclude thousands stay fractions. */
	    {{"1.204", "0.800", "7"}, {COMMA_FILE, COUNT}, DECIDED, {'.', 0, 0}, {1.204, 0.8, 7}},
	    {{"1.204", "51.3", "800"}, {COMMA_FILE, COUNT}, DECIDED, {'.', 0, 0}, {1.204, 51.3, 800}},
	    /* Every one with a point: the delimiter says which sign is free for thousands. */
	    {{"488.202", "51.300", "12.800"}, {SEMICOLON_FILE, COUNT}, DECIDED, {',', '.', 0}, {488202, 51300, 12800}},
	    {{"488.202", "51.300", "12.800"}, {COMMA_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    {{"488.202", "51.300", "12.800"}, {TAB_FILE, COUNT}, OPEN, {',', '.', 0}, {0}},
	    {{"488,202", "51,300", "12,800"}, {SEMICOLON_FILE, COUNT}, OPEN, {'.', ',', 0}, {0}},
	    {{"488,202", "51,300", "12,800"}, {TAB_FILE, COUNT}, OPEN, {'.', ',', 0}, {0}},
	    /* The only style that reads both makes fractions of people. */
	    {{"1 234", "12.345", "800"}, {SEMICOLON_FILE, COUNT}, OPEN, {'.', ' ', 0}, {0}},
	    {{"1,234,567", "12.345", "800"}, {COMMA_FILE, COUNT}, OPEN, {'.', ',', 0}, {0}},
	};
	EXPECT_COLUMNS(counts);
}

Test(style, conventions_of_files)
{
	static const struct column columns[] = {
	    {{"12,000", "15,000", "2,000"}, {COMMA_FILE, COUNT}, DECIDED, {'.', ',', 0}, {12000, 15000, 2000}},
	    {{"3,500", "3,500"}, {COMMA_FILE}, DECIDED, {'.', ',', 0}, {3500, 3500}},
	    {{"3,500"}, {COMMA_FILE, COUNT}, DECIDED, {'.', ',', 0}, {3500}},
	    {{"12,000"}, {SEMICOLON_FILE}, OPEN, {'.', ',', 0}, {0}},
	    {{"12,000"}, {TAB_FILE}, OPEN, {'.', ',', 0}, {0}},
	    {{"1.204", "2.350"}, {COMMA_FILE}, DECIDED, {'.', 0, 0}, {1.204, 2.35}},
	    {{"1.204", "2.350", "800"}, {COMMA_FILE}, DECIDED, {'.', 0, 0}, {1.204, 2.35, 800}},
	    {{"1.204", "2.350"}, {SEMICOLON_FILE}, OPEN, {',', '.', 0}, {0}},
	    /* A number that excludes the convention. */
	    {{"12,5", "3,500"}, {COMMA_FILE}, DECIDED, {',', 0, 0}, {12.5, 3.5}},
	    {{"1,23"}, {COMMA_FILE}, DECIDED, {',', 0, 0}, {1.23}},
	    {{"0,123"}, {COMMA_FILE}, DECIDED, {',', 0, 0}, {0.123}},
	    {{"1.234.567", "1.234"}, {COMMA_FILE, COUNT}, DECIDED, {',', '.', 0}, {1234567, 1234}},
	    {{"1,234e5", "2"}, {COMMA_FILE}, DECIDED, {',', 0, 0}, {123400, 2}},
	    /* Money has no three decimals, percents no thousands. */
	    {{"€1.204", "€2.350"}, {COMMA_FILE}, OPEN, {',', '.', 0}, {0}},
	    {{"45,123 %", "54,877 %"}, {COMMA_FILE}, OPEN, {'.', ',', 0}, {0}},
	    {{"45.123 %", "54.877 %"}, {COMMA_FILE}, DECIDED, {'.', 0, 0}, {45.123, 54.877}},
	    /* Both signs, neither of them alone in a number that tells. */
	    {{"1.204", "1,204"}, {COMMA_FILE}, OPEN, {'.', ',', 0}, {0}},
	    /* Blanks are thousands, so that the point is none. */
	    {{"1 234", "12.345"}, {SEMICOLON_FILE}, DECIDED, {'.', ' ', 0}, {1234, 12.345}},
	    {{"1 234", "12,345"}, {COMMA_FILE}, DECIDED, {',', ' ', 0}, {1234, 12.345}},
	};
	EXPECT_COLUMNS(columns);
}

Test(style, other_columns)
{
	static const struct column columns[] = {
	    {{"1.204"}, {SEMICOLON_FILE, COUNT, .elsewhere = ','}, DECIDED, {',', '.', 0}, {1204}},
	    {{"1.204"}, {COMMA_FILE, COUNT, .elsewhere = ','}, DECIDED, {',', '.', 0}, {1204}},
	    {{"1.204"}, {COMMA_FILE, COUNT, .elsewhere = '.'}, OPEN, {',', '.', 0}, {0}},
	    {{"1.204"}, {SEMICOLON_FILE, .elsewhere = '.'}, DECIDED, {'.', 0, 0}, {1.204}},
	    {{"1,204"}, {SEMICOLON_FILE, .elsewhere = '.'}, DECIDED, {'.', ',', 0}, {1204}},
	    {{"1,204"}, {COMMA_FILE, .elsewhere = ','}, DECIDED, {',', 0, 0}, {1.204}},
	    {{"1,204"}, {COMMA_FILE, COUNT, .elsewhere = ','}, OPEN, {'.', ',', 0}, {0}},
	    {{"1.204", "2.304", "3.404"}, {SEMICOLON_FILE, COUNT, .elsewhere = '.'}, OPEN, {',', '.', 0}, {0}},
	    {{"12.5", "1.204"}, {SEMICOLON_FILE, .elsewhere = ','}, DECIDED, {'.', 0, 0}, {12.5, 1.204}},
	};
	EXPECT_COLUMNS(columns);
	static const struct {
		const char *cells[3];
		char proof;
	} proofs[] = {{{"12.5"}, '.'},           {{"12,5"}, ','},      {{"1,234,567"}, '.'}, {{"1.234.567", "3"}, ','},
	              {{"1.234", "800"}, 0},     {{"12"}, 0},          {{"1 234"}, 0},       {{"12.5", "12,5"}, 0},
	              {{"0,512", "1.204"}, ','}, {{"12,34,567"}, '.'}, {{"x"}, 0},           {{"١٢٫٥"}, 0}};
	for (size_t i = 0; i < sizeof proofs / sizeof *proofs; i++) {
		struct segbias_style_evidence evidence = {0};
		for (size_t j = 0; j < 3 && proofs[i].cells[j]; j++)
			segbias_style_look(&evidence, segbias_label_of(proofs[i].cells[j]));
		cr_expect(segbias_style_proof(&evidence) == proofs[i].proof, "%s", proofs[i].cells[0]);
	}
}

Test(style, what_the_user_says)
{
	static const struct column columns[] = {
	    {{"1.204"}, {COMMA_FILE, COUNT, .decimal = ','}, DECIDED, {',', '.', 0}, {1204}},
	    {{"1.204"}, {COMMA_FILE, COUNT, .decimal = '.'}, DECIDED, {'.', 0, 0}, {1.204}},
	    {{"1.204"},
	     {SEMICOLON_FILE, COUNT, .thousands_given = true, .thousands = '.'},
	     DECIDED,
	     {',', '.', 0},
	     {1204}},
	    {{"1,204"},
	     {SEMICOLON_FILE, COUNT, .thousands_given = true, .thousands = ','},
	     DECIDED,
	     {'.', ',', 0},
	     {1204}},
	    {{"1,204"}, {COMMA_FILE, .thousands_given = true, .thousands = 0}, DECIDED, {',', 0, 0}, {1.204}},
	    {{"1,204"}, {COMMA_FILE, .thousands_given = true, .thousands = '.'}, DECIDED, {',', '.', 0}, {1.204}},
	    {{"1.204"}, {SEMICOLON_FILE, .thousands_given = true, .thousands = 0xA0}, DECIDED, {'.', 0xA0, 0}, {1.204}},
	    {{"1 204,5"},
	     {SEMICOLON_FILE, .thousands_given = true, .thousands = 0xA0},
	     DECIDED,
	     {',', 0xA0, 0},
	     {1204.5}},
	    {{"12,34,567"}, {COMMA_FILE, .thousands_given = true, .thousands = ','}, DECIDED, {'.', ',', 1}, {1234567}},
	    {{"١٬٢٣٤"}, {COMMA_FILE, .thousands_given = true, .thousands = 0x066C}, DECIDED, {'.', 0x066C, 0}, {1234}},
	    {{"800"}, {COMMA_FILE, .decimal = ','}, DECIDED, {',', 0, 0}, {800}},
	    {{"1 234", "12.345"}, {COMMA_FILE, COUNT, .decimal = '.'}, DECIDED, {'.', ' ', 0}, {1234, 12.345}},
	    {{"12.5", "7"}, {COMMA_FILE, .decimal = ','}, CONTRADICTED, {',', 0, 0}, {0}},
	    {{"1.234,5"},
	     {SEMICOLON_FILE, .thousands_given = true, .thousands = ','},
	     CONTRADICTED,
	     {'.', ',', 0},
	     {0}},
	    {{"1,234"},
	     {COMMA_FILE, .decimal = '.', .thousands_given = true, .thousands = ' '},
	     CONTRADICTED,
	     {'.', ' ', 0},
	     {0}},
	    {{"800"},
	     {COMMA_FILE, .decimal = '.', .thousands_given = true, .thousands = '.'},
	     CONTRADICTED,
	     {'.', '.', 0},
	     {0}},
	    {{"Berlin"}, {COMMA_FILE, .decimal = ','}, NONE, {',', 0, 0}, {0}},
	};
	EXPECT_COLUMNS(columns);
}

Test(style, contradictions_and_columns_without_numbers)
{
	static const struct column columns[] = {
	    {{"12.5", "13.5", "12,5"}, {COMMA_FILE}, CONTRADICTED, {'.', 0, 0}, {0}},
	    {{"1.234.567", "12.5"}, {SEMICOLON_FILE}, CONTRADICTED, {'.', 0, 0}, {0}},
	    {{"1 234", "1'234"}, {SEMICOLON_FILE}, CONTRADICTED, {'.', ' ', 0}, {0}},
	    {{"12,34,567", "123,456"}, {COMMA_FILE}, CONTRADICTED, {'.', ',', 0}, {0}},
	    {{"Berlin", "2021-03-04", "1.2.3", "18-24", "", "--", "%", "(1,234)", "1,2,3"},
	     {COMMA_FILE},
	     NONE,
	     {'.', 0, 0},
	     {0}},
	    {{NULL}, {COMMA_FILE}, NONE, {'.', 0, 0}, {0}},
	    {{"Berlin", "1.234,5", "n/a"}, {SEMICOLON_FILE}, DECIDED, {',', '.', 0}, {NAN, 1234.5, NAN}},
	    {{"01001", "90210"}, {COMMA_FILE}, DECIDED, {'.', 0, 0}, {1001, 90210}},
	    {{"1e3", "-5", "+7"}, {COMMA_FILE, COUNT}, DECIDED, {'.', 0, 0}, {1000, -5, 7}},
	};
	EXPECT_COLUMNS(columns);
}

Test(style, evidence_counts)
{
	static const char *const cells[] = {"5 %",   "% 6,5", "€ 7",   "8 kr",  "",    "x",
	                                    "1.204", "1,204", "١٬٢٣٤", "1,2,3", "12e3"};
	struct segbias_style_evidence evidence = {0};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		segbias_style_look(&evidence, segbias_label_of(cells[i]));
	cr_expect(evidence.numbers == 8 && evidence.others == 3);
	cr_expect(evidence.percents == 2 && evidence.currencies == 2 && evidence.arabic == 1);
	cr_expect(evidence.twofold[0] == 1 && evidence.twofold[1] == 1 && evidence.twofold_short == 2);
}

Test(style, examples)
{
	static const struct {
		struct segbias_number_style style;
		const char *text;
	} rows[] = {{{'.', 0, false}, "1234.5"},       {{',', 0, false}, "1234,5"},
	            {{',', '.', false}, "1.234,5"},    {{'.', ',', false}, "1,234.5"},
	            {{',', 0x202F, false}, "1 234,5"}, {{'.', 0x2019, false}, "1'234.5"},
	            {{'.', ',', true}, "12,34,567.8"}, {{'.', 0x066C, false}, "1٬234.5"}};
	char out[SEGBIAS_STYLE_EXAMPLE_MAX];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(segbias_style_example(&rows[i].style, out), rows[i].text);
	cr_expect(segbias_style_separates(' ') && segbias_style_separates(0x202F) && segbias_style_separates(0x2019));
	cr_expect_not(segbias_style_separates('_') || segbias_style_separates('\t') || segbias_style_separates(0));
}

/* --- numbers written in a style read back as the same numbers, or are open ------------------------------------------ */

enum { DIGITS_MAX = 48 };

struct writing {
	const char *decimal, *thousands;
	bool indian;
	bool four; /* no separator in four digits */
	const char *before, *after;
	uint32_t zero;
};

static const struct writing WRITINGS[] = {
    {".", ",", false, false, "", "", '0'},        {".", "", false, false, "", "", '0'},
    {",", "", false, false, "", "", '0'},         {",", ".", false, false, "", "", '0'},
    {",", ".", false, true, "", " €", '0'},       {",", "\u202F", false, false, "", "\u00A0€", '0'},
    {",", "\u00A0", false, true, "", " zł", '0'}, {".", "\u2019", false, false, "CHF ", "", '0'},
    {".", "'", false, false, "", "", '0'},        {".", ",", true, false, "₹", "", '0'},
    {"٫", "٬", false, false, "", "", 0x0660},     {".", ",", false, false, "", "%", '0'},
    {".", " ", false, false, "", "", '0'},
};

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void append_digit(char *out, uint32_t zero, char digit)
{
	char text[3] = {digit, '\0', '\0'};
	if (zero != '0') { /* of the range U+0660 to U+066F: two bytes */
		text[0] = (char)0xD9;
		text[1] = (char)(0xA0 + (digit - '0'));
	}
	strcat(out, text);
}

/* Writes `digits`, the last `decimals` of them after the decimal sign. */
static void write_number(const struct writing *how, const char *digits, size_t decimals, char *out)
{
	size_t whole = strlen(digits) - decimals;
	strcpy(out, how->before);
	for (size_t i = 0; i < whole; i++) {
		size_t left = whole - i;
		bool starts_group = how->indian ? left == 3 || (left > 3 && left % 2 == 1) : left % 3 == 0;
		if (i > 0 && starts_group && !(how->four && whole == 4))
			strcat(out, how->thousands);
		append_digit(out, how->zero, digits[i]);
	}
	if (decimals > 0)
		strcat(out, how->decimal);
	for (size_t i = 0; i < decimals; i++)
		append_digit(out, how->zero, digits[whole + i]);
	strcat(out, how->after);
}

/* Digits of a random number, without needless zeros before it. `precision`: 0 to 4 decimals, 5: as many as there are. */
static size_t random_digits(uint64_t *state, unsigned precision, char digits[static DIGITS_MAX])
{
	size_t decimals = precision < 5 ? precision : next_random(state) % 5;
	uint64_t whole = next_random(state) % (uint64_t)pow(10, (double)(1 + next_random(state) % 8));
	uint64_t part = next_random(state) % (uint64_t)pow(10, (double)decimals);
	while (precision == 5 && decimals > 0 && part % 10 == 0) {
		part /= 10;
		decimals--;
	}
	if (decimals > 0)
		(void)snprintf(digits, DIGITS_MAX, "%llu%0*llu", (unsigned long long)whole, (int)decimals,
		               (unsigned long long)part);
	else
		(void)snprintf(digits, DIGITS_MAX, "%llu", (unsigned long long)whole);
	return decimals;
}

/* One column of random numbers; returns the verdict. */
static enum segbias_style_verdict expect_read_back(uint64_t *state, const struct writing *how, bool count)
{
	/* In a comma-delimited file a point is the decimal sign, and a comma is none. A count is whole. */
	bool english = strcmp(how->decimal, ",") != 0;
	static const char DELIMITERS[] = ";\t,";
	struct segbias_style_context context = {
	    .count = count, .delimiter = DELIMITERS[next_random(state) % (english || count ? 3 : 2)]};
	unsigned precision = count ? 0 : (unsigned)(next_random(state) % 6);
	size_t size = 1 + next_random(state) % 8;
	char cells[8][64];
	double values[8];
	struct segbias_style_evidence evidence = {0};
	for (size_t i = 0; i < size; i++) {
		char digits[DIGITS_MAX], plain[DIGITS_MAX + 2];
		size_t decimals = random_digits(state, precision, digits);
		write_number(how, digits, decimals, cells[i]);
		size_t whole = strlen(digits) - decimals;
		(void)snprintf(plain, sizeof plain, "%.*s.%s", (int)whole, digits, digits + whole);
		values[i] = strtod(plain, NULL);
		segbias_style_look(&evidence, segbias_label_of(cells[i]));
	}
	struct segbias_number_style style = {0};
	enum segbias_style_verdict verdict = segbias_style_decide(&evidence, &context, &style);
	cr_assert(verdict == DECIDED || verdict == OPEN, "%s: verdict %d", cells[0], (int)verdict);
	for (size_t i = 0; verdict == DECIDED && i < size; i++) {
		struct segbias_figure figure = {NAN, 0, false, false};
		cr_assert(segbias_figure_parse(segbias_label_of(cells[i]), &style, &figure), "%s", cells[i]);
		cr_assert(figure.value == values[i], "%s beside %s is %.17g", cells[i], cells[0], figure.value);
	}
	return verdict;
}

Test(style, written_numbers_read_back_or_are_open)
{
	uint64_t state = 88172645463325252U;
	for (size_t i = 0; i < sizeof WRITINGS / sizeof *WRITINGS; i++) {
		size_t decided = 0;
		enum { ROUNDS = 4000 };
		for (size_t round = 0; round < ROUNDS; round++)
			decided += expect_read_back(&state, &WRITINGS[i], round % 2 == 0) == DECIDED;
		cr_expect(decided >= ROUNDS * 8 / 10, "writing %zu: %zu of %d decided", i, decided, ROUNDS);
	}
}

/* --- whatever the cells are, a decided style reads each number, and the counts agree with the reading ---------------- */

static void random_cell(uint64_t *state, char out[static 64])
{
	static const char *const pieces[] = {"0", "1", "12",     "234", "567", "4567", ",", ".",
	                                     " ", "'", "\u202F", "٬",   "٫",   "٢٣٤",  "-", "+",
	                                     "%", "$", "€",      "e5",  "EUR", " kr",  "x"};
	size_t count = 1 + next_random(state) % 6;
	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		strcat(out, pieces[next_random(state) % (sizeof pieces / sizeof *pieces)]);
}

static bool some_style_reads(const char *cell)
{
	static const struct segbias_number_style styles[] = {
	    {'.', ',', false}, {'.', ' ', false}, {'.', '\'', false}, {'.', ',', true},
	    {',', '.', false}, {',', ' ', false}, {',', '\'', false},
	};
	struct segbias_figure figure;
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (segbias_figure_parse(segbias_label_of(cell), &styles[i], &figure))
			return true;
	return false;
}

Test(style, any_cells)
{
	uint64_t state = 2463534242U;
	size_t decided = 0;
	size_t with_others = 0;
	for (size_t round = 0; round < 60000; round++) {
		char cells[3][64];
		size_t size = 1 + next_random(&state) % 3;
		struct segbias_style_evidence evidence = {0};
		size_t numbers = 0;
		for (size_t i = 0; i < size; i++) {
			random_cell(&state, cells[i]);
			segbias_style_look(&evidence, segbias_label_of(cells[i]));
			numbers += some_style_reads(cells[i]);
		}
		cr_assert(evidence.numbers == numbers && evidence.others == size - numbers, "%s", cells[0]);
		struct segbias_style_context context = {.count = round % 2 == 0, .delimiter = round % 3 ? ',' : ';'};
		struct segbias_number_style style = {0};
		enum segbias_style_verdict verdict = segbias_style_decide(&evidence, &context, &style);
		cr_assert((verdict == NONE) == (numbers == 0), "%s", cells[0]);
		if (verdict != DECIDED && verdict != OPEN)
			continue;
		size_t read = 0;
		for (size_t i = 0; i < size; i++) {
			struct segbias_figure figure;
			read += segbias_figure_parse(segbias_label_of(cells[i]), &style, &figure);
		}
		cr_assert(read == numbers, "%s", cells[0]);
		decided += verdict == DECIDED && numbers > 1;
		with_others += numbers < size;
	}
	cr_expect(decided > 1000 && with_others > 1000, "%zu %zu", decided, with_others);
}
