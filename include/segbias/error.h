/* segbias: status and error, shared by every call of the library.
 *
 * A call that can fail returns an enum segbias_status and takes a nullable struct segbias_error last. On failure the
 * error holds one sentence, the place in a file where one is known, and a hint that says what to do next; the outputs
 * of the call are untouched. A message never holds a raw control character.
 */
#ifndef SEGBIAS_ERROR_H
#define SEGBIAS_ERROR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SEGBIAS_PUBLIC __attribute__((visibility("default")))
#else
#define SEGBIAS_PUBLIC
#endif

/** The outcome of a call. The numbers are the exit status that the command line gives, which has no callbacks. */
enum segbias_status {
	SEGBIAS_OK = 0,    /**< it worked */
	SEGBIAS_USAGE = 2, /**< an option or argument is wrong */
	SEGBIAS_DATA = 3,  /**< the data or the mapping: nothing could be read or compared, or a record is unreadable */
	SEGBIAS_SYSTEM = 5,    /**< memory, disk, an output path */
	SEGBIAS_CANCELLED = 6, /**< the caller's segbias_progress ended the job */
	SEGBIAS_INPUT = 7,     /**< the caller's segbias_read failed, or gave more than there was room for */
};

/** Caller-owned; no clean-up needed. Zero-initialise it: `struct segbias_error error = {0};` Its size and what is in it stay;
 * what a new version adds takes its room from the end. */
struct segbias_error {
	enum segbias_status status;
	char id
	    [40]; /**< a short word that stays when the sentence is worded otherwise: docs/errors.md; empty in a warning */
	char setting[40]; /**< the setting that is to blame, as segbias_options_name has it; empty where none is */
	/* Texts are whole UTF-8; what has no room is cut off, and "…" stands for it. */
	char file[256];     /**< path as given, escaped; empty where no file is concerned */
	uint64_t line;      /**< 1-based; 0 where unknown */
	uint64_t column;    /**< 1-based, in characters; 0 where unknown */
	char message[640];  /**< one sentence without a final stop */
	char hint[480];     /**< what to do next; may be empty */
	char reserved[216]; /**< zero */
};

/** Frees what a call handed out as plain bytes, by the allocator that it came from. NULL is none. */
SEGBIAS_PUBLIC void segbias_free(void *memory);

#ifdef __cplusplus
}
#endif
#endif
