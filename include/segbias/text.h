/* segbias: untrusted text made fit for a terminal, and the nearest of some names. */
#ifndef SEGBIAS_TEXT_H
#define SEGBIAS_TEXT_H

#include <segbias/error.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SEGBIAS_ESCAPED_MAX = 320 };

/** Writes the text (NULL: none) in double quotes, at most 60 characters, with control and bidi characters, quotes and invalid
 * UTF-8 escaped; 0-terminated. Returns out; NULL where it is NULL. */
SEGBIAS_PUBLIC const char *segbias_text_escape(const char *text, char out[SEGBIAS_ESCAPED_MAX]);

/** The text with every character beyond ASCII as an escape, such as \u6027 ("…" as three dots), for a terminal that cannot
 * show it. To be freed with segbias_free; NULL where memory is short, and for NULL. */
SEGBIAS_PUBLIC char *segbias_text_ascii(const char *text);

/** The words as one line of a shell: as they are where it reads them so, else quoted. Control and bidi characters and
 * invalid UTF-8, with `ascii` all that is not ASCII, are written as bytes in octal within $'…'. What looks like personal data
 * behind a "=" (--where email=…) is withheld, with words in its place. To be freed with segbias_free;
 * NULL where memory is short, and where words or one of the `count` is NULL. */
SEGBIAS_PUBLIC char *segbias_text_command(const char *const *words, size_t count, int ascii);

/** In *nearest the index of the name most like `wanted`, or SIZE_MAX where none is near. Names that are NULL are like none.
 * Errors: SEGBIAS_USAGE where `nearest` is NULL, SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_text_nearest(const char *wanted, const char *const *names, size_t count,
                                                        size_t *nearest, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
