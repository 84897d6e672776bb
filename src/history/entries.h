/* Room: history. What was done to the ledger: entries, which are only ever added. Each holds the hash of the one before it and of
 * the run that it is about, and has a hash of its own: that of one line of JSON (segbias_entry_text), which sha256sum gives, too.
 */
#ifndef SEGBIAS_HISTORY_ENTRIES_H
#define SEGBIAS_HISTORY_ENTRIES_H

#include "base/hash.h"
#include "history/ledger.h"

enum segbias_entry_kind {
	SEGBIAS_ENTRY_ADD,     /* a run of a period that had none */
	SEGBIAS_ENTRY_REPLACE, /* … that had one, which is superseded */
	SEGBIAS_ENTRY_SIGN,    /* a decision on a run, or on one segment of it */
	SEGBIAS_ENTRY_REOPEN,  /* decisions of the period stand no more */
	SEGBIAS_ENTRY_EXPORT,
	SEGBIAS_ENTRY_PURGE,
	SEGBIAS_ENTRY_STAMP, /* a time-stamp token of an entry: history/stamp.h */
	SEGBIAS_ENTRY_KINDS,
};

/* Texts without bytes are not given. */
struct segbias_entry {
	int64_t entry; /* from 1, without gaps */
	enum segbias_entry_kind kind;
	int64_t run;                 /* 0: none */
	struct segbias_label time;   /* UTC, by the machine's clock: 2026-10-03T08:15:00Z */
	struct segbias_label period; /* "": all of them */
	struct segbias_label run_sha256;
	struct segbias_label segment; /* bytes NULL: all of the run */
	struct segbias_label by, role;
	struct segbias_label decision; /* accept, fix, exempt */
	struct segbias_label note, due, reason;
	struct segbias_label key; /* the public one that has signed */
	struct segbias_label previous, sha256;
	struct segbias_label
	    signature; /* of the text, as ssh-keygen writes it; no part of the hash: it is made of it */
};

/* Whether it is a run that it adds. */
static inline bool segbias_entry_adds(const struct segbias_entry *entry)
{
	return entry->kind == SEGBIAS_ENTRY_ADD || entry->kind == SEGBIAS_ENTRY_REPLACE;
}

/* The reason of one that adds a result which had been written before: no file was compared. */
extern const char segbias_entry_ready_made[];

const char *segbias_entry_kind_name(enum segbias_entry_kind kind);

/* The line that the hash is of, without a line end. */
void segbias_entry_text(const struct segbias_entry *entry, struct segbias_text *out);

/* Whether all of its texts are UTF-8, as all that is written is: of other bytes the line would not tell which they are. */
bool segbias_entry_is_text(const struct segbias_entry *entry);

/* What the chain begins with: the hash before the first. */
extern const char segbias_entry_origin[SEGBIAS_SHA256_SIZE];

/* Numbers the entry, chains it to `last` (NULL: it is the first) and computes its hash, with its text in the arena. Errors: SEGBIAS_SYSTEM for a
 * time before the last entry's ("clock_back") and for memory. */
enum segbias_status segbias_entry_chain(const struct segbias_entry *last, struct segbias_arena *arena,
                                        struct segbias_entry *entry, struct segbias_error *error);

/* Writes a chained one. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_entries_add(struct segbias_ledger *ledger, const struct segbias_entry *entry,
                                        struct segbias_error *error);

/* All, in their order, in the arena. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_entries_list(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                         struct segbias_entry **out, size_t *count, struct segbias_error *error);

#endif
