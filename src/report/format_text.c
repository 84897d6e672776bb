/* Format: text for people, at most 80 columns unless a name is wider. */
#include "report/format.h"

#include "base/number.h"
#include "base/unicode.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FINDINGS_MAX = 20, COMPARISONS_MAX = 40, NAME_MAX = 24 };

/* A flagged value and where it stands. */
struct flagged {
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value;
};

static int terminal_width(struct segbias_label label)
{
	int width = 0;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		width += size ? segbias_unicode_width(code) : 1;
		at += size ? size : 1;
	}
	return width;
}

/* The clean label, cut to `width` columns and filled up with blanks. */
static void add_cell(struct segbias_text *out, struct segbias_label label, int width)
{
	struct segbias_text clean = {0};
	segbias_text_add_clean(&clean, label);
	struct segbias_label all = {clean.data ? clean.data : "", clean.size};
	int used = 0;
	bool cut = terminal_width(all) > width;
	for (size_t at = 0; at < all.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(all.bytes + at, all.size - at, &code);
		int columns = segbias_unicode_width(code);
		if (size == 0 || used + columns > width - cut)
			break;
		segbias_text_add(out, all.bytes + at, size);
		used += columns;
		at += size;
	}
	if (cut) {
		segbias_text_add_string(out, "~");
		used++;
	}
	for (; used < width; used++)
		segbias_text_add(out, " ", 1);
	segbias_text_release(&clean);
}

static const char *group(double value, char number[static SEGBIAS_NUMBER_MAX])
{
	return segbias_number_group(value, number);
}

static void add_index(struct segbias_text *out, double index)
{
	if (isfinite(index))
		segbias_text_add_format(out, "%.0f", index);
	else
		segbias_text_add_string(out, "-");
}

/* --- what was compared ------------------------------------------------------------------------------------------ */

static void add_input(struct segbias_text *out, const char *role, const struct segbias_input_facts *input)
{
	char number[SEGBIAS_NUMBER_MAX];
	segbias_text_add_string(out, role);
	segbias_text_add_escaped(out, segbias_label_of(input->path), 0);
	segbias_text_add_format(out, ": %s rows, shape %s", group(input->rows, number), input->shape);
	if (input->bad_rows > 0)
		segbias_text_add_format(out, ", %s unreadable and left out", group(input->bad_rows, number));
	segbias_text_add_string(out, "\n");
}

static size_t count_segments(const struct segbias_findings *findings)
{
	size_t segments = 0;
	const struct segbias_comparison *before = NULL;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (c->segment.bytes && (!before || !before->segment.bytes || !segbias_label_equal(before->segment, c->segment)))
			segments++;
		before = c;
	}
	return segments;
}

static void add_head(struct segbias_text *out, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	size_t segments = count_segments(findings);
	add_input(out, "Campaign   ", &findings->campaign);
	add_input(out, "Reference  ", &findings->reference);
	segbias_text_add_format(out, "           taken as %s%s\n",
	                        strcmp(findings->kind, "population") == 0 ? "the whole population: its shares are exact"
	                        : strcmp(findings->kind, "sample") == 0   ? "a sample: its own error counts"
	                        : strcmp(findings->kind, "base") == 0     ? "the base that the campaign was drawn from"
	                                                                  : "shares with a margin of error",
	                        findings->kind_given ? " (--reference-kind)" : "");
	segbias_text_add_string(out, "Compared   ");
	for (size_t i = 0; i < s->attribute_count; i++) {
		segbias_text_add_string(out, i ? ", " : "");
		segbias_text_add_clean(out, s->attributes[i].attribute);
	}
	if (segments) {
		segbias_text_add_format(out, "; %zu segment%s by ", segments, segments == 1 ? "" : "s");
		segbias_text_add_clean(out, s->segment);
	}
	segbias_text_add_format(out, "\nRule       band %g to %g, alpha %g, %s, intervals %s, %zu test%s in the family\n",
	                        s->band_low, s->band_high, s->alpha, s->control, s->interval,
	                        segments ? findings->family_segments : findings->family_whole,
	                        (segments ? findings->family_segments : findings->family_whole) == 1 ? "" : "s");
}

static void add_verdict(struct segbias_text *out, const struct segbias_findings *findings)
{
	const size_t *v = findings->summary.verdicts;
	segbias_text_add_format(out,
	                        "\nVerdict    %zu over, %zu under, %zu likely over, %zu likely under, %zu within, %zu unclear\n",
	                        v[SEGBIAS_VERDICT_OVER], v[SEGBIAS_VERDICT_UNDER], v[SEGBIAS_VERDICT_LIKELY_OVER],
	                        v[SEGBIAS_VERDICT_LIKELY_UNDER], v[SEGBIAS_VERDICT_WITHIN], v[SEGBIAS_VERDICT_UNCLEAR]);
}

/* --- findings --------------------------------------------------------------------------------------------------- */

static bool is_flag(enum segbias_verdict verdict)
{
	return verdict != SEGBIAS_VERDICT_WITHIN && verdict != SEGBIAS_VERDICT_UNCLEAR;
}

/* Most people first; then the order of the result. */
static int compare_flagged(const void *a, const void *b)
{
	const struct flagged *x = a;
	const struct flagged *y = b;
	double dx = fabs(x->value->shortfall);
	double dy = fabs(y->value->shortfall);
	if (dx != dy)
		return dx > dy ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

static void add_flag(struct segbias_text *out, const struct flagged *flag)
{
	const struct segbias_value_finding *v = flag->value;
	char number[SEGBIAS_NUMBER_MAX];
	bool likely = v->verdict == SEGBIAS_VERDICT_LIKELY_OVER || v->verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
	segbias_text_add_string(out, "  ");
	if (flag->comparison->segment.bytes) {
		segbias_text_add_clean(out, flag->comparison->segment);
		segbias_text_add_string(out, ": ");
	}
	segbias_text_add_clean(out, flag->comparison->attribute);
	segbias_text_add_string(out, " ");
	segbias_text_add_clean(out, v->value);
	segbias_text_add_string(out, ": index ");
	add_index(out, v->index);
	segbias_text_add_string(out, " (");
	add_index(out, v->index_low);
	segbias_text_add_string(out, " to ");
	add_index(out, v->index_high);
	segbias_text_add_format(out, "), %s %s than its share%s", group(fabs(v->shortfall), number),
	                        v->shortfall > 0 ? "fewer" : "more", likely ? ", probably beyond the band" : "");
	segbias_text_add_string(out, v->robust == SEGBIAS_TRUTH_TRUE ? "; holds whatever the unknown are\n"
	                                                             : "; the unknown could change it\n");
}

static void add_findings(struct segbias_text *out, const struct segbias_findings *findings)
{
	size_t count = 0;
	size_t room = 0;
	bool segmented = count_segments(findings) > 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		room += findings->comparisons[i].value_count;
	struct flagged *flags = calloc(room + 1, sizeof *flags);
	if (!flags) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++)
			if (is_flag(c->values[j].verdict) && (c->segment.bytes != NULL) == segmented)
				flags[count++] = (struct flagged){c, &c->values[j]};
	}
	qsort(flags, count, sizeof *flags, compare_flagged);
	segbias_text_add_string(out, count ? "\nFindings, by people affected\n" : "\nNo group is shown to be over or under.\n");
	for (size_t i = 0; i < count && i < FINDINGS_MAX; i++)
		add_flag(out, &flags[i]);
	if (count > FINDINGS_MAX)
		segbias_text_add_format(out, "  and %zu more (--format json or csv has all)\n", count - FINDINGS_MAX);
	free(flags);
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

static void add_number_cell(struct segbias_text *out, const char *format, double value, int width)
{
	char cell[64] = "-";
	if (isfinite(value))
		(void)snprintf(cell, sizeof cell, format, value);
	segbias_text_add_format(out, " %*s", width, cell);
}

static void add_comparison(struct segbias_text *out, const struct segbias_comparison *c)
{
	char number[3][SEGBIAS_NUMBER_MAX];
	segbias_text_add_string(out, "\n");
	if (c->segment.bytes)
		segbias_text_add_clean(out, c->segment);
	else
		segbias_text_add_string(out, "Whole campaign");
	segbias_text_add_string(out, " by ");
	segbias_text_add_clean(out, c->attribute);
	segbias_text_add_format(out, ": %s known, %s missing, %s unmatched\n", group(c->n, number[0]),
	                        group(c->missing, number[1]), group(c->unmatched, number[2]));
	segbias_text_add_format(out, "  %-*s %9s %7s %9s %6s %13s  %s\n", NAME_MAX, "value", "count", "share", "reference",
	                        "index", "interval", "verdict");
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		segbias_text_add_string(out, "  ");
		add_cell(out, v->value, NAME_MAX);
		segbias_text_add_format(out, " %9s", group(v->count, number[0]));
		add_number_cell(out, "%.1f%%", v->share * 100, 7);
		add_number_cell(out, "%.1f%%", v->reference_share * 100, 9);
		add_number_cell(out, "%.0f", v->index, 6);
		char interval[64] = "-";
		if (isfinite(v->index_low))
			(void)snprintf(interval, sizeof interval, isfinite(v->index_high) ? "%.0f to %.0f" : "%.0f and up",
			               v->index_low, v->index_high);
		segbias_text_add_format(out, " %13s  ", interval);
		for (const char *name = segbias_verdict_name(v->verdict); *name; name++)
			segbias_text_add(out, *name == '_' ? " " : name, 1);
		if (v->reason == SEGBIAS_REASON_UNMATCHED)
			segbias_text_add_string(out, v->count > 0 ? " (unmatched)" : " (no record matched)");
		if (v->reason == SEGBIAS_REASON_TOO_FEW)
			segbias_text_add_string(out, " (too few)");
		if (v->reason == SEGBIAS_REASON_NONE && isfinite(v->n_needed) && v->n_needed > 0) {
			double step = pow(10, floor(log10(v->n_needed)) - 1);
			segbias_text_add_format(out, " (needs about %s)",
			                        group(v->n_needed < 100 ? v->n_needed : round(v->n_needed / step) * step, number[0]));
		}
		segbias_text_add_string(out, "\n");
	}
}

/* --- incomplete columns ----------------------------------------------------------------------------------------- */

static void add_incomplete(struct segbias_text *out, const struct segbias_findings *findings)
{
	char number[2][SEGBIAS_NUMBER_MAX];
	size_t shown = 0;
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		if (row->verdict != SEGBIAS_COMPLETENESS_INCOMPLETE)
			continue;
		if (shown++ == 0)
			segbias_text_add_string(out, "\nIncomplete columns\n");
		if (shown > FINDINGS_MAX)
			continue;
		segbias_text_add_string(out, "  ");
		if (row->segment.bytes) {
			segbias_text_add_clean(out, row->segment);
			segbias_text_add_string(out, ": ");
		}
		segbias_text_add_clean(out, row->column);
		segbias_text_add_format(out, ": %.1f%% missing (%.1f%% to %.1f%%), %s of %s\n", row->rate * 100,
		                        row->rate_low * 100, row->rate_high * 100, group(row->missing, number[0]),
		                        group(row->rows, number[1]));
	}
	if (shown > FINDINGS_MAX)
		segbias_text_add_format(out, "  and %zu more\n", shown - FINDINGS_MAX);
}

enum segbias_status segbias_format_text(const struct segbias_findings *findings,
                                        const struct segbias_render_options *options, struct segbias_text *out,
                                        struct segbias_error *error)
{
	(void)options;
	(void)error;
	add_head(out, findings);
	add_verdict(out, findings);
	add_findings(out, findings);
	for (size_t i = 0; i < findings->comparison_count && i < COMPARISONS_MAX; i++)
		add_comparison(out, &findings->comparisons[i]);
	if (findings->comparison_count > COMPARISONS_MAX)
		segbias_text_add_format(out, "\nand %zu more tables (--format json or csv has all)\n",
		                        findings->comparison_count - COMPARISONS_MAX);
	add_incomplete(out, findings);
	return SEGBIAS_OK;
}
