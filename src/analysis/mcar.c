/* Question: are the numbers of the campaign missing completely at random? Little's test of its numeric columns. Of single
 * records without weights only. */
#include "analysis/analysis.h"

#include "base/memory.h"

#include "tally/patterns.h"

#include <math.h>
#include <stdlib.h>

/* Of a finding, in standard deviations. */
static const double GAP_LEAST = 0.1;

/* The patterns as the test takes them. */
struct patterns {
	struct segbias_mcar_pattern *list; /* [count] */
	bool *observed;                    /* [count * columns] */
	double *means;                     /* [count * columns] */
	double *scatters;                  /* [count * columns * columns] */
};

static bool read(const struct segbias_patterns *tally, struct patterns *p)
{
	size_t count = segbias_patterns_count(tally);
	size_t columns = segbias_patterns_columns(tally);
	p->list = segbias_memory_zeroed(count + 1, sizeof *p->list);
	p->observed = segbias_memory_zeroed(count * columns + 1, sizeof *p->observed);
	p->means = segbias_memory_zeroed(count * columns + 1, sizeof *p->means);
	p->scatters = segbias_memory_zeroed(count * columns * columns + 1, sizeof *p->scatters);
	bool ok = p->list && p->observed && p->means && p->scatters;
	for (size_t i = 0; i < count && ok; i++) {
		uint32_t bits = 0;
		double *mean = &p->means[i * columns];
		double *scatter = &p->scatters[i * columns * columns];
		bool *observed = &p->observed[i * columns];
		ok = segbias_patterns_read(tally, i, &bits, &p->list[i].count, mean, scatter);
		for (size_t c = 0; c < columns; c++)
			observed[c] = bits >> c & 1;
		p->list[i].observed = observed;
		p->list[i].mean = mean;
		p->list[i].scatter = scatter;
	}
	return ok;
}

static void release(struct patterns *p)
{
	free(p->list);
	free(p->observed);
	free(p->means);
	free(p->scatters);
	*p = (struct patterns){0};
}

/* Sums of one number over the records that have, or lack, another one. */
struct half {
	double n, sum, square;
};

static void add_half(struct half *half, const struct segbias_mcar_pattern *pattern, size_t column, size_t columns)
{
	half->n += pattern->count;
	half->sum += pattern->count * pattern->mean[column];
	half->square += pattern->scatter[column * columns + column] +
	                pattern->count * pattern->mean[column] * pattern->mean[column];
}

/* The gap of `of` between records with and without `without`, in standard deviations; NaN: too few. */
static double gap_between(const struct segbias_mcar_pattern *patterns, size_t count, size_t columns,
                          const size_t pair[2], double least)
{
	struct half with = {0};
	struct half without = {0};
	for (size_t i = 0; i < count; i++)
		if (patterns[i].observed[pair[0]])
			add_half(patterns[i].observed[pair[1]] ? &with : &without, &patterns[i], pair[0], columns);
	double n = with.n + without.n;
	double mean = (with.sum + without.sum) / n;
	double variance = (with.square + without.square) / n - mean * mean;
	if (with.n < least || without.n < least || !(variance > 0))
		return NAN;
	return fabs(with.sum / with.n - without.sum / without.n) / sqrt(variance);
}

static void find_gap(const struct segbias_analysis_input *input, const struct segbias_mcar_pattern *patterns,
                     size_t count, struct segbias_mcar_finding *out)
{
	size_t columns = out->column_count;
	out->gap = NAN;
	for (size_t of = 0; of < columns; of++)
		for (size_t without = 0; without < columns; without++) {
			double gap =
			    gap_between(patterns, count, columns, (size_t[]){of, without}, input->policy->min_n);
			if (of == without || isnan(gap) || !(isnan(out->gap) || gap > out->gap))
				continue;
			out->gap = gap;
			out->gap_of = out->columns[of];
			out->gap_without = out->columns[without];
		}
}

static void note_nothing(const struct segbias_analysis_input *input, struct segbias_findings *findings)
{
	struct segbias_error *note = segbias_notes_add(
	    &findings->notes, "mcar_undefined",
	    "whether numbers are missing completely at random could not be tested: a numeric column is constant, or "
	    "others determine it, or too little is known of them together");
	segbias_error_place(note, input->campaign_path, 1, 0);
	segbias_error_hint(note, "--numeric A,B names the columns to test");
}

static enum segbias_status keep(const struct segbias_analysis_input *input, const struct patterns *p, size_t count,
                                const struct segbias_mcar *result, struct segbias_findings *findings)
{
	struct segbias_mcar_finding *out = &findings->mcar;
	size_t columns = segbias_patterns_columns(segbias_tally_patterns(input->campaign));
	out->columns = segbias_arena_array(&findings->arena, columns, sizeof *out->columns);
	if (!out->columns)
		return SEGBIAS_SYSTEM;
	out->column_count = columns;
	for (size_t i = 0; i < columns; i++)
		out->columns[i] = input->matching->numbers[i].name;
	out->patterns = result->patterns;
	out->statistic = result->statistic;
	out->df = result->df;
	out->p = result->p;
	find_gap(input, p->list, count, out);
	/* Certainty by the test, size by how far the records that lack a number are from the others. */
	out->finding = out->p <= input->policy->alpha && out->gap >= GAP_LEAST;
	return SEGBIAS_OK;
}

enum segbias_status segbias_analyse_mcar(const struct segbias_analysis_input *input, struct segbias_findings *findings,
                                         struct segbias_error *error)
{
	const struct segbias_patterns *tally = segbias_tally_patterns(input->campaign);
	enum segbias_status status = SEGBIAS_OK;
	struct patterns p = {0};
	struct segbias_mcar result;
	if (!tally || segbias_patterns_count(tally) < 2 || input->weighted || segbias_tally_clusters(input->campaign) ||
	    input->policy->deff > 0 || input->policy->publish > 0)
		return SEGBIAS_OK;
	size_t count = segbias_patterns_count(tally);
	if (!read(tally, &p) || !segbias_mcar(p.list, count, segbias_patterns_columns(tally), &result))
		status = segbias_error_memory(error);
	else if (!isfinite(result.p))
		note_nothing(input, findings);
	else if (keep(input, &p, count, &result, findings) != SEGBIAS_OK)
		status = segbias_error_memory(error);
	release(&p);
	return status;
}
