#include "match/born.h"

#include "base/number.h"
#include "values/name.h"

#include <stdio.h>
#include <string.h>

bool segbias_born_is(const struct segbias_policy *policy, struct segbias_label name)
{
	return policy->born.bytes && (segbias_label_equal(policy->born, name) || segbias_name_same(policy->born, name));
}

bool segbias_born_is_age(struct segbias_label name)
{
	return segbias_name_synonym(name, segbias_label_of("age"));
}

/* --- one spelling ----------------------------------------------------------------------------------------------- */

enum segbias_born_what segbias_born_read(const struct segbias_born *born, struct segbias_label spelling, int *age)
{
	struct segbias_date date;
	if (!segbias_date_parse(spelling, born->order, &date))
		return SEGBIAS_BORN_NO_DATE;
	if (segbias_date_placeholder(&date))
		return SEGBIAS_BORN_PLACEHOLDER;
	int years = segbias_date_age(&date, &born->day);
	if (years < 0)
		return SEGBIAS_BORN_AFTER;
	if (years >= SEGBIAS_BORN_AGES)
		return SEGBIAS_BORN_OLD;
	*age = years;
	return date.month ? SEGBIAS_BORN_AGE : SEGBIAS_BORN_YEAR;
}

static bool is_age(enum segbias_born_what what)
{
	return what == SEGBIAS_BORN_AGE || what == SEGBIAS_BORN_YEAR;
}

/* A number in a column of birth dates is no age. Words may be a value of the reference. */
uint32_t segbias_born_resolve(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_born *born = context;
	const struct segbias_value_map *map = born->map;
	bool recoded = map && segbias_intern_find(&map->recode_from, spelling) != SEGBIAS_INTERN_NONE;
	int age = 0;
	char text[16];
	if (recoded || (map && !segbias_label_has_digit(spelling)))
		return segbias_value_map_resolve(map, spelling, how);
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(born->missing, spelling))
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_UNMATCHED;
	if (!is_age(segbias_born_read(born, spelling, &age)))
		return SEGBIAS_ID_UNMATCHED;
	*how = SEGBIAS_HOW_EXACT;
	if (!map)
		return SEGBIAS_ID_FIRST + (uint32_t)age;
	(void)snprintf(text, sizeof text, "%d", age);
	/* An age is no marker of a missing value, whatever the column's own spellings mean: 99 is an age. */
	static const struct segbias_missing NOTHING = {.replaced = true};
	struct segbias_value_map plain = *map;
	plain.missing = &NOTHING;
	plain.recode_from = (struct segbias_intern){0};
	return segbias_value_map_resolve(&plain, segbias_label_of(text), how);
}

/* --- a column --------------------------------------------------------------------------------------------------- */

/* What the head shows, by enum segbias_date_look. */
struct looks {
	size_t of[SEGBIAS_DATE_LOOK_EITHER + 1];
	size_t known;
};

static struct looks look_at(const struct segbias_head *head, size_t field, const struct segbias_policy *policy)
{
	struct looks looks = {.known = 0};
	for (size_t row = 0; row < head->rows; row++) {
		struct segbias_label cell = segbias_head_cell(head, row, field);
		if (segbias_missing_any(&policy->missing, cell))
			continue;
		looks.known++;
		looks.of[segbias_date_look(cell)]++;
	}
	return looks;
}

static bool holds_dates(const struct looks *looks)
{
	return looks->known > 0 && looks->of[SEGBIAS_DATE_LOOK_NONE] * 2 <= looks->known;
}

bool segbias_born_holds(const struct segbias_head *head, size_t field, const struct segbias_policy *policy)
{
	struct looks looks = look_at(head, field, policy);
	return holds_dates(&looks);
}

enum segbias_status segbias_dates_open(const struct segbias_head *head, const struct segbias_dates *dates,
                                       const struct segbias_policy *policy, enum segbias_date_order *order,
                                       struct segbias_error *error)
{
	struct looks looks = look_at(head, dates->field, policy);
	bool day_first = looks.of[SEGBIAS_DATE_LOOK_DAY_FIRST] > 0;
	bool month_first = looks.of[SEGBIAS_DATE_LOOK_MONTH_FIRST] > 0;
	enum segbias_status status = SEGBIAS_OK;
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_label_quote(head->names[dates->field], quoted);
	if (looks.known > 0 && !holds_dates(&looks)) {
		status = segbias_error_set(error, SEGBIAS_DATA, "no_birth_dates|%s: column %s does not hold %s",
		                           dates->option, quoted, dates->what);
		segbias_error_hint(error, "read are 1985-03-09, 09.03.1985, 3/9/1985, 19850309, 9 Mar 1985 and 1985");
	} else if (!day_first && !month_first && looks.of[SEGBIAS_DATE_LOOK_EITHER]) {
		status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "day_or_month_first|%s: the dates of column %s may have the day first or the month: no "
		    "number before the year is over 12",
		    dates->option, quoted);
		segbias_error_hint(error, "write dates as YYYY-MM-DD");
	}
	if (status != SEGBIAS_OK) {
		segbias_error_place(error, head->file, 1, 0);
		return status;
	}
	/* Where the head shows both, segbias_dates_settle names a line. */
	*order = day_first ? SEGBIAS_DATE_DAY_FIRST : month_first ? SEGBIAS_DATE_MONTH_FIRST : SEGBIAS_DATE_ORDER_NONE;
	return SEGBIAS_OK;
}

enum segbias_status segbias_born_open(const struct segbias_head *head, size_t field,
                                      const struct segbias_policy *policy, struct segbias_arena *arena,
                                      struct segbias_born **out, struct segbias_error *error)
{
	const struct segbias_dates dates = {"--born", "birth dates", field};
	enum segbias_date_order order = SEGBIAS_DATE_ORDER_NONE;
	enum segbias_status status = segbias_dates_open(head, &dates, policy, &order, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_born *born = segbias_arena_allocate(arena, sizeof *born);
	if (!born)
		return segbias_error_memory(error);
	*born = (struct segbias_born){.day = policy->as_of, .order = order, .missing = &policy->missing};
	*out = born;
	return SEGBIAS_OK;
}

enum segbias_status segbias_born_plan(const struct segbias_born *born, struct segbias_arena *arena,
                                      struct segbias_plan_column *column, struct segbias_error *error)
{
	struct segbias_label *labels = segbias_arena_array(arena, SEGBIAS_BORN_AGES, sizeof *labels);
	bool ok = labels != NULL;
	for (int age = 0; age < SEGBIAS_BORN_AGES && ok; age++) {
		char text[16];
		(void)snprintf(text, sizeof text, "%d", age);
		ok = segbias_arena_copy(arena, segbias_label_of(text), &labels[age]);
	}
	if (!ok)
		return segbias_error_memory(error);
	column->kind = SEGBIAS_PLAN_MAPPED;
	column->labels = labels;
	column->label_count = SEGBIAS_BORN_AGES;
	column->resolve = segbias_born_resolve;
	column->context = born;
	return SEGBIAS_OK;
}

/* --- after the pour --------------------------------------------------------------------------------------------- */

enum segbias_status segbias_dates_settle(const char *option, enum segbias_date_order order,
                                         const struct segbias_tally *tally, size_t column, const char *file,
                                         struct segbias_error *error)
{
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		enum segbias_date_look look =
		    spelling.id == SEGBIAS_ID_UNMATCHED ? segbias_date_look(spelling.label) : SEGBIAS_DATE_LOOK_NONE;
		bool other = (order == SEGBIAS_DATE_DAY_FIRST && look == SEGBIAS_DATE_LOOK_MONTH_FIRST) ||
		             (order == SEGBIAS_DATE_MONTH_FIRST && look == SEGBIAS_DATE_LOOK_DAY_FIRST);
		bool unknown = order == SEGBIAS_DATE_ORDER_NONE && look != SEGBIAS_DATE_LOOK_NONE &&
		               look != SEGBIAS_DATE_LOOK_CLEAR;
		if (!other && !unknown)
			continue;
		char quoted[SEGBIAS_QUOTE_MAX];
		segbias_label_quote(segbias_tally_name(tally, column), quoted);
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    other
			? "day_or_month_first|%s: column %s has dates with the day first, and this one or others with "
			  "the month first"
			: "day_or_month_first|%s: nothing before this date of column %s says whether the day comes "
			  "first or the month",
		    option, quoted);
		segbias_error_hint(error, "write dates as YYYY-MM-DD");
		segbias_error_place(error, file, spelling.line, spelling.column);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_born_settle(const struct segbias_born_column *column, struct segbias_error *error)
{
	return segbias_dates_settle("--born", column->born->order, column->tally, column->column, column->file, error);
}

/* Records by what their spelling is. */
struct counts {
	double of[SEGBIAS_BORN_WHATS]; /* of what is unmatched, but YEAR: of all */
	double unmatched;
};

static struct counts count(const struct segbias_born_column *column)
{
	struct counts counts = {.unmatched =
	                            (double)segbias_tally_beyond(column->tally, column->column, SEGBIAS_ID_UNMATCHED)};
	for (uint32_t i = 0; i < segbias_tally_spellings(column->tally, column->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(column->tally, column->column, i);
		int age = 0;
		if (spelling.id == SEGBIAS_ID_MISSING || spelling.how == SEGBIAS_HOW_OPTION)
			continue;
		enum segbias_born_what what = segbias_born_read(column->born, spelling.label, &age);
		bool unmatched = spelling.id == SEGBIAS_ID_UNMATCHED;
		counts.unmatched += unmatched ? (double)spelling.count : 0;
		counts.of[what] += unmatched || what == SEGBIAS_BORN_YEAR ? (double)spelling.count : 0;
	}
	return counts;
}

void segbias_born_note(const struct segbias_born_column *column, struct segbias_notes *notes)
{
	static const struct {
		enum segbias_born_what what;
		const char *words;
	} WORDS[] = {{SEGBIAS_BORN_NO_DATE, "no date"},
	             {SEGBIAS_BORN_AFTER, "born after that day"},
	             {SEGBIAS_BORN_OLD, "over 120 years old"},
	             {SEGBIAS_BORN_PLACEHOLDER, "a date that stands for none, such as 1900-01-01"}};
	const struct counts counts = count(column);
	const struct segbias_date *day = &column->born->day;
	struct segbias_text text = {0};
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	double rest = counts.unmatched;
	segbias_label_quote(segbias_tally_name(column->tally, column->column), quoted);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		double records = counts.of[WORDS[i].what];
		rest -= records;
		if (records > 0)
			segbias_text_add_format(&text, "%s%s: %s", text.size ? "; " : "", WORDS[i].words,
			                        segbias_number_group(records, number));
	}
	if (rest > 0)
		segbias_text_add_format(&text, "%sof no age that the reference has: %s", text.size ? "; " : "",
		                        segbias_number_group(rest, number));
	if (counts.unmatched > 0)
		segbias_error_place(
		    segbias_notes_add(notes, "birth_dates", "%s as ages on %04d-%02d-%02d: %s record%s %s (%s)", quoted,
		                      day->year, day->month, day->day, segbias_number_group(counts.unmatched, number),
		                      counts.unmatched == 1 ? "" : "s", column->born->map ? "unmatched" : "left out",
		                      text.data ? text.data : ""),
		    column->file, 1, 0);
	if (counts.of[SEGBIAS_BORN_YEAR] > 0)
		segbias_error_place(
		    segbias_notes_add(notes, "birth_years",
		                      "%s holds a year alone in %s record%s: the age is that of somebody born on 1 "
		                      "July, and may be one off",
		                      quoted, segbias_number_group(counts.of[SEGBIAS_BORN_YEAR], number),
		                      counts.of[SEGBIAS_BORN_YEAR] == 1 ? "" : "s"),
		    column->file, 1, 0);
	segbias_text_release(&text);
}
