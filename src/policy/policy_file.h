/* Room: policy. The policy file: the options that a project keeps, in YAML (or JSON, which is YAML).
 *
 * Keys are the options' names (<segbias/options.def>) with "_" for "-"; `attributes` and `segments` may be mappings with
 * thresholds of their own. A scalar is the option's text; a sequence a list of names where the option takes one, else a text
 * for each time that it is given; a mapping pairs, as the option writes them (ATTR: {FROM: TO}).
 * Values are checked by the same code as the command line's.
 */
#ifndef SEGBIAS_POLICY_POLICY_FILE_H
#define SEGBIAS_POLICY_POLICY_FILE_H

#include "base/arena.h"
#include "policy/audit_keys.h"
#include "policy/gate.h"
#include "policy/option.h"
#include "policy/policy.h"
#include "policy/preset.h"
#include "policy/review.h"
#include "policy/risks.h"

/* Why skip_bad has no part in what a database counts. */
#define SEGBIAS_NONE_UNREADABLE "a database has no unreadable records"

/* What asks for the file: which of its keys mean something there. */
struct segbias_policy_use {
	bool inspect;   /* nothing is compared that an option of compare alone asks for */
	bool one_file;  /* there is no reference beside the campaign */
	bool plans_not; /* a campaign's records are compared, whatever the file says of a plan */
	bool check;     /* the keys of the gate mean something */
	bool audit;     /* decisions are audited: one file, and options of its own */
	bool risks;     /* the register of risks */
	bool weighs;    /* records are weighted: what shows more of a comparison is not asked for */
	bool init;      /* a policy is made from the file: keys of other commands are taken along */
	bool database;  /* a database counts: what shows more is not asked of it, and it has no unreadable records */
};

struct segbias_key_place {
	uint64_t line, column; /* 0: there is no such key */
};

/* A key that has no part in this run. */
struct segbias_unused_key {
	char name[48]; /* as the file writes it */
	char why[240];
	struct segbias_key_place place;
	bool
	    undone; /* limits or rules of the file that an option stands above, also where its own value is the file's */
};

/* A key of another command, or of a later version, as it stands in the file. */
struct segbias_kept_key {
	const char *name;          /* a string constant */
	const char *why;           /* it has no part in this run, a string constant; NULL: it has one */
	bool lost;                 /* … and none in the file that is made from this one */
	struct segbias_label text; /* its lines; bytes NULL: it does not stand on lines of its own */
	struct segbias_key_place place;
};

enum { SEGBIAS_KEPT_MAX = 19 };

struct segbias_policy_file {
	struct segbias_options options; /* what was given, and below that what the file says */
	struct segbias_options own;     /* what the file says */
	struct segbias_key_place places[SEGBIAS_OPTION_COUNT];
	struct segbias_thresholds *thresholds; /* [threshold_count], those of attributes and segments */
	size_t threshold_count;
	struct segbias_unused_key *unused; /* [unused_count] */
	size_t unused_count;
	struct segbias_kept_key kept[SEGBIAS_KEPT_MAX];
	size_t kept_count;
	struct segbias_gate_keys gate;
	struct segbias_review_rules review;
	struct segbias_audit_keys audit;
	struct segbias_risks_keys risks;
	bool empty;       /* it holds no key */
	const char *path; /* as given; NULL: there is none */
	const char *name; /* of the file, without folders; NULL: there is none */
	char sha256[65];
	const struct segbias_preset *preset; /* whose file it is, or that the user's goes on from; NULL: neither */
	struct segbias_key_place base_place; /* where the user's file names it */
	struct segbias_arena arena;          /* owns the file's texts */
};

/* Reads given->policy, where it is one: the name of a preset, or a file (./NAME is a file, whatever its name). Release in any case; `given` must outlive it.
 * Errors: SEGBIAS_USAGE with line and column, for what is no YAML, an anchor or alias, a key that is unknown (the hint has
 * the nearest) or stands twice, a value that the option does not take, and keys that exclude each other; SEGBIAS_USAGE
 * where it cannot be opened, or is the name of a preset and of a file; SEGBIAS_SYSTEM for memory. */
enum segbias_status segbias_policy_file_read(const struct segbias_options *given, const struct segbias_policy_use *use,
                                             struct segbias_policy_file *file, struct segbias_error *error);
/* Reads such bytes into file->own and what else they say; an error's place is in `path`. Release in any case. Errors: SEGBIAS_USAGE,
 * SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_file_parse(struct segbias_label bytes, const char *path,
                                              struct segbias_policy_file *file, struct segbias_error *error);
/* Whether the bytes are such a file; an error's place is in `path`. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_file_check(struct segbias_label bytes, const char *path,
                                              struct segbias_error *error);
void segbias_policy_file_release(struct segbias_policy_file *file);

/* Puts file->own below `given` into file->options, and what has no part in the run into file->unused. Errors: SEGBIAS_USAGE
 * with its place for keys that exclude each other; SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_merge(const struct segbias_options *given, const struct segbias_policy_use *use,
                                         struct segbias_policy_file *file, struct segbias_error *error);

/* An error that begins with an option, and has no place, is one of the key where the file says it and nobody else does. NULL: nothing. */
void segbias_policy_blame(const struct segbias_policy_file *file, const struct segbias_options *given,
                          struct segbias_error *error);

/* Leaves the key out where the run goes by it. */
void segbias_policy_leave(struct segbias_policy_file *file, const char *option, const char *why);

/* Leaves out, of what the file says and what shows more without judging, where same[] (one an option) is false; and crossings where
 * nothing is crossed then. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_leave_shown(struct segbias_policy_file *file, const bool *same, const char *why,
                                               struct segbias_error *error);

/* Whether what is given has a part in the job: nobody would know where it has none. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_policy_check_given(const struct segbias_options *given,
                                               const struct segbias_policy_use *use, struct segbias_error *error);

#endif
