/* Format: text for people. What was compared, the verdict, findings as sentences, a table for each comparison that
 * matters, what the data cannot tell, what was assumed, and what to type next. */
#include "report/paper.h"
#include "report/text_amount.h"
#include "report/text_roles.h"
#include "report/text_table.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FINDINGS_MAX = 12, TABLES_MAX = 12, UNCLEAR_MAX = 5, INCOMPLETE_MAX = 8 };

/* A value and where it stands. */
struct place {
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value;
	size_t comparison_index, value_index; /* in the order of the result */
	double
	    settling; /* known records that would settle it; infinite: more than the reference has in all; NaN: none */
};

static const char *group(double value, char number[static SEGBIAS_NUMBER_MAX])
{
	return segbias_number_group(value, number);
}

static void heading(struct segbias_paper *paper, const char *text)
{
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_wrap(paper, text, 2);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
}

static bool is_flag(enum segbias_verdict verdict)
{
	return verdict != SEGBIAS_VERDICT_WITHIN && verdict != SEGBIAS_VERDICT_UNCLEAR;
}

static bool is_over(enum segbias_verdict verdict)
{
	return verdict == SEGBIAS_VERDICT_OVER || verdict == SEGBIAS_VERDICT_LIKELY_OVER;
}

static size_t count_segments(const struct segbias_findings *findings)
{
	size_t segments = 0;
	const struct segbias_comparison *before = NULL;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		bool same = before && before->segment.bytes && segbias_label_equal(before->segment, c->segment);
		segments += c->segment.bytes && !same;
		before = c;
	}
	return segments;
}

/* Whether the only segment holds every record: then what is said of it is said of the whole campaign. */
static bool one_for_all(const struct segbias_findings *findings)
{
	size_t half = findings->comparison_count / 2;
	bool same = half > 0 && findings->comparison_count % 2 == 0 && count_segments(findings) == 1;
	for (size_t i = 0; same && i < half; i++) {
		const struct segbias_comparison *whole = &findings->comparisons[i];
		const struct segbias_comparison *segment = &findings->comparisons[half + i];
		same = !whole->segment.bytes && segment->segment.bytes && whole->rows == segment->rows &&
		       segbias_label_equal(whole->attribute, segment->attribute);
	}
	return same;
}

/* The comparisons that findings are about: the segments', the whole campaign's where there are none. */
static bool counts(const struct segbias_findings *findings, const struct segbias_comparison *c)
{
	return (c->segment.bytes != NULL) == (findings->settings.segment.bytes != NULL);
}

static void add_group_name(struct segbias_text *text, struct segbias_label segment)
{
	if (segment.bytes)
		segbias_text_add_clean(text, segment);
	else
		segbias_text_add_string(text, "Whole campaign");
}

/* One paragraph, indented. */
static void write_paragraph(struct segbias_paper *paper, struct segbias_text *text)
{
	segbias_paper_string(paper, "  ");
	segbias_paper_wrap(paper, text->data ? text->data : "", 4);
	segbias_paper_line(paper);
	segbias_text_release(text);
}

static const char *people(const struct segbias_findings *findings, double count)
{
	if (findings->events || isfinite(findings->persons))
		return count == 1 ? "record" : "records";
	return count == 1 ? "person" : "people";
}

/* --- what was compared ------------------------------------------------------------------------------------------ */

static void write_campaign(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	size_t segments = count_segments(findings);
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	bool rows = segbias_has_amount(findings) && !findings->settings.count.bytes;
	segbias_text_add_format(&text, "%s %s%s", group(findings->records, number), rows ? "row" : "record",
	                        segbias_plural(findings->records));
	if (segbias_has_amount(findings)) {
		segbias_text_add_format(&text, " with %s of ", segbias_number_money(findings->amount, number));
		segbias_text_add_clean(&text, findings->settings.amount);
	}
	if (isfinite(findings->persons))
		segbias_text_add_format(&text, " of %s %s", group(findings->persons, number),
		                        findings->persons == 1 ? "person" : "people");
	if (segments) {
		segbias_text_add_format(&text, " in %zu segment%s (column ", segments,
		                        segbias_plural((double)segments));
		segbias_text_add_clean(&text, findings->settings.segment);
		segbias_text_add_string(&text, one_for_all(findings) ? "), which is the whole file" : ")");
	}
	segbias_paper_string(paper, "  campaign   ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 13);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

static void write_head(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	segbias_text_add_clean(&text, segbias_label_of(findings->campaign.name));
	segbias_text_add_string(&text, s->eligible[0].bytes ? " against its own records with " : " against ");
	segbias_text_add_clean(&text,
	                       s->eligible[0].bytes ? s->eligible[0] : segbias_label_of(findings->reference.name));
	if (s->eligible[0].bytes) {
		segbias_text_add_string(&text, " = ");
		segbias_text_add_clean(&text, s->eligible[1]);
	}
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_wrap(paper, text.data ? text.data : "", 2);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	write_campaign(paper, findings);
	text.size = 0;
	segbias_paper_string(paper, "  reference  ");
	if (isfinite(findings->reference_total))
		segbias_text_add_format(&text, "%s in all, ", group(findings->reference_total, number));
	segbias_text_add_format(&text, "taken as %s",
	                        strcmp(findings->kind, "population") == 0 ? "the whole population (exact)"
	                        : strcmp(findings->kind, "sample") == 0   ? "a sample (its own error counts)"
	                        : strcmp(findings->kind, "base") == 0     ? "the base that the campaign was drawn from"
	                                                                  : "shares with a margin of error");
	if (strcmp(findings->kind, "margin") == 0)
		segbias_text_add_format(&text, " (%.4g standard errors)", s->moe_z);
	segbias_paper_wrap(paper, text.data ? text.data : "", 13);
	segbias_paper_line(paper);
	segbias_text_release(&text);
	struct segbias_text names = {0};
	for (size_t i = 0; i < s->attribute_count; i++) {
		segbias_text_add_string(&names, i ? ", " : "");
		segbias_text_add_clean(&names, s->attributes[i].attribute);
	}
	segbias_paper_string(paper, "  compared   ");
	segbias_paper_wrap(paper, names.data ? names.data : "", 13);
	segbias_paper_line(paper);
	segbias_text_release(&names);
}

static void add_count(struct segbias_text *text, size_t count, const char *words)
{
	if (count)
		segbias_text_add_format(text, "%s%zu %s", text->size ? ", " : "", count, words);
}

static void add_flags(struct segbias_text *text, const size_t *verdicts)
{
	add_count(text, verdicts[SEGBIAS_VERDICT_UNDER], "under-targeted");
	add_count(text, verdicts[SEGBIAS_VERDICT_OVER], "over-targeted");
	add_count(text, verdicts[SEGBIAS_VERDICT_LIKELY_UNDER], "probably under");
	add_count(text, verdicts[SEGBIAS_VERDICT_LIKELY_OVER], "probably over");
}

/* The values that are within only as long as the unknown ones are like the known. */
static size_t count_doubtful(const struct segbias_findings *findings)
{
	size_t doubtful = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		for (size_t j = 0;
		     counts(findings, &findings->comparisons[i]) && j < findings->comparisons[i].value_count; j++) {
			const struct segbias_value_finding *v = &findings->comparisons[i].values[j];
			doubtful += v->verdict == SEGBIAS_VERDICT_WITHIN && v->robust == SEGBIAS_TRUTH_FALSE;
		}
	return doubtful;
}

static void write_verdict(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const size_t *v = findings->summary.verdicts;
	struct segbias_text text = {0};
	size_t doubtful = count_doubtful(findings);
	size_t all = 0;
	for (int i = 0; i < SEGBIAS_VERDICT_COUNT; i++)
		all += v[i];
	add_flags(&text, v);
	if (!text.size)
		segbias_text_add_string(&text, "no group is shown to be over- or under-targeted");
	if (all == 0)
		segbias_text_add_string(&text, ": every attribute has one value, and nothing could differ");
	else
		segbias_text_add_format(&text, "; of %zu group%s%s", all, segbias_plural((double)all),
		                        findings->settings.segment.bytes ? " (a value in a segment)" : "");
	if (v[SEGBIAS_VERDICT_WITHIN])
		segbias_text_add_format(&text, " %zu %s shown to lie within %g to %g", v[SEGBIAS_VERDICT_WITHIN],
		                        v[SEGBIAS_VERDICT_WITHIN] == 1 ? "is" : "are", findings->settings.band_low,
		                        findings->settings.band_high);
	if (doubtful)
		segbias_text_add_format(&text, " (%zu of them only if unknown values are shared like known ones)",
		                        doubtful);
	if (v[SEGBIAS_VERDICT_UNCLEAR])
		segbias_text_add_format(&text, "%s %zu %s unclear", v[SEGBIAS_VERDICT_WITHIN] ? ", and" : "",
		                        v[SEGBIAS_VERDICT_UNCLEAR], v[SEGBIAS_VERDICT_UNCLEAR] == 1 ? "is" : "are");
	else if (all && !v[SEGBIAS_VERDICT_WITHIN])
		segbias_text_add_string(&text, " none is unclear");
	segbias_text_add_string(&text, ".");
	struct segbias_text whole = {0};
	if (findings->settings.segment.bytes && !one_for_all(findings)) {
		size_t flags[SEGBIAS_VERDICT_COUNT] = {0};
		for (size_t i = 0; i < findings->comparison_count; i++)
			for (size_t j = 0;
			     !findings->comparisons[i].segment.bytes && j < findings->comparisons[i].value_count; j++)
				flags[findings->comparisons[i].values[j].verdict]++;
		add_flags(&whole, flags);
	}
	if (whole.size)
		segbias_text_add_format(&text, " In the whole campaign: %s.", whole.data);
	segbias_text_release(&whole);
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_string(paper, "Verdict: ");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_wrap(paper, text.data ? text.data : "", 9);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

/* --- findings --------------------------------------------------------------------------------------------------- */

static int compare_order(const struct place *x, const struct place *y)
{
	if (x->comparison_index != y->comparison_index)
		return x->comparison_index < y->comparison_index ? -1 : 1;
	return (x->value_index > y->value_index) - (x->value_index < y->value_index);
}

/* Most people first; then the order of the result. */
static int compare_places(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;
	double dx = fabs(x->value->shortfall);
	double dy = fabs(y->value->shortfall);
	if (dx != dy)
		return dx > dy ? -1 : 1;
	return compare_order(x, y);
}

static void add_where(struct segbias_text *text, const struct place *place)
{
	add_group_name(text, place->comparison->segment);
	segbias_text_add_string(text, ", ");
	segbias_text_add_clean(text, place->comparison->attribute);
	segbias_text_add_string(text, " ");
	segbias_text_add_clean(text, place->value->value);
}

static void add_interval(struct segbias_text *text, const struct segbias_value_finding *v)
{
	segbias_text_add_format(text, "index %.0f", v->index);
	if (isfinite(v->index_low) && isfinite(v->index_high))
		segbias_text_add_format(text, " (%.0f to %.0f)", v->index_low, v->index_high);
	else if (isfinite(v->index_low))
		segbias_text_add_format(text, " (%.0f and up)", v->index_low);
}

/* Records of the whole campaign that look as if they stood for a missing value of the column. */
static double suspected_of(const struct segbias_findings *findings, struct segbias_label column)
{
	double suspected = 0;
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		for (size_t j = 0; j < row->suspected_count && segbias_label_equal(row->column, column); j++)
			suspected += row->suspected[j].count;
	}
	return suspected;
}

/* What the unknown records could do to the finding. */
static void add_robustness(struct segbias_text *text, const struct segbias_findings *findings,
                           const struct place *place)
{
	const struct segbias_comparison *c = place->comparison;
	char number[SEGBIAS_NUMBER_MAX];
	double suspected = suspected_of(findings, c->attribute);
	const char *unknown = segbias_text_unknown(c);
	if (c->missing + c->unmatched <= 0 && suspected > 0) {
		segbias_text_add_format(text, "; no value is missing, but %s%s look%s like markers of a missing one",
		                        group(suspected, number),
		                        c->segment.bytes && !one_for_all(findings) ? " of the whole campaign" : "",
		                        suspected == 1 ? "s" : "");
		return;
	}
	if (c->missing + c->unmatched <= 0) {
		segbias_text_add_string(text, "; no value is unknown");
		return;
	}
	if (place->value->robust == SEGBIAS_TRUTH_TRUE)
		segbias_text_add_format(text, "; would hold even if %s %s ",
		                        is_over(place->value->verdict) ? "no" : "every", unknown);
	else
		segbias_text_add_format(text, "; the %s %s could undo it, if %s %s ",
		                        group(c->missing + c->unmatched, number), unknown,
		                        is_over(place->value->verdict) ? "no" : "every", unknown);
	segbias_text_add_clean(text, c->attribute);
	segbias_text_add_string(text, " were ");
	segbias_text_add_clean(text, place->value->value);
}

/* Whether the unmatched values are so many that a number of people holds for the others alone. */
static bool is_much_unmatched(const struct segbias_findings *findings, const struct segbias_comparison *c)
{
	return c->unmatched > findings->settings.unmatched_max * (c->n + c->unmatched);
}

static void write_finding(struct segbias_paper *paper, const struct segbias_findings *findings,
                          const struct place *place)
{
	const struct segbias_value_finding *v = place->value;
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	bool likely = v->verdict == SEGBIAS_VERDICT_LIKELY_OVER || v->verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
	add_where(&text, place);
	segbias_text_add_string(&text, ": ");
	if (v->count == 0 && place->comparison->unmatched > 0)
		segbias_text_add_string(&text, "no record matched, ");
	else if (v->count == 0)
		segbias_text_add_string(&text, v->few_expected ? "no record, " : "excluded, ");
	add_interval(&text, v);
	segbias_text_add_format(&text, ", %s %s %s than their share%s", group(fabs(v->shortfall), number),
	                        people(findings, fabs(v->shortfall)), v->shortfall > 0 ? "fewer" : "more",
	                        is_much_unmatched(findings, place->comparison) ? " of those that matched" : "");
	if (likely)
		segbias_text_add_string(&text, "; the difference is real, and probably beyond the tolerance");
	add_robustness(&text, findings, place);
	segbias_text_add_string(&text, ".");
	segbias_paper_string(paper, "  ");
	segbias_paper_ink(paper, is_over(v->verdict) ? SEGBIAS_INK_OVER : SEGBIAS_INK_UNDER);
	segbias_paper_sign(paper, is_over(v->verdict) ? "▲" : "▼", is_over(v->verdict) ? "+" : "-");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_string(paper, " ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 4);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

static bool wants_flag(const struct place *place)
{
	return is_flag(place->value->verdict);
}

/* More records than the reference has in all are no advice; a sample's size says nothing of its population's. */
static double settling_of(const struct segbias_findings *findings, const struct segbias_value_finding *value)
{
	bool limited = strcmp(findings->kind, "sample") != 0;
	return limited && value->n_settling > findings->reference_total ? INFINITY : value->n_settling;
}

/* Collects the values that `wanted` keeps; NULL where memory is short. */
static struct place *collect(const struct segbias_findings *findings, bool (*wanted)(const struct place *),
                             size_t *count)
{
	size_t room = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		room += findings->comparisons[i].value_count;
	struct place *places = segbias_memory_zeroed(room + 1, sizeof *places);
	bool whole_too = wanted == wants_flag && !one_for_all(findings);
	*count = 0;
	for (size_t i = 0; places && i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; (counts(findings, c) || whole_too) && j < c->value_count; j++) {
			places[*count] = (struct place){c, &c->values[j], i, j, settling_of(findings, &c->values[j])};
			*count += wanted(&places[*count]);
		}
	}
	return places;
}

static void write_findings(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	size_t count = 0;
	struct place *places = collect(findings, wants_flag, &count);
	if (!places) {
		paper->out->failed = true;
		return;
	}
	qsort(places, count, sizeof *places, compare_places);
	if (count)
		heading(paper, findings->events || isfinite(findings->persons) ? "Findings, most records first"
		                                                               : "Findings, most people first");
	for (size_t i = 0; i < count && i < FINDINGS_MAX; i++)
		write_finding(paper, findings, &places[i]);
	if (count > FINDINGS_MAX) {
		segbias_paper_remark(paper, "and %zu more: --format csv lists all", count - FINDINGS_MAX);
	}
	if (count) {
		struct segbias_text text = {0};
		segbias_text_add_format(
		    &text,
		    "To repair a segment, exchange that many %s: more of those it misses in place of those it has too "
		    "many of. What is only probably beyond the tolerance is worth a look first.",
		    people(findings, NAN));
		segbias_paper_string(paper, "  ");
		segbias_paper_wrap(paper, text.data ? text.data : "", 2);
		segbias_paper_line(paper);
		segbias_text_release(&text);
	}
	free(places);
}

/* The other value of two says the same: the one that looks left out is told. */
static bool is_twin(const struct segbias_findings *findings, size_t index)
{
	const struct segbias_simpson *row = &findings->simpsons[index];
	size_t values = 0;
	for (size_t i = 0; i < findings->simpson_count; i++) {
		const struct segbias_simpson *other = &findings->simpsons[i];
		values += (other->segment.bytes == NULL) == (row->segment.bytes == NULL) &&
		          segbias_label_equal(other->segment, row->segment) &&
		          segbias_label_equal(other->attribute, row->attribute) &&
		          segbias_label_equal(other->stratifier, row->stratifier);
	}
	return values == 2 && row->odds_ratio > 1;
}

/* Differences that turn round or are gone: of a manager's first question, "is it unfair?", the answer changes with what is held
 * equal, so both numbers are given. */
static void write_explained(struct segbias_paper *paper, const struct segbias_findings *findings, bool reversals)
{
	enum { REVERSALS_MAX = 6 };
	bool repeats = one_for_all(findings);
	size_t found = 0;
	for (size_t i = 0; i < findings->simpson_count; i++) {
		const struct segbias_simpson *row = &findings->simpsons[i];
		if (!row->explained || row->reversal != reversals || is_twin(findings, i) ||
		    (repeats && !row->segment.bytes))
			continue;
		if (found++ == 0)
			heading(paper, reversals ? "Differences that turn round"
			                         : "Differences that are gone within another attribute");
		if (found > REVERSALS_MAX)
			continue;
		struct segbias_text text = {0};
		add_group_name(&text, row->segment);
		segbias_text_add_string(&text, ", ");
		segbias_text_add_clean(&text, row->attribute);
		segbias_text_add_string(&text, " ");
		segbias_text_add_clean(&text, row->value);
		segbias_text_add_format(&text,
		                        ": overall their odds of being in it are %.2f times those of the others (%.2f "
		                        "times the rate); compared within each ",
		                        row->odds_ratio, row->rate_ratio);
		segbias_text_add_clean(&text, row->stratifier);
		segbias_text_add_format(&text, " they are %.2f times (%.2f to %.2f)", row->mh_odds_ratio, row->mh_low,
		                        row->mh_high);
		bool uneven = row->breslow_day_p <= findings->settings.alpha;
		segbias_text_add_format(&text,
		                        ", higher in %zu of %zu. The difference overall comes from how they are "
		                        "spread over ",
		                        row->strata_above, row->strata);
		segbias_text_add_clean(&text, row->stratifier);
		segbias_text_add_string(&text,
		                        uneven ? "; within it, it is not the same everywhere: look there before acting."
		                               : ", not from what happens within it: look there before acting.");
		write_paragraph(paper, &text);
	}
	if (found > REVERSALS_MAX) {
		segbias_paper_remark(paper, "and %zu more in the JSON result", found - REVERSALS_MAX);
	}
}

/* Who has not consented: every segment, then the groups that stand out. */
static void write_consent(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	enum { ROWS_MAX = 12 };
	const struct segbias_settings *s = &findings->settings;
	char number[2][SEGBIAS_NUMBER_MAX];
	bool repeats = one_for_all(findings);
	size_t left_out = 0;
	size_t shown = 0;
	if (!s->consent[0].bytes)
		return;
	heading(paper, "Without consent");
	for (size_t i = 0; i < findings->consent_count; i++) {
		const struct segbias_consent *row = &findings->consents[i];
		struct segbias_text text = {0};
		if ((row->attribute.bytes && !row->finding) || !isfinite(row->rate) || (repeats && !row->segment.bytes))
			continue;
		if (row->segment.bytes && ++shown > ROWS_MAX) {
			left_out++;
			continue;
		}
		add_group_name(&text, row->segment);
		if (row->attribute.bytes) {
			segbias_text_add_string(&text, ", ");
			segbias_text_add_clean(&text, row->attribute);
			segbias_text_add_string(&text, " ");
			segbias_text_add_clean(&text, row->value);
		}
		segbias_text_add_format(&text, ": %.1f%%", 100 * row->rate);
		if (isfinite(row->rate_low))
			segbias_text_add_format(&text, " (%.1f%% to %.1f%%)", 100 * row->rate_low,
			                        100 * row->rate_high);
		segbias_text_add_format(&text, ", %s of %s", group(row->without, number[0]), group(row->n, number[1]));
		if (row->missing > 0)
			segbias_text_add_format(&text, "; %s %s not say", group(row->missing, number[0]),
			                        row->missing == 1 ? "does" : "do");
		if (row->finding && isfinite(row->ratio))
			segbias_text_add_format(&text, "; %.2f times the rate of the others", row->ratio);
		segbias_text_add_string(&text, ".");
		write_paragraph(paper, &text);
	}
	if (left_out) {
		segbias_paper_remark(paper, "and %zu more in the JSON result", left_out);
	}
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

/* How far the worst flagged value is from 100, as a ratio; 0 where none is flagged. */
static double worst(const struct segbias_comparison *c)
{
	double most = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		if (is_flag(v->verdict) || v->reason == SEGBIAS_REASON_AMOUNT)
			most = fmax(most, v->index > 0 ? fabs(log(v->index / 100)) : INFINITY);
	}
	return most;
}

struct ranked {
	const struct segbias_comparison *comparison;
	double worst;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->worst != y->worst)
		return x->worst > y->worst ? -1 : 1;
	return (x->comparison > y->comparison) - (x->comparison < y->comparison);
}

/* The whole campaign (or the segment that is all of it), then the segments' comparisons with a finding, worst first. */
static void write_tables(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	struct ranked *ranked = segbias_memory_zeroed(findings->comparison_count + 1, sizeof *ranked);
	bool repeats = one_for_all(findings);
	size_t count = 0;
	size_t quiet = 0;
	if (!ranked) {
		paper->out->failed = true;
		return;
	}
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (repeats && !c->segment.bytes)
			continue;
		if (repeats || !c->segment.bytes)
			segbias_text_table(paper, findings, c);
		else if (worst(c) > 0)
			ranked[count++] = (struct ranked){c, worst(c)};
		else
			quiet++;
	}
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < count && i < TABLES_MAX; i++)
		segbias_text_table(paper, findings, ranked[i].comparison);
	free(ranked);
	if (count > TABLES_MAX || quiet) {
		struct segbias_text text = {0};
		segbias_paper_line(paper);
		segbias_text_add_string(&text, "Not shown: ");
		if (count > TABLES_MAX)
			segbias_text_add_format(&text, "%zu table%s with a %s%s", count - TABLES_MAX,
			                        count - TABLES_MAX == 1 ? "" : "s",
			                        segbias_has_amount(findings) ? "gap" : "finding", quiet ? ", " : "");
		if (quiet)
			segbias_text_add_format(&text, "%zu table%s without a %s", quiet, quiet == 1 ? "" : "s",
			                        segbias_has_amount(findings) ? "gap" : "finding");
		segbias_text_add_string(&text, " (--format csv has all).");
		segbias_paper_wrap(paper, text.data ? text.data : "", 2);
		segbias_paper_line(paper);
		segbias_text_release(&text);
	}
}

/* --- numbers ---------------------------------------------------------------------------------------------------- */

/* Four digits, in groups where there are more before the point. */
static const char *measure(double value, char number[static SEGBIAS_NUMBER_MAX])
{
	if (fabs(value) >= 1000 && fabs(value) < 1e15)
		return segbias_number_group(round(value), number);
	(void)snprintf(number, SEGBIAS_NUMBER_MAX, "%.4g", value);
	return number;
}

static void write_number_line(struct segbias_paper *paper, const struct segbias_numeric_finding *row)
{
	struct segbias_text text = {0};
	char number[2][SEGBIAS_NUMBER_MAX];
	add_group_name(&text, row->segment);
	segbias_text_add_string(&text, ", ");
	segbias_text_add_clean(&text, row->column);
	segbias_text_add_format(&text, ": mean %s, reference %s", measure(row->mean, number[0]),
	                        measure(row->reference_mean, number[1]));
	if (isfinite(row->smd))
		segbias_text_add_format(&text, " (%+.2f of its standard deviations)", row->smd);
	segbias_text_add_format(&text, "; distributions %.3f apart (Kolmogorov-Smirnov%s", row->ks,
	                        row->exact ? "" : ", in bins");
	if (row->ks_error > 0)
		segbias_text_add_format(&text, ", at most %.2g more", row->ks_error);
	segbias_text_add_format(&text, "), %s on average", measure(row->wasserstein, number[0]));
	if (row->wasserstein_error > 0)
		segbias_text_add_format(&text, " (give or take %.2g)", row->wasserstein_error);
	if (row->missing > 0)
		segbias_text_add_format(&text, "; %s missing", group(row->missing, number[0]));
	segbias_text_add_string(&text, row->finding          ? "; shown to differ."
	                               : isfinite(row->ks_p) ? "."
	                                                     : "; not tested.");
	write_paragraph(paper, &text);
}

/* Numeric columns of both files: the whole campaign's, and the segments' that are shown to differ. */
static void write_numbers(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	enum { SEGMENTS_MAX = 8 };
	bool repeats = one_for_all(findings);
	size_t shown = 0;
	if (!findings->numeric_count)
		return;
	heading(paper, "Numbers");
	for (size_t i = 0; i < findings->numeric_count; i++) {
		const struct segbias_numeric_finding *row = &findings->numerics[i];
		bool always = (row->segment.bytes != NULL) == repeats;
		if (!(row->n > 0) || (repeats && !row->segment.bytes) ||
		    (!always && (!row->finding || ++shown > SEGMENTS_MAX)))
			continue;
		write_number_line(paper, row);
	}
	if (shown > SEGMENTS_MAX) {
		segbias_paper_remark(paper, "and %zu more that differ in a segment, in the JSON result",
		                     shown - SEGMENTS_MAX);
	}
}

/* --- what the data cannot tell ---------------------------------------------------------------------------------- */

static bool wants_unclear(const struct place *place)
{
	return place->value->verdict == SEGBIAS_VERDICT_UNCLEAR && place->comparison->state != SEGBIAS_STATE_ONE_VALUE;
}

/* Known records, unweighted. */
static double records_of(const struct segbias_comparison *c)
{
	return c->n_effective * c->deff;
}

/* Whether the size that would settle it says anything: it does not allow for many tests, and may be less than there is
 * already. */
static bool settles(const struct place *place)
{
	return isfinite(place->settling) && place->settling > records_of(place->comparison);
}

/* How many times the records that there are would settle it; infinite: no number of them. */
static double times_of(const struct place *place)
{
	return isfinite(place->settling) ? fmax(1, place->settling / records_of(place->comparison)) : INFINITY;
}

/* What is nearest to an answer first. */
static int compare_unclear(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;
	double rx = settles(x) ? x->settling - records_of(x->comparison) : NAN;
	double ry = settles(y) ? y->settling - records_of(y->comparison) : NAN;
	if (isfinite(rx) != isfinite(ry))
		return isfinite(rx) ? -1 : 1;
	if (isfinite(rx) && rx != ry)
		return rx < ry ? -1 : 1;
	return compare_order(x, y);
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The size of a campaign of the same mixture that would settle half of what is unclear, and nine in ten. */
static void write_campaign_size(struct segbias_paper *paper, const struct segbias_findings *findings,
                                const struct place *places, size_t count)
{
	double *times = segbias_memory_zeroed(count + 1, sizeof *times);
	struct segbias_text text = {0};
	char number[3][SEGBIAS_NUMBER_MAX];
	if (!times) {
		paper->out->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++)
		times[i] = times_of(&places[i]);
	qsort(times, count, sizeof *times, compare_doubles);
	double half = times[(count - 1) / 2];
	double most = times[(9 * (count - 1) + 9) / 10];
	bool limited = strcmp(findings->kind, "sample") != 0;
	double limit = limited && isfinite(findings->reference_total) ? findings->reference_total : INFINITY;
	if (half > 1 && isfinite(half) && half * findings->records <= limit) {
		segbias_text_add_format(
		    &text, "A campaign of about %s records, mixed like this one of %s, would settle %s",
		    segbias_number_about(half * findings->records, number[0]), group(findings->records, number[1]),
		    count == 1 ? "it" : "half of what is unclear");
		if (isfinite(most) && most > half && most * findings->records <= limit)
			segbias_text_add_format(&text, ", one of about %s nine in ten",
			                        segbias_number_about(most * findings->records, number[2]));
		segbias_text_add_string(&text, ". ");
	}
	if (text.size)
		write_paragraph(paper, &text);
	segbias_text_release(&text);
	free(times);
}

/* How many are unclear for which reason. */
struct unclear {
	size_t all, few, unmatched, nothing_known, untested, at_edge, uneven;
	size_t beyond;  /* by more records than the reference has in all */
	size_t settled; /* by a number of records that says something */
};

static struct unclear count_unclear(const struct place *places, size_t count)
{
	struct unclear unclear = {.all = count};
	for (size_t i = 0; i < count; i++) {
		const struct segbias_value_finding *v = places[i].value;
		bool few = v->reason == SEGBIAS_REASON_TOO_FEW;
		unclear.unmatched += v->needs_mapping && !few;
		unclear.few += few;
		unclear.settled += settles(&places[i]);
		unclear.uneven += v->reason == SEGBIAS_REASON_WEIGHTS;
		if (v->reason == SEGBIAS_REASON_WEIGHTS)
			continue;
		if (v->needs_mapping || isfinite(places[i].settling))
			continue;
		if (isinf(places[i].settling))
			unclear.beyond++;
		else if (!(places[i].comparison->n > 0))
			unclear.nothing_known++;
		else if (isnan(v->p))
			unclear.untested++;
		else
			unclear.at_edge++;
	}
	return unclear;
}

/* Whether all that did not match has share 0 in the reference: there is nothing to map it to. */
static bool only_zero_shares(const struct segbias_findings *findings)
{
	bool only = true;
	for (size_t i = 0; i < findings->mapping_count; i++)
		only = only && (findings->mapping[i].reference_value.bytes || findings->mapping[i].zero_share);
	return only;
}

/* What no number of records settles, and why. */
static void write_unsettled(struct segbias_paper *paper, const struct segbias_findings *findings,
                            const struct unclear *unclear)
{
	struct segbias_text text = {0};
	bool exact = strcmp(findings->kind, "population") == 0 || strcmp(findings->kind, "base") == 0;
	if (unclear->unmatched)
		segbias_text_add_format(
		    &text, "What is unclear because of unmatched values is not settled by more records%s. ",
		    only_zero_shares(findings) ? ": the reference gives those values share 0"
					       : ", but by mapping those values (--recode)");
	if (unclear->uneven)
		segbias_text_add_format(
		    &text,
		    "Of %zu few records have most of the weight, of the segment or of the reference: "
		    "the others say nothing beside them. ",
		    unclear->uneven);
	if (unclear->nothing_known)
		segbias_text_add_format(&text,
		                        "Of %zu nothing is known; how many records would settle %s cannot be "
		                        "said. ",
		                        unclear->nothing_known, unclear->nothing_known == 1 ? "it" : "them");
	if (unclear->untested && unclear->untested == unclear->all)
		segbias_text_add_string(&text, unclear->all == 1 ? "It is not tested. " : "None of them is tested. ");
	else if (unclear->untested)
		segbias_text_add_format(&text, "%zu %s not tested. ", unclear->untested,
		                        unclear->untested == 1 ? "is" : "are");
	if (unclear->beyond)
		segbias_text_add_format(&text,
		                        "%zu would need more records than the reference has in all: no campaign "
		                        "settles %s. ",
		                        unclear->beyond, unclear->beyond == 1 ? "it" : "them");
	if (unclear->at_edge)
		segbias_text_add_format(&text,
		                        "%zu would stay unclear with any number of records: %s at an edge of "
		                        "the band%s.",
		                        unclear->at_edge, unclear->at_edge == 1 ? "it lies" : "they lie",
		                        exact ? "" : ", or the reference itself says too little");
	if (text.size)
		write_paragraph(paper, &text);
	segbias_text_release(&text);
}

static void write_unclear_value(struct segbias_paper *paper, const struct place *place)
{
	const struct segbias_value_finding *v = place->value;
	char number[2][SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	add_where(&text, place);
	segbias_text_add_string(&text, ": ");
	add_interval(&text, v);
	segbias_text_add_format(&text, "; about %s known records would settle it, there %s %s.",
	                        segbias_number_about(place->settling, number[0]),
	                        records_of(place->comparison) == 1 ? "is" : "are",
	                        group(records_of(place->comparison), number[1]));
	segbias_paper_string(paper, "    ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 6);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

static void add_unclear(struct segbias_text *text, const struct segbias_findings *findings,
                        const struct unclear *unclear)
{
	char few[SEGBIAS_NUMBER_MAX] = "all";
	if (unclear->few < unclear->all || unclear->all == 1)
		(void)snprintf(few, sizeof few, "%zu", unclear->few);
	segbias_text_add_format(text, "%zu group%s unclear", unclear->all, unclear->all == 1 ? " is" : "s are");
	if (unclear->few && findings->settings.min_n > 0)
		segbias_text_add_format(text, ", %s with fewer than %g known record%s%s", few, findings->settings.min_n,
		                        segbias_plural(findings->settings.min_n),
		                        isfinite(findings->persons) ? " or 10 people" : "");
	else if (unclear->few)
		segbias_text_add_format(text, ", %s without a known record", few);
	if (unclear->unmatched && unclear->unmatched == unclear->all)
		segbias_text_add_string(text, " because of unmatched values");
	else if (unclear->unmatched)
		segbias_text_add_format(text, ", %zu because of unmatched values", unclear->unmatched);
}

static void write_unclear(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	size_t count = 0;
	struct place *places = collect(findings, wants_unclear, &count);
	if (!places) {
		paper->out->failed = true;
		return;
	}
	qsort(places, count, sizeof *places, compare_unclear);
	struct unclear unclear = count_unclear(places, count);
	/* Sorted: those that a number of records would settle come first. */
	size_t listed = unclear.settled < UNCLEAR_MAX ? unclear.settled : UNCLEAR_MAX;
	if (count) {
		struct segbias_text text = {0};
		add_unclear(&text, findings, &unclear);
		segbias_text_add_string(&text, listed == 0      ? "."
		                               : listed < count ? ". Nearest to an answer, by records still missing:"
		                                                : ":");
		write_paragraph(paper, &text);
	}
	for (size_t i = 0; i < listed; i++)
		write_unclear_value(paper, &places[i]);
	if (listed && listed < count) {
		segbias_paper_string(paper, "  ");
		segbias_paper_remark(paper, "and %zu more: --format csv lists all", count - listed);
	}
	if (count) {
		write_campaign_size(paper, findings, places, count);
		write_unsettled(paper, findings, &unclear);
	}
	free(places);
}

/* A segment of which nothing at all can be said. */
static void write_silent_segments(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	enum { SILENT_MAX = 8 };
	bool repeats = one_for_all(findings);
	size_t silent = 0;
	for (size_t i = 0; i < findings->comparison_count;) {
		const struct segbias_comparison *first = &findings->comparisons[i];
		size_t groups = 0;
		size_t unclear = 0;
		for (; i < findings->comparison_count; i++) {
			const struct segbias_comparison *c = &findings->comparisons[i];
			if ((c->segment.bytes == NULL) != (first->segment.bytes == NULL) ||
			    !segbias_label_equal(c->segment, first->segment))
				break;
			if (c->state == SEGBIAS_STATE_ONE_VALUE)
				continue;
			groups += c->value_count;
			for (size_t j = 0; j < c->value_count; j++)
				unclear += c->values[j].verdict == SEGBIAS_VERDICT_UNCLEAR;
		}
		if (!first->segment.bytes || groups == 0 || unclear < groups || repeats || ++silent > SILENT_MAX)
			continue;
		char number[SEGBIAS_NUMBER_MAX];
		struct segbias_text text = {0};
		segbias_text_add_clean(&text, first->segment);
		segbias_text_add_format(&text, " (%s record%s): ", group(first->rows, number),
		                        segbias_plural(first->rows));
		if (groups == 1)
			segbias_text_add_string(&text, "its only group is unclear.");
		else
			segbias_text_add_format(&text, "all of its %zu groups are unclear.", groups);
		write_paragraph(paper, &text);
	}
	if (silent > SILENT_MAX) {
		segbias_paper_remark(paper, "and %zu more segment%s of which all is unclear", silent - SILENT_MAX,
		                     segbias_plural((double)(silent - SILENT_MAX)));
	}
}

/* "are not in the reference"; but a share of 0 is in it. */
static const char *unmatched_words(const struct segbias_findings *findings, struct segbias_label attribute, bool one)
{
	bool zero = false;
	bool other = false;
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		if (row->reference_value.bytes || !segbias_label_equal(row->attribute, attribute))
			continue;
		zero = zero || row->zero_share;
		other = other || !row->zero_share;
	}
	if (zero && other)
		return one ? "is not in the reference, or has share 0 there"
		           : "are not in the reference, or have share 0 there";
	if (zero)
		return one ? "has share 0 in the reference" : "have share 0 in the reference";
	return one ? "is not in the reference" : "are not in the reference";
}

static void write_unmatched(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	char number[2][SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (c->segment.bytes || !(c->unmatched > 0))
			continue;
		struct segbias_text text = {0};
		segbias_text_add_clean(&text, c->attribute);
		if (segbias_has_amount(findings)) {
			segbias_text_add_format(&text, ": %s of ",
			                        segbias_text_figure(findings, c->unmatched, number[0]));
			segbias_text_add_format(&text, "%s of ",
			                        segbias_text_figure(findings, c->n + c->unmatched, number[1]));
			segbias_text_add_clean(&text, findings->settings.amount);
			segbias_text_add_format(&text, " belong to values that are not in the reference (%.1f%%).",
			                        100 * c->unmatched / (c->n + c->unmatched));
			write_paragraph(paper, &text);
			continue;
		}
		bool one = c->unmatched == 1;
		segbias_text_add_format(&text, ": %s of %s given value%s %s (%.1f%%).", group(c->unmatched, number[0]),
		                        group(c->n + c->unmatched, number[1]), segbias_plural(c->n + c->unmatched),
		                        unmatched_words(findings, c->attribute, one),
		                        100 * c->unmatched / (c->n + c->unmatched));
		write_paragraph(paper, &text);
	}
}

/* A marker that is so much of a column may be a value. */
static void add_doubt(struct segbias_text *text, const struct segbias_incomplete *row)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!row->doubted)
		return;
	segbias_text_add_format(text, ", if %s stands for a missing value",
	                        segbias_label_quote(row->doubted->marker, quoted));
	if (!row->segment.bytes)
		segbias_text_add_string(text, "; where it is a value: --missing-values ''");
}

static void write_incomplete(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	char number[2][SEGBIAS_NUMBER_MAX];
	bool repeats = one_for_all(findings);
	size_t found = 0;
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		if (row->verdict != SEGBIAS_COMPLETENESS_INCOMPLETE || (repeats && row->segment.bytes) ||
		    ++found > INCOMPLETE_MAX)
			continue;
		struct segbias_text text = {0};
		if (row->segment.bytes) {
			segbias_text_add_clean(&text, row->segment);
			segbias_text_add_string(&text, ", ");
		}
		segbias_text_add_clean(&text, row->column);
		segbias_text_add_format(&text, ": incomplete, %.1f%% missing (%.1f%% to %.1f%%), %s of %s",
		                        row->rate * 100, row->rate_low * 100, row->rate_high * 100,
		                        group(row->missing, number[0]), group(row->rows, number[1]));
		add_doubt(&text, row);
		segbias_text_add_string(&text, ".");
		write_paragraph(paper, &text);
	}
	if (found > INCOMPLETE_MAX) {
		segbias_paper_remark(paper, "and %zu more that %s incomplete, in the JSON result",
		                     found - INCOMPLETE_MAX, found - INCOMPLETE_MAX == 1 ? "is" : "are");
	}
}

/* The largest differences first; then the order of the result. */
static int compare_missingness(const void *a, const void *b)
{
	const struct segbias_missingness *x = *(const struct segbias_missingness *const *)a;
	const struct segbias_missingness *y = *(const struct segbias_missingness *const *)b;
	double dx = fabs(x->rate - x->rest);
	double dy = fabs(y->rate - y->rest);
	if (dx != dy)
		return dx > dy ? -1 : 1;
	return (x > y) - (x < y);
}

/* Who is it that the file does not know? */
static void write_missingness(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	size_t count = 0;
	const struct segbias_missingness **rows = segbias_memory_zeroed(findings->missingness_count + 1, sizeof *rows);
	if (!rows) {
		paper->out->failed = true;
		return;
	}
	for (size_t i = 0; i < findings->missingness_count; i++)
		if (findings->missingness[i].finding)
			rows[count++] = &findings->missingness[i];
	qsort(rows, count, sizeof *rows, compare_missingness);
	for (size_t i = 0; i < count && i < INCOMPLETE_MAX; i++) {
		struct segbias_text text = {0};
		segbias_text_add_clean(&text, rows[i]->column);
		segbias_text_add_format(&text, ": missing for %.1f%% of ", 100 * rows[i]->rate);
		segbias_text_add_clean(&text, rows[i]->against.bytes ? rows[i]->against : findings->settings.segment);
		segbias_text_add_string(&text, " ");
		segbias_text_add_clean(&text, rows[i]->value);
		segbias_text_add_format(&text,
		                        " and %.1f%% of the rest; what is known is not known of everybody alike.",
		                        100 * rows[i]->rest);
		write_paragraph(paper, &text);
	}
	if (count > INCOMPLETE_MAX) {
		segbias_paper_remark(paper, "and %zu more that %s missing unevenly, in the JSON result",
		                     count - INCOMPLETE_MAX, count - INCOMPLETE_MAX == 1 ? "is" : "are");
	}
	free(rows);
}

/* Certainty by Little's test, size by how far the records that lack a number are from the others. */
static void write_mcar(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	static const double GAP_LEAST = 0.1;
	const struct segbias_mcar_finding *mcar = &findings->mcar;
	struct segbias_text text = {0};
	if (!mcar->column_count || !(mcar->p <= findings->settings.alpha) || !(mcar->gap >= GAP_LEAST))
		return;
	segbias_text_add_format(
	    &text,
	    "Numbers are not missing completely at random (Little's test of %zu columns, which takes "
	    "them as roughly normal: %.1f on %g degree%s of freedom, p %.2g): the mean of ",
	    mcar->column_count, mcar->statistic, mcar->df, segbias_plural(mcar->df), mcar->p);
	segbias_text_add_clean(&text, mcar->gap_of);
	segbias_text_add_format(&text, " is %.2f standard deviations away where ", mcar->gap);
	segbias_text_add_clean(&text, mcar->gap_without);
	segbias_text_add_string(&text, " is missing.");
	write_paragraph(paper, &text);
}

/* How many of the listed spellings are values of a compared column that the reference lacks. */
static size_t count_unmatched(const struct segbias_findings *findings, const struct segbias_incomplete *row)
{
	size_t unmatched = 0;
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *mapped = &findings->mapping[i];
		if (mapped->reference_value.bytes || !mapped->campaign_value.bytes ||
		    !segbias_label_equal(mapped->attribute, row->column))
			continue;
		for (size_t j = 0; j < row->suspected_count; j++)
			unmatched += segbias_label_equal(row->suspected[j].marker, mapped->campaign_value);
	}
	return unmatched;
}

/* Values that may stand for a missing one. */
static void write_suspected(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	enum { LISTED_MAX = 4 };
	char number[SEGBIAS_NUMBER_MAX];
	size_t found = 0;
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		if (!row->suspected_count || ++found > INCOMPLETE_MAX)
			continue;
		size_t unmatched = count_unmatched(findings, row);
		struct segbias_text text = {0};
		segbias_text_add_clean(&text, row->column);
		segbias_text_add_string(&text, ":");
		for (size_t j = 0; j < row->suspected_count && j < LISTED_MAX; j++) {
			char quoted[SEGBIAS_QUOTE_MAX];
			segbias_text_add_format(&text, "%s %s (%s)", j ? "," : "",
			                        segbias_label_quote(row->suspected[j].marker, quoted),
			                        group(row->suspected[j].count, number));
		}
		if (row->suspected_count > LISTED_MAX)
			segbias_text_add_format(&text, " and %zu more", row->suspected_count - LISTED_MAX);
		segbias_text_add_format(&text,
		                        " may stand for a missing value and %s counted as %s; "
		                        "--missing-values +VALUE counts it as missing.",
		                        row->suspected_count > 1 ? "are" : "is",
		                        unmatched == 0                      ? "given"
		                        : unmatched == row->suspected_count ? "unmatched"
		                                                            : "given, or unmatched where the "
		                                                              "reference lacks them");
		write_paragraph(paper, &text);
	}
	if (found > INCOMPLETE_MAX) {
		segbias_paper_remark(paper, "and %zu more column%s with such values, in the JSON result",
		                     found - INCOMPLETE_MAX, segbias_plural((double)(found - INCOMPLETE_MAX)));
	}
}

/* --- what was assumed ------------------------------------------------------------------------------------------- */

/* (M is Male, F is Female) */
static void add_synonyms(struct segbias_text *text, const struct segbias_findings *findings,
                         struct segbias_label attribute)
{
	enum { LISTED_MAX = 6 };
	size_t found = 0;
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		if (strcmp(row->how, "synonym") != 0 || !segbias_label_equal(row->attribute, attribute) ||
		    found++ >= LISTED_MAX)
			continue;
		segbias_text_add_string(text, found == 1 ? " (" : ", ");
		segbias_text_add_clean(text, row->campaign_value);
		segbias_text_add_string(text, " is ");
		segbias_text_add_clean(text, row->reference_value);
	}
	if (found > LISTED_MAX)
		segbias_text_add_format(text, " and %zu more", found - LISTED_MAX);
	segbias_text_add_string(text, found ? ")" : "");
}

static void write_attribute_mapping(struct segbias_paper *paper, const struct segbias_findings *findings,
                                    const struct segbias_attribute_setting *attribute)
{
	static const char *const HOWS[] = {"normalised", "synonym", "band", "option", "unmatched"};
	static const char *const WORDS[] = {"spelt differently (case, dashes, blanks)", "by synonym", "cut into bands",
	                                    "by --recode", "unmatched"};
	struct segbias_text text = {0};
	bool said = false;
	segbias_text_add_clean(&text, attribute->attribute);
	if (findings->settings.born.bytes && segbias_label_equal(attribute->attribute, findings->settings.born)) {
		segbias_text_add_format(&text, " (birth dates, as ages on %s)", findings->settings.as_of);
		said = true;
	}
	if (!segbias_label_equal(attribute->attribute, attribute->reference_column)) {
		segbias_text_add_string(&text, " is the reference's ");
		segbias_text_add_clean(&text, attribute->reference_column);
		segbias_text_add_format(&text, " (by %s)", attribute->how);
		said = true;
	}
	if (attribute->multi) {
		char quoted[SEGBIAS_QUOTE_MAX];
		segbias_text_add_string(&text, said ? ", several answers a person" : ": several answers a person");
		if (attribute->separator.bytes)
			segbias_text_add_format(&text, " (separated by %s)",
			                        segbias_label_quote(attribute->separator, quoted));
		said = true;
	}
	for (size_t h = 0; h < sizeof HOWS / sizeof *HOWS; h++) {
		double records = 0;
		char number[SEGBIAS_NUMBER_MAX];
		for (size_t i = 0; i < findings->mapping_count; i++)
			if (strcmp(findings->mapping[i].how, HOWS[h]) == 0 &&
			    segbias_label_equal(findings->mapping[i].attribute, attribute->attribute))
				records += findings->mapping[i].count;
		if (records > 0) {
			segbias_text_add_format(&text, "%s %s %s", said ? "," : ":", group(records, number), WORDS[h]);
			if (strcmp(HOWS[h], "synonym") == 0)
				add_synonyms(&text, findings, attribute->attribute);
			said = true;
		}
	}
	if (said) {
		segbias_paper_string(paper, "  ");
		segbias_paper_wrap(paper, text.data ? text.data : "", 4);
		segbias_paper_line(paper);
	}
	segbias_text_release(&text);
}

/* Whether no marker before it is the same one. */
static bool is_new_marker(const struct segbias_findings *findings, size_t row, size_t index)
{
	struct segbias_label marker = findings->incomplete[row].counted[index].marker;
	for (size_t i = 0; i <= row; i++)
		for (size_t j = 0; j < (i < row ? findings->incomplete[i].counted_count : index); j++)
			if (segbias_label_equal(findings->incomplete[i].counted[j].marker, marker))
				return false;
	return true;
}

/* The same marker in several columns is one. */
static void write_missing(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	enum { MARKERS_MAX = 6 };
	struct segbias_marker markers[MARKERS_MAX];
	size_t count = 0;
	double others = 0;
	size_t other_count = 0;
	char number[SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < findings->incomplete_count; i++)
		for (size_t j = 0; j < findings->incomplete[i].counted_count; j++) {
			const struct segbias_marker *marker = &findings->incomplete[i].counted[j];
			size_t at = 0;
			while (at < count && !segbias_label_equal(markers[at].marker, marker->marker))
				at++;
			if (at < count) {
				markers[at].count += marker->count;
			} else if (count < MARKERS_MAX) {
				markers[count++] = *marker;
			} else {
				others += marker->count;
				other_count += is_new_marker(findings, i, j);
			}
		}
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "Counted as missing:");
	for (size_t i = 0; i < count; i++) {
		char quoted[SEGBIAS_QUOTE_MAX];
		segbias_text_add_format(&text, "%s %s %s", i ? "," : "",
		                        markers[i].marker.size ? segbias_label_quote(markers[i].marker, quoted)
		                                               : "blank",
		                        group(markers[i].count, number));
	}
	if (others > 0)
		segbias_text_add_format(&text, " and %zu more marker%s %s", other_count,
		                        segbias_plural((double)other_count), group(others, number));
	if (count) {
		segbias_paper_string(paper, "  ");
		segbias_paper_wrap(paper, text.data ? text.data : "", 4);
		segbias_paper_line(paper);
	}
	segbias_text_release(&text);
}

static const char *ratio(double value, char number[static SEGBIAS_NUMBER_MAX])
{
	(void)snprintf(number, SEGBIAS_NUMBER_MAX, "%.2f", value);
	return number;
}

/* The smallest and largest design effect of the comparisons; false: there is none. */
static bool design_effects(const struct segbias_findings *findings, double *least, double *most)
{
	*least = INFINITY;
	*most = -INFINITY;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		double deff = findings->comparisons[i].deff;
		*least = isfinite(deff) ? fmin(*least, deff) : *least;
		*most = isfinite(deff) ? fmax(*most, deff) : *most;
	}
	return isfinite(*least);
}

/* What makes the campaign's records count for less than their number. */
static void write_campaign_design(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	struct segbias_text text = {0};
	char number[2][SEGBIAS_NUMBER_MAX];
	double least = 1;
	double most = 1;
	bool any = design_effects(findings, &least, &most);
	if (isfinite(s->deff)) {
		segbias_text_add_format(&text,
		                        "Design effect %s as declared: tests and intervals are at the number of "
		                        "records divided by it.",
		                        ratio(s->deff, number[0]));
	} else if (any && (s->weight.bytes || s->person.bytes)) {
		segbias_text_add_string(&text,
		                        s->person.bytes ? "The rows of one person (column " : "Weights (column ");
		segbias_text_add_clean(&text, s->person.bytes ? s->person : s->weight);
		segbias_text_add_format(&text, "%s %s certainty: design effect %s",
		                        s->person.bytes && s->weight.bytes ? ") and weights" : ")",
		                        least >= 1 ? "cost" : "change", ratio(least, number[0]));
		if (strcmp(ratio(most, number[1]), number[0]) != 0)
			segbias_text_add_format(&text, " to %s", number[1]);
		segbias_text_add_string(&text,
		                        ", so that tests and intervals are at the number of records divided by it.");
	}
	if (text.size) {
		if (s->segment.bytes)
			segbias_text_add_string(&text, " Associations are left out.");
		segbias_paper_string(paper, "  ");
		segbias_paper_wrap(paper, text.data, 4);
		segbias_paper_line(paper);
	}
	segbias_text_release(&text);
}

/* What the reference's shares are good for: its sample design, attribute by attribute. */
static void write_reference_design(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	struct segbias_text text = {0};
	char number[3][SEGBIAS_NUMBER_MAX];
	bool design = s->reference_weight.bytes || s->replicates || isfinite(findings->units);
	if (strcmp(findings->kind, "sample") != 0 || !design)
		return;
	if (s->replicates)
		segbias_text_add_format(&text, "The reference's error comes from %zu replicate weights (%s)",
		                        s->replicates, s->replicate_method);
	else if (isfinite(findings->units))
		segbias_text_add_format(&text, "The reference's error comes from %s sampling unit%s in %s %s",
		                        group(findings->units, number[0]), segbias_plural(findings->units),
		                        group(findings->strata, number[1]),
		                        findings->strata == 1 ? "stratum" : "strata");
	else
		segbias_text_add_string(&text, "The reference's error allows for its weights");
	segbias_text_add_string(&text, "; as precise as this many respondents at random:");
	bool first = true;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (c->segment.bytes || !isfinite(c->reference_n_effective))
			continue;
		segbias_text_add_string(&text, first ? " " : ", ");
		segbias_text_add_clean(&text, c->attribute);
		segbias_text_add_format(&text, " %s", group(round(c->reference_n_effective), number[0]));
		first = false;
	}
	segbias_text_add_string(&text, ".");
	write_paragraph(paper, &text);
}

/* By what the intervals of the index are made: exact only where they are. */
static void add_intervals(struct segbias_text *text, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	bool effective = s->weight.bytes || s->person.bytes || isfinite(s->deff);
	bool wilson = strcmp(s->interval, "exact") != 0;
	segbias_text_add_format(text, " Intervals: %g %%, ", 100 * (1 - s->alpha));
	if (strcmp(findings->kind, "sample") == 0)
		segbias_text_add_string(text, "from the score test, exact where under ten are expected");
	else if (strcmp(findings->kind, "base") == 0)
		segbias_text_add_string(text, "from the score test");
	else if (strcmp(findings->kind, "margin") == 0)
		segbias_text_add_string(text, "from the test with the margins of error");
	else
		segbias_text_add_string(text, wilson ? "Wilson" : effective ? "Clopper-Pearson" : "exact");
	segbias_text_add_string(text, effective ? ", at effective sizes." : ".");
}

/* What the bars of the tables are made of. */
static void add_legend(struct segbias_text *text, const struct segbias_paper *paper, bool amount)
{
	segbias_text_add_format(text, " In the tables: %s index, ", paper->ascii ? "o" : "●");
	if (!amount)
		segbias_text_add_format(text, "%s interval, ", paper->ascii ? "-" : "─");
	segbias_text_add_format(text, "%s the band's edges, %s 100, on a logarithmic scale that ends at 25 and 400.",
	                        paper->ascii ? ":" : "┊", paper->ascii ? "|" : "│");
}

/* When a group is over or under, and what the tables show. */
static void write_rule(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	struct segbias_text text = {0};
	static const char *const CONTROLS[][2] = {{"bh", "false discoveries held by Benjamini-Hochberg"},
	                                          {"holm", "any false flag held by Holm"},
	                                          {"by", "false discoveries held by Benjamini-Yekutieli"},
	                                          {"none", "many tests not allowed for"}};
	const char *control = "";
	size_t tests = s->segment.bytes ? findings->family_segments : findings->family_whole;
	for (size_t i = 0; i < sizeof CONTROLS / sizeof *CONTROLS; i++)
		if (strcmp(s->control, CONTROLS[i][0]) == 0)
			control = CONTROLS[i][1];
	if (!segbias_has_amount(findings))
		segbias_text_add_format(
		    &text,
		    "A group is over or under when it is shown to lie beyond the index band %g to %g (error rate %g; "
		    "%zu test%s, %s). ",
		    s->band_low, s->band_high, s->alpha, tests, segbias_plural((double)tests), control);
	segbias_text_add_string(&text, "Index: 100 x share / reference share.");
	if (!segbias_has_amount(findings))
		add_intervals(&text, findings);
	if (paper->bars)
		add_legend(&text, paper, segbias_has_amount(findings));
	segbias_paper_string(paper, "  ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 2);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

static void write_assumptions(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	heading(paper, "How it was read and judged");
	segbias_text_roles(paper, &findings->campaign);
	if (!s->eligible[0].bytes)
		segbias_text_roles(paper, &findings->reference);
	write_campaign_design(paper, findings);
	write_reference_design(paper, findings);
	for (size_t i = 0; i < s->attribute_count; i++)
		write_attribute_mapping(paper, findings, &s->attributes[i]);
	write_missing(paper, findings);
	write_rule(paper, findings);
}

/* What to type next. One line, however long: it is there to be copied. */
static void write_next(struct segbias_paper *paper, const char *command)
{
	if (!command)
		return;
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_string(paper, "Next: ");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_label(paper, segbias_label_of(command));
	segbias_paper_line(paper);
}

enum segbias_status segbias_format_compare_text(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	(void)error;
	struct segbias_paper paper = segbias_paper_of(options, out);
	write_head(&paper, findings);
	if (segbias_has_amount(findings)) {
		segbias_text_amounts(&paper, findings);
	} else {
		write_verdict(&paper, findings);
		write_findings(&paper, findings);
	}
	write_explained(&paper, findings, true);
	write_explained(&paper, findings, false);
	write_consent(&paper, findings);
	write_tables(&paper, findings);
	write_numbers(&paper, findings);
	heading(&paper, "What the data cannot tell");
	size_t before = out->drained + out->size;
	if (!segbias_has_amount(findings)) {
		write_unclear(&paper, findings);
		write_silent_segments(&paper, findings);
	}
	write_unmatched(&paper, findings);
	write_incomplete(&paper, findings);
	write_missingness(&paper, findings);
	write_mcar(&paper, findings);
	write_suspected(&paper, findings);
	if (out->drained + out->size == before)
		segbias_paper_remark(&paper, "Nothing is left open.");
	write_assumptions(&paper, findings);
	if (options->explain) {
		heading(&paper, "What matched what");
		segbias_text_mapping(&paper, findings);
	}
	write_next(&paper, options->command);
	return SEGBIAS_OK;
}
