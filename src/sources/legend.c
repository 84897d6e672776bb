#include "sources/legend.h"

#include "base/memory.h"
#include "sources/sheet_line.h"
#include "values/column.h"
#include "values/figure_range.h"
#include "values/missing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* How a figure is written of which a note says nothing but that it is hidden: as any other mark of such. */
#define HIDDEN "*"

/* What a column has beside marks. */
struct figures {
	size_t numbers, others;
	bool whole; /* no percent signs and no decimals, so that a bound of people is one of its figures */
};

static bool is_bound(struct segbias_label cell)
{
	struct segbias_range_ends ends;
	return segbias_figure_range_split(cell, &ends);
}

static struct figures look(const struct segbias_legend *legend, const struct segbias_intern *spellings)
{
	struct figures out = {.whole = true};
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_label cell = spellings->labels[i];
		if (segbias_missing_blank(cell) || segbias_figure_mark(cell) || segbias_legend_find(legend, cell))
			continue;
		bool number = segbias_sheet_number(cell) || is_bound(cell);
		*(number ? &out.numbers : &out.others) += 1;
		for (size_t j = 0; j < cell.size; j++)
			out.whole = out.whole && cell.bytes[j] != '%';
	}
	return out;
}

/* Whether a column names what its rows are of: "0 = less than 1 year" is an age, and "x = not stated" a value. *names is so; false:
 * out of memory. */
static bool names_rows(const struct segbias_grid *grid, size_t field, bool *names)
{
	static const enum segbias_word ROWS[] = {SEGBIAS_WORD_AGE, SEGBIAS_WORD_PERIOD, SEGBIAS_WORD_PLACE,
	                                         SEGBIAS_WORD_ID};
	struct segbias_label name = grid->names ? grid->names[field] : segbias_label_of("");
	uint64_t words = 0;
	*names = false;
	if (!segbias_column_words(name, &words))
		return false;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		*names = *names || segbias_word_in(words, ROWS[i]);
	for (int word = SEGBIAS_WORD_USUAL; word < SEGBIAS_WORD_COUNTS_END; word++)
		*names = *names && !segbias_word_in(words, (enum segbias_word)word);
	for (size_t i = 0; i < name.size; i++)
		*names = *names && !(name.bytes[i] >= '0' && name.bytes[i] <= '9');
	return true;
}

static enum segbias_status refuse(const struct segbias_legend_entry *entry,
                                  const struct segbias_legend_options *options, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "legend_contradicts|lines %" PRIu64 " and %" PRIu64
	                  " say different things of what %s stands for",
	                  entry->line, entry->other_line, segbias_label_quote(segbias_label_of(entry->mark), quoted));
	segbias_error_hint(error, "%s 0 takes it for nobody, %s 4 for 0 to 4", options->option, options->option);
	segbias_error_place(error, options->file, entry->other_line, 0);
	return SEGBIAS_DATA;
}

/* How the mark is written as a figure; NULL: it stays. */
static const char *figure_of(const struct segbias_legend_entry *entry, const struct figures *figures,
                             const struct segbias_legend_options *options)
{
	bool bound = entry->meaning == SEGBIAS_LEGEND_BOUND && figures->whole && !options->scaled;
	if (entry->meaning == SEGBIAS_LEGEND_NOBODY || bound)
		return entry->figure;
	bool zero = strcmp(entry->mark, SEGBIAS_LEGEND_ZERO) == 0;
	if (zero && entry->meaning == SEGBIAS_LEGEND_BOUND)
		return NULL; /* of a figure in thousands half a unit is known */
	return segbias_figure_mark(segbias_label_of(entry->mark)) ? NULL : HIDDEN;
}

/* Another id for each spelling that is a mark; SEGBIAS_INTERN_NONE: it stays. */
static enum segbias_status map_spellings(struct segbias_legend *legend, struct segbias_grid *grid, size_t field,
                                         const struct segbias_legend_options *options, uint32_t *ids,
                                         struct segbias_error *error)
{
	struct segbias_intern *spellings = &grid->spellings[field];
	struct figures figures = look(legend, spellings);
	uint32_t size = spellings->size;
	for (uint32_t i = 0; i < size; i++) {
		const struct segbias_legend_entry *entry = segbias_legend_find(legend, spellings->labels[i]);
		ids[i] = SEGBIAS_INTERN_NONE;
		if (!entry || figures.numbers == 0 || figures.numbers < 3 * figures.others)
			continue;
		if (entry->meaning == SEGBIAS_LEGEND_CONTRADICTED && !options->hidden_given)
			return refuse(entry, options, error);
		for (size_t row = 0; row < grid->rows; row++)
			legend->entries[entry - legend->entries].uses += segbias_grid_id(grid, row, field) == i;
		const char *figure = figure_of(entry, &figures, options);
		if (!figure)
			continue;
		ids[i] = segbias_intern_add(spellings, segbias_label_of(figure));
		if (ids[i] == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_legend_apply(struct segbias_legend *legend, struct segbias_grid *grid,
                                         const struct segbias_legend_options *options, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < legend->count; i++)
		legend->entries[i].uses = 0;
	for (size_t field = 0; field < grid->width && legend->count > 0 && status == SEGBIAS_OK; field++) {
		size_t size = grid->spellings[field].size;
		bool names = false;
		if (!names_rows(grid, field, &names))
			return segbias_error_memory(error);
		if (names)
			continue;
		uint32_t *ids = segbias_memory_zeroed(size + 1, sizeof *ids);
		if (!ids)
			return segbias_error_memory(error);
		status = map_spellings(legend, grid, field, options, ids, error);
		for (size_t row = 0; row < grid->rows && status == SEGBIAS_OK; row++) {
			uint32_t *id = &grid->ids[row * grid->width + field];
			*id = ids[*id] == SEGBIAS_INTERN_NONE ? *id : ids[*id];
		}
		free(ids);
	}
	return status;
}

static const char *words_of(const struct segbias_legend_entry *entry)
{
	switch (entry->meaning) {
	case SEGBIAS_LEGEND_NOBODY:
		return "for nobody";
	case SEGBIAS_LEGEND_BOUND:
		return "for a figure of ";
	case SEGBIAS_LEGEND_HIDDEN:
	case SEGBIAS_LEGEND_CONTRADICTED:
		break;
	}
	return "for a hidden figure";
}

void segbias_legend_note(const struct segbias_legend *legend, const char *file, struct segbias_notes *notes)
{
	for (size_t i = 0; i < legend->count; i++) {
		const struct segbias_legend_entry *entry = &legend->entries[i];
		char quoted[SEGBIAS_QUOTE_MAX];
		if (entry->uses == 0 || entry->meaning == SEGBIAS_LEGEND_CONTRADICTED)
			continue;
		segbias_error_place(
		    segbias_notes_add(notes, "legend_read", "%s stands %s%s in %zu cell%s, as this line says",
		                      segbias_label_quote(segbias_label_of(entry->mark), quoted), words_of(entry),
		                      entry->meaning == SEGBIAS_LEGEND_BOUND ? entry->figure : "", entry->uses,
		                      entry->uses == 1 ? "" : "s"),
		    file, entry->line, 0);
	}
}

bool segbias_legend_hides_dash(const struct segbias_legend *legend)
{
	const struct segbias_legend_entry *entry = segbias_legend_find(legend, segbias_label_of("-"));
	return entry && entry->meaning != SEGBIAS_LEGEND_NOBODY;
}

const struct segbias_legend_entry *segbias_legend_untold(const struct segbias_legend *legend, struct segbias_label cell)
{
	const struct segbias_legend_entry *entry = segbias_legend_find(legend, cell);
	bool hidden = segbias_label_equal(cell, segbias_label_of(HIDDEN));
	for (size_t i = 0; i < legend->count && hidden && !entry; i++)
		if (legend->entries[i].uses > 0 && !segbias_figure_mark(segbias_label_of(legend->entries[i].mark)))
			entry = &legend->entries[i];
	return entry && entry->uses > 0 ? entry : NULL;
}
