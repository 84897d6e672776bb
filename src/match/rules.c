#include "match/rules.h"

#include "base/memory.h"
#include "match/selection.h"
#include "match/universe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void add(struct segbias_lines *lines, const char *text)
{
	segbias_lines_add(lines, text);
}

static void add_whole(struct segbias_lines *lines, const char *before, uint64_t value)
{
	add(lines, before);
	segbias_lines_whole(lines, value);
}

static void add_truth(struct segbias_lines *lines, const char *before, bool truth)
{
	add(lines, before);
	add(lines, truth ? "true" : "false");
}

static void add_string(struct segbias_lines *lines, const char *before, struct segbias_label value)
{
	add(lines, before);
	segbias_lines_string(lines, value);
}

/* A number or an end that is none. */
static void add_end(struct segbias_lines *lines, const char *before, double value)
{
	add(lines, before);
	if (isfinite(value)) {
		struct segbias_sum sum = segbias_sum_of(value);
		segbias_lines_sum(lines, &sum);
		segbias_sum_release(&sum);
		return;
	}
	add(lines, isnan(value) ? "\"nan\"" : value > 0 ? "\"inf\"" : "\"-inf\"");
}

static unsigned marks_of(const struct segbias_band *band)
{
	return (unsigned)band->single | (unsigned)band->weak << 1 | (unsigned)band->like << 2 |
	       (unsigned)band->years << 3;
}

static void write_bands(const struct segbias_value_map *map, struct segbias_lines *lines)
{
	for (size_t i = 0; map->bands && i < map->count; i++) {
		add_end(lines, i ? ",[" : ",\"bands\":[[", map->bands[i].low);
		add_end(lines, ",", map->bands[i].end);
		add_end(lines, ",", map->bands[i].high);
		add_end(lines, ",", map->bands[i].step);
		add_whole(lines, ",", marks_of(&map->bands[i]));
		add(lines, "]");
	}
	if (map->bands)
		add(lines, map->count ? "]" : ",\"bands\":[]");
	for (size_t i = 0; i < map->edge_count; i++)
		add_end(lines, i ? "," : ",\"edges\":[", map->edges[i]);
	if (map->edge_count)
		add(lines, "]");
}

static void write_synonyms(const struct segbias_match_synonyms *synonyms, struct segbias_lines *lines)
{
	size_t count = 0;
	if (!synonyms)
		return;
	add_whole(lines, ",\"synonyms\":{\"schemes\":", synonyms->codes.schemes);
	add_truth(lines, ",\"apart\":", synonyms->apart);
	add(lines, ",\"values\":[");
	for (size_t i = 0; i < SEGBIAS_SYNONYM_GROUPS_MAX; i++)
		if (synonyms->values[i] != UINT32_MAX) {
			add_whole(lines, count++ ? ",[" : "[", i);
			add_whole(lines, ",", synonyms->values[i]);
			add(lines, "]");
		}
	add(lines, "]}");
}

static void write_map(const struct segbias_value_map *map, struct segbias_lines *lines)
{
	add_truth(lines, ",\"map\":{\"ages\":", map->ages);
	add_truth(lines, ",\"style\":", map->style != NULL);
	write_bands(map, lines);
	for (uint32_t i = 0; i < map->recode_from.size; i++) {
		add_string(lines, i ? ",[" : ",\"recode\":[[", map->recode_from.labels[i]);
		/* 0 is outside of the universe */
		add_whole(lines, ",", map->recode_to[i] == UINT32_MAX ? 0 : (uint64_t)map->recode_to[i] + 1);
		add(lines, "]");
	}
	if (map->recode_from.size)
		add(lines, "]");
	write_synonyms(map->synonyms, lines);
	add(lines, "}");
}

/* A value, or that none is named. */
static void write_item(const char *before, struct segbias_label item, struct segbias_lines *lines)
{
	if (item.bytes) {
		add_string(lines, before, item);
		return;
	}
	add(lines, before);
	add(lines, "null");
}

static void write_column(const struct segbias_plan_column *column, struct segbias_lines *lines)
{
	if (column->field == SEGBIAS_NO_FIELD) /* the segments that overlap: "members" */
		add(lines, "{\"field\":null");
	else
		add_whole(lines, "{\"field\":", column->field);
	if (column->key == segbias_join_segment_key)
		add(lines, ",\"key\":\"segment\"");
	else if (column->key == segbias_join_shown_segment_key)
		add(lines, ",\"key\":\"shown\"");
	if (column->resolve == segbias_value_map_resolve) {
		write_map(column->context, lines);
	} else if (segbias_stage_of(column)) {
		write_item(",\"stage\":", segbias_stage_of(column)->item, lines);
	} else if (segbias_selecting_of(column)) {
		write_item(",\"selects\":", segbias_selecting_of(column)->value, lines);
	}
	add(lines, "}");
}

/* The column whose map a filter goes by; the last one + 1: by none. */
static size_t column_of(const struct segbias_plan *plan, const struct segbias_universe_filter *filter)
{
	size_t at = 0;
	for (; filter->map && at < plan->column_count; at++) {
		const struct segbias_plan_column *column = &plan->columns[at];
		if (column->context == filter->map)
			return at;
	}
	return plan->column_count;
}

static void write_filter(const struct segbias_plan *plan, const struct segbias_plan_filter *filter,
                         struct segbias_lines *lines)
{
	const struct segbias_universe_filter *universe = filter->context;
	add_whole(lines, "{\"field\":", filter->field);
	add_truth(lines, ",\"chosen\":", filter->chosen);
	add_truth(lines, ",\"universe\":", filter->universe);
	add_truth(lines, ",\"ages\":", universe->ages);
	add_whole(lines, ",\"column\":", column_of(plan, universe));
	for (size_t i = 0; i < universe->count; i++)
		add_string(lines, i ? "," : ",\"items\":[", universe->items[i]);
	add(lines, universe->count ? "]}" : ",\"items\":[]}");
}

void segbias_rules_write(const struct segbias_matching *matching, struct segbias_lines *lines)
{
	const struct segbias_plan *plan = &matching->plan;
	add(lines, "{\"version\":\"" SEGBIAS_VERSION "\",\"columns\":[");
	for (size_t i = 0; i < plan->column_count; i++) {
		add(lines, i ? "," : "");
		write_column(&plan->columns[i], lines);
	}
	add(lines, "],\"members\":[");
	for (size_t i = 0; i < plan->member_count; i++)
		add_whole(lines, i ? "," : "", plan->member_fields[i]);
	add(lines, "],\"numbers\":[");
	for (size_t i = 0; i < plan->number_count; i++) {
		add_whole(lines, i ? ",[" : "[", plan->numbers[i].field);
		add_truth(lines, ",", plan->numbers[i].ages);
		add(lines, "]");
	}
	add(lines, "]");
	if (plan->design.used)
		add_whole(lines, ",\"person\":", plan->design.cluster_field);
	add(lines, ",\"filters\":[");
	for (size_t i = 0; i < plan->filter_count; i++) {
		add(lines, i ? "," : "");
		write_filter(plan, &plan->filters[i], lines);
	}
	add(lines, "]}");
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct reading {
	struct segbias_scan *scan;
	const struct segbias_rules_input *input;
	struct segbias_rules *rules;
	struct segbias_plan_column *columns;
};

static bool is(struct reading *r, const char *text)
{
	return segbias_scan_is(r->scan, text);
}

static void expect(struct reading *r, const char *text)
{
	segbias_scan_expect(r->scan, text);
}

static void out_of_memory(struct reading *r)
{
	r->scan->failed = r->scan->memory = true;
}

/* Of the arena; NULL where the scan has failed. */
static void *room(struct reading *r, size_t count, size_t size)
{
	void *made = r->scan->failed ? NULL : segbias_arena_array(&r->rules->arena, count, size);
	if (!made && !r->scan->failed)
		out_of_memory(r);
	return made;
}

static bool scan_truth(struct reading *r, const char *before)
{
	expect(r, before);
	bool truth = is(r, "true");
	if (!truth)
		expect(r, "false");
	return truth;
}

static double scan_end(struct reading *r, const char *before)
{
	expect(r, before);
	if (is(r, "\"nan\""))
		return NAN;
	if (is(r, "\"inf\""))
		return INFINITY;
	return is(r, "\"-inf\"") ? -INFINITY : segbias_scan_double(r->scan);
}

static struct segbias_band *scan_bands(struct reading *r, size_t count)
{
	enum { MARKS = 1 << 4 };
	struct segbias_band *bands = room(r, count, sizeof *bands);
	for (size_t i = 0; i < count && !r->scan->failed; i++) {
		bands[i].low = scan_end(r, i ? ",[" : "[");
		bands[i].end = scan_end(r, ",");
		bands[i].high = scan_end(r, ",");
		bands[i].step = scan_end(r, ",");
		expect(r, ",");
		unsigned marks = segbias_scan_below(r->scan, MARKS);
		bands[i].single = marks & 1;
		bands[i].weak = marks >> 1 & 1;
		bands[i].like = marks >> 2 & 1;
		bands[i].years = marks >> 3 & 1;
		expect(r, "]");
	}
	expect(r, "]");
	return bands;
}

/* Items of a list whose "[" was read are counted ahead: none holds a bracket of its own. */
static size_t count_items(const struct reading *r)
{
	size_t count = 1;
	for (const char *at = r->scan->at; at < r->scan->end && *at != ']'; at++)
		count += *at == ',';
	return count;
}

static void scan_edges(struct reading *r, struct segbias_value_map *map)
{
	size_t count = count_items(r);
	double *edges = room(r, count, sizeof *edges);
	for (size_t i = 0; i < count && !r->scan->failed; i++)
		edges[i] = scan_end(r, i ? "," : "");
	expect(r, "]");
	map->edges = edges;
	map->edge_count = count;
}

static void scan_recode(struct reading *r, struct segbias_value_map *map)
{
	size_t capacity = 0;
	for (size_t i = 0; segbias_scan_item(r->scan, i); i++) {
		expect(r, "[");
		struct segbias_label from = segbias_scan_string(r->scan);
		expect(r, ",");
		uint32_t to = segbias_scan_below(r->scan, map->count + 1);
		expect(r, "]");
		if (r->scan->failed)
			return;
		uint32_t *grown = segbias_memory_room(map->recode_to, i, &capacity, sizeof *grown);
		if (!grown || segbias_intern_add(&map->recode_from, from) == SEGBIAS_INTERN_NONE) {
			map->recode_to = grown ? grown : map->recode_to;
			out_of_memory(r);
			return;
		}
		map->recode_to = grown;
		grown[i] = to ? to - 1 : UINT32_MAX;
		r->scan->failed = map->recode_from.size != i + 1; /* one came twice */
	}
}

static void scan_synonyms(struct reading *r, struct segbias_value_map *map)
{
	struct segbias_match_synonyms *synonyms = room(r, 1, sizeof *synonyms);
	if (!synonyms)
		return;
	for (size_t i = 0; i < SEGBIAS_SYNONYM_GROUPS_MAX; i++)
		synonyms->values[i] = UINT32_MAX;
	synonyms->set = SEGBIAS_SYNONYM_NONE; /* which is asked when a plan is made */
	synonyms->codes.schemes = segbias_scan_below(r->scan, (uint64_t)UINT32_MAX + 1);
	synonyms->apart = scan_truth(r, ",\"apart\":");
	expect(r, ",\"values\":[");
	for (size_t i = 0; segbias_scan_item(r->scan, i); i++) {
		expect(r, "[");
		uint32_t group = segbias_scan_below(r->scan, SEGBIAS_SYNONYM_GROUPS_MAX);
		expect(r, ",");
		synonyms->values[group] = segbias_scan_below(r->scan, map->count);
		expect(r, "]");
	}
	expect(r, "}");
	map->synonyms = synonyms;
}

/* Behind its key. */
static const struct segbias_value_map *scan_map(struct reading *r, const struct segbias_plan_column *column)
{
	struct segbias_value_map *map = &r->rules->maps[r->rules->map_count];
	const struct segbias_band *bands = NULL;
	bool ages = scan_truth(r, "{\"ages\":");
	bool styled = scan_truth(r, ",\"style\":");
	if (is(r, ",\"bands\":["))
		bands = scan_bands(r, column->label_count);
	if (r->scan->failed)
		return NULL;
	r->rules->map_count++; /* from here on it is released with the others */
	if (segbias_value_map_init(map, column->labels, bands, column->label_count, NULL) != SEGBIAS_OK) {
		out_of_memory(r);
		return NULL;
	}
	map->ages = ages;
	map->style = styled ? &r->input->styles[column->field] : NULL;
	map->missing = r->input->missing;
	if (is(r, ",\"edges\":["))
		scan_edges(r, map);
	if (is(r, ",\"recode\":["))
		scan_recode(r, map);
	if (is(r, ",\"synonyms\":{\"schemes\":"))
		scan_synonyms(r, map);
	expect(r, "}");
	return map;
}

static struct segbias_label scan_item(struct reading *r)
{
	return is(r, "null") ? (struct segbias_label){NULL, 0} : segbias_scan_string(r->scan);
}

static void scan_selecting(struct reading *r, struct segbias_plan_column *column)
{
	struct segbias_selecting *selecting = room(r, 1, sizeof *selecting);
	if (!selecting)
		return;
	*selecting = (struct segbias_selecting){.missing = r->input->missing, .by = SEGBIAS_SELECTING_WORD};
	selecting->value = scan_item(r);
	*column = segbias_selection_column(column->name, column->field, selecting);
}

static void scan_stage(struct reading *r, struct segbias_plan_column *column)
{
	struct segbias_stage *stage = room(r, 1, sizeof *stage);
	if (!stage)
		return;
	*stage = (struct segbias_stage){.missing = r->input->missing};
	stage->item = scan_item(r);
	*column = segbias_stage_column(column->name, column->field, stage);
}

static size_t scan_field(struct reading *r)
{
	return segbias_scan_below(r->scan, r->input->width);
}

static void scan_column(struct reading *r, struct segbias_plan_column *column)
{
	expect(r, "{\"field\":");
	bool members = column->kind == SEGBIAS_PLAN_MEMBERS;
	column->field = SEGBIAS_NO_FIELD;
	if (members)
		expect(r, "null");
	else
		column->field = scan_field(r);
	if (is(r, ",\"key\":\"segment\""))
		column->key = segbias_join_segment_key;
	else if (is(r, ",\"key\":\"shown\""))
		column->key = segbias_join_shown_segment_key;
	bool mapped = column->kind == SEGBIAS_PLAN_MAPPED;
	r->scan->failed = r->scan->failed || (column->key && column->kind != SEGBIAS_PLAN_OPEN);
	if (mapped && is(r, ",\"selects\":")) {
		scan_selecting(r, column);
	} else if (mapped && is(r, ",\"stage\":")) {
		scan_stage(r, column);
	} else if (mapped) {
		expect(r, ",\"map\":");
		column->context = scan_map(r, column);
		column->resolve = segbias_value_map_resolve;
	}
	expect(r, "}");
}

static void scan_filter(struct reading *r, struct segbias_plan_filter *filter)
{
	struct segbias_universe_filter *universe = room(r, 1, sizeof *universe);
	if (!universe)
		return;
	*filter = (struct segbias_plan_filter){.accept = segbias_universe_accept, .context = universe};
	expect(r, "{\"field\":");
	filter->field = scan_field(r);
	filter->chosen = scan_truth(r, ",\"chosen\":");
	filter->universe = scan_truth(r, ",\"universe\":");
	universe->ages = scan_truth(r, ",\"ages\":");
	expect(r, ",\"column\":");
	size_t at = segbias_scan_below(r->scan, r->input->plan->column_count + 1);
	expect(r, ",\"items\":[");
	struct segbias_label *items = NULL;
	size_t capacity = 0;
	for (; segbias_scan_item(r->scan, universe->count); universe->count++) {
		struct segbias_label *grown = segbias_memory_room(items, universe->count, &capacity, sizeof *grown);
		if (!grown) {
			out_of_memory(r);
			break;
		}
		items = grown;
		items[universe->count] = segbias_scan_string(r->scan);
	}
	expect(r, "}");
	struct segbias_label *kept = room(r, universe->count, sizeof *kept);
	if (kept && items)
		memcpy(kept, items, universe->count * sizeof *kept);
	free(items);
	universe->items = kept;
	if (r->scan->failed || at == r->input->plan->column_count)
		return;
	const struct segbias_plan_column *column = &r->columns[at];
	r->scan->failed = column->resolve != segbias_value_map_resolve;
	universe->map = column->context;
}

static void scan_members(struct reading *r)
{
	size_t count = 0;
	for (size_t i = 0; i < r->input->plan->column_count; i++)
		if (r->columns[i].kind == SEGBIAS_PLAN_MEMBERS)
			count = r->columns[i].label_count;
	size_t *fields = room(r, count, sizeof *fields);
	for (size_t i = 0; i < count && !r->scan->failed; i++) {
		if (i > 0)
			expect(r, ",");
		fields[i] = scan_field(r);
	}
	expect(r, "]");
	r->rules->plan.member_fields = fields;
	r->rules->plan.member_count = count;
}

static void scan_numbers(struct reading *r)
{
	size_t count = r->input->plan->number_count;
	struct segbias_plan_number *numbers = room(r, count, sizeof *numbers);
	for (size_t i = 0; i < count && !r->scan->failed; i++) {
		numbers[i] = r->input->plan->numbers[i];
		expect(r, i ? ",[" : "[");
		numbers[i].field = scan_field(r);
		numbers[i].name = r->input->names[numbers[i].field];
		numbers[i].ages = scan_truth(r, ",");
		expect(r, "]");
	}
	expect(r, "]");
	r->rules->plan.numbers = numbers;
}

static void scan_all(struct reading *r)
{
	struct segbias_plan *plan = &r->rules->plan;
	size_t count = plan->column_count;
	r->columns = room(r, count, sizeof *r->columns);
	r->rules->maps = room(r, count, sizeof *r->rules->maps);
	expect(r, ",\"columns\":[");
	for (size_t i = 0; i < count && !r->scan->failed; i++) {
		r->columns[i] = r->input->plan->columns[i];
		if (i > 0)
			expect(r, ",");
		scan_column(r, &r->columns[i]);
	}
	plan->columns = r->columns;
	expect(r, "],\"members\":[");
	if (!r->scan->failed)
		scan_members(r);
	expect(r, ",\"numbers\":[");
	scan_numbers(r);
	if (plan->design.used) {
		expect(r, ",\"person\":");
		plan->design.cluster_field = scan_field(r);
	}
	expect(r, ",\"filters\":[");
	size_t most = count + r->input->width;
	struct segbias_plan_filter *filters = room(r, most, sizeof *filters);
	for (; segbias_scan_item(r->scan, plan->filter_count); plan->filter_count++) {
		r->scan->failed = plan->filter_count == most;
		if (!r->scan->failed)
			scan_filter(r, &filters[plan->filter_count]);
	}
	plan->filters = filters;
	expect(r, "}");
}

enum segbias_status segbias_rules_scan(struct segbias_scan *scan, const struct segbias_rules_input *input,
                                       struct segbias_rules *rules, struct segbias_error *error)
{
	struct reading r = {.scan = scan, .input = input, .rules = rules};
	*rules = (struct segbias_rules){.plan = *input->plan};
	rules->plan.missing = input->missing;
	segbias_scan_expect(scan, "{\"version\":");
	rules->other_version =
	    !segbias_label_equal(segbias_scan_string(scan), segbias_label_of(SEGBIAS_VERSION)) && !scan->failed;
	if (!rules->other_version)
		scan_all(&r);
	return scan->memory ? segbias_error_memory(error) : SEGBIAS_OK;
}

void segbias_rules_release(struct segbias_rules *rules)
{
	for (size_t i = 0; i < rules->map_count; i++)
		segbias_value_map_release(&rules->maps[i]);
	segbias_arena_release(&rules->arena);
	*rules = (struct segbias_rules){.other_version = false};
}
