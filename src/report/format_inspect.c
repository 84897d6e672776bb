/* Formats of inspect: text for people, and JSON, schema segbias.inspect/1. */
#include "report/fields.h"
#include "report/paper.h"

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

/* By what evidence. */
static void write_why(struct segbias_paper *paper, const char *why)
{
	static const char *const WORDS[][2] = {{"name", "by name"},
	                                       {"content", "by content"},
	                                       {"arithmetic", "by arithmetic"},
	                                       {"option", "by option"},
	                                       {"other_file", "by the other file"}};
	for (size_t i = 0; why && i < sizeof WORDS / sizeof *WORDS; i++)
		if (strcmp(why, WORDS[i][0]) == 0)
			segbias_paper_format(paper, ", %s", WORDS[i][1]);
}

static void write_text_file(struct segbias_paper *paper, const struct segbias_file_finding *file)
{
	char number[SEGBIAS_NUMBER_MAX];
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_label(paper, segbias_label_of(file->facts.name));
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_format(paper, ": %s row%s, %zu column%s, shape %s, %s, %s-separated",
	                     segbias_number_group(file->facts.rows, number), segbias_plural(file->facts.rows),
	                     file->column_count, segbias_plural((double)file->column_count),
	                     file->facts.shape ? file->facts.shape : "undecided", file->facts.encoding,
	                     delimiter_name(file->facts.delimiter));
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_DIM);
	segbias_paper_format(paper, "  %-26s %-9s %10s %10s  %s", "column", "type", "distinct", "missing", "role");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	for (size_t i = 0; i < file->column_count; i++) {
		const struct segbias_column_finding *column = &file->columns[i];
		segbias_paper_string(paper, "  ");
		segbias_paper_cell(paper, column->name, 26);
		segbias_paper_format(paper, " %-9s %10s", column->type,
		                     isfinite(column->distinct) ? segbias_number_group(column->distinct, number)
		                                                : "10,000+");
		segbias_paper_format(paper, " %10s  %s", segbias_number_group(column->missing, number), column->role);
		write_why(paper, column->why);
		if (column->personal)
			segbias_paper_format(paper, ", personal: %s", column->personal);
		if (column->personal && isfinite(column->personal_rate))
			segbias_paper_format(paper, " (%.0f%%)", 100 * column->personal_rate);
		segbias_paper_line(paper);
	}
	segbias_paper_line(paper);
}

static void write_text_label(struct segbias_paper *paper, struct segbias_label label, const char *none)
{
	if (label.bytes)
		segbias_paper_label(paper, label);
	else
		segbias_paper_string(paper, none);
}

void segbias_text_mapping(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	char number[SEGBIAS_NUMBER_MAX];
	for (size_t a = 0; a < findings->settings.attribute_count; a++) {
		const struct segbias_attribute_setting *attribute = &findings->settings.attributes[a];
		segbias_paper_label(paper, attribute->attribute);
		segbias_paper_string(paper, " = ");
		segbias_paper_label(paper, attribute->reference_column);
		segbias_paper_format(paper, " (by %s%s)", attribute->how, attribute->ordered ? ", ordered" : "");
		segbias_paper_line(paper);
		bool born =
		    findings->settings.born.bytes && segbias_label_equal(findings->settings.born, attribute->attribute);
		for (size_t i = 0; i < findings->mapping_count; i++) {
			const struct segbias_mapped *row = &findings->mapping[i];
			if (!segbias_label_equal(row->attribute, attribute->attribute))
				continue;
			segbias_paper_format(paper, "  %9s  ", segbias_number_group(row->count, number));
			if (row->withheld)
				segbias_paper_format(paper, "(%s, withheld)", row->withheld);
			else
				write_text_label(paper, row->campaign_value,
				                 born ? "(birth dates)" : "(further spellings)");
			if (row->reference_value.bytes) {
				segbias_paper_sign(paper, " → ", " -> ");
				segbias_paper_label(paper, row->reference_value);
			}
			segbias_paper_format(paper, "  %s", row->how);
			if (row->nearest.bytes && !row->withheld) {
				segbias_paper_string(paper, ", nearest ");
				segbias_paper_label(paper, row->nearest);
			}
			segbias_paper_line(paper);
		}
	}
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
		segbias_paper_string(&paper, "segment: ");
		write_text_label(&paper, findings->settings.segment, "none");
		segbias_paper_format(&paper, "; reference kind: %s", findings->kind);
		segbias_paper_line(&paper);
		segbias_text_mapping(&paper, findings);
	}
	return SEGBIAS_OK;
}
