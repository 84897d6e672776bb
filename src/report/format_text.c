/* Format: text for people. The document's blocks, wrapped at the paper's width. */
#include "report/text_amount.h"
#include "report/text_block.h"
#include "report/text_mapping.h"
#include "report/text_roles.h"
#include "report/text_table.h"

enum { INDENT = 2, KEY = 9 };

static void write_bold(struct segbias_paper *paper, const char *sentence)
{
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_sentence(paper, sentence, INDENT);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
}

/* From column `from`, further lines from column `indent`. */
static void write_paragraph(struct segbias_paper *paper, int from, const char *sentence, int indent)
{
	segbias_paper_format(paper, "%*s", from, "");
	segbias_paper_sentence(paper, sentence, indent);
	segbias_paper_line(paper);
}

/* "  campaign   21,000 records" */
static void write_fact(struct segbias_paper *paper, const struct segbias_block *block)
{
	segbias_paper_format(paper, "%*s", INDENT, "");
	segbias_paper_cell_text(paper, block->key, KEY, false);
	write_paragraph(paper, INDENT, block->text, INDENT + KEY + INDENT);
}

/* "Verdict: ", in bold. Returns where what follows begins. */
static int write_key(struct segbias_paper *paper, const char *key)
{
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_cell_text(paper, key, 0, false);
	segbias_paper_string(paper, ": ");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	return paper->used;
}

static void write_finding(struct segbias_paper *paper, const struct segbias_block *block)
{
	bool over = block->kind == SEGBIAS_BLOCK_OVER;
	segbias_paper_format(paper, "%*s", INDENT, "");
	segbias_paper_ink(paper, over ? SEGBIAS_INK_OVER : SEGBIAS_INK_UNDER);
	segbias_paper_sign(paper, over ? "▲" : "▼", over ? "+" : "-");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	write_paragraph(paper, 1, block->text, 2 * INDENT);
}

/* What the bars of the tables are made of. */
static const char *phrase_legend(struct segbias_teller *t, const struct segbias_paper *paper, bool amount)
{
	struct segbias_word index = WORD_DIGITS("index", paper->ascii ? "o" : "●");
	struct segbias_word interval = WORD_DIGITS("interval", paper->ascii ? "-" : "─");
	struct segbias_word edge = WORD_DIGITS("edge", paper->ascii ? ":" : "┊");
	struct segbias_word middle = WORD_DIGITS("middle", paper->ascii ? "|" : "│");
	return amount
	           ? TELL_WITH(t,
	                       " In the tables: {index} index, {edge} the band's edges, {middle} 100, on a logarithmic "
	                       "scale that ends at 25 and 400.",
	                       index, edge, middle)
	           : TELL_WITH(t,
	                       " In the tables: {index} index, {interval} interval, {edge} the band's edges, {middle} "
	                       "100, on a logarithmic scale that ends at 25 and 400.",
	                       index, interval, edge, middle);
}

/* A legend that follows is of the same paragraph, where there is anything for it to explain. */
static void write_remark(struct segbias_paper *paper, struct segbias_document *document, size_t at)
{
	const struct segbias_block *block = &document->blocks[at];
	struct segbias_text text = {0};
	segbias_text_add_string(&text, block->text);
	if (paper->bars && at + 1 < document->count && block[1].kind == SEGBIAS_BLOCK_LEGEND)
		segbias_text_add_string(
		    &text, phrase_legend(&document->teller, paper, segbias_has_amount(document->findings)));
	write_paragraph(paper, INDENT, segbias_tell_keep(&document->teller, &text), INDENT);
}

void segbias_text_block(struct segbias_paper *paper, struct segbias_document *document, size_t at)
{
	const struct segbias_block *block = &document->blocks[at];
	switch (block->kind) {
	case SEGBIAS_BLOCK_TITLE:
		write_bold(paper, block->text);
		segbias_paper_line(paper);
		break;
	case SEGBIAS_BLOCK_FACT:
		write_fact(paper, block);
		break;
	case SEGBIAS_BLOCK_VERDICT:
		segbias_paper_line(paper);
		write_paragraph(paper, 0, block->text, write_key(paper, block->key));
		break;
	case SEGBIAS_BLOCK_HEADING:
		segbias_paper_line(paper);
		write_bold(paper, block->text);
		segbias_paper_line(paper);
		break;
	case SEGBIAS_BLOCK_PARAGRAPH:
		write_remark(paper, document, at);
		break;
	case SEGBIAS_BLOCK_NOTE:
		segbias_paper_line(paper);
		write_paragraph(paper, 0, block->text, INDENT);
		break;
	case SEGBIAS_BLOCK_ITEM:
		write_paragraph(paper, block->level * INDENT, block->text, (block->level + 1) * INDENT);
		break;
	case SEGBIAS_BLOCK_REST:
		write_paragraph(paper, block->level * INDENT, block->text, 2 * INDENT);
		break;
	case SEGBIAS_BLOCK_UNDER:
	case SEGBIAS_BLOCK_OVER:
		write_finding(paper, block);
		break;
	case SEGBIAS_BLOCK_COMPARISON:
		segbias_paper_line(paper);
		write_bold(paper, block->key);
		segbias_paper_sentence(
		    paper, TELL_WITH(&document->teller, " {sizes}", WORD_PHRASE("sizes", block->text)), INDENT);
		segbias_paper_line(paper);
		segbias_text_table(paper, document, block->comparison);
		break;
	case SEGBIAS_BLOCK_INPUT:
		segbias_text_roles(paper, &document->teller, block->input);
		break;
	case SEGBIAS_BLOCK_MAPPING:
		segbias_text_mapping(paper, &document->teller, document->findings);
		break;
	case SEGBIAS_BLOCK_COMMAND:
		/* One line, however long: it is there to be copied. */
		segbias_paper_line(paper);
		(void)write_key(paper, block->key);
		/* An invisible sign would be copied, too: a line of its own needs none. */
		if (paper->isolates)
			segbias_paper_line(paper);
		segbias_paper_label(paper, segbias_label_of(block->text));
		segbias_paper_line(paper);
		break;
	default:
		break;
	}
}

struct segbias_paper segbias_text_paper(const struct segbias_document *document, struct segbias_text *out)
{
	struct segbias_paper paper = segbias_paper_of(document->options, out);
	paper.isolates = !segbias_language_rightward(document->teller.language);
	paper.ascii = paper.ascii && !paper.isolates;
	return paper;
}

enum segbias_status segbias_format_compare_text(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	struct segbias_document document;
	enum segbias_status status = segbias_document_build(&document, findings, options, SEGBIAS_EXTENT_BRIEF, error);
	struct segbias_paper paper = segbias_text_paper(&document, out);
	for (size_t i = 0; i < document.count && status == SEGBIAS_OK; i++)
		segbias_text_block(&paper, &document, i);
	return segbias_document_close(&document, status, error);
}
