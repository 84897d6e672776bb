/* Room: jobs. What the parts of a job that shows a period of the ledger share. */
#ifndef SEGBIAS_JOBS_REVIEW_SHOWING_H
#define SEGBIAS_JOBS_REVIEW_SHOWING_H

#include "analysis/change_family.h"
#include "jobs/ledger.h"
#include "jobs/review_published.h"

/* The groups of a run, by which it is told whether a later one can have mended anything. */
struct segbias_counted_run {
	struct segbias_change_family family;
	struct segbias_policy policy; /* by which changes are tested */
	bool counted;                 /* or family.unfit */
};

struct segbias_showing {
	struct segbias_book book;
	const struct segbias_standing *standing, *previous; /* previous NULL: there is none */
	const struct segbias_standing *baseline;            /* NULL: none was given */
	const char *as_of;                                  /* NULL: no day was given */
	struct segbias_findings *now, *before;          /* of standing and of previous; before NULL: there is none */
	struct segbias_review *review;                  /* of now */
	struct segbias_review_publication *publication; /* NULL: nothing is withheld */
	struct segbias_change_names *names;             /* NULL: nothing is to be mended */
	struct segbias_counted_run *counted;            /* [book.standing_count]; from `counted_from` on */
	size_t counted_from;
};

/* Whether it is for readers elsewhere. */
bool segbias_showing_publishes(const struct segbias_showing *s);

/* What may be seen of the run's result; head: with inputs, settings and mapping. Of what is published all is read: verdicts are judged again
 * by what is shown. */
enum segbias_status segbias_showing_read(struct segbias_showing *s, const struct segbias_ledger_run *run, bool head,
                                         struct segbias_findings **out, struct segbias_error *error);

/* A copy that outlives the ledger; false: no memory. */
bool segbias_showing_keep(struct segbias_showing *s, struct segbias_label from, struct segbias_label *out);

/* Makes room for the groups of the runs since something was to be mended first, where anything is (jobs/review_actions.c). */
enum segbias_status segbias_actions_begin(struct segbias_showing *s, struct segbias_error *error);
void segbias_actions_end(struct segbias_showing *s);

/* Takes the groups of a run that stands in a period, where they will be needed: of its digest, unpacked. */
enum segbias_status segbias_actions_count(struct segbias_showing *s, const struct segbias_standing *standing,
                                          struct segbias_label digest, struct segbias_error *error);

/* Lists what is to be mended, and which later run has shown that it was. */
enum segbias_status segbias_actions_list(struct segbias_showing *s, struct segbias_error *error);

#endif
