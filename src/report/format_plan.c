/* Formats of a plan: text and a page for people, and CSV. */
#include "report/fields.h"
#include "report/text_block.h"

#include <stdio.h>
#include <string.h>

/* --- text ------------------------------------------------------------------------------------------------------- */

enum { FIGURES = 5, LABEL_LEAST = 12, INDENT = 2 };

/* Where the columns stand. */
struct layout {
	int value; /* 0: labels stand above their figures */
	struct segbias_paper_cell cells[FIGURES + 1];
};

/* What the columns of all tables need. */
struct needs {
	int value;
	int figures[FIGURES], heads[FIGURES]; /* of the heads their longest word: they may take several lines */
};

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static struct needs measure(const struct segbias_paper *paper, const struct segbias_document *document)
{
	struct needs needs = {.value = LABEL_LEAST, .figures = {5, 6, 5, 5, 7}};
	for (size_t i = 0; i < document->count; i++) {
		const struct segbias_listing *table = document->blocks[i].table;
		for (size_t j = 0; table && j < table->count; j++) {
			size_t at = j % table->columns;
			int *most = at == 0 ? &needs.value : &needs.figures[at - 1];
			*most = larger(*most, segbias_paper_sentence_columns(paper, table->cells[j]));
		}
		for (size_t j = 0; table && j < FIGURES; j++)
			needs.heads[j] = segbias_paper_word_columns(paper, table->heads[j + 1]);
	}
	return needs;
}

/* Words of the heads are broken only where the line is too short for them. */
static void widen(const struct segbias_paper *paper, struct needs *needs)
{
	int all = 0;
	for (size_t j = 0; j < FIGURES; j++)
		all += 1 + larger(needs->figures[j], needs->heads[j]);
	for (size_t j = 0; j < FIGURES && all <= paper->width; j++)
		needs->figures[j] = larger(needs->figures[j], needs->heads[j]);
}

/* Labels beside the figures as long as they have some room there; else above them, and the figures as near as they can be. */
static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_document *document)
{
	static const int USUAL[FIGURES] = {7, 11, 8, 8, 15};
	struct needs needs = measure(paper, document);
	struct layout layout = {.value = needs.value};
	int all = 0;
	int near = 0;
	widen(paper, &needs);
	for (size_t j = 0; j < FIGURES; j++) {
		all += 1 + larger(USUAL[j], needs.figures[j]);
		near += 1 + needs.figures[j];
	}
	int room = paper->width - INDENT - all;
	layout.value = room < LABEL_LEAST ? 0 : layout.value > room ? room : layout.value;
	int spare = paper->width - near;
	int at = layout.value > 0 ? INDENT + layout.value : spare < 0 ? 0 : spare < INDENT ? spare : INDENT;
	layout.cells[0] = (struct segbias_paper_cell){.at = INDENT, .width = layout.value};
	for (size_t j = 0; j < FIGURES; j++) {
		int width = layout.value > 0 ? larger(USUAL[j], needs.figures[j]) : needs.figures[j];
		layout.cells[j + 1] = (struct segbias_paper_cell){.at = at + 1, .width = width, .right = true};
		at += 1 + width;
	}
	return layout;
}

/* A row's label and figures, or the attribute and the heads of the figures. */
static void write_cells(struct segbias_paper *paper, struct layout layout, bool heading, const char *label,
                        const char *const *figures)
{
	for (size_t i = 0; i < FIGURES; i++)
		layout.cells[i + 1].text = figures[i];
	layout.cells[0].text = label;
	layout.cells[0].at = heading ? 0 : INDENT;
	layout.cells[0].width = layout.value + (heading ? INDENT : 0);
	if (layout.value > 0) {
		segbias_paper_row(paper, layout.cells, FIGURES + 1);
		return;
	}
	segbias_paper_string(paper, heading ? "" : "  ");
	segbias_paper_name_sentence(paper, label, heading ? INDENT : 2 * INDENT);
	segbias_paper_line(paper);
	segbias_paper_row(paper, layout.cells + 1, FIGURES);
}

static void write_table(struct segbias_paper *paper, const struct segbias_block *block, const struct layout *layout)
{
	const struct segbias_listing *table = block->table;
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	write_cells(paper, *layout, true, block->key, table->heads + 1);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	for (size_t i = 0; i < table->count; i += table->columns)
		write_cells(paper, *layout, false, table->cells[i], table->cells + i + 1);
}

enum segbias_status segbias_format_plan_text(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	struct segbias_document document;
	enum segbias_status status = segbias_document_build(&document, findings, options, SEGBIAS_EXTENT_BRIEF, error);
	struct segbias_paper paper = segbias_text_paper(&document, out);
	if (status == SEGBIAS_OK) {
		struct layout layout = layout_of(&paper, &document);
		for (size_t i = 0; i < document.count; i++)
			if (document.blocks[i].kind == SEGBIAS_BLOCK_LISTING)
				write_table(&paper, &document.blocks[i], &layout);
			else
				segbias_text_block(&paper, &document, i);
	}
	return segbias_document_close(&document, status, error);
}

/* --- HTML ------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_html(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	return segbias_format_compare_html(findings, options, out, error);
}

/* --- CSV -------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_csv(const struct segbias_findings *findings,
                                            const struct segbias_render_options *options, struct segbias_text *out,
                                            struct segbias_error *error)
{
	(void)options;
	(void)error;
	segbias_csv_heads(out, &segbias_record_planned, false);
	segbias_text_add(out, "\n", 1);
	for (size_t i = 0; i < findings->planned_count; i++) {
		segbias_csv_cells(out, &segbias_record_planned, &findings->planned[i], false);
		segbias_text_add(out, "\n", 1);
	}
	return SEGBIAS_OK;
}
