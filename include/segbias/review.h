/* segbias: reviews by period: a ledger that keeps what was found and who decided what. */
#ifndef SEGBIAS_REVIEW_H
#define SEGBIAS_REVIEW_H

#include <segbias/compare.h>
#include <segbias/output.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Caller-owned; zero-initialised. Texts are borrowed for the call; NULL where nothing is given. */
struct segbias_review_request {
	const char *
	    ledger; /**< the file; NULL: the one that the policy names, or segbias.db beside it, or here where there is none */
	const char *policy;   /**< the policy file, which may say where the ledger is; NULL: there is none */
	const char *period;   /**< "2026Q3", "2026-09" or "2026-W37"; to show: NULL is the last that has a run */
	const char *by;       /**< who: needed to add, to sign and to reopen */
	const char *time;     /**< now, in UTC: "2026-10-03T08:15:00Z"; needed to write. The library reads no clock */
	const char *segment;  /**< sign: of this one; NULL: the run as a whole */
	const char *decision; /**< sign: "accept", "fix" or "exempt" */
	const char *note;     /**< sign: why */
	const char *due;      /**< sign: a day, "2026-12-31" */
	const char *reason;   /**< reopen: why; needed */
	const char *key;      /**< sign: the file of a key of OpenSSH that signs the entry */
	const char *
	    head; /**< verify: a hash that was kept elsewhere, all 64 digits of it; sign: the one on the page that was read */
	const char *as_of;   /**< show: the day by which an action is overdue */
	const char *against; /**< show, export: the period that it is compared with; NULL: the last one before it */
	const char *before;  /**< purge: periods before this one; needed */
	int replace;         /**< add: other inputs of a period that has a run supersede it */
	struct segbias_findings *
	    *findings; /**< add: what was found, with its warnings, to be freed; NULL: not asked for */
	const char
	    *baseline;     /**< show, export: control limits stand on the periods up to this one; NULL: on all before */
	const char *token; /**< stamp: the file of a time-stamp token (RFC 3161) */
	long publish; /**< export: counts below this one, and what would tell of them, are withheld; 0: nothing is */
	const void *reserved[2]; /**< NULL: what a new version adds takes its room from here */
};

/** What was done. */
struct segbias_review_result {
	long entry;      /**< number of the ledger's last entry */
	long run;        /**< number of the run that it is about; 0: none */
	long runs;       /**< verify: how many there are; purge: of how many the counts were dropped */
	long stamped;    /**< stamp: number of the entry that the token is of */
	int unchanged;   /**< add, stamp: the same stood there already, and nothing was written */
	char head[72];   /**< hash of the last entry */
	char fault[256]; /**< verify: the first thing that does not fit; "": all does */
};

/** Compares as segbias_compare, or, where `reference` is NULL, reads a result that it has written (`campaign`), and adds the run to the
 * period in one transaction; there need be no ledger yet. The same run again changes nothing.
 * Errors: as segbias_compare; SEGBIAS_USAGE for what is no period, or one of another kind than the ledger's, for other inputs without
 * `replace`, and for a period that is closed; SEGBIAS_SYSTEM where the ledger is foreign, damaged, newer or locked. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_add(const struct segbias_review_request *request,
                                                      const char *campaign, const char *reference,
                                                      const struct segbias_options *options,
                                                      struct segbias_review_result *result,
                                                      struct segbias_error *error);

/** Signs a decision on the period's run. Errors: SEGBIAS_USAGE without a run, in a closed period, for a segment that the run has not, a
 * decision that there is not, and where with `head` another run was added to the period since, or that was reopened; SEGBIAS_DATA where the
 * run's counts were dropped; SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_sign(const struct segbias_review_request *request,
                                                       struct segbias_review_result *result,
                                                       struct segbias_error *error);

/** Decisions of the period stand no more. Errors: SEGBIAS_USAGE without a run or a reason; SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_reopen(const struct segbias_review_request *request,
                                                         struct segbias_review_result *result,
                                                         struct segbias_error *error);

/** What needs a decision, what to watch, what has changed, who has signed. *findings render as text, json, markdown and html (segbias.review/1).
 * Errors: SEGBIAS_DATA for a period without a run; SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_show(const struct segbias_review_request *request,
                                                       struct segbias_findings **findings, struct segbias_error *error);

/** The same for readers elsewhere: that it was exported, and by whom, is an entry of the ledger, whose hash the page holds as the chain's
 * head. Errors: as of showing, and SEGBIAS_USAGE. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_export(const struct segbias_review_request *request,
                                                         struct segbias_findings **findings,
                                                         struct segbias_error *error);

/** Puts the evidence of the period of `findings`, which segbias_review_export has just given, into a folder: result, policy, hashes, decisions,
 * summary, signatures and their sums, to be committed with the output. `options` may be NULL; language and title of the page are heeded.
 * Errors: SEGBIAS_USAGE for a folder that is not empty, and for findings that withhold counts; SEGBIAS_SYSTEM, also where the ledger was
 * added to meanwhile. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_pack(const struct segbias_review_request *request,
                                                       const struct segbias_findings *findings,
                                                       const struct segbias_render_options *options, const char *folder,
                                                       struct segbias_output *output, struct segbias_error *error);

/** Whether such a folder would be taken. Errors: SEGBIAS_USAGE. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_pack_check(const char *folder, struct segbias_error *error);

/** Puts the whole ledger, as lines of JSON, into a file, to be committed with the output; that it was is an entry, which it holds.
 * Errors: SEGBIAS_USAGE; SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_archive(const struct segbias_review_request *request,
                                                          const char *path, struct segbias_output *output,
                                                          struct segbias_error *error);

/** Attaches a time-stamp token to the entry whose hash it holds: an entry of its own. That the token's signature holds is not looked at.
 * Errors: SEGBIAS_DATA for what is no token of an entry; SEGBIAS_USAGE; SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_stamp(const struct segbias_review_request *request,
                                                        struct segbias_review_result *result,
                                                        struct segbias_error *error);

/** Drops the results and the counts of all runs of periods before `before`; their hashes and the decisions on them stay, and each dropping
 * is an entry. Errors: SEGBIAS_USAGE without `by`, `reason` or `before`, and where the policy of a run keeps its counts still;
 * SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_purge(const struct segbias_review_request *request,
                                                        struct segbias_review_result *result,
                                                        struct segbias_error *error);

/** Whether the ledger says what was written: result->fault. Errors: SEGBIAS_SYSTEM where it cannot be read at all. */
SEGBIAS_PUBLIC enum segbias_status segbias_review_verify(const struct segbias_review_request *request,
                                                         struct segbias_review_result *result,
                                                         struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
