/* Formats of inspect: text for people, and JSON, schema segbias.inspect/1. */
#include "report/fields.h"
#include "report/paper.h"
#include "report/text_mapping.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static void write_json_file(struct segbias_json *json, const struct segbias_file_finding *file)
{
	char delimiter[2] = {file->facts.delimiter, '\0'};
	segbias_json_open(json, NULL, '{');
	segbias_json_string(json, "name", file->facts.name);
	segbias_json_string(json, "encoding", file->facts.encoding);
	segbias_json_string(json, "delimiter", delimiter);
	segbias_json_number(json, "preamble_lines", 0);
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

static const char *delimiter_name(char delimiter)
{
	return delimiter == ','    ? "comma"
	       : delimiter == ';'  ? "semicolon"
	       : delimiter == '\t' ? "tab"
	       : delimiter == '|'  ? "bar"
	                           : "other";
}

/* "attribute, by name, personal: email (98%)" */
static void add_role(struct segbias_text *text, const struct segbias_column_finding *column)
{
	static const char *const WORDS[][2] = {{"name", "by name"},
	                                       {"content", "by content"},
	                                       {"arithmetic", "by arithmetic"},
	                                       {"option", "by option"},
	                                       {"other_file", "by the other file"}};
	segbias_text_add_string(text, column->role);
	for (size_t i = 0; column->why && i < sizeof WORDS / sizeof *WORDS; i++)
		if (strcmp(column->why, WORDS[i][0]) == 0)
			segbias_text_add_format(text, ", %s", WORDS[i][1]);
	if (column->personal)
		segbias_text_add_format(text, ", personal: %s", column->personal);
	if (column->personal && isfinite(column->personal_rate))
		segbias_text_add_format(text, " (%.0f%%)", 100 * column->personal_rate);
}

enum { NAME, TYPE, DISTINCT, MISSING, ROLE, COLUMNS, INDENT = 2 };

/* Where the columns stand: all beside each other, or where that is too narrow name, figures and role one below the other. */
struct layout {
	bool stacked;
	struct segbias_paper_cell cells[COLUMNS];
};

/* Columns of the longest name and of the longest role. */
static void measure(const struct segbias_paper *paper, const struct segbias_file_finding *file, int *name, int *role)
{
	for (size_t i = 0; i < file->column_count; i++) {
		struct segbias_text text = {0};
		add_role(&text, &file->columns[i]);
		int columns[] = {segbias_paper_columns(paper, file->columns[i].name), (int)text.size};
		*name = columns[0] > *name ? columns[0] : *name;
		*role = columns[1] > *role ? columns[1] : *role;
		paper->out->failed |= text.failed;
		segbias_text_release(&text);
	}
}

static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_file_finding *file)
{
	enum { NAME_LEAST = 12, NAME_USUAL = 26, ROLE_LEAST = 18, BETWEEN = 32 /* and what is between them */ };
	static const int WIDTHS[COLUMNS] = {[TYPE] = 9, [DISTINCT] = 10, [MISSING] = 10};
	int longest = NAME_LEAST;
	int role = 0;
	measure(paper, file, &longest, &role);
	int room = paper->width - INDENT - BETWEEN - 2;
	int name = longest > NAME_USUAL ? longest : NAME_USUAL;
	/* Roles come first, down to the names' own length, then names, down to the least that roles need. */
	if (name + role > room) {
		int most = longest < room - ROLE_LEAST ? longest : room - ROLE_LEAST;
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

static void write_columns(struct segbias_paper *paper, struct layout layout, struct segbias_label name,
                          const char *const figures[static COLUMNS])
{
	layout.cells[NAME].text = name;
	for (size_t i = TYPE; i < COLUMNS; i++)
		layout.cells[i].text = segbias_label_of(figures[i]);
	if (!layout.stacked) {
		segbias_paper_row(paper, layout.cells, COLUMNS);
		return;
	}
	segbias_paper_row(paper, &layout.cells[NAME], 1);
	segbias_paper_row(paper, &layout.cells[TYPE], ROLE - TYPE);
	segbias_paper_row(paper, &layout.cells[ROLE], 1);
}

static void write_column(struct segbias_paper *paper, const struct segbias_column_finding *column,
                         const struct layout *layout)
{
	char distinct[SEGBIAS_NUMBER_MAX];
	char missing[SEGBIAS_NUMBER_MAX];
	struct segbias_text role = {0};
	add_role(&role, column);
	const char *const figures[] = {
	    [TYPE] = column->type,
	    [DISTINCT] = isfinite(column->distinct) ? segbias_number_group(column->distinct, distinct) : "10,000+",
	    [MISSING] = segbias_number_group(column->missing, missing),
	    [ROLE] = role.data ? role.data : ""};
	write_columns(paper, *layout, column->name, figures);
	paper->out->failed |= role.failed;
	segbias_text_release(&role);
}

static void write_text_file(struct segbias_paper *paper, const struct segbias_file_finding *file)
{
	static const char *const HEADINGS[] = {
	    [TYPE] = "type", [DISTINCT] = "distinct", [MISSING] = "missing", [ROLE] = "role"};
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	struct layout layout = layout_of(paper, file);
	segbias_text_add_clean(&text, segbias_label_of(file->facts.name));
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_wrap(paper, text.data ? text.data : "", INDENT);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	text.size = 0;
	segbias_text_add_format(&text, ": %s row%s, %zu column%s, shape %s, %s, %s-separated",
	                        segbias_number_group(file->facts.rows, number), segbias_plural(file->facts.rows),
	                        file->column_count, segbias_plural((double)file->column_count),
	                        file->facts.shape ? file->facts.shape : "undecided", file->facts.encoding,
	                        delimiter_name(file->facts.delimiter));
	segbias_paper_wrap(paper, text.data ? text.data : "", INDENT);
	segbias_paper_line(paper);
	paper->out->failed |= text.failed;
	segbias_text_release(&text);
	segbias_paper_ink(paper, SEGBIAS_INK_DIM);
	write_columns(paper, layout, segbias_label_of("column"), HEADINGS);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	for (size_t i = 0; i < file->column_count; i++)
		write_column(paper, &file->columns[i], &layout);
	segbias_paper_line(paper);
}

static void add_label(struct segbias_text *text, struct segbias_label label, const char *none)
{
	if (label.bytes)
		segbias_text_add_clean(text, label);
	else
		segbias_text_add_string(text, none);
}

enum segbias_status segbias_format_inspect_text(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	(void)error;
	struct segbias_paper paper = segbias_paper_of(options, out);
	for (size_t i = 0; i < findings->file_count; i++)
		write_text_file(&paper, &findings->files[i]);
	if (findings->file_count == 2 && findings->settings.attribute_count) {
		segbias_paper_ink(&paper, SEGBIAS_INK_BOLD);
		segbias_paper_string(&paper, "What a comparison would use");
		segbias_paper_ink(&paper, SEGBIAS_INK_PLAIN);
		segbias_paper_line(&paper);
		struct segbias_text text = {0};
		segbias_text_add_string(&text, "segment: ");
		add_label(&text, findings->settings.segment, "none");
		segbias_text_add_format(&text, "; reference kind: %s", findings->kind);
		segbias_paper_wrap(&paper, text.data ? text.data : "", INDENT);
		segbias_paper_line(&paper);
		out->failed |= text.failed;
		segbias_text_release(&text);
		struct segbias_arena arena = {0};
		struct segbias_teller teller = {segbias_language_at(0), &arena, false};
		segbias_text_mapping(&paper, &teller, findings);
		out->failed |= teller.failed;
		segbias_arena_release(&arena);
	}
	return SEGBIAS_OK;
}
