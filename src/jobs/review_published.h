/* Room: jobs. What readers elsewhere may see of the runs of a ledger (review export --publish): of each run the same at all times, by the
 * entry of the first export that showed any of it. */
#ifndef SEGBIAS_JOBS_REVIEW_PUBLISHED_H
#define SEGBIAS_JOBS_REVIEW_PUBLISHED_H

#include "analysis/published.h"
#include "jobs/ledger.h"

/* Of a run. */
struct segbias_run_publication {
	int64_t run; /* its number */
	struct segbias_published_run published;
	bool counted; /* its counts are known: what this export shows for the first time is looked at beside them */
	bool shown;   /* by this export … */
	bool earlier; /* … and an earlier one has said what is withheld */
};

/* Zero-initialised, with `least`: nothing is withheld. */
struct segbias_review_publication {
	double least; /* K; 0: nothing is withheld */
	int64_t own;  /* the run of the period itself; of others that cannot be protected nothing is shown */
	bool settled; /* what is not said by an entry yet is not found any more */
	bool read;    /* what the entries say is known */
	struct segbias_arena arena;
	struct segbias_run_publication *runs; /* [run_count], as the ledger has them */
	size_t run_count;
	size_t entry_count; /* of the ledger, when it was read */
};

void segbias_publication_release(struct segbias_review_publication *publication);

/* Whether it is settled what is withheld of the run. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_publication_knows(struct segbias_review_publication *publication,
                                              const struct segbias_book *book, const struct segbias_ledger_run *run,
                                              bool *known, struct segbias_error *error);

/* Takes out of the run's result, which was just read, what is withheld of it, and judges again by what is left. Where it is not settled, it
 * is from now on. Errors: as segbias_published_find, SEGBIAS_SYSTEM. */
enum segbias_status segbias_publication_apply(struct segbias_review_publication *publication,
                                              const struct segbias_book *book, const struct segbias_ledger_run *run,
                                              struct segbias_findings *result, struct segbias_error *error);

/* The same of a run that is settled, of whose result only what its digest has is known: its verdicts are not judged. */
enum segbias_status segbias_publication_withhold(struct segbias_review_publication *publication,
                                                 const struct segbias_book *book, const struct segbias_ledger_run *run,
                                                 struct segbias_findings *result, struct segbias_error *error);

/* Whether the ledger is as it was when it was found what is to be withheld: what another export has shown since was not looked at beside it.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_publication_holds(const struct segbias_review_publication *publication,
                                              const struct segbias_book *book, struct segbias_error *error);

/* The note of the entry of an export of all that was shown, with a random word: readers elsewhere have the entry's hash, which stands on all
 * of the run, and a guess of what is withheld must not be confirmed by it. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_publication_write(const struct segbias_review_publication *publication,
                                              struct segbias_text *out, struct segbias_error *error);

/* Whether the period's own run was published with a smaller K before: what has left the house is not taken back. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_publication_check(struct segbias_review_publication *publication,
                                              const struct segbias_book *book, const struct segbias_ledger_run *run,
                                              struct segbias_error *error);

#endif
