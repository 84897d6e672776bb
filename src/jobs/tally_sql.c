#include "jobs/tally_sql.h"

#include "base/unicode.h"
#include "jobs/tallied.h"
#include "sources/aggregate.h"
#include "sources/shape_cells.h"
#include "tally/sql.h"

#include <segbias/tally.h>

enum segbias_status segbias_tally_sql_check(const struct segbias_tally_request *request, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	const char *beside = request->part ? "part" : request->like ? "like" : request->empty ? "empty" : NULL;
	if (!request->sql && !request->from)
		return SEGBIAS_OK;
	if (!request->sql || !request->from) {
		(void)segbias_error_set(error, SEGBIAS_USAGE,
		                        "sql_and_from|--sql DIALECT and --from TABLE go together");
		segbias_error_hint(error, "segbias tally SAMPLE REFERENCE --sql duckdb --from TABLE");
		return SEGBIAS_USAGE;
	}
	if (!segbias_sql_knows(request->sql))
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--sql %s: it must be " SEGBIAS_SQL_DIALECTS,
		                         segbias_text_quote(request->sql, quoted));
	if (!segbias_sql_is_from(request->from) || !segbias_unicode_valid(segbias_label_of(request->from))) {
		(void)segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "bad_option|--from %s: it must be a table's name, or several with points between",
		    segbias_text_quote(request->from, quoted));
		segbias_error_hint(error,
		                   "a name in double quotes, doubled inside, may hold anything: 'db.\"my table\"'");
		return SEGBIAS_USAGE;
	}
	if (beside)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "sql_counts_nothing|--%s: with --sql nothing is counted, and no part is",
		                         beside);
	return SEGBIAS_OK;
}

enum segbias_status segbias_tally_sql_allow(const struct segbias_options *options, struct segbias_error *error)
{
	static const struct segbias_uncounted NONE[] = {
	    {"within", "what lies within is not decided by a database", "a view of those records can be the table"},
	    {"campaign-where", "a choice of records is not made by a database",
	     "a view of those records can be the table"},
	    {"thousands", "a database is asked for decimals, in which nothing separates thousands",
	     "a view in which they are can be the table"},
	    {"skip-bad", SEGBIAS_NONE_UNREADABLE, "take a record that cannot be read out of the sample"},
	    {"person", "persons are not counted by a database", "a view with a row a person can be the table"},
	    {"amount", "amounts are not added up by a database", "compare the campaign's own file with it"},
	    {"consent", "who consents is not counted by a database", "compare the campaign's own file with it"},
	    {"cross", "crossings are not counted by a database", "compare the campaign's own file with it"},
	    {"stages", "stages are not counted by a database", "compare the campaign's own file with it"},
	    {"numeric", "a database is asked for no numbers",
	     "compare the campaign's own file with it; --bins cuts numbers into bands, which are counted"},
	};
	const struct segbias_uncounted *row = segbias_uncounted_find(NONE, sizeof NONE / sizeof *NONE, options);
	if (!row)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_USAGE, "not_in_sql|--%s: %s", row->option, row->what);
	segbias_error_hint(error, "%s", row->hint);
	return SEGBIAS_USAGE;
}

/* A column that is called a weight, and is the same in all records of the sample: others are never seen. */
static enum segbias_status check_weight(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_column_evidence *columns = segbias_source_columns(run->campaign);
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	for (size_t field = 0; field < segbias_source_head(run->campaign)->width; field++) {
		if (run->options->campaign.weight || !segbias_records_constant_weight(&columns[field]))
			continue;
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "weight_untold|%s is one and the same number in all records of the sample: whether it "
		    "weighs others is not told",
		    segbias_label_quote(columns[field].name, quoted));
		segbias_error_hint(error, "--weight %s: it is the weight of each record; --weight none: it is none",
		                   segbias_evidence_paste(columns[field].name, paste));
		segbias_error_place(error, segbias_source_facts(run->campaign)->path, 1, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* Every row of the result has it. */
static void note_size(const struct segbias_run *run, size_t bytes)
{
	enum { KIBIBYTE = 1024, LEAST = 64 * KIBIBYTE };
	if (bytes < LEAST)
		return;
	struct segbias_error *note =
	    segbias_notes_add(&run->findings->notes, "large_plan",
	                      "every row of the result repeats the plan, which has %zu KiB", bytes / KIBIBYTE);
	segbias_error_place(note, segbias_source_facts(run->campaign)->path, 0, 0);
	segbias_error_hint(note, "a sample of fewer records has fewer spellings of what is compared");
}

enum segbias_status segbias_tally_sql_keep(const struct segbias_run *run, const struct segbias_tally_file *file,
                                           struct segbias_error *error)
{
	struct segbias_text plan = {0};
	struct segbias_text out = {0};
	size_t weight = segbias_source_layout(run->campaign)->weight_field;
	struct segbias_sql sql = {.dialect = run->counting->sql,
	                          .from = run->counting->from,
	                          .plan = &run->matching.plan,
	                          .names = segbias_source_head(run->campaign)->names,
	                          .weight_field = weight,
	                          .columns = segbias_cells_columns};
	if (weight != SEGBIAS_NO_FIELD)
		sql.decimal = segbias_source_columns(run->campaign)[weight].style.decimal;
	enum segbias_status status =
	    run->policy.cross
		? segbias_error_set(error, SEGBIAS_USAGE, "not_in_sql|-a A*B: crossings are not counted by a database")
		: check_weight(run, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_plan(file, &plan, error);
	sql.plan_json = segbias_text_label(&plan);
	note_size(run, plan.size);
	if (status == SEGBIAS_OK)
		status = segbias_sql_write(&sql, &out, error);
	if (status == SEGBIAS_OK &&
	    !segbias_arena_copy(&run->findings->arena, segbias_text_label(&out), &run->findings->sql))
		status = segbias_error_memory(error);
	segbias_text_release(&plan);
	segbias_text_release(&out);
	run->findings->job = SEGBIAS_JOB_TALLY;
	return status;
}
