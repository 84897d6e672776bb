/* Names of encodings, as a user writes them and is told them. */
#include "base/encoding.h"

#include "base/text.h"

#include <iconv.h>
#include <string.h>

/* Other spellings of those that have a name of their own here. Latin-1 is read as Windows-1252, as browsers do: where it differs in
 * text, the bytes are meant so.
 * source: https://encoding.spec.whatwg.org/#names-and-labels */
static const struct {
	const char *spelling, *name;
} NAMES[] = {{"utf-8", "utf-8"},
             {"utf8", "utf-8"},
             {"utf-16", "utf-16"},
             {"utf16", "utf-16"},
             {"utf-16le", "utf-16le"},
             {"utf16le", "utf-16le"},
             {"utf-16be", "utf-16be"},
             {"utf16be", "utf-16be"},
             {"windows-1252", "windows-1252"},
             {"cp1252", "windows-1252"},
             {"latin-1", "windows-1252"},
             {"latin1", "windows-1252"},
             {"iso-8859-1", "windows-1252"}};

/* What iconv takes for something of its own, and not for what is written. */
static const char *const INTERNAL[] = {"wchar_t", "internal", "char"};

bool segbias_encoding_named(const char *text, char out[static SEGBIAS_ENCODING_NAME])
{
	static const char OTHERS[] = "-_.:+()";
	size_t size = strlen(text);
	if (size == 0 || size >= SEGBIAS_ENCODING_NAME)
		return false;
	for (size_t i = 0; i <= size; i++) {
		char c = text[i];
		c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (i < size && !plain && !strchr(OTHERS, c))
			return false; /* such as "//TRANSLIT", which would replace what is wrong */
		out[i] = c;
	}
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (strcmp(NAMES[i].spelling, out) == 0) {
			segbias_text_print(out, SEGBIAS_ENCODING_NAME, "%s", NAMES[i].name);
			return true;
		}
	for (size_t i = 0; i < sizeof INTERNAL / sizeof *INTERNAL; i++)
		if (strcmp(INTERNAL[i], out) == 0)
			return false;
	iconv_t known = iconv_open("UTF-8", out);
	if (known == (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr): as iconv_open says it */
		return false;
	(void)iconv_close(known);
	return true;
}

enum segbias_status segbias_encoding_refuse(const char *guess, const char *where, const char *option,
                                            struct segbias_error *error)
{
	int size = (int)strcspn(guess, ", ");
	(void)segbias_error_set(error, SEGBIAS_DATA, "unknown_encoding|is not UTF-8%s; by its bytes it may be %s",
	                        where, guess);
	if (guess[size])
		segbias_error_hint(error, "%s says which it is: %s %.*s", option, option, size, guess);
	else
		segbias_error_hint(error, "%s %s reads it", option, guess);
	return SEGBIAS_DATA;
}
