/* Titles that say what was found: the worst finding on either side, in words and with its index; or how many there are. */
#include "report/charts.h"

#include <math.h>

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
	size_t findings, within, unclear, too_few, values;
};

/* How much of it is said: what is long loses the end of its labels, then the number of further findings, then the second
 * clause, and only then names that can be recognised. */
struct cut {
	double room; /* pixels of a label */
	int clauses;
	bool count_rest;
};

static bool is_likely(const struct segbias_value_finding *value)
{
	return value->verdict == SEGBIAS_VERDICT_LIKELY_OVER || value->verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
}

static bool is_over(const struct segbias_value_finding *value)
{
	return value->verdict == SEGBIAS_VERDICT_OVER || value->verdict == SEGBIAS_VERDICT_LIKELY_OVER;
}

static bool is_worse(const struct place *a, const struct place *b)
{
	if (!a->value || !b->value)
		return a->value != NULL;
	if (is_likely(a->value) != is_likely(b->value))
		return is_likely(b->value);
	return fabs(a->value->shortfall) > fabs(b->value->shortfall);
}

static void add_value(struct story *story, struct place place)
{
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
	struct place *side = story->worst[is_over(place.value)];
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

static void add_group_name(const struct segbias_chart_view *view, const struct segbias_chart_group *group, double room,
                           struct segbias_text *out)
{
	struct segbias_chart_choice choice = {segbias_chart_groups(view, view->count), view->count,
	                                      (size_t)(group - view->groups)};
	segbias_chart_label(out, choice, SEGBIAS_PLOT_TITLE, room);
}

/* "65+ missed in Mobile app (index 29)"; labels are cut to `room` pixels. */
static void add_clause(const struct story *story, const struct place *place, double room, bool named,
                       struct segbias_text *out)
{
	const struct segbias_value_finding *value = place->value;
	bool none = value->count == 0 && !is_over(value);
	bool unmatched = none && place->comparison->unmatched > 0;
	segbias_text_add_string(out, unmatched ? "no " : "");
	if (is_ambiguous(story->view, place)) {
		const struct segbias_chart_group *group = place->group;
		struct segbias_chart_choice choice = {segbias_chart_attributes(group), group->count,
		                                      (size_t)(place->comparison - group->comparisons)};
		segbias_chart_label(out, choice, SEGBIAS_PLOT_TITLE, room);
		segbias_text_add_string(out, " ");
	}
	struct segbias_chart_choice choice = {segbias_chart_values(place->comparison), place->comparison->value_count,
	                                      (size_t)(value - place->comparison->values)};
	segbias_chart_label(out, choice, SEGBIAS_PLOT_TITLE, room);
	segbias_text_add_string(out, is_likely(value) ? " probably" : "");
	segbias_text_add_string(out, unmatched                      ? " matched"
	                             : none && !value->few_expected ? " excluded"
	                             : is_over(value)               ? " over-reached"
	                                                            : " missed");
	segbias_text_add_string(out, " (index ");
	segbias_chart_index(value, out);
	segbias_text_add_string(out, ")");
	if (named) {
		segbias_text_add_string(out, " in ");
		add_group_name(story->view, place->group, room, out);
	}
}

/* The two to tell: one of either side, shown before likely. */
static void choose(const struct story *story, struct place *first, struct place *second)
{
	const struct place *under = story->worst[0];
	const struct place *over = story->worst[1];
	bool over_first = !under[0].value || (over[0].value && is_likely(under[0].value) && !is_likely(over[0].value));
	*first = over_first ? over[0] : under[0];
	*second = over_first ? under[0] : over[0];
	if (!second->value)
		*second = over_first ? over[1] : under[1];
}

static void add_findings(const struct story *story, const struct cut *cut, struct segbias_text *out)
{
	struct place first;
	struct place second;
	choose(story, &first, &second);
	bool two = cut->clauses == 2 && second.value;
	bool together = two && first.group == second.group;
	size_t rest = story->findings - (two ? 2 : 1);
	add_clause(story, &first, cut->room, story->named && !together, out);
	if (two) {
		segbias_text_add_string(out, story->named && together ? " and " : "; ");
		add_clause(story, &second, cut->room, story->named, out);
	}
	if (rest > 0 && cut->count_rest)
		segbias_text_add_format(out, "; %zu more", rest);
}

/* Nothing found is no proof that nothing is there. */
static void add_nothing(const struct story *story, double room, struct segbias_text *out)
{
	const struct segbias_settings *settings = &story->view->findings->settings;
	if (settings->amount.bytes) {
		segbias_text_add_string(out, "shares of ");
		segbias_plot_label(out, settings->amount, SEGBIAS_PLOT_TITLE, room);
		segbias_text_add_string(out, ", not tested");
		return;
	}
	if (story->values == 0)
		segbias_text_add_string(out, "nothing to compare; every attribute has one value");
	else if (story->within == story->values)
		segbias_text_add_format(out, "every group shown to lie within index %g to %g", settings->band_low,
		                        settings->band_high);
	else if (story->too_few == story->values)
		segbias_text_add_format(
		    out, settings->min_n > 0 ? "too few records to judge (n < %g)" : "no known record to judge by",
		    settings->min_n);
	else
		segbias_text_add_format(out, "no group shown to be over or under; %zu of %zu unclear", story->unclear,
		                        story->values);
}

static void add_title(const struct story *story, const struct segbias_chart_group *group, const struct cut *cut,
                      struct segbias_text *out)
{
	if (!story->named) {
		add_group_name(story->view, group, cut->room, out);
		segbias_text_add_string(out, ": ");
	} else if (!story->findings) {
		segbias_text_add_string(out, "All segments: ");
	}
	if (story->findings)
		add_findings(story, cut, out);
	else
		add_nothing(story, cut->room, out);
}

void segbias_chart_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                         struct segbias_text *out)
{
	static const struct cut CUTS[] = {
	    {600, 2, true}, {260, 2, true}, {200, 2, true}, {260, 2, false}, {200, 2, false}, {600, 1, true},
	    {400, 1, true}, {300, 1, true}, {240, 1, true}, {180, 1, true},  {180, 1, false}, {120, 1, false},
	};
	struct story story = {.view = view, .named = !group && view->count > 1};
	struct segbias_text text = {0};
	struct segbias_text line = {0};
	if (!group && view->count == 1)
		group = &view->groups[0];
	if (group)
		add_group(&story, group);
	for (size_t i = 1; story.named && i < view->count; i++)
		add_group(&story, &view->groups[i]);
	for (size_t i = 0; i < sizeof CUTS / sizeof *CUTS; i++) {
		text.size = 0;
		add_title(&story, group, &CUTS[i], &text);
		if (text.failed || segbias_plot_width((struct segbias_label){text.data, text.size},
		                                      SEGBIAS_PLOT_TITLE) <= SEGBIAS_CHART_INNER_WIDTH)
			break;
	}
	if (!text.failed)
		segbias_plot_fit(&line, (struct segbias_label){text.data, text.size}, SEGBIAS_PLOT_TITLE,
		                 SEGBIAS_CHART_INNER_WIDTH);
	segbias_plot_line(out, (struct segbias_label){line.data ? line.data : "", line.size});
	out->failed = out->failed || text.failed || line.failed;
	segbias_text_release(&line);
	segbias_text_release(&text);
}

/* ": 1 group under, 2 over, 1 likely over" */
static void add_sides(const size_t counts[static SEGBIAS_VERDICT_COUNT], struct segbias_text *out)
{
	static const struct {
		enum segbias_verdict verdict;
		const char *word;
	} SIDES[] = {
	    {SEGBIAS_VERDICT_UNDER, "under"},
	    {SEGBIAS_VERDICT_LIKELY_UNDER, "likely under"},
	    {SEGBIAS_VERDICT_OVER, "over"},
	    {SEGBIAS_VERDICT_LIKELY_OVER, "likely over"},
	};
	bool first = true;
	for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++) {
		size_t count = counts[SIDES[i].verdict];
		if (count == 0)
			continue;
		const char *noun = !first ? "" : count == 1 ? "group " : "groups ";
		segbias_text_add_format(out, "%s%zu %s%s", first ? ": " : ", ", count, noun, SIDES[i].word);
		first = false;
	}
}

/* The tally behind a group's name: as much of it as leaves room for the name. */
static void add_tally(const struct segbias_chart_view *view, const struct segbias_chart_group *group, double name,
                      struct segbias_text *out)
{
	enum { LENGTHS = 3 };
	const struct segbias_settings *settings = &view->findings->settings;
	size_t counts[SEGBIAS_VERDICT_COUNT] = {0};
	size_t all = 0;
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		for (size_t j = 0; c->state != SEGBIAS_STATE_ONE_VALUE && j < c->value_count; j++, all++)
			counts[c->values[j].verdict]++;
	}
	for (int length = 0; length < LENGTHS; length++) {
		out->size = 0;
		add_sides(counts, out);
		if (length < 2)
			segbias_text_add_format(out, "; %zu of %zu within", counts[SEGBIAS_VERDICT_WITHIN], all);
		if (length < 1)
			segbias_text_add_format(out, " index %g to %g", settings->band_low, settings->band_high);
		if (out->failed ||
		    name + segbias_plot_width((struct segbias_label){out->data, out->size}, SEGBIAS_PLOT_TITLE) <=
		        SEGBIAS_CHART_INNER_WIDTH)
			return;
	}
}

void segbias_chart_tally_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                               struct segbias_text *out)
{
	enum { NAME_WIDTH_MAX = 400 };
	struct story story = {.view = view};
	struct segbias_text tally = {0};
	struct segbias_text text = {0};
	add_group(&story, group);
	if (story.findings == 0) {
		segbias_chart_title(view, group, out);
		return;
	}
	add_group_name(view, group, NAME_WIDTH_MAX, &text);
	double name =
	    segbias_plot_width((struct segbias_label){text.data ? text.data : "", text.size}, SEGBIAS_PLOT_TITLE);
	add_tally(view, group, name, &tally);
	struct segbias_label rest = {tally.data ? tally.data : "", tally.size};
	text.size = 0;
	add_group_name(view, group, SEGBIAS_CHART_INNER_WIDTH - segbias_plot_width(rest, SEGBIAS_PLOT_TITLE), &text);
	segbias_text_add(&text, rest.bytes, rest.size);
	segbias_plot_line(out, (struct segbias_label){text.data ? text.data : "", text.size});
	out->failed = out->failed || tally.failed || text.failed;
	segbias_text_release(&tally);
	segbias_text_release(&text);
}
