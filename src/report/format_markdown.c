/* Format: Markdown as GitHub reads it, for a pull request or a wiki. What the text says, with tables. */
#include "report/document.h"
#include "report/markup.h"
#include "report/text_roles.h"

#include <stdio.h>

struct writer {
	struct segbias_text *out;
	struct segbias_document *document;
	bool leftward;
	bool listed; /* the line before is an item of a list */
};

static void add(struct writer *w, const char *string)
{
	segbias_text_add_string(w->out, string);
}

static void add_sentence(struct writer *w, const char *sentence)
{
	segbias_markdown_sentence(w->out, sentence, w->leftward, false);
}

static void end_list(struct writer *w)
{
	if (w->listed)
		add(w, "\n");
	w->listed = false;
}

static void write_paragraph(struct writer *w, const char *before, const char *sentence, const char *after)
{
	end_list(w);
	add(w, before);
	add_sentence(w, sentence);
	add(w, after);
	add(w, "\n\n");
}

static void write_item(struct writer *w, int level, const char *sign, const char *sentence)
{
	add(w, level > 1 ? "  - " : "- ");
	add(w, sign);
	add_sentence(w, sentence);
	add(w, "\n");
	w->listed = true;
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

static void write_cell(struct writer *w, const char *sentence)
{
	add(w, " ");
	segbias_markdown_sentence(w->out, sentence, w->leftward, true);
	add(w, " |");
}

static void write_table(struct writer *w, const struct segbias_listing *table)
{
	end_list(w);
	add(w, "|");
	for (size_t i = 0; i < table->columns; i++)
		write_cell(w, table->heads[i]);
	add(w, "\n|");
	for (size_t i = 0; i < table->columns; i++)
		add(w, table->kinds[i] == SEGBIAS_CELL_FIGURE ? "---:|" : "---|");
	for (size_t i = 0; i < table->count && table->columns > 0; i++) {
		add(w, i % table->columns == 0 ? "\n|" : "");
		write_cell(w, table->cells[i]);
	}
	add(w, "\n\n");
}

static void write_comparison(struct writer *w, const struct segbias_block *block)
{
	write_paragraph(w, "### ", block->key, "");
	write_paragraph(w, "", block->text, "");
	write_table(w, segbias_listing_of_comparison(w->document, block->comparison));
}

static void write_mapping(struct writer *w)
{
	const struct segbias_settings *s = &w->document->findings->settings;
	for (size_t i = 0; i < s->attribute_count; i++) {
		write_paragraph(w, "### ", segbias_tell_label(&w->document->teller, s->attributes[i].attribute), "");
		write_table(w, segbias_listing_of_mapping(w->document, &s->attributes[i]));
	}
}

/* --- blocks ----------------------------------------------------------------------------------------------------- */

static void write_keyed(struct writer *w, const char *key, const char *sentence, const char *after)
{
	add(w, "**");
	add_sentence(w, key);
	add(w, ":** ");
	add_sentence(w, sentence);
	add(w, after);
}

static void write_block(struct writer *w, const struct segbias_block *block)
{
	switch (block->kind) {
	case SEGBIAS_BLOCK_TITLE:
		write_paragraph(w, block->level == 1 ? "# " : "", block->text, "");
		break;
	case SEGBIAS_BLOCK_FACT:
		add(w, "- ");
		write_keyed(w, block->key, block->text, "\n");
		w->listed = true;
		break;
	case SEGBIAS_BLOCK_VERDICT:
		end_list(w);
		write_keyed(w, block->key, block->text, "\n\n");
		break;
	case SEGBIAS_BLOCK_HEADING:
		write_paragraph(w, "## ", block->text, "");
		break;
	case SEGBIAS_BLOCK_PARAGRAPH:
	case SEGBIAS_BLOCK_NOTE:
		write_paragraph(w, "", block->text, "");
		break;
	case SEGBIAS_BLOCK_ITEM:
	case SEGBIAS_BLOCK_REST:
		write_item(w, block->level, "", block->text);
		break;
	case SEGBIAS_BLOCK_UNDER:
		write_item(w, 1, "▼ ", block->text);
		break;
	case SEGBIAS_BLOCK_OVER:
		write_item(w, 1, "▲ ", block->text);
		break;
	case SEGBIAS_BLOCK_COMPARISON:
		write_comparison(w, block);
		break;
	case SEGBIAS_BLOCK_INPUT:
		write_item(w, 1, "", segbias_phrase_input(&w->document->teller, block->input));
		break;
	case SEGBIAS_BLOCK_MAPPING:
		write_mapping(w);
		break;
	case SEGBIAS_BLOCK_LISTING:
		write_paragraph(w, "### ", block->key, "");
		write_table(w, block->table);
		break;
	case SEGBIAS_BLOCK_COMMAND:
		write_paragraph(w, "**", block->key, ":**");
		segbias_markdown_code(w->out, segbias_label_of(block->text));
		break;
	default:
		break;
	}
}

static enum segbias_status write_document(const struct segbias_findings *findings,
                                          const struct segbias_render_options *options, struct segbias_text *out,
                                          struct segbias_error *error)
{
	struct segbias_document document;
	struct writer w = {.out = out, .document = &document};
	/* The page of a review goes to a committee, in either form. */
	enum segbias_extent extent = findings->job == SEGBIAS_JOB_REVIEW ? SEGBIAS_EXTENT_FULL : SEGBIAS_EXTENT_BRIEF;
	enum segbias_status status = segbias_document_build(&document, findings, options, extent, error);
	w.leftward = !segbias_language_rightward(document.teller.language);
	for (size_t i = 0; i < document.count && status == SEGBIAS_OK; i++)
		write_block(&w, &document.blocks[i]);
	return segbias_document_close(&document, status, error);
}

enum segbias_status segbias_format_compare_markdown(const struct segbias_findings *findings,
                                                    const struct segbias_render_options *options,
                                                    struct segbias_text *out, struct segbias_error *error)
{
	return write_document(findings, options, out, error);
}

enum segbias_status segbias_format_inspect_markdown(const struct segbias_findings *findings,
                                                    const struct segbias_render_options *options,
                                                    struct segbias_text *out, struct segbias_error *error)
{
	return write_document(findings, options, out, error);
}

enum segbias_status segbias_format_plan_markdown(const struct segbias_findings *findings,
                                                 const struct segbias_render_options *options, struct segbias_text *out,
                                                 struct segbias_error *error)
{
	return write_document(findings, options, out, error);
}
