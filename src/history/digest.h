/* Room: history. What a review reads of a run's result, without the rest: of every group its counts, shares, index and verdict as
 * bytes that need no parsing, and the result's JSON without its long lists. It is made of the result, which stays what counts:
 * the hash of these bytes is part of the run, and verifying makes them anew.
 */
#ifndef SEGBIAS_HISTORY_DIGEST_H
#define SEGBIAS_HISTORY_DIGEST_H

#include "findings/findings.h"

/* `json`, and the same read back, to bytes; the same result gives the same. Errors: SEGBIAS_SYSTEM for memory. */
enum segbias_status segbias_digest_write(struct segbias_label json, const struct segbias_findings *result,
                                         struct segbias_text *out, struct segbias_error *error);

/* The JSON without its long lists, but for its warnings and its columns with missing values, which no digest keeps. */
void segbias_digest_told(struct segbias_label json, struct segbias_text *out);

/* A group, as a digest keeps it; its labels are of the bytes. */
struct segbias_digest_group {
	const struct segbias_comparison *comparison; /* without its values */
	const struct segbias_value_finding *value;
};

/* false: no more is wanted. */
typedef bool segbias_digest_visit(void *context, const struct segbias_digest_group *group);

/* Group by group, in the order of the result, with no memory taken. false: they are no such bytes, as far as was read. */
bool segbias_digest_walk(struct segbias_label bytes, segbias_digest_visit *visit, void *context);

/* Its inputs, settings and mapping alone, as a result that compares nothing. *fit, errors: as of segbias_digest_read. */
enum segbias_status segbias_digest_head(struct segbias_label bytes, struct segbias_findings **out, bool *fit,
                                        struct segbias_error *error);

/* Back: a result whose comparisons have what a digest keeps (all else is 0) and which has no other list. head: with its inputs,
 * settings and mapping, too. *fit: false: they are no such bytes, and *out is untouched. Errors: SEGBIAS_SYSTEM for memory. */
enum segbias_status segbias_digest_read(struct segbias_label bytes, bool head, struct segbias_findings **out, bool *fit,
                                        struct segbias_error *error);

#endif
