/* Room: history. Whether the ledger says what was written: the first thing that does not fit. */
#ifndef SEGBIAS_HISTORY_VERIFY_H
#define SEGBIAS_HISTORY_VERIFY_H

#include "history/entries.h"
#include "history/runs.h"

struct segbias_fault {
	bool any;
	char text[256]; /* "entry 7: its hash is another one" */
};

/* All entries and runs, as they stand in the file, in the arena of the caller. */
struct segbias_ledger_content {
	struct segbias_entry *entries; /* [entry_count], by number */
	size_t entry_count;
	struct segbias_ledger_run *runs; /* [run_count], by number */
	size_t run_count;
};

enum segbias_status segbias_ledger_read(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                        struct segbias_ledger_content *out, struct segbias_error *error);

/* By number; NULL: there is none. */
const struct segbias_ledger_run *segbias_ledger_run_of(const struct segbias_ledger_content *content, int64_t run);

/* The chain alone: numbers, order of time, hashes, and that every entry's run is the one that was added. Pure. Errors: SEGBIAS_SYSTEM for
 * memory. */
enum segbias_status segbias_verify_chain(const struct segbias_ledger_content *content, struct segbias_fault *fault,
                                         struct segbias_error *error);

/* All of it: the file, the chain, what the runs hold, the counts that stand beside them, the signatures; and that `head` (bytes NULL: not asked
 * for), which was kept elsewhere, is the hash of an entry. Errors: SEGBIAS_SYSTEM where that cannot be told. */
enum segbias_status segbias_ledger_verify(struct segbias_ledger *ledger, const struct segbias_ledger_content *content,
                                          struct segbias_label head, struct segbias_fault *fault,
                                          struct segbias_error *error);

#endif
