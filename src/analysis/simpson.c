/* Question: does a difference turn round within the values of another attribute (Simpson's paradox)? Of a campaign that was
 * drawn from a base: the odds of a value to be drawn against those of all others, crude and within the values of every
 * other attribute (Mantel and Haenszel). Not where records have weights, people repeat or a design effect is declared. */
#include "analysis/analysis.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* One attribute within another. */
struct crossing {
	const struct segbias_analysis_input *input;
	const struct segbias_attribute *attribute, *stratifier;
	const struct segbias_group *group;
	double *drawn, *base;             /* [values * strata] */
	double *all_drawn, *all_base;     /* [strata]: their sums */
	struct segbias_table_2x2 *strata; /* [strata] */
	bool impossible;                  /* more drawn of a cell than the base has */
};

static void release(struct crossing *c)
{
	free(c->drawn);
	free(c->base);
	free(c->all_drawn);
	free(c->all_base);
	free(c->strata);
	*c = (struct crossing){0};
}

/* The reference's cells add up by the values that its labels have become. */
static bool init(struct crossing *c)
{
	const struct segbias_attribute *a = c->attribute;
	const struct segbias_attribute *b = c->stratifier;
	size_t cells = a->value_count * b->value_count;
	c->drawn = segbias_memory_zeroed(cells + 1, sizeof *c->drawn);
	c->base = segbias_memory_zeroed(cells + 1, sizeof *c->base);
	c->all_drawn = segbias_memory_zeroed(b->value_count + 1, sizeof *c->all_drawn);
	c->all_base = segbias_memory_zeroed(b->value_count + 1, sizeof *c->all_base);
	c->strata = segbias_memory_zeroed(b->value_count + 1, sizeof *c->strata);
	if (!c->drawn || !c->base || !c->all_drawn || !c->all_base || !c->strata)
		return false;
	uint32_t columns[] = {(uint32_t)a->reference_column, (uint32_t)b->reference_column};
	uint32_t swapped[] = {columns[1], columns[0]};
	const struct segbias_table *table = segbias_tally_table(c->input->reference, columns, 2);
	const struct segbias_table *other = segbias_tally_table(c->input->reference, swapped, 2);
	for (uint32_t i = 0; i < a->id_count; i++)
		for (uint32_t j = 0; j < b->id_count; j++) {
			uint32_t ids[] = {table ? i : j, table ? j : i};
			if (a->value_of[i] == UINT32_MAX || b->value_of[j] == UINT32_MAX)
				continue;
			double weight = segbias_tally_cell(table ? table : other, ids, 2).weight;
			c->base[a->value_of[i] * b->value_count + b->value_of[j]] += weight;
			c->all_base[b->value_of[j]] += weight;
		}
	return true;
}

/* What the group has of each cell. */
static void read_drawn(struct crossing *c)
{
	const struct segbias_attribute *a = c->attribute;
	const struct segbias_attribute *b = c->stratifier;
	bool first = a->column < b->column;
	bool whole = segbias_group_is_whole(c->group);
	uint32_t columns[] = {0, first ? a->column : b->column, first ? b->column : a->column};
	const struct segbias_table *table =
	    segbias_tally_table(c->input->campaign, whole ? columns + 1 : columns, whole ? 2 : 3);
	c->impossible = false;
	for (size_t s = 0; s < b->value_count; s++) {
		c->all_drawn[s] = 0;
		for (size_t v = 0; v < a->value_count; v++) {
			size_t cell = v * b->value_count + s;
			uint32_t mine = (uint32_t)(SEGBIAS_ID_FIRST + v);
			uint32_t theirs = (uint32_t)(SEGBIAS_ID_FIRST + s);
			uint32_t ids[] = {c->group->id, first ? mine : theirs, first ? theirs : mine};
			c->drawn[cell] = (double)segbias_tally_cell(table, whole ? ids + 1 : ids, whole ? 2 : 3).count;
			c->all_drawn[s] += c->drawn[cell];
			c->impossible |= c->drawn[cell] > c->base[cell];
		}
	}
}

/* The tables of one value against all others, by stratum; their sum is the crude one. */
static struct segbias_table_2x2 make_strata(const struct crossing *c, size_t value)
{
	size_t strata = c->stratifier->value_count;
	struct segbias_table_2x2 all = {0};
	for (size_t s = 0; s < strata; s++) {
		struct segbias_table_2x2 *t = &c->strata[s];
		t->a = c->drawn[value * strata + s];
		t->b = c->base[value * strata + s] - t->a;
		t->c = c->all_drawn[s] - t->a;
		t->d = c->all_base[s] - c->all_drawn[s] - t->b;
		all.a += t->a;
		all.b += t->b;
		all.c += t->c;
		all.d += t->d;
	}
	return all;
}

/* Rate of the value to that of all others. */
static double rate_ratio(const struct segbias_table_2x2 *t)
{
	return (t->a / (t->a + t->b)) / (t->c / (t->c + t->d));
}

static void measure(const struct crossing *c, size_t value, struct segbias_simpson *out)
{
	struct segbias_mantel_haenszel result;
	struct segbias_table_2x2 all = make_strata(c, value);
	segbias_mantel_haenszel(c->strata, c->stratifier->value_count, c->input->policy->alpha, &result);
	*out = (struct segbias_simpson){.segment = c->group->label,
	                                .attribute = c->attribute->name,
	                                .value = c->attribute->values[value],
	                                .stratifier = c->stratifier->name,
	                                .odds_ratio = result.crude_odds_ratio,
	                                .rate_ratio = rate_ratio(&all),
	                                .q = NAN,
	                                .mh_odds_ratio = result.odds_ratio,
	                                .mh_low = result.low,
	                                .mh_high = result.high,
	                                .mh_statistic = result.statistic,
	                                .mh_p = result.p,
	                                .breslow_day_p = result.breslow_day_p};
	for (size_t s = 0; s < c->stratifier->value_count; s++) {
		double ratio = rate_ratio(&c->strata[s]);
		out->strata += (size_t)!isnan(ratio);
		out->strata_above += (size_t)(ratio > 1);
	}
	out->p = segbias_hypergeometric_two_sided(all.a, all.a + all.c, all.a + all.b + all.c + all.d, all.a + all.b);
}

/* All values of one attribute within another, in every group. */
static enum segbias_status cross(struct crossing *c, struct segbias_findings *findings, size_t *impossible,
                                 struct segbias_error *error)
{
	if (!init(c))
		return segbias_error_memory(error);
	for (size_t g = 0; g < c->input->group_count; g++) {
		c->group = &c->input->groups[g];
		read_drawn(c);
		*impossible += c->impossible;
		for (size_t v = 0; v < c->attribute->value_count && !c->impossible; v++)
			measure(c, v, &findings->simpsons[findings->simpson_count++]);
	}
	return SEGBIAS_OK;
}

/* Same order as everywhere: by group, then as they were made. */
static int compare_rows(const void *a, const void *b)
{
	const struct segbias_simpson *x = a;
	const struct segbias_simpson *y = b;
	if ((x->segment.bytes == NULL) != (y->segment.bytes == NULL))
		return x->segment.bytes ? 1 : -1;
	int order = x->segment.bytes ? segbias_label_compare(x->segment, y->segment) : 0;
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Explained by the strata: the crude odds ratio is shown to differ from 1, by as much as the tolerance band, and the interval
 * of the one within the strata ends before that edge; a reversal, where it lies beyond 1. Of very many rows those are kept whose crude ratio is shown to differ; all were counted. */
static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	enum { ROWS_MAX = 5000 };
	size_t count = findings->simpson_count;
	size_t kept = 0;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	bool *whole = segbias_memory_zeroed(count + 1, sizeof *whole);
	for (size_t i = 0; p && whole && i < count; i++) {
		p[i] = findings->simpsons[i].p;
		whole[i] = findings->simpsons[i].segment.bytes == NULL;
	}
	bool ok = p && whole && segbias_families_adjust(p, whole, count, policy->control, p);
	for (size_t i = 0; ok && i < count; i++) {
		struct segbias_simpson *row = &findings->simpsons[i];
		struct segbias_rule rule;
		(void)segbias_policy_rule(policy, row->attribute, row->segment, &rule);
		(void)segbias_policy_protects(policy, row->attribute, row->value, &rule);
		double edge[] = {rule.band_low / 100, rule.band_high / 100};
		bool low = p[i] <= policy->alpha && row->odds_ratio < edge[0];
		bool high = p[i] <= policy->alpha && row->odds_ratio > edge[1];
		row->q = p[i];
		row->order = i;
		row->explained = (low && row->mh_low > edge[0]) || (high && row->mh_high < edge[1]);
		row->reversal = (low && row->mh_low > 1) || (high && row->mh_high < 1);
	}
	for (size_t i = 0; ok && i < count; i++)
		if (count <= ROWS_MAX || findings->simpsons[i].q <= policy->alpha)
			findings->simpsons[kept++] = findings->simpsons[i];
	findings->simpson_count = ok ? kept : 0;
	qsort(findings->simpsons, findings->simpson_count, sizeof *findings->simpsons, compare_rows);
	free(p);
	free(whole);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static size_t count_rows(const struct segbias_analysis_input *input)
{
	const struct segbias_matching *matching = input->matching;
	size_t rows = 0;
	for (size_t i = 0; i < matching->attribute_count; i++)
		rows += matching->attributes[i].value_count * matching->attribute_count;
	return rows * input->group_count;
}

enum segbias_status segbias_analyse_simpson(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	if (!matching->joint || input->kind != SEGBIAS_KIND_BASE || input->weighted || input->reference_weighted ||
	    segbias_tally_clusters(input->campaign) || input->policy->deff > 0 ||
	    segbias_tally_doubts(input->campaign) || segbias_tally_doubts(input->reference))
		return SEGBIAS_OK;
	findings->simpsons = segbias_arena_array(&findings->arena, count_rows(input), sizeof *findings->simpsons);
	if (!findings->simpsons)
		return segbias_error_memory(error);
	size_t impossible = 0;
	for (size_t i = 0; i < matching->attribute_count; i++)
		for (size_t j = 0; j < matching->attribute_count; j++) {
			struct crossing c = {.input = input,
			                     .attribute = &matching->attributes[i],
			                     .stratifier = &matching->attributes[j]};
			if (i == j || !segbias_match_pair(input->reference, c.attribute, c.stratifier))
				continue;
			enum segbias_status status = cross(&c, findings, &impossible, error);
			release(&c);
			if (status != SEGBIAS_OK)
				return status;
		}
	if (impossible)
		segbias_error_place(
		    segbias_notes_add(&findings->notes, "simpson_no_base",
		                      "of some pairs of values the campaign has more records than the base: "
		                      "it was not drawn from it, and such pairs are not looked at"),
		    input->campaign_path, 0, 0);
	return judge(input->policy, findings, error);
}
