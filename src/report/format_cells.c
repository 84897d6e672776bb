/* Format of cells: CSV that can be read again. */
#include "report/csv.h"

#include "base/unicode.h"

#include <string.h>

/* Line ends and tabs within a label are kept, so that it reads back as it was; what else is unsafe is escaped. */
static bool is_kept(struct segbias_label label, size_t at)
{
	char c = label.bytes[at];
	return c == '\n' || c == '\t' || (c == '\r' && at + 1 < label.size && label.bytes[at + 1] == '\n');
}

static void add_clean(struct segbias_text *out, struct segbias_label label)
{
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		size = size ? size : 1;
		if (is_kept(label, at))
			segbias_text_add(out, label.bytes + at, size);
		else
			segbias_text_add_escaped(out, (struct segbias_label){label.bytes + at, size}, 0);
		at += size;
	}
}

static void add_text(struct segbias_text *out, struct segbias_label label)
{
	struct segbias_text clean = {0};
	segbias_csv_add_guard(&clean, label);
	add_clean(&clean, label);
	bool quote = clean.size && strpbrk(clean.data, ",;|\"\n\r\t ") != NULL;
	segbias_text_add(out, "\"", quote);
	for (size_t i = 0; i < clean.size; i++) {
		segbias_text_add(out, "\"", clean.data[i] == '"');
		segbias_text_add(out, &clean.data[i], 1);
	}
	segbias_text_add(out, "\"", quote);
	out->failed |= clean.failed;
	segbias_text_release(&clean);
}

enum segbias_status segbias_format_cells_csv(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	const struct segbias_cells_finding *cells = &findings->cells;
	(void)options;
	(void)error;
	for (size_t i = 0; i < cells->text_count; i++) {
		segbias_text_add(out, ",", i > 0);
		add_text(out, cells->names[i]);
	}
	for (size_t i = 0; i < cells->figure_count; i++)
		segbias_text_add_format(out, ",%s", cells->figures[i]);
	segbias_text_add(out, "\n", 1);
	for (size_t row = 0; row < cells->row_count; row++) {
		for (size_t i = 0; i < cells->text_count; i++) {
			segbias_text_add(out, ",", i > 0);
			add_text(out, cells->texts[row * cells->text_count + i]);
		}
		for (size_t i = 0; i < cells->figure_count; i++) {
			segbias_text_add(out, ",", 1);
			segbias_csv_add_number(out, cells->numbers[row * cells->figure_count + i]);
		}
		segbias_text_add(out, "\n", 1);
	}
	return SEGBIAS_OK;
}
