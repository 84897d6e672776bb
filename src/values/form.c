#include "values/form.h"

#include <stdlib.h>
#include <string.h>

/* The same table, read for one kind of entry at a time. */
#define FORM(form, name, rows)
#define HAS(form, column)
#define LIST(form, list, column, kind)
#define CODE(list, code, meaning)
#define PEOPLE(form, column)
#define THOUSANDS(form)

enum rows { TABLE, RECORDS };
enum kind { ALL, SOME };

#undef FORM
#define FORM(form, name, rows) FORM_##form,
enum form {
#include "data/forms.def"
	FORMS
};
#undef FORM
#define FORM(form, name, rows) {name, rows},
static const struct {
	const char *name;
	enum rows rows;
} FORM_TABLE[] = {
#include "data/forms.def"
};
#undef FORM
#define FORM(form, name, rows)

#undef HAS
#define HAS(form, column) {FORM_##form, column},
static const struct {
	enum form form;
	const char *column;
} COLUMNS[] = {
#include "data/forms.def"
};
#undef HAS
#define HAS(form, column)

#undef LIST
#define LIST(form, list, column, kind) LIST_##list,
enum list {
#include "data/forms.def"
	LISTS
};
#undef LIST
#define LIST(form, list, column, kind) {FORM_##form, column, kind},
static const struct {
	enum form form;
	const char *column;
	enum kind kind;
} LIST_TABLE[] = {
#include "data/forms.def"
};
#undef LIST
#define LIST(form, list, column, kind)

_Static_assert((int)LISTS <= 32, "a bit a list");

#undef CODE
#define CODE(list, code, meaning) {LIST_##list, code, meaning},
static const struct {
	enum list list;
	const char *code, *meaning;
} CODES[] = {
#include "data/forms.def"
};
#undef CODE
#define CODE(list, code, meaning)

#undef PEOPLE
#define PEOPLE(form, column) {FORM_##form, column},
static const struct {
	enum form form;
	const char *column;
} PEOPLE_COLUMNS[] = {
#include "data/forms.def"
};
#undef PEOPLE
#define PEOPLE(form, column)

#undef THOUSANDS
#define THOUSANDS(form) FORM_##form,
static const enum form IN_THOUSANDS[] = {
#include "data/forms.def"
};

/* --- forms -------------------------------------------------------------------------------------------------------- */

/* Whether the name is the column's, or begins with what stands before its "*". */
static bool is_column(struct segbias_label name, const char *column)
{
	size_t size = strlen(column);
	if (size > 0 && column[size - 1] == '*')
		return name.size >= size - 1 && memcmp(name.bytes, column, size - 1) == 0;
	return segbias_label_equal(name, segbias_label_of(column));
}

static bool has_columns(enum form form, const struct segbias_label *names, size_t width)
{
	for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
		bool found = COLUMNS[i].form != form;
		for (size_t field = 0; field < width && !found; field++)
			found = is_column(names[field], COLUMNS[i].column);
		if (!found)
			return false;
	}
	return true;
}

struct segbias_form segbias_form_of(const struct segbias_label *names, size_t width)
{
	for (int form = 0; form < FORMS; form++)
		if (has_columns((enum form)form, names, width))
			return (struct segbias_form){.number = form + 1};
	return (struct segbias_form){0};
}

const char *segbias_form_name(const struct segbias_form *form)
{
	return form->number ? FORM_TABLE[form->number - 1].name : "";
}

bool segbias_form_records(const struct segbias_form *form)
{
	return form->number && FORM_TABLE[form->number - 1].rows == RECORDS;
}

bool segbias_form_people(const struct segbias_form *form, struct segbias_label column)
{
	for (size_t i = 0; i < sizeof PEOPLE_COLUMNS / sizeof *PEOPLE_COLUMNS; i++)
		if ((int)PEOPLE_COLUMNS[i].form + 1 == form->number && is_column(column, PEOPLE_COLUMNS[i].column))
			return true;
	return false;
}

bool segbias_form_thousands(const struct segbias_form *form)
{
	for (size_t i = 0; i < sizeof IN_THOUSANDS / sizeof *IN_THOUSANDS; i++)
		if ((int)IN_THOUSANDS[i] + 1 == form->number)
			return true;
	return false;
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

int segbias_form_list(const struct segbias_form *form, struct segbias_label column)
{
	for (int list = 0; list < LISTS; list++)
		if ((int)LIST_TABLE[list].form + 1 == form->number && is_column(column, LIST_TABLE[list].column))
			return list;
	return -1;
}

bool segbias_form_code(int list, size_t number, const char **code, const char **meaning)
{
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		if ((int)CODES[i].list != list || number-- > 0)
			continue;
		*code = CODES[i].code;
		*meaning = CODES[i].meaning;
		return true;
	}
	return false;
}

/* "01" is 1. */
static struct segbias_label without_zeros(struct segbias_label cell)
{
	while (cell.size > 1 && cell.bytes[0] == '0') {
		cell.bytes++;
		cell.size--;
	}
	return cell;
}

static const char *find_code(int list, struct segbias_label cell)
{
	struct segbias_label code = without_zeros(cell);
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if ((int)CODES[i].list == list && segbias_label_equal(code, segbias_label_of(CODES[i].code)))
			return CODES[i].meaning;
	return NULL;
}

/* A number that is smaller than every code of the list. */
static bool is_below(int list, struct segbias_label cell)
{
	long number = 0;
	for (size_t i = 0; i < cell.size; i++) {
		if (cell.bytes[i] < '0' || cell.bytes[i] > '9' || number > 100000)
			return false;
		number = 10 * number + (cell.bytes[i] - '0');
	}
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if ((int)CODES[i].list == list && number >= strtol(CODES[i].code, NULL, 10))
			return false;
	return cell.size > 0;
}

bool segbias_form_fits(int list, struct segbias_label cell)
{
	return find_code(list, cell) != NULL || (LIST_TABLE[list].kind == SOME && is_below(list, cell));
}

struct segbias_label segbias_form_meaning(const struct segbias_form *form, struct segbias_label column,
                                          struct segbias_label cell)
{
	int list = form->lists ? segbias_form_list(form, column) : -1;
	if (list < 0 || !(form->lists >> list & 1))
		return cell;
	const char *meaning = find_code(list, cell);
	return meaning ? segbias_label_of(meaning) : cell;
}
