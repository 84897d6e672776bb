#include "base/base64.h"

#include <string.h>

static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

enum { SIX = 63 };

void segbias_base64_add(struct segbias_text *out, struct segbias_label bytes)
{
	for (size_t i = 0; i < bytes.size; i += 3) {
		unsigned group = 0;
		size_t count = bytes.size - i < 3 ? bytes.size - i : 3;
		for (size_t j = 0; j < 3; j++)
			group = group << 8 | (j < count ? (unsigned char)bytes.bytes[i + j] : 0);
		char four[] = {DIGITS[group >> 18 & SIX], DIGITS[group >> 12 & SIX],
		               count > 1 ? DIGITS[group >> 6 & SIX] : '=', count > 2 ? DIGITS[group & SIX] : '='};
		segbias_text_add(out, four, sizeof four);
	}
}

bool segbias_base64_read(struct segbias_label text, struct segbias_text *out)
{
	enum { BYTE = 255 };
	for (size_t i = 0; i < text.size; i += 4) {
		unsigned group = 0;
		size_t digits = 0;
		for (size_t j = 0; j < 4; j++) {
			char c = i + j < text.size ? text.bytes[i + j] : '\0';
			const char *digit = c ? strchr(DIGITS, c) : NULL;
			bool padding = c == '=' && j >= 2 && i + 4 == text.size;
			if (digit ? digits != j : !padding)
				return false;
			digits += digit != NULL;
			group = group << 6 | (digit ? (unsigned)(digit - DIGITS) : 0);
		}
		char bytes[] = {(char)(group >> 16 & BYTE), (char)(group >> 8 & BYTE), (char)(group & BYTE)};
		segbias_text_add(out, bytes, digits - 1);
		/* Bits of the last digit that are of no byte. */
		if ((digits == 2 && (group >> 8 & BYTE)) || (digits == 3 && (group & BYTE)))
			return false;
	}
	return true;
}
