/* The whole campaign and its segments, as every question goes through them. */
#include "analysis/analysis.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare_groups(const void *a, const void *b)
{
	const struct segbias_group *x = a;
	const struct segbias_group *y = b;
	return segbias_label_compare(x->label, y->label);
}

enum segbias_status segbias_groups_list(const struct segbias_tally *campaign, const struct segbias_matching *matching,
                                        struct segbias_arena *arena, struct segbias_group **groups, size_t *count,
                                        struct segbias_error *error)
{
	bool segmented = matching->segment_mode != SEGBIAS_SEGMENT_NONE;
	uint32_t segments = segmented ? segbias_tally_labels(campaign, 0) : 0;
	struct segbias_group *list = segbias_arena_array(arena, (size_t)segments + 1, sizeof *list);
	if (!list)
		return segbias_error_memory(error);
	const struct segbias_table *table = segbias_tally_table(campaign, &(uint32_t){0}, 1);
	list[0].rows = segbias_tally_records(campaign);
	for (uint32_t i = 0; i < segments; i++) {
		struct segbias_group *group = &list[i + 1];
		group->id = SEGBIAS_ID_FIRST + i;
		struct segbias_label label =
		    matching->segments ? matching->segments[group->id] : segbias_tally_label(campaign, 0, group->id);
		/* The tally is gone when the findings are read. */
		if (!segbias_arena_copy(arena, label, &group->label))
			return segbias_error_memory(error);
		group->rows = segbias_tally_cell(table, &group->id, 1).count;
	}
	qsort(list + 1, segments, sizeof *list, compare_groups);
	*groups = list;
	*count = (size_t)segments + 1;
	return SEGBIAS_OK;
}

struct segbias_group_tables segbias_group_tables_of(const struct segbias_tally *campaign, uint32_t column)
{
	uint32_t both[] = {0, column};
	return (struct segbias_group_tables){segbias_tally_table(campaign, &column, 1),
	                                     segbias_tally_table(campaign, both, 2)};
}

struct segbias_cell segbias_group_cell(const struct segbias_group_tables *tables, const struct segbias_group *group,
                                       uint32_t id)
{
	uint32_t both[] = {group->id, id};
	return segbias_group_is_whole(group) ? segbias_tally_cell(tables->whole, &id, 1)
	                                     : segbias_tally_cell(tables->segments, both, 2);
}

static bool holds(struct segbias_label label, const char *sign)
{
	size_t size = strlen(sign);
	for (size_t i = 0; i + size <= label.size; i++)
		if (memcmp(label.bytes + i, sign, size) == 0)
			return true;
	return false;
}

bool segbias_crossing_join(const struct segbias_label *labels, size_t count, const char *sign, const char *between,
                           struct segbias_arena *arena, struct segbias_label *out)
{
	struct segbias_text text = {0};
	for (size_t i = 0; i < count; i++) {
		bool quoted = count > 1 && (holds(labels[i], sign) || holds(labels[i], "\""));
		segbias_text_add_string(&text, i ? between : "");
		segbias_text_add(&text, "\"", quoted);
		for (size_t j = 0; j < labels[i].size; j++) {
			segbias_text_add(&text, "\"", quoted && labels[i].bytes[j] == '"');
			segbias_text_add(&text, &labels[i].bytes[j], 1);
		}
		segbias_text_add(&text, "\"", quoted);
	}
	bool ok = !text.failed && segbias_arena_copy(arena, segbias_text_label(&text), out);
	segbias_text_release(&text);
	return ok;
}

bool segbias_crossing_name(const struct segbias_attribute *const *parts, size_t count, struct segbias_arena *arena,
                           struct segbias_label *out)
{
	struct segbias_label names[SEGBIAS_CROSSING_MAX] = {{0}};
	for (size_t i = 0; i < count; i++)
		names[i] = parts[i]->name;
	return segbias_crossing_join(names, count, "*", "*", arena, out);
}

enum segbias_status segbias_crossing_refuse_name(struct segbias_label name, const char *path,
                                                 struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "crossing_named|a column is called %s, as the crossing of others is: no output could tell them apart",
	    segbias_label_quote(name, quoted));
	segbias_error_hint(error, "--attributes names what is compared without it; or call the column otherwise");
	segbias_error_place(error, path, 1, 0);
	return SEGBIAS_DATA;
}

/* What is asked of p: adjusted ones, and up to which p each alone would be found; one of both may be NULL. */
struct asked {
	enum segbias_control control;
	double alpha;
	double *q, *cut;
};

/* Of one family, whose members stand apart. */
static bool of_scattered(const double *p, const bool *whole, size_t count, bool family, const struct asked *asked)
{
	double *part = segbias_memory_zeroed(count + 1, sizeof *part);
	double *cut = segbias_memory_zeroed(count + 1, sizeof *cut);
	size_t size = 0;
	for (size_t i = 0; part && i < count; i++)
		if (whole[i] == family)
			part[size++] = p[i];
	bool ok = part && cut && segbias_adjust_both(part, size, asked->control, asked->alpha, part, cut);
	for (size_t i = 0, at = 0; ok && i < count; i++) {
		if (whole[i] != family)
			continue;
		if (asked->q)
			asked->q[i] = part[at];
		if (asked->cut)
			asked->cut[i] = cut[at];
		at++;
	}
	free(part);
	free(cut);
	return ok;
}

/* Members of one family that stand together. */
static bool of_run(const double *p, size_t from, size_t to, const struct asked *asked)
{
	return segbias_adjust_both(p + from, to - from, asked->control, asked->alpha, asked->q ? asked->q + from : NULL,
	                           asked->cut ? asked->cut + from : NULL);
}

/* Of each family apart. The whole campaign's stand before those of segments, but for members that were added later. */
static bool of_each_family(const double *p, const bool *whole, size_t count, const struct asked *asked)
{
	size_t first = 0;
	while (first < count && whole[first] == whole[0])
		first++;
	size_t second = first;
	while (second < count && whole[second] == whole[first])
		second++;
	if (second == count)
		return of_run(p, 0, first, asked) && of_run(p, first, count, asked);
	/* The result may stand where p does: each family has entries of its own. */
	return of_scattered(p, whole, count, false, asked) && of_scattered(p, whole, count, true, asked);
}

bool segbias_families_adjust(const double *p, const bool *whole, size_t count, enum segbias_control control, double *q)
{
	return of_each_family(p, whole, count, &(struct asked){.control = control, .q = q});
}

bool segbias_families_both(const double *p, const bool *whole, size_t count, const struct segbias_policy *policy,
                           double *q, double *cut)
{
	return of_each_family(p, whole, count,
	                      &(struct asked){.control = policy->control, .alpha = policy->alpha, .q = q, .cut = cut});
}

void segbias_policy_interval(const struct segbias_policy *policy, double k, double n, double *low, double *high)
{
	if (policy->wilson)
		segbias_interval_wilson(k, n, policy->alpha, low, high);
	else
		segbias_interval_exact(k, n, policy->alpha, low, high);
}

/* FNV-1a: the same on every platform. */
uint64_t segbias_stream_seed(uint64_t seed, struct segbias_label first, struct segbias_label second)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (int i = 0; i < 8; i++)
		hash = (hash ^ (seed >> (8 * i) & 0xFF)) * UINT64_C(0x100000001B3);
	hash = (hash ^ (first.bytes != NULL)) * UINT64_C(0x100000001B3);
	for (size_t i = 0; i < first.size; i++)
		hash = (hash ^ (unsigned char)first.bytes[i]) * UINT64_C(0x100000001B3);
	hash = (hash ^ 0x1FF) * UINT64_C(0x100000001B3);
	for (size_t i = 0; i < second.size; i++)
		hash = (hash ^ (unsigned char)second.bytes[i]) * UINT64_C(0x100000001B3);
	return hash;
}

void segbias_values_drawn(const struct segbias_attribute *attribute, const double *values, double *drawn)
{
	for (size_t i = 0; i < attribute->value_count; i++)
		drawn[i] = values[attribute->drawn[i]];
}

struct segbias_monte_carlo segbias_monte_carlo_of(uint64_t seed, struct segbias_label first,
                                                  struct segbias_label second)
{
	return (struct segbias_monte_carlo){
	    .replicates = 9999, .stop = 100, .seed = segbias_stream_seed(seed, first, second)};
}
