#include "sources/item_log.h"

#include "base/memory.h"
#include "sources/log_rows.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t SEVERAL = UINT32_MAX;

struct log {
	struct segbias_log_file file;
	const struct segbias_item_logs *logs;
	struct segbias_item_log_facts *facts;
	bool history;
	uint32_t shown; /* categories of what was shown, which come first */
	struct segbias_log_rows rows;
	struct segbias_log_spelt items; /* mean the category that the item has, or SEVERAL */
	struct segbias_text key;        /* of a row's exposure */
	struct segbias_intern exposures;
	/* Of a catalogue. */
	struct segbias_catalogue *catalogue;
	uint64_t repeated;
};

void segbias_categories_release(struct segbias_categories *categories)
{
	segbias_log_spelt_release(&categories->spelt);
	segbias_intern_release(&categories->folded);
	free(categories->rows);
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

/* Of what is not asked for: the only column that may be it. */
static void find_only(struct segbias_log_file *file, enum segbias_log_part part)
{
	size_t count = 0;
	for (size_t field = 0; field < file->width; field++)
		if (segbias_log_column(file->names[field], part)) {
			file->fields[part] = field;
			count++;
		}
	if (count > 1)
		file->fields[part] = SEGBIAS_LOG_NO_FIELD;
}

static enum segbias_status read_head(void *context)
{
	struct log *log = context;
	struct segbias_log_file *file = &log->file;
	enum segbias_status status = SEGBIAS_OK;
	bool items = log->logs->catalogue && !log->history;
	SEGBIAS_TRY(segbias_log_file_find(file, SEGBIAS_LOG_PERSON, true));
	SEGBIAS_TRY(segbias_log_file_find(file, SEGBIAS_LOG_CATEGORY, true));
	if (items)
		SEGBIAS_TRY(segbias_log_file_find(file, SEGBIAS_LOG_ITEM, true));
	else
		find_only(file, SEGBIAS_LOG_ITEM);
	find_only(file, SEGBIAS_LOG_EXPOSURE);
	SEGBIAS_TRY(segbias_log_rows_find(&log->rows, file));
done:
	return status;
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

/* false: out of memory. */
static bool count_category(struct log *log, uint32_t category)
{
	struct segbias_categories *categories = log->logs->categories;
	struct segbias_category_rows *rows =
	    segbias_memory_room(categories->rows, category, &categories->room, sizeof *rows);
	if (!rows)
		return false;
	categories->rows = rows;
	rows[category].shown += !log->history;
	rows[category].chosen += log->history;
	return true;
}

/* What only one of both logs has: other things, or the same ones by other names. */
static void count_unmatched(struct log *log)
{
	const struct segbias_categories *categories = log->logs->categories;
	for (uint32_t id = 0; log->history && id < categories->folded.size && id < categories->room; id++) {
		const struct segbias_category_rows *rows = &categories->rows[id];
		log->facts->all_shown += rows->shown;
		log->facts->unchosen += rows->chosen ? 0 : rows->shown;
		log->facts->unmatched += rows->shown ? 0 : rows->chosen;
	}
}

static bool add(struct log *log, struct segbias_label person, uint32_t category)
{
	bool known = true;
	if (!count_category(log, category))
		return false;
	if (!log->history)
		return segbias_exposures_show(log->logs->exposures, person, category);
	log->facts->common = log->facts->common || category < log->shown;
	bool ok = segbias_exposures_choose(log->logs->exposures, person, category, &known);
	log->facts->unshown += !known;
	return ok;
}

/* An item whose rows say several categories, as where one showing has a row for each. false: out of memory. */
static bool see_category_of_item(struct log *log, uint32_t category)
{
	struct segbias_log_file *file = &log->file;
	uint32_t at = 0;
	bool fresh = false;
	if (file->fields[SEGBIAS_LOG_ITEM] == SEGBIAS_LOG_NO_FIELD)
		return true;
	struct segbias_label item = segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_ITEM]);
	if (segbias_missing_any(file->of->missing, item))
		return true;
	if (!segbias_log_spell(&log->items, item, &at, &fresh))
		return false;
	uint32_t *own = &log->items.means[at];
	if (fresh)
		*own = category;
	log->facts->crossed += *own != category && *own != SEVERAL;
	*own = *own == category ? category : SEVERAL;
	return true;
}

static bool has_any(struct segbias_label label, const char *signs)
{
	bool found = false;
	for (const char *sign = signs; *sign && label.size; sign++)
		found = found || memchr(label.bytes, *sign, label.size);
	return found;
}

/* "Sport|News" is one category to the log, and may be two. */
static void count_joined(struct log *log)
{
	const struct segbias_intern *folded = &log->logs->categories->folded;
	for (uint32_t id = log->shown; id < folded->size; id++) {
		struct segbias_label own = folded->labels[id];
		log->facts->joined += has_any(own, "|;,");
	}
}

static void add_key(struct segbias_text *key, struct segbias_label part)
{
	segbias_text_add(key, (const char *)&part.size, sizeof part.size);
	segbias_text_add(key, part.bytes, part.size);
}

/* Whether the key was there already. false: out of memory. */
static bool see_key(struct log *log, bool *before)
{
	uint32_t size = log->exposures.size;
	if (log->key.failed ||
	    segbias_intern_add(&log->exposures, segbias_text_label(&log->key)) == SEGBIAS_INTERN_NONE)
		return false;
	*before = log->exposures.size == size;
	return true;
}

/* Whether the exposure, which has an id, stood in the log before: the same item, to the same person, of the same category. Where it is not known
 * which item it is, an id may be that of a page with several, and only the same row is the same exposure. false: out of memory. */
static bool see_again(struct log *log, uint32_t category, bool *again)
{
	enum { ID, PERSON, ITEM, KEYS };
	struct segbias_log_file *file = &log->file;
	const size_t fields[KEYS] = {file->fields[SEGBIAS_LOG_EXPOSURE], file->fields[SEGBIAS_LOG_PERSON],
	                             file->fields[SEGBIAS_LOG_ITEM]};
	bool known[KEYS] = {false};
	bool shared = false;
	*again = false;
	for (size_t i = 0; i < KEYS; i++)
		known[i] = fields[i] != SEGBIAS_LOG_NO_FIELD &&
		           !segbias_missing_any(file->of->missing, segbias_log_file_cell(file, fields[i]));
	if (!known[ID] || !known[PERSON])
		return true;
	log->key.size = 0;
	segbias_text_add(&log->key, (const char *)&category, sizeof category);
	for (size_t i = 0; i < KEYS; i++)
		if (known[i])
			add_key(&log->key, segbias_log_file_cell(file, fields[i]));
	if (!see_key(log, known[ITEM] ? again : &shared))
		return false;
	if (!known[ITEM]) {
		add_key(&log->key, segbias_label_of(""));
		for (size_t field = 0; field < file->width; field++)
			add_key(&log->key, segbias_log_file_cell(file, field));
		if (!see_key(log, again))
			return false;
	}
	log->facts->again += *again;
	log->facts->shared += shared && !*again;
	return true;
}

static enum segbias_status see(void *context)
{
	struct log *log = context;
	struct segbias_log_file *file = &log->file;
	struct segbias_item_log_facts *facts = log->facts;
	const struct segbias_missing *missing = file->of->missing;
	enum segbias_status status = SEGBIAS_OK;
	uint32_t category = UINT32_MAX;
	bool fresh = false;
	bool again = false;
	SEGBIAS_TRY(segbias_log_rows_check(&log->rows, file));
	if (segbias_missing_any(missing, segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_PERSON]))) {
		facts->nameless++;
		return SEGBIAS_OK;
	}
	struct segbias_label cell = segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_CATEGORY]);
	bool known = !segbias_missing_any(missing, cell);
	if ((known && !segbias_log_fold(&log->logs->categories->spelt, &log->logs->categories->folded, cell, &category,
	                                &fresh)) ||
	    !see_again(log, category, &again))
		SEGBIAS_TRY(segbias_error_memory(file->error));
	if (again)
		return SEGBIAS_OK;
	if (log->logs->catalogue && !log->history) {
		bool listed = segbias_catalogue_show(log->logs->catalogue,
		                                     segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_ITEM]));
		facts->listed += listed;
		facts->unlisted += !listed;
	}
	facts->uncategorised += !known;
	facts->read += known;
	if (known && (!see_category_of_item(log, category) ||
	              !add(log, segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_PERSON]), category)))
		status = segbias_error_memory(file->error);
done:
	return status;
}

static enum segbias_status read(struct log *log, const struct segbias_log_pass *pass, struct segbias_error *error)
{
	struct segbias_error why = {0}; /* what is left out is no error of the call */
	log->file.error = &why;
	enum segbias_status status = segbias_log_file_pass(&log->file, pass);
	if (status == SEGBIAS_OK)
		status = segbias_log_rows_finish(&log->rows, &log->file);
	log->facts->bad = log->file.bad;
	if (status != SEGBIAS_OK && error)
		*error = why;
	segbias_log_file_release(&log->file);
	return status;
}

enum segbias_status segbias_item_log_read(const struct segbias_log_opening *of, bool history,
                                          const struct segbias_item_logs *logs, struct segbias_item_log_facts *facts,
                                          struct segbias_error *error)
{
	*facts = (struct segbias_item_log_facts){0};
	struct log log = {.file = {.of = of},
	                  .logs = logs,
	                  .facts = facts,
	                  .history = history,
	                  .rows = {.kind = history ? SEGBIAS_LOG_ROWS_CHOSEN : SEGBIAS_LOG_ROWS_SHOWN},
	                  .shown = logs->categories->folded.size};
	enum segbias_status status = read(&log, &(struct segbias_log_pass){read_head, see, &log}, error);
	count_joined(&log);
	count_unmatched(&log);
	segbias_log_spelt_release(&log.items);
	segbias_intern_release(&log.exposures);
	segbias_text_release(&log.key);
	return status;
}

/* --- the catalogue ------------------------------------------------------------------------------------------------- */

static enum segbias_status read_catalogue_head(void *context)
{
	struct log *log = context;
	return segbias_log_file_find(&log->file, SEGBIAS_LOG_ITEM, true);
}

static enum segbias_status see_item(void *context)
{
	struct log *log = context;
	bool fresh = false;
	struct segbias_label item = segbias_log_file_cell(&log->file, log->file.fields[SEGBIAS_LOG_ITEM]);
	if (segbias_missing_any(log->file.of->missing, item)) {
		log->facts->nameless++;
		return SEGBIAS_OK;
	}
	if (!segbias_catalogue_add(log->catalogue, item, &fresh))
		return segbias_error_memory(log->file.error);
	log->repeated += !fresh;
	return SEGBIAS_OK;
}

enum segbias_status segbias_catalogue_read(const struct segbias_log_opening *of, struct segbias_catalogue *out,
                                           struct segbias_item_log_facts *facts, uint64_t *repeated,
                                           struct segbias_error *error)
{
	*facts = (struct segbias_item_log_facts){0};
	struct log log = {.file = {.of = of}, .facts = facts, .catalogue = out};
	enum segbias_status status = read(&log, &(struct segbias_log_pass){read_catalogue_head, see_item, &log}, error);
	*repeated = log.repeated;
	return status;
}
