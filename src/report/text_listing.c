/* Tables of sentences and figures in text: a label, and the figures beside it. */
#include "report/text_listing.h"

#include "report/text_block.h"

enum { LABEL_LEAST = 12, INDENT = 2, FIGURES_MAX = SEGBIAS_LISTING_COLUMNS_MAX - 1 };

/* Where the columns stand. */
struct layout {
	int value; /* 0: labels stand above their figures */
	size_t figures;
	struct segbias_paper_cell cells[FIGURES_MAX + 1];
};

/* What the columns of all tables of so many need. */
struct needs {
	int value;
	size_t count;
	int figures[FIGURES_MAX];
	int heads[FIGURES_MAX],
	    words[FIGURES_MAX]; /* the longest word of the heads, and of the figures: they may take several lines */
};

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* Of all tables of so many columns, which stand alike; or of one alone. */
static struct needs measure(const struct segbias_paper *paper, const struct segbias_document *document, size_t columns,
                            const struct segbias_listing *alone, const int *least)
{
	struct needs needs = {.value = LABEL_LEAST, .count = columns - 1};
	for (size_t j = 0; j < needs.count; j++)
		needs.figures[j] = least ? least[j] : 0;
	for (size_t i = 0; i < document->count; i++) {
		const struct segbias_listing *table = document->blocks[i].table;
		if (table && (table->columns != columns || (alone && table != alone)))
			continue;
		for (size_t j = 0; table && j < table->count; j++) {
			size_t at = j % table->columns;
			int *most = at == 0 ? &needs.value : &needs.figures[at - 1];
			*most = larger(*most, segbias_paper_sentence_columns(paper, table->cells[j]));
			if (at > 0)
				needs.words[at - 1] =
				    larger(needs.words[at - 1], segbias_paper_word_columns(paper, table->cells[j]));
		}
		for (size_t j = 0; table && j < needs.count; j++)
			needs.heads[j] = larger(needs.heads[j], segbias_paper_word_columns(paper, table->heads[j + 1]));
	}
	return needs;
}

/* Words of the heads are broken only where the line is too short for them. */
static void widen(const struct segbias_paper *paper, struct needs *needs)
{
	int all = 0;
	for (size_t j = 0; j < needs->count; j++)
		all += 1 + larger(needs->figures[j], needs->heads[j]);
	for (size_t j = 0; j < needs->count && all <= paper->width; j++)
		needs->figures[j] = larger(needs->figures[j], needs->heads[j]);
}

/* Figures of several words are broken, the last columns first, where they have no room even below their labels. Whether they have it then. */
static bool narrow(const struct segbias_paper *paper, struct needs *needs)
{
	int all = 0;
	for (size_t j = 0; j < needs->count; j++)
		all += 1 + needs->figures[j];
	for (size_t j = needs->count; j-- > 0 && all > paper->width;) {
		int least = needs->words[j] < needs->figures[j] ? needs->words[j] : needs->figures[j];
		all -= needs->figures[j] - least;
		needs->figures[j] = least;
	}
	return all <= paper->width;
}

/* Labels beside the figures as long as they have some room there; else above them, and the figures as near as they can be. */
static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_document *document,
                               const struct segbias_listing *table, const struct segbias_listing_widths *widths)
{
	const int *least = widths ? widths->least : NULL;
	struct needs needs = measure(paper, document, table->columns, NULL, least);
	int usual[FIGURES_MAX] = {0};
	int all = 0;
	int near = 0;
	widen(paper, &needs);
	if (!narrow(paper, &needs)) {
		needs = measure(paper, document, table->columns, table, least);
		widen(paper, &needs);
		(void)narrow(paper, &needs);
	}
	struct layout layout = {.value = needs.value, .figures = needs.count};
	for (size_t j = 0; j < needs.count; j++) {
		usual[j] = widths ? widths->usual[j] : 0;
		all += 1 + larger(usual[j], needs.figures[j]);
		near += 1 + needs.figures[j];
	}
	int room = paper->width - INDENT - all;
	layout.value = room < LABEL_LEAST ? 0 : layout.value > room ? room : layout.value;
	int spare = paper->width - near;
	int at = layout.value > 0 ? INDENT + layout.value : spare < 0 ? 0 : spare < INDENT ? spare : INDENT;
	layout.cells[0] = (struct segbias_paper_cell){.at = INDENT, .width = layout.value};
	for (size_t j = 0; j < needs.count; j++) {
		int width = layout.value > 0 ? larger(usual[j], needs.figures[j]) : needs.figures[j];
		layout.cells[j + 1] = (struct segbias_paper_cell){.at = at + 1, .width = width, .right = true};
		at += 1 + width;
	}
	return layout;
}

/* A row's label and figures, or the attribute and the heads of the figures. */
static void write_cells(struct segbias_paper *paper, struct layout layout, bool heading, const char *label,
                        const char *const *figures)
{
	for (size_t i = 0; i < layout.figures; i++)
		layout.cells[i + 1].text = figures[i];
	layout.cells[0].text = label;
	layout.cells[0].at = heading ? 0 : INDENT;
	layout.cells[0].width = layout.value + (heading ? INDENT : 0);
	if (layout.value > 0) {
		segbias_paper_row(paper, layout.cells, layout.figures + 1);
		return;
	}
	segbias_paper_string(paper, heading ? "" : "  ");
	segbias_paper_name_sentence(paper, label, heading ? INDENT : 2 * INDENT);
	segbias_paper_line(paper);
	segbias_paper_row(paper, layout.cells + 1, layout.figures);
}

void segbias_text_listing(struct segbias_paper *paper, const struct segbias_document *document, size_t index,
                          const struct segbias_listing_widths *widths)
{
	const struct segbias_block *block = &document->blocks[index];
	const struct segbias_listing *table = block->table;
	struct layout layout = layout_of(paper, document, table, widths);
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	write_cells(paper, layout, true, block->key, table->heads + 1);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	for (size_t i = 0; i < table->count; i += table->columns)
		write_cells(paper, layout, false, table->cells[i], table->cells + i + 1);
}

enum segbias_status segbias_text_with_listings(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options,
                                               const struct segbias_listing_widths *widths, struct segbias_text *out,
                                               struct segbias_error *error)
{
	struct segbias_document document;
	enum segbias_status status = segbias_document_build(&document, findings, options, SEGBIAS_EXTENT_BRIEF, error);
	struct segbias_paper paper = segbias_text_paper(&document, out);
	for (size_t i = 0; status == SEGBIAS_OK && i < document.count; i++)
		if (document.blocks[i].kind == SEGBIAS_BLOCK_LISTING)
			segbias_text_listing(&paper, &document, i, widths);
		else
			segbias_text_block(&paper, &document, i);
	return segbias_document_close(&document, status, error);
}
