/* Section: which stage of a funnel skews, for whom, and whether it amplifies what was skewed before it. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 8, TABLE_MAX = 40 };

const char *segbias_phrase_stage(struct segbias_teller *t, struct segbias_label stage)
{
	return segbias_label_equal(stage, segbias_label_of("*")) ? TELL(t, "the whole file")
	                                                         : segbias_tell_label(t, stage);
}

/* --- what comes first ---------------------------------------------------------------------------------------------- */

static double size_of(const struct segbias_funnel *row)
{
	return row->index > 0 ? fabs(row->ln_index) : INFINITY;
}

static int compare_rows(const void *a, const void *b)
{
	const struct segbias_funnel *x = *(const struct segbias_funnel *const *)a;
	const struct segbias_funnel *y = *(const struct segbias_funnel *const *)b;
	if (segbias_is_likely(x->verdict) != segbias_is_likely(y->verdict))
		return segbias_is_likely(x->verdict) ? 1 : -1;
	if (size_of(x) != size_of(y))
		return size_of(x) > size_of(y) ? -1 : 1;
	return (x > y) - (x < y);
}

const struct segbias_funnel **segbias_funnel_worst(const struct segbias_findings *findings, struct segbias_arena *arena,
                                                   size_t *count)
{
	bool repeats = findings->outlook.one_for_all;
	const struct segbias_funnel **worst = segbias_arena_array(arena, findings->funnel_count + 1, sizeof *worst);
	*count = 0;
	for (size_t i = 0; worst && i < findings->funnel_count; i++)
		if (findings->funnel[i].skews && (findings->funnel[i].segment.bytes || !repeats))
			worst[(*count)++] = &findings->funnel[i];
	if (worst && *count > 1)
		qsort(worst, *count, sizeof *worst, compare_rows);
	return worst;
}

/* --- stages -------------------------------------------------------------------------------------------------------- */

/* "the whole file (20,000), eligible (14,843), targeted (6,858)" of a group's stages; a name may end in digits. */
static const char *phrase_sizes(struct segbias_teller *t, const struct segbias_stage_finding *stages, size_t count)
{
	struct segbias_text text = {0};
	for (size_t i = 0; i < count; i++)
		segbias_text_add_listed(&text, t,
		                        TELL_WITH(t, "{stage} ({n})",
		                                  WORD_PHRASE("stage", segbias_phrase_stage(t, stages[i].stage)),
		                                  WORD_COUNT("n", stages[i].rows)));
	return segbias_tell_keep(t, &text);
}

/* "targeted raises 1 group, lowers 1 and amplifies 2" over all groups that are told. */
static const char *phrase_doing(struct segbias_teller *t, struct segbias_label name,
                                const struct segbias_stage_finding *sum)
{
	struct segbias_text doing = {0};
	if (sum->over)
		segbias_text_add_listed(&doing, t,
		                        TELL_COUNT(t, (double)sum->over, "raises {n} group", "raises {n} groups"));
	if (sum->under)
		segbias_text_add_listed(&doing, t,
		                        TELL_COUNT(t, (double)sum->under, "lowers {n} group", "lowers {n} groups"));
	if (sum->amplified)
		segbias_text_add_listed(&doing, t,
		                        TELL_COUNT(t, (double)sum->amplified, "amplifies an earlier skew of {n} group",
		                                   "amplifies an earlier skew of {n} groups"));
	if (!doing.size && !sum->within)
		segbias_text_add_listed(&doing, t, TELL(t, "nothing is shown"));
	else if (!doing.size)
		segbias_text_add_listed(&doing, t, TELL(t, "no skew is shown"));
	if (sum->within)
		segbias_text_add_listed(&doing, t,
		                        TELL_COUNT(t, (double)sum->within, "leaves {n} group within the band",
		                                   "leaves {n} groups within the band"));
	return TELL_WITH(t, "{stage}: {doing}.", WORD_PHRASE("stage", segbias_phrase_stage(t, name)),
	                 WORD_PHRASE("doing", segbias_tell_keep(t, &doing)));
}

/* What a stage does in all groups that are told: the segments', and the whole campaign's where there are none. */
static struct segbias_stage_finding sum_of(const struct segbias_findings *findings, size_t stage)
{
	size_t stages = findings->settings.stage_count;
	bool segmented = findings->stage_count > stages;
	struct segbias_stage_finding sum = {.rows = 0};
	for (size_t i = stage; i < findings->stage_count; i += stages) {
		const struct segbias_stage_finding *one = &findings->stages[i];
		if (segmented && !one->segment.bytes)
			continue;
		sum.over += one->over;
		sum.under += one->under;
		sum.within += one->within;
		sum.amplified += one->amplified;
	}
	return sum;
}

/* How far a stage moves those that it skews, in all: of stages that skew as many the one that moves them farther comes first. */
static double distance_of(const struct segbias_findings *findings, size_t stage)
{
	size_t stages = findings->settings.stage_count;
	bool segmented = findings->stage_count > stages;
	double sum = 0;
	for (size_t i = stage; i < findings->funnel_count; i += stages) {
		const struct segbias_funnel *row = &findings->funnel[i];
		if (segbias_is_flag(row->verdict) && (row->segment.bytes || !segmented))
			sum += size_of(row);
	}
	return sum;
}

/* Whether no step has a test: then that none is shown to skew says nothing. */
static bool is_untested(const struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->funnel_count; i++)
		if (isfinite(findings->funnel[i].p))
			return false;
	return true;
}

const char *segbias_phrase_no_stage(struct segbias_teller *t, const struct segbias_findings *findings)
{
	return is_untested(findings) ? TELL(t, "No stage could be tested, so that none is shown to skew a group.")
	                             : TELL(t, "No stage is shown to skew a group beyond the band.");
}

static size_t count_moved(const struct segbias_findings *findings, size_t stage)
{
	struct segbias_stage_finding sum = sum_of(findings, stage);
	return sum.over + sum.under;
}

/* The stage that skews most groups; the count of all stages: none does. */
static size_t find_most(const struct segbias_findings *findings)
{
	size_t found = findings->settings.stage_count;
	size_t most = 0;
	double farthest = 0;
	for (size_t i = 0; i < findings->settings.stage_count; i++) {
		double far = distance_of(findings, i);
		size_t moved = count_moved(findings, i);
		if (moved < most || moved == 0 || (moved == most && far <= farthest))
			continue;
		most = moved;
		farthest = far;
		found = i;
	}
	return found;
}

/* Which stage skews most groups, and which ones skew others. */
static void add_verdict(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	const struct segbias_label *names = findings->settings.stages;
	struct segbias_text others = {0};
	struct segbias_text verdict = {0};
	size_t most = find_most(findings);
	if (most == findings->settings.stage_count) {
		segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, segbias_phrase_no_stage(t, findings));
		return;
	}
	for (size_t i = 0; i < findings->settings.stage_count; i++)
		if (i != most && count_moved(findings, i))
			segbias_text_add_listed(&others, t,
			                        TELL_WITH(t, "{stage} ({n})",
			                                  WORD_PHRASE("stage", segbias_phrase_stage(t, names[i])),
			                                  WORD_COUNT("n", (double)count_moved(findings, i))));
	double moved = (double)count_moved(findings, most);
	struct segbias_word name = WORD_PHRASE("stage", segbias_phrase_stage(t, names[most]));
	segbias_text_add_string(
	    &verdict,
	    !others.size
		? TELL_COUNT_WITH(t, moved, "The stage that skews is {stage}: it moves {n} group beyond the band.",
	                          "The stage that skews is {stage}: it moves {n} groups beyond the band.", name)
		: TELL_COUNT_WITH(t, moved, "The stage that skews most is {stage}: it moves {n} group beyond the band.",
	                          "The stage that skews most is {stage}: it moves {n} groups beyond the band.", name));
	if (others.size)
		segbias_text_add_string(&verdict, TELL_WITH(t, " Others that move groups: {stages}.",
		                                            WORD_PHRASE("stages", segbias_tell_keep(t, &others))));
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, segbias_tell_keep(t, &verdict));
}

static void add_stages(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t stages = findings->settings.stage_count;
	if (findings->stage_count < stages)
		return;
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
	                     TELL_WITH(t, "{group}, records by stage: {sizes}.",
	                               WORD_PHRASE("group", segbias_phrase_group(t, findings->stages[0].segment)),
	                               WORD_PHRASE("sizes", phrase_sizes(t, findings->stages, stages))));
	for (size_t i = 0; i < stages; i++) {
		struct segbias_stage_finding sum = sum_of(findings, i);
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_doing(t, findings->settings.stages[i], &sum));
	}
}

/* --- groups -------------------------------------------------------------------------------------------------------- */

static const char *phrase_from(struct segbias_teller *t, const struct segbias_funnel *row)
{
	return row->from.bytes ? segbias_phrase_stage(t, row->from) : TELL(t, "the reference");
}

/* "the whole file 56, eligible 36, targeted 12": the index of each stage against the reference. */
static const char *phrase_path(struct segbias_teller *t, const struct segbias_funnel *first, size_t stages)
{
	struct segbias_text text = {0};
	for (size_t i = 0; i < stages; i++) {
		struct segbias_word stage = WORD_PHRASE("stage", segbias_phrase_stage(t, first[i].stage));
		segbias_text_add_listed(&text, t,
		                        isfinite(first[i].reference_index)
		                            ? TELL_WITH(t, "{stage} ({index})", stage,
		                                        WORD_NUMBER("index", "%.0f", first[i].reference_index))
		                            : TELL_WITH(t, "{stage} -", stage));
	}
	return segbias_tell_keep(t, &text);
}

/* How much of the whole it is: a percentage where all stages pull one way, points of the logarithm otherwise. */
static const char *phrase_part(struct segbias_teller *t, const struct segbias_funnel *row,
                               const struct segbias_funnel *first, size_t stages)
{
	double sum = 0;
	for (size_t i = 0; i < stages; i++)
		sum += first[i].ln_index;
	if (isfinite(row->share_of_whole))
		return TELL_WITH(t, ", {share} of the whole skew",
		                 WORD_NUMBER("share", "%.0f%%", 100 * row->share_of_whole));
	if (isfinite(row->ln_index) && isfinite(sum))
		return TELL_WITH(t, ", {part} of {sum} log points (other stages pull the other way)",
		                 WORD_NUMBER("part", "%+.0f", 100 * row->ln_index),
		                 WORD_NUMBER("sum", "%+.0f", 100 * sum));
	return "";
}

static const char *phrase_amplifies(struct segbias_teller *t, const struct segbias_funnel *row)
{
	if (!row->from.bytes || row->amplifies == SEGBIAS_TRUTH_UNDEFINED)
		return "";
	const char *index = segbias_phrase_index_between(t, row[-1].reference_index, row[-1].reference_index_low,
	                                                 row[-1].reference_index_high);
	if (row->amplifies == SEGBIAS_TRUTH_TRUE)
		return TELL_WITH(t, " It amplifies what was skewed before it: {index} there.",
		                 WORD_PHRASE("index", index));
	return TELL_WITH(t, " It works against what was skewed before it: {index} there.", WORD_PHRASE("index", index));
}

static const char *phrase_row(struct segbias_teller *t, const struct segbias_findings *findings,
                              const struct segbias_funnel *row)
{
	struct segbias_text text = {0};
	size_t stages = findings->settings.stage_count;
	const struct segbias_funnel *first = row - (size_t)(row - findings->funnel) % stages;
	segbias_text_add_string(
	    &text,
	    TELL_WITH(
		t, "{group}, {attribute} {value}: {stage} skews, {index} against {from}",
		WORD_PHRASE("group", segbias_phrase_group(t, row->segment)), WORD_LABEL("attribute", row->attribute),
		WORD_LABEL("value", row->value), WORD_PHRASE("stage", segbias_phrase_stage(t, row->stage)),
		WORD_PHRASE("index", segbias_phrase_index_between(t, row->index, row->index_low, row->index_high)),
		WORD_PHRASE("from", phrase_from(t, row))));
	segbias_text_add_string(&text, phrase_part(t, row, first, stages));
	if (segbias_is_likely(row->verdict))
		segbias_text_add_string(&text, TELL(t, "; the difference is real, and probably beyond the tolerance"));
	segbias_text_add_string(&text, TELL(t, "."));
	segbias_text_add_string(&text, phrase_amplifies(t, row));
	segbias_text_add_string(&text, TELL_WITH(t, " Index against the reference by stage: {path}.",
	                                         WORD_PHRASE("path", phrase_path(t, first, stages))));
	return segbias_tell_keep(t, &text);
}

/* --- all of it, for a full report ------------------------------------------------------------------------------------ */

static const char *figure(struct segbias_teller *t, const char *format, double value)
{
	char number[64];
	if (!isfinite(value))
		return TELL(t, "none");
	(void)snprintf(number, sizeof number, format, value);
	return segbias_tell_figure(t, number);
}

static const char *interval(struct segbias_teller *t, double index, double low, double high)
{
	struct segbias_word at = WORD_NUMBER("index", "%.0f", index);
	if (!isfinite(index))
		return TELL(t, "none");
	if (isfinite(low) && isfinite(high))
		return TELL_WITH(t, "{index} ({low} to {high})", at, WORD_NUMBER("low", "%.0f", low),
		                 WORD_NUMBER("high", "%.0f", high));
	if (isfinite(low))
		return TELL_WITH(t, "{index} ({low} and up)", at, WORD_NUMBER("low", "%.0f", low));
	return figure(t, "%.0f", index);
}

static void add_row(struct segbias_document *document, struct segbias_listing *table, const struct segbias_funnel *row)
{
	struct segbias_teller *t = &document->teller;
	segbias_listing_add(document, table,
	                    TELL_WITH(t, "{group}, {attribute} {value}",
	                              WORD_PHRASE("group", segbias_phrase_group(t, row->segment)),
	                              WORD_LABEL("attribute", row->attribute), WORD_LABEL("value", row->value)));
	segbias_listing_add(document, table, segbias_phrase_stage(t, row->stage));
	segbias_listing_add(document, table, segbias_tell_count(t, row->count));
	segbias_listing_add(document, table, figure(t, "%.1f%%", 100 * row->share));
	segbias_listing_add(document, table, interval(t, row->index, row->index_low, row->index_high));
	segbias_listing_add(document, table, figure(t, "%+.3f", row->ln_index));
	segbias_listing_add(document, table, figure(t, "%.0f%%", 100 * row->share_of_whole));
	segbias_listing_add(document, table,
	                    interval(t, row->reference_index, row->reference_index_low, row->reference_index_high));
	segbias_listing_add(document, table, segbias_phrase_verdict_word(t, row->verdict));
}

/* Every stage of the groups that are told, or, where none is, of those of the first ones. */
static void add_table(struct segbias_document *document, const struct segbias_funnel *const *worst, size_t count)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t stages = findings->settings.stage_count;
	size_t groups = count ? count : findings->funnel_count / stages;
	groups = groups > TABLE_MAX ? TABLE_MAX : groups;
	struct segbias_listing *table = segbias_document_listing(document, TELL(t, "Stage by stage"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "group"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "stage"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "count"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "share"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index against the stage before"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "ln(index)"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "of the whole"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index against the reference"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "verdict on the stage"));
	for (size_t i = 0; i < groups; i++) {
		size_t first = count ? (size_t)(worst[i] - findings->funnel) / stages * stages : i * stages;
		for (size_t j = 0; j < stages; j++)
			add_row(document, table, &findings->funnel[first + j]);
	}
}

void segbias_section_funnel(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_MAX);
	size_t count = 0;
	if (!findings->settings.stage_count || !findings->funnel_count)
		return;
	const struct segbias_funnel **worst = segbias_funnel_worst(findings, &document->arena, &count);
	if (!worst) {
		t->failed = true;
		return;
	}
	segbias_document_heading(document, TELL(t, "The funnel"));
	add_verdict(document);
	add_stages(document);
	for (size_t i = 0; i < count && i < most; i++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_row(t, findings, worst[i]));
	if (count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(count - most), "and {n} more in the JSON result",
		                                "and {n} more in the JSON result"));
	if (document->extent == SEGBIAS_EXTENT_FULL)
		add_table(document, worst, count);
}
