#include "tally/file.h"

#include "base/memory.h"
#include "tally/body.h"
#include "tally/clusters.h"
#include "tally/numeric.h"
#include "tally/patterns.h"
#include "values/name.h"
#include "values/suspect.h"

#include <stdlib.h>
#include <string.h>

struct writing {
	struct segbias_lines lines;
	const struct segbias_tally *tally;
	bool any;    /* for the digest: a tally of any kind */
	bool places; /* of what is unmatched */
};

static struct segbias_lines *lines_of(struct writing *w)
{
	return &w->lines;
}

static void add(struct writing *w, const char *text)
{
	segbias_lines_add(lines_of(w), text);
}

static void add_whole(struct writing *w, const char *before, uint64_t value)
{
	add(w, before);
	segbias_lines_whole(lines_of(w), value);
}

static void add_string(struct writing *w, const char *before, struct segbias_label value)
{
	add(w, before);
	segbias_lines_string(lines_of(w), value);
}

static void add_sum(struct writing *w, const char *before, const struct segbias_sum *sum)
{
	add(w, before);
	segbias_lines_sum(lines_of(w), sum);
}

static void add_double(struct writing *w, const char *before, double value)
{
	struct segbias_sum sum = segbias_sum_of(value);
	add_sum(w, before, &sum);
}

static void end_line(struct writing *w, const char *text)
{
	add(w, text);
	segbias_lines_end(lines_of(w));
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

static void write_plan_column(struct writing *w, const struct segbias_tally_column *column)
{
	add_string(w, "{\"name\":", column->name);
	add(w, ",\"kind\":\"");
	add(w, segbias_plan_kind_name(column->kind));
	add(w, "\"");
	if (column->kind == SEGBIAS_PLAN_MAPPED || column->kind == SEGBIAS_PLAN_MEMBERS) {
		for (uint32_t i = 0; i < column->labels.size; i++)
			add_string(w, i ? "," : ",\"labels\":[", column->labels.labels[i]);
		add(w, column->labels.size ? "]" : ",\"labels\":[]");
	}
	if (column->separator.bytes)
		add_string(w, ",\"separator\":", column->separator);
	add(w, column->told ? ",\"told\":true" : "");
	add(w, column->wants_outside ? ",\"outside\":true}" : "}");
}

static void write_persons_plan(struct writing *w)
{
	size_t members = 0;
	const struct segbias_plan_design *design = segbias_clusters_design(w->tally->clusters, &members);
	add(w, ",\"persons\":{\"columns\":");
	segbias_lines_list(lines_of(w), design->columns, design->column_count);
	add(w, ",\"pairs\":[");
	for (size_t i = 0; i < design->pair_count; i++) {
		add_whole(w, i ? ",[" : "[", design->pairs[i].first);
		add_whole(w, ",", design->pairs[i].second);
		add(w, design->pairs[i].missing ? ",true]" : ",false]");
	}
	add(w, design->grouped ? "],\"grouped\":true}" : "],\"grouped\":false}");
}

static void write_plan(struct writing *w, struct segbias_label counting)
{
	const struct segbias_tally *tally = w->tally;
	add(w, "{\"columns\":[");
	for (size_t i = 0; i < tally->column_count; i++) {
		add(w, i ? "," : "");
		write_plan_column(w, &tally->columns[i]);
	}
	add(w, "],\"tables\":[");
	for (size_t i = 0; i < tally->table_count; i++) {
		add(w, i ? "," : "");
		segbias_lines_list(lines_of(w), tally->tables[i].plan.columns, tally->tables[i].plan.count);
	}
	add(w, "],\"missing\":");
	segbias_lines_list(lines_of(w), tally->absent_columns, tally->absent_count);
	add(w, ",\"by\":");
	segbias_lines_list(lines_of(w), tally->absent_by, tally->absent_by_count);
	add(w, tally->weighted ? ",\"weighted\":true,\"numbers\":[" : ",\"weighted\":false,\"numbers\":[");
	for (size_t i = 0; i < tally->number_count; i++) {
		add(w, i ? "," : "");
		add(w, tally->numbers[i] ? "true" : "false");
	}
	add(w, "]");
	if (tally->numbers_grouped)
		add_whole(w, ",\"grouped\":", tally->numbers_group);
	add(w, tally->patterns ? ",\"patterns\":true" : ",\"patterns\":false");
	if (tally->clusters && !w->any)
		write_persons_plan(w);
	add(w, ",\"counting\":");
	segbias_text_add(&w->lines.line, counting.bytes, counting.size);
	add(w, "}");
}

/* --- columns ----------------------------------------------------------------------------------------------------- */

static void write_texts(struct writing *w, const char *key, uint32_t column, const char *list,
                        const struct segbias_intern *texts)
{
	for (uint32_t i = 0; i < texts->size;) {
		add_whole(w, key, column);
		add_string(w, list, texts->labels[i++]);
		while (i < texts->size && !segbias_lines_full(lines_of(w)))
			add_string(w, ",", texts->labels[i++]);
		end_line(w, "]}");
	}
}

/* Of one that chooses records what chooses them, and what is missing. Of a column that is not compared nothing is told but what is missing, and what often stands for it: of an identifier words alone. */
static bool is_told(const struct segbias_tally_column *column, uint32_t number)
{
	const struct segbias_ledger_entry *entry = &column->ledger.entries[number];
	struct segbias_label spelling = column->ledger.spellings.labels[number];
	if (column->chooses && entry->id != SEGBIAS_ID_FIRST && entry->id != SEGBIAS_ID_MISSING)
		return false;
	if (entry->gone || column->kind != SEGBIAS_PLAN_PRESENCE || column->told || entry->id == SEGBIAS_ID_MISSING)
		return !entry->gone;
	if (!column->showed || column->shown.full)
		return false;
	return segbias_name_suggests(column->name, SEGBIAS_ROLE_IDENTIFIER) ? segbias_suspect_phrase(spelling)
	                                                                    : segbias_suspect_listed(spelling);
}

/* The first spelling from there on that is told, or their number. */
static uint32_t next_told(const struct segbias_tally_column *column, uint32_t at)
{
	while (at < column->ledger.spellings.size && !is_told(column, at))
		at++;
	return at;
}

/* The spellings from *first on that one line takes; moves *first behind them. */
static void write_some_spellings(struct writing *w, uint32_t at, uint32_t *first)
{
	const struct segbias_tally_column *column = &w->tally->columns[at];
	const struct segbias_ledger *ledger = &column->ledger;
	uint32_t start = *first;
	uint32_t end = start;
	size_t count = 0;
	add_whole(w, "{\"column\":", at);
	add(w, ",\"spellings\":[");
	for (; end < ledger->spellings.size && !segbias_lines_full(lines_of(w)); end++)
		if (is_told(column, end))
			add_string(w, count++ ? "," : "", ledger->spellings.labels[end]);
	add(w, "],\"counts\":[");
	count = 0;
	for (uint32_t i = start; i < end; i++)
		if (is_told(column, i))
			add_whole(w, count++ ? "," : "", ledger->entries[i].count);
	add(w, "],\"ids\":[");
	count = 0;
	for (uint32_t i = start; i < end; i++)
		if (is_told(column, i))
			add_whole(w, count++ ? "," : "", ledger->entries[i].id);
	add(w, "],\"how\":[");
	count = 0;
	for (uint32_t i = start; i < end; i++)
		if (is_told(column, i)) {
			add(w, count++ ? ",\"" : "\"");
			add(w, segbias_how_name(ledger->entries[i].how));
			add(w, "\"");
		}
	end_line(w, "]}");
	*first = end;
}

static void write_places(struct writing *w, uint32_t at)
{
	const struct segbias_ledger *ledger = &w->tally->columns[at].ledger;
	size_t count = 0;
	for (uint32_t i = 0; i < ledger->spellings.size; i++) {
		const struct segbias_ledger_entry *entry = &ledger->entries[i];
		if (entry->gone || entry->line == 0 || entry->id != SEGBIAS_ID_UNMATCHED)
			continue;
		if (count == 0) {
			add_whole(w, "{\"places\":", at);
			add(w, ",\"at\":[");
		}
		add_whole(w, count++ ? ",[" : "[", i);
		add_whole(w, ",", entry->line);
		add_whole(w, ",", entry->column);
		add(w, "]");
		if (segbias_lines_full(lines_of(w))) {
			end_line(w, "]}");
			count = 0;
		}
	}
	if (count > 0)
		end_line(w, "]}");
}

static void write_state(struct writing *w, uint32_t at)
{
	const struct segbias_tally_column *column = &w->tally->columns[at];
	bool compared = column->kind != SEGBIAS_PLAN_PRESENCE || column->told;
	size_t count = 0;
	add_whole(w, "{\"state\":", at);
	add(w, compared && column->ledger.full ? ",\"limit\":true" : ",\"limit\":false");
	add(w, column->collapsed ? ",\"collapsed\":true" : ",\"collapsed\":false");
	add_whole(w, ",\"several\":", column->several);
	add(w, ",\"beyond\":[");
	for (uint32_t id = 0; column->beyond && id < (compared ? SEGBIAS_IDS_MAX : SEGBIAS_ID_UNMATCHED); id++)
		if (column->beyond[id]) {
			add_whole(w, count++ ? ",[" : "[", id);
			add_whole(w, ",", column->beyond[id]);
			add(w, "]");
		}
	add(w, "]");
	if (!compared && column->showed) {
		const struct segbias_shown *shown = &column->shown;
		const uint64_t figures[] = {shown->known, shown->numbers, shown->below, shown->until};
		add(w, ",\"shown\":");
		segbias_lines_wholes(lines_of(w), figures, shown->full ? 0 : sizeof figures / sizeof *figures);
	}
	end_line(w, "}");
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static int compare_slots(const void *a, const void *b)
{
	uint64_t x = ((const struct segbias_table_slot *)a)->key;
	uint64_t y = ((const struct segbias_table_slot *)b)->key;
	return (x > y) - (x < y);
}

/* The cells by their keys, [table->size], to be freed; NULL: out of memory. */
static struct segbias_table_slot *in_order(const struct segbias_table *table)
{
	struct segbias_table_slot *order = segbias_memory_zeroed(table->size + 1, sizeof *order);
	size_t count = 0;
	for (size_t slot = 0; order && slot < table->slot_count; slot++)
		if (table->slots[slot].key)
			order[count++] = table->slots[slot];
	if (order && count)
		qsort(order, count, sizeof *order, compare_slots);
	return order;
}

static void write_figures(struct writing *w, const struct segbias_table *table, const struct segbias_table_slot *cell)
{
	size_t slot = segbias_table_find(table, cell->key - 1);
	add_whole(w, "", cell->count);
	if (w->any)
		add_whole(w, ",", cell->units);
	if (table->sums) {
		add_sum(w, ",", &table->sums[slot].weight);
		add_sum(w, ",", &table->sums[slot].square);
		add_sum(w, ",", &table->sums[slot].fourth);
		add_double(w, ",", table->sums[slot].largest);
	}
	if (w->any && table->doubts) {
		add_sum(w, ",", &table->doubts[slot].below);
		add_sum(w, ",", &table->doubts[slot].above);
		add_whole(w, ",", table->doubts[slot].hidden);
	}
}

static void add_id(struct writing *w, uint64_t id)
{
	add_whole(w, "", id);
	add(w, ",");
}

/* `head` begins each line; a cell has the last `ids` ids of its key. false: out of memory. */
static bool write_cells(struct writing *w, const char *head, const struct segbias_table *table, uint32_t ids)
{
	struct segbias_table_slot *order = in_order(table);
	if (!order)
		return false;
	add(w, head);
	for (size_t i = 0, on = 0; i < table->size; i++, on++) {
		if (segbias_lines_full(lines_of(w))) {
			end_line(w, "]}");
			add(w, head);
			on = 0;
		}
		add(w, on ? ",[" : "[");
		for (uint32_t id = ids; id-- > 0;)
			add_id(w, (order[i].key - 1) >> (16 * id) & 0xFFFF);
		write_figures(w, table, &order[i]);
		add(w, "]");
	}
	end_line(w, "]}");
	free(order);
	return true;
}

static bool write_table(struct writing *w, const struct segbias_table *table)
{
	char head[128];
	size_t size = 0;
	for (uint32_t i = 0; i < table->plan.count; i++)
		size += strlen(segbias_text_print(head + size, sizeof head - size, "%s%u", i ? "," : "{\"table\":[",
		                                  (unsigned)table->plan.columns[i]));
	(void)segbias_text_print(head + size, sizeof head - size, "],\"cells\":[");
	return write_cells(w, head, table, table->plan.count);
}

/* The counts of (column, by, id), pair by pair; pairs without any are left out. */
static bool write_absent(struct writing *w)
{
	const struct segbias_table *table = &w->tally->absent;
	struct segbias_table_slot *order = in_order(table);
	uint64_t pair = UINT64_MAX;
	bool open = false;
	for (size_t i = 0; order && i < table->size; i++) {
		uint64_t key = order[i].key - 1;
		if (key >> 16 != pair || segbias_lines_full(lines_of(w))) {
			if (open)
				end_line(w, "]}");
			pair = key >> 16;
			add_whole(w, "{\"missing\":", pair >> 16);
			add_whole(w, ",\"by\":", pair & 0xFFFF);
			add(w, ",\"cells\":[");
		} else {
			add(w, ",");
		}
		open = true;
		add_whole(w, "[", key & 0xFFFF);
		add_whole(w, ",", order[i].count);
		add(w, "]");
	}
	if (open)
		end_line(w, "]}");
	free(order);
	return order != NULL;
}

static bool write_column(struct writing *w, uint32_t at)
{
	const struct segbias_tally_column *column = &w->tally->columns[at];
	bool given = column->kind == SEGBIAS_PLAN_MAPPED || column->kind == SEGBIAS_PLAN_MEMBERS;
	bool ok = true;
	if (!given && !column->collapsed) /* those of a collapsed one are its spellings */
		write_texts(w, "{\"labels\":", at, ",\"of\":[", &column->labels);
	for (uint32_t first = next_told(column, 0); first < column->ledger.spellings.size;
	     first = next_told(column, first))
		write_some_spellings(w, at, &first);
	if (w->places)
		write_places(w, at);
	if (w->places && column->repeated) {
		add_whole(w, "{\"repeats\":", at);
		add_whole(w, ",\"different\":", column->repeated);
		end_line(w, "}");
	}
	write_state(w, at);
	if (!column->wants_outside)
		return ok;
	write_texts(w, "{\"outside\":", at, ",\"spellings\":[", &column->outside.spellings);
	char head[64];
	(void)segbias_text_print(head, sizeof head, "{\"outside\":%u,\"limit\":%s,\"cells\":[", (unsigned)at,
	                         column->outside.full ? "true" : "false");
	return write_cells(w, head, &column->outside_cells, 1);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void write_facts(struct writing *w)
{
	const struct segbias_tally *tally = w->tally;
	const uint64_t facts[] = {tally->facts.filtered, tally->facts.left_out, tally->facts.members_missing};
	add(w, "{\"facts\":");
	segbias_lines_wholes(lines_of(w), facts, sizeof facts / sizeof *facts);
	add(w, ",\"numbers_bad\":");
	segbias_lines_wholes(lines_of(w), tally->facts.numbers_bad, tally->number_count);
	add(w, ",\"numbers_no_age\":");
	segbias_lines_wholes(lines_of(w), tally->facts.numbers_no_age, tally->number_count);
	end_line(w, "}");
	add_whole(w, "{\"total\":[", tally->records);
	if (tally->weighted) {
		add_sum(w, ",", &tally->weight);
		add_sum(w, ",", &tally->square);
		add_double(w, ",", tally->largest);
	}
	end_line(w, "]}");
}

static bool write_counts(struct writing *w)
{
	const struct segbias_tally *tally = w->tally;
	bool ok = true;
	write_facts(w);
	for (size_t i = 0; ok && i < tally->column_count; i++)
		ok = write_column(w, (uint32_t)i);
	for (size_t i = 0; ok && i < tally->table_count; i++)
		ok = write_table(w, &tally->tables[i]);
	ok = ok && write_absent(w);
	for (size_t i = 0; ok && i < tally->number_count; i++)
		ok = !tally->numbers[i] || segbias_numeric_write(tally->numbers[i], i, lines_of(w));
	if (tally->patterns)
		segbias_patterns_write(tally->patterns, lines_of(w));
	if (tally->clusters && !w->any)
		ok = ok && segbias_clusters_write(tally->clusters, lines_of(w));
	return ok;
}

static void write_flaws(struct writing *w, const struct segbias_tally_part *part)
{
	if (part->bad_first.bytes) {
		add_whole(w, ",\"bad\":[", part->bad_lines);
		add_string(w, ",", part->bad_first);
		add_whole(w, ",", part->bad_line);
		add_whole(w, ",", part->bad_column);
		add(w, "]");
	}
	if (part->blank_lines)
		add_whole(w, ",\"blank\":", part->blank_lines);
	add(w, part->windows ? ",\"windows\":true" : "");
}

static void write_head(struct writing *w, const struct segbias_tally_file *file)
{
	add(w, SEGBIAS_TALLY_FILE_BEGINS "1\",\"version\":\"" SEGBIAS_VERSION "\",\"plan_sha256\":\"");
	add(w, file->plan_sha256);
	add(w, "\",\"plan\":");
	write_plan(w, file->counting);
	end_line(w, "}");
	for (size_t i = 0; i < file->part_count; i++) {
		add_string(w, "{\"part\":", file->parts[i].name);
		add_whole(w, ",\"rows\":", file->parts[i].rows);
		add_whole(w, ",\"bad_rows\":", file->parts[i].bad_rows);
		write_flaws(w, &file->parts[i]);
		add(w, file->parts[i].unseen ? ",\"unseen\":true" : "");
		end_line(w, file->parts[i].repeated ? ",\"repeated\":true}" : "}");
	}
}

static void write_trailer(struct writing *w, const struct segbias_tally_file *file)
{
	char hex[SEGBIAS_SHA256_SIZE];
	uint64_t rows = 0;
	uint64_t count = w->lines.count;
	for (size_t i = 0; i < file->part_count; i++)
		rows += file->parts[i].rows;
	segbias_hash_read(&w->lines.hash, hex);
	add_whole(w, "{\"rows\":", rows);
	add_whole(w, ",\"lines\":", count);
	add(w, ",\"sha256\":\"");
	add(w, hex);
	end_line(w, "\"}");
}

static enum segbias_status refuse(const char *what, struct segbias_error *error)
{
	return segbias_error_set(error, SEGBIAS_DATA, "not_in_tallies|%s cannot be kept in a tally", what);
}

static bool stands_for_one(const struct segbias_tally *tally)
{
	bool one = tally->records == tally->units;
	for (size_t i = 0; one && i < tally->table_count; i++)
		for (size_t slot = 0; one && slot < tally->tables[i].slot_count; slot++)
			one = tally->tables[i].slots[slot].count == tally->tables[i].slots[slot].units;
	for (size_t i = 0; one && i < tally->column_count; i++)
		for (uint32_t j = 0; one && j < tally->columns[i].ledger.spellings.size; j++)
			one = tally->columns[i].ledger.entries[j].count == tally->columns[i].ledger.entries[j].units;
	return one;
}

/* Whether it can be written. */
static enum segbias_status check(const struct segbias_tally *tally, struct segbias_error *error)
{
	if (tally->clusters && !segbias_clusters_told(tally->clusters))
		return refuse("a survey's design", error);
	if (tally->splits.count)
		return refuse("the numbers of an audit", error);
	if (segbias_tally_doubts(tally))
		return refuse("rounded figures", error);
	return stands_for_one(tally) ? SEGBIAS_OK : refuse("rows that stand for several records", error);
}

static enum segbias_status finish(const struct writing *w, bool ok, struct segbias_error *error)
{
	if (!ok || w->lines.out->failed)
		return segbias_error_memory(error);
	if (w->lines.invalid && !w->any)
		return refuse("text that is not UTF-8", error);
	return w->lines.too_long ? refuse("a list of texts that takes over 1 MiB", error) : SEGBIAS_OK;
}

enum segbias_status segbias_tally_file_plan(const struct segbias_tally_file *file, struct segbias_text *out,
                                            struct segbias_error *error)
{
	struct writing w = {.tally = file->tally};
	segbias_lines_init(&w.lines, out);
	write_plan(&w, file->counting);
	bool ok = !w.lines.line.failed;
	if (ok)
		segbias_text_add(out, w.lines.line.data, w.lines.line.size);
	enum segbias_status status = finish(&w, ok, error);
	segbias_lines_release(&w.lines);
	return status;
}

enum segbias_status segbias_tally_file_identify(struct segbias_tally_file *file, struct segbias_error *error)
{
	struct segbias_text plan = {0};
	enum segbias_status status = segbias_tally_file_plan(file, &plan, error);
	if (status == SEGBIAS_OK)
		segbias_sha256(segbias_text_label(&plan), file->plan_sha256);
	segbias_text_release(&plan);
	return status;
}

enum segbias_status segbias_tally_file_write(const struct segbias_tally_file *file, struct segbias_text *out,
                                             struct segbias_error *error)
{
	enum segbias_status status = check(file->tally, error);
	if (status != SEGBIAS_OK)
		return status;
	struct writing w = {.tally = file->tally, .places = file->part_count == 1};
	segbias_lines_init(&w.lines, out);
	write_head(&w, file);
	bool ok = write_counts(&w);
	write_trailer(&w, file);
	status = finish(&w, ok, error);
	segbias_lines_release(&w.lines);
	return status;
}

enum segbias_status segbias_tally_digest(const struct segbias_tally *tally, char hex[static SEGBIAS_SHA256_SIZE],
                                         struct segbias_error *error)
{
	struct segbias_text out = {0};
	struct writing w = {.tally = tally, .any = true};
	segbias_lines_init(&w.lines, &out);
	write_plan(&w, segbias_label_of("{}"));
	end_line(&w, "");
	bool ok = write_counts(&w);
	w.lines.too_long = false;
	segbias_hash_read(&w.lines.hash, hex);
	enum segbias_status status = finish(&w, ok, error);
	segbias_lines_release(&w.lines);
	segbias_text_release(&out);
	return status;
}
