/* Job: weigh. What each record of a campaign has to weigh for its margins to be the reference's. */
#include "jobs/weigh.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const double RECRUITS_MOST = 1e9;

/* --- what is asked for ------------------------------------------------------------------------------------------- */

static enum segbias_status refuse_option(const char *option, const char *value, const char *must,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--%s %s: it must be %s", option,
	                         segbias_text_quote(value, quoted), must);
}

static enum segbias_status read_method(const char *text, enum segbias_weigh_method *out, struct segbias_error *error)
{
	static const char *const NAMES[] = {"rake", "poststratify", "linear", "logit"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (!text || strcmp(text, NAMES[i]) == 0) {
			*out = (enum segbias_weigh_method)i;
			return SEGBIAS_OK;
		}
	return refuse_option("method", text, "rake, poststratify, linear or logit", error);
}

static enum segbias_status read_bounds(const char *text, struct segbias_weigh_asked *out, struct segbias_error *error)
{
	static const char MUST[] = "LOW:HIGH with 0 <= LOW < 1 < HIGH, such as 0.3:3";
	const char *colon = text ? strchr(text, ':') : NULL;
	bool distance = out->method == SEGBIAS_WEIGH_LINEAR || out->method == SEGBIAS_WEIGH_LOGIT;
	if (!text && out->method == SEGBIAS_WEIGH_LOGIT) {
		(void)segbias_error_set(error, SEGBIAS_USAGE, "bounds_missing|--method logit needs --bounds");
		segbias_error_hint(error, "--bounds 0.3:3: no weight below .3 or above 3 times the start weight");
		return SEGBIAS_USAGE;
	}
	if (text && !distance) {
		(void)segbias_error_set(error, SEGBIAS_USAGE, "bounds_without_method|--bounds: this method has none");
		segbias_error_hint(error,
		                   "--method logit, or linear, keeps to them; --trim X cuts weights of any method");
		return SEGBIAS_USAGE;
	}
	if (!text)
		return SEGBIAS_OK;
	out->bounded = true;
	if (!colon || !segbias_number_parse((struct segbias_label){text, (size_t)(colon - text)}, '.', &out->low) ||
	    !segbias_number_parse(segbias_label_of(colon + 1), '.', &out->high) || !(out->low >= 0) ||
	    !(out->low < 1) || !(out->high > 1))
		return refuse_option("bounds", text, MUST, error);
	return SEGBIAS_OK;
}

enum segbias_status segbias_weigh_read(const struct segbias_weigh_request *request, struct segbias_weigh_asked *out,
                                       struct segbias_error *error)
{
	*out = (struct segbias_weigh_asked){
	    .trim = NAN, .complete = request->complete != 0, .exchange = request->exchange != 0};
	enum segbias_status status = read_method(request->method, &out->method, error);
	if (status == SEGBIAS_OK)
		status = read_bounds(request->bounds, out, error);
	if (status == SEGBIAS_OK && request->trim &&
	    (!segbias_number_parse(segbias_label_of(request->trim), '.', &out->trim) || !(out->trim > 1)))
		status = refuse_option("trim", request->trim, "a number above 1: so many times the mean weight", error);
	if (status == SEGBIAS_OK && request->recruit &&
	    (segbias_policy_whole("--recruit", request->recruit, &out->recruit, NULL) != SEGBIAS_OK ||
	     !(out->recruit >= 1 && out->recruit <= RECRUITS_MOST)))
		status =
		    refuse_option("recruit", request->recruit, "a whole number of people, from 1 to 1000000000", error);
	return status;
}

/* What was given, or stands in the policy: then with its place. */
static enum segbias_status refuse_asked(const struct segbias_run *run, const char *option, const char *why,
                                        const char *hint, struct segbias_error *error)
{
	char key[SEGBIAS_KEY_SIZE];
	size_t index = segbias_option_find(option);
	struct segbias_key_place place = run->file->places[index];
	if (!place.line || !segbias_option_same(run->options, &run->file->own, index)) {
		(void)segbias_error_set(error, SEGBIAS_USAGE, "not_weighed|--%s: %s", option, why);
		segbias_error_hint(error, "%s", hint);
		return SEGBIAS_USAGE;
	}
	(void)segbias_policy_key(option, key);
	(void)segbias_error_set(error, SEGBIAS_USAGE, "not_weighed|the policy's %s: %s", key, why);
	segbias_error_place(error, run->file->path, place.line, place.column);
	segbias_error_hint(error, "%s",
	                   strcmp(option, "segment") == 0
	                       ? "--segment none weighs the whole file"
	                       : "--policy none goes by no policy file; or take one without it");
	return SEGBIAS_USAGE;
}

/* What would do nothing. In a policy file it stays: other jobs go by the same one. */
static enum segbias_status check_idle(const struct segbias_run *run, struct segbias_error *error)
{
	static const struct {
		const char *option, *why;
	} IDLE[] = {
	    {"numeric", "numbers are not weighted to: --bins makes bands of them"},
	    {"control", "nothing is tested, and no error rates are held"},
	    {"missing-max", "nothing is judged by how much is unknown"},
	    {"unmatched-max", "nothing is judged by how much is unknown"},
	    {"seed", "nothing is drawn by chance"},
	};
	for (size_t i = 0; i < sizeof IDLE / sizeof *IDLE; i++) {
		size_t index = segbias_option_find(IDLE[i].option);
		if (segbias_option_value(run->options, index).count == 0 ||
		    (run->file->places[index].line && segbias_option_same(run->options, &run->file->own, index)))
			continue;
		(void)segbias_error_set(error, SEGBIAS_USAGE, "idle_option|--%s does nothing here: %s", IDLE[i].option,
		                        IDLE[i].why);
		segbias_error_hint(error, "leave it out");
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

/* What has no part in weights. */
static enum segbias_status check_policy(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_policy *policy = &run->policy;
	const struct {
		bool given;
		const char *option, *why, *hint;
	} CASES[] = {
	    {policy->segment_count > 0, "segment", "the whole file is weighted",
	     "--campaign-where COL=VALUE takes one"},
	    {policy->person.bytes, "person", "a row is a record, and each has its own weight",
	     "a file with a row a person"},
	    {policy->deff > 0, "deff", "the design effect of weights is measured", "leave it out"},
	    {policy->amount.bytes, "amount", "records are weighted, and not money", "leave it out"},
	    {policy->eligible_given, "eligible", "a base is what the campaign was drawn from, and nothing to weight to",
	     "a REFERENCE of everybody"},
	    {policy->kind_given && policy->kind == SEGBIAS_KIND_BASE, "reference-kind",
	     "a base is what the campaign was drawn from, and nothing to weight to",
	     "--reference-kind population or sample, where that is what it is"},
	    {policy->strata.bytes, "reference-strata", "the error of a design is not carried into weights",
	     "--reference-kind population takes the reference as exact"},
	    {policy->psu.bytes, "reference-psu", "the error of a design is not carried into weights",
	     "--reference-kind population takes the reference as exact"},
	    {policy->replicates.bytes, "reference-replicates", "the error of a design is not carried into weights",
	     "--reference-kind population takes the reference as exact"},
	    {policy->publish > 0, "publish", "weights are not published: what they stand on cannot be withheld",
	     "--policy none goes by no policy file"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		if (CASES[i].given)
			return refuse_asked(run, CASES[i].option, CASES[i].why, CASES[i].hint, error);
	return check_idle(run, error);
}

/* The campaign is read twice where it is written with its weights. */
static enum segbias_status check_twice(const struct segbias_run *run, const char *campaign, struct segbias_error *error)
{
	struct stat info;
	bool once =
	    segbias_options_once(run->options, campaign) ||
	    (!segbias_options_inlet(run->options, campaign) && stat(campaign, &info) == 0 && !S_ISREG(info.st_mode));
	if (!run->weighing->weighted || !once)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_USAGE,
	                        "weighted_twice|--weighted reads the campaign twice: it must be a file");
	segbias_error_hint(error,
	                   "--cells FILE writes the weights of the cells, for a join; or save the campaign first");
	return SEGBIAS_USAGE;
}

/* --- the records ------------------------------------------------------------------------------------------------- */

static enum segbias_status see(void *context, const struct segbias_record *record, struct segbias_error *error)
{
	struct segbias_weigh_seen *seen = context;
	if (!record)
		return SEGBIAS_OK;
	return segbias_joint_add(seen->joint, record->ids, seen->weighted ? record->weight : 1, record->count, error);
}

/* Errors: SEGBIAS_USAGE for an attribute of several values. */
static enum segbias_status list_parts(struct segbias_run *run, struct segbias_weigh *weigh, uint32_t *columns,
                                      struct segbias_error *error)
{
	const struct segbias_matching *matching = &run->matching;
	bool all = run->policy.attribute_count == 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		bool weighted = all || attribute->required;
		columns[i] = attribute->column;
		if (attribute->dropped || (attribute->multi && !weighted))
			continue;
		if (attribute->multi) {
			(void)segbias_error_set(
			    error, SEGBIAS_USAGE,
			    "several_not_weighed|%s has several values a person: their shares are no margin",
			    segbias_label_quote(attribute->name, quoted));
			segbias_error_hint(error, "-a A,B weights by others");
			return SEGBIAS_USAGE;
		}
		weigh->parts[weigh->part_count++] =
		    (struct segbias_weigh_part){.attribute = attribute, .column = i, .weighted = weighted};
	}
	return SEGBIAS_OK;
}

/* After the pour some turned out to be no attributes. */
static void leave_dropped(struct segbias_weigh *weigh)
{
	size_t kept = 0;
	for (size_t i = 0; i < weigh->part_count; i++)
		if (!weigh->parts[i].attribute->dropped)
			weigh->parts[kept++] = weigh->parts[i];
	weigh->part_count = kept;
}

/* Post-stratification takes a table of all that is weighted on. */
static enum segbias_status check_joint(const struct segbias_run *run, const struct segbias_weigh *weigh,
                                       struct segbias_error *error)
{
	struct segbias_crossed_attributes of = segbias_weigh_crossed(weigh);
	size_t order[SEGBIAS_CROSSING_MAX];
	size_t count = 0;
	for (size_t i = 0; i < weigh->part_count; i++)
		count += weigh->parts[i].weighted;
	if (weigh->asked->method != SEGBIAS_WEIGH_POSTSTRATIFY || count == 1)
		return SEGBIAS_OK;
	if (run->reference_facts.marginal) {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "no_joint_reference|--method poststratify: the reference gives each attribute by "
		    "itself, and says nothing of them together");
		segbias_error_hint(error, "--method rake needs no more than that");
	} else if (count > SEGBIAS_CROSSING_MAX) {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "too_many_stratifiers|--method poststratify takes %d attributes at most, and there "
		    "are %zu",
		    SEGBIAS_CROSSING_MAX, count);
		segbias_error_hint(error, "-a A,B,C takes these; --method rake takes all");
	} else if (!segbias_crossing_reference(run->reference_tally, &run->matching, &of, order) ||
	           segbias_crossing_size(&run->matching, &of) > run->policy.cross_cells) {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "no_joint_table|--method poststratify: the reference has no table of them together");
		segbias_error_hint(error, "--method rake needs none");
	} else {
		return SEGBIAS_OK;
	}
	segbias_error_place(error, segbias_source_facts(run->reference)->path, 0, 0);
	return SEGBIAS_DATA;
}

/* --- notes ------------------------------------------------------------------------------------------------------- */

static void note_weights(const struct segbias_run *run)
{
	const struct segbias_weighing *w = &run->findings->weighing;
	struct segbias_notes *notes = &run->findings->notes;
	const char *path = run->findings->campaign.path;
	struct segbias_error *note = NULL;
	if (w->weight_min < 0) {
		note = segbias_notes_add(notes, "negative_weights", "some weights are negative, down to %.3g",
		                         w->weight_min);
		segbias_error_place(note, path, 0, 0);
		segbias_error_hint(note, "--bounds 0.3:3 keeps them apart from 0; so does --method rake or logit");
	}
	if (!isnan(w->trim) && w->margin_error > 1e-6) {
		note = segbias_notes_add(notes, "trimmed",
		                         "after trimming the margins are off by up to %.2g of all weights",
		                         w->margin_error);
		segbias_error_place(note, path, 0, 0);
		segbias_error_hint(note, "for both: --method logit --bounds 0.3:3 in the place of --trim");
	}
	if (w->top_share > .2) {
		note = segbias_notes_add(notes, "few_heavy",
		                         "the heaviest hundredth of the records has %.2g%% of all weight",
		                         100 * w->top_share);
		segbias_error_place(note, path, 0, 0);
	}
}

/* People are asked for, beside weights or in their place. */
static bool is_repair(const struct segbias_weigh_asked *asked)
{
	return asked->recruit > 0 || asked->exchange;
}

/* People are counted by the middle of figures that are not known to one. */
static void note_middles(const struct segbias_run *run)
{
	struct segbias_notes *notes = &run->findings->notes;
	const char *path = run->findings->campaign.path;
	bool middles = false;
	for (size_t i = 0; i < notes->count; i++) {
		const struct segbias_note *note = &notes->items[i];
		bool interval = strcmp(note->code, "hidden_figures") == 0 || strcmp(note->code, "rounded_figures") == 0;
		middles = middles || (interval && strcmp(note->text.file, path) == 0);
	}
	if (middles)
		segbias_error_place(segbias_notes_add(notes, "people_of_middles",
		                                      "whom to recruit or to exchange goes by the middle of figures "
		                                      "that are hidden or rounded: so many may be too few or too many"),
		                    path, 0, 0);
}

/* Whom to recruit or to exchange is of whom it is known; of many it is not. */
static void note_people(const struct segbias_run *run, const struct segbias_weigh *weigh)
{
	static const double MOST = .05;
	double all = 0;
	double unknown = 0;
	for (size_t i = 0; i < segbias_joint_size(weigh->joint); i++) {
		double records = (double)segbias_joint_count(weigh->joint, i);
		bool known = true;
		for (size_t p = 0; p < weigh->part_count; p++)
			known = known && (!weigh->parts[p].weighted || segbias_weigh_value(weigh, i, p) != SIZE_MAX);
		all += records;
		unknown += known ? 0 : records;
	}
	if (!(unknown > MOST * all))
		return;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "people_unknown",
	    "%.0f of %.0f records lack a value of what is weighted to, or have one that the reference lacks: whom to "
	    "recruit or to exchange goes by the others",
	    unknown, all);
	segbias_error_place(note, run->findings->campaign.path, 0, 0);
	segbias_error_hint(note, "segbias inspect CAMPAIGN REFERENCE shows which values of both are the same");
}

/* --- the job ----------------------------------------------------------------------------------------------------- */

/* After the pour: a weight that is the same for all is none. */
static enum segbias_status check_people(const struct segbias_run *run, const struct segbias_weigh_asked *asked,
                                        struct segbias_error *error)
{
	if (!is_repair(asked) || !run->matching.plan.weighted)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_USAGE,
	                        "recruits_weighted|--%s: records that weigh differently are no count of people",
	                        asked->recruit > 0 ? "recruit" : "exchange");
	segbias_error_hint(error, "--weight none counts records");
	return SEGBIAS_USAGE;
}

static enum segbias_status open_and_match(struct segbias_run *run, const char *campaign, const char *reference,
                                          const struct segbias_weigh_asked *asked, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!reference)
		SEGBIAS_TRY(
		    segbias_error_set(error, SEGBIAS_USAGE, "files_missing|a campaign and a reference are needed"));
	SEGBIAS_TRY(check_twice(run, campaign, error));
	run->policy.others_too = true;
	run->whole = true;
	SEGBIAS_TRY(segbias_run_open(run, campaign, reference, error));
	/* The reference's pairs: their errors go together, and some have nobody. */
	run->policy.cross = asked->method == SEGBIAS_WEIGH_POSTSTRATIFY || is_repair(asked) ? 3 : 2;
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(run->campaign), error));
	run->policy.cross = 0;
	if (run->kind == SEGBIAS_KIND_BASE)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_USAGE, "not_weighed|a base is nothing to weight to"));
	SEGBIAS_TRY(segbias_run_match_campaign(run, error));
done:
	return status;
}

/* What every kind of the joint table weighs; NaN: nothing. */
static double *spread_weights(const struct segbias_weigh *weigh)
{
	size_t size = segbias_joint_size(weigh->joint);
	double *weight = segbias_memory_zeroed(size + 1, sizeof *weight);
	for (size_t i = 0; weight && i < size; i++)
		weight[i] = NAN;
	for (size_t i = 0; weight && i < weigh->kinds; i++)
		weight[weigh->kind[i]] = weigh->weight[i];
	return weight;
}

/* Where no weights meet the targets people may, and where nothing but people is asked for that is a warning. */
static enum segbias_status fit(struct segbias_run *run, struct segbias_weigh *weigh, struct segbias_error *error)
{
	static const char *const UNMET[] = {"no_record_of_value", "margins_contradict", "weights_of_nothing",
	                                    "bounds_too_narrow"};
	struct segbias_error own = {.status = SEGBIAS_OK};
	bool people = is_repair(weigh->asked) && !run->weighing->weighted && !run->weighing->cells;
	enum segbias_status status = segbias_weigh_fit(weigh, people ? &own : error);
	bool unmet = false;
	for (size_t i = 0; status == SEGBIAS_DATA && people && i < sizeof UNMET / sizeof *UNMET; i++)
		unmet = unmet || strcmp(own.id, UNMET[i]) == 0;
	if (unmet) {
		struct segbias_error *note =
		    segbias_notes_add(&run->findings->notes, "no_weights", "there are no weights: %s", own.message);
		segbias_error_place(note, run->findings->campaign.path, 0, 0);
		return SEGBIAS_OK;
	}
	if (status != SEGBIAS_OK && people && error)
		*error = own;
	return status;
}

static enum segbias_status fit_and_tell(struct segbias_run *run, const char *campaign, struct segbias_weigh *weigh,
                                        const struct segbias_weigh_seen *seen, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_analysis_input input;
	double *weight = NULL;
	double start = segbias_clock_seconds();
	leave_dropped(weigh);
	weigh->joint = seen->joint;
	weigh->input = &input;
	SEGBIAS_TRY(segbias_run_input_groups(run, &input, error));
	SEGBIAS_TRY(check_joint(run, weigh, error));
	SEGBIAS_TRY(segbias_analyse_compare(&input, run->findings, error));
	SEGBIAS_TRY(fit(run, weigh, error));
	SEGBIAS_TRY(segbias_weigh_tell(weigh, run->findings, error));
	if (weigh->asked->recruit > 0)
		SEGBIAS_TRY(segbias_weigh_recruit(weigh, run->findings, error));
	if (weigh->asked->exchange)
		SEGBIAS_TRY(segbias_weigh_exchange(weigh, run->findings, error));
	segbias_findings_end_step(run->findings, "weigh", start);
	if (weigh->fitted)
		note_weights(run);
	if (is_repair(weigh->asked)) {
		note_people(run, weigh);
		note_middles(run);
	}
	if (run->weighing->cells && run->matching.plan.weighted && weigh->asked->trim > 0) {
		status =
		    segbias_error_set(error, SEGBIAS_USAGE,
		                      "cells_trimmed|--cells: with start weights and --trim the records of a cell have "
		                      "no common factor");
		segbias_error_hint(error,
		                   "--weighted FILE writes each record's; --method logit --bounds 0.3:3 in the place "
		                   "of --trim has one");
		goto done;
	}
	if (run->weighing->cells)
		SEGBIAS_TRY(segbias_weigh_cells(weigh, run->matching.plan.weighted, run->findings, error));
	weight = run->weighing->weighted ? spread_weights(weigh) : NULL;
	if (run->weighing->weighted && !weight)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (weight)
		SEGBIAS_TRY(segbias_weigh_campaign(run, campaign, seen, weight, error));
done:
	weigh->input = NULL; /* it is of this function alone */
	free(weight);
	return status;
}

static enum segbias_status run_weigh(struct segbias_run *run, const char *campaign, const char *reference,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_weigh_asked asked;
	struct segbias_weigh weigh = {.asked = &asked};
	struct segbias_weigh_seen seen = {.joint = NULL};
	struct segbias_record_watch watch = {see, &seen};
	uint32_t *columns = NULL;
	SEGBIAS_TRY(segbias_weigh_read(run->weighing, &asked, error));
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	SEGBIAS_TRY(check_policy(run, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	run->findings->job = SEGBIAS_JOB_WEIGH;
	SEGBIAS_TRY(open_and_match(run, campaign, reference, &asked, error));
	size_t count = run->matching.attribute_count;
	columns = segbias_arena_array(&run->arena, count, sizeof *columns);
	weigh.parts = segbias_arena_array(&run->arena, count, sizeof *weigh.parts);
	if (!columns || !weigh.parts)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(list_parts(run, &weigh, columns, error));
	SEGBIAS_TRY(segbias_joint_create(columns, count, run->policy.cross_cells, &seen.joint, error));
	seen.weighted = run->matching.plan.weighted;
	segbias_source_show(run->campaign, &watch);
	status = segbias_run_pour_campaign(run, error);
	segbias_source_show(run->campaign, NULL);
	if (status == SEGBIAS_OK)
		status = check_people(run, &asked, error);
	if (status == SEGBIAS_OK)
		status = segbias_joint_finish(seen.joint, error);
	if (status == SEGBIAS_OK)
		status = segbias_run_describe(run, error);
	if (status == SEGBIAS_OK)
		status = fit_and_tell(run, campaign, &weigh, &seen, error);
done:
	segbias_weigh_release(&weigh);
	segbias_joint_free(seen.joint);
	return status;
}

enum segbias_status segbias_weigh(const char *campaign, const char *reference, const struct segbias_options *options,
                                  const struct segbias_weigh_request *request, struct segbias_findings **findings,
                                  struct segbias_error *error)
{
	static const struct segbias_weigh_request PLAIN = {.method = NULL};
	struct segbias_asked asked = {.campaign = campaign,
	                              .reference = reference,
	                              .options = options,
	                              .use = {.plans_not = true, .weighs = true},
	                              .weighing = request ? request : &PLAIN};
	return segbias_run_pair(run_weigh, asked, findings, error);
}
