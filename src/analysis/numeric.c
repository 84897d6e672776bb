/* Question: how do the numeric columns differ that both microdata files have? Means, standardised differences, and the
 * distance of the distributions. A finding needs certainty (q of Kolmogorov and Smirnov's p) and size: a standardised
 * difference or a KS distance of at least 0.1. */
#include "analysis/analysis.h"
#include "analysis/masses.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static const double SIZE_LEAST = 0.1;

/* One side: its summary and its masses in the bins of both. */
struct distribution {
	struct segbias_numeric_summary summary;
	struct segbias_masses masses;
	double spread;  /* mean size of the values */
	double largest; /* share of the largest of them */
};

static void release(struct distribution *d)
{
	segbias_masses_release(&d->masses);
	*d = (struct distribution){0};
}

static bool read(const struct segbias_numeric *numeric, uint32_t group, unsigned bits, struct distribution *d)
{
	bool ok = segbias_masses_read(numeric, group, bits, &d->masses) &&
	          segbias_numeric_summarise(numeric, group, &d->summary);
	double all = 0;
	for (size_t i = 0; i < d->masses.count; i++) {
		const struct segbias_mass *mass = &d->masses.list[i];
		all += mass->weight;
		d->spread += mass->weight * fabs(mass->value);
		d->largest = fmax(d->largest, mass->weight);
	}
	d->spread = all > 0 ? d->spread / all : NAN;
	d->largest = all > 0 ? d->largest / all : NAN;
	return ok;
}

/* Kolmogorov's limit holds for independent records; of weights and repeated people there is no p. */
static double ks_p(const struct segbias_analysis_input *input, double ks, double n, double m)
{
	if (input->weighted || input->reference_weighted || segbias_tally_clusters(input->campaign) ||
	    segbias_tally_clusters(input->reference))
		return NAN;
	/* --min-n is about records, whatever they are worth. */
	if (!(n >= input->policy->min_n))
		return NAN;
	if (input->policy->deff > 0)
		n /= input->policy->deff;
	/* A base is taken like everybody: the segment can only vary less. */
	return segbias_ks_p(ks, n, input->kind == SEGBIAS_KIND_SAMPLE ? m : INFINITY);
}

static void measure(const struct segbias_analysis_input *input, const struct distribution *mine,
                    const struct distribution *theirs, double half_bin, struct segbias_numeric_finding *out)
{
	const struct segbias_numeric_summary *a = &mine->summary;
	const struct segbias_numeric_summary *b = &theirs->summary;
	struct segbias_distribution_distance distance;
	segbias_distribution_distance(mine->masses.list, mine->masses.count, theirs->masses.list, theirs->masses.count,
	                              &distance);
	out->n = input->weighted ? a->weight : (double)a->count;
	out->mean = a->mean;
	out->sd = a->sd;
	out->reference_mean = b->mean;
	out->reference_sd = b->sd;
	double gap = a->mean - b->mean;
	double pooled = sqrt((a->sd * a->sd + b->sd * b->sd) / 2);
	out->smd = b->sd > 0 ? gap / b->sd : NAN;
	out->smd_pooled = pooled > 0 ? gap / pooled : NAN;
	out->ks = distance.ks;
	out->wasserstein = distance.wasserstein;
	out->ks_p = ks_p(input, distance.ks, (double)a->count, (double)b->count);
	out->ks_error = out->exact ? 0 : fmin(mine->largest, theirs->largest);
	/* Every value lies within half a bin of where it is taken to be. */
	out->wasserstein_error = out->exact ? 0 : half_bin * (mine->spread + theirs->spread);
	out->finding = fabs(out->smd) >= SIZE_LEAST || out->ks >= SIZE_LEAST;
}

static enum segbias_status compare(const struct segbias_analysis_input *input, const struct segbias_group *group,
                                   size_t index, struct segbias_numeric_finding *out, struct segbias_error *error)
{
	const struct segbias_number *number = &input->matching->numbers[index];
	const struct segbias_numeric *mine = segbias_tally_number(input->campaign, index);
	const struct segbias_numeric *theirs = segbias_tally_number(input->reference, number->reference);
	unsigned bits = segbias_numeric_bits(mine);
	bits = segbias_numeric_bits(theirs) < bits ? segbias_numeric_bits(theirs) : bits;
	uint32_t id = segbias_group_is_whole(group) ? SEGBIAS_NUMERIC_WHOLE : group->id;
	struct distribution a = {0};
	struct distribution b = {0};
	*out = (struct segbias_numeric_finding){
	    .segment = group->label, .column = number->name, .ks_q = NAN, .exact = bits == SEGBIAS_NUMERIC_EXACT};
	bool ok = read(mine, id, bits, &a) && read(theirs, SEGBIAS_NUMERIC_WHOLE, bits, &b);
	if (ok) {
		measure(input, &a, &b, ldexp(1, -(int)bits - 1), out);
		out->missing = (double)group->rows - (double)a.summary.count;
	}
	release(&a);
	release(&b);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t count = findings->numeric_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	bool *whole = segbias_memory_zeroed(count + 1, sizeof *whole);
	for (size_t i = 0; p && whole && i < count; i++) {
		p[i] = findings->numerics[i].ks_p;
		whole[i] = findings->numerics[i].segment.bytes == NULL;
	}
	bool ok = p && whole && segbias_families_adjust(p, whole, count, policy->control, p);
	for (size_t i = 0; ok && i < count; i++) {
		findings->numerics[i].ks_q = p[i];
		findings->numerics[i].finding = findings->numerics[i].finding && p[i] <= policy->alpha;
	}
	free(p);
	free(whole);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_analyse_numeric(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	if (input->policy->publish > 0) /* a mean tells of single people, too */
		return SEGBIAS_OK;
	findings->numerics = segbias_arena_array(&findings->arena, matching->number_count * input->group_count,
	                                         sizeof *findings->numerics);
	if (!findings->numerics)
		return segbias_error_memory(error);
	for (size_t g = 0; g < input->group_count; g++)
		for (size_t i = 0; i < matching->number_count; i++) {
			if (matching->numbers[i].reference == SIZE_MAX)
				continue;
			enum segbias_status status =
			    compare(input, &input->groups[g], i, &findings->numerics[findings->numeric_count++], error);
			if (status != SEGBIAS_OK)
				return status;
		}
	return judge(input->policy, findings, error);
}
