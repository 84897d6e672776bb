/* Evidence: a column that is one-to-one with another one is its code. */
#include "sources/evidence.h"

#include "base/memory.h"

#include "sources/source.h"
#include "values/name.h"

#include <stdlib.h>
#include <string.h>

static const double DENSE = 2; /* the largest code is at most so many times their number */

enum segbias_status segbias_evidence_code(struct segbias_evidence *evidence, struct segbias_error *error);

/* Whether every value of `a` goes with one value of `b`. `seen`: [spellings of a]. */
static bool determines(const struct segbias_grid *grid, size_t a, size_t b, uint32_t *seen)
{
	for (uint32_t i = 0; i < grid->spellings[a].size; i++)
		seen[i] = SEGBIAS_INTERN_NONE;
	for (size_t row = 0; row < grid->rows; row++) {
		uint32_t *partner = &seen[segbias_grid_id(grid, row, a)];
		uint32_t id = segbias_grid_id(grid, row, b);
		if (!segbias_grid_takes(grid, row))
			continue;
		if (*partner != SEGBIAS_INTERN_NONE && *partner != id)
			return false;
		*partner = id;
	}
	return true;
}

bool segbias_evidence_determines(const struct segbias_evidence *evidence, size_t a, size_t b)
{
	uint32_t *seen = segbias_memory_get((evidence->grid->spellings[a].size + 1) * sizeof *seen);
	bool found = seen && determines(evidence->grid, a, b, seen);
	free(seen);
	return found;
}

/* Which of two columns that say the same is the code: not the one that the other file has; not the one that is named like an
 * attribute (age, sex) where the other is not; then the one that is named like a code, then the one of numbers, then the later one. */
static size_t code_among(const struct segbias_evidence *evidence, size_t a, size_t b)
{
	const struct segbias_column_evidence *x = &evidence->columns[a];
	const struct segbias_column_evidence *y = &evidence->columns[b];
	if (x->shared != y->shared)
		return x->shared ? b : a;
	bool x_known = segbias_name_synonyms(x->name) >= 0;
	bool y_known = segbias_name_synonyms(y->name) >= 0;
	if (x_known != y_known)
		return x_known ? b : a;
	bool x_named = segbias_evidence_says(x, SEGBIAS_WORD_ID);
	bool y_named = segbias_evidence_says(y, SEGBIAS_WORD_ID);
	if (x_named != y_named)
		return x_named ? a : b;
	if ((x->numbers > 0) != (y->numbers > 0))
		return x->numbers > 0 ? a : b;
	return a > b ? a : b;
}

/* Codes of labels, not figures: numbers with decimals are none, and one that counts by its name is none. */
static bool may_be_code(const struct segbias_column_evidence *column)
{
	return !column->constant &&
	       !(column->numeric && (column->digits > 0 || segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END)) &&
	       !column->yearlike &&
	       !(column->numeric && !segbias_evidence_says(column, SEGBIAS_WORD_ID) &&
	         (segbias_evidence_says(column, SEGBIAS_WORD_AGE) ||
	          segbias_evidence_says(column, SEGBIAS_WORD_MEASURE)));
}

/* A column of that name may be coarser or finer than its labels, and is their code all the same. */
static bool is_code_of(const struct segbias_evidence *evidence, size_t code, size_t label)
{
	const struct segbias_column_evidence *x = &evidence->columns[code];
	const struct segbias_column_evidence *y = &evidence->columns[label];
	bool named = segbias_evidence_says(x, SEGBIAS_WORD_ID) && !segbias_evidence_says(y, SEGBIAS_WORD_ID) &&
	             !x->shared && x->distinct <= 2 * y->distinct;
	bool equal = x->distinct == y->distinct && segbias_evidence_determines(evidence, label, code);
	/* Figures that all differ, or happen to be the same wherever the label is, are no codes: those are small and dense. */
	if (!named && x->numeric && (x->differ || x->least < 0 || x->most > DENSE * (double)x->distinct))
		return false;
	if (y->numeric && y->differ && !segbias_evidence_says(y, SEGBIAS_WORD_ID))
		return false;
	return !(x->numeric && y->numeric) && !(x->shared && y->shared) && (named || equal) &&
	       segbias_evidence_determines(evidence, code, label) &&
	       (named || code_among(evidence, code, label) == code);
}

/* A segment of one group each is no other name of the group; but an "Ethnic group" of a reference may have a code. */
static bool is_segment(const struct segbias_evidence *evidence, size_t code, size_t label)
{
	const struct segbias_column_evidence *x = &evidence->columns[code];
	const struct segbias_column_evidence *y = &evidence->columns[label];
	bool named = evidence->options->reference && segbias_evidence_says(x, SEGBIAS_WORD_ID);
	bool label_says = segbias_evidence_says(y, SEGBIAS_WORD_SEGMENT);
	/* The name of the code has that of its label in it, and says what that says. */
	return label_says ? !named : segbias_evidence_says(x, SEGBIAS_WORD_SEGMENT);
}

/* Where a band of ages begins, and how wide it is, beside it: "AgeGrp", "AgeGrpStart", "AgeGrpSpan". Single ages are
 * numbers: then the name must say that it is an edge. */
static bool is_edge(const struct segbias_evidence *evidence, size_t edge, size_t bands)
{
	const struct segbias_column_evidence *x = &evidence->columns[edge];
	const struct segbias_column_evidence *y = &evidence->columns[bands];
	bool named = segbias_evidence_says(x, SEGBIAS_WORD_FROM) || segbias_evidence_says(x, SEGBIAS_WORD_TO) ||
	             segbias_evidence_says(x, SEGBIAS_WORD_SPAN);
	return x->numeric && x->whole && !x->constant && !x->shared && (!y->numeric || named) &&
	       y->name.size < x->name.size && memcmp(x->name.bytes, y->name.bytes, y->name.size) == 0 &&
	       segbias_evidence_says(x, SEGBIAS_WORD_AGE) && segbias_evidence_says(y, SEGBIAS_WORD_AGE) &&
	       segbias_evidence_determines(evidence, bands, edge);
}

bool segbias_evidence_alike(const struct segbias_evidence *evidence, const struct segbias_repeat *repeat)
{
	const struct segbias_grid *grid = evidence->grid;
	for (size_t row = 0; row < grid->rows; row++)
		if (!segbias_label_equal(segbias_grid_cell(grid, row, repeat->first),
		                         segbias_grid_cell(grid, row, repeat->again)))
			return false;
	return true;
}

enum segbias_status segbias_evidence_code(struct segbias_evidence *evidence, struct segbias_error *error)
{
	size_t width = evidence->grid->width;
	(void)error;
	/* What stands there twice, under one name, is one column. */
	for (size_t i = 0; i < evidence->repeat_count; i++)
		if (segbias_evidence_alike(evidence, &evidence->repeats[i]))
			evidence->columns[evidence->repeats[i].again].code_of = evidence->repeats[i].first;
	for (size_t code = 0; code < width; code++)
		for (size_t label = 0; label < width; label++) {
			struct segbias_column_evidence *column = &evidence->columns[code];
			if (code == label || column->code_of != SEGBIAS_NO_FIELD ||
			    evidence->columns[label].code_of != SEGBIAS_NO_FIELD)
				continue;
			bool codes = may_be_code(column) && may_be_code(&evidence->columns[label]) &&
			             !is_segment(evidence, code, label) && is_code_of(evidence, code, label);
			if (codes || is_edge(evidence, code, label))
				column->code_of = label;
		}
	return SEGBIAS_OK;
}
