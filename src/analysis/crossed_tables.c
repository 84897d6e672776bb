/* What several tables of a reference say of attributes that none of them has together: bounds, by the tables that two of them share with
 * a third. DEFINITIONS.md "Several tables in one". */
#include "analysis/compare.h"

#include "base/memory.h"
#include "stats/crossing.h"

#include <math.h>
#include <stdlib.h>

static const double SAME = 3e-6; /* of all people: tables that differ by more do not know the same ones */

/* What is known of three attributes; shares are allocated in `room`. */
struct known {
	struct segbias_known_tables tables;
	const struct segbias_attribute *parts[3];
	size_t at[3]; /* in the matching */
	double *room[6];
};

static void known_release(struct known *known)
{
	for (size_t i = 0; i < sizeof known->room / sizeof *known->room; i++)
		free(known->room[i]);
}

static bool take_part(const struct segbias_analysis_input *input, size_t attribute, size_t i, struct known *known)
{
	const struct segbias_attribute *part = &input->matching->attributes[attribute];
	double *shares = segbias_memory_zeroed(part->value_count + 1, sizeof *shares);
	known->room[i] = shares;
	known->parts[i] = part;
	known->at[i] = attribute;
	known->tables.size[i] = part->value_count;
	known->tables.alone[i] = shares;
	for (size_t v = 0; shares && v < part->value_count; v++)
		shares[v] = part->reference[v].weight / part->known.weight;
	return shares != NULL;
}

/* Whether a pair's people are all there are, and all of them have a value of each of the three: shares of others do not add up with those.
 * An attribute has everybody once in each table that it is in. */
static bool is_of_all(const struct segbias_analysis_input *input, const struct known *known, double people)
{
	double all = segbias_tally_total(input->reference).weight / (double)input->tables;
	bool same = all > 0 && fabs(people - all) <= SAME * all;
	for (size_t i = 0; i < 3; i++) {
		double times = known->parts[i]->known.weight / all;
		same = same && fabs(times - round(times)) <= SAME * times;
	}
	return same;
}

/* A pair of which some table has everybody; otherwise it stays unknown. false: out of memory. */
static bool take_pair(const struct segbias_analysis_input *input, size_t pair, struct known *known)
{
	size_t a = pair == 2;
	size_t b = pair == 0 ? 1 : 2;
	const struct segbias_crossed_attributes of = {.parts = {known->at[a], known->at[b]}, .count = 2};
	size_t cells = known->tables.size[a] * known->tables.size[b];
	struct segbias_cell *reference = segbias_memory_zeroed(cells + 1, sizeof *reference);
	double *shares = segbias_memory_zeroed(cells + 1, sizeof *shares);
	double all = 0;
	known->room[3 + pair] = shares;
	bool has = reference && shares && segbias_crossed_reference(input, &of, reference);
	for (size_t i = 0; has && i < cells; i++)
		all += reference[i].weight;
	has = has && is_of_all(input, known, all);
	for (size_t i = 0; has && i < cells; i++)
		shares[i] = reference[i].weight / all;
	known->tables.pair[pair] = has ? shares : NULL;
	bool ok = reference && shares;
	free(reference);
	return ok;
}

static bool take_all(const struct segbias_analysis_input *input, const size_t attributes[3], struct known *known)
{
	bool ok = true;
	*known = (struct known){.parts = {NULL}};
	for (size_t i = 0; ok && i < 3; i++)
		ok = take_part(input, attributes[i], i, known);
	for (size_t i = 0; ok && i < 3; i++)
		ok = take_pair(input, i, known);
	return ok;
}

static enum segbias_status refuse(const struct segbias_analysis_input *input, const struct known *known,
                                  struct segbias_error *error)
{
	char name[3][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < 3; i++)
		segbias_label_show(known->parts[i]->reference_name, name[i]);
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "tables_contradict|--cross: no people are as its tables of %s by %s, %s by %s and %s by %s say "
	    "they are: the three contradict each other",
	    name[0], name[1], name[0], name[2], name[1], name[2]);
	segbias_error_hint(error, "--cross 2 looks at two attributes at a time");
	segbias_error_place(error, input->reference_path, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status bound_triple(const struct segbias_analysis_input *input,
                                        const struct segbias_crossed_attributes *of, double *low, double *high,
                                        double *assumed, struct segbias_error *error)
{
	struct known known;
	enum segbias_status status = SEGBIAS_OK;
	if (!take_all(input, of->parts, &known))
		SEGBIAS_TRY(segbias_error_memory(error));
	switch (segbias_bounds_triple(&known.tables, low, high, assumed)) {
	case SEGBIAS_BOUNDS_FOUND:
		break;
	case SEGBIAS_BOUNDS_CONTRADICT:
		status = refuse(input, &known, error);
		break;
	case SEGBIAS_BOUNDS_MEMORY:
		status = segbias_error_memory(error);
		break;
	}
done:
	known_release(&known);
	return status;
}

/* Narrows those of a pair by an attribute that tables have with both. */
static enum segbias_bounds_state bound_by(const struct segbias_analysis_input *input,
                                          const struct segbias_crossed_attributes *of, size_t by, double *low,
                                          double *high, double *assumed)
{
	const struct segbias_attribute *middle = &input->matching->attributes[by];
	const size_t attributes[] = {of->parts[0], of->parts[1], by};
	enum segbias_bounds_state state = SEGBIAS_BOUNDS_FOUND;
	struct known known;
	if (by == of->parts[0] || by == of->parts[1] || middle->dropped || middle->multi)
		return SEGBIAS_BOUNDS_FOUND;
	if (!take_all(input, attributes, &known))
		state = SEGBIAS_BOUNDS_MEMORY;
	else if (known.tables.pair[1] && known.tables.pair[2])
		state = segbias_bounds_pair(&known.tables, low, high, assumed);
	known_release(&known);
	return state;
}

/* Two ways from one attribute to the other of which no people can be. The first one is looked for again; room: low, high and what is
 * assumed, which go. */
static enum segbias_status refuse_ways(const struct segbias_analysis_input *input,
                                       const struct segbias_crossed_attributes *of, size_t by, double *const room[3],
                                       struct segbias_error *error)
{
	const struct segbias_attribute *attributes = input->matching->attributes;
	size_t cells = attributes[of->parts[0]].value_count * attributes[of->parts[1]].value_count;
	size_t other = 0;
	char name[4][SEGBIAS_QUOTE_MAX];
	for (; other + 1 < by; other++) {
		for (size_t i = 0; i < cells; i++) {
			room[0][i] = 0;
			room[1][i] = 1;
		}
		if (bound_by(input, of, other, room[0], room[1], room[2]) == SEGBIAS_BOUNDS_FOUND &&
		    bound_by(input, of, by, room[0], room[1], room[2]) == SEGBIAS_BOUNDS_CONTRADICT)
			break;
	}
	segbias_label_show(attributes[of->parts[0]].reference_name, name[0]);
	segbias_label_show(attributes[of->parts[1]].reference_name, name[1]);
	segbias_label_show(attributes[other].reference_name, name[2]);
	segbias_label_show(attributes[by].reference_name, name[3]);
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "tables_contradict_ways|--cross: no people are as its tables of %s by %s, %s by %s, %s by %s and %s by %s say "
	    "they are: the four contradict each other",
	    name[0], name[2], name[1], name[2], name[0], name[3], name[1], name[3]);
	segbias_error_hint(error, "without --cross each attribute is compared by itself");
	segbias_error_place(error, input->reference_path, 0, 0);
	return SEGBIAS_DATA;
}

/* By each attribute that tables have with both. */
static enum segbias_status bound_pair(const struct segbias_analysis_input *input,
                                      const struct segbias_crossed_attributes *of, double *low, double *high,
                                      double *assumed, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct known known = {.parts = {NULL}};
	bool ok = take_part(input, of->parts[0], 0, &known) && take_part(input, of->parts[1], 1, &known);
	size_t size = known.tables.size[1];
	for (size_t i = 0; ok && i < known.tables.size[0] * size; i++) {
		const double shares[] = {known.tables.alone[0][i / size], known.tables.alone[1][i % size]};
		segbias_crossing_bounds(shares, 2, &low[i], &high[i]);
		assumed[i] = shares[0] * shares[1];
	}
	known_release(&known);
	if (!ok)
		return segbias_error_memory(error);
	for (size_t a = 0; status == SEGBIAS_OK && a < input->matching->attribute_count; a++)
		switch (bound_by(input, of, a, low, high, assumed)) {
		case SEGBIAS_BOUNDS_FOUND:
			break;
		case SEGBIAS_BOUNDS_CONTRADICT:
			status = refuse_ways(input, of, a, (double *const[]){low, high, assumed}, error);
			break;
		case SEGBIAS_BOUNDS_MEMORY:
			status = segbias_error_memory(error);
			break;
		}
	return status;
}

enum segbias_status segbias_crossed_bound(const struct segbias_analysis_input *input,
                                          const struct segbias_crossed_attributes *of, double *low, double *high,
                                          double *assumed, struct segbias_error *error)
{
	return of->count == 2 ? bound_pair(input, of, low, high, assumed, error)
	                      : bound_triple(input, of, low, high, assumed, error);
}
