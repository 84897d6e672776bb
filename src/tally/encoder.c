#include "tally/encoder.h"

#include "base/memory.h"
#include "tally/alias.h"
#include "tally/column.h"
#include "values/answers.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = INT32_MAX }; /* before counts are handed over, which hold 32 bits */

/* What is kept of one column's last cell. */
struct cell {
	uint32_t fresh_from; /* spellings before it */
	bool fresh;          /* and it brought new ones */
	/* With a separator: */
	uint64_t number; /* cells so far */
	uint64_t *taken; /* [SEGBIAS_IDS_MAX]: the cell that the id was last taken from */
	uint32_t *ids;   /* [SEGBIAS_IDS_MAX] */
	/* Of batches: */
	struct segbias_aliases aliases;
	bool quoted; /* as the cells are whose bytes the aliases are */
	bool quotes; /* an alias begins with a quote, which means itself in cells that are not */
};

struct segbias_encoder {
	const struct segbias_plan *plan;
	struct segbias_missing missing_none;
	const struct segbias_missing *missing;
	bool suspects[UCHAR_MAX + 1]; /* bytes that a missing value may begin with; a quote is among them */
	struct segbias_tally *tally;
	struct cell *cells; /* [columns] */
	size_t columns;
	struct segbias_id_list *lists; /* [columns]; NULL: no column has a separator */
	char *meaning;                 /* [meaning_capacity]: room for that of a cell with doubled quotes */
	size_t meaning_capacity;
};

/* --- making ----------------------------------------------------------------------------------------------------- */

void segbias_encoder_free(struct segbias_encoder *encoder)
{
	if (!encoder)
		return;
	for (size_t i = 0; encoder->cells && i < encoder->columns; i++) {
		free(encoder->cells[i].taken);
		free(encoder->cells[i].ids);
		segbias_aliases_release(&encoder->cells[i].aliases);
	}
	free(encoder->cells);
	free(encoder->lists);
	free(encoder->meaning);
	free(encoder);
}

enum segbias_status segbias_encoder_create(const struct segbias_plan *plan, struct segbias_tally *tally,
                                           struct segbias_encoder **out, struct segbias_error *error)
{
	struct segbias_encoder *encoder = segbias_memory_zeroed(1, sizeof *encoder);
	if (!encoder)
		return segbias_error_memory(error);
	encoder->plan = plan;
	encoder->tally = tally;
	encoder->missing = plan->missing ? plan->missing : &encoder->missing_none;
	for (unsigned byte = 0; byte <= UCHAR_MAX; byte++)
		encoder->suspects[byte] = segbias_missing_may_begin(encoder->missing, (unsigned char)byte);
	encoder->cells = segbias_memory_zeroed(plan->column_count + 1, sizeof *encoder->cells);
	bool ok = encoder->cells != NULL;
	for (size_t i = 0; ok && i < plan->column_count; i++) {
		encoder->columns++;
		if (!plan->columns[i].separator.bytes)
			continue;
		if (!encoder->lists)
			encoder->lists = segbias_memory_zeroed(plan->column_count, sizeof *encoder->lists);
		encoder->cells[i].taken = segbias_memory_zeroed(SEGBIAS_IDS_MAX, sizeof *encoder->cells[i].taken);
		encoder->cells[i].ids = segbias_memory_zeroed(SEGBIAS_IDS_MAX, sizeof *encoder->cells[i].ids);
		ok = encoder->lists && encoder->cells[i].taken && encoder->cells[i].ids;
	}
	if (!ok) {
		segbias_encoder_free(encoder);
		return segbias_error_memory(error);
	}
	*out = encoder;
	return SEGBIAS_OK;
}

enum segbias_status segbias_encoder_add_column(struct segbias_encoder *encoder, struct segbias_label name,
                                               size_t *column, struct segbias_error *error)
{
	struct cell *cells = segbias_memory_resize(encoder->cells, encoder->columns + 1, sizeof *cells);
	if (!cells)
		return segbias_error_memory(error);
	encoder->cells = cells;
	cells[encoder->columns] = (struct cell){0};
	enum segbias_status status = segbias_tally_add_column(encoder->tally, name, column, error);
	if (status == SEGBIAS_OK)
		encoder->columns++;
	return status;
}

/* --- what a spelling means -------------------------------------------------------------------------------------- */

/* A column that a shape added to the tally is open, and the plan does not know it. */
static const struct segbias_plan_column *plan_of(const struct segbias_encoder *encoder, size_t column)
{
	static const struct segbias_plan_column OPEN = {.kind = SEGBIAS_PLAN_OPEN};
	return column < encoder->plan->column_count ? &encoder->plan->columns[column] : &OPEN;
}

/* Gives the entry the label of an open column, made if need be; with an empty key it has none. false: out of memory. */
static bool resolve_label(const struct segbias_plan_column *plan, struct segbias_tally_column *column,
                          struct segbias_label spelling, struct segbias_ledger_entry *entry)
{
	struct segbias_text key = {0};
	uint32_t label = SEGBIAS_INTERN_NONE;
	if (plan->key)
		plan->key(spelling, &key);
	bool none = plan->key && !key.failed && key.size == 0;
	if (!key.failed && !none)
		label = segbias_intern_add(&column->labels,
		                           plan->key ? (struct segbias_label){key.data, key.size} : spelling);
	segbias_text_release(&key);
	entry->id = none ? SEGBIAS_ID_UNMATCHED : SEGBIAS_ID_FIRST + label;
	entry->how = none ? SEGBIAS_HOW_UNMATCHED : entry->how;
	return none || label != SEGBIAS_INTERN_NONE;
}

bool segbias_encoder_missing(const struct segbias_encoder *encoder, struct segbias_label cell)
{
	return cell.size == 0 ||
	       (encoder->suspects[(unsigned char)cell.bytes[0]] && segbias_missing_any(encoder->missing, cell));
}

const bool *segbias_encoder_suspects(const struct segbias_encoder *encoder)
{
	return encoder->suspects;
}

/* Fills in what the spelling means. false: out of memory. */
static bool resolve_meaning(const struct segbias_encoder *encoder, size_t at, struct segbias_label spelling,
                            struct segbias_ledger_entry *entry)
{
	const struct segbias_plan_column *plan = plan_of(encoder, at);
	struct segbias_tally_column *column = segbias_tally_column(encoder->tally, at);
	entry->how = SEGBIAS_HOW_EXACT;
	if (plan->kind == SEGBIAS_PLAN_MAPPED) {
		entry->id = plan->resolve(plan->context, spelling, &entry->how);
		return true;
	}
	if (segbias_encoder_missing(encoder, spelling)) {
		entry->id = SEGBIAS_ID_MISSING;
		entry->how = SEGBIAS_HOW_MISSING;
		return true;
	}
	entry->id = SEGBIAS_ID_FIRST;
	if (plan->kind == SEGBIAS_PLAN_PRESENCE)
		return true;
	entry->id = SEGBIAS_ID_UNMATCHED;
	if (column->collapsed)
		return true;
	return resolve_label(plan, column, spelling, entry);
}

/* The same by way of the file's form; what its list says is a synonym of the code. false: out of memory. */
static bool resolve(const struct segbias_encoder *encoder, size_t at, struct segbias_label spelling,
                    struct segbias_ledger_entry *entry)
{
	size_t field = at < encoder->plan->column_count ? encoder->plan->columns[at].field : SEGBIAS_NO_FIELD;
	struct segbias_label meaning = segbias_plan_meaning(encoder->plan, field, spelling);
	bool resolved = resolve_meaning(encoder, at, meaning, entry);
	if (meaning.bytes != spelling.bytes && entry->how < SEGBIAS_HOW_SYNONYM)
		entry->how = SEGBIAS_HOW_SYNONYM;
	return resolved;
}

/* --- spelling --------------------------------------------------------------------------------------------------- */

/* Whether the column's cell has counted there already: news;news is one answer. */
static bool counted(const struct cell *cell, uint64_t *number)
{
	bool same = *number == cell->number;
	*number = cell->number;
	return same;
}

/* One that is not kept is only counted under what it means. */
static bool count_beyond(struct segbias_encoder *encoder, size_t at, uint32_t id, uint64_t count)
{
	struct cell *cell = &encoder->cells[at];
	/* A label is taken by the caller; missing and unmatched are taken here. */
	bool again = cell->taken && cell->taken[id] == cell->number;
	if (cell->taken && id < SEGBIAS_ID_FIRST)
		cell->taken[id] = cell->number;
	return segbias_tally_column_beyond(segbias_tally_column(encoder->tally, at), id, again ? 0 : count);
}

/* One that the ledger does not have. */
static bool spell_new(struct segbias_encoder *encoder, size_t at, struct segbias_label spelling, uint64_t count,
                      uint32_t *id)
{
	struct segbias_tally_column *column = segbias_tally_column(encoder->tally, at);
	struct cell *cell = &encoder->cells[at];
	struct segbias_ledger_entry entry = {.count = count, .units = 1, .cell = cell->number};
	bool crowded = false;
	if (!resolve(encoder, at, spelling, &entry))
		return false;
	*id = entry.id;
	if (!segbias_ledger_wants(&column->ledger, spelling, entry.id == SEGBIAS_ID_MISSING))
		return count_beyond(encoder, at, entry.id, count);
	if (segbias_tally_column_add(column, spelling, &entry, &crowded) == SEGBIAS_INTERN_NONE ||
	    (crowded && !segbias_tally_collapse(encoder->tally, at)))
		return false;
	cell->fresh = true;
	*id = column->collapsed && entry.id >= SEGBIAS_ID_FIRST ? SEGBIAS_ID_UNMATCHED : entry.id;
	return true;
}

/* What stands in a cell, or one of its answers. */
static bool spell_one(struct segbias_encoder *encoder, size_t at, struct segbias_label spelling, uint64_t count,
                      uint32_t *id)
{
	struct segbias_tally_column *column = segbias_tally_column(encoder->tally, at);
	struct cell *cell = &encoder->cells[at];
	uint32_t number = segbias_ledger_find(&column->ledger, spelling);
	if (number == SEGBIAS_INTERN_NONE)
		return spell_new(encoder, at, spelling, count, id);
	struct segbias_ledger_entry *entry = &column->ledger.entries[number];
	*id = entry->id;
	if (cell->taken && counted(cell, &entry->cell))
		return true;
	entry->count += count;
	entry->units++;
	return true;
}

static int compare_ids(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;
	return (*x > *y) - (*x < *y);
}

/* *id: UNMATCHED where this or an earlier answer of the cell is. */
static bool take_answer(struct segbias_encoder *encoder, size_t at, struct segbias_label answer, uint64_t count,
                        uint32_t *id)
{
	uint32_t one = SEGBIAS_ID_MISSING;
	struct cell *cell = &encoder->cells[at];
	struct segbias_id_list *list = &encoder->lists[at];
	if (!spell_one(encoder, at, answer, count, &one))
		return false;
	if (one >= SEGBIAS_ID_FIRST && !counted(cell, &cell->taken[one]))
		cell->ids[list->count++] = one;
	*id = one == SEGBIAS_ID_UNMATCHED ? one : *id;
	return true;
}

/* Every answer of a cell; a label that several of them mean is one. */
static bool spell_answers(struct segbias_encoder *encoder, size_t at, struct segbias_label spelling, uint64_t count,
                          uint32_t *id)
{
	struct cell *cell = &encoder->cells[at];
	struct segbias_id_list *list = &encoder->lists[at];
	struct segbias_label separator = encoder->plan->columns[at].separator;
	struct segbias_label rest = spelling;
	struct segbias_label answer;
	bool ok = true;
	bool blank = true;
	*list = (struct segbias_id_list){.ids = cell->ids};
	*id = SEGBIAS_ID_MISSING;
	for (; ok && segbias_answers_next(&rest, separator, &answer); blank = false)
		ok = take_answer(encoder, at, answer, count, id);
	if (ok && blank) /* or nothing but separators */
		ok = take_answer(encoder, at, (struct segbias_label){"", 0}, count, id);
	/* The last of them may have made it one column of too many spellings. */
	if (ok && segbias_tally_column(encoder->tally, at)->collapsed && list->count > 0) {
		list->count = 0;
		*id = SEGBIAS_ID_UNMATCHED;
	}
	if (!ok || list->count == 0)
		return ok;
	segbias_tally_column(encoder->tally, at)->several += list->count > 1 ? count : 0;
	qsort(cell->ids, list->count, sizeof *cell->ids, compare_ids);
	cell->ids[list->count++] = *id = SEGBIAS_ID_ANSWERED;
	return true;
}

enum segbias_status segbias_encoder_spell(struct segbias_encoder *encoder, size_t column, struct segbias_label spelling,
                                          uint64_t count, uint32_t *id, bool *fresh)
{
	struct cell *cell = &encoder->cells[column];
	cell->fresh_from = segbias_tally_column(encoder->tally, column)->ledger.spellings.size;
	cell->fresh = false;
	cell->number++;
	bool ok = cell->taken ? spell_answers(encoder, column, spelling, count, id)
	                      : spell_one(encoder, column, spelling, count, id);
	*fresh = cell->fresh;
	return ok ? SEGBIAS_OK : SEGBIAS_SYSTEM;
}

bool segbias_encoder_wants_place(const struct segbias_encoder *encoder, size_t column, uint32_t id)
{
	const struct segbias_plan_column *plan = plan_of(encoder, column);
	return encoder->plan->placed || ((plan->kind == SEGBIAS_PLAN_MAPPED || plan->key) &&
	                                 (id == SEGBIAS_ID_UNMATCHED || plan->separator.bytes));
}

void segbias_encoder_place(struct segbias_encoder *encoder, size_t column, uint64_t line, uint64_t position)
{
	struct segbias_ledger *ledger = &segbias_tally_column(encoder->tally, column)->ledger;
	/* Where others made room for it, it is the last one of fewer. */
	uint32_t from = encoder->cells[column].fresh_from;
	if (from >= ledger->spellings.size)
		from = ledger->spellings.size - 1;
	for (uint32_t i = from; i < ledger->spellings.size; i++) {
		ledger->entries[i].line = line;
		ledger->entries[i].column = position < UINT32_MAX ? (uint32_t)position : 0;
	}
}

enum segbias_status segbias_encoder_pass(struct segbias_encoder *encoder, size_t column, struct segbias_label spelling,
                                         uint64_t count, double weight)
{
	struct segbias_tally_column *c = segbias_tally_column(encoder->tally, column);
	struct segbias_label rest = spelling;
	struct segbias_label answer = spelling;
	bool ok = true;
	if (!c->wants_outside || segbias_missing_any(encoder->missing, spelling))
		return SEGBIAS_OK;
	if (!c->separator.bytes)
		return segbias_tally_column_pass(c, spelling, count, weight) ? SEGBIAS_OK : SEGBIAS_SYSTEM;
	while (ok && segbias_answers_next(&rest, c->separator, &answer))
		ok = segbias_missing_any(encoder->missing, answer) ||
		     segbias_tally_column_pass(c, answer, count, weight);
	return ok ? SEGBIAS_OK : SEGBIAS_SYSTEM;
}

const struct segbias_id_list *segbias_encoder_lists(const struct segbias_encoder *encoder)
{
	return encoder->lists;
}

/* --- batches ---------------------------------------------------------------------------------------------------- */

struct segbias_label segbias_encoder_meaning(struct segbias_encoder *encoder, struct segbias_label raw)
{
	if (raw.size == 0 || raw.bytes[0] != '"')
		return raw;
	if (raw.size > encoder->meaning_capacity) {
		char *grown = segbias_memory_resize(encoder->meaning, raw.size, 1);
		if (!grown)
			return (struct segbias_label){NULL, 0};
		encoder->meaning = grown;
		encoder->meaning_capacity = raw.size;
	}
	return segbias_label_unquote(raw, encoder->meaning);
}

/* What is not kept any more is counted beyond, as if it had never been. */
static void settle_column(struct segbias_tally_column *column, struct segbias_aliases *aliases)
{
	for (uint32_t at = 0; at < aliases->slot_count; at++) {
		struct segbias_alias *alias = &aliases->slots[at];
		uint64_t count = alias->rows;
		if (aliases->rests) {
			count += aliases->rests[at].more;
			aliases->rests[at].more = 0;
		}
		bool kept = alias->number != SEGBIAS_INTERN_NONE && alias->rows > 0 &&
		            !column->ledger.entries[alias->number].gone;
		if (kept) {
			column->ledger.entries[alias->number].count += count;
			column->ledger.entries[alias->number].units += alias->rows;
		} else if (count) {
			column->beyond[alias->id] += count;
		}
		alias->rows = 0;
	}
	aliases->rows = 0;
}

void segbias_encoder_settle(struct segbias_encoder *encoder)
{
	for (size_t i = 0; i < encoder->columns; i++)
		settle_column(segbias_tally_column(encoder->tally, i), &encoder->cells[i].aliases);
}

/* One column of a batch, while it is encoded. */
struct encoding {
	struct segbias_encoder *encoder;
	size_t at;
	const struct segbias_code_cells *cells;
	const struct segbias_encoder_places *places;
	struct segbias_tally_column *column;
	uint32_t *ids;
};

static struct segbias_label raw_of(const struct segbias_code_cells *cells, size_t row)
{
	return (struct segbias_label){cells->bytes + cells->starts[row], cells->sizes[row]};
}

static uint64_t count_of(const struct segbias_code_cells *cells, size_t row)
{
	return cells->counts ? cells->counts[row] : 1;
}

/* SEGBIAS_ALIAS_NONE: the cell is none that the aliases know. */
static inline uint32_t find_alias(const struct segbias_aliases *aliases, const struct segbias_code_cells *cells,
                                  size_t row)
{
	const char *bytes = cells->bytes + cells->starts[row];
	uint32_t size = cells->sizes[row];
	return size <= SEGBIAS_ALIAS_BYTES ? segbias_aliases_find(aliases, segbias_alias_key_of(bytes, size), size)
	                                   : SEGBIAS_ALIAS_NONE;
}

/* false: out of memory. */
static inline bool count_alias(struct segbias_aliases *aliases, uint32_t at, uint64_t count)
{
	aliases->slots[at].rows++;
	if (count == 1)
		return true;
	/* Not before: aliases that were forgotten meanwhile have no such room any more. */
	if (!segbias_aliases_reserve_rests(aliases))
		return false;
	aliases->rests[at].more += count - 1;
	return true;
}

/* From now on the aliases know the cell by its bytes. false: out of memory. */
static bool add_alias(struct cell *cell, struct segbias_label raw, const struct segbias_alias *alias)
{
	cell->quotes = cell->quotes || (raw.size > 0 && raw.bytes[0] == '"');
	return segbias_aliases_add(&cell->aliases, segbias_alias_key_of(raw.bytes, alias->size), alias);
}

/* Forgets aliases that would mean something else in these cells: "A" with its quotes is A where a cell is quoted, and has quotes
 * where it is not. */
static void meet(struct cell *cell, struct segbias_tally_column *column, const struct segbias_code_cells *cells)
{
	if (cell->quotes && cell->quoted != cells->quoted) {
		settle_column(column, &cell->aliases);
		segbias_aliases_release(&cell->aliases);
		cell->quotes = false;
	}
	cell->quoted = cells->quoted;
}

/* A cell that the aliases do not know, by way of the ledger. */
static bool encode_new(struct encoding *encoding, size_t row)
{
	struct segbias_encoder *encoder = encoding->encoder;
	struct cell *cell = &encoder->cells[encoding->at];
	struct segbias_ledger *ledger = &encoding->column->ledger;
	struct segbias_label raw = raw_of(encoding->cells, row);
	uint64_t count = count_of(encoding->cells, row);
	struct segbias_label spelling = encoding->cells->quoted ? segbias_encoder_meaning(encoder, raw) : raw;
	struct segbias_alias alias = {.size = (uint32_t)raw.size};
	bool fresh = false;
	if (!spelling.bytes)
		return false;
	/* What goes takes its counts with it. */
	if (ledger->kept == SEGBIAS_DISTINCT_MAX && !ledger->full &&
	    segbias_ledger_find(ledger, spelling) == SEGBIAS_INTERN_NONE) {
		settle_column(encoding->column, &cell->aliases);
		segbias_aliases_release(&cell->aliases);
	}
	if (segbias_encoder_spell(encoder, encoding->at, spelling, count, &alias.id, &fresh) != SEGBIAS_OK)
		return false;
	encoding->ids[row] = alias.id;
	if (fresh && encoding->places && segbias_encoder_wants_place(encoder, encoding->at, alias.id)) {
		uint64_t line = 0;
		uint64_t column = 0;
		encoding->places->place(encoding->places->context, row, &line, &column);
		segbias_encoder_place(encoder, encoding->at, line, column);
	}
	if (raw.size > SEGBIAS_ALIAS_BYTES)
		return true;
	alias.number = segbias_ledger_find(ledger, spelling);
	/* Once there are too many, what is kept may have to go, and only what is not stays so. */
	if (ledger->kept == SEGBIAS_DISTINCT_MAX && alias.number != SEGBIAS_INTERN_NONE)
		return true;
	return add_alias(cell, raw, &alias);
}

/* Which cells of a batch are short, as one look at their sizes tells. */
enum brevity {
	MIXED,
	BRIEF, /* less than 8 bytes: one word */
	SHORT, /* 8 to 15, or none: two words */
};

static enum brevity brevity_of(const struct segbias_code_cells *cells)
{
	enum { WORD = sizeof(uint64_t) };
	uint32_t beyond_brief = 0;
	uint32_t beyond_short = 0;
	for (size_t row = 0; row < cells->rows; row++) {
		uint32_t size = cells->sizes[row];
		beyond_brief |= size >= WORD;
		beyond_short |= size >= SEGBIAS_ALIAS_SHORT || size - 1 < WORD - 1;
	}
	return beyond_brief ? beyond_short ? MIXED : SHORT : BRIEF;
}

/* What is looked at closer: where a cell may be missing or quoted, or its rank is not above the limit. */
struct sieve {
	const bool *open;                     /* [UCHAR_MAX + 1], by its first byte */
	uint64_t limit;                       /* what is above it is refused; its lower half is all ones */
	uint64_t starts[SEGBIAS_ALIAS_SHORT]; /* of ranks, by size */
	const struct segbias_ledger *ledger;
};

static inline bool is_closed(const struct sieve *sieve, const char *bytes, uint32_t size, enum brevity brevity)
{
	uint64_t low = 0;
	uint64_t high = 0;
	bool closed = !sieve->open[(unsigned char)bytes[0]] & (size > 0);
	if (brevity == MIXED && size >= SEGBIAS_ALIAS_SHORT)
		return closed && segbias_ledger_refuses(sieve->ledger, (struct segbias_label){bytes, size});
	if (brevity == BRIEF)
		low = segbias_alias_word(bytes, size);
	else
		segbias_alias_words(bytes, size, &low, &high);
	bool two = brevity == SHORT || (brevity == MIXED && size >= sizeof low);
	return closed & (segbias_ledger_rank_upper(sieve->starts[size], low, high, two) > sieve->limit);
}

/* Inlined once for each brevity. */
static inline size_t find_kept_of(const struct sieve *sieve, const struct segbias_code_cells *cells,
                                  enum brevity brevity, uint16_t *kept)
{
	const struct sieve known = *sieve; /* a copy whose address nobody has stays in registers */
	const struct segbias_code_cells of = *cells;
	size_t count = 0;
	for (size_t row = 0; row < of.rows; row++) {
		kept[count] = (uint16_t)row;
		count += !is_closed(&known, of.bytes + of.starts[row], of.sizes[row], brevity);
	}
	return count;
}

/* Finds the rows whose cells may be kept: not those of a value above the limit, which in a column of too many spellings are most.
 * Without a branch that could not be foreseen. Returns how many. */
static size_t find_kept(const struct encoding *encoding, uint16_t *kept)
{
	const struct segbias_encoder *encoder = encoding->encoder;
	const struct segbias_code_cells *cells = encoding->cells;
	struct sieve sieve = {.open = encoder->suspects,
	                      .limit = segbias_ledger_limit(&encoding->column->ledger) | UINT32_MAX,
	                      .ledger = &encoding->column->ledger};
	for (size_t size = 0; size < SEGBIAS_ALIAS_SHORT; size++)
		sieve.starts[size] = segbias_ledger_rank_start(size);
	switch (brevity_of(cells)) {
	case BRIEF:
		return find_kept_of(&sieve, cells, BRIEF, kept);
	case SHORT:
		return find_kept_of(&sieve, cells, SHORT, kept);
	case MIXED:
		break;
	}
	return find_kept_of(&sieve, cells, MIXED, kept);
}

/* One of a column of too many spellings that may be kept, or missing. */
static bool encode_kept(struct encoding *encoding, size_t row, uint64_t *beyond)
{
	struct segbias_encoder *encoder = encoding->encoder;
	const struct segbias_code_cells *cells = encoding->cells;
	struct segbias_label raw = raw_of(cells, row);
	struct segbias_label spelling = cells->quoted ? segbias_encoder_meaning(encoder, raw) : raw;
	uint64_t count = count_of(cells, row);
	struct cell *cell = &encoder->cells[encoding->at];
	struct segbias_ledger *ledger = &encoding->column->ledger;
	bool fresh = false;
	if (!spelling.bytes)
		return false;
	if (segbias_ledger_refuses(ledger, spelling) && !segbias_encoder_missing(encoder, spelling)) {
		*beyond += count;
		return true;
	}
	struct segbias_alias alias = {.size = (uint32_t)raw.size, .number = segbias_ledger_find(ledger, spelling)};
	if (alias.number == SEGBIAS_INTERN_NONE) {
		if (segbias_ledger_moves(ledger)) {
			settle_column(encoding->column, &cell->aliases);
			segbias_aliases_release(&cell->aliases);
		}
		return segbias_encoder_spell(encoder, encoding->at, spelling, count, &encoding->ids[row], &fresh) ==
		       SEGBIAS_OK;
	}
	struct segbias_ledger_entry *entry = &ledger->entries[alias.number];
	entry->count += count;
	entry->units++;
	encoding->ids[row] = alias.id = entry->id;
	if (raw.size > SEGBIAS_ALIAS_BYTES)
		return true;
	return add_alias(cell, raw, &alias);
}

/* Fetches what will be looked at for the row: the columns of a file have more aliases and spellings than the processor has at
 * hand, and which rows are next is known. */
static inline void fetch_kept(const struct encoding *encoding, size_t row)
{
	const struct segbias_code_cells *cells = encoding->cells;
	const struct segbias_aliases *aliases = &encoding->encoder->cells[encoding->at].aliases;
	uint32_t size = cells->sizes[row];
	if (aliases->size > 0 && size <= SEGBIAS_ALIAS_SHORT) {
		struct segbias_alias_key key = segbias_alias_key_of(cells->bytes + cells->starts[row], size);
		__builtin_prefetch(&aliases->slots[segbias_alias_place(aliases, key, size)], 1);
	}
	segbias_intern_fetch(&encoding->column->ledger.spellings, raw_of(cells, row));
}

/* Only whether there is a value, in a column of too many spellings: of those that are kept one that comes again gets an alias.
 * Those that may be kept are found first, without a branch that could not be foreseen: they only get fewer meanwhile. */
static bool encode_presence(struct encoding *encoding)
{
	const struct segbias_code_cells *cells = encoding->cells;
	struct segbias_aliases *aliases = &encoding->encoder->cells[encoding->at].aliases;
	uint32_t known = encoding->column->kind == SEGBIAS_PLAN_PRESENCE ? SEGBIAS_ID_FIRST : SEGBIAS_ID_UNMATCHED;
	enum { AHEAD = 8 };
	uint16_t kept[SEGBIAS_CODES_ROWS];
	size_t kept_count = find_kept(encoding, kept);
	uint64_t beyond = cells->counts ? 0 : cells->rows;
	bool ok = true;
	for (size_t row = 0; row < cells->rows; row++)
		encoding->ids[row] = known;
	for (size_t row = 0; cells->counts && row < cells->rows; row++)
		beyond += cells->counts[row];
	for (size_t i = 0; i < kept_count; i++)
		beyond -= count_of(cells, kept[i]);
	for (size_t i = 0; ok && i < kept_count; i++) {
		if (i + AHEAD < kept_count)
			fetch_kept(encoding, kept[i + AHEAD]);
		uint32_t at = find_alias(aliases, cells, kept[i]);
		if (at != SEGBIAS_ALIAS_NONE) {
			ok = count_alias(aliases, at, count_of(cells, kept[i]));
			encoding->ids[kept[i]] = aliases->slots[at].id;
		} else {
			ok = encode_kept(encoding, kept[i], &beyond);
		}
	}
	return ok && segbias_tally_column_beyond(encoding->column, known, beyond);
}

/* The rows from `row` on whose cells stand where they are looked for first, if they are short, as nearly all do. Returns the first
 * one that is not so. */
static size_t encode_known(struct segbias_aliases *aliases, const struct segbias_code_cells *cells, size_t row,
                           uint32_t *ids)
{
	const struct segbias_aliases known = *aliases; /* copies whose address nobody has stay in registers */
	const struct segbias_code_cells of = *cells;
	for (; row < of.rows; row++) {
		uint32_t size = of.sizes[row];
		uint32_t at = 0;
		if (size <= SEGBIAS_ALIAS_SHORT) {
			struct segbias_alias_key key = {0, 0, 0, 0};
			segbias_alias_pair(of.bytes + of.starts[row], size, &key.low, &key.high);
			at = segbias_alias_place(&known, key, size);
			if (!segbias_alias_is(&known.slots[at], key, size))
				break;
		} else {
			at = find_alias(aliases, cells, row);
			if (at == SEGBIAS_ALIAS_NONE)
				break;
		}
		known.slots[at].rows++;
		ids[row] = known.slots[at].id;
	}
	return row;
}

/* The same where no alias has more than 7 bytes: one word is the whole key. */
static size_t encode_brief(struct segbias_aliases *aliases, const struct segbias_code_cells *cells, size_t row,
                           uint32_t *ids)
{
	const struct segbias_aliases known = *aliases;
	const struct segbias_code_cells of = *cells;
	for (; row < of.rows; row++) {
		uint32_t size = of.sizes[row];
		if (size > SEGBIAS_ALIAS_BRIEF)
			break;
		struct segbias_alias_key key = {segbias_alias_brief(of.bytes + of.starts[row], size), 0, 0, 0};
		uint32_t at = segbias_alias_place(&known, key, size);
		if (known.slots[at].low != key.low)
			break;
		known.slots[at].rows++;
		ids[row] = known.slots[at].id;
	}
	return row;
}

static bool encode_all(struct encoding *encoding)
{
	const struct segbias_code_cells *cells = encoding->cells;
	struct segbias_aliases *aliases = &encoding->encoder->cells[encoding->at].aliases;
	for (size_t row = 0; row < cells->rows; row++) {
		if (!cells->counts && aliases->size > 0)
			row = aliases->wide ? encode_known(aliases, cells, row, encoding->ids)
			                    : encode_brief(aliases, cells, row, encoding->ids);
		if (row == cells->rows)
			break;
		uint32_t at = find_alias(aliases, cells, row);
		bool known = at != SEGBIAS_ALIAS_NONE;
		if (known)
			encoding->ids[row] = aliases->slots[at].id;
		if (!(known ? count_alias(aliases, at, count_of(cells, row)) : encode_new(encoding, row)))
			return false;
	}
	return true;
}

enum segbias_status segbias_encoder_encode(struct segbias_encoder *encoder, size_t column,
                                           const struct segbias_code_cells *cells,
                                           const struct segbias_encoder_places *places, uint32_t *ids)
{
	struct encoding encoding = {encoder, column, cells, places, segbias_tally_column(encoder->tally, column), ids};
	struct segbias_aliases *aliases = &encoder->cells[column].aliases;
	bool collapsed = encoding.column->collapsed;
	meet(&encoder->cells[column], encoding.column, cells);
	if (aliases->rows > ROWS_MAX)
		settle_column(encoding.column, aliases);
	aliases->rows += (uint32_t)cells->rows;
	bool ok =
	    encoding.column->ledger.full && encoding.column->ledger.heap && encoding.column->kind != SEGBIAS_PLAN_MAPPED
		? encode_presence(&encoding)
		: encode_all(&encoding);
	/* Labels of the rows before the one that was too many are none any more. */
	for (size_t row = 0; ok && encoding.column->collapsed && !collapsed && row < cells->rows; row++)
		if (ids[row] >= SEGBIAS_ID_FIRST)
			ids[row] = SEGBIAS_ID_UNMATCHED;
	return ok ? SEGBIAS_OK : SEGBIAS_SYSTEM;
}
