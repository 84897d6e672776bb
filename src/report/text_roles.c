#include "report/text_roles.h"
#include "report/section.h"

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
} PARTS[] = {{"segment", MESSAGES("segment {names}", "segments {names}"), NULL},
             {"attribute", MESSAGES("attribute {names}", "attributes {names}"), NULL},
             {"attribute_name", MESSAGES("attribute names {names}", "attribute names {names}"), "attribute"},
             {"value", MESSAGES("values {names}", "values {names}"), "value"},
             {"count", MESSAGES("count {names}", "counts {names}"), NULL},
             {"share", MESSAGES("share {names}", "shares {names}"), NULL},
             {"percent", MESSAGES("percent {names}", "percents {names}"), NULL},
             {"weight", MESSAGES("weight {names}", "weights {names}"), NULL},
             {"amount", MESSAGES("amount {names}", "amounts {names}"), NULL},
             {"margin_of_error", MESSAGES("margin of error {names}", "margins of error {names}"), NULL},
             {"person", MESSAGES("person {names}", "persons {names}"), NULL},
             {"stratum", MESSAGES("stratum {names}", "strata {names}"), NULL},
             {"sampling_unit", MESSAGES("sampling unit {names}", "sampling units {names}"), NULL},
             {"replicate", MESSAGES("replicate weight {names}", "replicate weights {names}"), NULL},
             {"figure", MESSAGES("figure {names}", "figures {names}"), NULL}};

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

/* The names of the columns of one use and, where it is not NULL, one role; *count: how many there are. */
static const char *phrase_names(struct segbias_teller *t, const struct segbias_input_facts *input, enum segbias_use use,
                                const char *role, size_t names_max, size_t *count)
{
	struct segbias_text text = {0};
	size_t listed = 0;
	*count = 0;
	for (size_t i = 0; i < input->column_count; i++) {
		const struct segbias_column_role *column = &input->columns[i];
		bool noted = use == SEGBIAS_USE_NONE && strcmp(column->role, "other") != 0;
		struct segbias_word name = WORD_LABEL("name", column->name);
		if (!is_in(column, use, role) || (*count)++ >= names_max)
			continue;
		listed++;
		segbias_text_add_listed(&text, t,
		                        noted ? TELL_WITH(t, "{name} ({role})", name, WORD_CODE("role", column->role))
		                              : segbias_tell_label(t, column->name));
	}
	if (*count > listed)
		segbias_text_add_string(&text,
		                        TELL_COUNT(t, (double)(*count - listed), " and {n} more", " and {n} more"));
	return segbias_tell_keep(t, &text);
}

static bool has_amount(const struct segbias_input_facts *input)
{
	for (size_t i = 0; i < input->column_count; i++)
		if (is_in(&input->columns[i], SEGBIAS_USE_PART, "amount"))
			return true;
	return false;
}

/* "campaign.csv: a row a record" */
static const char *phrase_shape(struct segbias_teller *t, const struct segbias_input_facts *input)
{
	struct segbias_word file = WORD_LABEL("file", segbias_label_of(input->name));
	if (!input->shape)
		return segbias_tell_label(t, segbias_label_of(input->name));
	if (has_amount(input))
		return TELL_WITH(t, "{file}: a row an amount", file);
	if (strcmp(input->shape, "rows") == 0)
		return TELL_WITH(t, "{file}: a row a record", file);
	if (strcmp(input->shape, "counts") == 0)
		return TELL_WITH(t, "{file}: a table of counts", file);
	if (strcmp(input->shape, "cells") == 0)
		return TELL_WITH(t, "{file}: cells that a database has counted", file);
	if (strcmp(input->shape, "tally") == 0)
		return TELL_WITH(t, "{file}: a tally of counts", file);
	return TELL_WITH(t, "{file}: a table of margins, a row a value", file);
}

static void add_bad_rows(struct segbias_text *text, struct segbias_teller *t, const struct segbias_input_facts *input)
{
	if (input->bad_rows > 0 && input->bad_lines > input->bad_rows)
		segbias_text_add_string(text, TELL_COUNT_WITH(t, input->bad_rows,
		                                              "; {n} unreadable record, {lines} lines, left out",
		                                              "; {n} unreadable records, {lines} lines, left out",
		                                              WORD_COUNT("lines", input->bad_lines)));
	else if (input->bad_rows > 0)
		segbias_text_add_string(text, TELL_COUNT(t, input->bad_rows, "; {n} unreadable record left out",
		                                         "; {n} unreadable records left out"));
}

static const char *describe(struct segbias_teller *t, const struct segbias_input_facts *input, struct limits limits)
{
	struct segbias_text text = {0};
	size_t count = 0;
	bool first = true;
	segbias_text_add_string(&text, phrase_shape(t, input));
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
		if (is_usual(input, PARTS[i].role, PARTS[i].usual))
			continue;
		struct segbias_word names =
		    WORD_PHRASE("names", phrase_names(t, input, SEGBIAS_USE_PART, PARTS[i].role, limits.parts, &count));
		if (count == 0)
			continue;
		segbias_text_add_string(&text, first ? TELL(t, "; ") : TELL(t, ", "));
		segbias_text_add_string(
		    &text, segbias_tell(t, (struct segbias_message){PARTS[i].one, PARTS[i].several, (double)count},
		                        (const struct segbias_word[]){names, {0}}));
		first = false;
	}
	const char *names = phrase_names(t, input, SEGBIAS_USE_ADDED_UP, NULL, limits.parts, &count);
	if (count)
		segbias_text_add_string(&text, TELL_WITH(t, "; added up: {names}", WORD_PHRASE("names", names)));
	names = phrase_names(t, input, SEGBIAS_USE_NONE, NULL, limits.rest, &count);
	if (count)
		segbias_text_add_string(&text, TELL_WITH(t, "; not used: {names}", WORD_PHRASE("names", names)));
	add_bad_rows(&text, t, input);
	return segbias_tell_keep(t, &text);
}

/* Line ends of the paragraph as it would stand on the paper. */
static int count_breaks(const struct segbias_paper *paper, const char *sentence)
{
	struct segbias_text out = {0};
	struct segbias_paper trial = *paper;
	int breaks = 0;
	trial.out = &out;
	trial.color = false;
	trial.used = 2;
	segbias_paper_sentence(&trial, sentence, 4);
	for (size_t i = 0; i < out.size; i++)
		breaks += out.data[i] == '\n';
	segbias_text_release(&out);
	return breaks;
}

void segbias_text_roles(struct segbias_paper *paper, struct segbias_teller *t, const struct segbias_input_facts *input)
{
	struct limits limits = {NAMES_MAX, NAMES_MAX};
	int lines = (COLUMNS + paper->prose - 1) / paper->prose;
	lines = lines < LINES_LEAST ? LINES_LEAST : lines;
	const char *text = describe(t, input, limits);
	while (count_breaks(paper, text) >= lines && limits.parts > 1) {
		/* What has no part gives way first. */
		if (--limits.rest == 0)
			limits = (struct limits){limits.parts - 1, NAMES_MAX};
		text = describe(t, input, limits);
	}
	segbias_paper_string(paper, "  ");
	segbias_paper_sentence(paper, text, 4);
	segbias_paper_line(paper);
}

const char *segbias_phrase_input(struct segbias_teller *t, const struct segbias_input_facts *input)
{
	return describe(t, input, (struct limits){NAMES_MAX, NAMES_MAX});
}
