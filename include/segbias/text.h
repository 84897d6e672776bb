/* segbias: untrusted text made fit for a terminal, and the nearest of some names. */
#ifndef SEGBIAS_TEXT_H
#define SEGBIAS_TEXT_H

#include <segbias/error.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SEGBIAS_ESCAPED_MAX = 320 };

/** Writes the text in double quotes, at most 60 characters, with control and bidi characters, quotes and invalid UTF-8
 * escaped; 0-terminated. Returns out. */
SEGBIAS_PUBLIC const char *segbias_text_escape(const char *text, char out[SEGBIAS_ESCAPED_MAX]);

/** Index of the name most like `wanted`, or SIZE_MAX where none is near. */
SEGBIAS_PUBLIC size_t segbias_text_nearest(const char *wanted, const char *const *names, size_t count);

#ifdef __cplusplus
}
#endif
#endif
