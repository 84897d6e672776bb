/* Section: a review of a period: what needs a decision, what to watch, what has changed, who has signed, what is to be mended. */
#include "report/section.h"

#include "base/number.h"
#include "report/warning_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { ROWS_BRIEF = 12 };

static void add_rest(struct segbias_document *document, size_t count, size_t most)
{
	if (count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(&document->teller, (double)(count - most),
		                                "and {n} more in the JSON result", "and {n} more in the JSON result"));
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static size_t count_status(const struct segbias_review *review, enum segbias_review_status status)
{
	size_t count = 0;
	for (size_t i = 0; i < review->segment_count; i++)
		count += review->segments[i].status == status;
	return count;
}

static void add_counts(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	double decide = (double)count_status(review, SEGBIAS_REVIEW_NEEDS_DECISION);
	const struct segbias_word words[] = {
	    WORD_COUNT("watch", (double)count_status(review, SEGBIAS_REVIEW_WATCH)),
	    WORD_COUNT("fine", (double)count_status(review, SEGBIAS_REVIEW_FINE)),
	    WORD_COUNT("undecided", (double)count_status(review, SEGBIAS_REVIEW_UNDECIDED)),
	    WORD_COUNT("exempt", (double)count_status(review, SEGBIAS_REVIEW_EXEMPT))};
	segbias_text_add_string(&text, TELL_COUNT(t, decide, "{n} needs a decision;", "{n} need a decision;"));
	segbias_text_add_string(&text, " ");
	segbias_text_add_string(
	    &text, TELL_WITH(t, "to watch: {watch}; fine: {fine}; undecided: {undecided}; exempt: {exempt}.", words[0],
	                     words[1], words[2], words[3]));
	segbias_document_add(document, SEGBIAS_BLOCK_VERDICT, segbias_tell_keep(t, &text))->key = TELL(t, "Review");
}

/* What a person has typed, between quotes, so that no word of it reads as one of ours; in one line. */
static struct segbias_label quote(struct segbias_teller *t, struct segbias_label typed)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "\"");
	for (size_t i = 0; i < typed.size; i++) {
		char byte = typed.bytes[i];
		if (byte == '"' || byte == '\\')
			segbias_text_add_string(&text, "\\");
		segbias_text_add(&text, byte == '\n' || byte == '\t' ? " " : &typed.bytes[i], 1);
	}
	segbias_text_add_string(&text, "\"");
	return segbias_label_of(segbias_tell_keep(t, &text));
}

/* A name that holds marks of our sentences, in any of their languages, could go on as one. */
static struct segbias_label quote_marks(struct segbias_teller *t, struct segbias_label name)
{
	static const char ARABIC_SEMICOLON[] = {'\xD8', '\x9B'};
	bool plain = true;
	for (size_t i = 0; i < name.size; i++)
		plain = plain && !strchr(";:\"", name.bytes[i]) &&
		        !(name.size - i >= sizeof ARABIC_SEMICOLON &&
		          memcmp(&name.bytes[i], ARABIC_SEMICOLON, sizeof ARABIC_SEMICOLON) == 0);
	return plain ? name : quote(t, name);
}

static bool is_word(struct segbias_label name, const char *word)
{
	return strlen(word) == name.size && strncasecmp(word, name.bytes, name.size) == 0;
}

/* A segment that is called like the run as a whole closes no period: it must not read as if it had. */
struct segbias_label segbias_review_name(struct segbias_teller *t, struct segbias_label segment)
{
	bool same = is_word(segment, TELL(t, "Whole campaign")) || is_word(segment, TELL(t, "the run as a whole"));
	return same ? quote(t, segment) : quote_marks(t, segment);
}

/* Of the whole campaign, or of a segment. */
static const char *phrase_group(struct segbias_teller *t, struct segbias_label segment)
{
	return segment.bytes ? segbias_tell_label(t, segbias_review_name(t, segment)) : TELL(t, "Whole campaign");
}

static struct segbias_word word_name(struct segbias_teller *t, const char *place, struct segbias_label name)
{
	return WORD_LABEL(place, quote_marks(t, name));
}

/* The period that it is compared with, which need not be the one before. */
static struct segbias_word word_previous(const struct segbias_review *review)
{
	return WORD_LABEL("period", review->previous);
}

/* Whether limits stand somewhere on so few that they hold no variation but chance. */
static bool has_few_periods(const struct segbias_review *review)
{
	bool few = false;
	for (size_t i = 0; i < review->segment_count; i++)
		few = few || (review->segments[i].limit_periods > 0 &&
		              review->segments[i].limit_periods < SEGBIAS_REVIEW_PERIODS);
	return few;
}

static void add_head(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	struct segbias_word period = WORD_LABEL("period", review->period);
	if (document->options->title)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     segbias_tell_label(t, segbias_label_of(document->options->title)));
	segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
	                     review->previous.bytes ? TELL_WITH(t, "Review of {period}, after {previous}", period,
	                                                        WORD_LABEL("previous", review->previous))
	                                            : TELL_WITH(t, "Review of {period}", period))
	    ->level = document->options->title ? 2 : 1;
	add_counts(document);
	segbias_section_withheld(document);
	if (document->findings->settings.publish > 0 && document->findings->settings.cross > 0)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL(t, "Where attributes meet (--cross) is not published, and nothing here tells of it."));
	if (document->findings->settings.publish > 0 && document->findings->settings.stage_count)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL(t, "What stages do (--stages) is not published, and nothing here tells of it."));
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
	                     TELL_WITH(t, "Added by {who}, {time}.", word_name(t, "who", review->added_by),
	                               WORD_LABEL("time", review->added)));
	if (review->ready_made)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL(t,
		         "It was added as a result that had been written before, and is taken at its word: no file was "
		         "compared as it was added."));
	if (review->replaced)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_COUNT(t, (double)review->replaced,
		               "It stands in the place of {n} other run of the period, which is superseded.",
		               "It stands in the place of {n} other runs of the period, which are superseded."));
	if (review->policy_committed.bytes)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "The policy was committed {time}.", WORD_LABEL("time", review->policy_committed)));
	if (review->baseline.bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     TELL_WITH(t, "Control limits stand on the periods up to {period}.",
		                               WORD_LABEL("period", review->baseline)));
	if (has_few_periods(review))
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL(t, "Control limits by fewer than 8 periods hold chance alone: how much a share varies "
		            "from one to the next, as by season, is not known yet."));
	for (size_t i = 0; i < review->gap_count; i++)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "There is no run of {period}.", WORD_LABEL("period", review->gap[i])));
	if (review->reference_changed)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "The reference is another one than in {period}.", word_previous(review)));
	if (review->policy_changed)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "The policy is another one than in {period}.", word_previous(review)));
}

/* --- segments ---------------------------------------------------------------------------------------------------- */

/* "98, 95, 71": the past of an index, without what was before the first one. Each figure stands by itself: in a line from the
 * right the first period comes first too. */
static const char *phrase_history(struct segbias_teller *t, const struct segbias_reviewed *segment)
{
	char number[64];
	struct segbias_text text = {0};
	for (size_t i = 0; i < SEGBIAS_REVIEW_PERIODS; i++) {
		if (text.size == 0 && isnan(segment->history[i]))
			continue;
		(void)snprintf(number, sizeof number, isnan(segment->history[i]) ? "-" : "%.0f", segment->history[i]);
		segbias_text_add_listed(&text, t, segbias_tell_figure(t, number));
	}
	return TELL_WITH(t, "; by period {indices}", WORD_PHRASE("indices", segbias_tell_keep(t, &text)));
}

static const char *phrase_signal(struct segbias_teller *t, struct segbias_label signal, struct segbias_word previous)
{
	return segbias_label_equal(signal, segbias_label_of("out_twice")) ? TELL(t, "; beyond the band twice in a row")
	       : segbias_label_equal(signal, segbias_label_of("falling")) ? TELL(t, "; six in a row, each lower")
	       : segbias_label_equal(signal, segbias_label_of("rising"))  ? TELL(t, "; six in a row, each higher")
	       : segbias_label_equal(signal, segbias_label_of("beyond_limits"))
	           ? TELL(t, "; beyond what its past lets expect")
	           : TELL_WITH(t, "; changed since {period}", previous);
}

static bool is_of_worst(const struct segbias_reviewed *segment, size_t signal)
{
	return segbias_label_same(segment->signalled[signal].attribute, segment->attribute) &&
	       segbias_label_same(segment->signalled[signal].value, segment->value);
}

/* Of another group, whose index does not stand there. */
static const char *phrase_signal_of(struct segbias_teller *t, const struct segbias_review_signal *row,
                                    struct segbias_word previous)
{
	const struct segbias_word words[] = {WORD_LABEL("attribute", row->attribute), WORD_LABEL("value", row->value)};
	struct segbias_label signal = row->signal;
	if (segbias_label_equal(signal, segbias_label_of("out_twice")))
		return TELL_WITH(t, "; {attribute} {value} beyond the band twice in a row", words[0], words[1]);
	if (segbias_label_equal(signal, segbias_label_of("falling")))
		return TELL_WITH(t, "; {attribute} {value} six in a row, each lower", words[0], words[1]);
	if (segbias_label_equal(signal, segbias_label_of("rising")))
		return TELL_WITH(t, "; {attribute} {value} six in a row, each higher", words[0], words[1]);
	if (segbias_label_equal(signal, segbias_label_of("beyond_limits")))
		return TELL_WITH(t, "; {attribute} {value} beyond what its past lets expect", words[0], words[1]);
	return TELL_WITH(t, "; {attribute} {value} changed since {period}", words[0], words[1], previous);
}

/* A finding of the run itself, which has a sentence of its own. */
static bool is_of_run(struct segbias_label signal)
{
	return segbias_label_equal(signal, segbias_label_of("crossing")) ||
	       segbias_label_equal(signal, segbias_label_of("stage"));
}

/* The combination is the run's. */
static const char *phrase_crossing(struct segbias_teller *t, const struct segbias_crossing_finding *row)
{
	return TELL_WITH(t, "; {attribute} {value} skewed beyond its parts, index {index}",
	                 WORD_LABEL("attribute", row->attribute), WORD_LABEL("value", row->value),
	                 WORD_NUMBER("index", "%.0f", row->index));
}

/* The step of the signal that is of one, which is the run's too; NULL: it is of none. */
static const struct segbias_funnel *find_step(const struct segbias_findings *findings,
                                              const struct segbias_reviewed *segment,
                                              const struct segbias_review_signal *signal)
{
	bool stage = segbias_label_equal(signal->signal, segbias_label_of("stage"));
	for (size_t i = 0; stage && i < findings->funnel_count; i++) {
		const struct segbias_funnel *row = &findings->funnel[i];
		if (row->skews && segbias_label_same(row->segment, segment->segment) &&
		    segbias_label_same(row->attribute, signal->attribute) &&
		    segbias_label_same(row->value, signal->value))
			return row;
	}
	return NULL;
}

static const char *phrase_step(struct segbias_teller *t, const struct segbias_funnel *row)
{
	return TELL_WITH(t, "; {attribute} {value} skewed by the stage {stage}, index {index} of it",
	                 WORD_LABEL("attribute", row->attribute), WORD_LABEL("value", row->value),
	                 WORD_LABEL("stage", row->stage), WORD_NUMBER("index", "%.0f", row->index));
}

/* Of the worst group, whose past it is. */
static const char *phrase_limits(struct segbias_teller *t, const struct segbias_reviewed *segment)
{
	char figures[3][SEGBIAS_NUMBER_MAX];
	(void)snprintf(figures[0], sizeof figures[0], "%.0f", segment->limit_low);
	(void)snprintf(figures[1], sizeof figures[1], "%.0f", segment->limit_high);
	return TELL_COUNT_WITH(t, (double)segment->limit_periods, "; limits {low} to {high} by {n} period",
	                       "; limits {low} to {high} by {n} periods", WORD_DIGITS("low", figures[0]),
	                       WORD_DIGITS("high", figures[1]));
}

/* How much more than chance the past varies, and how sure that is. */
static const char *phrase_spread(struct segbias_teller *t, const struct segbias_reviewed *segment)
{
	char times[3][SEGBIAS_NUMBER_MAX];
	(void)snprintf(times[0], sizeof times[0], "%.1f", segment->spread);
	(void)snprintf(times[1], sizeof times[1], "%.1f", segment->spread_low);
	(void)snprintf(times[2], sizeof times[2], "%.1f", segment->spread_high);
	return TELL_WITH(t, "; {times} times as wide as by chance alone ({from} to {to})",
	                 WORD_DIGITS("times", times[0]), WORD_DIGITS("from", times[1]), WORD_DIGITS("to", times[2]));
}

/* What of a column is missing, and was. */
static const char *phrase_incomplete(struct segbias_teller *t, const struct segbias_review_incomplete *row,
                                     struct segbias_word previous)
{
	struct segbias_word attribute = WORD_LABEL("attribute", row->attribute);
	struct segbias_word rate = WORD_NUMBER("rate", "%.1f%%", 100 * row->rate);
	return isnan(row->rate_before)
	           ? TELL_WITH(t, "; {attribute} is missing in {rate} of the records", attribute, rate)
	           : TELL_WITH(t, "; {attribute} is missing in {rate} of the records ({before} in {period})", attribute,
	                       rate, WORD_NUMBER("before", "%.1f%%", 100 * row->rate_before), previous);
}

static void add_segment(struct segbias_document *document, const struct segbias_reviewed *segment)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	char index[16];
	struct segbias_word group = WORD_PHRASE("group", phrase_group(t, segment->segment));
	struct segbias_word previous = word_previous(&document->findings->review);
	(void)snprintf(index, sizeof index, "%.0f", segment->index);
	const struct segbias_word words[] = {WORD_LABEL("attribute", segment->attribute),
	                                     WORD_LABEL("value", segment->value), WORD_DIGITS("index", index)};
	if (segment->verdict == SEGBIAS_VERDICT_WITHIN && segment->attribute.bytes &&
	    segment->status == SEGBIAS_REVIEW_UNDECIDED && segment->unclear)
		segbias_text_add_string(&text, TELL_WITH(t,
		                                         "{group}: a group is unclear; furthest of those within is "
		                                         "{attribute} {value}, index {index}",
		                                         group, words[0], words[1], words[2]));
	else if (segment->attribute.bytes)
		segbias_text_add_string(&text, TELL_WITH(t, "{group}: {attribute} {value}, index {index}", group,
		                                         words[0], words[1], words[2]));
	else
		segbias_text_add_string(&text, TELL_WITH(t, "{group}: nothing could be judged", group));
	if (segment->attribute.bytes)
		segbias_text_add_string(&text, phrase_history(t, segment));
	if (segment->limit_periods)
		segbias_text_add_string(&text, phrase_limits(t, segment));
	if (segment->limit_periods && segment->spread_high > 0)
		segbias_text_add_string(&text, phrase_spread(t, segment));
	for (size_t i = 0; i < segment->signal_count; i++)
		if (is_of_worst(segment, i) && !is_of_run(segment->signals[i]))
			segbias_text_add_string(&text, phrase_signal(t, segment->signals[i], previous));
	for (size_t i = 0; i < segment->signal_count; i++) {
		const struct segbias_review_signal *signal = &segment->signalled[i];
		const struct segbias_crossing_finding *crossing =
		    segbias_findings_crossing(document->findings, segment, signal);
		const struct segbias_funnel *step = find_step(document->findings, segment, signal);
		if (crossing)
			segbias_text_add_string(&text, phrase_crossing(t, crossing));
		else if (step)
			segbias_text_add_string(&text, phrase_step(t, step));
		else if (!is_of_worst(segment, i))
			segbias_text_add_string(&text, phrase_signal_of(t, signal, previous));
	}
	for (size_t i = 0; i < segment->incomplete_count; i++)
		segbias_text_add_string(&text, phrase_incomplete(t, &segment->incomplete[i], previous));
	/* Fine or undecided by itself it has neither. */
	if ((segment->status == SEGBIAS_REVIEW_FINE || segment->status == SEGBIAS_REVIEW_UNDECIDED) &&
	    (segment->findings || segment->signal_count))
		segbias_text_add_string(&text, TELL(t, "; accepted by a decision"));
	segbias_text_add_string(&text, TELL(t, "."));
	segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
}

static void add_segments(struct segbias_document *document, enum segbias_review_status status, const char *heading)
{
	const struct segbias_review *review = &document->findings->review;
	size_t most = segbias_section_most(document, ROWS_BRIEF);
	size_t count = 0;
	for (size_t i = 0; i < review->segment_count; i++) {
		if (review->segments[i].status != status)
			continue;
		if (count == 0)
			segbias_document_heading(document, heading);
		if (count++ < most)
			add_segment(document, &review->segments[i]);
	}
	add_rest(document, count, most);
}

/* --- what has changed -------------------------------------------------------------------------------------------- */

static const char *phrase_figure(struct segbias_teller *t, const char *format, double figure)
{
	char text[SEGBIAS_NUMBER_MAX];
	if (!isfinite(figure))
		return TELL(t, "unknown");
	(void)snprintf(text, sizeof text, format, figure); /* NOLINT: the format is one of ours */
	return segbias_tell_figure(t, text);
}

static void add_change(struct segbias_document *document, const struct segbias_review_change *row)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_word words[] = {WORD_PHRASE("group", phrase_group(t, row->segment)),
	                                     WORD_LABEL("attribute", row->attribute),
	                                     WORD_LABEL("value", row->value),
	                                     WORD_PHRASE("before", phrase_figure(t, "%.0f", row->index_before)),
	                                     WORD_PHRASE("now", phrase_figure(t, "%.0f", row->index_now)),
	                                     WORD_PHRASE("ratio", phrase_figure(t, "%.2f", row->ratio)),
	                                     WORD_PHRASE("low", phrase_figure(t, "%.2f", row->ratio_low)),
	                                     WORD_PHRASE("high", phrase_figure(t, "%.2f", row->ratio_high)),
	                                     WORD_PHRASE("old", phrase_figure(t, "%.0f", row->index_now_by_old))};
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    isnan(row->index_now_by_old)
		? TELL_WITH(t,
	                    "{group}: {attribute} {value}: index {before}, now {now}; ratio {ratio} ({low} to {high}).",
	                    words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7])
		: TELL_WITH(
		      t,
		      "{group}: {attribute} {value}: index {before}, now {old} by the same reference, {now} by the "
		      "new one; ratio {ratio} ({low} to {high}).",
		      words[0], words[1], words[2], words[3], words[8], words[4], words[5], words[6], words[7]));
}

/* period: of counts that were dropped; sentence: for what has no other one. */
static struct segbias_word word_untested(struct segbias_teller *t, enum segbias_change_lack lack,
                                         struct segbias_label period, struct segbias_label sentence)
{
	switch (lack) {
	case SEGBIAS_CHANGE_SAME:
		return WORD_PHRASE("why",
		                   TELL(t, "both periods have the same campaign, in which nothing can have changed"));
	case SEGBIAS_CHANGE_WITHIN:
		return WORD_PHRASE("why", TELL(t, "the two periods look at the records of other values"));
	case SEGBIAS_CHANGE_NOTHING:
		return WORD_PHRASE("why", TELL(t, "no group that both periods have could be tested"));
	case SEGBIAS_CHANGE_HIDDEN:
		return WORD_PHRASE("why", TELL(t, "of no group both periods show figures that could be tested"));
	case SEGBIAS_CHANGE_DROPPED:
		return WORD_PHRASE("why",
		                   TELL_WITH(t, "the counts of {period} were dropped", WORD_LABEL("period", period)));
	case SEGBIAS_CHANGE_UNKNOWN:
		return WORD_PHRASE(
		    "why", TELL(t, "records that are unknown in one of the periods could be all of the change"));
	default:
		return WORD_CODE("why", sentence.bytes);
	}
}

static void add_changes(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_BRIEF);
	size_t shown = 0;
	if (!review->previous.bytes)
		return;
	segbias_document_heading(document, TELL(t, "What has changed"));
	for (size_t i = 0; i < review->change_count && review->changes[i].finding; i++)
		if (shown++ < most)
			add_change(document, &review->changes[i]);
	add_rest(document, shown, most);
	if (review->untested.bytes)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_REST,
		    TELL_WITH(t, "No change was tested: {why}.",
		              word_untested(t, review->change_lack, review->previous, review->untested)));
	else if (!shown)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     document->findings->settings.publish > 0
		                         ? TELL(t, "No change is shown of what both periods show.")
		                         : TELL(t, "No change is shown."));
}

static void add_beyond(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_BRIEF);
	if (review->beyond_count)
		segbias_document_heading(document, TELL(t, "Beyond what their past lets expect"));
	for (size_t i = 0; i < review->beyond_count && i < most; i++) {
		const struct segbias_review_beyond *row = &review->beyond[i];
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_COUNT_WITH(
			t, (double)row->periods,
			"{group}: {attribute} {value}: index {index}; limits {low} to {high} by {n} period.",
			"{group}: {attribute} {value}: index {index}; limits {low} to {high} by {n} periods.",
			WORD_PHRASE("group", phrase_group(t, row->segment)), WORD_LABEL("attribute", row->attribute),
			WORD_LABEL("value", row->value), WORD_PHRASE("index", phrase_figure(t, "%.0f", row->index)),
			WORD_PHRASE("low", phrase_figure(t, "%.0f", row->low)),
			WORD_PHRASE("high", phrase_figure(t, "%.0f", row->high))));
	}
	add_rest(document, review->beyond_count, most);
}

/* Nobody was targeted otherwise there: it is the reference that says something else. */
static void add_moves(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_BRIEF);
	if (review->move_count)
		segbias_document_heading(document, TELL(t, "What the other reference alone has moved"));
	for (size_t i = 0; i < review->move_count && i < most; i++) {
		const struct segbias_review_move *row = &review->moves[i];
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(
			t,
			"{group}: {attribute} {value}: index {before}, now {old} by the same reference, {now} by the "
			"new one.",
			WORD_PHRASE("group", phrase_group(t, row->segment)), WORD_LABEL("attribute", row->attribute),
			WORD_LABEL("value", row->value),
			WORD_PHRASE("before", phrase_figure(t, "%.0f", row->index_before)),
			WORD_PHRASE("old", phrase_figure(t, "%.0f", row->index_now_by_old)),
			WORD_PHRASE("now", phrase_figure(t, "%.0f", row->index_now))));
	}
	add_rest(document, review->move_count, most);
}

/* --- what else differs ------------------------------------------------------------------------------------------- */

static const char *phrase_seen(struct segbias_teller *t, const struct segbias_seen *row, bool came,
                               struct segbias_word previous)
{
	bool segment = strcmp(row->what, "segment") == 0;
	struct segbias_word name =
	    segment ? WORD_PHRASE("name", phrase_group(t, row->name)) : WORD_LABEL("name", row->name);
	if (row->attribute.bytes)
		return came ? TELL_WITH(t, "{attribute} {name} was not in {period}.",
		                        WORD_LABEL("attribute", row->attribute), name, previous)
		            : TELL_WITH(t, "{attribute} {name} was in {period}, and is not any more.",
		                        WORD_LABEL("attribute", row->attribute), name, previous);
	return came ? TELL_WITH(t, "{name} was not in {period}.", name, previous)
	            : TELL_WITH(t, "{name} was in {period}, and is not any more.", name, previous);
}

static const char *phrase_differs(struct segbias_teller *t, const struct segbias_changed *row)
{
	struct segbias_label none = segbias_label_of("-");
	struct segbias_word of = WORD_LABEL("of", row->of.bytes ? row->of : none);
	struct segbias_word before = WORD_LABEL("before", row->before.bytes ? row->before : none);
	struct segbias_word now = WORD_LABEL("now", row->now.bytes ? row->now : none);
	if (strcmp(row->what, "values") == 0)
		return TELL_WITH(t, "{of}: its values were {before}, and are {now}.", of, before, now);
	if (strcmp(row->what, "order") == 0)
		return TELL_WITH(t, "{of}: the order of its values is another one.", of);
	if (strcmp(row->what, "column") == 0)
		return TELL_WITH(t, "{now}: its column was called {before}.", now, before);
	if (strcmp(row->what, "spelling") == 0)
		return TELL_WITH(t, "{of}: {before} is spelled {now}.", of, before, now);
	if (strcmp(row->what, "mapping") == 0)
		return TELL_WITH(t, "{of}: {spelling} was read as {before}, and is as {now}.", of,
		                 WORD_LABEL("spelling", row->spelling), before, now);
	return row->of.bytes
	           ? TELL_WITH(t, "{what} of {of}: {before} before, now {now}.", WORD_CODE("what", row->what), of,
	                       before, now)
	           : TELL_WITH(t, "{what}: {before} before, now {now}.", WORD_CODE("what", row->what), before, now);
}

/* There may be very many of them: what there is one of is told first. */
static bool is_spelling(const struct segbias_changed *row)
{
	return strcmp(row->what, "mapping") == 0;
}

/* Series go on; what may explain a change in them is said. */
static void add_differences(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	struct segbias_word previous = word_previous(review);
	size_t most = segbias_section_most(document, ROWS_BRIEF);
	size_t count = review->first_seen_count + review->last_seen_count + review->changed_count;
	size_t shown = 0;
	if (count)
		segbias_document_heading(document, TELL_WITH(t, "What else differs from {period}", previous));
	for (size_t i = 0; i < review->changed_count && shown < most; i++)
		if (!is_spelling(&review->changed[i]) && ++shown)
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_differs(t, &review->changed[i]));
	for (size_t i = 0; i < review->first_seen_count && shown < most; i++, shown++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     phrase_seen(t, &review->first_seen[i], true, previous));
	for (size_t i = 0; i < review->last_seen_count && shown < most; i++, shown++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     phrase_seen(t, &review->last_seen[i], false, previous));
	for (size_t i = 0; i < review->changed_count && shown < most; i++)
		if (is_spelling(&review->changed[i]) && ++shown)
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_differs(t, &review->changed[i]));
	add_rest(document, count, most);
}

/* --- who has signed, and what is to be mended -------------------------------------------------------------------- */

static const char *phrase_of(struct segbias_teller *t, struct segbias_label segment)
{
	return segment.bytes ? segbias_tell_label(t, segbias_review_name(t, segment)) : TELL(t, "the run as a whole");
}

static const char *phrase_decision(struct segbias_teller *t, struct segbias_label decision)
{
	return segbias_label_equal(decision, segbias_label_of("fix"))      ? TELL(t, "fix")
	       : segbias_label_equal(decision, segbias_label_of("exempt")) ? TELL(t, "exempt")
	                                                                   : TELL(t, "accept");
}

static void add_signature(struct segbias_document *document, const struct segbias_signature *row)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	segbias_text_add_string(&text, TELL_WITH(t, "{who}, {time}: {decision}, of {what}",
	                                         word_name(t, "who", row->by), WORD_LABEL("time", row->time),
	                                         WORD_PHRASE("decision", phrase_decision(t, row->decision)),
	                                         WORD_PHRASE("what", phrase_of(t, row->segment))));
	if (row->due.bytes)
		segbias_text_add_string(&text, TELL_WITH(t, "; due {day}", WORD_LABEL("day", row->due)));
	if (row->key.bytes)
		segbias_text_add_string(&text, TELL(t, "; signed by a key"));
	if (!row->stands)
		segbias_text_add_string(&text, TELL(t, "; superseded"));
	if (row->note.bytes)
		segbias_text_add_string(&text, TELL_WITH(t, "; {note}", WORD_LABEL("note", quote(t, row->note))));
	segbias_text_add_string(&text, TELL(t, "."));
	segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
}

/* What a period that is open lacks. */
static const char *phrase_lacks(struct segbias_teller *t, const struct segbias_review *review)
{
	switch (review->lack) {
	case SEGBIAS_LACK_ROLE:
		return TELL_WITH(t, "nobody of the role {role} has signed it", WORD_LABEL("role", review->lack_role));
	case SEGBIAS_LACK_OTHER:
		return TELL(t, "only who added it has signed it");
	default:
		return TELL(t, "nobody has signed it as a whole");
	}
}

static void add_signatures(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	segbias_document_heading(document, TELL(t, "Decisions"));
	for (size_t i = 0; i < review->signature_count; i++)
		add_signature(document, &review->signatures[i]);
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    review->closed ? TELL(t, "The period is closed: every signature that is required stands.")
			   : TELL_WITH(t, "The period is open: {why}.", WORD_PHRASE("why", phrase_lacks(t, review))));
}

/* Of the run as a whole any group shows it, and is named with its segment. */
static const char *phrase_mended(struct segbias_teller *t, const struct segbias_action *row)
{
	const struct segbias_word words[] = {WORD_LABEL("attribute", row->attribute),
	                                     WORD_LABEL("value", row->value),
	                                     WORD_LABEL("period", row->closed),
	                                     WORD_PHRASE("ratio", phrase_figure(t, "%.2f", row->ratio)),
	                                     WORD_PHRASE("low", phrase_figure(t, "%.2f", row->ratio_low)),
	                                     WORD_PHRASE("high", phrase_figure(t, "%.2f", row->ratio_high))};
	return row->segment.bytes || !row->closed_segment.bytes
	           ? TELL_WITH(t,
	                       "; {attribute} {value} changed for the better in {period}, ratio {ratio} "
	                       "({low} to {high})",
	                       words[0], words[1], words[2], words[3], words[4], words[5])
	           : TELL_WITH(t,
	                       "; {attribute} {value} of {segment} changed for the better in {period}, ratio {ratio} "
	                       "({low} to {high})",
	                       words[0], words[1], WORD_PHRASE("segment", phrase_of(t, row->closed_segment)), words[2],
	                       words[3], words[4], words[5]);
}

static void add_actions(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	if (review->action_count)
		segbias_document_heading(document, TELL(t, "To be mended"));
	for (size_t i = 0; i < review->action_count; i++) {
		const struct segbias_action *row = &review->actions[i];
		struct segbias_text text = {0};
		segbias_text_add_string(&text,
		                        TELL_WITH(t, "{what}, decided in {period} by {who}",
		                                  WORD_PHRASE("what", phrase_of(t, row->segment)),
		                                  WORD_LABEL("period", row->period), word_name(t, "who", row->by)));
		if (row->due.bytes)
			segbias_text_add_string(&text, TELL_WITH(t, "; due {day}", WORD_LABEL("day", row->due)));
		if (row->overdue)
			segbias_text_add_string(&text, TELL(t, "; overdue"));
		if (row->untested.bytes)
			segbias_text_add_string(&text,
			                        TELL_WITH(t, "; whether it was mended cannot be shown: {why}",
			                                  word_untested(t, row->lack, row->dropped, row->untested)));
		/* No later run of these records can. */
		if (row->untested.bytes && row->lack == SEGBIAS_CHANGE_WITHIN)
			segbias_text_add_string(&text, TELL_WITH(t, "; another decision on {period} ends it",
			                                         WORD_LABEL("period", row->period)));
		if (row->closed.bytes)
			segbias_text_add_string(&text, phrase_mended(t, row));
		segbias_text_add_string(&text, TELL(t, "."));
		segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
	}
}

static void add_checklist(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	if (review->checklist_count)
		segbias_document_heading(document, TELL(t, "Checklist of the policy"));
	for (size_t i = 0; i < review->checklist_count; i++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     TELL_WITH(t, "{question}: {answer}",
		                               WORD_LABEL("question", review->checklist[i].question),
		                               WORD_LABEL("answer", review->checklist[i].answer)));
}

/* Who signs has to know what the figures are not good for. */
static void add_warnings(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_BRIEF);
	if (review->warned_count)
		segbias_document_heading(document, TELL(t, "What the comparison warned of"));
	for (size_t i = 0; i < review->warned_count && i < most; i++)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "{warning}.",
		              WORD_PHRASE("warning", segbias_warning_phrase(t, review->warned[i].text.message))));
	add_rest(document, review->warned_count, most);
}

void segbias_section_review(struct segbias_document *document)
{
	const struct segbias_review *review = &document->findings->review;
	struct segbias_teller *t = &document->teller;
	add_head(document);
	segbias_document_add(document, SEGBIAS_BLOCK_CHARTS, NULL);
	add_segments(document, SEGBIAS_REVIEW_NEEDS_DECISION, TELL(t, "Needs a decision"));
	add_segments(document, SEGBIAS_REVIEW_WATCH, TELL(t, "To watch"));
	add_segments(document, SEGBIAS_REVIEW_UNDECIDED, TELL(t, "Undecided"));
	add_segments(document, SEGBIAS_REVIEW_FINE, TELL(t, "Fine"));
	add_segments(document, SEGBIAS_REVIEW_EXEMPT, TELL(t, "Exempt"));
	add_changes(document);
	add_beyond(document);
	add_moves(document);
	add_differences(document);
	add_actions(document);
	add_warnings(document);
	add_checklist(document);
	add_signatures(document);
	segbias_document_add(document, SEGBIAS_BLOCK_NOTE, TELL(t, "Times are UTC, by the clock of the machine."));
	segbias_document_add(document, SEGBIAS_BLOCK_NOTE,
	                     TELL_COUNT_WITH(t, (double)review->entries,
	                                     "The ledger has {n} entry; the last one's hash is {hash}.",
	                                     "The ledger has {n} entries; the last one's hash is {hash}.",
	                                     WORD_CODE("hash", review->head.bytes)));
}
