/* Job: cells. What was read of a file, as a table that reads back to the same comparisons.
 *
 * A joint table gives a row a cell; anything else a row a value of an attribute. Every label goes through its attribute's
 * value map, so that joined spellings, bins and recodes are what a comparison would use. */
#include <segbias/cells.h>

#include "jobs/cells.h"
#include "jobs/reading.h"
#include "jobs/roles.h"

#include "base/number.h"
#include "match/born.h"
#include "values/name.h"

#include <math.h>
#include <string.h>

enum { LIST_SIZE_MAX = 400 }; /* bytes of a message for a list of names */

/* --- which columns ---------------------------------------------------------------------------------------------- */

/* Numbers of records are values only where bands cut them. */
static bool is_uncut(const struct segbias_run *run, size_t field)
{
	const struct segbias_head *head = segbias_source_head(run->reference);
	struct segbias_label name = head->names[field];
	bool born = run->policy.born.bytes && segbias_head_find(head, run->policy.born) == field;
	return !segbias_policy_cuts(&run->policy, name) &&
	       (born || (!segbias_source_shape(run->reference)->table &&
	                 segbias_match_measures(head, field, &run->policy,
	                                        &segbias_source_columns(run->reference)[field].style)));
}

/* Whether --within takes values of the column: then they are of one attribute, whatever its name says. */
static bool is_universe(const struct segbias_run *run, struct segbias_label name)
{
	for (size_t i = 0; i < run->policy.universe_count; i++)
		if (segbias_name_same(run->policy.universes[i].attribute, name))
			return true;
	return false;
}

/* Names of the columns with the role, those of -a whatever they are; of no role: those that --within takes values of. Returns how
 * many. */
static size_t pick(const struct segbias_run *run, const struct segbias_input_facts *facts, const char *role,
                   struct segbias_label *names)
{
	const struct segbias_plan *plan = &run->reference_plan;
	size_t count = 0;
	for (size_t i = 0; i < plan->column_count; i++) {
		size_t field = plan->columns[i].field;
		const struct segbias_column_role *column = &facts->columns[field];
		bool asked = segbias_name_listed(run->policy.attributes, run->policy.attribute_count, column->name);
		bool several = segbias_source_columns(run->reference)[field].distinct > 1;
		if (asked || ((role ? strcmp(column->role, role) == 0 : is_universe(run, column->name)) && several &&
		              !is_uncut(run, field)))
			names[count++] = plan->columns[i].name;
	}
	return count;
}

static enum segbias_status refuse_nothing(const struct segbias_run *run, const struct segbias_head *head,
                                          struct segbias_error *error)
{
	const struct segbias_plan *plan = &run->reference_plan;
	char paste[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "nothing_comparable|no column of the file could be compared");
	segbias_error_hint(error, "segbias inspect FILE says what each was taken for; --attributes A,B names some all "
	                          "the same");
	for (size_t i = 0; i < plan->column_count; i++)
		if (is_uncut(run, plan->columns[i].field) && segbias_label_copyable(plan->columns[i].name))
			segbias_error_hint(error, "numbers are values only where bands cut them: --bins '%s=%s'",
			                   segbias_label_show(plan->columns[i].name, paste),
			                   segbias_born_is_age(plan->columns[i].name) ? "18,25,35" : "A,B,C");
	segbias_error_place(error, head->file, 1, 0);
	return SEGBIAS_DATA;
}

/* "Job Seniority Segment" is a segment of something, and no segment's name. */
static enum segbias_status find_dimension(struct segbias_label name, bool *dimension, struct segbias_error *error)
{
	struct segbias_text folded = {0};
	segbias_name_fold(name, &folded);
	bool failed = folded.failed || !folded.data;
	*dimension = !failed && strstr(folded.data, "segment") && !segbias_name_suggests(name, SEGBIAS_ROLE_SEGMENT);
	segbias_text_release(&folded);
	return failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* The header of a campaign that has what the file alone could be compared on; places where they are all it has, and of a table the
 * segments of something where they are the only ones. */
static enum segbias_status make_head(struct segbias_run *run, const struct segbias_input_facts *facts,
                                     struct segbias_head *head, struct segbias_error *error)
{
	const struct segbias_tally *tally = run->reference_tally;
	size_t count = 0;
	struct segbias_label *names = segbias_arena_array(&run->arena, segbias_tally_columns(tally), sizeof *names);
	if (!names)
		return segbias_error_memory(error);
	if (run->reference_facts.marginal)
		for (size_t i = 0; i < segbias_tally_columns(tally); i++)
			names[count++] = segbias_tally_name(tally, i);
	else
		count = pick(run, facts, "attribute", names);
	if (count == 0)
		count = pick(run, facts, NULL, names);
	if (count == 0)
		count = pick(run, facts, "place", names);
	if (count == 0 && segbias_source_shape(run->reference)->table && pick(run, facts, "segment", names) == 1) {
		bool dimension = false;
		enum segbias_status status = find_dimension(names[0], &dimension, error);
		if (status != SEGBIAS_OK)
			return status;
		count = dimension;
	}
	*head =
	    (struct segbias_head){.file = segbias_source_facts(run->reference)->path, .names = names, .width = count};
	if (count)
		return SEGBIAS_OK;
	return refuse_nothing(run, head, error);
}

/* One note of the columns that are no axis and have no part, ready to be looked for. */
static void note_left_out(const struct segbias_cells *cells, const struct segbias_input_facts *facts,
                          const bool *segments)
{
	struct segbias_text list = {0};
	size_t count = 0;
	size_t listed = 0;
	bool others = false; /* than segments */
	for (size_t i = 0; i < facts->column_count; i++) {
		const struct segbias_column_role *column = &facts->columns[i];
		bool axis = false;
		char shown[SEGBIAS_QUOTE_MAX];
		for (size_t a = 0; a < cells->axis_count; a++) {
			const struct segbias_attribute *attribute = cells->axes[a].attribute;
			axis =
			    axis || segbias_label_equal(column->name, cells->run->campaign ? attribute->name
			                                                                   : attribute->reference_name);
		}
		bool part = column->use == SEGBIAS_USE_PART && strcmp(column->role, "attribute") != 0 &&
		            strcmp(column->role, "segment") != 0 && strcmp(column->role, "figure") != 0;
		if (axis || (part && !segments[i]))
			continue;
		bool number =
		    strcmp(column->role, "attribute") == 0 && !cells->run->campaign && is_uncut(cells->run, i);
		count++;
		others = others || !segments[i];
		if (list.size < LIST_SIZE_MAX && ++listed)
			segbias_text_add_format(&list, "%s%s (%s)", count > 1 ? ", " : "",
			                        segbias_label_quote(column->name, shown),
			                        segments[i] ? "segment"
			                        : number    ? "number"
			                                    : column->role);
	}
	if (count > listed)
		segbias_text_add_format(&list, " and %zu more", count - listed);
	if (count) {
		struct segbias_error *note = segbias_notes_add(&cells->run->findings->notes, "not_in_cells",
		                                               "not in the cells: %s", list.data ? list.data : "");
		segbias_error_place(note, segbias_source_facts(cells->source)->path, 1, 0);
		if (others)
			segbias_error_hint(
			    note, "--attributes A,B takes columns all the same, --bins COLUMN=18,25,35 numbers");
	}
	segbias_text_release(&list);
}

/* What of a campaign is unknown in the cells because it looks like a person's. */
static void note_withheld(const struct segbias_cells *cells)
{
	for (size_t a = 0; a < cells->axis_count && cells->run->campaign; a++) {
		char quoted[SEGBIAS_QUOTE_MAX];
		char number[SEGBIAS_NUMBER_MAX];
		double withheld = (double)cells->axes[a].withheld;
		if (!(withheld > 0))
			continue;
		struct segbias_error *note = segbias_notes_add(
		    &cells->run->findings->notes, "withheld_values",
		    "column %s has values that look like personal data: withheld, and unknown in the cells (%s)",
		    segbias_label_quote(cells->axes[a].attribute->name, quoted),
		    segbias_number_group(withheld, number));
		segbias_error_place(note, segbias_source_facts(cells->source)->path, 0, 0);
	}
}

/* --- the job ---------------------------------------------------------------------------------------------------- */

/* The campaign is poured with a second column of every attribute, whose spellings say what is unmatched. *first: the first
 * of them in the plan. */
static enum segbias_status add_twins(struct segbias_run *run, uint32_t *first, struct segbias_error *error)
{
	struct segbias_plan *plan = &run->matching.plan;
	size_t count = run->matching.attribute_count;
	struct segbias_plan_column *columns =
	    segbias_arena_array(&run->arena, plan->column_count + count, sizeof *columns);
	struct segbias_plan_table *tables = segbias_arena_array(&run->arena, plan->table_count + count, sizeof *tables);
	if (!columns || !tables)
		return segbias_error_memory(error);
	memcpy(columns, plan->columns, plan->column_count * sizeof *columns);
	memcpy(tables, plan->tables, plan->table_count * sizeof *tables);
	*first = (uint32_t)plan->column_count;
	for (size_t i = 0; i < count; i++) {
		const struct segbias_attribute *attribute = &run->matching.attributes[i];
		tables[plan->table_count++] =
		    (struct segbias_plan_table){.columns = {(uint32_t)plan->column_count}, .count = 1};
		columns[plan->column_count++] = (struct segbias_plan_column){
		    .name = attribute->name, .field = attribute->field, .kind = SEGBIAS_PLAN_OPEN};
	}
	plan->columns = columns;
	plan->tables = tables;
	return SEGBIAS_OK;
}

/* Matches what the file alone could be compared on with itself. */
static enum segbias_status match_alone(struct segbias_run *run, const struct segbias_input_facts *facts,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_head head;
	SEGBIAS_TRY(make_head(run, facts, &head, error));
	if (run->policy.born.bytes && segbias_head_find(&head, run->policy.born) == SEGBIAS_NO_FIELD)
		run->policy.born = (struct segbias_label){0}; /* ages that no bands cut, which a note names */
	run->policy.segment_none = true;
	run->policy.segment_count = 0;
	run->taken = (struct segbias_taken){.person_field = SEGBIAS_NO_FIELD, .counted = NAN};
	const struct segbias_match_input input = {
	    &head, &run->taken, &run->reference_facts, run->reference_tally, &run->policy, NULL};
	SEGBIAS_TRY(segbias_match_campaign(&input, &run->matching, &run->findings->notes, error));
done:
	return status;
}

/* Which columns are segments, by the options as they were given; how large an audience is is none. */
static bool *find_segments(struct segbias_run *run, const struct segbias_source *source)
{
	const struct segbias_head *head = segbias_source_head(source);
	bool *segments = segbias_arena_array(&run->arena, head->width, sizeof *segments);
	for (size_t field = 0; field < head->width && segments; field++)
		segments[field] = segbias_source_columns(source)[field].part != SEGBIAS_PART_COUNT &&
		                  segbias_roles_is_segment(&run->policy, head->names[field]);
	return segments;
}

static enum segbias_status describe(struct segbias_run *run, struct segbias_input_facts *facts,
                                    struct segbias_error *error)
{
	bool alone = !run->campaign;
	const struct segbias_roles_input roles = {.source = alone ? run->reference : run->campaign,
	                                          .policy = &run->policy,
	                                          .matching = alone ? NULL : &run->matching,
	                                          .tally = alone ? run->reference_tally : run->campaign_tally,
	                                          .plan = alone ? &run->reference_plan : &run->matching.plan,
	                                          .campaign = true,
	                                          .reference = alone};
	enum segbias_status status = segbias_roles_find(&roles, &run->arena, facts, error);
	return status == SEGBIAS_OK
	           ? segbias_reading_describe(roles.source, segbias_run_is_valid(run, alone), &run->arena, facts, error)
	           : status;
}

static enum segbias_status read_cells(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_cells cells = {.run = run};
	struct segbias_input_facts facts = {0};
	uint32_t twins = 0;
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	run->policy.cross = 0;
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	run->findings->job = SEGBIAS_JOB_CELLS;
	SEGBIAS_TRY(segbias_run_open(run, campaign, reference, error));
	run->reference_facts.alone = !campaign;
	run->whole = true;
	cells.source = campaign ? run->campaign : run->reference;
	const bool *segments = find_segments(run, cells.source);
	if (!segments)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(cells.source), error));
	if (campaign) {
		SEGBIAS_TRY(segbias_run_match_campaign(run, error));
		SEGBIAS_TRY(add_twins(run, &twins, error));
		SEGBIAS_TRY(segbias_run_pour_campaign(run, error));
		SEGBIAS_TRY(describe(run, &facts, error));
	} else {
		SEGBIAS_TRY(describe(run, &facts, error));
		SEGBIAS_TRY(match_alone(run, &facts, error));
	}
	SEGBIAS_TRY(segbias_cells_add_up(&cells, twins, error));
	segbias_reading_note(cells.source, &facts, run->findings);
	if (cells.intervals)
		segbias_reading_note_rounded(cells.source, &run->findings->notes);
	note_withheld(&cells);
	note_left_out(&cells, &facts, segments);
done:
	segbias_cells_release(&cells);
	return status;
}

/* With one file either form of an option means it. */
static enum segbias_status read_alone(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	struct segbias_options own;
	enum segbias_status status = segbias_reading_alone(run->options, &run->arena, &own, error);
	if (status != SEGBIAS_OK)
		return status;
	const struct segbias_options *given = run->options;
	run->options = &own;
	status = read_cells(run, campaign, reference, error);
	run->options = NULL;
	for (size_t i = 0; run->findings && i < run->findings->notes.count; i++)
		segbias_reading_alone_words(given, &run->findings->notes.items[i].text);
	if (status != SEGBIAS_OK)
		segbias_reading_alone_words(given, error);
	return status;
}

enum segbias_status segbias_cells(const char *file, const char *reference, const struct segbias_options *options,
                                  struct segbias_findings **findings, struct segbias_error *error)
{
	enum segbias_status status = segbias_run_check(file, "a file is needed", &options, findings, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!reference)
		return segbias_run_job(
		    read_alone,
		    &(struct segbias_asked){NULL, file, options, {.inspect = true, .one_file = true}, NULL, NULL, NULL},
		    findings, error);
	return segbias_run_job(read_cells,
	                       &(struct segbias_asked){file, reference, options, {.inspect = true}, NULL, NULL, NULL},
	                       findings, error);
}
