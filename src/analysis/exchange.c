/* Correction weights: whom to exchange in their place, so that every value of what is weighted on is inside the band. */
#include "analysis/weigh.h"

#include "base/intern.h"
#include "base/memory.h"
#include "stats/exchange.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SLACK = 1e-9; /* less of a person is rounding */
enum { KINDS_MOST = 10000 };

/* What is exchanged: the program, and what it is of. Zero-initialise; release in any case. */
struct exchanging {
	const struct segbias_weigh *weigh;
	struct segbias_exchange program;
	size_t *parts;               /* [attributes] of the weighing */
	size_t *values;              /* [attributes] how many */
	size_t *first;               /* [attributes] of the numbers below */
	double *count, *low, *high;  /* [values of all] and the least and the most that there should be */
	struct segbias_intern kinds; /* of people whose values are all known */
	uint32_t *leave, *join;
	double *people;
	struct segbias_exchanged found;
};

static void exchanging_release(struct exchanging *x)
{
	segbias_exchanged_release(&x->found);
	segbias_intern_release(&x->kinds);
	free(x->parts);
	free(x->count);
	free(x->leave);
	free(x->people);
	free(x->join);
}

static const struct segbias_attribute *attribute_of(const struct exchanging *x, size_t a)
{
	return x->weigh->parts[x->parts[a]].attribute;
}

static bool exchanging_init(struct exchanging *x, const struct segbias_weigh *weigh)
{
	size_t kinds = segbias_joint_size(weigh->joint) + 1;
	size_t all = 0;
	*x = (struct exchanging){.weigh = weigh,
	                         .parts = segbias_memory_zeroed(3 * weigh->part_count + 1, sizeof *x->parts)};
	if (!x->parts)
		return false;
	x->values = x->parts + weigh->part_count;
	x->first = x->values + weigh->part_count;
	for (size_t p = 0; p < weigh->part_count; p++) {
		size_t a = x->program.attributes;
		if (!weigh->parts[p].weighted)
			continue;
		x->parts[a] = p;
		x->first[a] = all;
		x->values[a] = weigh->parts[p].attribute->value_count;
		all += x->values[x->program.attributes++];
	}
	x->count = segbias_memory_zeroed(3 * all + 1, sizeof *x->count);
	x->leave = segbias_memory_zeroed(kinds * (x->program.attributes + 1), sizeof *x->leave);
	x->people = segbias_memory_zeroed(kinds, sizeof *x->people);
	if (!x->count || !x->leave || !x->people)
		return false;
	x->program.values = x->values;
	x->program.count = x->count;
	x->program.low = x->low = x->count + all;
	x->program.high = x->high = x->low + all;
	x->program.leave = x->leave;
	x->program.people = x->people;
	return true;
}

/* Everybody counts where a value is known; who leaves is of those whose values are all known, so that as many are known after it. */
static bool count_people(struct exchanging *x)
{
	size_t attributes = x->program.attributes;
	for (size_t i = 0; i < segbias_joint_size(x->weigh->joint); i++) {
		double records = (double)segbias_joint_count(x->weigh->joint, i);
		uint32_t *kind = x->leave + x->kinds.size * attributes;
		bool known = true;
		for (size_t a = 0; a < attributes; a++) {
			size_t value = segbias_weigh_value(x->weigh, i, x->parts[a]);
			known = known && value != SIZE_MAX;
			kind[a] = (uint32_t)value;
			if (value != SIZE_MAX)
				x->count[x->first[a] + value] += records;
		}
		if (!known)
			continue;
		uint32_t at = segbias_intern_add(&x->kinds,
		                                 (struct segbias_label){(const char *)kind, attributes * sizeof *kind});
		if (at == SEGBIAS_INTERN_NONE)
			return false;
		x->people[at] += records;
	}
	x->program.leaves = x->kinds.size;
	return true;
}

/* --- what there should be ---------------------------------------------------------------------------------------- */

static void hint_recruit(double all, struct segbias_error *error)
{
	segbias_error_hint(error, "--recruit %.0f says whom to add in place of an exchange", fmax(1, ceil(all)));
}

static enum segbias_status refuse_whole(const struct exchanging *x, size_t a, size_t value, double all,
                                        struct segbias_error *error)
{
	const struct segbias_attribute *attribute = attribute_of(x, a);
	const struct segbias_policy *policy = x->weigh->input->policy;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "no_whole_exchange|--exchange: of %.0f people no whole number is %s %s inside the band "
	                        "of %g to %g",
	                        all, segbias_label_show(attribute->name, quoted[0]),
	                        segbias_label_quote(attribute->values[value], quoted[1]), policy->band_low,
	                        policy->band_high);
	hint_recruit(all, error);
	return SEGBIAS_DATA;
}

/* Each value has whole numbers inside the band, and together they are too few, or too many. */
static enum segbias_status refuse_sum(const struct exchanging *x, size_t a, double all, struct segbias_error *error)
{
	const struct segbias_policy *policy = x->weigh->input->policy;
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "no_whole_exchange|--exchange: %.0f people cannot be divided among the values of %s so "
	                        "that each is inside the band of %g to %g: they are too few for whole numbers",
	                        all, segbias_label_quote(attribute_of(x, a)->name, quoted), policy->band_low,
	                        policy->band_high);
	hint_recruit(all, error);
	return SEGBIAS_DATA;
}

static double count_known(const struct exchanging *x, size_t a)
{
	double all = 0;
	for (size_t v = 0; v < x->values[a]; v++)
		all += x->count[x->first[a] + v];
	return all;
}

/* The weighing without some of what is weighted on: with parts of its own, for free(). NULL: out of memory. */
static struct segbias_weigh_part *copy_parts(const struct segbias_weigh *weigh, struct segbias_weigh *fewer)
{
	*fewer = *weigh;
	fewer->parts = segbias_memory_zeroed(weigh->part_count + 1, sizeof *fewer->parts);
	if (fewer->parts)
		memcpy(fewer->parts, weigh->parts, weigh->part_count * sizeof *fewer->parts);
	return fewer->parts;
}

/* Where nobody is known, nobody is outside the band and nothing is said by it. */
static enum segbias_status refuse_unknown(const struct exchanging *x, size_t a, struct segbias_error *error)
{
	struct segbias_weigh fewer;
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "exchange_of_unknown|--exchange: no record has a value of %s that the reference has",
	                        segbias_label_quote(attribute_of(x, a)->name, quoted));
	if (!copy_parts(x->weigh, &fewer))
		return segbias_error_memory(error);
	for (size_t b = 0; b < x->program.attributes; b++)
		fewer.parts[x->parts[b]].weighted = count_known(x, b) > 0;
	segbias_error_hint(error, "segbias inspect CAMPAIGN REFERENCE shows which values of both are the same");
	segbias_weigh_hint_without(&fewer, x->parts[a], error);
	free(fewer.parts);
	return SEGBIAS_DATA;
}

/* The least and the most of each value. Errors: SEGBIAS_DATA where nobody is known, or no whole numbers are between. */
static enum segbias_status set_band(struct exchanging *x, struct segbias_error *error)
{
	const struct segbias_policy *policy = x->weigh->input->policy;
	for (size_t a = 0; a < x->program.attributes; a++)
		if (!(count_known(x, a) > 0))
			return refuse_unknown(x, a, error);
	for (size_t a = 0; a < x->program.attributes; a++) {
		const struct segbias_attribute *attribute = attribute_of(x, a);
		double all = count_known(x, a);
		double least = 0;
		double most = 0;
		for (size_t v = 0; v < x->values[a]; v++) {
			double expected = attribute->reference[v].weight / attribute->known.weight * all;
			size_t level = x->first[a] + v;
			x->low[level] = ceil(policy->band_low / 100 * expected - SLACK);
			x->high[level] = floor(policy->band_high / 100 * expected + SLACK);
			if (x->low[level] > x->high[level])
				return refuse_whole(x, a, v, all, error);
			least += x->low[level];
			most += x->high[level];
		}
		if (least > all || most < all)
			return refuse_sum(x, a, all, error);
	}
	return SEGBIAS_OK;
}

/* Who may join: whom the reference's table of all attributes has; where it has none of them, anybody. false: out of memory. */
static bool find_joins(struct exchanging *x)
{
	const struct segbias_analysis_input *input = x->weigh->input;
	struct segbias_crossed_attributes of = segbias_weigh_crossed(x->weigh);
	size_t attributes = x->program.attributes;
	if (attributes < 2 || attributes > of.count ||
	    segbias_crossing_size(input->matching, &of) > input->policy->cross_cells)
		return true;
	size_t cells = (size_t)segbias_crossing_size(input->matching, &of);
	struct segbias_cell *reference = segbias_memory_zeroed(cells + 1, sizeof *reference);
	x->join = segbias_memory_zeroed(cells * attributes + 1, sizeof *x->join);
	bool ok = reference && x->join;
	if (ok && segbias_crossed_reference(input, &of, reference)) {
		x->program.join = x->join;
		for (size_t i = 0; i < cells; i++) {
			uint32_t *kind = x->join + x->program.joins * attributes;
			size_t rest = i;
			for (size_t a = attributes; a-- > 0; rest /= x->values[a])
				kind[a] = (uint32_t)(rest % x->values[a]);
			x->program.joins += reference[i].weight > 0;
		}
	}
	free(reference);
	return ok;
}

/* --- what it comes to -------------------------------------------------------------------------------------------- */

/* Who leaves and who joins of one kind. */
struct move {
	const uint32_t *kind;
	size_t attributes;
	double leave, join;
};

static int in_order(const void *left, const void *right)
{
	const struct move *a = left;
	const struct move *b = right;
	for (size_t i = 0; i < a->attributes; i++)
		if (a->kind[i] != b->kind[i])
			return a->kind[i] < b->kind[i] ? -1 : 1;
	return 0;
}

static bool tell_move(const struct exchanging *x, const struct move *move, struct segbias_arena *arena,
                      struct segbias_move *out)
{
	*out = (struct segbias_move){.value_count = move->attributes, .leave = move->leave, .join = move->join};
	out->values = segbias_arena_array(arena, move->attributes, sizeof *out->values);
	for (size_t a = 0; out->values && a < move->attributes; a++)
		if (!segbias_arena_copy(arena, attribute_of(x, a)->values[move->kind[a]], &out->values[a]))
			return false;
	return out->values && segbias_crossing_join(out->values, out->value_count, "×", " × ", arena, &out->value);
}

/* The kinds of which somebody leaves or joins, in output order. */
static bool tell_moves(const struct exchanging *x, struct segbias_arena *arena, struct segbias_weighing *out)
{
	const struct segbias_exchanged *found = &x->found;
	size_t attributes = x->program.attributes;
	struct move *moves = segbias_memory_zeroed(x->program.leaves + found->joined + 1, sizeof *moves);
	size_t count = 0;
	bool ok = moves != NULL;
	for (size_t i = 0; ok && i < x->program.leaves; i++)
		if (found->leave[i] > 0)
			moves[count++] = (struct move){x->leave + i * attributes, attributes, found->leave[i], 0};
	for (size_t i = 0; ok && i < found->joined; i++)
		moves[count++] = (struct move){found->join + i * attributes, attributes, 0, found->joining[i]};
	if (ok)
		qsort(moves, count, sizeof *moves, in_order);
	out->moves = ok ? segbias_arena_array(arena, count, sizeof *out->moves) : NULL;
	ok = out->moves != NULL;
	for (size_t i = 0; ok && i < count; i++)
		ok = tell_move(x, &moves[i], arena, &out->moves[out->move_count++]);
	free(moves);
	return ok;
}

static bool tell_name(const struct exchanging *x, struct segbias_arena *arena, struct segbias_label *out)
{
	struct segbias_label *names = segbias_arena_array(arena, x->program.attributes, sizeof *names);
	for (size_t a = 0; names && a < x->program.attributes; a++)
		names[a] = attribute_of(x, a)->name;
	return names && segbias_crossing_join(names, x->program.attributes, "*", "*", arena, out);
}

/* Whether there is an exchange by fewer attributes. */
static bool can_exchange(const struct segbias_weigh *weigh)
{
	struct exchanging x;
	bool found = exchanging_init(&x, weigh) && count_people(&x) && x.program.leaves <= KINDS_MOST &&
	             set_band(&x, NULL) == SEGBIAS_OK && find_joins(&x) &&
	             segbias_exchange_find(&x.program, &x.found) == SEGBIAS_EXCHANGE_FOUND;
	exchanging_release(&x);
	return found;
}

/* Without the first attribute without which there is one: nothing where there is no such attribute. */
static void hint_fewer(const struct exchanging *x, struct segbias_error *error)
{
	struct segbias_weigh fewer;
	bool found = false;
	if (x->program.attributes < 2 || !copy_parts(x->weigh, &fewer))
		return;
	for (size_t a = 0; a < x->program.attributes && !found; a++) {
		fewer.parts[x->parts[a]].weighted = false;
		found = can_exchange(&fewer);
		fewer.parts[x->parts[a]].weighted = true;
		if (found)
			segbias_weigh_hint_without(x->weigh, x->parts[a], error);
	}
	free(fewer.parts);
}

static enum segbias_status refuse(const struct exchanging *x, enum segbias_exchange_state state,
                                  struct segbias_error *error)
{
	if (state == SEGBIAS_EXCHANGE_MEMORY)
		return segbias_error_memory(error);
	if (state == SEGBIAS_EXCHANGE_IMPOSSIBLE)
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "exchange_impossible|--exchange: no exchange of records whose values are all "
		                        "known brings every value inside the band");
	else
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "exchange_not_found|--exchange: none was found among %zu kinds of records within "
		    "the bounds of its work",
		    x->program.leaves);
	hint_fewer(x, error);
	return SEGBIAS_DATA;
}

/* Where the reference has attributes together, but not all of these, its combinations are not known. */
static void note_joins(const struct exchanging *x, struct segbias_notes *notes)
{
	const struct segbias_analysis_input *input = x->weigh->input;
	struct segbias_crossed_attributes pair = segbias_weigh_crossed(x->weigh);
	size_t order[SEGBIAS_CROSSING_MAX];
	if (x->program.join || x->found.joined == 0 || pair.count < 2)
		return;
	pair.count = 2;
	if (!segbias_crossing_reference(input->reference, input->matching, &pair, order))
		return;
	struct segbias_error *note = segbias_notes_add(
	    notes, "exchange_joins",
	    "who joins may be of a combination that the reference does not have, and more may have to be exchanged: %s",
	    x->program.attributes > SEGBIAS_CROSSING_MAX ? "so many attributes are not looked at together"
							 : "there are too many combinations to look at");
	segbias_error_place(note, input->campaign_path, 0, 0);
	segbias_error_hint(note, "-a with %d attributes at the most, of fewer values, looks at what the reference has",
	                   SEGBIAS_CROSSING_MAX);
}

static enum segbias_status find_exchange(struct exchanging *x, struct segbias_findings *findings,
                                         struct segbias_error *error)
{
	struct segbias_weighing *out = &findings->weighing;
	if (x->program.leaves > KINDS_MOST) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "exchange_too_large|--exchange: there are %zu kinds of records by what is "
		                        "weighted on, and %d can be looked at",
		                        x->program.leaves, KINDS_MOST);
		hint_fewer(x, error);
		return SEGBIAS_DATA;
	}
	enum segbias_status status = set_band(x, error);
	if (status != SEGBIAS_OK)
		return status;
	enum segbias_exchange_state state =
	    find_joins(x) ? segbias_exchange_find(&x->program, &x->found) : SEGBIAS_EXCHANGE_MEMORY;
	if (state != SEGBIAS_EXCHANGE_FOUND)
		return refuse(x, state, error);
	note_joins(x, &findings->notes);
	out->exchanging = true;
	out->exchanged = x->found.people;
	out->exchange_lower = x->found.lower;
	out->exchange_optimal = x->found.optimal;
	return tell_name(x, &findings->arena, &out->exchange_name) && tell_moves(x, &findings->arena, out)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

enum segbias_status segbias_weigh_exchange(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                           struct segbias_error *error)
{
	struct exchanging x;
	enum segbias_status status = exchanging_init(&x, weigh) && count_people(&x) ? find_exchange(&x, findings, error)
	                                                                            : segbias_error_memory(error);
	if (status == SEGBIAS_DATA)
		segbias_error_place(error, weigh->input->campaign_path, 0, 0);
	exchanging_release(&x);
	return status;
}
