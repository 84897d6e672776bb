/* Room: base. How a file writes its characters, as its bytes tell.
 *
 * Belongs here: which encoding it is, and what it is called. Does not belong here: turning it into UTF-8 (stream_decode.c,
 * stream_convert.c).
 */
#ifndef SEGBIAS_BASE_ENCODING_H
#define SEGBIAS_BASE_ENCODING_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum segbias_encoding {
	SEGBIAS_ENCODING_UTF_8, /* and what is not told apart from it: ASCII, and what nothing explains */
	SEGBIAS_ENCODING_UTF_16_LE,
	SEGBIAS_ENCODING_UTF_16_BE,
	SEGBIAS_ENCODING_WINDOWS_1252, /* and ISO 8859-1, of which it is an extension in text */
};

enum { SEGBIAS_ENCODING_NAME = 40 };

/* As JSON and messages call it. A string constant. */
const char *segbias_encoding_name(enum segbias_encoding encoding);

/* The name of an encoding that a user says: utf-8, utf-16, utf-16le, utf-16be, windows-1252 (latin-1 and iso-8859-1, too), or
 * another that iconv(3) knows, in small letters. false: none is called so. */
bool segbias_encoding_named(const char *text, char out[static SEGBIAS_ENCODING_NAME]);

/* Windows-1252 where the start of a file is not valid UTF-8 and its bytes can be letters and signs of Western languages:
 * none of the five bytes without a meaning is there, no character of UTF-8 beyond ASCII, and half of the letters with
 * accents stand beside plain ones; other alphabets and scripts come in runs, and in words half of such bytes are no signs. Else UTF-8. Bytes that the end cuts off say nothing. */
enum segbias_encoding segbias_encoding_detect(const char *bytes, size_t size);

/* What bytes may be that are neither: names for iconv, the likeliest first; NULL: nothing tells. A string constant. */
const char *segbias_encoding_guess(const char *bytes, size_t size);

/* The error of bytes that may be in what `guess` names, and how the option that says it is written; `where` in the file. */
enum segbias_status segbias_encoding_refuse(const char *guess, const char *where, const char *option,
                                            struct segbias_error *error);

/* Whether UTF-8 shows what became of UTF-8 that was read as Windows-1252 and saved again: an accented letter is A with a tilde and a sign. */
bool segbias_encoding_twice(const char *bytes, size_t size);

#endif
