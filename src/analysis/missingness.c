/* Question: for whom is a column missing more often than for others? Against the segment and every attribute, in the whole
 * campaign. A finding needs certainty and size: q of the column's test, and a group whose rate differs from that of all
 * others by five points and whose own exact test holds after allowing for the table's values. Not where people repeat or
 * a design effect is declared: there the plain test is too sure. */
#include "analysis/analysis.h"

#include <math.h>
#include <stdlib.h>

/* Five points, but for the rounding of the rates. */
static const double GAP_LEAST = 0.05 - 1e-12;
static const double EXPECTED_LEAST = 5;

/* One table: missing and known records by value. */
struct crossing {
	const struct segbias_analysis_input *input;
	const struct segbias_tracked *tracked;
	const struct segbias_attribute *attribute; /* NULL: the segment */
	const struct segbias_label *labels;        /* [values] */
	double *table;                             /* [2 * values]: missing, then known */
	double *total;                             /* [values] */
	size_t values;
	double missing, all;
};

static void read_table(struct crossing *c)
{
	const struct segbias_analysis_input *input = c->input;
	uint32_t by = c->attribute ? c->attribute->column : input->matching->segment_column;
	const struct segbias_table *whole = segbias_tally_table(input->campaign, &by, 1);
	c->missing = c->all = 0;
	for (size_t v = 0; v < c->values; v++) {
		uint32_t id = c->attribute ? (uint32_t)(SEGBIAS_ID_FIRST + v) : input->groups[v + 1].id;
		c->total[v] = (double)segbias_tally_cell(whole, &id, 1).count;
		c->table[v] = (double)segbias_tally_absent(input->campaign, c->tracked->column, by, id);
		c->table[c->values + v] = c->total[v] - c->table[v];
		c->missing += c->table[v];
		c->all += c->total[v];
	}
}

/* The group whose rate differs most, of those whose own exact test holds. Of two groups both differ as much: the one that
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
		if (gap < most || (gap == most && rate < rest) ||
		    segbias_hypergeometric_two_sided(c->table[v], c->total[v], c->all, c->missing) > alpha)
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

static bool measure(const struct crossing *c, struct segbias_missingness *out)
{
	struct segbias_association result;
	segbias_association(c->table, 2, c->values, &result);
	*out = (struct segbias_missingness){.column = c->tracked->name,
	                                    .chi2 = result.chi2,
	                                    .df = result.df,
	                                    .p = result.p,
	                                    .q = NAN,
	                                    .v = result.v,
	                                    .rate = NAN,
	                                    .rest = NAN};
	if (c->attribute)
		out->against = c->attribute->name;
	if (!isfinite(result.p))
		return true;
	if (expected_min(c) < EXPECTED_LEAST) {
		struct segbias_homogeneity_query query = {.n = c->missing, .chi2 = result.chi2};
		struct segbias_monte_carlo draws =
		    segbias_monte_carlo_of(c->input->policy->seed, c->tracked->name, out->against);
		if (!segbias_homogeneity_monte_carlo(c->total, c->values, &query, 1, &draws))
			return false;
		out->p = query.p;
	}
	find_group(c, out);
	return true;
}

/* Adds the row of one table, where something is missing and something known. */
static enum segbias_status cross(struct crossing *c, struct segbias_findings *findings, struct segbias_error *error)
{
	c->table = calloc(2 * c->values + 1, sizeof *c->table);
	c->total = calloc(c->values + 1, sizeof *c->total);
	bool ok = c->table && c->total;
	if (ok) {
		read_table(c);
		if (c->missing > 0 && c->missing < c->all)
			ok = measure(c, &findings->missingness[findings->missingness_count++]);
	}
	free(c->table);
	free(c->total);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t count = findings->missingness_count;
	double *p = calloc(count + 1, sizeof *p);
	for (size_t i = 0; p && i < count; i++)
		p[i] = findings->missingness[i].p;
	bool ok = p && segbias_adjust(p, count, policy->control, p);
	for (size_t i = 0; ok && i < count; i++) {
		struct segbias_missingness *row = &findings->missingness[i];
		row->q = p[i];
		row->finding = row->q <= policy->alpha && row->value.bytes;
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
	if (segbias_tally_clusters(input->campaign) || input->policy->deff > 0)
		return SEGBIAS_OK;
	segments = calloc(input->group_count + 1, sizeof *segments);
	findings->missingness = segbias_arena_array(
	    &findings->arena, matching->tracked_count * (matching->attribute_count + 1), sizeof *findings->missingness);
	if (!segments || !findings->missingness)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 1; i < input->group_count; i++)
		segments[i - 1] = input->groups[i].label;
	for (size_t i = 0; i < matching->tracked_count; i++) {
		struct crossing c = {.input = input, .tracked = &matching->tracked[i]};
		if (matching->segment_mode == SEGBIAS_SEGMENT_COLUMN) {
			c.labels = segments;
			c.values = input->group_count - 1;
			SEGBIAS_TRY(cross(&c, findings, error));
		}
		for (size_t j = 0; j < matching->attribute_count; j++) {
			c.attribute = &matching->attributes[j];
			c.labels = c.attribute->values;
			c.values = c.attribute->value_count;
			if (!c.attribute->dropped && !c.attribute->multi && c.attribute->column != c.tracked->column)
				SEGBIAS_TRY(cross(&c, findings, error));
		}
	}
	SEGBIAS_TRY(judge(input->policy, findings, error));
done:
	free(segments);
	return status;
}
