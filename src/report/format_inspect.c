/* Formats of inspect: text and a page for people, and JSON, schema segbias.inspect/1. */
#include "report/fields.h"
#include "report/text_block.h"

static void write_json_file(struct segbias_json *json, const struct segbias_file_finding *file)
{
	char delimiter[2] = {file->facts.delimiter, '\0'};
	segbias_json_open(json, NULL, '{');
	segbias_json_string(json, "name", file->facts.name);
	segbias_json_string(json, "encoding", file->facts.encoding);
	segbias_json_string(json, "delimiter", delimiter);
	segbias_json_number(json, "preamble_lines", file->facts.above);
	segbias_json_string(json, "shape", file->facts.shape);
	segbias_json_number(json, "rows", file->facts.rows);
	segbias_json_number(json, "bad_rows", file->facts.bad_rows);
	segbias_json_open(json, "columns", '[');
	for (size_t i = 0; i < file->column_count; i++) {
		const struct segbias_column_finding *column = &file->columns[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "name", column->name);
		segbias_json_string(json, "type", column->type);
		segbias_json_number(json, "distinct", column->distinct);
		segbias_json_number(json, "missing", column->missing);
		segbias_json_string(json, "role", column->role);
		segbias_json_string(json, "why", column->why);
		segbias_json_string(json, "personal", column->personal);
		segbias_json_number(json, "personal_rate", column->personal_rate);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
	segbias_json_close(json, '}');
}

enum segbias_status segbias_format_inspect_json(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	(void)options;
	(void)error;
	struct segbias_json json = {.out = out};
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "schema", "segbias.inspect/1");
	segbias_json_string(&json, "version", SEGBIAS_VERSION);
	segbias_json_open(&json, "files", '[');
	for (size_t i = 0; i < findings->file_count; i++)
		write_json_file(&json, &findings->files[i]);
	segbias_json_close(&json, ']');
	segbias_json_mapping(&json, findings);
	segbias_json_warnings(&json, findings);
	segbias_json_close(&json, '}');
	segbias_text_add(out, "\n", 1);
	return SEGBIAS_OK;
}

/* --- text ------------------------------------------------------------------------------------------------------- */

enum { NAME, TYPE, DISTINCT, MISSING, ROLE, COLUMNS, INDENT = 2 };

/* Where the columns stand: all beside each other, or where that is too narrow name, figures and role one below the other. */
struct layout {
	bool stacked;
	struct segbias_paper_cell cells[COLUMNS];
};

/* The columns that the longest cell in one of the table's takes, at least `least`. */
static int longest(const struct segbias_paper *paper, const struct segbias_listing *table, size_t column, int least)
{
	for (size_t i = column; i < table->count; i += table->columns) {
		int columns = segbias_paper_sentence_columns(paper, table->cells[i]);
		least = columns > least ? columns : least;
	}
	return least;
}

static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_listing *table)
{
	enum { NAME_LEAST = 12, NAME_USUAL = 26, ROLE_LEAST = 18, BETWEEN = 32 /* and what is between them */ };
	static const int WIDTHS[COLUMNS] = {[TYPE] = 9, [DISTINCT] = 10, [MISSING] = 10};
	int all = longest(paper, table, NAME, NAME_LEAST);
	int role = longest(paper, table, ROLE, 0);
	int room = paper->width - INDENT - BETWEEN - 2;
	int name = all > NAME_USUAL ? all : NAME_USUAL;
	/* Roles come first, down to the names' own length, then names, down to the least that roles need. */
	if (name + role > room) {
		int most = all < room - ROLE_LEAST ? all : room - ROLE_LEAST;
		name = most > room - role ? most : room - role;
	}
	struct layout layout = {.stacked = room < NAME_LEAST + ROLE_LEAST};
	int at = layout.stacked ? 2 * INDENT : INDENT + name + 1;
	layout.cells[NAME] =
	    (struct segbias_paper_cell){.at = INDENT, .width = layout.stacked ? paper->width - INDENT : name};
	for (size_t i = TYPE; i < ROLE; i++) {
		layout.cells[i] = (struct segbias_paper_cell){.at = at, .width = WIDTHS[i], .right = i > TYPE};
		at += WIDTHS[i] + 1;
	}
	at = layout.stacked ? 3 * INDENT : at + 1;
	layout.cells[ROLE] = (struct segbias_paper_cell){.at = at, .width = paper->width - at};
	return layout;
}

static void write_cells(struct segbias_paper *paper, struct layout layout, const char *const *cells)
{
	for (size_t i = 0; i < COLUMNS; i++)
		layout.cells[i].text = cells[i];
	if (!layout.stacked) {
		segbias_paper_row(paper, layout.cells, COLUMNS);
		return;
	}
	segbias_paper_row(paper, &layout.cells[NAME], 1);
	segbias_paper_row(paper, &layout.cells[TYPE], ROLE - TYPE);
	segbias_paper_row(paper, &layout.cells[ROLE], 1);
}

static void write_table(struct segbias_paper *paper, const struct segbias_listing *table)
{
	struct layout layout = layout_of(paper, table);
	segbias_paper_ink(paper, SEGBIAS_INK_DIM);
	write_cells(paper, layout, table->heads);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	for (size_t i = 0; i < table->count; i += table->columns)
		write_cells(paper, layout, table->cells + i);
	segbias_paper_line(paper);
}

/* A file's name and what it is stand in one line, and its columns below; the names tell what it is about, without a title. */
static void write_block(struct segbias_paper *paper, struct segbias_document *document, size_t at)
{
	const struct segbias_block *block = &document->blocks[at];
	switch (block->kind) {
	case SEGBIAS_BLOCK_TITLE:
		if (document->options->title)
			segbias_text_block(paper, document, at);
		break;
	case SEGBIAS_BLOCK_HEADING:
		segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
		segbias_paper_sentence(paper, block->text, INDENT);
		segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
		if (!block->input)
			segbias_paper_line(paper);
		break;
	case SEGBIAS_BLOCK_PARAGRAPH:
		segbias_paper_sentence(
		    paper,
		    block->input ? TELL_WITH(&document->teller, ": {facts}", WORD_PHRASE("facts", block->text))
				 : block->text,
		    INDENT);
		segbias_paper_line(paper);
		break;
	case SEGBIAS_BLOCK_LISTING:
		write_table(paper, block->table);
		break;
	case SEGBIAS_BLOCK_NOTE:
		/* A table ends with a blank line of its own. */
		if (block[-1].kind != SEGBIAS_BLOCK_LISTING)
			segbias_paper_line(paper);
		segbias_paper_sentence(paper, block->text, INDENT);
		segbias_paper_line(paper);
		break;
	default:
		segbias_text_block(paper, document, at);
		break;
	}
}

enum segbias_status segbias_format_inspect_text(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	struct segbias_document document;
	enum segbias_status status = segbias_document_build(&document, findings, options, SEGBIAS_EXTENT_BRIEF, error);
	struct segbias_paper paper = segbias_text_paper(&document, out);
	for (size_t i = 0; i < document.count && status == SEGBIAS_OK; i++)
		write_block(&paper, &document, i);
	return segbias_document_close(&document, status, error);
}

/* --- HTML ------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_inspect_html(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	return segbias_format_compare_html(findings, options, out, error);
}
