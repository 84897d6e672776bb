/* Titles that say what was found: the worst finding on either side, in words and with its index; or how many there are. */
#include "report/charts.h"
#include "report/section.h"

#include <math.h>
#include <stdio.h>

struct place {
	const struct segbias_chart_group *group;
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value; /* NULL: none */
};

/* What a title is made of. */
struct story {
	const struct segbias_chart_view *view;
	bool named;               /* clauses name their segment */
	struct place worst[2][2]; /* [under, over][worst, second]: shown before likely, then by people */
	size_t findings, within, unclear, too_few, values, withheld;
};

/* How much of it is said: what is long loses the end of its labels, then the number of further findings, then the second
 * clause, and only then names that can be recognised. */
struct cut {
	double room; /* pixels of a label */
	int clauses;
	bool count_rest;
};

static bool is_worse(const struct place *a, const struct place *b)
{
	if (!a->value || !b->value)
		return a->value != NULL;
	if (segbias_is_likely(a->value->verdict) != segbias_is_likely(b->value->verdict))
		return segbias_is_likely(b->value->verdict);
	return fabs(a->value->shortfall) > fabs(b->value->shortfall);
}

static void add_value(struct story *story, struct place place)
{
	if (place.value->verdict == SEGBIAS_VERDICT_WITHHELD) {
		story->withheld++;
		return;
	}
	story->values++;
	if (place.value->verdict == SEGBIAS_VERDICT_WITHIN) {
		story->within++;
		return;
	}
	if (place.value->verdict == SEGBIAS_VERDICT_UNCLEAR) {
		story->unclear++;
		story->too_few += place.value->reason == SEGBIAS_REASON_TOO_FEW;
		return;
	}
	struct place *side = story->worst[segbias_is_over(place.value->verdict)];
	story->findings++;
	if (is_worse(&place, &side[0])) {
		side[1] = side[0];
		side[0] = place;
	} else if (is_worse(&place, &side[1])) {
		side[1] = place;
	}
}

static void add_group(struct story *story, const struct segbias_chart_group *group)
{
	for (size_t i = 0; i < group->count; i++)
		for (size_t j = 0;
		     j < group->comparisons[i].value_count && group->comparisons[i].state != SEGBIAS_STATE_ONE_VALUE;
		     j++)
			add_value(story,
			          (struct place){group, &group->comparisons[i], &group->comparisons[i].values[j]});
}

/* "yes" of two attributes says nothing without the attribute's name, nor does "A". */
static bool is_ambiguous(const struct segbias_chart_view *view, const struct place *place)
{
	enum { TELLING = 3 }; /* bytes */
	const struct segbias_chart_group *whole = &view->groups[0];
	if (place->value->value.size < TELLING)
		return true;
	for (size_t i = 0; i < whole->count; i++) {
		const struct segbias_comparison *other = &whole->comparisons[i];
		if (segbias_label_equal(other->attribute, place->comparison->attribute))
			continue;
		for (size_t j = 0; j < other->value_count; j++)
			if (segbias_label_equal(other->values[j].value, place->value->value))
				return true;
	}
	return false;
}

static struct segbias_word word_of_segment(const struct segbias_chart_view *view, const char *place,
                                           const struct segbias_chart_group *group, double room)
{
	struct segbias_text text = {0};
	struct segbias_chart_choice choice = {segbias_chart_groups(view, view->count), view->count,
	                                      (size_t)(group - view->groups)};
	segbias_chart_label(&text, choice, SEGBIAS_PLOT_TITLE, room);
	return segbias_chart_word(view, place, &text);
}

static struct segbias_word word_of_value(const struct segbias_chart_view *view, const char *name,
                                         const struct place *place, double room)
{
	struct segbias_text text = {0};
	struct segbias_chart_choice choice = {segbias_chart_values(place->comparison), place->comparison->value_count,
	                                      (size_t)(place->value - place->comparison->values)};
	segbias_chart_label(&text, choice, SEGBIAS_PLOT_TITLE, room);
	return segbias_chart_word(view, name, &text);
}

/* "65+", "gender Female"; labels are cut to `room` pixels. */
static struct segbias_word word_of_group(const struct segbias_chart_view *view, const struct place *place, double room)
{
	if (!is_ambiguous(view, place))
		return word_of_value(view, "group", place, room);
	const struct segbias_chart_group *group = place->group;
	struct segbias_text text = {0};
	struct segbias_chart_choice choice = {segbias_chart_attributes(group), group->count,
	                                      (size_t)(place->comparison - group->comparisons)};
	segbias_chart_label(&text, choice, SEGBIAS_PLOT_TITLE, room);
	struct segbias_word attribute = segbias_chart_word(view, "attribute", &text);
	return WORD_PHRASE("group", TELL_WITH(view->teller, "{attribute} {value}", attribute,
	                                      word_of_value(view, "value", place, room)));
}

/* "65+ missed (index 29)" */
static const char *tell_finding(const struct segbias_chart_view *view, const struct place *place, double room)
{
	const struct segbias_value_finding *value = place->value;
	struct segbias_teller *t = view->teller;
	struct segbias_word group = word_of_group(view, place, room);
	struct segbias_text text = {0};
	bool likely = segbias_is_likely(value->verdict);
	bool none = value->count == 0 && !segbias_is_over(value->verdict);
	segbias_chart_index(value, &text);
	struct segbias_word index = segbias_chart_word(view, "index", &text);
	if (none && place->comparison->unmatched > 0)
		return likely ? TELL_WITH(t, "no {group} probably matched (index {index})", group, index)
		              : TELL_WITH(t, "no {group} matched (index {index})", group, index);
	if (none && !value->few_expected)
		return likely ? TELL_WITH(t, "{group} probably excluded (index {index})", group, index)
		              : TELL_WITH(t, "{group} excluded (index {index})", group, index);
	if (segbias_is_over(value->verdict))
		return likely ? TELL_WITH(t, "{group} probably over-reached (index {index})", group, index)
		              : TELL_WITH(t, "{group} over-reached (index {index})", group, index);
	return likely ? TELL_WITH(t, "{group} probably missed (index {index})", group, index)
	              : TELL_WITH(t, "{group} missed (index {index})", group, index);
}

/* "65+ missed (index 29) in Mobile app" */
static const char *tell_clause(const struct story *story, const struct place *place, double room, bool named)
{
	const char *finding = tell_finding(story->view, place, room);
	if (!named)
		return finding;
	return TELL_WITH(story->view->teller, "{finding} in {segment}", WORD_PHRASE("finding", finding),
	                 word_of_segment(story->view, "segment", place->group, room));
}

/* The two to tell: one of either side, shown before likely. */
static void choose(const struct story *story, struct place *first, struct place *second)
{
	const struct place *under = story->worst[0];
	const struct place *over = story->worst[1];
	bool over_first = !under[0].value || (over[0].value && segbias_is_likely(under[0].value->verdict) &&
	                                      !segbias_is_likely(over[0].value->verdict));
	*first = over_first ? over[0] : under[0];
	*second = over_first ? under[0] : over[0];
	if (!second->value)
		*second = over_first ? over[1] : under[1];
}

static const char *tell_findings(const struct story *story, const struct cut *cut)
{
	struct segbias_teller *t = story->view->teller;
	struct place first;
	struct place second;
	choose(story, &first, &second);
	bool two = cut->clauses == 2 && second.value;
	bool together = two && first.group == second.group;
	size_t rest = story->findings - (two ? 2 : 1);
	const char *what = tell_clause(story, &first, cut->room, story->named && !together);
	if (two) {
		struct segbias_word one = WORD_PHRASE("first", what);
		struct segbias_word other = WORD_PHRASE("second", tell_clause(story, &second, cut->room, story->named));
		what = story->named && together ? TELL_WITH(t, "{first} and {second}", one, other)
		                                : TELL_WITH(t, "{first}; {second}", one, other);
	}
	if (rest == 0 || !cut->count_rest)
		return what;
	return TELL_COUNT_WITH(t, (double)rest, "{what}; {n} more", "{what}; {n} more", WORD_PHRASE("what", what),
	                       SEGBIAS_CHART_COUNT("n", rest));
}

static bool share_limits(const struct segbias_findings *findings, struct segbias_limits *limits)
{
	return segbias_comparisons_share_band(findings, findings->comparisons, findings->comparison_count, limits) &&
	       !segbias_comparisons_guard(findings->comparisons, findings->comparison_count);
}

/* Nothing found is no proof that nothing is there. */
static const char *tell_nothing(const struct story *story, double room)
{
	const struct segbias_settings *settings = &story->view->findings->settings;
	struct segbias_teller *t = story->view->teller;
	struct segbias_text amount = {0};
	char bound[64];
	if (settings->amount.bytes) {
		segbias_plot_label(&amount, settings->amount, SEGBIAS_PLOT_TITLE, room);
		return TELL_WITH(t, "shares of {amount}, not tested",
		                 segbias_chart_word(story->view, "amount", &amount));
	}
	if (story->values == 0 && story->withheld)
		return TELL(t, "withheld");
	if (story->values == 0)
		return TELL(t, "nothing to compare; every attribute has one value");
	struct segbias_limits limits;
	bool shared = share_limits(story->view->findings, &limits);
	if (story->within == story->values)
		return !shared ? TELL(t, "every group shown to lie within its band")
		               : TELL_WITH(t, "every group shown to lie within index {low} to {high}",
		                           WORD_NUMBER("low", "%g", limits.band_low),
		                           WORD_NUMBER("high", "%g", limits.band_high));
	if (story->too_few == story->values && !shared)
		return TELL(t, "too few records to judge");
	if (story->too_few == story->values && !(limits.min_n > 0))
		return TELL(t, "no known record to judge by");
	if (story->too_few == story->values) {
		(void)snprintf(bound, sizeof bound, "n < %g", limits.min_n);
		return TELL_WITH(t, "too few records to judge ({bound})", WORD_DIGITS("bound", bound));
	}
	return TELL_COUNT_WITH(t, (double)story->unclear, "no group shown to be over or under; {n} of {all} unclear",
	                       "no group shown to be over or under; {n} of {all} unclear",
	                       SEGBIAS_CHART_COUNT("n", story->unclear), SEGBIAS_CHART_COUNT("all", story->values));
}

static const char *tell_title(const struct story *story, const struct segbias_chart_group *group, const struct cut *cut)
{
	struct segbias_teller *t = story->view->teller;
	struct segbias_word what =
	    WORD_PHRASE("what", story->findings ? tell_findings(story, cut) : tell_nothing(story, cut->room));
	if (!story->named)
		return TELL_WITH(t, "{group}: {what}", word_of_segment(story->view, "group", group, cut->room), what);
	return story->findings ? what.text.bytes : TELL_WITH(t, "All segments: {what}", what);
}

const char *segbias_chart_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group)
{
	static const struct cut CUTS[] = {
	    {600, 2, true}, {260, 2, true}, {200, 2, true}, {260, 2, false}, {200, 2, false}, {600, 1, true},
	    {400, 1, true}, {300, 1, true}, {240, 1, true}, {180, 1, true},  {180, 1, false}, {120, 1, false},
	};
	struct story story = {.view = view, .named = !group && view->count > 1};
	struct segbias_text text = {0};
	struct segbias_text fitted = {0};
	struct segbias_text line = {0};
	if (!group && view->count == 1)
		group = &view->groups[0];
	if (group)
		add_group(&story, group);
	for (size_t i = 1; story.named && i < view->count; i++)
		add_group(&story, &view->groups[i]);
	for (size_t i = 0; i < sizeof CUTS / sizeof *CUTS; i++) {
		text.size = 0;
		segbias_chart_spell(view, tell_title(&story, group, &CUTS[i]), &text);
		if (text.failed ||
		    segbias_plot_width(segbias_text_label(&text), SEGBIAS_PLOT_TITLE) <= SEGBIAS_CHART_INNER_WIDTH)
			break;
	}
	if (!text.failed)
		segbias_plot_fit(&fitted, segbias_text_label(&text), SEGBIAS_PLOT_TITLE, SEGBIAS_CHART_INNER_WIDTH);
	segbias_plot_line(&line, segbias_text_label(&fitted), segbias_chart_is_leftward(view));
	line.failed = line.failed || text.failed || fitted.failed;
	segbias_text_release(&fitted);
	segbias_text_release(&text);
	return segbias_tell_keep(view->teller, &line);
}

/* --- the tally ---------------------------------------------------------------------------------------------------- */

/* How many are on a side; the first of a list names what is counted. */
static const char *tell_side(struct segbias_teller *t, enum segbias_verdict verdict, size_t count, bool first)
{
	double n = (double)count;
	struct segbias_word number = SEGBIAS_CHART_COUNT("n", count);
	switch (verdict) {
	case SEGBIAS_VERDICT_UNDER:
		return first ? TELL_COUNT_WITH(t, n, "{n} group under", "{n} groups under", number)
		             : TELL_COUNT_WITH(t, n, "{n} under", "{n} under", number);
	case SEGBIAS_VERDICT_LIKELY_UNDER:
		return first ? TELL_COUNT_WITH(t, n, "{n} group likely under", "{n} groups likely under", number)
		             : TELL_COUNT_WITH(t, n, "{n} likely under", "{n} likely under", number);
	case SEGBIAS_VERDICT_OVER:
		return first ? TELL_COUNT_WITH(t, n, "{n} group over", "{n} groups over", number)
		             : TELL_COUNT_WITH(t, n, "{n} over", "{n} over", number);
	default:
		return first ? TELL_COUNT_WITH(t, n, "{n} group likely over", "{n} groups likely over", number)
		             : TELL_COUNT_WITH(t, n, "{n} likely over", "{n} likely over", number);
	}
}

/* "1 group under, 2 over, 1 likely over" */
static const char *tell_sides(struct segbias_teller *t, const size_t counts[static SEGBIAS_VERDICT_COUNT])
{
	static const enum segbias_verdict SIDES[] = {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_LIKELY_UNDER,
	                                             SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_LIKELY_OVER};
	struct segbias_text list = {0};
	for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++)
		if (counts[SIDES[i]] > 0)
			segbias_text_add_listed(&list, t, tell_side(t, SIDES[i], counts[SIDES[i]], list.size == 0));
	return segbias_tell_keep(t, &list);
}

/* The tally of a group, shorter and shorter. */
static const char *tell_tally(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                              int length)
{
	struct segbias_limits limits;
	bool shared = share_limits(view->findings, &limits);
	struct segbias_teller *t = view->teller;
	size_t counts[SEGBIAS_VERDICT_COUNT] = {0};
	size_t all = 0;
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		for (size_t j = 0; c->state != SEGBIAS_STATE_ONE_VALUE && j < c->value_count; j++, all++)
			counts[c->values[j].verdict]++;
	}
	all -= counts[SEGBIAS_VERDICT_WITHHELD];
	size_t within = counts[SEGBIAS_VERDICT_WITHIN];
	struct segbias_word sides = WORD_PHRASE("first", tell_sides(t, counts));
	struct segbias_word n = SEGBIAS_CHART_COUNT("n", within);
	struct segbias_word of = SEGBIAS_CHART_COUNT("all", all);
	const char *rest =
	    length == 0 && shared
		? TELL_COUNT_WITH(t, (double)within, "{n} of {all} within index {low} to {high}",
	                          "{n} of {all} within index {low} to {high}", n, of,
	                          WORD_NUMBER("low", "%g", limits.band_low),
	                          WORD_NUMBER("high", "%g", limits.band_high))
		: TELL_COUNT_WITH(t, (double)within, "{n} of {all} within", "{n} of {all} within", n, of);
	return length > 1 ? sides.text.bytes : TELL_WITH(t, "{first}; {second}", sides, WORD_PHRASE("second", rest));
}

static const char *tell_about(const struct segbias_chart_view *view, struct segbias_word group, const char *what)
{
	return TELL_WITH(view->teller, "{group}: {what}", group, WORD_PHRASE("what", what));
}

const char *segbias_chart_tally_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group)
{
	enum { NAME_WIDTH_MAX = 400, LENGTHS = 3 };
	struct story story = {.view = view};
	const char *tally = "";
	double rest = 0;
	add_group(&story, group);
	if (story.findings == 0)
		return segbias_chart_title(view, group);
	struct segbias_word whole = word_of_segment(view, "group", group, NAME_WIDTH_MAX);
	double name = segbias_chart_width(view, whole.text.bytes, SEGBIAS_PLOT_TITLE);
	/* As much of it as leaves room for the name. */
	for (int length = 0; length < LENGTHS; length++) {
		tally = tell_tally(view, group, length);
		rest = segbias_chart_width(view, tell_about(view, WORD_PHRASE("group", ""), tally), SEGBIAS_PLOT_TITLE);
		if (name + rest <= SEGBIAS_CHART_INNER_WIDTH)
			break;
	}
	struct segbias_word cut = word_of_segment(view, "group", group, SEGBIAS_CHART_INNER_WIDTH - rest);
	return segbias_chart_line(view, tell_about(view, cut, tally));
}
