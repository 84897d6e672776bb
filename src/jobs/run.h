/* Room: jobs. Everything that one comparison holds, between its steps. */
#ifndef SEGBIAS_JOBS_RUN_H
#define SEGBIAS_JOBS_RUN_H

#include "analysis/analysis.h"
#include "match/selection.h"
#include "policy/policy_file.h"
#include "sources/source.h"

struct segbias_tallied;
struct segbias_tally_request;
struct segbias_weigh_request;

struct segbias_run {
	const struct segbias_options *options;
	const struct segbias_policy_file *file; /* the policy file */
	struct segbias_policy policy;
	struct segbias_source *campaign, *reference;
	struct segbias_arena arena;
	struct segbias_reference_facts reference_facts;
	struct segbias_taken taken;
	bool whole;           /* segments are added up: what could be one is taken */
	bool tables;          /* of the same people several tables in one may be the reference */
	bool constant_weight; /* of the campaign: it was left aside */
	struct segbias_plan reference_plan;
	struct segbias_tally *reference_tally, *campaign_tally;
	struct segbias_matching matching;
	struct segbias_findings *findings;
	enum segbias_reference_kind kind;
	struct segbias_audit_columns *audit; /* what an audit counts beside the reference; NULL: nothing is audited */
	struct segbias_tallied
	    *tallied; /* a tally that was read: the campaign, or how it is to be counted; NULL: none */
	struct segbias_stream
	    *begun; /* the campaign, that cannot be read twice and is no tally; NULL: it is opened later */
	struct segbias_risks_columns
	    *risks; /* what the register of risks counts beside the comparison; NULL: nothing */
	const struct segbias_record_watch *watch;     /* who sees each record of the campaign; NULL: nobody */
	const struct segbias_tally_request *counting; /* what a tally is asked to be; NULL: none is made */
	const struct segbias_weigh_request *weighing; /* how records are weighted; NULL: they are not */
	struct segbias_run_stage *stages;             /* [stage_count]: stages that are read apart */
	size_t stage_count;
};

void segbias_run_release(struct segbias_run *run);

/* Reads the stages of a funnel that are files, or columns of counts, each against the reference as the campaign was. Errors:
 * as the steps of a comparison; SEGBIAS_USAGE where a file would have to be read again that cannot be. */
enum segbias_status segbias_run_read_stages(struct segbias_run *run, const char *campaign, const char *reference,
                                            struct segbias_error *error);
void segbias_run_release_stages(struct segbias_run *run);

/* What a program can get wrong before a job begins. `file`: the one that is needed, `missing`: what to say where it is NULL.
 * `*options`: NULL becomes the defaults. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_run_check(const char *file, const char *missing, const struct segbias_options **options,
                                      struct segbias_findings *const *findings, struct segbias_error *error);

/* The steps of a job, which fill run->findings. */
typedef enum segbias_status segbias_run_function(struct segbias_run *run, const char *campaign, const char *reference,
                                                 struct segbias_error *error);

/* What a job was called with. */
struct segbias_asked {
	const char *campaign, *reference;
	const struct segbias_options *options;
	struct segbias_policy_use use;
	const char *tally; /* a file that may be a tally, which is read before the options are; NULL: none may */
	const struct segbias_tally_request *counting;
	const struct segbias_weigh_request *weighing;
};

/* A run from begin to end, in the numbers' own locale; *findings is set only where the job succeeds. Errors: those of the
 * policy file, the job's, and SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_job(segbias_run_function *job, const struct segbias_asked *asked,
                                    struct segbias_findings **findings, struct segbias_error *error);

/* The same of a job of both files; that the reference is the campaign's own file is not for the caller to say. */
enum segbias_status segbias_run_pair(segbias_run_function *job, struct segbias_asked asked,
                                     struct segbias_findings **findings, struct segbias_error *error);

/* The findings keep which policy the run goes by. A second time nothing is changed. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_keep_policy(const struct segbias_policy_file *file, struct segbias_findings *findings,
                                            struct segbias_error *error);

/* The findings keep what was asked for, and are told which keys of the policy have no part in it. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_keep_options(const struct segbias_policy_file *file, struct segbias_findings *findings,
                                             struct segbias_error *error);

/* The policy of the run, from its options and its file. Errors: as segbias_policy_read. */
enum segbias_status segbias_run_read_policy(struct segbias_run *run, struct segbias_error *error);

/* Whether the preset is dsa-reach, which has questions of its own. */
bool segbias_run_is_of_reach(const struct segbias_run *run);

/* The steps of a comparison. */
segbias_run_function segbias_run_compare;

/* The steps of a plan (segbias/plan.h). */
segbias_run_function segbias_run_plan;

/* Whether a comparison with the reference may take several tables of the same people as one: a population, that has no error. */
bool segbias_run_takes_tables(const struct segbias_run *run);

/* Opens both files and finds how each is read, with what the other tells; campaign: NULL where there is none. Errors: as
 * segbias_source_open and segbias_source_recognise. */
enum segbias_status segbias_run_open(struct segbias_run *run, const char *campaign, const char *reference,
                                     struct segbias_error *error);

/* The columns of a file that have a part of their own. Errors: as segbias_match_design. */
enum segbias_status segbias_run_take_fields(struct segbias_run *run, const struct segbias_source *source,
                                            struct segbias_taken *taken, struct segbias_error *error);

/* Reads the open reference to its end: facts, tally, kind. `campaign`: the header it will be compared with. Errors: as
 * segbias_match_reference and segbias_source_pour, and SEGBIAS_DATA for what the kind cannot be. */
enum segbias_status segbias_run_read_reference(struct segbias_run *run, const struct segbias_head *campaign,
                                               struct segbias_error *error);

/* Whether --cross can be asked of both files. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_run_check_crossings(const struct segbias_run *run, struct segbias_error *error);

/* The campaign's plan, from its header and the reference that was read; and its records by that plan, which a job may have
 * added to. Errors: as segbias_match_campaign, segbias_match_settle and segbias_source_pour; SEGBIAS_DATA where no record
 * is left. */
enum segbias_status segbias_run_match_campaign(struct segbias_run *run, struct segbias_error *error);
enum segbias_status segbias_run_pour_campaign(struct segbias_run *run, struct segbias_error *error);

/* Whether all names and values of the file that was read are UTF-8. */
bool segbias_run_is_valid(const struct segbias_run *run, bool reference);

/* Fills what the findings say of the run: inputs, settings, and notes on what was assumed. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_describe(struct segbias_run *run, struct segbias_error *error);

/* What the questions of a comparison are asked of, of a run that has poured both files; but for its groups. */
void segbias_run_input(const struct segbias_run *run, struct segbias_analysis_input *out);

/* The same with its groups, which live in the findings' arena. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_input_groups(struct segbias_run *run, struct segbias_analysis_input *out,
                                             struct segbias_error *error);

/* Asks the questions of a comparison: fills run->findings. Errors: those of the questions, and SEGBIAS_CANCELLED. */
enum segbias_status segbias_run_ask(struct segbias_run *run, const struct segbias_analysis_input *input,
                                    struct segbias_error *error);

/* Adds what the policy says of single attributes and segments. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_describe_thresholds(struct segbias_run *run, struct segbias_error *error);

/* Refuses numeric columns that are compared, or leaves them out with a note, of which some have percent signs and some, in either file, may be parts of 1. Errors:
 * SEGBIAS_DATA, SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_check_percents(struct segbias_run *run, struct segbias_error *error);

/* Adds of which places and periods the tables are, once columns have roles. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_describe_spans(struct segbias_run *run, struct segbias_error *error);

/* Of a table of reach: a column whose values are Member States is one of places, where nothing else was said of it. */
enum segbias_status segbias_run_find_states(struct segbias_run *run, struct segbias_error *error);

/* Whether the group that the policy protects is among those that were compared. */
bool segbias_run_protects(const struct segbias_run *run, const struct segbias_protected *group);
/* Of one that is not: a hint of what the user does. */
void segbias_run_hint_protected(struct segbias_run *run, const struct segbias_protected *group,
                                struct segbias_error *error);

/* Notes the segments and groups that the policy names and that are not compared, once all is. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_note_absent(struct segbias_run *run, struct segbias_error *error);

/* What the findings of an audit say of its one file and its settings. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_describe_audit(struct segbias_run *run, struct segbias_error *error);

/* Warns of a column of the campaign that is named like an identifier and repeats, unless persons or a design effect are declared. */
void segbias_run_note_repeated(struct segbias_run *run);

/* Whether a column that is named like an identifier repeats; then *different is how many spellings it has. */
bool segbias_run_repeats(const struct segbias_tally *tally, struct segbias_label name, uint32_t column,
                         uint64_t *different);

/* The same as of an audit, of a run that reads no campaign. */
enum segbias_status segbias_run_describe_plan(struct segbias_run *run, struct segbias_error *error);

#endif
