/* The job of segbias/risks.h: a comparison, and the register of risks that stands on it. */
#include <segbias/risks.h>

#include "jobs/committed.h"
#include "jobs/periods.h"
#include "jobs/policy_hash.h"
#include "jobs/risks_contacts.h"
#include "jobs/risks_items.h"
#include "jobs/risks_notice.h"
#include "jobs/roles.h"
#include "jobs/run.h"

#include "base/clock.h"
#include "base/number.h"
#include "values/name.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- before any file is read ------------------------------------------------------------------------------------------- */

static enum segbias_status refuse(struct segbias_error *error, const char *hint)
{
	segbias_error_hint(error, "%s", hint);
	return SEGBIAS_USAGE;
}

/* Not where the policy says it, which holds for runs without a log, too. */
static const char *given(const struct segbias_run *run, const struct segbias_strings *cap)
{
	return cap->count && !run->file->own.cap.count ? cap->items[0] : NULL;
}

/* A log of contacts is read twice: what its rows are, only all of them tell. A pipe has no second time, and one that has a name would be waited for. */
static bool is_read_once(const struct segbias_options *options, const char *path)
{
	struct stat info;
	return segbias_options_once(options, path) ||
	       (!segbias_options_inlet(options, path) && stat(path, &info) == 0 && !S_ISREG(info.st_mode) &&
	        !S_ISDIR(info.st_mode));
}

static bool is_one_file(const struct segbias_options *options, const char *path, const char *other)
{
	struct stat info[2];
	if (!path || !other)
		return false;
	if (strcmp(path, other) == 0)
		return true;
	return !segbias_options_inlet(options, path) && !segbias_options_inlet(options, other) &&
	       stat(path, &info[0]) == 0 && stat(other, &info[1]) == 0 && S_ISREG(info[0].st_mode) &&
	       info[0].st_dev == info[1].st_dev && info[0].st_ino == info[1].st_ino;
}

static enum segbias_status check_logs(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_options *o = run->options;
	const struct {
		const char *path, *option;
	} FILES[] = {
	    {o->contacts, "contacts"}, {o->items, "items"}, {o->history, "history"}, {o->catalogue, "catalogue"}};
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		if (!FILES[i].path || *FILES[i].path)
			continue;
		segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--%s \"\": it names no file", FILES[i].option);
		segbias_error_hint(error, "--%s FILE, with a file of its own", FILES[i].option);
		return SEGBIAS_USAGE;
	}
	/* What people chose is not what they were shown, and what was shown is no list of what there is. */
	for (size_t i = 2; i < sizeof FILES / sizeof *FILES; i++)
		for (size_t j = 1; j < i; j++)
			if (is_one_file(o, FILES[i].path, FILES[j].path)) {
				segbias_error_set(error, SEGBIAS_USAGE, "log_twice|--%s and --%s name one file",
				                  FILES[j].option, FILES[i].option);
				return refuse(error, "what was shown, what was chosen, and all items are a file each");
			}
	if (!o->contacts || !is_read_once(o, o->contacts))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "log_once|--contacts: a log is read twice, and a stream gives its bytes once");
	return refuse(error, "--contacts FILE, with a file of its own");
}

/* What says nothing without another one. */
static enum segbias_status check_needed(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_options *o = run->options;
	const struct segbias_risks_policy *risks = &run->policy.risks;
	/* A policy holds for files without such a day, too: of these the register says that it is unclear. */
	const char *retention = run->file->own.retention ? NULL : o->retention;
	const struct {
		const char *given, *needed, *option, *what;
	} NEEDS[] = {
	    {o->sensitive, o->quasi, "sensitive", "--quasi A,B, the columns by which people could be told apart"},
	    {o->k, o->quasi, "k", "--quasi A,B, the columns by which people could be told apart"},
	    {o->risk_max, o->quasi, "risk-max", "--quasi A,B, the columns by which people could be told apart"},
	    {o->collected, o->retention, "collected", "--retention TIME, such as '24 months'"},
	    {retention, o->collected, "retention", "--collected COL, the day on which a record was collected"},
	    {o->by, o->contacts ? o->contacts : o->items, "by", "--contacts LOG, or --items LOG"},
	    {given(run, &o->cap), o->contacts, "cap", "--contacts LOG, in which contacts are counted"},
	    {run->file->own.quiet ? NULL : o->quiet, o->contacts, "quiet", "--contacts LOG"},
	    {run->file->own.grace ? NULL : o->grace, o->contacts, "grace", "--contacts LOG"},
	    {o->timezone, o->contacts, "timezone", "--contacts LOG"},
	    {o->complaint, o->contacts, "complaint", "--contacts LOG"},
	    {o->unsubscribe, o->contacts, "unsubscribe", "--contacts LOG"},
	    {o->block, o->contacts, "block", "--contacts LOG"},
	    {o->contact_log, o->contacts, "contact-log", "--contacts LOG"},
	    {o->time_format, o->contacts, "time-format", "--contacts LOG"},
	    {o->history, o->items, "history", "--items LOG, of what people were shown"},
	    {o->catalogue, o->items, "catalogue", "--items LOG, of what people were shown"},
	    {o->by, o->person, "by", "--person COL, the column of the campaign by which the log calls people"},
	    {o->collected, o->as_of, "collected", "--as-of DATE: records are old on a day, and no clock is read"},
	};
	for (size_t i = 0; i < sizeof NEEDS / sizeof *NEEDS; i++)
		if (NEEDS[i].given && !NEEDS[i].needed)
			return segbias_error_set(error, SEGBIAS_USAGE, "option_needs|--%s needs %s", NEEDS[i].option,
			                         NEEDS[i].what);
	if (risks->quasi_count == SEGBIAS_QUASI_MAX && risks->sensitive.bytes) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "bad_option|--quasi: with --sensitive at most 3 columns are crossed");
		return refuse(error, "--quasi with those that are known best to others");
	}
	if (risks->country.bytes && !run->file->risks.jurisdiction_count) {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "option_needs|--country needs the policy's key jurisdictions: which countries have a basis");
		return refuse(error, "jurisdictions: {DE: \"consent, GDPR 6(1)(a)\"} in the policy file");
	}
	return SEGBIAS_OK;
}

static enum segbias_status check_asked(const struct segbias_run *run, struct segbias_error *error)
{
	if (run->policy.publish > 0) {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "risks_not_published|--publish: the register does not withhold counts, and shows those of "
		    "small groups");
		return refuse(error, run->file->own.publish
		                         ? "the policy says publish: --policy none goes by no policy file; compare "
		                           "withholds such counts"
		                         : "without --publish the result is for those who may see such counts; compare "
		                           "withholds them");
	}
	if (run->policy.amount.bytes) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "risks_of_amount|--amount: the risks are those of people, and an amount is money");
		return refuse(error, "compare shows amounts");
	}
	if (run->tallied) {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "risks_of_tally|the campaign is a tally, which does not hold what is personal in its records");
		return refuse(error, "give the campaign's own file; compare and check take the tally");
	}
	enum segbias_status status = check_logs(run, error);
	return status == SEGBIAS_OK ? check_needed(run, error) : status;
}

/* What fails the register stands among the options, and is no word of a comparison's gate. */
static enum segbias_status take_gate(struct segbias_run *run, bool fails[static SEGBIAS_RISKS_FAILS],
                                     struct segbias_error *error)
{
	struct segbias_options *own = segbias_arena_allocate(&run->arena, sizeof *own);
	if (!own)
		return segbias_error_memory(error);
	*own = *run->options;
	own->fail_on = NULL;
	enum segbias_status status = segbias_policy_risks_fail(run->options->fail_on, fails, error);
	run->options = own;
	return status;
}

/* --- what is personal, and what is used --------------------------------------------------------------------------------- */

static int compare_personal(const void *a, const void *b)
{
	const struct segbias_personal_column *x = a;
	const struct segbias_personal_column *y = b;
	return (x->column > y->column) - (x->column < y->column);
}

/* As inspect says it, in the file's order. */
static enum segbias_status find_personal(const struct segbias_run *run, struct segbias_risks_input *input,
                                         struct segbias_error *error)
{
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_personal_column *found = segbias_arena_array(&run->findings->arena, head->width, sizeof *found);
	const struct segbias_roles_input roles = {.source = run->campaign,
	                                          .policy = &run->policy,
	                                          .matching = &run->matching,
	                                          .tally = run->campaign_tally,
	                                          .plan = &run->matching.plan,
	                                          .campaign = true};
	struct segbias_column_rows rows;
	enum segbias_status status = found ? segbias_roles_rows(&roles, &rows, error) : segbias_error_memory(error);
	for (size_t field = 0; field < head->width && status == SEGBIAS_OK; field++) {
		struct segbias_identifying_reason reason;
		uint32_t column = run->risks->fields[field];
		status = segbias_column_reason(run->campaign_tally, column, &rows, &reason, error);
		const char *kind = status == SEGBIAS_OK ? segbias_personal_name(reason.personal) : NULL;
		bool attribute = strcmp(run->findings->campaign.columns[field].role, "attribute") == 0;
		/* A table lists names, which are towns'. */
		if (!kind || (attribute && isnan(reason.rate) && strcmp(kind, "name") == 0))
			continue;
		struct segbias_personal_column *own = &found[input->personal_count++];
		*own = (struct segbias_personal_column){.kind = kind, .column = column};
		if (!segbias_arena_copy(&run->findings->arena, head->names[field], &own->name))
			status = segbias_error_memory(error);
	}
	if (input->personal_count)
		qsort(found, input->personal_count, sizeof *found, compare_personal);
	input->personal = found;
	return status;
}

/* Whether an option of the run names the column: what the register counts, and who is compared at all. */
static bool is_named(const struct segbias_policy *policy, const struct segbias_head *head, size_t field)
{
	const struct segbias_risks_policy *risks = &policy->risks;
	const struct segbias_label names[] = {policy->consent.left, risks->sensitive, risks->collected, risks->country};
	bool named = false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		named = named || (names[i].bytes && segbias_head_find(head, names[i]) == field);
	for (size_t i = 0; i < risks->quasi_count; i++)
		named = named || segbias_head_find(head, risks->quasi[i]) == field;
	for (size_t i = 0; i < policy->campaign_where_count; i++)
		named = named || segbias_head_find(head, policy->campaign_wheres[i].left) == field;
	return named;
}

/* The columns of the campaign that have a part in the result. */
static enum segbias_status find_used(const struct segbias_run *run, struct segbias_risks_input *input,
                                     struct segbias_error *error)
{
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_label *used = segbias_arena_array(&run->findings->arena, head->width, sizeof *used);
	if (!used)
		return segbias_error_memory(error);
	for (size_t field = 0; field < head->width; field++) {
		const struct segbias_column_role *role = &run->findings->campaign.columns[field];
		if (role->use == SEGBIAS_USE_PART || is_named(&run->policy, head, field))
			used[input->used_count++] = role->name;
	}
	input->used = used;
	return SEGBIAS_OK;
}

/* --- the job ------------------------------------------------------------------------------------------------------------ */

static bool copy(struct segbias_arena *arena, struct segbias_label from, struct segbias_label *out)
{
	return !from.bytes || segbias_arena_copy(arena, from, out);
}

static bool copy_text(struct segbias_arena *arena, const char *text, struct segbias_label *out)
{
	return !text || segbias_arena_copy(arena, segbias_label_of(text), out);
}

/* The name of a file, without its folder. */
static bool copy_name(struct segbias_arena *arena, const char *path, struct segbias_label *out)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	return copy_text(arena, slash ? slash + 1 : path, out);
}

static enum segbias_status describe_logs(const struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_arena *arena = &run->findings->arena;
	struct segbias_risks_findings *out = &run->findings->risks;
	const struct segbias_options *o = run->options;
	const struct segbias_risks_policy *risks = &run->policy.risks;
	const struct segbias_contacts_policy *policy = &risks->contacts;
	out->caps = segbias_arena_array(arena, policy->cap_count, sizeof *out->caps);
	out->by = segbias_arena_array(arena, policy->by_count, sizeof *out->by);
	bool ok = out->caps && out->by && copy_name(arena, policy->path, &out->contacts) &&
	          copy_name(arena, risks->items, &out->items) && copy_name(arena, risks->history, &out->history) &&
	          copy_name(arena, risks->catalogue, &out->catalogue) && copy_text(arena, o->quiet, &out->quiet) &&
	          copy_text(arena, o->timezone, &out->timezone) && copy_text(arena, o->grace, &out->grace) &&
	          copy_text(arena, o->complaint, &out->complaint) &&
	          copy_text(arena, o->unsubscribe, &out->unsubscribe) && copy_text(arena, o->block, &out->block);
	for (size_t i = 0; ok && i < policy->cap_count; i++)
		ok = segbias_arena_copy(arena, policy->caps[i].text, &out->caps[i]);
	for (size_t i = 0; ok && i < policy->by_count; i++)
		ok = segbias_arena_copy(arena, policy->by[i], &out->by[i]);
	out->cap_count = policy->cap_count;
	out->by_count = policy->by_count;
	out->time_format = segbias_moment_form_names[policy->form];
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status describe(const struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_arena *arena = &run->findings->arena;
	struct segbias_risks_findings *out = &run->findings->risks;
	const struct segbias_risks_policy *risks = &run->policy.risks;
	struct segbias_label as_of = {NULL, 0};
	struct segbias_label fail_on = {NULL, 0};
	struct segbias_label retention = {NULL, 0};
	bool dated = run->options->as_of && (run->policy.born.bytes || risks->collected.bytes);
	out->quasi = segbias_arena_array(arena, risks->quasi_count, sizeof *out->quasi);
	bool ok = out->quasi && copy(arena, risks->sensitive, &out->sensitive) &&
	          copy(arena, risks->collected, &out->collected) && copy(arena, risks->country, &out->country);
	for (size_t i = 0; i < risks->quasi_count && ok; i++)
		ok = copy(arena, risks->quasi[i], &out->quasi[i]);
	if (risks->retention)
		ok = ok && copy(arena, segbias_label_of(risks->retention), &retention);
	if (dated)
		ok = ok && copy(arena, segbias_label_of(run->options->as_of), &as_of);
	if (run->file->options.fail_on)
		ok = ok && copy(arena, segbias_label_of(run->file->options.fail_on), &fail_on);
	ok = ok && describe_logs(run, error) == SEGBIAS_OK;
	out->retention = retention;
	out->as_of = as_of.bytes;
	out->fail_on = fail_on.bytes;
	out->quasi_count = risks->quasi_count;
	out->k = risks->k;
	out->risk_max = risks->risk_max;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* In a column of health "none" says that somebody is well; among the markers of a missing value it says nothing. */
static void note_none(const struct segbias_run *run, uint32_t column)
{
	static const struct segbias_label NONE = {"none", 4};
	double count = 0;
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; column != UINT32_MAX && i < segbias_tally_spellings(run->campaign_tally, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(run->campaign_tally, column, i);
		if (spelling.id == SEGBIAS_ID_MISSING && segbias_name_value_same(spelling.label, NONE))
			count += (double)spelling.count;
	}
	if (!(count > 0))
		return;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "none_missing", "column %s says none in %s record%s, which count%s as missing",
	    segbias_label_quote(segbias_tally_name(run->campaign_tally, column), quoted),
	    segbias_number_group(count, number), segbias_plural(count), count == 1 ? "s" : "");
	segbias_error_hint(note,
	                   "--missing-values with a list that lacks it, such as 'NA,unknown', counts it as a value");
	segbias_error_place(note, run->findings->campaign.path, 0, 0);
}

struct logs {
	struct segbias_risks_campaign campaign;
	struct segbias_risks_persons persons;
	struct segbias_risks_contacts contacts;
	struct segbias_risks_items_read items;
};

static enum segbias_status read_logs(struct segbias_run *run, struct logs *logs, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_risks_policy *policy = &run->policy.risks;
	if (!policy->contacts.path && !policy->items)
		return SEGBIAS_OK;
	logs->contacts.campaign = logs->items.campaign = &logs->campaign;
	SEGBIAS_TRY(segbias_risks_campaign_settle(&logs->campaign, &logs->persons, error));
	if (policy->contacts.path)
		SEGBIAS_TRY(segbias_risks_contacts_read(&logs->contacts, error));
	if (policy->items)
		SEGBIAS_TRY(segbias_risks_items_read(&logs->items, error));
done:
	return status;
}

static enum segbias_status make_register(struct segbias_run *run, const struct logs *logs,
                                         const bool fails[static SEGBIAS_RISKS_FAILS], struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_analysis_input base;
	segbias_run_input(run, &base);
	struct segbias_risks_input input = {.base = &base,
	                                    .columns = run->risks,
	                                    .keys = &run->file->risks,
	                                    .review = &run->file->review,
	                                    .committed = run->file->gate.committed,
	                                    .reference_year = segbias_periods_year(&run->findings->reference),
	                                    .shared = !segbias_tally_doubts(run->reference_tally),
	                                    .persons = logs->persons,
	                                    .log = logs->contacts.contacts ? &logs->contacts.log : NULL,
	                                    .items = logs->items.exposures ? &logs->items.items : NULL};
	bool any = false;
	SEGBIAS_TRY(segbias_risks_settle(segbias_source_head(run->campaign), &run->policy, run->risks,
	                                 run->campaign_tally, error));
	note_none(run, run->risks->sensitive);
	for (size_t i = 0; i < run->policy.risks.quasi_count; i++)
		note_none(run, run->risks->quasi[i]);
	SEGBIAS_TRY(find_personal(run, &input, error));
	SEGBIAS_TRY(find_used(run, &input, error));
	SEGBIAS_TRY(describe(run, error));
	SEGBIAS_TRY(segbias_risks_notice(input.keys, input.used, input.used_count, run->findings, error));
	SEGBIAS_TRY(segbias_risks_find(&input, run->findings, error));
	for (size_t i = 0; i < SEGBIAS_RISKS_FAILS; i++)
		any = any || fails[i];
	run->findings->risks.status = SEGBIAS_GATE_NONE;
	if (any)
		SEGBIAS_TRY(segbias_risks_judge(fails, run->findings, error));
done:
	return status;
}

static enum segbias_status risks(struct segbias_run *run, const char *campaign, const char *reference,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	bool fails[SEGBIAS_RISKS_FAILS];
	struct logs logs = {.campaign = {.run = run}};
	const char *day = segbias_run_day_given(run);
	SEGBIAS_TRY(segbias_run_check_hash(run, error));
	if (!day)
		SEGBIAS_TRY(segbias_run_check_committed(run, error));
	SEGBIAS_TRY(take_gate(run, fails, error));
	run->risks = segbias_arena_allocate(&run->arena, sizeof *run->risks);
	if (!run->risks)
		SEGBIAS_TRY(segbias_error_memory(error));
	run->risks->countries.names = run->file->risks.jurisdictions;
	run->risks->countries.count = run->file->risks.jurisdiction_count;
	/* What is asked for together is checked before a file is opened; the comparison reads the same again. */
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	SEGBIAS_TRY(check_asked(run, error));
	segbias_risks_campaign_watch(&logs.campaign);
	segbias_policy_release(&run->policy);
	SEGBIAS_TRY(segbias_run_compare(run, campaign, reference, error));
	double start = segbias_clock_seconds();
	run->findings->job = SEGBIAS_JOB_RISKS;
	segbias_run_note_committed(run, day);
	SEGBIAS_TRY(read_logs(run, &logs, error));
	SEGBIAS_TRY(make_register(run, &logs, fails, error));
	segbias_findings_end_step(run->findings, "register", start);
done:
	segbias_risks_contacts_release(&logs.contacts);
	segbias_risks_items_release(&logs.items);
	segbias_risks_campaign_release(&logs.campaign);
	return status;
}

enum segbias_status segbias_risks(const char *campaign, const char *reference, const struct segbias_options *options,
                                  struct segbias_findings **findings, struct segbias_error *error)
{
	const struct segbias_asked asked = {campaign, reference, options, {.plans_not = true, .risks = true},
	                                    campaign, NULL,      NULL};
	return segbias_run_pair(risks, asked, findings, error);
}
