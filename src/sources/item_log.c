#include "sources/item_log.h"

#include "base/memory.h"
#include "values/name.h"

struct log {
	struct segbias_log_file file;
	const struct segbias_item_logs *logs;
	struct segbias_item_log_facts *facts;
	bool history;
	uint32_t shown;              /* categories of what was shown, which come first */
	struct segbias_label *kinds; /* [width]: of a column of kinds, the one that there is; bytes NULL: none yet */
	bool *of_kinds;              /* [width]: whether it is one */
	/* Of a catalogue. */
	struct segbias_catalogue *catalogue;
	uint64_t repeated;
};

void segbias_categories_release(struct segbias_categories *categories)
{
	segbias_log_spelt_release(&categories->spelt);
	segbias_intern_release(&categories->folded);
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

static enum segbias_status read_head(void *context)
{
	struct log *log = context;
	struct segbias_log_file *file = &log->file;
	enum segbias_status status = SEGBIAS_OK;
	bool items = log->logs->catalogue && !log->history;
	SEGBIAS_TRY(segbias_log_file_find(file, SEGBIAS_LOG_PERSON, true));
	SEGBIAS_TRY(segbias_log_file_find(file, SEGBIAS_LOG_CATEGORY, true));
	file->fields[SEGBIAS_LOG_ITEM] = SEGBIAS_LOG_NO_FIELD;
	if (items)
		SEGBIAS_TRY(segbias_log_file_find(file, SEGBIAS_LOG_ITEM, true));
	log->kinds = segbias_arena_array(&file->arena, file->width, sizeof *log->kinds);
	log->of_kinds = segbias_arena_array(&file->arena, file->width, sizeof *log->of_kinds);
	if (!log->kinds || !log->of_kinds)
		SEGBIAS_TRY(segbias_error_memory(file->error));
	for (size_t field = 0; field < file->width; field++) {
		bool taken = field == file->fields[SEGBIAS_LOG_PERSON] || field == file->fields[SEGBIAS_LOG_CATEGORY] ||
		             field == file->fields[SEGBIAS_LOG_ITEM];
		log->kinds[field] = (struct segbias_label){NULL, 0};
		log->of_kinds[field] = !taken && segbias_log_column(file->names[field], SEGBIAS_LOG_KIND);
	}
done:
	return status;
}

static enum segbias_status refuse_kinds(struct log *log, size_t field)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(log->file.error, SEGBIAS_DATA,
	                        "log_kinds|column %s says that the rows of the log are of several kinds",
	                        segbias_label_quote(log->file.names[field], quoted));
	segbias_error_hint(log->file.error,
	                   log->history
	                       ? "leave only the rows of what people chose in the log, one a choice; or leave the "
	                         "column out, where all of them are"
	                       : "leave only the rows of what people were shown in the log, one an exposure; or leave "
	                         "the column out, where all of them are");
	return segbias_log_file_place(&log->file, field);
}

/* A click beside the view that it is of would count one thing twice. */
static enum segbias_status check_kinds(struct log *log)
{
	for (size_t field = 0; field < log->file.width; field++) {
		if (!log->of_kinds[field])
			continue;
		struct segbias_label cell = segbias_log_file_cell(&log->file, field);
		if (!log->kinds[field].bytes) {
			if (!segbias_arena_copy(&log->file.arena, cell, &log->kinds[field]))
				return segbias_error_memory(log->file.error);
		} else if (!segbias_label_equal(cell, log->kinds[field]) &&
		           !segbias_name_value_same(cell, log->kinds[field])) {
			return refuse_kinds(log, field);
		}
	}
	return SEGBIAS_OK;
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static bool add(struct log *log, struct segbias_label person, uint32_t category)
{
	bool known = true;
	if (!log->history)
		return segbias_exposures_show(log->logs->exposures, person, category);
	log->facts->common = log->facts->common || category < log->shown;
	bool ok = segbias_exposures_choose(log->logs->exposures, person, category, &known);
	log->facts->unshown += !known;
	return ok;
}

static enum segbias_status see(void *context)
{
	struct log *log = context;
	struct segbias_log_file *file = &log->file;
	struct segbias_item_log_facts *facts = log->facts;
	const struct segbias_missing *missing = file->of->missing;
	enum segbias_status status = SEGBIAS_OK;
	uint32_t category = 0;
	bool fresh = false;
	SEGBIAS_TRY(check_kinds(log));
	if (segbias_missing_any(missing, segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_PERSON]))) {
		facts->nameless++;
		return SEGBIAS_OK;
	}
	if (file->fields[SEGBIAS_LOG_ITEM] != SEGBIAS_LOG_NO_FIELD) {
		bool listed = segbias_catalogue_show(log->logs->catalogue,
		                                     segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_ITEM]));
		facts->listed += listed;
		facts->unlisted += !listed;
	}
	struct segbias_label cell = segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_CATEGORY]);
	if (segbias_missing_any(missing, cell)) {
		facts->uncategorised++;
		return SEGBIAS_OK;
	}
	facts->read++;
	if (!segbias_log_fold(&log->logs->categories->spelt, &log->logs->categories->folded, cell, &category, &fresh) ||
	    !add(log, segbias_log_file_cell(file, file->fields[SEGBIAS_LOG_PERSON]), category))
		status = segbias_error_memory(file->error);
done:
	return status;
}

static enum segbias_status read(struct log *log, const struct segbias_log_pass *pass, struct segbias_error *error)
{
	struct segbias_error why = {0}; /* what is left out is no error of the call */
	log->file.error = &why;
	enum segbias_status status = segbias_log_file_pass(&log->file, pass);
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
	                  .shown = logs->categories->folded.size};
	return read(&log, &(struct segbias_log_pass){read_head, see, &log}, error);
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
