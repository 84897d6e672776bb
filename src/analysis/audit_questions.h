/* Room: analysis. What an audit asks beside who is selected: rates by what came true, scores, decisions within strata, and which
 * other columns go with the groups. */
#ifndef SEGBIAS_ANALYSIS_AUDIT_QUESTIONS_H
#define SEGBIAS_ANALYSIS_AUDIT_QUESTIONS_H

#include "analysis/audit.h"

enum { SEGBIAS_AUDIT_MEASURES = 5 }; /* that have gaps: the selected, tpr, fpr, ppv, accuracy */

/* An attribute, or a crossing, whose rates are measured. */
struct segbias_audit_item {
	const struct segbias_audit_groups *groups;
	struct segbias_audited *found;
	struct segbias_audit_group *rows; /* [found->count] */
	size_t *combinations;             /* [found->count]: of each row */
};

struct segbias_audit_asking {
	const struct segbias_audit_input *input;
	struct segbias_findings *findings;
	struct segbias_audit_item *items; /* [count] */
	size_t count;
	bool persons; /* rows of a person belong together, and no design effect is declared */
};

/* After segbias_analyse_selected: all of these questions. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_questions(const struct segbias_audit_input *input, struct segbias_findings *findings,
                                            struct segbias_error *error);

/* Each a file: audit_labels.c, audit_scores.c, audit_given.c, audit_proxies.c. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_labels(const struct segbias_audit_asking *asking, struct segbias_error *error);
enum segbias_status segbias_audit_scores(const struct segbias_audit_asking *asking, struct segbias_error *error);
enum segbias_status segbias_audit_given(const struct segbias_audit_asking *asking, struct segbias_error *error);
enum segbias_status segbias_audit_proxies(const struct segbias_audit_asking *asking, struct segbias_error *error);

/* --- shared by them ------------------------------------------------------------------------------------------------ */

/* p[count] of one family, in place. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_adjust(const struct segbias_audit_asking *asking, double *p, size_t count,
                                         struct segbias_error *error);

/* A rate with its interval, where it has one, and the p that it is that of all others. */
struct segbias_audit_rate {
	double rate, low, high, p;
	struct segbias_range_rate effective; /* of how many records it is as sure */
};

/* Of the records that have the property and those that have it not; `rest`: of all others, or NULL. */
void segbias_audit_rate_of(const struct segbias_audit_asking *asking, const struct segbias_cell mine[2],
                           const struct segbias_cell *rest, struct segbias_audit_rate *out);

/* Adds the gap of a measure between the item's groups, with one rate a row; those that --min-share leaves out do not count.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_add_gap(const struct segbias_audit_asking *asking,
                                          const struct segbias_audit_item *item, const char *measure,
                                          const struct segbias_audit_rate *rates, struct segbias_error *error);

/* That of the share selected. */
enum segbias_status segbias_audit_add_rate_gap(const struct segbias_audit_asking *asking,
                                               const struct segbias_audit_item *item, struct segbias_error *error);

/* By the ids of one column more: cells[combination * ids + id]; cells NULL: it was not counted. */
struct segbias_audit_by {
	uint32_t ids;
	struct segbias_decided *cells;
};

enum segbias_status segbias_audit_count_by(const struct segbias_audit_input *input,
                                           const struct segbias_audit_groups *groups, uint32_t column,
                                           struct segbias_arena *arena, struct segbias_audit_by *out,
                                           struct segbias_error *error);

void segbias_decided_add(struct segbias_decided *sum, const struct segbias_decided *other);
void segbias_decided_subtract(struct segbias_decided *sum, const struct segbias_decided *other);

/* The next ids[part_count] of the groups' columns; false: there are no more. Begin with zeros. */
bool segbias_audit_next(const struct segbias_audit_groups *groups, const struct segbias_tally *tally, uint32_t *ids);

/* The combination that these ids are; SIZE_MAX: one of the values is unknown. */
size_t segbias_audit_combination(const struct segbias_audit_groups *groups, const uint32_t *ids);

#endif
