/* How much of a campaign a rule on tvd leaves in place: of each attribute the records, and the segments, of which no more than the
 * limit would have to be moved. A description beside the rule, with the reach that the share is of: fewer people, alike, cover as
 * much. */
#include "analysis/gate_coverage.h"

#include "base/number.h"

#include <math.h>

/* A share that is the limit but for rounding keeps it. */
static const double EDGE = 1e-12;

struct covering {
	const struct segbias_gate_query *query;
	const struct segbias_gate_asked *asked;
	struct segbias_findings *findings;
	bool segmented;
};

static void cover(const struct covering *c, const struct segbias_comparison *comparison, struct segbias_coverage *row)
{
	struct segbias_gate_item item;
	struct segbias_gate_group group = {comparison, NULL};
	bool tested = segbias_gate_item(c->findings, c->query->policy, &c->asked->rule, group, 0, &item);
	bool covered = comparison->tvd <= c->asked->rule.limit + EDGE;
	row->missing += comparison->missing + comparison->unmatched;
	if (isnan(comparison->tvd))
		return;
	double people = isnan(comparison->persons) ? comparison->n : comparison->persons;
	row->n += people;
	row->segments++;
	row->covered_n += covered ? people : 0;
	row->covered_segments += covered;
	row->over += tested && item.found;
	row->watched += !covered && !(tested && item.found);
}

static bool tell(struct segbias_arena *arena, struct segbias_coverage *row)
{
	struct segbias_text text = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_text_add_format(&text, "%s: %.4g%% by people", segbias_label_show(row->attribute, quoted),
	                        100 * row->share);
	segbias_text_add_format(&text, " (%s", segbias_number_group(row->covered_n, number));
	segbias_text_add_format(&text, " of %s reached)", segbias_number_group(row->n, number));
	segbias_text_add_format(&text, ", %s", segbias_number_group((double)row->covered_segments, number));
	segbias_text_add_format(&text, " of %s by segments", segbias_number_group((double)row->segments, number));
	segbias_text_add_format(&text, ", at most %.4g%% to be moved", 100 * row->threshold);
	if (row->over)
		segbias_text_add_format(&text, "; shown to be over it: %s",
		                        segbias_number_group((double)row->over, number));
	if (row->watched)
		segbias_text_add_format(&text, "; over it and not shown, to be watched: %s",
		                        segbias_number_group((double)row->watched, number));
	if (row->missing > 0)
		segbias_text_add_format(&text, "; of unknown value, in no share: %s",
		                        segbias_number_group(row->missing, number));
	bool ok =
	    !text.failed && segbias_arena_copy(arena, (struct segbias_label){text.data, text.size}, &row->message);
	segbias_text_release(&text);
	return ok;
}

/* The segments of one attribute; without segments the whole campaign. false: no memory. */
static bool cover_attribute(const struct covering *c, struct segbias_label rule, struct segbias_label attribute,
                            struct segbias_coverage *row)
{
	const struct segbias_findings *findings = c->findings;
	*row = (struct segbias_coverage){.rule = rule, .attribute = attribute, .threshold = c->asked->rule.limit};
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		if ((comparison->segment.bytes != NULL) == c->segmented &&
		    segbias_label_equal(comparison->attribute, attribute))
			cover(c, comparison, row);
	}
	row->share = row->n > 0 ? row->covered_n / row->n : NAN;
	return row->n > 0 ? tell(&c->findings->arena, row) : true;
}

bool segbias_gate_cover(const struct segbias_gate_query *query, const struct segbias_gate_asked *rules,
                        struct segbias_findings *findings)
{
	struct segbias_gate *gate = &findings->gate;
	bool ok = true;
	size_t room = gate->rule_count * findings->settings.attribute_count;
	gate->coverage = segbias_arena_array(&findings->arena, room, sizeof *gate->coverage);
	if (!gate->coverage)
		return false;
	for (size_t i = 0; i < gate->rule_count && ok; i++) {
		struct covering c = {query, &rules[i], findings, findings->settings.segment.bytes != NULL};
		if (rules[i].rule.kind != SEGBIAS_GATE_TVD)
			continue;
		for (size_t j = 0; j < findings->settings.attribute_count && ok; j++) {
			struct segbias_coverage *row = &gate->coverage[gate->coverage_count];
			ok = cover_attribute(&c, gate->rules[i].rule, findings->settings.attributes[j].attribute, row);
			gate->coverage_count += row->n > 0;
		}
	}
	return ok;
}
