/* Question: for whom is a column missing more often than for others? Against the segment and every attribute, in the whole
 * campaign. A finding needs certainty and size: q of the column's test, and a group whose rate differs from that of all
 * others by five points and whose own test holds after allowing for the table's values. Where people repeat, a design
 * effect is declared or segments overlap, chi-squared would be too sure: the column's p is then the smallest of its groups,
 * times their number. */
#include "analysis/publish.h"
#include "analysis/rates.h"

#include "base/memory.h"
#include "findings/withhold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Five points, but for the rounding of the rates. */
static const double GAP_LEAST = 0.05 - 1e-12;

/* One table: missing and known records by value. */
struct crossing {
	const struct segbias_analysis_input *input;
	const struct segbias_tracked *tracked;
	const struct segbias_attribute *attribute; /* NULL: the segment */
	const struct segbias_label *labels;        /* [values] */
	double *table;                             /* [2 * values]: missing, then known */
	double *total;                             /* [values] */
	double *p;                                 /* [values] against all others; NaN: none */
	struct segbias_cell *doubt;                /* [values] what is hidden or rounded of `total` */
	size_t values;
	double missing, all;
	struct segbias_rates rates; /* of the column, by these values */
	bool by_group;              /* no chi-squared */
};

static uint32_t id_of(const struct crossing *c, size_t v)
{
	return c->attribute ? (uint32_t)(SEGBIAS_ID_FIRST + v) : c->input->groups[v + 1].id;
}

static bool overlapping(const struct crossing *c)
{
	return !c->attribute && c->input->matching->segment_mode == SEGBIAS_SEGMENT_FLAGS;
}

static void read_table(struct crossing *c)
{
	const struct segbias_analysis_input *input = c->input;
	uint32_t by = c->attribute ? c->attribute->column : input->matching->segment_column;
	const struct segbias_table *whole = segbias_tally_table(input->campaign, &by, 1);
	c->missing = c->all = 0;
	for (size_t v = 0; v < c->values; v++) {
		uint32_t id = id_of(c, v);
		c->doubt[v] = segbias_tally_cell(whole, &id, 1);
		c->total[v] = (double)c->doubt[v].count;
		c->table[v] = (double)segbias_tally_absent(input->campaign, c->tracked->column, by, id);
		c->table[c->values + v] = c->total[v] - c->table[v];
		c->missing += c->table[v];
		c->all += c->total[v];
	}
}

/* Segments that may overlap: each against all records that are not in it. */
static void read_members(struct crossing *c)
{
	const struct segbias_analysis_input *input = c->input;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, c->tracked->column);
	for (size_t v = 0; v <= c->values; v++) {
		const struct segbias_group *group = &input->groups[v];
		double missing = (double)segbias_group_cell(&tables, group, SEGBIAS_ID_MISSING).count;
		*(v == 0 ? &c->missing : &c->table[v - 1]) = missing;
		*(v == 0 ? &c->all : &c->total[v - 1]) = (double)group->rows;
	}
}

/* p[values]. */
static void compare_groups(struct crossing *c)
{
	for (size_t v = 0; v < c->values; v++) {
		double others = c->all - c->total[v];
		c->p[v] = NAN;
		if (!(c->total[v] > 0 && others > 0))
			continue;
		uint32_t id = id_of(c, v);
		struct segbias_rate mine = segbias_rate_of(&c->rates, 0, id, false, c->table[v], c->total[v]);
		struct segbias_rate rest = segbias_rate_of(&c->rates, 0, id, true, c->missing - c->table[v], others);
		c->p[v] = segbias_rates_differ(c->input->policy, &mine, &rest);
	}
}

/* k of n records where those of the value's k and of its other n - k are as few, or as many, as the doubt leaves. */
struct ends {
	double k, n;
};

static struct ends move(double k, double n, const struct segbias_cell *doubt, bool fewer)
{
	double mine = fewer ? fmax(0, k - doubt->below) : k + doubt->above;
	double others = fewer ? n - k + doubt->above : fmax(0, n - k - doubt->below);
	return (struct ends){mine, mine + others};
}

/* Whether the group differs as much, and as surely, wherever hidden and rounded figures lie. */
static bool stays(const struct crossing *c, size_t v, bool more, double alpha)
{
	struct segbias_cell others = {0};
	for (size_t u = 0; u < c->values; u++)
		if (u != v)
			segbias_cell_add_doubt(&others, &c->doubt[u]);
	if (!(c->doubt[v].below + c->doubt[v].above + others.below + others.above > 0))
		return true;
	struct ends mine = move(c->table[v], c->total[v], &c->doubt[v], more);
	struct ends rest = move(c->missing - c->table[v], c->all - c->total[v], &others, !more);
	if (!(mine.n > 0 && rest.n > 0))
		return false;
	double gap = (mine.k / mine.n - rest.k / rest.n) * (more ? 1 : -1);
	struct segbias_rate first = segbias_rate_of(&c->rates, 0, id_of(c, v), false, mine.k, mine.n);
	struct segbias_rate second = segbias_rate_of(&c->rates, 0, id_of(c, v), true, rest.k, rest.n);
	return gap >= GAP_LEAST && segbias_rates_differ(c->input->policy, &first, &second) <= alpha;
}

/* The group whose rate differs most, of those whose own test holds. Of two groups both differ as much: the one that
 * is missing more. */
static void find_group(const struct crossing *c, struct segbias_missingness *out)
{
	double alpha = c->input->policy->alpha / (double)c->values;
	double most = GAP_LEAST;
	for (size_t v = 0; v < c->values; v++) {
		double others = c->all - c->total[v];
		if (!(c->total[v] > 0 && others > 0))
			continue;
		double rate = c->table[v] / c->total[v];
		double rest = (c->missing - c->table[v]) / others;
		double gap = fabs(rate - rest);
		if (gap < most || (gap == most && rate < rest) || !(c->p[v] <= alpha) ||
		    !stays(c, v, rate > rest, alpha))
			continue;
		most = gap;
		out->value = c->labels[v];
		out->rate = rate;
		out->rest = rest;
	}
}

static double expected_min(const struct crossing *c)
{
	double least = INFINITY;
	for (size_t v = 0; v < c->values; v++)
		if (c->total[v] > 0)
			least = fmin(least, c->total[v] * fmin(c->missing, c->all - c->missing) / c->all);
	return least;
}

static bool measure_table(const struct crossing *c, struct segbias_missingness *out)
{
	struct segbias_homogeneity_query query = {.n = c->missing};
	struct segbias_association result;
	segbias_association(c->table, 2, c->values, &result);
	out->chi2 = result.chi2;
	out->df = result.df;
	out->p = result.p;
	out->v = result.v;
	if (!isfinite(result.p) || expected_min(c) >= SEGBIAS_EXPECTED_LEAST)
		return true;
	query.chi2 = result.chi2;
	struct segbias_monte_carlo draws =
	    segbias_monte_carlo_of(c->input->policy->seed, c->tracked->name, out->against);
	double *total = segbias_memory_zeroed(c->values + 1, sizeof *total);
	if (total && c->attribute)
		segbias_values_drawn(c->attribute, c->total, total);
	else if (total)
		memcpy(total, c->total, c->values * sizeof *total);
	bool ok = total && segbias_homogeneity_monte_carlo(total, c->values, &query, 1, &draws);
	out->p = query.p;
	free(total);
	return ok;
}

/* The smallest p of a group, of as many as have one. */
static double least_p(const struct crossing *c)
{
	double least = NAN;
	double count = 0;
	for (size_t v = 0; v < c->values; v++) {
		least = fmin(least, c->p[v]);
		count += !isnan(c->p[v]);
	}
	return fmin(least * count, isnan(least) ? NAN : 1);
}

static bool measure(const struct crossing *c, struct segbias_missingness *out)
{
	*out = (struct segbias_missingness){
	    .column = c->tracked->name, .chi2 = NAN, .df = NAN, .p = NAN, .q = NAN, .v = NAN, .rate = NAN, .rest = NAN};
	if (c->attribute)
		out->against = c->attribute->name;
	if (c->by_group)
		out->p = least_p(c);
	else if (!measure_table(c, out))
		return false;
	if (isfinite(out->p))
		find_group(c, out);
	return true;
}

/* How precise the rates are. */
static enum segbias_status measure_rates(struct crossing *c, struct segbias_error *error)
{
	const struct segbias_analysis_input *input = c->input;
	size_t ids = (size_t)segbias_tally_labels(input->campaign, c->tracked->column) + SEGBIAS_ID_FIRST + 1;
	uint32_t *value_of = segbias_memory_zeroed(ids, sizeof *value_of);
	struct segbias_contrast_query query = {.column = c->tracked->column,
	                                       .value_of = value_of,
	                                       .ids = ids,
	                                       .missing = true,
	                                       .by = c->attribute ? c->attribute->column : SEGBIAS_NO_FIELD,
	                                       .parts = (uint32_t)c->values,
	                                       .segmented = !overlapping(c)};
	if (!value_of)
		return segbias_error_memory(error);
	value_of[SEGBIAS_ID_MISSING] = 1;
	/* A record with several answers is known once. */
	for (size_t id = SEGBIAS_ID_FIRST;
	     id < ids && segbias_tally_separator(input->campaign, c->tracked->column).bytes; id++)
		value_of[id] = UINT32_MAX;
	enum segbias_status status = segbias_rates_create(input, &query, &c->rates, error);
	free(value_of);
	return status;
}

/* --publish: a row of a column of which counts are withheld, whether or not the segments have something missing, and
 * something known: that would tell of them. */
static void add_withheld(const struct crossing *c, struct segbias_findings *findings)
{
	struct segbias_missingness *row = &findings->missingness[findings->missingness_count++];
	*row = (struct segbias_missingness){.column = c->tracked->name};
	segbias_missingness_withhold(row);
}

/* Adds the row of one table, where something is missing and something known. */
static enum segbias_status cross(struct crossing *c, struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	c->rates = (struct segbias_rates){0};
	c->by_group = segbias_tally_clusters(c->input->campaign) || c->input->policy->deff > 0 || overlapping(c);
	c->table = segbias_memory_zeroed(2 * c->values + 1, sizeof *c->table);
	c->total = segbias_memory_zeroed(c->values + 1, sizeof *c->total);
	c->p = segbias_memory_zeroed(c->values + 1, sizeof *c->p);
	c->doubt = segbias_memory_zeroed(c->values + 1, sizeof *c->doubt);
	if (!c->table || !c->total || !c->p || !c->doubt)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (overlapping(c))
		read_members(c);
	else
		read_table(c);
	if (c->missing > 0 && c->missing < c->all) {
		SEGBIAS_TRY(measure_rates(c, error));
		compare_groups(c);
		struct segbias_missingness *row = &findings->missingness[findings->missingness_count++];
		if (!measure(c, row))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
done:
	segbias_rates_release(&c->rates);
	free(c->table);
	free(c->total);
	free(c->p);
	free(c->doubt);
	return status;
}

static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t count = findings->missingness_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	for (size_t i = 0; p && i < count; i++)
		p[i] = findings->missingness[i].withheld ? 1 : findings->missingness[i].p;
	bool ok = p && segbias_adjust(p, count, policy->control, p);
	for (size_t i = 0; ok && i < count; i++) {
		struct segbias_missingness *row = &findings->missingness[i];
		if (row->withheld)
			continue;
		row->q = p[i];
		row->finding = row->q <= policy->alpha && row->value.bytes;
		/* For whom it differs is a part of a finding, and nothing without one. */
		if (!row->finding) {
			row->value = (struct segbias_label){0};
			row->rate = row->rest = NAN;
		}
	}
	free(p);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_analyse_missingness(const struct segbias_analysis_input *input,
                                                struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	struct segbias_label *segments = NULL;
	segments = segbias_memory_zeroed(input->group_count + 1, sizeof *segments);
	findings->missingness = segbias_arena_array(
	    &findings->arena, matching->tracked_count * (matching->attribute_count + 1), sizeof *findings->missingness);
	if (!segments || !findings->missingness)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 1; i < input->group_count; i++)
		segments[i - 1] = input->groups[i].label;
	for (size_t i = 0; i < matching->tracked_count; i++) {
		struct crossing c = {.input = input, .tracked = &matching->tracked[i]};
		if (matching->segment_mode != SEGBIAS_SEGMENT_NONE) {
			c.labels = segments;
			c.values = input->group_count - 1;
			if (segbias_publishing_shows_all(findings, c.tracked->column))
				SEGBIAS_TRY(cross(&c, findings, error));
			else
				add_withheld(&c, findings);
		}
		for (size_t j = 0; j < matching->attribute_count; j++) {
			c.attribute = &matching->attributes[j];
			c.labels = c.attribute->values;
			c.values = c.attribute->value_count;
			/* What is missing of each value is in no table that is published. */
			if (!(input->policy->publish > 0) && !c.attribute->dropped && !c.attribute->multi &&
			    c.attribute->column != c.tracked->column)
				SEGBIAS_TRY(cross(&c, findings, error));
		}
	}
	SEGBIAS_TRY(judge(input->policy, findings, error));
done:
	free(segments);
	return status;
}
