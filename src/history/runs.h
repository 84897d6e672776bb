/* Room: history. Runs: what was compared with what, by which policy, and what was found; counts of groups, never a record.
 *
 * A run is never changed. Its hash is that of one line of JSON (segbias_ledger_run_text), which holds the hashes of its inputs, of
 * its policy and of its result; the entry that adds it holds it.
 */
#ifndef SEGBIAS_HISTORY_RUNS_H
#define SEGBIAS_HISTORY_RUNS_H

#include "base/hash.h"
#include "findings/findings.h"
#include "history/ledger.h"

struct segbias_ledger_run {
	int64_t run;
	struct segbias_label period, version;
	struct segbias_label campaign, campaign_sha256, reference, reference_sha256, kind;
	struct segbias_label policy, policy_sha256, policy_committed, policy_text; /* bytes NULL: there was none */
	struct segbias_label result_sha256;
	struct segbias_label packed_sha256; /* of the bytes that the ledger keeps of it */
	struct segbias_label cells_sha256;  /* of what it keeps of the groups, a line of JSON each */
	struct segbias_label
	    digest_sha256;   /* of the bytes of its digest; bytes NULL: a ledger of the first version has none */
	int64_t result_size; /* bytes of its JSON */
	bool purged;         /* its result and its counts are gone */
};

/* The line that the hash is of, and the hash. */
void segbias_ledger_run_text(const struct segbias_ledger_run *run, struct segbias_text *out);
enum segbias_status segbias_ledger_run_hash(const struct segbias_ledger_run *run, char hex[static SEGBIAS_SHA256_SIZE],
                                            struct segbias_error *error);

/* Whether all of its texts are UTF-8, but for the policy's, whose own hash is of any bytes. */
bool segbias_ledger_run_is_text(const struct segbias_ledger_run *run);

struct segbias_run_hashes {
	char packed[SEGBIAS_SHA256_SIZE], cells[SEGBIAS_SHA256_SIZE], digest[SEGBIAS_SHA256_SIZE];
};

/* Numbers and writes it with its result: `json`, and the same read back. The hashes that it gets live in *hashes. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_runs_add(struct segbias_ledger *ledger, struct segbias_ledger_run *run,
                                     struct segbias_label json, const struct segbias_findings *result,
                                     struct segbias_run_hashes *hashes, struct segbias_error *error);

/* All, by number, in the arena. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_runs_list(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                      struct segbias_ledger_run **out, size_t *count, struct segbias_error *error);

/* The JSON of its result. Errors: SEGBIAS_SYSTEM, also where it is purged or damaged. */
enum segbias_status segbias_runs_result(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                        struct segbias_text *out, struct segbias_error *error);

/* What a review reads of it (history/digest.h), unpacked. Errors: SEGBIAS_SYSTEM, as above. */
enum segbias_status segbias_runs_digest(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                        struct segbias_text *out, struct segbias_error *error);

/* Says that its counts were dropped. Returns SEGBIAS_DATA. */
enum segbias_status segbias_runs_dropped(const struct segbias_ledger_run *run, struct segbias_error *error);

/* All of its result, read back. Errors: SEGBIAS_DATA where it is purged, SEGBIAS_SYSTEM. */
enum segbias_status segbias_runs_whole(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                       struct segbias_findings **out, struct segbias_error *error);

/* What a digest has of it; head: with inputs, settings and mapping. Of a run that has no digest all of its result. Errors: SEGBIAS_DATA where
 * it is purged, SEGBIAS_SYSTEM. */
enum segbias_status segbias_runs_figures(struct segbias_ledger *ledger, const struct segbias_ledger_run *run, bool head,
                                         struct segbias_findings **out, struct segbias_error *error);

/* What its comparison warned of, and its columns with missing values, without its other lists. Errors: as of segbias_runs_whole. */
enum segbias_status segbias_runs_told(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                      struct segbias_findings **out, struct segbias_error *error);

/* Drops its result and its groups. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_runs_purge(struct segbias_ledger *ledger, int64_t run, struct segbias_error *error);

/* What is kept of a group to draw its history. */
struct segbias_ledger_cell {
	int64_t place;                                  /* in the result, from 1 */
	struct segbias_label segment, attribute, value; /* segment bytes NULL: the whole campaign */
	double count, n, reference_share, index;        /* NaN: not known */
	enum segbias_verdict verdict;                   /* SEGBIAS_VERDICT_COUNT: it is none */
};

/* The groups of a run, in the order of its result. Errors: SEGBIAS_SYSTEM, also where they are not those that were written. */
enum segbias_status segbias_runs_cells(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                       struct segbias_arena *arena, struct segbias_ledger_cell **out, size_t *count,
                                       struct segbias_error *error);

#endif
