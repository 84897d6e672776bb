#include "analysis/gate_words.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>

/* Whether the rule's numbers are shares, told in percent; indices otherwise. */
static bool is_share(enum segbias_gate_kind kind)
{
	return kind == SEGBIAS_GATE_INCOMPLETE || kind == SEGBIAS_GATE_UNMATCHED || kind == SEGBIAS_GATE_TVD;
}

/* Whether it looks at records without a value, too (segbias_gate_size). */
static bool is_of_all_records(enum segbias_gate_kind kind)
{
	return kind == SEGBIAS_GATE_INCOMPLETE || kind == SEGBIAS_GATE_UNCLEAR;
}

static void add_number(struct segbias_text *text, enum segbias_gate_kind kind, double number)
{
	if (is_share(kind))
		segbias_text_add_format(text, "%.4g%%", 100 * number);
	else if (isinf(number))
		segbias_text_add_string(text, "any");
	else
		segbias_text_add_format(text, "%.4g", number);
}

/* "index 29 (20 to 40)" */
static void add_figure(struct segbias_text *text, enum segbias_gate_kind kind, const struct segbias_gate_item *item)
{
	segbias_text_add_string(text, kind == SEGBIAS_GATE_INCOMPLETE  ? "missing "
	                              : kind == SEGBIAS_GATE_UNMATCHED ? "unmatched "
	                              : kind == SEGBIAS_GATE_TVD       ? "to be moved "
	                              : kind == SEGBIAS_GATE_NEW       ? "ratio of the indices "
	                                                               : "index ");
	if (isnan(item->number))
		segbias_text_add_string(text, "unknown");
	else
		add_number(text, kind, item->number);
	if (isnan(item->low) && isnan(item->high))
		return;
	segbias_text_add_string(text, " (");
	add_number(text, kind, isnan(item->low) ? 0 : item->low);
	segbias_text_add_string(text, " to ");
	add_number(text, kind, isnan(item->high) ? (kind == SEGBIAS_GATE_TVD ? 1 : INFINITY) : item->high);
	segbias_text_add_string(text, ")");
}

/* "under, index 98 before, 29 now, " */
static void add_change(struct segbias_text *text, const struct segbias_change *change)
{
	segbias_text_add_format(text, "%s, index %.4g before, %.4g now, ", segbias_verdict_name(change->verdict_now),
	                        change->index_before, change->index_now);
}

/* "segment "B", age "65+": " */
static void add_where(struct segbias_text *text, const struct segbias_gate_item *item)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (item->segment.bytes)
		segbias_text_add_format(text, "segment %s, ", segbias_label_quote(item->segment, quoted));
	else
		segbias_text_add_string(text, "whole campaign, ");
	segbias_text_add_string(text, segbias_label_show(item->attribute, quoted));
	if (item->value.bytes)
		segbias_text_add_format(text, " %s", segbias_label_quote(item->value, quoted));
	segbias_text_add_string(text, ": ");
}

/* ", threshold 80" */
static void add_threshold(struct segbias_text *text, enum segbias_gate_kind kind, double threshold)
{
	if (isnan(threshold))
		return;
	segbias_text_add_string(text, ", threshold ");
	add_number(text, kind, threshold);
}

/* "under", or "rules[2] on under" */
static void add_rule(struct segbias_text *text, const struct segbias_gate_asked *asked)
{
	if (asked->index)
		segbias_text_add_format(text, "rules[%zu] on ", asked->index);
	segbias_text_add_format(text, "%s: ", segbias_gate_kind_name(asked->rule.kind));
}

static bool keep(struct segbias_arena *arena, struct segbias_text *text, struct segbias_label *out)
{
	bool ok = !text->failed && segbias_arena_copy(arena, (struct segbias_label){text->data, text->size}, out);
	segbias_text_release(text);
	return ok;
}

bool segbias_gate_tell_breach(struct segbias_arena *arena, const struct segbias_gate_asked *asked,
                              const struct segbias_gate_item *item, struct segbias_label expired,
                              struct segbias_label *out)
{
	struct segbias_text text = {0};
	add_rule(&text, asked);
	add_where(&text, item);
	if (item->change)
		add_change(&text, item->change);
	add_figure(&text, asked->rule.kind, item);
	add_threshold(&text, asked->rule.kind, item->threshold);
	if (asked->rule.kind == SEGBIAS_GATE_UNCLEAR)
		segbias_text_add_format(&text, "; %s",
		                        item->reason == SEGBIAS_REASON_NONE ? "the records do not decide it"
		                                                            : segbias_reason_name(item->reason));
	if (expired.bytes)
		segbias_text_add_format(&text, "; it was exempt until %s", expired.bytes);
	return keep(arena, &text, out);
}

/* "12 found, 3% of the records" where some are tolerated. */
static void add_found(struct segbias_text *text, const struct segbias_gate_row *row)
{
	char number[SEGBIAS_NUMBER_MAX];
	bool tolerant = !isnan(row->count_most) || !isnan(row->share_most);
	if (!tolerant)
		return;
	segbias_text_add_format(text, "%s found", segbias_number_group((double)row->found, number));
	if (!isnan(row->share))
		segbias_text_add_format(text, " in groups of %.4g%% of the records", 100 * row->share);
	segbias_text_add_string(text, " (tolerated:");
	if (!isnan(row->count_most))
		segbias_text_add_format(text, " %s", segbias_number_group(row->count_most, number));
	if (!isnan(row->share_most))
		segbias_text_add_format(text, "%s %.4g%% of the records", isnan(row->count_most) ? "" : ",",
		                        100 * row->share_most);
	segbias_text_add_string(text, "); ");
}

/* Beyond it by itself, and not among all that was tested; or withdrawn. */
static void add_but(struct segbias_text *text, enum segbias_gate_kind kind, enum segbias_verdict verdict)
{
	bool flag = segbias_is_flag(verdict);
	if (flag && kind == SEGBIAS_GATE_NEW)
		segbias_text_add_string(text, ", but the change is not shown");
	else if (flag && kind == SEGBIAS_GATE_CROSSING)
		segbias_text_add_string(text, ", but its parts may explain it");
	else
		segbias_text_add_format(text, ", but its verdict is %s", segbias_verdict_name(verdict));
}

/* "the nearest is segment "B", age "65+": index 84 (71 to 99), threshold 80, margin 19" */
static void add_worst(struct segbias_text *text, const struct segbias_gate_asked *asked,
                      const struct segbias_gate_item *worst, size_t tested)
{
	if (!worst->attribute.bytes) {
		segbias_text_add_string(text, tested ? "none" : "nothing was tested");
		return;
	}
	segbias_text_add_string(text, worst->found ? "the worst is " : "the nearest is ");
	add_where(text, worst);
	if (worst->change)
		add_change(text, worst->change);
	add_figure(text, asked->rule.kind, worst);
	if (asked->rule.kind == SEGBIAS_GATE_CROSSING && !worst->found)
		segbias_text_add_format(text, ", %.4g%% of what its parts lead to expect", worst->beside);
	add_threshold(text, asked->rule.kind, worst->threshold);
	if (!isnan(worst->margin) && !isinf(worst->margin)) {
		segbias_text_add_string(text, ", margin ");
		add_number(text, asked->rule.kind, worst->margin);
	}
	if (worst->margin < 0 && !worst->found && worst->value.bytes)
		add_but(text, asked->rule.kind, worst->verdict);
}

bool segbias_gate_tell_rule(struct segbias_arena *arena, const struct segbias_gate_asked *asked,
                            const struct segbias_gate_item *worst, struct segbias_gate_row *row)
{
	struct segbias_text text = {0};
	char number[SEGBIAS_NUMBER_MAX];
	add_rule(&text, asked);
	segbias_text_add_format(&text, "%s tested; ", segbias_number_group((double)row->tested, number));
	add_found(&text, row);
	add_worst(&text, asked, worst, row->tested);
	if (row->exempted)
		segbias_text_add_format(&text, "; %s exempt", segbias_number_group((double)row->exempted, number));
	if (row->small) {
		(void)segbias_number_group((double)row->small, number);
		if (asked->rule.kind == SEGBIAS_GATE_NEW)
			segbias_text_add_format(&text, "; of %s no change could be tested", number);
		else
			segbias_text_add_format(&text, "; %s too small to be tested", number);
		segbias_text_add_format(&text, ", with %s %s", segbias_number_group(nearbyint(row->small_n), number),
		                        is_of_all_records(asked->rule.kind) ? "records" : "known records");
	}
	return keep(arena, &text, &row->message);
}
