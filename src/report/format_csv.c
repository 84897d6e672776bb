/* Format: CSV, the table of values. A text cell that a spreadsheet would run as a formula is prefixed with "'". */
#include "report/csv.h"
#include "report/fields.h"
#include "report/run_facts.h"

#include "base/number.h"
#include "base/unicode.h"

#include <math.h>
#include <string.h>

void segbias_csv_add_guard(struct segbias_text *out, struct segbias_label label)
{
	if (segbias_unicode_formula(label))
		segbias_text_add(out, "'", 1);
}

void segbias_csv_add_label(struct segbias_text *out, struct segbias_label label)
{
	struct segbias_text clean = {0};
	segbias_csv_add_guard(&clean, label);
	/* Escaped rather than replaced: two segments that differ in a control character stay two. */
	segbias_text_add_distinct(&clean, label);
	/* A program whose list separator is another splits an unquoted cell there, and the rest may start a formula. */
	bool quote = clean.size && strpbrk(clean.data, ",;|\" ") != NULL;
	segbias_text_add(out, "\"", quote);
	for (size_t i = 0; i < clean.size; i++) {
		segbias_text_add(out, "\"", clean.data[i] == '"');
		segbias_text_add(out, &clean.data[i], 1);
	}
	segbias_text_add(out, "\"", quote);
	out->failed |= clean.failed;
	segbias_text_release(&clean);
}

void segbias_csv_add_number(struct segbias_text *out, double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (isfinite(value))
		segbias_text_add(out, number, segbias_number_write(value, number));
}

/* A combination in the columns of values, and what state it is in. */
static void add_crossing(struct segbias_text *out, const struct segbias_run_facts *facts,
                         const struct segbias_crossing_finding *row)
{
	const struct segbias_record *own = &segbias_record_crossing;
	segbias_csv_add_label(out, row->segment);
	segbias_text_add(out, ",", 1);
	segbias_csv_add_label(out, row->attribute);
	segbias_csv_cells_as(out, &segbias_record_value, own, row);
	segbias_run_facts_cells(facts, out);
	segbias_text_add_format(out, ",%s\n", row->state);
}

enum segbias_status segbias_format_compare_csv(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	struct segbias_run_facts facts;
	(void)options;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	segbias_text_add_string(out, "segment,attribute");
	bool crossed = findings->settings.cross > 0;
	segbias_csv_heads(out, &segbias_record_value, true);
	segbias_run_facts_heads(&facts, out);
	segbias_text_add_string(out, crossed ? ",crossing\n" : "\n");
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			segbias_csv_add_label(out, c->segment);
			segbias_text_add(out, ",", 1);
			segbias_csv_add_label(out, c->attribute);
			segbias_csv_cells(out, &segbias_record_value, &c->values[j], true);
			segbias_run_facts_cells(&facts, out);
			segbias_text_add_string(out, crossed ? ",\n" : "\n");
		}
	}
	for (size_t i = 0; i < findings->crossing_count; i++)
		add_crossing(out, &facts, &findings->crossings[i]);
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}
