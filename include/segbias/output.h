/* segbias: writing files all or nothing. */
#ifndef SEGBIAS_OUTPUT_H
#define SEGBIAS_OUTPUT_H

#include <segbias/error.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: files that are written beside their places and renamed together at the end, once. Of every call here: NULL for the
 * output or for a path, an empty path, and anything to be written or removed after the commit, are SEGBIAS_USAGE. A path is bytes
 * as the system takes them, relative to the working folder. */
struct segbias_output;

/** On success *out is the caller's, to be freed by segbias_output_free. Errors: SEGBIAS_USAGE where out is NULL, SEGBIAS_SYSTEM for
 * memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_create(struct segbias_output **out, struct segbias_error *error);

/** Makes sure that the folder `path` is there, and waits until no other run has it: until the commit, or the end of the output,
 * it is this one's (by a file ".segbias-lock" in it; where the file system has no locks nothing is waited for). One that had to be
 * made is removed again where nothing is committed; the folder that it stands in has to be there.
 * Errors: SEGBIAS_SYSTEM, also where another run has it for a minute. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_folder(struct segbias_output *output, const char *path,
                                                         struct segbias_error *error);

/** Writes the bytes beside `path` and syncs them; nothing is seen at `path` yet. A symbolic link is followed, a pipe or
 * device is written at the commit. `bytes` may be NULL where size is 0. Errors: SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_stage(struct segbias_output *output, const char *path,
                                                        const char *bytes, size_t size, struct segbias_error *error);

/** Writes what was staged without a path (segbias_findings_stage) to the descriptor, as it is: nothing where there is none. A
 * reader that has gone is no failure. Errors: SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_copy(struct segbias_output *output, int descriptor,
                                                       struct segbias_error *error);

/** At the commit the file `path` goes; none there is no error. A symbolic link goes itself. Errors: SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_remove(struct segbias_output *output, const char *path,
                                                         struct segbias_error *error);

/** Writes what is no regular file, once; may block where a pipe has no reader. The commit does it where it was not done.
 * Errors: SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_write_through(struct segbias_output *output,
                                                                struct segbias_error *error);

/** Renames every staged file into its place and removes what is to go: all, or where that fails none (every file is as
 * it was). Of two runs that write the same files at once the last one's stand, all of them. No signal is taken in between.
 * Errors: SEGBIAS_SYSTEM; the hint says where one could not be put back. A second time it is SEGBIAS_USAGE. */
SEGBIAS_PUBLIC enum segbias_status segbias_output_commit(struct segbias_output *output, struct segbias_error *error);

/** Removes what is staged and not committed, and the private folders of files that another program reads, and nothing of the memory:
 * for a signal handler that ends the process. Safe there as long as no other call on `output` is under way but
 * segbias_output_write_through and segbias_output_copy. NULL: the folders alone. */
SEGBIAS_PUBLIC void segbias_output_abandon(const struct segbias_output *output);

/** Removes what is staged and not committed. NULL is none. */
SEGBIAS_PUBLIC void segbias_output_free(struct segbias_output *output);

/** Whether both paths name one file, also one that is not there yet, in a folder that is; "-" is standard input, NULL no
 * file. */
SEGBIAS_PUBLIC bool segbias_output_same_file(const char *a, const char *b);

#ifdef __cplusplus
}
#endif
#endif
