/* Question: are the numbers of the campaign missing completely at random? Little's test of its numeric columns. Of single
 * records without weights only. */
#include "analysis/analysis.h"

#include "tally/patterns.h"

#include <math.h>
#include <stdlib.h>

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
	p->list = calloc(count + 1, sizeof *p->list);
	p->observed = calloc(count * columns + 1, sizeof *p->observed);
	p->means = calloc(count * columns + 1, sizeof *p->means);
	p->scatters = calloc(count * columns * columns + 1, sizeof *p->scatters);
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
}

enum segbias_status segbias_analyse_mcar(const struct segbias_analysis_input *input, struct segbias_findings *findings,
                                         struct segbias_error *error)
{
	const struct segbias_patterns *tally = segbias_tally_patterns(input->campaign);
	struct patterns p = {0};
	struct segbias_mcar result;
	if (!tally || segbias_patterns_count(tally) < 2 || input->weighted || segbias_tally_clusters(input->campaign) ||
	    input->policy->deff > 0)
		return SEGBIAS_OK;
	bool ok = read(tally, &p) &&
	          segbias_mcar(p.list, segbias_patterns_count(tally), segbias_patterns_columns(tally), &result);
	release(&p);
	if (!ok)
		return segbias_error_memory(error);
	if (isfinite(result.p))
		findings->mcar = (struct segbias_mcar_finding){(double)segbias_patterns_columns(tally), result.patterns,
		                                               result.statistic, result.df, result.p};
	return SEGBIAS_OK;
}
