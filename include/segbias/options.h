/* segbias: what is asked of a job, setting by setting, and where its files come from.
 *
 * A setting is an option of the command line: segbias_options_name lists them, `segbias compare --help` says what they mean.
 * In an error or a warning its name stands between backquotes (`min_n`), and in the error's `setting`.
 */
#ifndef SEGBIAS_OPTIONS_H
#define SEGBIAS_OPTIONS_H

#include <segbias/error.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque. It serves any number of jobs, of every kind, one after the other; two threads need one each. */
struct segbias_options;

/** Without a setting: the defaults. On success *options is the caller's, to be freed by segbias_options_free.
 * Errors: SEGBIAS_USAGE where options is NULL, SEGBIAS_SYSTEM for memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_options_create(struct segbias_options **options,
                                                          struct segbias_error *error);

/** NULL is none. */
SEGBIAS_PUBLIC void segbias_options_free(struct segbias_options *options);

/** Sets one setting: `name` as the command line has it, with "-" or "_" ("min-n", "min_n"); `value` the text that stands behind
 * it there, "true" or "false" of one that takes none. A setting that is repeatable there ("map", "recode") gets one item more with
 * every call. NULL takes a setting back, with all its items. The text is copied; the
 * memory of one that was replaced goes with the options.
 * A value that could mean nothing, whatever else is set, is refused at once; what it means beside others, a policy file's and the
 * columns of the files, is checked by the job. Either is SEGBIAS_USAGE with `setting`.
 * Errors: SEGBIAS_USAGE for a name that is no setting's (the hint has the nearest), for a value that is none, for anything but true
 * and false where that is wanted, and for options or name NULL; SEGBIAS_SYSTEM for memory. The options stay as they were. */
SEGBIAS_PUBLIC enum segbias_status segbias_options_set(struct segbias_options *options, const char *name,
                                                       const char *value, struct segbias_error *error);

/** The setting's text, or of a repeatable one its item at `index`, counted from 0; "true" where that is set. It belongs to the
 * options, until the setting is set again. NULL where there is none: not set, no such setting, no such item, options NULL. */
SEGBIAS_PUBLIC const char *segbias_options_get(const struct segbias_options *options, const char *name, size_t index);

enum { SEGBIAS_SETTING_MAX = 40 };

/** Writes the name of the setting at `index`, counted from 0, with "_"; 0-terminated. Returns out; NULL past the last, and where
 * it is NULL. */
SEGBIAS_PUBLIC const char *segbias_options_name(size_t index, char out[SEGBIAS_SETTING_MAX]);

/** Gives up to `capacity` bytes into `buffer` and says in *size how many: 0 where there are no more. Returns 0; anything else
 * ends the job with SEGBIAS_INPUT. After either the job does not call it again. It may wait. It is called by one thread at a time,
 * which need not be the one that has called the job (a file that is compressed is read ahead where `threads` is more than 1), in
 * the C locale. */
typedef int segbias_read(void *context, char *buffer, size_t capacity, size_t *size);

/** A job that is given `name` for one of its two files, for the setting `policy` or for `baseline`, reads these bytes, or what `read`
 * gives, instead of a file (or a preset) of that name:
 * messages and results call it so. Everything else is as with a file: compressed, in other encodings, with the same result, byte by
 * byte. Bytes are borrowed, and have to stay until the options are freed or the name is given again; NULL for bytes, of size 0, or
 * for `read` takes the name back. `read` gives its bytes once, as standard input does: for one job, which reads it once
 * (not segbias_inspect with a reference, nor the campaign with the setting eligible).
 * Errors: SEGBIAS_USAGE where options or name is NULL, where the name is empty or "-", where bytes are NULL and the size is not 0;
 * SEGBIAS_SYSTEM for memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_options_memory(struct segbias_options *options, const char *name,
                                                          const void *bytes, size_t size, struct segbias_error *error);
SEGBIAS_PUBLIC enum segbias_status segbias_options_stream(struct segbias_options *options, const char *name,
                                                          segbias_read *read, void *context,
                                                          struct segbias_error *error);

/** Called whenever some of a file has been read, by any thread, but by one at a time: the path as given, the bytes of the file
 * that were read, and how many it has (0: only reading tells); of a comparison then, with NULL for the path, before each question
 * that is asked of what was read: which one, from 0, and how many there are. Returns 0; anything else ends the job with
 * SEGBIAS_CANCELLED: that job does not call it again, and nothing comes of it. It is called in the C locale. */
typedef int segbias_progress(void *context, const char *path, uint64_t bytes, uint64_t size);

/** Who is told by the jobs with these options; NULL: nobody. Nothing where options is NULL. */
SEGBIAS_PUBLIC void segbias_options_progress(struct segbias_options *options, segbias_progress *progress,
                                             void *context);

/** How many threads read a file where neither the setting `threads` nor a policy file says it: 1 .. 256; 0: 1. The result is the
 * same with any number. Nothing where options is NULL. */
SEGBIAS_PUBLIC void segbias_options_threads(struct segbias_options *options, unsigned count);

/** By which day (YYYY-MM-DD) a gate's exemptions hold where the policy file has some and the setting `as_of` is not given, and after
 * which no policy can have been committed; the library reads no clock. NULL: none. The text is copied, and checked by the job.
 * Errors: SEGBIAS_USAGE where options is NULL, SEGBIAS_SYSTEM for memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_options_today(struct segbias_options *options, const char *day,
                                                         struct segbias_error *error);

/** For a program whose user types the settings as options: errors and warnings write `min_n` as --min-n. Nothing where options
 * is NULL. */
SEGBIAS_PUBLIC void segbias_options_flags(struct segbias_options *options);

#ifdef __cplusplus
}
#endif
#endif
