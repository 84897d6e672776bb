#include "match/identifying.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

/* A column of `known` cells: `format` with a number that goes round after `different`. */
static struct segbias_identifying column_of(const char *name, bool records, const char *format, int known,
                                            int different)
{
	struct segbias_identifying column = {.name = segbias_label_of(name), .records = records, .people = NAN};
	struct segbias_error error;
	for (int i = 0; i < known; i++) {
		char cell[80];
		const char *at = strchr(format, '#');
		(void)snprintf(cell, sizeof cell, "%.*s%d%s", (int)(at ? at - format : 60), format, i % different,
		               at ? at + 1 : "");
		cr_assert_eq(segbias_identifying_add(&column, segbias_label_of(cell), 1, &error), SEGBIAS_OK);
	}
	return column;
}

static void expect(const struct segbias_identifying *column, const struct segbias_identifying *other, const char *code,
                   size_t row)
{
	struct segbias_identifying_reason reason;
	struct segbias_error error;
	cr_assert_eq(segbias_identifying_why(column, other, &reason, &error), SEGBIAS_OK);
	const char *found = reason.code;
	cr_expect(code ? found && strcmp(found, code) == 0 : !found, "row %zu, %s: %s", row, column->name.bytes,
	          found ? found : "none");
	cr_expect_eq(!found, !reason.because, "row %zu", row);
}

/* '#' stands for the number, which ends the cell where there is none. */
Test(identifying, by_itself)
{
	static const struct {
		const char *name;
		bool records;
		const char *format;
		int known, different;
		const char *code;
	} rows[] = {
	    {"who", true, "q#@x.org", 400, 3, "personal_data"},
	    {"who", false, "q#@x.org", 3, 3, "personal_data"},
	    {"surname", true, "Q", 400, 5, "personal_data"},
	    {"surname", true, "Q", 1, 1, "personal_data"},
	    {"surname", false, "Q", 60, 60, "personal_data"},
	    {"surname", false, "Q", 9, 9, NULL},
	    {"phone", true, "kind ", 400, 9, NULL},
	    {"phone", true, "kind ", 400, 10, "personal_data"},
	    {"phone", true, "kind ", 8, 4, "personal_data"},
	    {"phone", true, "kind ", 19, 4, "personal_data"},
	    {"phone", true, "kind ", 40, 9, NULL},
	    {"phone", true, "0171 5551", 400, 3, "personal_data"},
	    {"birth_date", true, "1977-03-1", 400, 2, "personal_data"},
	    {"passport", true, "C0", 400, 3, NULL},
	    {"passport", true, "C01X", 400, 3, "personal_data"},
	    {"phone_type", true, "kind ", 12, 12, NULL},
	    {"ip country", true, "land ", 400, 60, NULL},
	    {"login_method", true, "by ", 400, 3, NULL},
	    {"user_id", true, "u", 400, 2, "identifier"},
	    {"user_id", false, "u", 9, 9, NULL},
	    {"user_id", false, "u", 10, 10, "identifier"},
	    {"member", true, "m", 400, 9, NULL},
	    {"member", true, "m", 400, 10, "personal_data"},
	    {"member", true, "m", 400, 50, "identifier"},
	    {"note", true, "grade ", 400, 6, NULL},
	    {"note", true, "", 400, 60, NULL},
	    {"note", true, "called Q", 400, 15, "personal_data"},
	    {"owner", true, "Q", 500, 10, NULL},
	    {"owner", false, "Q", 60, 60, NULL},
	    {"guest", true, "Q", 12, 12, "personal_data"},
	    {"guest", true, "Q", 12, 9, "personal_data"},
	    {"guest", true, "Q", 1, 1, "personal_data"},
	    {"customer", true, "Q", 1, 1, "personal_data"},
	    {"Kunde", true, "Q", 2, 2, "personal_data"},
	    {"cliente", true, "Q", 3, 1, "personal_data"},
	    {"customer", true, "Q", 44, 5, "personal_data"},
	    {"customer", true, "Q", 50, 5, NULL},
	    {"customer satisfaction", true, "Q", 3, 3, NULL},
	    {"device", true, "Phone ", 400, 12, NULL},
	    {"device", true, "dev-100", 400, 12, "personal_data"},
	    {"col", true, "1960-03-1", 400, 3, "personal_data"},
	    {"col", true, "1.3.196", 400, 3, "personal_data"},
	    {"col", true, "2020-03-1", 400, 3, NULL},
	    {"col", false, "1960-03-1", 9, 9, NULL},
	    {"col", true, "@q", 400, 3, "personal_data"},
	    {"col", true, "SW1A #AA", 400, 3, "personal_data"},
	    {"col", false, "SW1A #AA", 9, 9, NULL},
	    {"Kundennummer", true, "", 400, 5, "identifier"},
	    {"ref", true, "", 99, 99, NULL},
	    {"ref", true, "", 100, 100, "identifier"},
	    {"ref", true, "", 100, 99, NULL},
	    {"ref", true, "r", 20, 10, "identifier"},
	    {"ref", true, "r", 20, 9, NULL},
	    {"ref", true, "r", 120, 30, "identifier"},
	    {"ref", true, "r", 116, 29, NULL},
	    {"ref", true, "r", 19, 18, NULL},
	    {"ref", false, "r", 400, 400, NULL},
	    {"town", true, "t", 400, 300, NULL},
	    {"gender", true, "g", 40, 20, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column =
		    column_of(rows[i].name, rows[i].records, rows[i].format, rows[i].known, rows[i].different);
		expect(&column, NULL, rows[i].code, i);
		segbias_identifying_release(&column);
	}
}

/* One given name is a person's who has few records: nine and not ten, nor is a word that is no name. */
Test(identifying, one_name)
{
	static const struct {
		const char *value, *code;
		int known;
	} rows[] = {{"Anna", "personal_data", 1},
	            {"Anna", "personal_data", 9},
	            {"Anna", NULL, 10},
	            {"Olivia", "personal_data", 3},
	            {"hat", NULL, 3}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column = {.name = segbias_label_of("col"), .records = true, .people = NAN};
		for (int record = 0; record < rows[i].known; record++)
			cr_assert_eq(segbias_identifying_add(&column, segbias_label_of(rows[i].value), 1, NULL),
			             SEGBIAS_OK);
		expect(&column, NULL, rows[i].code, i);
		segbias_identifying_release(&column);
	}
}

/* What the other file lists are groups, where it is a table, or records of which each value has many. */
Test(identifying, beside_the_other_file)
{
	static const struct {
		const char *name;
		bool records;
		int known, different;
		const char *code;
	} rows[] = {
	    {"ref", false, 60, 60, NULL},
	    {"ref", true, 1000, 60, NULL},
	    {"ref", true, 60, 60, "identifier"},
	    {"ref", true, 240, 60, "identifier"},
	    {"ref", false, 14, 14, "identifier"},
	    {"ref", false, 15, 15, NULL},
	    {"name", false, 60, 60, NULL},
	    {"name", true, 1000, 60, "personal_data"},
	    {"birth_date", false, 60, 60, "personal_data"},
	    {"IBAN", false, 60, 60, "personal_data"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column = column_of(rows[i].name, true, "r", 60, 30);
		struct segbias_identifying other =
		    column_of(rows[i].name, rows[i].records, "r", rows[i].known, rows[i].different);
		expect(&column, &other, rows[i].code, i);
		segbias_identifying_release(&column);
		segbias_identifying_release(&other);
	}
}

/* Neither that all differ nor an ambiguous name counts against a table that lists them; the name of an identifier does. */
Test(identifying, in_a_table)
{
	static const struct {
		const char *name;
		const char *code;
	} rows[] = {{"ref", NULL}, {"member", NULL}, {"user_id", "identifier"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column = column_of(rows[i].name, true, "r", 150, 150);
		struct segbias_identifying other = column_of(rows[i].name, false, "r", 150, 150);
		expect(&column, &other, rows[i].code, i);
		segbias_identifying_release(&column);
		segbias_identifying_release(&other);
	}
}

/* Yes and no say whether there is one; one number in ten has the check digit of a card. */
Test(identifying, flags_and_numbers)
{
	struct segbias_error error;
	struct segbias_identifying flags = {.name = segbias_label_of("email"), .records = true};
	struct segbias_identifying numbers = {.name = segbias_label_of("store"), .records = true};
	for (int i = 0; i < 40; i++) {
		char number[32];
		(void)snprintf(number, sizeof number, "411111111111%04d", i);
		cr_assert_eq(segbias_identifying_add(&flags, segbias_label_of(i % 2 ? "yes" : "no"), 1, &error),
		             SEGBIAS_OK);
		cr_assert_eq(segbias_identifying_add(&numbers, segbias_label_of(number), 1, &error), SEGBIAS_OK);
	}
	expect(&flags, NULL, NULL, 0);
	expect(&numbers, NULL, NULL, 1);
	segbias_identifying_release(&flags);
	segbias_identifying_release(&numbers);
}

/* Ordinary attributes under any name, of files of any size: none tells people apart. */
Test(identifying, categories)
{
	static const struct {
		const char *name;
		int known, different;
	} rows[] = {{"job", 40, 10},       {"Branche", 60, 20},        {"métier", 30, 12},      {"hobby", 50, 15},
	            {"beruf2", 80, 25},    {"favourite_team", 40, 16}, {"diet", 21, 10},        {"ocupación", 100, 28},
	            {"отрасль", 44, 14},   {"职业", 40, 10},           {"المهنة", 36, 12},      {"plan", 25, 8},
	            {"q17_other", 64, 22}, {"vehicle", 48, 12},        {"music_genre", 400, 30}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column =
		    column_of(rows[i].name, true, "class ", rows[i].known, rows[i].different);
		expect(&column, NULL, NULL, i);
		segbias_identifying_release(&column);
	}
}

/* Of a name few have, in a table, people; of one that thousands have a town. */
Test(identifying, names_in_a_table)
{
	for (int thousands = 0; thousands < 2; thousands++) {
		struct segbias_identifying column = column_of("name", false, "Q", 40, 40);
		column.people = thousands ? 1000 : 10;
		expect(&column, NULL, thousands ? NULL : "personal_data", (size_t)thousands);
		segbias_identifying_release(&column);
	}
}

/* Names of people by what names many have, in files of any size; kinds of customers are shown, one of them too. */
Test(identifying, few_records)
{
	static const struct {
		const char *name;
		const char *values[4];
		int times;
		const char *code;
	} rows[] = {
	    {"col", {"Anna Hollerkamp"}, 1, "personal_data"},
	    {"col", {"Anna Hollerkamp", "Grete Quassel"}, 6, "personal_data"},
	    {"col", {"Anna Hollerkamp", "Grete Quassel", "web"}, 6, "personal_data"},
	    {"col", {"Anna Hollerkamp", "shop", "web"}, 6, NULL},
	    {"col", {"Anna Hollerkamp", "Grete Quassel"}, 49, "personal_data"},
	    {"col", {"Anna Hollerkamp", "Grete Quassel"}, 5000, "personal_data"},
	    {"col", {"Anna Hollerkamp", "Grete Quassel", "web", "shop"}, 50, NULL},
	    {"col", {"Anna", "Grete"}, 9, "personal_data"},
	    {"col", {"Anna", "Grete"}, 10, NULL},
	    {"product", {"Anna Hollerkamp", "Grete Quassel"}, 1, NULL},
	    {"town", {"Anna Hollerkamp", "Grete Quassel"}, 1, NULL},
	    {"customer", {"New"}, 1, NULL},
	    {"customer", {"New", "Returning"}, 1, NULL},
	    {"customer", {"yes", "no"}, 1, NULL},
	    {"customer", {"New", "Quassel"}, 1, "personal_data"},
	    {"customer", {"Anna Hollerkamp", "Q"}, 49, "personal_data"},
	    {"customer", {"Anna Hollerkamp", "Q"}, 50, NULL},
	    {"customer", {"Anna Hollerkamp"}, 5000, "personal_data"},
	    {"customer", {"12", "13"}, 1, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column = {
		    .name = segbias_label_of(rows[i].name), .records = true, .people = NAN};
		struct segbias_error error;
		for (size_t at = 0; at < 4 && rows[i].values[at]; at++)
			cr_assert_eq(segbias_identifying_add(&column, segbias_label_of(rows[i].values[at]),
			                                     rows[i].times, &error),
			             SEGBIAS_OK);
		expect(&column, NULL, rows[i].code, i);
		segbias_identifying_release(&column);
	}
}

/* Numbers of telephones in plain digits, where hardly two records have one. */
Test(identifying, telephones_of_their_own)
{
	for (int times = 1; times <= 2; times++) {
		struct segbias_identifying column = {.name = segbias_label_of("col"), .records = true, .people = NAN};
		struct segbias_error error;
		for (int i = 0; i < 14; i++) {
			char number[32];
			(void)snprintf(number, sizeof number, "6%02d%d1234%d", i * 7, i % 10, i % 9 + 1);
			cr_assert_eq(segbias_identifying_add(&column, segbias_label_of(number), times, &error),
			             SEGBIAS_OK);
		}
		expect(&column, NULL, times == 1 ? "personal_data" : NULL, (size_t)times);
		segbias_identifying_release(&column);
	}
}

/* Of a table that counts few a label, or whose column is called after people, full names are theirs; not where records list them. */
Test(identifying, people_in_a_table)
{
	static const char *const PEOPLE[] = {"Anna Hollerkamp", "Grete Quassel", "Ivo Zurbarán"};
	static const struct {
		const char *name;
		double people;
		int listed; /* records of the other file, each */
		const char *code;
	} rows[] = {
	    {"col", 20, 0, "personal_data"}, {"col", NAN, 0, "personal_data"},
	    {"col", 5000, 0, NULL},          {"customer", 5000, 0, "personal_data"},
	    {"customer", 20, 80, NULL},      {"town", 20, 0, NULL},
	    {"product", 20, 0, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_identifying column = {.name = segbias_label_of(rows[i].name), .people = rows[i].people};
		struct segbias_identifying other = {
		    .name = segbias_label_of(rows[i].name), .records = true, .people = NAN};
		struct segbias_error error;
		for (size_t at = 0; at < 3; at++) {
			cr_assert_eq(segbias_identifying_add(&column, segbias_label_of(PEOPLE[at]), 1, &error),
			             SEGBIAS_OK);
			cr_assert_eq(
			    segbias_identifying_add(&other, segbias_label_of(PEOPLE[at]), rows[i].listed, &error),
			    SEGBIAS_OK);
		}
		expect(&column, rows[i].listed ? &other : NULL, rows[i].code, i);
		segbias_identifying_release(&column);
		segbias_identifying_release(&other);
	}
}
