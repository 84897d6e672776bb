/* Question: does a difference turn round within the values of another attribute (Simpson's paradox)? Of a campaign that was
 * drawn from a base: the odds of a value to be drawn against those of all others, crude and within the values of every
 * other attribute (Mantel and Haenszel). Not where records have weights, people repeat or a design effect is declared. */
#include "analysis/analysis.h"

#include <math.h>
#include <stdlib.h>

/* One attribute within another, in one group. */
struct crossing {
	const struct segbias_analysis_input *input;
	const struct segbias_group *group;
	const struct segbias_attribute *attribute, *stratifier;
	double *drawn, *base;             /* [values * strata] */
	struct segbias_table_2x2 *strata; /* [strata] */
};

/* The reference's cells add up by the values that its labels have become. */
static void read_base(const struct crossing *c)
{
	const struct segbias_attribute *a = c->attribute;
	const struct segbias_attribute *b = c->stratifier;
	uint32_t columns[] = {(uint32_t)a->reference_column, (uint32_t)b->reference_column};
	uint32_t swapped[] = {columns[1], columns[0]};
	const struct segbias_table *table = segbias_tally_table(c->input->reference, columns, 2);
	const struct segbias_table *other = segbias_tally_table(c->input->reference, swapped, 2);
	for (uint32_t i = 0; i < a->id_count; i++)
		for (uint32_t j = 0; j < b->id_count; j++) {
			uint32_t ids[] = {table ? i : j, table ? j : i};
			if (a->value_of[i] != UINT32_MAX && b->value_of[j] != UINT32_MAX)
				c->base[a->value_of[i] * b->value_count + b->value_of[j]] +=
				    segbias_tally_cell(table ? table : other, ids, 2).weight;
		}
}

static void read_drawn(const struct crossing *c)
{
	const struct segbias_attribute *a = c->attribute;
	const struct segbias_attribute *b = c->stratifier;
	bool first = a->column < b->column;
	bool whole = segbias_group_is_whole(c->group);
	uint32_t columns[] = {0, first ? a->column : b->column, first ? b->column : a->column};
	const struct segbias_table *table =
	    segbias_tally_table(c->input->campaign, whole ? columns + 1 : columns, whole ? 2 : 3);
	for (size_t v = 0; v < a->value_count; v++)
		for (size_t s = 0; s < b->value_count; s++) {
			uint32_t mine = (uint32_t)(SEGBIAS_ID_FIRST + v);
			uint32_t theirs = (uint32_t)(SEGBIAS_ID_FIRST + s);
			uint32_t ids[] = {c->group->id, first ? mine : theirs, first ? theirs : mine};
			c->drawn[v * b->value_count + s] =
			    (double)segbias_tally_cell(table, whole ? ids + 1 : ids, whole ? 2 : 3).count;
		}
}

/* The tables of one value against all others, by stratum; their sum is the crude one. */
static struct segbias_table_2x2 make_strata(const struct crossing *c, size_t value)
{
	size_t strata = c->stratifier->value_count;
	struct segbias_table_2x2 all = {0};
	for (size_t s = 0; s < strata; s++) {
		struct segbias_table_2x2 *t = &c->strata[s];
		*t = (struct segbias_table_2x2){0};
		for (size_t v = 0; v < c->attribute->value_count; v++) {
			double drawn = c->drawn[v * strata + s];
			double left = fmax(0, c->base[v * strata + s] - drawn);
			*(v == value ? &t->a : &t->c) += drawn;
			*(v == value ? &t->b : &t->d) += left;
		}
		all.a += t->a;
		all.b += t->b;
		all.c += t->c;
		all.d += t->d;
	}
	return all;
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
	                                .q = NAN,
	                                .mh_odds_ratio = result.odds_ratio,
	                                .mh_low = result.low,
	                                .mh_high = result.high,
	                                .mh_statistic = result.statistic,
	                                .mh_p = result.p,
	                                .breslow_day_p = result.breslow_day_p};
	out->p = segbias_hypergeometric_two_sided(all.a, all.a + all.c, all.a + all.b + all.c + all.d, all.a + all.b);
}

static enum segbias_status cross(struct crossing *c, struct segbias_findings *findings, struct segbias_error *error)
{
	size_t cells = c->attribute->value_count * c->stratifier->value_count;
	c->drawn = calloc(cells + 1, sizeof *c->drawn);
	c->base = calloc(cells + 1, sizeof *c->base);
	c->strata = calloc(c->stratifier->value_count + 1, sizeof *c->strata);
	bool ok = c->drawn && c->base && c->strata;
	if (ok) {
		read_base(c);
		read_drawn(c);
	}
	for (size_t v = 0; ok && v < c->attribute->value_count; v++)
		measure(c, v, &findings->simpsons[findings->simpson_count++]);
	free(c->drawn);
	free(c->base);
	free(c->strata);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* A reversal: the crude odds ratio is shown to differ from 1, and within the strata it lies on the other side. */
static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t count = findings->simpson_count;
	double *p = calloc(count + 1, sizeof *p);
	bool *whole = calloc(count + 1, sizeof *whole);
	for (size_t i = 0; p && whole && i < count; i++) {
		p[i] = findings->simpsons[i].p;
		whole[i] = findings->simpsons[i].segment.bytes == NULL;
	}
	bool ok = p && whole && segbias_families_adjust(p, whole, count, policy->control, p);
	for (size_t i = 0; ok && i < count; i++) {
		struct segbias_simpson *row = &findings->simpsons[i];
		row->q = p[i];
		row->reversal = row->q <= policy->alpha && ((row->odds_ratio < 1 && row->mh_odds_ratio > 1) ||
		                                            (row->odds_ratio > 1 && row->mh_odds_ratio < 1));
	}
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
	    segbias_tally_clusters(input->campaign) || input->policy->deff > 0)
		return SEGBIAS_OK;
	findings->simpsons = segbias_arena_array(&findings->arena, count_rows(input), sizeof *findings->simpsons);
	if (!findings->simpsons)
		return segbias_error_memory(error);
	for (size_t g = 0; g < input->group_count; g++)
		for (size_t i = 0; i < matching->attribute_count; i++)
			for (size_t j = 0; j < matching->attribute_count; j++) {
				struct crossing c = {.input = input,
				                     .group = &input->groups[g],
				                     .attribute = &matching->attributes[i],
				                     .stratifier = &matching->attributes[j]};
				if (i == j || !segbias_match_pair(input->reference, c.attribute, c.stratifier))
					continue;
				enum segbias_status status = cross(&c, findings, error);
				if (status != SEGBIAS_OK)
					return status;
			}
	return judge(input->policy, findings, error);
}
