/* Room: history. The ledger's file: opened, locked, committed or left as it was.
 *
 * What is done between opening and committing is one transaction; closing without committing leaves the file as it was, and a
 * kill at any moment does, too. A file that is no ledger, of a later version, or damaged is refused untouched.
 */
#ifndef SEGBIAS_HISTORY_LEDGER_H
#define SEGBIAS_HISTORY_LEDGER_H

#include "base/arena.h"

struct segbias_ledger;

enum segbias_ledger_use {
	SEGBIAS_LEDGER_READ,
	SEGBIAS_LEDGER_WRITE, /* nobody else writes meanwhile … */
	SEGBIAS_LEDGER_MAKE,  /* … and where there is none it is made */
};

/* Waits some seconds for another writer. Errors: SEGBIAS_SYSTEM (absent, foreign, newer, damaged, locked, memory). */
enum segbias_status segbias_ledger_open(const char *path, enum segbias_ledger_use use, struct segbias_ledger **out,
                                        struct segbias_error *error);

/* Errors: SEGBIAS_SYSTEM; then nothing has changed. */
enum segbias_status segbias_ledger_commit(struct segbias_ledger *ledger, struct segbias_error *error);

/* NULL is none. */
void segbias_ledger_close(struct segbias_ledger *ledger);

/* SQLite's own check of the file. *fault: what it says first, in the arena; bytes NULL: nothing. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_ledger_check(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                         struct segbias_label *fault, struct segbias_error *error);

#endif
