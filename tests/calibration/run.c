/* A scenario at work: what is true of it, and what the library finds in a replicate. */
#include "calibrate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the truth ---------------------------------------------------------------------------------------------------------- */

static bool set_reference(struct world *world)
{
	double sum = 0;
	while (world->cells < CELLS_MAX && world->truth->shares[world->cells])
		sum += world->truth->shares[world->cells++];
	for (size_t i = 0; i < world->cells; i++)
		world->reference[i] = world->truth->shares[i] / sum;
	return world->cells > 1;
}

/* What the given ratios leave is shared as the reference shares it. */
static bool set_shares(const struct world *world, const struct part *part, double *share)
{
	double left = 1;
	double others = 0;
	for (size_t i = 0; i < world->cells; i++) {
		left -= share[i] = part->ratio[i] * world->reference[i];
		others += part->ratio[i] > 0 ? 0 : world->reference[i];
	}
	for (size_t i = 0; i < world->cells && others > 0; i++)
		share[i] = part->ratio[i] > 0 ? share[i] : world->reference[i] / others * left;
	return others > 0 ? left > 0 : fabs(left) < 1e-9;
}

static bool set_segments(struct world *world)
{
	const struct part *parts = world->truth->parts;
	size_t count = 0;
	for (size_t i = 0; i < PARTS_MAX; i++)
		count += parts[i].segments;
	world->segments = calloc(count, sizeof *world->segments);
	if (!world->segments)
		return false;
	for (size_t i = 0; i < PARTS_MAX; i++) {
		for (unsigned j = 0; j < parts[i].segments; j++) {
			struct segment *segment = &world->segments[world->segment_count++];
			segment->n = parts[i].n;
			if (!set_shares(world, &parts[i], segment->share))
				return false;
		}
	}
	return count > 0;
}

static void set_sizes(struct world *world)
{
	double parts = 0;
	double records = 0;
	unsigned largest = 0;
	for (size_t i = 0; i < world->cells; i++)
		parts += world->truth->shares[i];
	for (size_t i = 0; i < world->segment_count; i++) {
		records += world->segments[i].n;
		largest = largest > world->segments[i].n ? largest : world->segments[i].n;
	}
	world->respondents =
	    world->kind->respondents ? world->kind->respondents : (unsigned)lround(world->kind->size * largest);
	if (world->kind->form == REFERENCE_BASE)
		world->scale = (unsigned)ceil(world->kind->size * records / parts - 1e-9);
}

/* n is what the library says is needed, seen at the true shares in few records. */
static bool set_power(struct world *world)
{
	struct replicate first = {0};
	if (!world->truth->power)
		return true;
	double needed = NAN;
	if (simulate_expected(world) && replicate_run(world, &first) && first.observed_count)
		needed = first.observed[0].value->n_needed;
	replicate_release(&first);
	if (!(needed > 0 && needed < 1e6))
		return false;
	struct segment *segment = &world->segments[0];
	segment->n = (unsigned)needed;
	world->power = power_of_exact_test(segment->n, segment->share[0], world->reference[0]);
	return true;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The size that the text says would settle half, as many times the first run's; which groups are unclear in that. */
static bool take_settling(struct world *world, const struct replicate *first)
{
	double *times = calloc(first->observed_count + 1, sizeof *times);
	size_t count = 0;
	world->unclear = calloc(first->observed_count + 1, sizeof *world->unclear);
	bool ok = times && world->unclear;
	world->unclear_count = first->observed_count;
	for (size_t i = 0; ok && i < first->observed_count; i++) {
		const struct segbias_value_finding *value = first->observed[i].value;
		world->unclear[i] = value->verdict == SEGBIAS_VERDICT_UNCLEAR;
		if (world->unclear[i])
			times[count++] =
			    isnan(value->n_settling) ? INFINITY : fmax(1, value->n_settling / world->segments[0].n);
	}
	ok = ok && count > 0;
	if (ok)
		qsort(times, count, sizeof *times, compare_doubles);
	double half = ok ? times[(count - 1) / 2] : NAN;
	for (size_t i = 0; ok && i < world->segment_count; i++)
		world->segments[i].n = (unsigned)lround(half * world->segments[i].n);
	free(times);
	return ok && isfinite(half);
}

/* Segments of one size, seen at the true shares. */
static bool set_settling(struct world *world)
{
	struct replicate first = {0};
	if (!world->truth->settles)
		return true;
	bool ok = simulate_expected(world) && replicate_run(world, &first) && take_settling(world, &first);
	replicate_release(&first);
	return ok;
}

/* The first value's true share is what the plan says is told. */
static bool set_planned(struct world *world)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	struct segbias_options options = world->kind->options;
	char people[16];
	if (!world->truth->planned)
		return true;
	(void)snprintf(people, sizeof people, "%u", world->segments[0].n);
	options.plan = people;
	bool ok = simulate_files(world) &&
	          segbias_plan(NULL, world->reference_path, &options, &findings, &error) == SEGBIAS_OK;
	if (!ok)
		(void)fprintf(stderr, "calibrate: %s; %s\n", error.message, error.hint);
	ok = ok && findings->planned_count > 0 && findings->planned[0].detectable_over > 0;
	if (ok) {
		struct part part = world->truth->parts[0];
		part.ratio[0] = findings->planned[0].detectable_over / 100;
		ok = set_shares(world, &part, world->segments[0].share);
	}
	segbias_findings_free(findings);
	return ok;
}

bool world_init(struct world *world, const struct scenario *scenario, const char *name, uint32_t seed,
                const char *folder)
{
	*world = (struct world){.kind = scenario->kind, .truth = scenario->truth, .power = NAN};
	(void)snprintf(world->campaign_path, sizeof world->campaign_path, "%s/campaign.csv", folder);
	(void)snprintf(world->reference_path, sizeof world->reference_path, "%s/reference.csv", folder);
	world->random = gsl_rng_alloc(gsl_rng_mt19937);
	/* FNV-1a of seed and name: a scenario alone has the numbers that it has among all. */
	uint32_t hash = 0x811C9DC5U ^ seed;
	for (const char *c = name; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 0x01000193U;
	gsl_rng_set(world->random, hash);
	if (!set_reference(world) || !set_segments(world)) {
		(void)fprintf(stderr, "calibrate: the shares of %s do not sum to 1\n", name);
		return false;
	}
	set_sizes(world);
	return set_power(world) && set_planned(world) && set_settling(world);
}

void world_release(struct world *world)
{
	gsl_rng_free(world->random);
	free(world->segments);
	free(world->unclear);
}

/* --- what was found ----------------------------------------------------------------------------------------------------- */

/* Of "s012", "v012" and "b012". */
static size_t number_of(struct segbias_label label)
{
	size_t number = 0;
	for (size_t i = 1; i < label.size; i++)
		number = number * 10 + (size_t)(label.bytes[i] - '0');
	return number;
}

/* The true share, and the reference's, of a value of either attribute. */
static void add_share(const struct world *world, const double *share, struct segbias_label value, double out[2])
{
	size_t width = value.bytes[0] == 'b' ? world->truth->coarse : 1;
	size_t first = number_of(value) * width;
	for (size_t i = first; i < first + width && i < world->cells; i++) {
		out[0] += share[i];
		out[1] += world->reference[i];
	}
}

/* Shares are over the values that the reference has: a sample may lack one. */
static void observe(const struct world *world, const struct segbias_comparison *comparison, struct replicate *out)
{
	const double *share = world->segments[comparison->segment.bytes ? number_of(comparison->segment) : 0].share;
	double all[2] = {0};
	for (size_t i = 0; i < comparison->value_count; i++)
		add_share(world, share, comparison->values[i].value, all);
	for (size_t i = 0; i < comparison->value_count; i++) {
		double own[2] = {0};
		add_share(world, share, comparison->values[i].value, own);
		out->observed[out->observed_count++] =
		    (struct observed){&comparison->values[i], own[0] / all[0], own[0] / all[0] / (own[1] / all[1]),
		                      world->unclear && out->observed_count < world->unclear_count &&
		                          world->unclear[out->observed_count]};
	}
}

static bool observe_all(const struct world *world, struct replicate *out)
{
	const struct segbias_findings *findings = out->findings;
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		count += findings->comparisons[i].value_count;
	out->observed = calloc(count + 1, sizeof *out->observed);
	if (!out->observed)
		return false;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		/* The whole campaign is a mixture of the segments: it counts where it is the only one. */
		if (comparison->tested && (comparison->segment.bytes || world->segment_count == 1))
			observe(world, comparison, out);
	}
	return true;
}

/* A drawn value may happen to be the sum of all others. That it is a group is known here. */
static const char *groups_of(const struct world *world, char out[static 8 * CELLS_MAX])
{
	int size = snprintf(out, 8 * CELLS_MAX, "kind=");
	for (size_t cell = 0; cell < world->cells; cell++)
		size += snprintf(out + size, 8 * CELLS_MAX - (size_t)size, "%sv%03zu", cell ? "," : "", cell);
	return out;
}

bool replicate_run(const struct world *world, struct replicate *out)
{
	*out = (struct replicate){.world = world};
	struct segbias_error error = {0};
	struct segbias_options options = world->kind->options;
	char seed[16];
	/* The library's own random numbers differ from replicate to replicate, too. */
	(void)snprintf(seed, sizeof seed, "%lu", gsl_rng_get(world->random));
	options.seed = seed;
	options.segment = world->segment_count == 1 ? "none" : "segment";
	options.control = world->truth->control;
	options.min_n = world->truth->min_n;
	char groups[8 * CELLS_MAX];
	const char *const within[] = {groups_of(world, groups)};
	if (world->kind->form == REFERENCE_EXACT || world->kind->form == REFERENCE_COUNTS ||
	    world->kind->form == REFERENCE_BASE)
		options.within = (struct segbias_strings){within, 1};
	const char *reference = world->kind->eligible ? NULL : world->reference_path;
	if (segbias_compare(world->campaign_path, reference, &options, &out->findings, &error) != SEGBIAS_OK) {
		(void)fprintf(stderr, "calibrate: %s; %s\n", error.message, error.hint);
		return false;
	}
	if (world->kind->spoil)
		world->kind->spoil(out->findings);
	return observe_all(world, out);
}

void replicate_release(struct replicate *replicate)
{
	segbias_findings_free(replicate->findings);
	free(replicate->observed);
}
