/* Populations of known truth, written as the files that a user would have. */
#include "calibrate.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const double TOTAL = 1e8;      /* of a published table */
static const double TOTAL_CV = 0.005; /* its relative standard error */
static const double PARETO_SHAPE = 1.1;
static const double MOE_Z = 1.645; /* the Bureau's constant */

/* How often a sample meets a value less, and how much more a record of it weighs. */
static double weight_of(enum weighting weighting, size_t cell)
{
	static const double BY_VALUE[] = {0.5, 1, 2};
	if (weighting == WEIGHTS_HEAVY)
		return cell == 0 ? 8 : 1;
	return weighting == WEIGHTS_BY_VALUE ? BY_VALUE[cell % 3] : 1;
}

static size_t draw_cell(const struct world *world, const double *chance)
{
	double left = gsl_rng_uniform(world->random);
	size_t cell = 0;
	while (cell + 1 < world->cells && (left -= chance[cell]) >= 0)
		cell++;
	return cell;
}

/* The chances at which records are met, so that the weighted shares are `share`. */
static void chances_of(const struct world *world, enum weighting weighting, const double *share, double *chance)
{
	double sum = 0;
	for (size_t i = 0; i < world->cells; i++)
		sum += chance[i] = share[i] / weight_of(weighting, i);
	for (size_t i = 0; i < world->cells; i++)
		chance[i] /= sum;
}

static void write_cell(FILE *file, const struct world *world, size_t cell)
{
	(void)fprintf(file, "v%03zu", cell);
	if (world->truth->coarse)
		(void)fprintf(file, ",b%03zu", cell / world->truth->coarse);
}

/* A record's: the cell, or of several values that of a second draw, too. */
static void write_values(FILE *file, const struct world *world, size_t cell, const double *chance)
{
	write_cell(file, world, cell);
	if (!world->kind->multi)
		return;
	size_t second = draw_cell(world, chance);
	if (second != cell)
		(void)fprintf(file, ";v%03zu", second);
}

static const char *attributes_of(const struct world *world)
{
	return world->truth->coarse ? "kind,band" : "kind";
}

static void write_weight(FILE *file, const struct world *world, enum weighting weighting, size_t cell)
{
	if (weighting != UNWEIGHTED)
		(void)fprintf(file, ",%.6g",
		              weight_of(weighting, cell) * exp(gsl_ran_gaussian(world->random, world->kind->spread)));
}

/* --- the reference ------------------------------------------------------------------------------------------------------ */

static void write_counts(FILE *file, const struct world *world, const unsigned *counts)
{
	(void)fprintf(file, "%s,count\n", attributes_of(world));
	for (size_t i = 0; i < world->cells; i++) {
		if (counts[i] == 0)
			continue;
		write_cell(file, world, i);
		(void)fprintf(file, ",%u\n", counts[i]);
	}
}

/* Strata of three units. Of a unit's respondents some have the unit's own value, so that units differ. */
static void write_units(FILE *file, const struct world *world)
{
	enum { UNITS_A_STRATUM = 3 };
	enum weighting weighting = world->kind->reference_weights;
	double chance[CELLS_MAX];
	unsigned units = world->kind->clusters;
	chances_of(world, weighting, world->reference, chance);
	(void)fprintf(file, "stratum,unit,%s%s\n", attributes_of(world), weighting != UNWEIGHTED ? ",weight" : "");
	for (unsigned unit = 0; unit < units; unit++) {
		size_t own = draw_cell(world, chance);
		for (unsigned i = unit; i < world->respondents; i += units) {
			bool alike = gsl_rng_uniform(world->random) < world->kind->alike;
			size_t cell = alike ? own : draw_cell(world, chance);
			(void)fprintf(file, "h%u,%u,", unit / UNITS_A_STRATUM, unit % UNITS_A_STRATUM);
			write_cell(file, world, cell);
			write_weight(file, world, weighting, cell);
			(void)fputc('\n', file);
		}
	}
}

/* Each replicate leaves out one group and weighs the others up. */
static void write_groups(FILE *file, const struct world *world)
{
	unsigned groups = world->kind->clusters;
	double chance[CELLS_MAX];
	chances_of(world, world->kind->reference_weights, world->reference, chance);
	(void)fprintf(file, "%s,weight", attributes_of(world));
	for (unsigned r = 1; r <= groups; r++)
		(void)fprintf(file, ",rep%u", r);
	(void)fputc('\n', file);
	for (unsigned i = 0; i < world->respondents; i++) {
		size_t cell = draw_cell(world, chance);
		double weight = weight_of(world->kind->reference_weights, cell) *
		                exp(gsl_ran_gaussian(world->random, world->kind->spread));
		write_cell(file, world, cell);
		(void)fprintf(file, ",%.6g", weight);
		for (unsigned r = 0; r < groups; r++)
			(void)fprintf(file, ",%.6g", i % groups == r ? 0 : weight * groups / (groups - 1));
		(void)fputc('\n', file);
	}
}

static void write_respondents(FILE *file, const struct world *world)
{
	enum weighting weighting = world->kind->reference_weights;
	double chance[CELLS_MAX];
	chances_of(world, weighting, world->reference, chance);
	(void)fprintf(file, "%s%s\n", attributes_of(world), weighting != UNWEIGHTED ? ",weight" : "");
	for (unsigned i = 0; i < world->respondents; i++) {
		size_t cell = draw_cell(world, chance);
		write_values(file, world, cell, chance);
		write_weight(file, world, weighting, cell);
		(void)fputc('\n', file);
	}
}

/* Errors as a survey of so many respondents has them: they sum to 0, and the total has its own. */
static void write_margin(FILE *file, const struct world *world)
{
	double error[CELLS_MAX];
	double sum = 0;
	double m = world->respondents;
	double total = TOTAL * (1 + gsl_ran_gaussian(world->random, TOTAL_CV));
	for (size_t i = 0; i < world->cells; i++)
		sum += error[i] = gsl_ran_gaussian(world->random, sqrt(world->reference[i]));
	(void)fputs("attribute,value,count,moe\n", file);
	for (size_t i = 0; i < world->cells; i++) {
		double r = world->reference[i];
		double share = fmax(r + (error[i] - r * sum) / sqrt(m), 1e-6);
		double moe = MOE_Z * TOTAL * sqrt(r * (1 - r) / m + r * r * TOTAL_CV * TOTAL_CV);
		(void)fprintf(file, "kind,v%03zu,%.0f,%.3f\n", i, share * total, moe);
	}
	(void)fprintf(file, "kind,Total,%.0f,%.3f\n", total, MOE_Z * TOTAL * TOTAL_CV);
}

static void write_margin_apart(FILE *file, const struct world *world)
{
	(void)fputs("attribute,value,count,moe\n", file);
	for (size_t i = 0; i < world->cells; i++) {
		double r = world->reference[i];
		double se = sqrt(r * (1 - r) / world->respondents);
		double share = fmax(r + gsl_ran_gaussian(world->random, se), 1e-6);
		(void)fprintf(file, "kind,v%03zu,%.0f,%.3f\n", i, share * TOTAL, MOE_Z * TOTAL * se);
	}
}

static void write_reference(FILE *file, const struct world *world)
{
	unsigned counts[CELLS_MAX];
	for (size_t i = 0; i < world->cells; i++)
		counts[i] = world->truth->shares[i] * (world->scale ? world->scale : 1000000);
	switch (world->kind->form) {
	case REFERENCE_COUNTS:
		gsl_ran_multinomial(world->random, world->cells, world->respondents, world->reference, counts);
		write_counts(file, world, counts);
		break;
	case REFERENCE_ROWS:
		write_respondents(file, world);
		break;
	case REFERENCE_UNITS:
		write_units(file, world);
		break;
	case REFERENCE_GROUPS:
		write_groups(file, world);
		break;
	case REFERENCE_MARGIN:
		write_margin(file, world);
		break;
	case REFERENCE_MARGIN_APART:
		write_margin_apart(file, world);
		break;
	case REFERENCE_EXACT:
	case REFERENCE_BASE:
		write_counts(file, world, counts);
		break;
	}
}

/* --- the campaign ------------------------------------------------------------------------------------------------------- */

static void write_segment_counts(FILE *file, const struct world *world, size_t segment, const unsigned *counts)
{
	for (size_t i = 0; i < world->cells; i++) {
		if (counts[i] == 0)
			continue;
		if (segment < world->segment_count)
			(void)fprintf(file, "s%03zu", segment);
		(void)fputc(',', file);
		write_cell(file, world, i);
		(void)fprintf(file, "%s,%u\n", world->kind->eligible ? ",yes" : "", counts[i]);
	}
}

static void write_drawn_counts(FILE *file, const struct world *world)
{
	unsigned counts[CELLS_MAX];
	for (size_t i = 0; i < world->segment_count; i++) {
		const struct segment *segment = &world->segments[i];
		gsl_ran_multinomial(world->random, world->cells, segment->n, segment->share, counts);
		write_segment_counts(file, world, i, counts);
	}
}

/* They must not count. */
static void write_ineligible(FILE *file, const struct world *world)
{
	for (size_t i = 0; i < world->cells; i++) {
		(void)fprintf(file, "s%03zu,", i % world->segment_count);
		write_cell(file, world, i);
		(void)fprintf(file, ",no,%u\n", 100 + 50 * (unsigned)i);
	}
}

/* Each record of the base goes to one segment or to none: the chance is the segment's rate for the record's value. */
static bool write_drawn_from_base(FILE *file, const struct world *world)
{
	unsigned(*counts)[CELLS_MAX] = calloc(world->segment_count + 1, sizeof *counts);
	double *chance = calloc(world->segment_count + 1, sizeof *chance);
	unsigned *drawn = calloc(world->segment_count + 1, sizeof *drawn);
	bool ok = counts && chance && drawn;
	for (size_t i = 0; ok && i < world->cells; i++) {
		unsigned records = world->truth->shares[i] * world->scale;
		double left = 1;
		for (size_t j = 0; j < world->segment_count; j++) {
			const struct segment *segment = &world->segments[j];
			left -= chance[j] = segment->n * segment->share[i] / records;
		}
		ok = left > -1e-9;
		chance[world->segment_count] = fmax(left, 0);
		gsl_ran_multinomial(world->random, world->segment_count + 1, records, chance, drawn);
		for (size_t j = 0; j <= world->segment_count; j++)
			counts[j][i] = drawn[j];
	}
	/* Who is in no segment stands in the base alone: a row only where that is in the same file. */
	for (size_t j = 0; ok && j < world->segment_count + world->kind->eligible; j++)
		write_segment_counts(file, world, j, counts[j]);
	if (ok && world->kind->eligible)
		write_ineligible(file, world);
	free(counts);
	free(chance);
	free(drawn);
	return ok;
}

/* Rows of a person, whose number has nothing to do with the values. */
static unsigned rows_of(const struct world *world, unsigned person, unsigned others)
{
	const struct kind *kind = world->kind;
	if (!kind->rows_max)
		return 1;
	if (kind->repeating == REPEATING_HALF && person == 0)
		return others;
	if (kind->repeating == REPEATING_PARETO) {
		double rows = pow(1 - gsl_rng_uniform(world->random), -1 / PARETO_SHAPE);
		return rows < kind->rows_max ? (unsigned)rows : kind->rows_max;
	}
	return 1 + (unsigned)gsl_rng_uniform_int(world->random, kind->rows_max);
}

/* Whether a record of the value is eligible, and whether it is targeted. */
static void write_stages(FILE *file, const struct world *world, size_t cell)
{
	const struct kind *kind = world->kind;
	bool eligible = gsl_rng_uniform(world->random) < kind->stages[0][cell > 0];
	bool targeted = gsl_rng_uniform(world->random) < kind->stages[1][cell > 0];
	(void)fprintf(file, ",%s,%s", eligible ? "yes" : "no", eligible && targeted ? "yes" : "no");
}

static unsigned write_person(FILE *file, const struct world *world, size_t segment, const unsigned person[2],
                             const double *chance)
{
	const struct kind *kind = world->kind;
	unsigned rows = rows_of(world, person[0], person[1]);
	size_t own = draw_cell(world, chance);
	bool consents = gsl_rng_uniform(world->random) < kind->consent[segment > 0];
	for (unsigned i = 0; i < rows; i++) {
		bool alike = i == 0 || gsl_rng_uniform(world->random) < kind->alike;
		size_t cell = alike ? own : draw_cell(world, chance);
		if (kind->rows_max)
			(void)fprintf(file, "p%zu-%u,", segment, person[0]);
		(void)fprintf(file, "s%03zu,", segment);
		write_values(file, world, cell, chance);
		if (kind->consent[0] > 0)
			(void)fputs(consents ? ",yes" : ",no", file);
		if (kind->stages[0][0] > 0)
			write_stages(file, world, cell);
		write_weight(file, world, kind->weights, cell);
		(void)fputc('\n', file);
	}
	return rows;
}

/* The first person last: it may have as many rows as all others. */
static void write_records(FILE *file, const struct world *world)
{
	double chance[CELLS_MAX];
	for (size_t i = 0; i < world->segment_count; i++) {
		unsigned rows = 0;
		chances_of(world, world->kind->weights, world->segments[i].share, chance);
		for (unsigned j = 1; j < world->segments[i].n; j++)
			rows += write_person(file, world, i, (unsigned[]){j, 0}, chance);
		(void)write_person(file, world, i, (unsigned[]){0, rows}, chance);
	}
}

static bool write_campaign(FILE *file, const struct world *world)
{
	const struct kind *kind = world->kind;
	bool rows = kind->weights != UNWEIGHTED || kind->rows_max || kind->multi || kind->stages[0][0] > 0;
	(void)fprintf(file, "%ssegment,%s%s%s\n", kind->rows_max ? "person," : "", attributes_of(world),
	              kind->consent[0] > 0     ? ",ok"
	              : kind->stages[0][0] > 0 ? ",eligible,targeted"
	              : kind->eligible         ? ",in"
	                                       : "",
	              kind->weights != UNWEIGHTED ? ",weight"
	              : rows                      ? ""
	                                          : ",count");
	if (rows)
		write_records(file, world);
	else if (kind->form == REFERENCE_BASE)
		return write_drawn_from_base(file, world);
	else
		write_drawn_counts(file, world);
	return true;
}

/* --- files -------------------------------------------------------------------------------------------------------------- */

static bool close_file(FILE *file, const char *path, bool ok)
{
	ok = ok && !ferror(file);
	ok = fclose(file) == 0 && ok;
	if (!ok)
		(void)fprintf(stderr, "calibrate: %s could not be written\n", path);
	return ok;
}

/* A new file each time: file systems that guard a file written over wait for the disk. */
static FILE *open_file(const char *path)
{
	(void)unlink(path);
	FILE *file = fopen(path, "w");
	if (!file)
		perror(path);
	return file;
}

static bool simulate_reference(const struct world *world)
{
	FILE *file = open_file(world->reference_path);
	if (!file)
		return false;
	write_reference(file, world);
	return close_file(file, world->reference_path, true);
}

bool simulate_files(const struct world *world)
{
	FILE *file = open_file(world->campaign_path);
	if (!file)
		return false;
	bool ok = write_campaign(file, world);
	return close_file(file, world->campaign_path, ok) && simulate_reference(world);
}

/* The segments' exact counts. false: they are not whole. */
static bool write_expected(FILE *file, const struct world *world)
{
	unsigned counts[CELLS_MAX];
	bool ok = true;
	for (size_t j = 0; j < world->segment_count; j++) {
		for (size_t i = 0; i < world->cells; i++) {
			double expected = world->segments[j].n * world->segments[j].share[i];
			counts[i] = (unsigned)lround(expected);
			ok = ok && fabs(expected - counts[i]) < 1e-9;
		}
		write_segment_counts(file, world, j, counts);
	}
	return ok;
}

bool simulate_expected(const struct world *world)
{
	FILE *file = open_file(world->campaign_path);
	if (!file)
		return false;
	(void)fprintf(file, "segment,%s,count\n", attributes_of(world));
	bool ok = write_expected(file, world);
	return close_file(file, world->campaign_path, ok) && simulate_reference(world);
}
