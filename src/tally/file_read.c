#include "tally/file.h"

#include "base/memory.h"
#include "tally/body.h"
#include "tally/clusters.h"
#include "tally/numeric.h"
#include "tally/patterns.h"

#include <stdlib.h>
#include <string.h>

/* The kinds of lines, in their order. */
enum stage {
	STAGE_PARTS,
	STAGE_FACTS,
	STAGE_TOTAL,
	STAGE_COLUMNS,
	STAGE_TABLES,
	STAGE_MISSING,
	STAGE_NUMBERS,
	STAGE_PATTERNS,
	STAGE_PERSONS
};

struct reading {
	struct segbias_stream *stream;
	struct segbias_tally_file *file;
	struct segbias_tally *tally;
	struct segbias_text buffer; /* what was read and not yet said */
	size_t start;               /* of the line that comes next, in the buffer */
	bool ended;                 /* the stream has */
	uint64_t line;              /* the number of the last one that was said … */
	struct segbias_label last;  /* … and it, without its line end */
	struct segbias_hash hash;   /* of the lines before it */
	struct segbias_scan scan;   /* what is left of it */
	enum stage stage;
	size_t column;        /* whose lines are read */
	size_t table;         /* the number of those that began */
	uint32_t *ids, *next; /* [columns] and [heads] of persons: tally/clusters.h */
	uint64_t key_before;  /* of the last cell + 1, in a list that goes on in other lines; 0: none */
};

/* --- line by line ------------------------------------------------------------------------------------------------ */

static enum segbias_status here(const struct reading *r, struct segbias_error *error)
{
	segbias_error_place(error, segbias_stream_name(r->stream), r->line, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status changed(const struct reading *r, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "tally_changed|changed: this is no line of a tally");
	return here(r, error);
}

static enum segbias_status other_hash(const struct reading *r, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "tally_changed|changed: sha256 differs");
	return here(r, error);
}

static enum segbias_status cut(const struct reading *r, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "tally_cut|cut: the trailer is missing");
	return here(r, error);
}

/* More bytes behind those of the buffer. */
static enum segbias_status fill(struct reading *r, struct segbias_error *error)
{
	enum { PIECE = 1 << 16 };
	char piece[PIECE];
	size_t size = 0;
	if (r->start > 0) {
		memmove(r->buffer.data, r->buffer.data + r->start, r->buffer.size - r->start);
		r->buffer.size -= r->start;
		r->start = 0;
	}
	enum segbias_status status = segbias_stream_read(r->stream, piece, sizeof piece, &size, error);
	if (status != SEGBIAS_OK)
		return status;
	r->ended = size == 0;
	segbias_text_add(&r->buffer, piece, size);
	return r->buffer.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* *more: false at the end. Errors: SEGBIAS_DATA where it is cut. */
static enum segbias_status next_line(struct reading *r, bool *more, struct segbias_error *error)
{
	const char *end = NULL;
	size_t looked = 0;
	if (r->line > 0) { /* with its line end */
		segbias_hash_add(&r->hash, (struct segbias_label){r->last.bytes, r->last.size + 1});
		r->start += r->last.size + 1;
	}
	for (;;) {
		/* Not from a null pointer, where nothing was read. */
		const char *bytes = segbias_text_label(&r->buffer).bytes + r->start;
		size_t size = r->buffer.size - r->start;
		end = size > looked ? memchr(bytes + looked, '\n', size - looked) : NULL;
		if (end || r->ended)
			break;
		looked = size;
		if (looked > SEGBIAS_LINE_MAX) {
			r->line++;
			return changed(r, error);
		}
		enum segbias_status status = fill(r, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	*more = end != NULL;
	r->line += *more || r->buffer.size > r->start;
	if (!*more)
		return r->buffer.size > r->start ? cut(r, error) : SEGBIAS_OK;
	r->last = (struct segbias_label){r->buffer.data + r->start, (size_t)(end - r->buffer.data) - r->start};
	r->scan = (struct segbias_scan){r->last.bytes, end, &r->file->arena, false, false};
	return SEGBIAS_OK;
}

static bool is(struct reading *r, const char *text)
{
	return segbias_scan_is(&r->scan, text);
}

static void expect(struct reading *r, const char *text)
{
	segbias_scan_expect(&r->scan, text);
}

static void out_of_memory(struct reading *r)
{
	r->scan.failed = r->scan.memory = true;
}

/* Something that the line must not say. */
static void forbid(struct reading *r, bool wrong)
{
	r->scan.failed = r->scan.failed || wrong;
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

/* More of a list of the plan, which lives until the tally is made. */
struct list {
	void *items;
	size_t count, capacity;
};

static void *grow(struct reading *r, struct list *list, size_t size)
{
	void *items = segbias_memory_room(list->items, list->count, &list->capacity, size);
	if (!items) {
		out_of_memory(r);
		return NULL;
	}
	list->items = items;
	return (char *)items + list->count++ * size;
}

struct planned {
	struct list columns, tables, absent, by, numbers, kept, pairs;
	struct list labels[1]; /* of all columns, one after the other: each knows how many are its own */
};

static void scan_indices(struct reading *r, struct list *list, size_t limit)
{
	expect(r, "[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		uint32_t *index = grow(r, list, sizeof *index);
		if (index)
			*index = segbias_scan_below(&r->scan, limit);
	}
}

static void scan_column(struct reading *r, struct planned *planned)
{
	struct segbias_plan_column *column = grow(r, &planned->columns, sizeof *column);
	if (!column)
		return;
	*column = (struct segbias_plan_column){.field = SEGBIAS_NO_FIELD};
	expect(r, "{\"name\":");
	column->name = segbias_scan_string(&r->scan);
	expect(r, ",\"kind\":\"");
	bool known = false;
	for (int kind = SEGBIAS_PLAN_OPEN; kind <= SEGBIAS_PLAN_MEMBERS && !known; kind++) {
		known = is(r, segbias_plan_kind_name((enum segbias_plan_kind)kind));
		column->kind = (enum segbias_plan_kind)kind;
	}
	forbid(r, !known);
	expect(r, "\"");
	if (column->kind == SEGBIAS_PLAN_MAPPED || column->kind == SEGBIAS_PLAN_MEMBERS) {
		expect(r, ",\"labels\":[");
		for (; segbias_scan_item(&r->scan, column->label_count) && column->label_count < SEGBIAS_DISTINCT_MAX;
		     column->label_count++) {
			struct segbias_label *label = grow(r, planned->labels, sizeof *label);
			if (label)
				*label = segbias_scan_string(&r->scan);
		}
	}
	if (is(r, ",\"separator\":"))
		column->separator = segbias_scan_string(&r->scan);
	column->told = is(r, ",\"told\":true");
	column->outside = is(r, ",\"outside\":true");
	forbid(r, column->told && column->kind != SEGBIAS_PLAN_PRESENCE);
	expect(r, "}");
}

static void scan_tables(struct reading *r, struct planned *planned)
{
	expect(r, ",\"tables\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		struct segbias_plan_table *table = grow(r, &planned->tables, sizeof *table);
		if (!table)
			return;
		*table = (struct segbias_plan_table){.count = 0};
		expect(r, "[");
		for (; segbias_scan_item(&r->scan, table->count); table->count++) {
			forbid(r, table->count == SEGBIAS_TABLE_COLUMNS_MAX);
			if (!r->scan.failed)
				table->columns[table->count] = segbias_scan_below(&r->scan, planned->columns.count);
		}
		forbid(r, table->count == 0);
	}
}

static void scan_persons_plan(struct reading *r, struct planned *planned, struct segbias_plan_design *design)
{
	size_t columns = planned->columns.count;
	scan_indices(r, &planned->kept, columns);
	expect(r, ",\"pairs\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		struct segbias_plan_pair *pair = grow(r, &planned->pairs, sizeof *pair);
		if (!pair)
			return;
		expect(r, "[");
		pair->first = segbias_scan_below(&r->scan, columns);
		expect(r, ",");
		pair->second = segbias_scan_below(&r->scan, columns);
		pair->missing = is(r, ",true]");
		if (!pair->missing)
			expect(r, ",false]");
	}
	*design = (struct segbias_plan_design){
	    .used = true, .apart = true, .stratum_field = SEGBIAS_NO_FIELD, .cluster_field = SEGBIAS_NO_FIELD};
	design->grouped = is(r, ",\"grouped\":true}");
	if (!design->grouped)
		expect(r, ",\"grouped\":false}");
}

static void scan_plan(struct reading *r, struct planned *planned, struct segbias_plan *plan)
{
	expect(r, "{\"columns\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++)
		scan_column(r, planned);
	size_t columns = planned->columns.count;
	scan_tables(r, planned);
	expect(r, ",\"missing\":");
	scan_indices(r, &planned->absent, columns);
	expect(r, ",\"by\":");
	scan_indices(r, &planned->by, columns);
	expect(r, ",\"weighted\":");
	plan->weighted = is(r, "true");
	if (!plan->weighted)
		expect(r, "false");
	expect(r, ",\"numbers\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		struct segbias_plan_number *number = grow(r, &planned->numbers, sizeof *number);
		if (!number)
			return;
		*number = (struct segbias_plan_number){.distributed = is(r, "true")};
		if (!number->distributed)
			expect(r, "false");
	}
	plan->numbers_grouped = is(r, ",\"grouped\":");
	if (plan->numbers_grouped)
		plan->numbers_group = segbias_scan_below(&r->scan, columns);
	expect(r, ",\"patterns\":");
	plan->patterns = is(r, "true");
	if (!plan->patterns)
		expect(r, "false");
	if (is(r, ",\"persons\":{\"columns\":"))
		scan_persons_plan(r, planned, &plan->design);
	expect(r, ",\"counting\":");
	struct segbias_label counting = segbias_scan_object(&r->scan);
	expect(r, "}");
	if (!r->scan.failed && !segbias_arena_copy(&r->file->arena, counting, &r->file->counting))
		out_of_memory(r);
}

static void release_planned(struct planned *planned)
{
	free(planned->columns.items);
	free(planned->tables.items);
	free(planned->absent.items);
	free(planned->by.items);
	free(planned->numbers.items);
	free(planned->kept.items);
	free(planned->pairs.items);
	free(planned->labels->items);
}

static enum segbias_status make_tally(struct reading *r, struct planned *planned, struct segbias_plan *plan,
                                      struct segbias_error *error)
{
	struct segbias_plan_column *columns = planned->columns.items;
	const struct segbias_label *labels = planned->labels->items;
	plan->columns = columns;
	plan->column_count = planned->columns.count;
	for (size_t i = 0; i < plan->column_count; i++) {
		columns[i].labels = columns[i].label_count ? labels : NULL;
		labels = columns[i].label_count ? labels + columns[i].label_count : labels;
	}
	plan->tables = planned->tables.items;
	plan->table_count = planned->tables.count;
	plan->absent = planned->absent.items;
	plan->absent_count = planned->absent.count;
	plan->absent_by = planned->by.items;
	plan->absent_by_count = planned->by.count;
	plan->numbers = planned->numbers.items;
	plan->number_count = planned->numbers.count;
	plan->design.columns = planned->kept.items;
	plan->design.column_count = planned->kept.count;
	plan->design.pairs = planned->pairs.items;
	plan->design.pair_count = planned->pairs.count;
	for (size_t i = 0; i < plan->column_count; i++)
		if (columns[i].kind == SEGBIAS_PLAN_MEMBERS)
			plan->member_count = columns[i].label_count;
	enum segbias_status status = segbias_tally_create(plan, &r->file->tally, error);
	r->tally = r->file->tally;
	for (size_t i = 0; status == SEGBIAS_OK && i < plan->column_count; i++)
		forbid(r, r->tally->columns[i].labels.size != columns[i].label_count); /* one came twice */
	return status;
}

enum segbias_status segbias_tally_file_take_plan(struct segbias_tally_file *file, struct segbias_label json, bool *read,
                                                 struct segbias_error *error)
{
	struct planned planned = {.columns = {NULL, 0, 0}};
	struct segbias_plan plan = {.columns = NULL};
	struct reading r = {.file = file, .scan = {json.bytes, json.bytes + json.size, &file->arena, false, false}};
	enum segbias_status status = SEGBIAS_OK;
	scan_plan(&r, &planned, &plan);
	segbias_scan_end(&r.scan);
	segbias_sha256(json, file->plan_sha256);
	if (!r.scan.failed)
		status = make_tally(&r, &planned, &plan, error);
	release_planned(&planned);
	*read = status == SEGBIAS_OK && !r.scan.failed;
	return status == SEGBIAS_OK && r.scan.memory ? segbias_error_memory(error) : status;
}

static enum segbias_status read_head(struct reading *r, struct segbias_error *error)
{
	struct planned planned = {.columns = {NULL, 0, 0}};
	struct segbias_plan plan = {.columns = NULL};
	char hex[SEGBIAS_SHA256_SIZE];
	bool more = false;
	enum segbias_status status = next_line(r, &more, error);
	if (status != SEGBIAS_OK && !(status == SEGBIAS_DATA && r->buffer.size > 0))
		return status;
	if (r->buffer.size < strlen(SEGBIAS_TALLY_FILE_BEGINS) ||
	    memcmp(r->buffer.data, SEGBIAS_TALLY_FILE_BEGINS, strlen(SEGBIAS_TALLY_FILE_BEGINS)) != 0) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "no_tally|is no tally");
		segbias_error_hint(error, "segbias tally CAMPAIGN REFERENCE >FILE.tally makes one");
		return here(r, error);
	}
	if (status != SEGBIAS_OK)
		return status;
	expect(r, SEGBIAS_TALLY_FILE_BEGINS);
	if (!is(r, "1\"")) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "tally_version|is of another version of tallies; this program reads version 1");
		return here(r, error);
	}
	expect(r, ",\"version\":");
	(void)segbias_scan_string(&r->scan);
	expect(r, ",\"plan_sha256\":");
	struct segbias_label sha256 = segbias_scan_string(&r->scan);
	expect(r, ",\"plan\":");
	const char *start = r->scan.at;
	scan_plan(r, &planned, &plan);
	if (!r->scan.failed)
		segbias_sha256((struct segbias_label){start, (size_t)(r->scan.at - start)}, hex);
	if (!r->scan.failed && !segbias_label_equal(sha256, segbias_label_of(hex))) {
		release_planned(&planned);
		return other_hash(r, error);
	}
	expect(r, "}");
	segbias_scan_end(&r->scan);
	if (!r->scan.failed) {
		memcpy(r->file->plan_sha256, hex, sizeof hex);
		status = make_tally(r, &planned, &plan, error);
	}
	release_planned(&planned);
	if (status == SEGBIAS_OK && r->scan.failed)
		status = r->scan.memory ? segbias_error_memory(error) : changed(r, error);
	return status;
}

/* --- columns ----------------------------------------------------------------------------------------------------- */

/* The column whose lines are read now. */
static struct segbias_tally_column *scan_of(struct reading *r)
{
	size_t column = segbias_scan_below(&r->scan, r->tally->column_count);
	forbid(r, column < r->column);
	if (column > r->column)
		r->key_before = 0;
	r->column = column;
	return r->scan.failed ? NULL : &r->tally->columns[column];
}

static void scan_labels(struct reading *r)
{
	struct segbias_tally_column *column = scan_of(r);
	expect(r, ",\"of\":[");
	forbid(r, column && (column->kind != SEGBIAS_PLAN_OPEN || column->ledger.spellings.size > 0));
	for (size_t i = 0; segbias_scan_item(&r->scan, i) && column; i++) {
		uint32_t next = column->labels.size;
		struct segbias_label label = segbias_scan_string(&r->scan);
		forbid(r, next == SEGBIAS_DISTINCT_MAX);
		uint32_t number = r->scan.failed ? next : segbias_intern_add(&column->labels, label);
		if (number == SEGBIAS_INTERN_NONE)
			out_of_memory(r);
		forbid(r, number != next);
	}
	expect(r, "}");
}

struct spelt {
	struct segbias_label label;
	struct segbias_ledger_entry entry;
};

static enum segbias_how scan_how(struct reading *r)
{
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	expect(r, "\"");
	while (how < SEGBIAS_HOW_MISSING && !is(r, segbias_how_name(how)))
		how++;
	if (how == SEGBIAS_HOW_MISSING)
		expect(r, segbias_how_name(how));
	expect(r, "\"");
	return how;
}

/* The lists of one line, of the same length. */
static void scan_spelt(struct reading *r, struct list *list)
{
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		struct spelt *spelt = grow(r, list, sizeof *spelt);
		if (!spelt)
			return;
		*spelt = (struct spelt){.label = segbias_scan_string(&r->scan)};
	}
	struct spelt *spelt = list->items;
	static const char *const KEYS[] = {",\"counts\":[", ",\"ids\":[", ",\"how\":["};
	for (size_t key = 0; key < sizeof KEYS / sizeof *KEYS; key++) {
		expect(r, KEYS[key]);
		for (size_t i = 0; i < list->count && !r->scan.failed; i++) {
			forbid(r, !segbias_scan_item(&r->scan, i));
			if (key == 0)
				spelt[i].entry.units = spelt[i].entry.count = segbias_scan_whole(&r->scan);
			else if (key == 1)
				spelt[i].entry.id = segbias_scan_below(&r->scan, SEGBIAS_IDS_MAX);
			else
				spelt[i].entry.how = scan_how(r);
		}
		expect(r, "]");
	}
	expect(r, "}");
}

static void scan_spellings(struct reading *r)
{
	struct segbias_tally_column *column = scan_of(r);
	struct list list = {NULL, 0, 0};
	expect(r, ",\"spellings\":[");
	scan_spelt(r, &list);
	const struct spelt *spelt = list.items;
	for (size_t i = 0; i < list.count && column && !r->scan.failed; i++) {
		struct segbias_ledger_entry out = {.gone = false};
		uint32_t next = column->ledger.spellings.size;
		uint32_t ids =
		    column->kind == SEGBIAS_PLAN_PRESENCE ? SEGBIAS_ID_FIRST + 1 : segbias_tally_column_ids(column);
		forbid(r, spelt[i].entry.id >= ids || next == SEGBIAS_DISTINCT_MAX);
		uint32_t number =
		    r->scan.failed ? next : segbias_ledger_add(&column->ledger, spelt[i].label, &spelt[i].entry, &out);
		if (number == SEGBIAS_INTERN_NONE)
			out_of_memory(r);
		forbid(r, number != next || out.gone);
	}
	free(list.items);
}

static void scan_places(struct reading *r)
{
	struct segbias_tally_column *column = scan_of(r);
	expect(r, ",\"at\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i) && column; i++) {
		expect(r, "[");
		uint32_t index = segbias_scan_below(&r->scan, column->ledger.spellings.size);
		expect(r, ",");
		uint64_t line = segbias_scan_whole(&r->scan);
		expect(r, ",");
		uint32_t position = segbias_scan_below(&r->scan, UINT32_MAX);
		expect(r, "]");
		if (r->scan.failed)
			return;
		column->ledger.entries[index].line = line;
		column->ledger.entries[index].column = position;
	}
	expect(r, "}");
}

static bool scan_truth(struct reading *r)
{
	bool truth = is(r, "true");
	if (!truth)
		expect(r, "false");
	return truth;
}

static void scan_repeats(struct reading *r)
{
	struct segbias_tally_column *column = scan_of(r);
	expect(r, ",\"different\":");
	uint64_t different = segbias_scan_whole(&r->scan);
	forbid(r, r->file->part_count != 1 || (column && column->kind != SEGBIAS_PLAN_PRESENCE));
	expect(r, "}");
	if (column)
		column->repeated = different;
}

/* Behind its key. */
static void scan_shown(struct reading *r, struct segbias_tally_column *column)
{
	struct segbias_shown shown = {.below = SEGBIAS_SHOWN_NONE};
	forbid(r, column->kind != SEGBIAS_PLAN_PRESENCE);
	expect(r, "[");
	shown.full = is(r, "]");
	if (!shown.full) {
		shown.known = segbias_scan_whole(&r->scan);
		expect(r, ",");
		shown.numbers = segbias_scan_whole(&r->scan);
		expect(r, ",");
		shown.below = segbias_scan_below(&r->scan, SEGBIAS_SHOWN_NONE + 1);
		expect(r, ",");
		shown.until = segbias_scan_below(&r->scan, SEGBIAS_SHOWN_NONE);
		expect(r, "]");
	}
	column->showed = true;
	column->shown = shown;
}

static void scan_state(struct reading *r)
{
	struct segbias_tally_column *column = scan_of(r);
	expect(r, ",\"limit\":");
	bool full = scan_truth(r);
	expect(r, ",\"collapsed\":");
	bool collapsed = scan_truth(r);
	expect(r, ",\"several\":");
	uint64_t several = segbias_scan_whole(&r->scan);
	expect(r, ",\"beyond\":[");
	if (!column)
		return;
	forbid(r, (full && column->ledger.kept < SEGBIAS_DISTINCT_MAX) || (collapsed && column->labels.size > 0) ||
	              (collapsed && column->kind != SEGBIAS_PLAN_OPEN));
	column->ledger.full = full;
	column->collapsed = collapsed;
	column->several = several;
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		expect(r, "[");
		uint32_t id = segbias_scan_below(&r->scan, segbias_tally_column_ids(column));
		expect(r, ",");
		uint64_t count = segbias_scan_whole(&r->scan);
		expect(r, "]");
		if (!r->scan.failed && !segbias_tally_column_beyond(column, id, count))
			out_of_memory(r);
	}
	if (is(r, ",\"shown\":"))
		scan_shown(r, column);
	expect(r, "}");
	/* As after finishing: the labels of a collapsed column are its known spellings. */
	for (uint32_t i = 0; collapsed && !r->scan.failed && i < column->ledger.spellings.size; i++)
		if (column->ledger.entries[i].id != SEGBIAS_ID_MISSING &&
		    segbias_intern_add(&column->labels, column->ledger.spellings.labels[i]) == SEGBIAS_INTERN_NONE)
			out_of_memory(r);
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void scan_figures(struct reading *r, struct segbias_table *table, uint64_t key)
{
	uint64_t count = segbias_scan_whole(&r->scan);
	size_t slot = r->scan.failed ? SIZE_MAX : segbias_table_make(table, key);
	if (slot == SIZE_MAX) {
		r->scan.memory = r->scan.memory || !r->scan.failed;
		r->scan.failed = true;
		return;
	}
	table->slots[slot].count = table->slots[slot].units = count;
	if (!table->sums)
		return;
	struct segbias_sum *sums[] = {&table->sums[slot].weight, &table->sums[slot].square, &table->sums[slot].fourth};
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		expect(r, ",");
		segbias_scan_sum(&r->scan, sums[i]);
	}
	expect(r, ",");
	table->sums[slot].largest = segbias_scan_double(&r->scan);
}

/* An id of the column, in a cell. */
static uint32_t scan_id(struct reading *r, const struct segbias_tally_column *column)
{
	uint32_t id = segbias_scan_below(&r->scan, SEGBIAS_ID_ANSWERED + 1);
	bool answered = id == SEGBIAS_ID_ANSWERED && column->separator.bytes;
	forbid(r, id >= segbias_tally_column_ids(column) && !answered);
	return id;
}

/* Keys rise from cell to cell. */
static void rise(struct reading *r, uint64_t key)
{
	forbid(r, key + 1 <= r->key_before);
	r->key_before = key + 1;
}

static void scan_outside(struct reading *r)
{
	struct segbias_tally_column *column = scan_of(r);
	forbid(r, column && !column->wants_outside);
	if (is(r, ",\"spellings\":[")) {
		for (size_t i = 0; segbias_scan_item(&r->scan, i) && column; i++) {
			struct segbias_label spelling = segbias_scan_string(&r->scan);
			forbid(r, column->outside.spellings.size == SEGBIAS_DISTINCT_MAX);
			if (!r->scan.failed && !segbias_tally_column_pass(column, spelling, 0, 0))
				out_of_memory(r);
		}
		expect(r, "}");
		return;
	}
	expect(r, ",\"limit\":");
	bool full = scan_truth(r);
	expect(r, ",\"cells\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i) && column; i++) {
		expect(r, "[");
		uint32_t number = segbias_scan_below(&r->scan, column->outside.spellings.size);
		expect(r, ",");
		rise(r, number);
		if (!r->scan.failed)
			scan_figures(r, &column->outside_cells, number);
		expect(r, "]");
	}
	expect(r, "}");
	if (column)
		column->outside.full = full;
}

static void scan_table(struct reading *r)
{
	uint32_t columns[SEGBIAS_TABLE_COLUMNS_MAX] = {0};
	uint32_t count = 0;
	for (; segbias_scan_item(&r->scan, count); count++) {
		forbid(r, count == SEGBIAS_TABLE_COLUMNS_MAX);
		if (!r->scan.failed)
			columns[count] = segbias_scan_below(&r->scan, r->tally->column_count);
	}
	expect(r, ",\"cells\":[");
	const struct segbias_table *open = r->table ? &r->tally->tables[r->table - 1] : NULL;
	if (!open || open->plan.count != count || memcmp(open->plan.columns, columns, count * sizeof *columns) != 0) {
		forbid(r, r->table == r->tally->table_count);
		r->table += !r->scan.failed;
		r->key_before = 0;
	}
	if (r->scan.failed || !r->tally->tables)
		return;
	struct segbias_table *table = &r->tally->tables[r->table - 1];
	forbid(r, table->plan.count != count || memcmp(table->plan.columns, columns, count * sizeof *columns) != 0);
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
		expect(r, "[");
		for (uint32_t j = 0; j < count; j++) {
			ids[j] = scan_id(r, &r->tally->columns[columns[j]]);
			expect(r, ",");
		}
		uint64_t key = segbias_table_key(ids, count);
		rise(r, key);
		if (!r->scan.failed)
			scan_figures(r, table, key);
		expect(r, "]");
	}
	expect(r, "}");
}

static void scan_missing(struct reading *r)
{
	uint32_t column = segbias_scan_below(&r->scan, r->tally->column_count);
	expect(r, ",\"by\":");
	uint32_t by = segbias_scan_below(&r->scan, r->tally->column_count);
	expect(r, ",\"cells\":[");
	for (size_t i = 0; segbias_scan_item(&r->scan, i); i++) {
		expect(r, "[");
		uint32_t ids[] = {column, by, scan_id(r, &r->tally->columns[by])};
		expect(r, ",");
		uint64_t key = segbias_table_key(ids, 3);
		rise(r, key);
		if (!r->scan.failed)
			scan_figures(r, &r->tally->absent, key);
		expect(r, "]");
	}
	expect(r, "}");
}

/* --- the rest ---------------------------------------------------------------------------------------------------- */

static void scan_wholes(struct reading *r, uint64_t *out, size_t count)
{
	expect(r, "[");
	for (size_t i = 0; i < count && !r->scan.failed; i++) {
		forbid(r, !segbias_scan_item(&r->scan, i));
		out[i] = segbias_scan_whole(&r->scan);
	}
	expect(r, "]");
}

static void scan_facts(struct reading *r)
{
	struct segbias_tally_facts *facts = &r->tally->facts;
	uint64_t figures[3] = {0};
	scan_wholes(r, figures, sizeof figures / sizeof *figures);
	facts->filtered = figures[0];
	facts->left_out = figures[1];
	facts->members_missing = figures[2];
	expect(r, ",\"numbers_bad\":");
	scan_wholes(r, facts->numbers_bad, r->tally->number_count);
	expect(r, ",\"numbers_no_age\":");
	scan_wholes(r, facts->numbers_no_age, r->tally->number_count);
	expect(r, "}");
}

static void scan_total(struct reading *r)
{
	r->tally->records = r->tally->units = segbias_scan_whole(&r->scan);
	if (r->tally->weighted) {
		expect(r, ",");
		segbias_scan_sum(&r->scan, &r->tally->weight);
		expect(r, ",");
		segbias_scan_sum(&r->scan, &r->tally->square);
		expect(r, ",");
		r->tally->largest = segbias_scan_double(&r->scan);
	}
	expect(r, "]}");
}

static void scan_part(struct reading *r)
{
	struct segbias_tally_file *file = r->file;
	struct segbias_tally_part part = {.name = segbias_scan_string(&r->scan),
	                                  .file = segbias_stream_name(r->stream)};
	expect(r, ",\"rows\":");
	part.rows = segbias_scan_whole(&r->scan);
	expect(r, ",\"bad_rows\":");
	part.bad_rows = segbias_scan_whole(&r->scan);
	if (is(r, ",\"bad\":[")) {
		part.bad_lines = segbias_scan_whole(&r->scan);
		expect(r, ",");
		part.bad_first = segbias_scan_string(&r->scan);
		expect(r, ",");
		part.bad_line = segbias_scan_whole(&r->scan);
		expect(r, ",");
		part.bad_column = segbias_scan_whole(&r->scan);
		expect(r, "]");
	}
	if (is(r, ",\"blank\":"))
		part.blank_lines = segbias_scan_whole(&r->scan);
	part.windows = is(r, ",\"windows\":true");
	part.unseen = is(r, ",\"unseen\":true");
	part.repeated = is(r, ",\"repeated\":true");
	expect(r, "}");
	forbid(r,
	       file->part_count > 0 && segbias_label_compare(file->parts[file->part_count - 1].name, part.name) >= 0);
	if (!r->scan.failed && segbias_tally_file_add_part(file, &part, NULL) != SEGBIAS_OK)
		out_of_memory(r);
}

static void scan_number(struct reading *r)
{
	uint32_t number = segbias_scan_below(&r->scan, r->tally->number_count);
	forbid(r, !r->scan.failed && !r->tally->numbers[number]);
	if (r->scan.failed)
		return;
	uint32_t groups = 1;
	if (r->tally->numbers_grouped)
		groups = segbias_tally_column_ids(&r->tally->columns[r->tally->numbers_group]);
	segbias_numeric_scan(r->tally->numbers[number], groups, &r->scan);
}

static void scan_persons(struct reading *r)
{
	size_t members = 0;
	forbid(r, !r->tally->clusters || r->next);
	if (r->scan.failed)
		return;
	const struct segbias_plan_design *design = segbias_clusters_design(r->tally->clusters, &members);
	r->next = segbias_memory_zeroed(design->column_count + design->pair_count + 1, sizeof *r->next);
	r->ids = segbias_memory_zeroed(r->tally->column_count + 1, sizeof *r->ids);
	if (!r->next || !r->ids) {
		out_of_memory(r);
		return;
	}
	for (size_t i = 0; i < r->tally->column_count; i++)
		r->ids[i] = segbias_tally_column_ids(&r->tally->columns[i]);
	segbias_clusters_scan(r->tally->clusters, &r->scan);
}

static void scan_hashes(struct reading *r)
{
	forbid(r, !r->next);
	if (!r->scan.failed)
		segbias_clusters_scan_hashes(r->tally->clusters, &r->scan);
}

static void scan_had(struct reading *r)
{
	forbid(r, !r->next);
	if (!r->scan.failed)
		segbias_clusters_scan_had(r->tally->clusters, r->ids, r->next, &r->scan);
}

/* Lines come kind by kind; facts and total once. */
static void enter(struct reading *r, enum stage stage)
{
	bool once = stage == STAGE_FACTS || stage == STAGE_TOTAL;
	forbid(r, stage < r->stage || (once && stage == r->stage) || (stage > STAGE_TOTAL && r->stage < STAGE_TOTAL));
	if (stage != r->stage)
		r->key_before = 0;
	r->stage = stage;
}

static void scan_patterns(struct reading *r)
{
	forbid(r, !r->tally->patterns);
	if (!r->scan.failed)
		segbias_patterns_scan(r->tally->patterns, &r->scan);
}

static enum segbias_status read_line(struct reading *r, struct segbias_error *error)
{
	static const struct {
		const char *begins;
		enum stage stage;
		void (*scan)(struct reading *r);
	} KINDS[] = {
	    {"{\"part\":", STAGE_PARTS, scan_part},
	    {"{\"facts\":", STAGE_FACTS, scan_facts},
	    {"{\"total\":[", STAGE_TOTAL, scan_total},
	    {"{\"labels\":", STAGE_COLUMNS, scan_labels},
	    {"{\"column\":", STAGE_COLUMNS, scan_spellings},
	    {"{\"places\":", STAGE_COLUMNS, scan_places},
	    {"{\"state\":", STAGE_COLUMNS, scan_state},
	    {"{\"outside\":", STAGE_COLUMNS, scan_outside},
	    {"{\"repeats\":", STAGE_COLUMNS, scan_repeats},
	    {"{\"table\":[", STAGE_TABLES, scan_table},
	    {"{\"missing\":", STAGE_MISSING, scan_missing},
	    {"{\"numeric\":", STAGE_NUMBERS, scan_number},
	    {"{\"patterns\":", STAGE_PATTERNS, scan_patterns},
	    {"{\"persons\":", STAGE_PERSONS, scan_persons},
	    {"{\"persons_hashed\":[", STAGE_PERSONS, scan_hashes},
	    {"{\"persons_by\":", STAGE_PERSONS, scan_had},
	};
	bool known = false;
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS && !known; i++) {
		known = is(r, KINDS[i].begins);
		if (!known)
			continue;
		enter(r, KINDS[i].stage);
		if (!r->scan.failed)
			KINDS[i].scan(r);
	}
	forbid(r, !known);
	segbias_scan_end(&r->scan);
	if (r->scan.failed)
		return r->scan.memory ? segbias_error_memory(error) : changed(r, error);
	return SEGBIAS_OK;
}

/* Whether every table of one column whose records have one id each counts all records: a part of a file that was put together by hand
 * would be compared as if it were all of it. */
static bool adds_up(const struct segbias_tally *tally)
{
	for (size_t i = 0; i < tally->table_count; i++) {
		const struct segbias_table *table = &tally->tables[i];
		const struct segbias_tally_column *column = &tally->columns[table->plan.columns[0]];
		uint64_t count = 0;
		if (table->plan.count != 1 || column->kind == SEGBIAS_PLAN_MEMBERS || column->separator.bytes)
			continue;
		for (size_t slot = 0; slot < table->slot_count; slot++)
			count += table->slots[slot].count;
		if (count != tally->records)
			return false;
	}
	return true;
}

static enum segbias_status read_trailer(struct reading *r, struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	uint64_t rows = 0;
	for (size_t i = 0; i < r->file->part_count; i++)
		rows += r->file->parts[i].rows;
	forbid(r, segbias_scan_whole(&r->scan) != rows);
	expect(r, ",\"lines\":");
	forbid(r, segbias_scan_whole(&r->scan) != r->line - 1);
	expect(r, ",\"sha256\":");
	struct segbias_label sha256 = segbias_scan_string(&r->scan);
	expect(r, "}");
	segbias_scan_end(&r->scan);
	if (r->scan.memory)
		return segbias_error_memory(error);
	segbias_hash_read(&r->hash, hex);
	if (r->scan.failed || !segbias_label_equal(sha256, segbias_label_of(hex)) || r->stage < STAGE_TOTAL ||
	    r->table != r->tally->table_count || (r->tally->clusters && !r->next))
		return other_hash(r, error);
	if (!adds_up(r->tally)) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "tally_changed|changed: the cells of a table do not add up to its records");
		return here(r, error);
	}
	bool more = false;
	enum segbias_status status = next_line(r, &more, error);
	if (more || (status == SEGBIAS_DATA && r->buffer.size > r->start)) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "tally_continued|something stands behind the trailer");
		return here(r, error);
	}
	return status;
}

enum segbias_status segbias_tally_file_read(struct segbias_stream *stream, struct segbias_tally_file *file,
                                            struct segbias_error *error)
{
	struct reading r = {.stream = stream, .file = file};
	segbias_hash_init(&r.hash);
	enum segbias_status status = read_head(&r, error);
	for (bool ended = false; status == SEGBIAS_OK && !ended;) {
		bool more = false;
		status = next_line(&r, &more, error);
		if (status == SEGBIAS_OK && !more)
			status = cut(&r, error);
		if (status != SEGBIAS_OK)
			break;
		ended = is(&r, "{\"rows\":");
		status = ended ? read_trailer(&r, error) : read_line(&r, error);
	}
	segbias_text_release(&r.buffer);
	free(r.ids);
	free(r.next);
	return status;
}
