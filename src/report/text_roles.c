#include "report/text_roles.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

enum {
	NAMES_MAX = 12, /* of one part; fewer where two lines of a usual terminal are too short for them … */
	COLUMNS = 160,
	LINES_LEAST = 2 /* … and as many lines as that takes on a narrower one */
};

/* Parts in the order in which they are told. */
static const struct {
	const char *role, *one, *several;
	const char *usual; /* a name that says nothing new; NULL: none */
} PARTS[] = {{"segment", "segment", "segments", NULL},
             {"attribute", "attribute", "attributes", NULL},
             {"attribute_name", "attribute names", "attribute names", "attribute"},
             {"value", "values", "values", "value"},
             {"count", "count", "counts", NULL},
             {"share", "share", "shares", NULL},
             {"percent", "percent", "percents", NULL},
             {"weight", "weight", "weights", NULL},
             {"amount", "amount", "amounts", NULL},
             {"margin_of_error", "margin of error", "margins of error", NULL},
             {"person", "person", "persons", NULL},
             {"stratum", "stratum", "strata", NULL},
             {"sampling_unit", "sampling unit", "sampling units", NULL},
             {"replicate", "replicate weight", "replicate weights", NULL},
             {"figure", "figure", "figures", NULL}};

/* A name with a note in brackets behind it; NULL: none. */
static void add_name(struct segbias_text *text, struct segbias_label name, const char *note, bool first)
{
	segbias_text_add_string(text, first ? " " : ", ");
	segbias_text_add_clean(text, name);
	if (note)
		segbias_text_add_format(text, " (%s)", note);
}

/* How many names are listed of each part, and of what has none. */
struct limits {
	size_t parts, rest;
};

/* A table of margins most often calls them so. */
static bool is_usual(const struct segbias_input_facts *input, const char *role, const char *usual)
{
	for (size_t i = 0; i < input->column_count && usual; i++)
		if (strcmp(input->columns[i].role, role) == 0)
			return segbias_label_equal(input->columns[i].name, segbias_label_of(usual));
	return false;
}

static bool is_in(const struct segbias_column_role *column, enum segbias_use use, const char *role)
{
	return column->use == use && (!role || strcmp(column->role, role) == 0);
}

/* The columns of one use and, where it is not NULL, one role. `heads`: what stands before one, and before several. */
static void add_columns(struct segbias_text *text, const struct segbias_input_facts *input, enum segbias_use use,
                        const char *role, const char *const heads[static 2], size_t names_max)
{
	size_t count = 0;
	size_t listed = 0;
	for (size_t i = 0; i < input->column_count; i++)
		count += is_in(&input->columns[i], use, role);
	if (count == 0)
		return;
	segbias_text_add_string(text, heads[count > 1]);
	for (size_t i = 0; i < input->column_count && listed < names_max; i++) {
		const struct segbias_column_role *column = &input->columns[i];
		bool noted = use == SEGBIAS_USE_NONE && strcmp(column->role, "other") != 0;
		if (is_in(column, use, role))
			add_name(text, column->name, noted ? column->role : NULL, listed++ == 0);
	}
	if (count > listed)
		segbias_text_add_format(text, " and %zu more", count - listed);
}

static bool has_amount(const struct segbias_input_facts *input)
{
	for (size_t i = 0; i < input->column_count; i++)
		if (is_in(&input->columns[i], SEGBIAS_USE_PART, "amount"))
			return true;
	return false;
}

static void describe(const struct segbias_input_facts *input, struct limits limits, struct segbias_text *text)
{
	static const char *const SHAPES[][2] = {{"rows", "a row a record"},
	                                        {"counts", "a table of counts"},
	                                        {"marginal", "a table of margins, a row a value"}};
	char number[SEGBIAS_NUMBER_MAX];
	bool first = true;
	segbias_text_add_clean(text, segbias_label_of(input->name));
	for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++)
		if (input->shape && strcmp(input->shape, SHAPES[i][0]) == 0)
			segbias_text_add_format(text, ": %s", has_amount(input) ? "a row an amount" : SHAPES[i][1]);
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
		char heads[2][48];
		if (is_usual(input, PARTS[i].role, PARTS[i].usual))
			continue;
		size_t before = text->size;
		(void)snprintf(heads[0], sizeof heads[0], "%s %s", first ? ";" : ",", PARTS[i].one);
		(void)snprintf(heads[1], sizeof heads[1], "%s %s", first ? ";" : ",", PARTS[i].several);
		const char *const words[] = {heads[0], heads[1]};
		add_columns(text, input, SEGBIAS_USE_PART, PARTS[i].role, words, limits.parts);
		first = first && text->size == before;
	}
	add_columns(text, input, SEGBIAS_USE_ADDED_UP, NULL, (const char *const[]){"; added up:", "; added up:"},
	            limits.parts);
	add_columns(text, input, SEGBIAS_USE_NONE, NULL, (const char *const[]){"; not used:", "; not used:"},
	            limits.rest);
	if (input->bad_rows > 0) {
		segbias_text_add_format(text, "; %s unreadable record%s", segbias_number_group(input->bad_rows, number),
		                        segbias_plural(input->bad_rows));
		if (input->bad_lines > input->bad_rows)
			segbias_text_add_format(text, ", %s lines,", segbias_number_group(input->bad_lines, number));
		segbias_text_add_string(text, " left out");
	}
}

/* Line ends of the paragraph as it would stand on the paper. */
static int count_breaks(const struct segbias_paper *paper, const struct segbias_text *text)
{
	struct segbias_text out = {0};
	struct segbias_paper trial = *paper;
	int breaks = 0;
	trial.out = &out;
	trial.color = false;
	trial.used = 2;
	segbias_paper_wrap(&trial, text->data ? text->data : "", 4);
	for (size_t i = 0; i < out.size; i++)
		breaks += out.data[i] == '\n';
	segbias_text_release(&out);
	return breaks;
}

void segbias_text_roles(struct segbias_paper *paper, const struct segbias_input_facts *input)
{
	struct segbias_text text = {0};
	struct limits limits = {NAMES_MAX, NAMES_MAX};
	int lines = (COLUMNS + paper->prose - 1) / paper->prose;
	lines = lines < LINES_LEAST ? LINES_LEAST : lines;
	describe(input, limits, &text);
	while (count_breaks(paper, &text) >= lines && limits.parts > 1) {
		/* What has no part gives way first. */
		if (--limits.rest == 0)
			limits = (struct limits){limits.parts - 1, NAMES_MAX};
		segbias_text_release(&text);
		text = (struct segbias_text){0};
		describe(input, limits, &text);
	}
	segbias_paper_string(paper, "  ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 4);
	segbias_paper_line(paper);
	paper->out->failed |= text.failed;
	segbias_text_release(&text);
}
