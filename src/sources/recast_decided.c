/* Form: a row a group, with the count of those about whom a decision was made and, in the column of the decision, of those who were
 * selected: "sex,applicants,selected". Each row becomes two: so many who were selected, and so many who were not.
 *
 * Told only where the decision is named (--decision COL): it holds counts, of which one is over 1, and each is of the larger count
 * beside it, which --count names or its words say (data/applicants.def). "applicants rejected" is not all of them, and is refused in
 * that place, and rates in the place of either. Columns of fractions and percents beside them, and those that are called rates, are left
 * out: they are reckoned anew. */
#include "sources/recast.h"

#include "base/number.h"
#include "base/unicode.h"
#include "sources/recast_rows.h"
#include "values/applicants.h"
#include "values/boolean.h"
#include "values/column.h"
#include "values/figure.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A column of numbers. */
struct numbers {
	struct segbias_number_style style;
	bool all;       /* every cell that is not empty is one */
	bool open;      /* 1.204 may be one or over a thousand */
	bool fractions; /* one is no whole number (611.0 is one), or is of percent */
	bool marks;     /* every cell that is no number stands for a hidden one, and there are both */
	double most;
	double above; /* the same of plain numbers, where others are none */
	size_t empty, count;
};

struct form {
	struct segbias_recast_rows rows;
	size_t decision, count; /* the columns */
	size_t counts[2];       /* two that may be the latter by their names; SIZE_MAX: there are none */
	bool by_name;           /* the count has a word of applicants */
	bool of_rejected;       /* it says that it is of those who were not selected */
	bool *left;             /* [width]: columns of rates */
};

/* Whether the column is one of rates by its name: "selection_rate", "hired %", "Einstellungsquote", "hired per 1000". False: out of memory. */
static bool says_rate(struct segbias_label name, bool *says)
{
	static const char *const ENDS[] = {"*quote", "*srate", "*anteil", "*率"};
	uint64_t words = 0;
	struct segbias_text split = {0};
	bool ok = segbias_column_words(name, &words);
	segbias_column_split(name, &split);
	*says = segbias_word_in(words, SEGBIAS_WORD_RATE) || segbias_word_in(words, SEGBIAS_WORD_SHARE) ||
	        segbias_word_in(words, SEGBIAS_WORD_PERCENT);
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS && split.data; i++)
		*says = *says || segbias_column_stands(ENDS[i], split.data);
	ok = ok && !split.failed;
	segbias_text_release(&split);
	return ok;
}

/* SIZE_MAX: none, or several. */
static size_t find_column(const struct segbias_recast_rows *rows, const char *name)
{
	size_t found = segbias_recast_rows_find(rows, name);
	for (size_t i = 0; found == SIZE_MAX && i < rows->width; i++)
		if (segbias_unicode_same(rows->names[i], segbias_label_of(name)))
			found = i;
	return found;
}

/* The column of all about whom it was decided: that of the option, else the only one whose name says so; one that says that it is of
 * those who were not selected only where nothing else is there. */
static enum segbias_status find_count(const struct segbias_melting *file, struct form *form,
                                      struct segbias_error *error)
{
	size_t last[2] = {SIZE_MAX, SIZE_MAX}; /* of all, of those who were not selected */
	size_t named[2] = {0, 0};
	size_t asked = file->count ? find_column(&form->rows, file->count) : SIZE_MAX;
	form->counts[0] = form->counts[1] = SIZE_MAX;
	for (size_t i = 0; i < form->rows.width; i++) {
		bool is = false;
		bool rejected = false;
		bool rate = false;
		if (!segbias_name_says_applicants(form->rows.names[i], &is) ||
		    !segbias_name_says_rejected(form->rows.names[i], &rejected) ||
		    !says_rate(form->rows.names[i], &rate))
			return segbias_error_memory(error);
		is = is && !rate; /* "% of applicants" */
		if (i == form->decision || (file->count ? i != asked : !is))
			continue;
		if (!rejected && is)
			form->counts[named[false] > 0] = i;
		last[rejected] = i;
		named[rejected] += is;
	}
	form->by_name = named[false] == 1;
	form->of_rejected = named[false] == 0 && last[true] != SIZE_MAX;
	form->count = file->count ? asked : form->by_name ? last[false] : form->of_rejected ? last[true] : SIZE_MAX;
	return SEGBIAS_OK;
}

/* Whether the cell stands for a figure that is hidden: "<5", "*", "c", "(D)", "under 5". */
static bool is_mark(struct segbias_label cell)
{
	enum { LETTER = 1, SIZE_MOST = 24 };
	static const char BEGINS[] = "<(*.[-";
	bool yes = false;
	if (cell.size == 0 || cell.size > SIZE_MOST || segbias_boolean_parse(cell, &yes))
		return false;
	return cell.size == LETTER || memchr(BEGINS, cell.bytes[0], sizeof BEGINS - 1) || segbias_label_has_digit(cell);
}

/* Looks at every cell of a column. */
static void look(const struct segbias_melting *file, struct form *form, size_t column, struct numbers *out)
{
	struct segbias_style_evidence evidence = {0};
	struct segbias_style_context context = file->style;
	*out = (struct numbers){.all = true};
	context.delimiter = file->delimiter;
	context.count = true;
	segbias_recast_rows_rewind(file, &form->rows);
	while (segbias_recast_rows_next(&form->rows))
		if (form->rows.fields[column].size > 0)
			segbias_style_look(&evidence, form->rows.fields[column]);
	enum segbias_style_verdict verdict = segbias_style_decide(&evidence, &context, &out->style);
	out->open = verdict == SEGBIAS_STYLE_OPEN;
	out->all = out->open || verdict == SEGBIAS_STYLE_DECIDED;
	size_t marks = 0;
	size_t others = 0;
	segbias_recast_rows_rewind(file, &form->rows);
	while (segbias_recast_rows_next(&form->rows)) {
		struct segbias_figure figure = {0};
		struct segbias_label cell = form->rows.fields[column];
		double plain = 0;
		out->count++;
		if (cell.size == 0) {
			out->empty++;
			continue;
		}
		bool number = segbias_number_parse(cell, '.', &plain);
		marks += !number && is_mark(cell);
		others += !number && !is_mark(cell);
		out->above = fmax(out->above, number ? plain : 0);
		out->all = out->all && segbias_figure_parse(cell, &out->style, &figure);
		out->fractions = out->fractions || floor(figure.value) != figure.value || figure.percent;
		out->most = fmax(out->most, figure.value);
	}
	out->all = out->all && out->empty < out->count;
	out->marks = !out->all && marks > 0 && others == 0 && out->above > 1;
}

/* Whether two rows are of the same group: then the decision is one of the group's marks. Few rows are looked at: a table of more
 * that holds no number over 1 is none of counts. */
static bool repeats(const struct segbias_melting *file, struct form *form, struct segbias_error *error, bool *out)
{
	enum { ROWS_MAX = 500 };
	struct segbias_text keys = {0};
	size_t starts[ROWS_MAX + 1] = {0};
	size_t count = 0;
	*out = false;
	segbias_recast_rows_rewind(file, &form->rows);
	while (!*out && segbias_recast_rows_next(&form->rows)) {
		if (count == ROWS_MAX) {
			*out = true;
			break;
		}
		for (size_t i = 0; i < form->rows.width; i++)
			if (i != form->decision && i != form->count && !form->left[i])
				segbias_recast_put(&keys, form->rows.fields[i]);
		starts[++count] = keys.size;
		size_t size = starts[count] - starts[count - 1];
		for (size_t i = 0; i + 1 < count && keys.data && !keys.failed; i++)
			*out = *out || (starts[i + 1] - starts[i] == size &&
			                memcmp(keys.data + starts[i], keys.data + starts[count - 1], size) == 0);
	}
	bool ok = !keys.failed;
	segbias_text_release(&keys);
	if (!ok)
		(void)segbias_error_memory(error);
	return ok;
}

static enum segbias_status refuse_either(const struct segbias_melting *file, const struct form *form,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "decision_or_count|column %s holds nothing but 0 and 1, once for each group: it may be the "
	                  "decision, or the number of those who were selected",
	                  segbias_label_quote(form->rows.names[form->decision], quoted));
	segbias_error_hint(error,
	                   "--decision %s=1: it is the decision; where it is a number, call the column of all of them "
	                   "applicants",
	                   file->decision);
	segbias_error_place(error, file->file, file->line, 0);
	return SEGBIAS_DATA;
}

/* Of 50 hired and 150 rejected a third would be selected. */
static enum segbias_status refuse_rejected(const struct segbias_melting *file, const struct form *form,
                                           struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "count_of_rejected|by its name column %s counts those who were not selected, and not all of them",
	    segbias_label_quote(form->rows.names[form->count], quoted));
	segbias_error_hint(error,
	                   "write how many there are of each group in all, in a column that is called applicants, in "
	                   "the place of it");
	segbias_error_place(error, file->file, file->line, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status refuse_rates(const struct segbias_melting *file, const struct form *form, size_t column,
                                        struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "decision_of_rates|by its name column %s holds rates or other parts, and not how many",
	                  segbias_label_quote(form->rows.names[column], quoted));
	segbias_error_hint(error,
	                   "an audit needs a column of the number of those who were selected, beside that of all of "
	                   "them; where it is one: call it otherwise");
	segbias_error_place(error, file->file, file->line, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status refuse_hidden(const struct segbias_melting *file, const struct form *form, size_t column,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "audit_of_masked|decisions are counted, and some figures of column %s are hidden",
	                  segbias_label_quote(form->rows.names[column], quoted));
	segbias_error_hint(error,
	                   "rates are of exact counts: a table without limits such as <5, or one of larger groups");
	segbias_error_place(error, file->file, file->line, 0);
	return SEGBIAS_DATA;
}

/* "applicants" and "qualified applicants": a rate is of one of them. */
static enum segbias_status refuse_several(const struct segbias_melting *file, struct form *form,
                                          struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct numbers selected;
	const struct segbias_label names[] = {form->rows.names[form->counts[0]], form->rows.names[form->counts[1]]};
	look(file, form, form->decision, &selected);
	if (!selected.all || selected.fractions || !(selected.most > 1))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "several_counts|several columns may count all about whom it was decided: %s and %s",
	                  segbias_label_quote(names[0], quoted[0]), segbias_label_quote(names[1], quoted[1]));
	if (segbias_label_copyable(names[0]) && segbias_label_copyable(names[1]))
		segbias_error_hint(error, "--count '%s' or --count '%s': the rates are of those",
		                   segbias_label_show(names[0], quoted[0]), segbias_label_show(names[1], quoted[1]));
	else
		segbias_error_hint(error, "--count COL: the rates are of those");
	segbias_error_place(error, file->file, file->line, 0);
	return SEGBIAS_DATA;
}

/* Columns of rates, which are reckoned anew. */
static enum segbias_status find_left(const struct segbias_melting *file, struct form *form, struct segbias_error *error)
{
	for (size_t i = 0; i < form->rows.width; i++) {
		struct numbers other;
		bool rate = false;
		if (i == form->decision || i == form->count)
			continue;
		if (!says_rate(form->rows.names[i], &rate))
			return segbias_error_memory(error);
		look(file, form, i, &other);
		form->left[i] = other.all && (other.fractions || rate);
	}
	return SEGBIAS_OK;
}

/* What counts by its cells, and is no count by its name. */
static enum segbias_status check_rates(const struct segbias_melting *file, const struct form *form,
                                       struct segbias_error *error)
{
	const size_t columns[] = {form->decision, form->count};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		bool rate = false;
		if (!says_rate(form->rows.names[columns[i]], &rate))
			return segbias_error_memory(error);
		if (rate)
			return refuse_rates(file, form, columns[i], error);
	}
	return SEGBIAS_OK;
}

static enum segbias_status settle(const struct segbias_melting *file, struct form *form, bool *found,
                                  struct segbias_error *error)
{
	struct numbers selected;
	struct numbers all;
	look(file, form, form->decision, &selected);
	look(file, form, form->count, &all);
	*found = false;
	if ((selected.marks || all.marks) && (selected.marks || selected.most > 1) && (all.marks || all.all))
		return refuse_hidden(file, form, selected.marks ? form->decision : form->count, error);
	if (!selected.all || !all.all || selected.fractions || all.fractions)
		return SEGBIAS_OK;
	if (selected.open || all.open)
		return segbias_style_refuse_open(form->rows.names[selected.open ? form->decision : form->count],
		                                 "--decimal", file->file, error);
	*found = selected.most > 1;
	enum segbias_status status = find_left(file, form, error);
	if (status == SEGBIAS_OK && *found)
		status = check_rates(file, form, error);
	if (status != SEGBIAS_OK)
		return status;
	if (*found)
		return form->of_rejected ? refuse_rejected(file, form, error) : SEGBIAS_OK;
	bool again = false;
	if (!repeats(file, form, error, &again))
		return SEGBIAS_SYSTEM;
	*found = !again && form->by_name;
	return again || form->by_name ? SEGBIAS_OK : refuse_either(file, form, error);
}

static void close_form(struct form *form)
{
	free(form->left);
	segbias_recast_rows_close(&form->rows);
}

static enum segbias_status open_form(const struct segbias_melting *file, struct form *form, bool *found,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	*form = (struct form){.count = SIZE_MAX};
	*found = false;
	SEGBIAS_TRY(segbias_recast_rows_open(file, &form->rows, error));
	form->left = segbias_memory_zeroed(form->rows.width + 1, sizeof *form->left);
	if (!form->left)
		SEGBIAS_TRY(segbias_error_memory(error));
	form->decision = find_column(&form->rows, file->decision);
	if (form->decision == SIZE_MAX)
		goto done;
	SEGBIAS_TRY(find_count(file, form, error));
	if (form->count == SIZE_MAX && form->counts[1] != SIZE_MAX)
		SEGBIAS_TRY(refuse_several(file, form, error));
	if (form->count < form->rows.width && form->count != form->decision)
		SEGBIAS_TRY(settle(file, form, found, error));
done:
	return status;
}

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	struct form form;
	*found = false;
	if (!file->decision)
		return SEGBIAS_OK;
	enum segbias_status status = open_form(file, &form, found, error);
	close_form(&form);
	return status;
}

static enum segbias_status refuse_cell(const struct segbias_melting *file, const struct form *form, size_t column,
                                       const char *what, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "bad_selected|column %s: %s",
	                  segbias_label_quote(form->rows.names[column], quoted[0]), what);
	segbias_error_hint(error,
	                   "each row has the number of all in column %s, and of those who were selected in column %s",
	                   segbias_label_quote(form->rows.names[form->count], quoted[0]),
	                   segbias_label_quote(form->rows.names[form->decision], quoted[1]));
	segbias_error_place(error, file->file, form->rows.line, 0);
	return SEGBIAS_DATA;
}

/* One row of the long table: the group, the answer, and of how many. */
static enum segbias_status put_row(const struct form *form, const struct segbias_label *fields,
                                   const char *const answer[2], struct segbias_melted *out, struct segbias_error *error)
{
	for (size_t i = 0; i < form->rows.width; i++)
		if (i != form->decision && i != form->count && !form->left[i])
			segbias_recast_put(&out->text, fields[i]);
	segbias_recast_put(&out->text, answer[0] ? segbias_label_of(answer[0]) : form->rows.names[form->decision]);
	segbias_recast_put(&out->text, answer[1] ? segbias_label_of(answer[1]) : form->rows.names[form->count]);
	out->text.size--; /* the last comma */
	return segbias_melted_end(out, form->rows.line, error);
}

/* Those who were selected, and those who were not; where the first number is not there, nobody knows who was. */
static enum segbias_status put_group(const struct segbias_melting *file, const struct form *form,
                                     const struct numbers styles[2], struct segbias_melted *out,
                                     struct segbias_error *error)
{
	struct segbias_label cells[2] = {form->rows.fields[form->decision], form->rows.fields[form->count]};
	size_t columns[2] = {form->decision, form->count};
	double values[2] = {0, 0};
	char texts[2][32];
	bool known = cells[0].size > 0;
	for (size_t i = known ? 0 : 1; i < 2; i++)
		if (!segbias_figure_value(cells[i], &styles[i].style, &values[i]) || values[i] < 0 ||
		    floor(values[i]) != values[i])
			return refuse_cell(file, form, columns[i], "a whole number of people is wanted here", error);
	if (values[0] > values[1])
		return refuse_cell(file, form, form->decision, "more are selected than there are in all", error);
	(void)segbias_text_print(texts[0], sizeof texts[0], "%.0f", values[0]);
	(void)segbias_text_print(texts[1], sizeof texts[1], "%.0f", values[1] - values[0]);
	const char *const yes[2] = {"yes", texts[0]};
	const char *const no[2] = {known ? "no" : "", texts[1]};
	enum segbias_status status = SEGBIAS_OK;
	if (known)
		status = put_row(form, form->rows.fields, yes, out, error);
	return status == SEGBIAS_OK ? put_row(form, form->rows.fields, no, out, error) : status;
}

static void say(const struct form *form, struct segbias_melted *out)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_text_add_format(&out->said, "each row counts those of column %s",
	                        segbias_label_show(form->rows.names[form->decision], quoted));
	segbias_text_add_format(&out->said, " among all of a group (%s)",
	                        segbias_label_show(form->rows.names[form->count], quoted));
	for (size_t i = 0; i < form->rows.width; i++)
		if (form->left[i])
			segbias_text_add_format(&out->said, "; %s is left out, as it is reckoned anew",
			                        segbias_label_show(form->rows.names[i], quoted));
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	static const char *const NAMES[2] = {NULL, NULL};
	struct form form;
	struct numbers styles[2];
	bool found = false;
	SEGBIAS_TRY(open_form(file, &form, &found, error));
	look(file, &form, form.decision, &styles[0]);
	look(file, &form, form.count, &styles[1]);
	segbias_recast_rows_rewind(file, &form.rows);
	form.rows.line = file->line;
	SEGBIAS_TRY(put_row(&form, form.rows.names, NAMES, out, error));
	while (segbias_recast_rows_next(&form.rows))
		SEGBIAS_TRY(put_group(file, &form, styles, out, error));
	SEGBIAS_TRY(segbias_recast_rows_check(file, &form.rows, error));
	say(&form, out);
	segbias_text_add(&out->count, form.rows.names[form.count].bytes, form.rows.names[form.count].size);
done:
	close_form(&form);
	return status;
}

const struct segbias_recast segbias_recast_decided = {"decided", ',', is, write};
