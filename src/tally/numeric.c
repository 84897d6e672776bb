#include "tally/numeric.h"

#include "base/memory.h"
#include "base/sum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { FIRST_SLOTS = 16, FIRST_GROUPS = 8, WORD_BITS = 64, BITS_LEAST = 5 };

struct slot {
	uint64_t key; /* the value's bits + 1; 0: free */
	uint64_t count;
};

struct group {
	struct slot *slots;          /* [slot_count] */
	struct segbias_sum *weights; /* [slot_count], weighted only */
	size_t slot_count;           /* a power of two */
	uint64_t multiplier;         /* the column's */
	unsigned shift;              /* cuts that many bits off a hash */
	size_t size;
	uint64_t count;
	struct segbias_sum square;
	/* Σwx and Σwx² of the values themselves, once these are binned; before that the slots tell them. */
	struct segbias_sum first, second;
};

struct segbias_numeric {
	uint64_t multiplier; /* odd, random: no file can be made to collide, and nothing that is read depends on it */
	bool weighted;
	unsigned bits;
	struct group *groups; /* [group_capacity], zero from group_count on */
	size_t group_count;
	size_t group_capacity;
};

/* What a record adds to each of its groups, worked out once. The parts of a product add up to it exactly. */
struct entry {
	uint64_t key;
	uint64_t count;
	double weight;
	double square[2];
	double first[2];
	double second[4];
};

/* --- values and bins -------------------------------------------------------------------------------------------- */

static uint64_t pattern_of(double value)
{
	uint64_t pattern = 0;
	memcpy(&pattern, &value, sizeof pattern);
	return pattern;
}

static double value_of(uint64_t pattern)
{
	double value = 0;
	memcpy(&value, &pattern, sizeof value);
	return value;
}

bool segbias_numeric_fits(double value)
{
	return fabs(value) <= SEGBIAS_NUMERIC_MAX;
}

double segbias_numeric_bin(double value, unsigned bits)
{
	if (bits >= SEGBIAS_NUMERIC_EXACT || value == 0)
		return value;
	unsigned cut = SEGBIAS_NUMERIC_EXACT - bits;
	return value_of((pattern_of(value) >> cut << cut) | UINT64_C(1) << (cut - 1));
}

static uint64_t key_of(double value)
{
	return pattern_of(value) + 1;
}

/* --- the cells of a group --------------------------------------------------------------------------------------- */

static void release_cells(struct group *group)
{
	for (size_t slot = 0; group->weights && slot < group->slot_count; slot++)
		segbias_sum_release(&group->weights[slot]);
	free(group->slots);
	free(group->weights);
	group->slots = NULL;
	group->weights = NULL;
	group->slot_count = 0;
}

/* The slot that holds the key, or the free one where it belongs. slot_count is not 0, never full. The high bits of the
 * product, because round numbers differ in their high bits only. */
static size_t slot_of(const struct group *group, uint64_t key)
{
	size_t mask = group->slot_count - 1;
	size_t slot = (size_t)(key * group->multiplier >> group->shift);
	while (group->slots[slot].key && group->slots[slot].key != key)
		slot = (slot + 1) & mask;
	return slot;
}

static bool holds(const struct group *group, uint64_t key)
{
	return group->slot_count && group->slots[slot_of(group, key)].key;
}

static bool allocate_cells(struct group *group, bool weighted, size_t slot_count)
{
	group->slots = segbias_memory_zeroed(slot_count, sizeof *group->slots);
	group->weights = weighted ? segbias_memory_zeroed(slot_count, sizeof *group->weights) : NULL;
	if (!group->slots || (weighted && !group->weights)) {
		free(group->slots);
		free(group->weights);
		return false;
	}
	group->slot_count = slot_count;
	group->shift = WORD_BITS;
	for (size_t slots = slot_count; slots > 1; slots /= 2)
		group->shift--;
	group->size = 0;
	return true;
}

/* Moves the cells to a table of that many slots, into the bins of today. */
static bool rebuild(const struct segbias_numeric *numeric, struct group *group, size_t slot_count)
{
	bool ok = true;
	struct group fresh = *group;
	fresh.multiplier = numeric->multiplier;
	if (!allocate_cells(&fresh, numeric->weighted, slot_count))
		return false;
	for (size_t old = 0; old < group->slot_count && ok; old++) {
		if (!group->slots[old].key)
			continue;
		uint64_t key = key_of(segbias_numeric_bin(value_of(group->slots[old].key - 1), numeric->bits));
		size_t slot = slot_of(&fresh, key);
		bool joined = fresh.slots[slot].key;
		fresh.slots[slot].key = key;
		fresh.slots[slot].count += group->slots[old].count;
		fresh.size += !joined;
		if (!fresh.weights || !group->weights)
			continue;
		if (joined) {
			ok = segbias_sum_merge(&fresh.weights[slot], &group->weights[old]);
		} else { /* with what it owns */
			fresh.weights[slot] = group->weights[old];
			group->weights[old] = (struct segbias_sum){0};
		}
	}
	if (ok) {
		struct group stale = *group;
		*group = fresh;
		fresh = stale;
	}
	release_cells(&fresh);
	return ok;
}

/* The slot of the key, made if need be; SIZE_MAX: out of memory. */
static size_t make_slot(const struct segbias_numeric *numeric, struct group *group, uint64_t key)
{
	if (group->slot_count) {
		size_t slot = slot_of(group, key);
		if (group->slots[slot].key)
			return slot;
	}
	if (group->size + 1 > group->slot_count / 2 &&
	    !rebuild(numeric, group, group->slot_count ? group->slot_count * 2 : FIRST_SLOTS))
		return SIZE_MAX;
	size_t slot = slot_of(group, key);
	group->slots[slot].key = key;
	group->size++;
	return slot;
}

/* --- coarser bins ----------------------------------------------------------------------------------------------- */

/* Adds Σwx and Σwx² of the cell at `slot`, whose value is exact. */
static bool sum_cell(const struct group *group, size_t slot, struct segbias_sum *first, struct segbias_sum *second)
{
	double x = value_of(group->slots[slot].key - 1);
	struct segbias_sum count = segbias_sum_of((double)group->slots[slot].count);
	const struct segbias_sum *weight = group->weights ? &group->weights[slot] : &count;
	struct segbias_sum value = segbias_sum_of(x);
	struct segbias_sum square = {0}; /* two parts at most: owns nothing */
	return segbias_sum_add_square(&square, x) && segbias_sum_add_products(first, &value, weight, 1) &&
	       segbias_sum_add_products(second, &square, weight, 1);
}

static bool sum_cells(const struct group *group, struct segbias_sum *first, struct segbias_sum *second)
{
	for (size_t slot = 0; slot < group->slot_count; slot++)
		if (group->slots[slot].key && !sum_cell(group, slot, first, second))
			return false;
	return true;
}

/* Before the first binning, while the cells still hold the values. */
static bool keep_sums(struct segbias_numeric *numeric)
{
	for (size_t g = 0; g < numeric->group_count; g++)
		if (!sum_cells(&numeric->groups[g], &numeric->groups[g].first, &numeric->groups[g].second))
			return false;
	return true;
}

/* Moves the group's cells to the bins of today, and to a table no larger than they need. */
static bool rebin(const struct segbias_numeric *numeric, struct group *group)
{
	if (group->size == 0)
		return true;
	if (!rebuild(numeric, group, group->slot_count))
		return false;
	size_t slot_count = group->slot_count;
	while (slot_count > FIRST_SLOTS && group->size <= slot_count / 4)
		slot_count /= 2;
	return slot_count == group->slot_count || rebuild(numeric, group, slot_count);
}

/* Whether the whole can hold the value beside its own. */
static bool has_room(const struct segbias_numeric *numeric, double value)
{
	const struct group *whole = &numeric->groups[SEGBIAS_NUMERIC_WHOLE];
	size_t most = numeric->bits == SEGBIAS_NUMERIC_EXACT ? SEGBIAS_NUMERIC_DISTINCT_MAX : SEGBIAS_NUMERIC_BINS_MAX;
	return whole->size < most ||
	       (whole->size == most && holds(whole, key_of(segbias_numeric_bin(value, numeric->bits))));
}

/* Fewer bits, at most `bits`, until there is room for the value: one by one, so that they are the most that do. */
static bool coarsen(struct segbias_numeric *numeric, unsigned bits, double value)
{
	if (numeric->bits == SEGBIAS_NUMERIC_EXACT && !keep_sums(numeric))
		return false;
	numeric->bits = bits + 1;
	do {
		numeric->bits--;
		if (!rebin(numeric, &numeric->groups[SEGBIAS_NUMERIC_WHOLE]))
			return false;
	} while (!has_room(numeric, value));
	for (size_t g = SEGBIAS_NUMERIC_WHOLE + 1; g < numeric->group_count; g++)
		if (!rebin(numeric, &numeric->groups[g]))
			return false;
	return true;
}

/* The key of the value in the column of at most `bits`; the whole has room for it then. */
static bool admit(struct segbias_numeric *numeric, double value, unsigned bits, uint64_t *key)
{
	if (bits < numeric->bits) {
		if (!coarsen(numeric, bits, value))
			return false;
	} else if (!has_room(numeric, value)) {
		if (!coarsen(numeric, numeric->bits - 1, value))
			return false;
	}
	*key = key_of(segbias_numeric_bin(value, numeric->bits));
	return true;
}

/* --- making ----------------------------------------------------------------------------------------------------- */

static bool make_groups(struct segbias_numeric *numeric, size_t count)
{
	if (count > numeric->group_capacity) {
		size_t capacity = numeric->group_capacity ? numeric->group_capacity * 2 : FIRST_GROUPS;
		capacity = capacity > count ? capacity : count;
		struct group *groups = segbias_memory_resize(numeric->groups, capacity, sizeof *groups);
		if (!groups)
			return false;
		memset(groups + numeric->group_capacity, 0, (capacity - numeric->group_capacity) * sizeof *groups);
		numeric->groups = groups;
		numeric->group_capacity = capacity;
	}
	if (count > numeric->group_count)
		numeric->group_count = count;
	return true;
}

struct segbias_numeric *segbias_numeric_create(bool weighted)
{
	struct segbias_numeric *numeric = segbias_memory_zeroed(1, sizeof *numeric);
	if (!numeric)
		return NULL;
	if (getrandom(&numeric->multiplier, sizeof numeric->multiplier, GRND_NONBLOCK) < 0)
		numeric->multiplier = UINT64_C(0x9E3779B97F4A7C15); /* early boot */
	numeric->multiplier |= 1;
	numeric->weighted = weighted;
	numeric->bits = SEGBIAS_NUMERIC_EXACT;
	if (!make_groups(numeric, SEGBIAS_NUMERIC_WHOLE + 1)) {
		free(numeric);
		return NULL;
	}
	return numeric;
}

void segbias_numeric_free(struct segbias_numeric *numeric)
{
	if (!numeric)
		return;
	for (size_t g = 0; g < numeric->group_count; g++) {
		release_cells(&numeric->groups[g]);
		segbias_sum_release(&numeric->groups[g].square);
		segbias_sum_release(&numeric->groups[g].first);
		segbias_sum_release(&numeric->groups[g].second);
	}
	free(numeric->groups);
	free(numeric);
}

/* --- adding ----------------------------------------------------------------------------------------------------- */

/* parts[0] + parts[1] = x * y */
static void multiply(double x, double y, double parts[2])
{
	parts[0] = x * y;
	parts[1] = y == 1 ? 0 : fma(x, y, -parts[0]); /* most rows stand for one record */
}

static bool add_parts(struct segbias_sum *sum, const double *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parts[i] != 0 && !segbias_sum_add(sum, parts[i]))
			return false;
	return true;
}

static bool add_entry(struct segbias_numeric *numeric, uint32_t id, const struct entry *entry)
{
	struct group *group = &numeric->groups[id];
	size_t slot = make_slot(numeric, group, entry->key);
	if (slot == SIZE_MAX)
		return false;
	group->count += entry->count;
	group->slots[slot].count += entry->count;
	if (group->weights &&
	    !(segbias_sum_add(&group->weights[slot], entry->weight) && add_parts(&group->square, entry->square, 2)))
		return false;
	return numeric->bits == SEGBIAS_NUMERIC_EXACT ||
	       (add_parts(&group->first, entry->first, 2) && add_parts(&group->second, entry->second, 4));
}

bool segbias_numeric_add(struct segbias_numeric *numeric, const struct segbias_numeric_record *record)
{
	struct entry entry = {.count = record->count};
	double x = fabs(record->value) < SEGBIAS_NUMERIC_LEAST ? 0 : record->value;
	entry.weight = numeric->weighted ? record->weight : (double)record->count;
	if (!admit(numeric, x, SEGBIAS_NUMERIC_EXACT, &entry.key))
		return false;
	if (numeric->weighted)
		multiply(entry.weight, entry.weight, entry.square);
	if (numeric->bits != SEGBIAS_NUMERIC_EXACT) {
		double square[2];
		multiply(x, x, square);
		multiply(x, entry.weight, entry.first);
		multiply(square[0], entry.weight, entry.second);
		multiply(square[1], entry.weight, entry.second + 2);
	}
	if (!add_entry(numeric, SEGBIAS_NUMERIC_WHOLE, &entry))
		return false;
	for (size_t i = 0; i < record->group_count; i++) {
		uint32_t id = record->groups[i];
		if (!make_groups(numeric, (size_t)id + 1) || !add_entry(numeric, id, &entry))
			return false;
	}
	return true;
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* Adds the cell at `from` of the group of a column of `bits`. */
static bool merge_cell(struct segbias_numeric *numeric, uint32_t id, const struct group *other, size_t from,
                       unsigned bits)
{
	uint64_t key = 0;
	if (!admit(numeric, value_of(other->slots[from].key - 1), bits, &key))
		return false;
	struct group *group = &numeric->groups[id];
	size_t slot = make_slot(numeric, group, key);
	if (slot == SIZE_MAX)
		return false;
	group->slots[slot].count += other->slots[from].count;
	if (group->weights && other->weights && !segbias_sum_merge(&group->weights[slot], &other->weights[from]))
		return false;
	/* Where only this column is binned, the sums of the values must take the other's from its cells. */
	return numeric->bits == SEGBIAS_NUMERIC_EXACT || bits != SEGBIAS_NUMERIC_EXACT ||
	       sum_cell(other, from, &group->first, &group->second);
}

static bool merge_group(struct segbias_numeric *numeric, uint32_t id, const struct group *other, unsigned bits)
{
	struct group *group = &numeric->groups[id];
	for (size_t from = 0; from < other->slot_count; from++)
		if (other->slots[from].key && !merge_cell(numeric, id, other, from, bits))
			return false;
	group->count += other->count;
	return segbias_sum_merge(&group->square, &other->square) && segbias_sum_merge(&group->first, &other->first) &&
	       segbias_sum_merge(&group->second, &other->second);
}

bool segbias_numeric_merge(struct segbias_numeric *numeric, const struct segbias_numeric *other, const uint32_t *groups)
{
	for (size_t g = 0; g < other->group_count; g++) {
		uint32_t id = groups ? groups[g] : (uint32_t)g;
		if (other->groups[g].size == 0 || id == SEGBIAS_NUMERIC_NO_GROUP)
			continue;
		if (!make_groups(numeric, (size_t)id + 1) || !merge_group(numeric, id, &other->groups[g], other->bits))
			return false;
	}
	return true;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

size_t segbias_numeric_groups(const struct segbias_numeric *numeric)
{
	return numeric->group_count;
}

unsigned segbias_numeric_bits(const struct segbias_numeric *numeric)
{
	return numeric->bits;
}

size_t segbias_numeric_size(const struct segbias_numeric *numeric, uint32_t group)
{
	return group < numeric->group_count ? numeric->groups[group].size : 0;
}

static double weight_at(const struct group *group, size_t slot)
{
	return group->weights ? segbias_sum_value(&group->weights[slot]) : (double)group->slots[slot].count;
}

/* Σw, Σw², Σwx, Σwx² */
struct sums {
	struct segbias_sum weight, square, first, second;
};

static void release_sums(struct sums *sums)
{
	segbias_sum_release(&sums->weight);
	segbias_sum_release(&sums->square);
	segbias_sum_release(&sums->first);
	segbias_sum_release(&sums->second);
	*sums = (struct sums){0};
}

static bool collect_weights(const struct group *group, struct sums *out)
{
	if (!group->weights)
		return segbias_sum_add(&out->weight, (double)group->count) &&
		       segbias_sum_add(&out->square, (double)group->count);
	for (size_t slot = 0; slot < group->slot_count; slot++)
		if (!segbias_sum_merge(&out->weight, &group->weights[slot]))
			return false;
	return segbias_sum_merge(&out->square, &group->square);
}

/* The nearest double to Σwx / Σw, or nearly: the rounded quotient leaves up to two units of its last place, so that the
 * mean of equal values would not always be that value. */
static bool mean_of(const struct sums *sums, double *mean)
{
	/* Below this, products with the mean could lose bits, and it is nothing but what cancellation left. */
	static const double MEAN_LEAST = 1e-150;
	double weight = segbias_sum_value(&sums->weight);
	*mean = segbias_sum_value(&sums->first) / weight;
	if (!(fabs(*mean) >= MEAN_LEAST))
		return true;
	struct segbias_sum rest = {0};
	struct segbias_sum quotient = segbias_sum_of(*mean);
	bool ok =
	    segbias_sum_merge(&rest, &sums->first) && segbias_sum_add_products(&rest, &quotient, &sums->weight, -1);
	if (ok)
		*mean += segbias_sum_value(&rest) / weight;
	segbias_sum_release(&rest);
	return ok;
}

/* The variance is (Σwx² Σw - (Σwx)²) / ((Σw)² - Σw²): both differences are exact before they are rounded, so that
 * neither a large mean nor one large weight costs a digit. */
static bool sd_of(const struct sums *sums, double *sd)
{
	struct segbias_sum spread = {0};
	struct segbias_sum divisor = {0};
	bool ok = segbias_sum_add_products(&spread, &sums->second, &sums->weight, 1) &&
	          segbias_sum_add_products(&spread, &sums->first, &sums->first, -1) &&
	          segbias_sum_add_products(&divisor, &sums->weight, &sums->weight, 1);
	struct segbias_sum one = segbias_sum_of(1);
	ok = ok && segbias_sum_add_products(&divisor, &sums->square, &one, -1);
	double d = segbias_sum_value(&divisor);
	*sd = ok && d > 0 ? sqrt(segbias_sum_value(&spread) / d) : NAN;
	segbias_sum_release(&spread);
	segbias_sum_release(&divisor);
	return ok;
}

bool segbias_numeric_summarise(const struct segbias_numeric *numeric, uint32_t group,
                               struct segbias_numeric_summary *out)
{
	struct segbias_numeric_summary summary = {.mean = NAN, .sd = NAN, .share_max = NAN};
	struct sums sums = {0};
	bool ok = true;
	if (segbias_numeric_size(numeric, group) == 0)
		goto done;
	const struct group *g = &numeric->groups[group];
	ok = collect_weights(g, &sums) &&
	     (numeric->bits == SEGBIAS_NUMERIC_EXACT
	          ? sum_cells(g, &sums.first, &sums.second)
	          : segbias_sum_merge(&sums.first, &g->first) && segbias_sum_merge(&sums.second, &g->second));
	summary.count = g->count;
	summary.weight = segbias_sum_value(&sums.weight);
	summary.square = segbias_sum_value(&sums.square);
	if (!ok || summary.weight == 0)
		goto done;
	double most = 0;
	for (size_t slot = 0; slot < g->slot_count; slot++)
		most = fmax(most, weight_at(g, slot));
	summary.share_max = most / summary.weight;
	ok = mean_of(&sums, &summary.mean) && sd_of(&sums, &summary.sd);
done:
	release_sums(&sums);
	if (ok)
		*out = summary;
	return ok;
}

static int by_value(const void *a, const void *b)
{
	double x = ((const struct segbias_numeric_mass *)a)->value;
	double y = ((const struct segbias_numeric_mass *)b)->value;
	return (x > y) - (x < y);
}

size_t segbias_numeric_read(const struct segbias_numeric *numeric, uint32_t group, unsigned bits,
                            struct segbias_numeric_mass *out)
{
	size_t size = segbias_numeric_size(numeric, group);
	if (size == 0)
		return 0;
	const struct group *g = &numeric->groups[group];
	size_t count = 0;
	for (size_t slot = 0; slot < g->slot_count; slot++)
		if (g->slots[slot].key)
			out[count++] =
			    (struct segbias_numeric_mass){value_of(g->slots[slot].key - 1), weight_at(g, slot)};
	qsort(out, count, sizeof *out, by_value);
	if (bits >= numeric->bits)
		return count;
	/* Bins follow each other as their values do. */
	size_t bins = 0;
	for (size_t i = 0; i < count; i++) {
		struct segbias_numeric_mass mass = {segbias_numeric_bin(out[i].value, bits), out[i].weight};
		if (bins > 0 && out[bins - 1].value == mass.value)
			out[bins - 1].weight += mass.weight;
		else
			out[bins++] = mass;
	}
	return bins;
}

/* --- as text ---------------------------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
	double x = value_of(((const struct slot *)a)->key - 1);
	double y = value_of(((const struct slot *)b)->key - 1);
	return (x > y) - (x < y);
}

static void write_value(struct segbias_lines *lines, double value)
{
	struct segbias_sum sum = segbias_sum_of(value);
	segbias_lines_sum(lines, &sum);
}

static void begin_cells(struct segbias_lines *lines, size_t number, size_t group)
{
	segbias_lines_add(lines, "{\"numeric\":");
	segbias_lines_whole(lines, number);
	segbias_lines_add(lines, ",\"group\":");
	segbias_lines_whole(lines, group);
	segbias_lines_add(lines, ",\"cells\":[");
}

static void write_cells(const struct group *group, const struct slot *order, struct segbias_lines *lines, size_t number,
                        size_t id)
{
	begin_cells(lines, number, id);
	for (size_t i = 0, on = 0; i < group->size; i++, on++) {
		if (segbias_lines_full(lines)) {
			segbias_lines_add(lines, "]}");
			segbias_lines_end(lines);
			begin_cells(lines, number, id);
			on = 0;
		}
		segbias_lines_add(lines, on ? ",[" : "[");
		write_value(lines, value_of(order[i].key - 1));
		segbias_lines_add(lines, ",");
		segbias_lines_whole(lines, order[i].count);
		if (group->weights) {
			segbias_lines_add(lines, ",");
			segbias_lines_sum(lines, &group->weights[slot_of(group, order[i].key)]);
		}
		segbias_lines_add(lines, "]");
	}
	segbias_lines_add(lines, "]}");
	segbias_lines_end(lines);
}

bool segbias_numeric_write(const struct segbias_numeric *numeric, size_t number, struct segbias_lines *lines)
{
	for (size_t g = 0; g < numeric->group_count; g++) {
		const struct group *group = &numeric->groups[g];
		struct slot *order = segbias_memory_zeroed(group->size + 1, sizeof *order);
		size_t count = 0;
		if (!order)
			return false;
		for (size_t slot = 0; slot < group->slot_count; slot++)
			if (group->slots[slot].key)
				order[count++] = group->slots[slot];
		qsort(order, count, sizeof *order, by_key);
		if (count > 0) {
			const struct segbias_sum *sums[] = {&group->square, &group->first, &group->second};
			segbias_lines_add(lines, "{\"numeric\":");
			segbias_lines_whole(lines, number);
			segbias_lines_add(lines, ",\"group\":");
			segbias_lines_whole(lines, g);
			segbias_lines_add(lines, ",\"bits\":");
			segbias_lines_whole(lines, numeric->bits);
			for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
				segbias_lines_add(lines, i == 0 ? ",\"sums\":[" : ",");
				segbias_lines_sum(lines, sums[i]);
			}
			segbias_lines_add(lines, "]}");
			segbias_lines_end(lines);
			write_cells(group, order, lines, number, g);
		}
		free(order);
	}
	return true;
}

static void read_sums(struct segbias_numeric *numeric, struct group *group, struct segbias_scan *scan)
{
	uint32_t bits = segbias_scan_below(scan, SEGBIAS_NUMERIC_EXACT + 1);
	bool empty = numeric->groups[SEGBIAS_NUMERIC_WHOLE].size == 0;
	struct segbias_sum *sums[] = {&group->square, &group->first, &group->second};
	/* Of all groups the same; and each comes once. */
	scan->failed = scan->failed || bits < BITS_LEAST || group->size > 0 || (!empty && bits != numeric->bits);
	if (!scan->failed)
		numeric->bits = bits;
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		segbias_scan_expect(scan, i == 0 ? ",\"sums\":[" : ",");
		segbias_scan_sum(scan, sums[i]);
	}
	segbias_scan_expect(scan, "]}");
}

static void read_cells(struct segbias_numeric *numeric, struct group *group, struct segbias_scan *scan)
{
	for (size_t i = 0; segbias_scan_item(scan, i); i++) {
		segbias_scan_expect(scan, "[");
		double value = segbias_scan_double(scan);
		segbias_scan_expect(scan, ",");
		uint64_t count = segbias_scan_whole(scan);
		size_t before = group->size;
		scan->failed =
		    scan->failed || !segbias_numeric_fits(value) || segbias_numeric_bin(value, numeric->bits) != value;
		size_t slot = scan->failed ? SIZE_MAX : make_slot(numeric, group, key_of(value));
		if (slot == SIZE_MAX) {
			scan->memory = scan->memory || !scan->failed;
			scan->failed = true;
			return;
		}
		scan->failed = group->size == before; /* it came before */
		group->slots[slot].count = count;
		group->count += count;
		if (group->weights) {
			segbias_scan_expect(scan, ",");
			segbias_scan_sum(scan, &group->weights[slot]);
		}
		segbias_scan_expect(scan, "]");
	}
	segbias_scan_expect(scan, "}");
}

void segbias_numeric_scan(struct segbias_numeric *numeric, uint32_t groups, struct segbias_scan *scan)
{
	segbias_scan_expect(scan, ",\"group\":");
	uint32_t id = segbias_scan_below(scan, groups);
	if (scan->failed)
		return;
	if (!make_groups(numeric, (size_t)id + 1)) {
		scan->failed = scan->memory = true;
		return;
	}
	if (segbias_scan_is(scan, ",\"bits\":")) {
		read_sums(numeric, &numeric->groups[id], scan);
	} else {
		segbias_scan_expect(scan, ",\"cells\":[");
		read_cells(numeric, &numeric->groups[id], scan);
	}
}
