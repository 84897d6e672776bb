#include "base/unicode.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

size_t segbias_unicode_decode(const char *bytes, size_t size, uint32_t *code)
{
	if ((unsigned char)bytes[0] < 0x80) {
		*code = (unsigned char)bytes[0];
		return 1;
	}
	/* No sequence is longer than 4 bytes, and the library counts in a signed type. */
	utf8proc_ssize_t limit = size < 4 ? (utf8proc_ssize_t)size : 4;
	utf8proc_int32_t decoded = -1;
	utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes, limit, &decoded);
	if (used <= 0 || decoded < 0)
		return 0;
	*code = (uint32_t)decoded;
	return (size_t)used;
}

size_t segbias_unicode_encode(uint32_t code, char out[static 4])
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

bool segbias_unicode_valid(struct segbias_label label)
{
	size_t position = 0;
	while (position < label.size) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + position, label.size - position, &code);
		if (size == 0)
			return false;
		position += size;
	}
	return true;
}

size_t segbias_unicode_grapheme(const char *bytes, size_t size)
{
	uint32_t before = 0;
	utf8proc_int32_t state = 0;
	size_t at = segbias_unicode_decode(bytes, size, &before);
	if (at == 0)
		return 1;
	while (at < size) {
		uint32_t code = 0;
		size_t more = segbias_unicode_decode(bytes + at, size - at, &code);
		if (more == 0 ||
		    utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)code, &state))
			break;
		before = code;
		at += more;
	}
	return at;
}

size_t segbias_unicode_length(struct segbias_label label)
{
	size_t position = 0;
	size_t length = 0;
	while (position < label.size) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + position, label.size - position, &code);
		position += size ? size : 1;
		length++;
	}
	return length;
}

static bool is_noncharacter(uint32_t code)
{
	return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/* Format characters of the category Cf that are seen or that ordinary text needs: the joiners of Persian, the Indic
 * scripts and emoji, and the number and end signs that enclose the digits after them. */
static bool is_harmless_format(uint32_t code)
{
	return code == 0x200C || code == 0x200D || (code >= 0x0600 && code <= 0x0605) || code == 0x06DD ||
	       code == 0x070F || code == 0x0890 || code == 0x0891 || code == 0x08E2 || code == 0x110BD ||
	       code == 0x110CD;
}

/* Not assigned yet, but set aside by Unicode for invisible characters. */
static bool is_reserved_invisible(uint32_t code)
{
	return code == 0x2065 || (code >= 0xFFF0 && code <= 0xFFF8) || (code >= 0xE0000 && code <= 0xE00FF);
}

bool segbias_unicode_unsafe(uint32_t code)
{
	if (code < 0x80)
		return code < 0x20 || code == 0x7F;
	if (code > 0x10FFFF || is_noncharacter(code) || is_reserved_invisible(code))
		return true;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		return !is_harmless_format(code);
	default:
		return false;
	}
}

int segbias_unicode_width(uint32_t code)
{
	/* The vowels and finals of Korean syllables that are written letter by letter stand within the first letter. */
	bool within = (code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FF);
	if (within || segbias_unicode_unsafe(code))
		return 0;
	int width = utf8proc_charwidth((utf8proc_int32_t)code);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}

bool segbias_unicode_space(uint32_t code)
{
	return (code >= 0x09 && code <= 0x0D) || code == ' ' || code == 0x85 || code == 0xA0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
	       code == 0x205F || code == 0x3000;
}

bool segbias_unicode_formula(struct segbias_label label)
{
	static const uint32_t SIGNS[] = {'=',    '+',    '-',    '@',    0xFF1D, 0xFF0B,
	                                 0xFF0D, 0xFF20, 0xFE66, 0xFE62, 0xFE63, 0xFE6B};
	uint32_t code = 0;
	size_t size = 0;
	if (label.size && (label.bytes[0] == '\t' || label.bytes[0] == '\r'))
		return true;
	for (size_t at = 0; at < label.size; at += size) {
		size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		for (size_t i = 0; size && i < sizeof SIGNS / sizeof *SIGNS; i++)
			if (code == SIGNS[i])
				return true;
		/* A control or format character too: what is invisible is no content before the sign. */
		if (!size ||
		    !(segbias_unicode_space(code) || segbias_unicode_unsafe(code) || segbias_unicode_width(code) == 0))
			return false;
	}
	return false;
}

struct segbias_label segbias_unicode_unguarded(struct segbias_label label)
{
	if (label.size < 2 || label.bytes[0] != '\'')
		return label;
	struct segbias_label rest = {label.bytes + 1, label.size - 1};
	return segbias_unicode_formula(rest) ? rest : label;
}

bool segbias_unicode_letter(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

/* U+2212 MINUS SIGN is a symbol by its category, but people type it for a dash. */
static bool is_dash(uint32_t code)
{
	return code == '-' || code == 0x2212 ||
	       (code >= 0x80 && utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_PD);
}

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_ascii(struct segbias_label label)
{
	for (size_t i = 0; i < label.size; i++)
		if ((unsigned char)label.bytes[i] >= 0x80)
			return false;
	return true;
}

static void add_ascii_lower(struct segbias_label label, struct segbias_text *out)
{
	for (size_t i = 0; i < label.size; i++) {
		char c = ascii_lower(label.bytes[i]);
		segbias_text_add(out, &c, 1);
	}
}

/* Adds valid UTF-8 with dashes and white space made uniform and ASCII letters small. */
static void add_uniform(struct segbias_label label, struct segbias_text *out)
{
	size_t position = 0;
	bool space = false;
	bool started = false;
	while (position < label.size) {
		uint32_t code = 0;
		const char *at = label.bytes + position;
		size_t size = segbias_unicode_decode(at, label.size - position, &code);
		if (size == 0) /* not reached with valid UTF-8, but never loop on it */
			size = 1;
		position += size;
		if (segbias_unicode_space(code)) {
			space = started;
			continue;
		}
		if (space)
			segbias_text_add(out, " ", 1);
		space = false;
		started = true;
		char lower = ascii_lower(*at);
		if (is_dash(code))
			segbias_text_add(out, "-", 1);
		else if (size == 1)
			segbias_text_add(out, &lower, 1);
		else
			segbias_text_add(out, at, size);
	}
}

/* The same of ASCII, many bytes at a time: nearly every cell is. */
static void add_ascii_uniform(struct segbias_label label, struct segbias_text *out)
{
	char piece[128];
	size_t size = 0;
	bool space = false;
	bool started = false;
	for (size_t i = 0; i < label.size; i++) {
		if (segbias_unicode_space((unsigned char)label.bytes[i])) {
			space = started;
			continue;
		}
		if (size + 2 > sizeof piece) {
			segbias_text_add(out, piece, size);
			size = 0;
		}
		if (space)
			piece[size++] = ' ';
		piece[size++] = ascii_lower(label.bytes[i]);
		space = false;
		started = true;
	}
	segbias_text_add(out, piece, size);
}

void segbias_unicode_fold(struct segbias_label label, struct segbias_text *out)
{
	segbias_text_add(out, "", 0); /* so that an empty result is an empty string */
	label = segbias_unicode_unguarded(label);
	if (is_ascii(label)) {
		add_ascii_uniform(label, out);
		return;
	}
	if (!segbias_unicode_valid(label) || label.size > (size_t)PTRDIFF_MAX / 64) {
		add_ascii_lower(label, out);
		return;
	}
	/* NFKC_Casefold of the Unicode standard: it also drops what is invisible (joiners, soft hyphens), so that two
	 * values that look the same are the same. */
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t size =
	    utf8proc_map((const utf8proc_uint8_t *)label.bytes, (utf8proc_ssize_t)label.size, &folded,
	                 UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	if (size < 0) {
		segbias_memory_fail();
		out->failed = true;
	} else
		add_uniform((struct segbias_label){(const char *)folded, (size_t)size}, out);
	free(folded);
}

/* Accents of Latin, Greek and Cyrillic; vowel signs, hamzas and the stretching dash of Arabic; the points of Hebrew. */
static bool is_accent(uint32_t code)
{
	return (code >= 0x300 && code <= 0x36F) || (code >= 0x64B && code <= 0x655) || code == 0x670 || code == 0x640 ||
	       (code >= 0x591 && code <= 0x5BD);
}

/* Letters that Unicode does not take apart. */
static const char *plain_letter(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *plain;
	} LETTERS[] = {{0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},  {0x111, "d"},
	               {0x127, "h"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"}};
	for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
		if (LETTERS[i].code == code)
			return LETTERS[i].plain;
	return NULL;
}

/* Adds the letters of one code point without its accents. */
static void add_plain(uint32_t code, const char *bytes, size_t size, struct segbias_text *out)
{
	enum { PARTS_MAX = 8 };
	utf8proc_int32_t parts[PARTS_MAX];
	int boundary = 0;
	const char *letter = plain_letter(code);
	if (letter) {
		segbias_text_add_string(out, letter);
		return;
	}
	utf8proc_ssize_t count =
	    utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS_MAX, UTF8PROC_DECOMPOSE, &boundary);
	if (count < 2 || count > PARTS_MAX || !is_accent((uint32_t)parts[count - 1])) {
		if (!is_accent(code))
			segbias_text_add(out, bytes, size);
		return;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		utf8proc_uint8_t encoded[4];
		if (!is_accent((uint32_t)parts[i]))
			segbias_text_add(out, (const char *)encoded, (size_t)utf8proc_encode_char(parts[i], encoded));
	}
}

void segbias_unicode_plain(struct segbias_label label, struct segbias_text *out)
{
	struct segbias_text folded = {0};
	segbias_text_add(out, "", 0);
	segbias_unicode_fold(label, &folded);
	bool ascii = is_ascii((struct segbias_label){folded.data, folded.size});
	if (ascii)
		segbias_text_add(out, folded.data, folded.size);
	for (size_t at = 0; at < folded.size && !ascii;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(folded.data + at, folded.size - at, &code);
		if (size == 0 || code < 0x80)
			segbias_text_add(out, folded.data + at, size = 1);
		else
			add_plain(code, folded.data + at, size, out);
		at += size;
	}
	out->failed |= folded.failed;
	segbias_text_release(&folded);
}

/* The first byte of the folded text, of ASCII; 0: it is empty. */
static char first_folded(struct segbias_label label)
{
	label = segbias_unicode_unguarded(label);
	for (size_t i = 0; i < label.size; i++)
		if (!segbias_unicode_space((unsigned char)label.bytes[i]))
			return ascii_lower(label.bytes[i]);
	return '\0';
}

bool segbias_unicode_same(struct segbias_label a, struct segbias_label b)
{
	if (segbias_label_equal(a, b))
		return a.size > 0;
	/* Most that are asked for differ there, and are not worth folding. */
	if (is_ascii(a) && is_ascii(b) && first_folded(a) != first_folded(b))
		return false;
	struct segbias_text x = {0};
	struct segbias_text y = {0};
	segbias_unicode_fold(a, &x);
	segbias_unicode_fold(b, &y);
	bool same = !x.failed && !y.failed && x.size && x.size == y.size && memcmp(x.data, y.data, x.size) == 0;
	segbias_text_release(&x);
	segbias_text_release(&y);
	return same;
}

void segbias_unicode_squeeze(struct segbias_label label, struct segbias_text *out)
{
	segbias_text_add(out, "", 0);
	size_t start = out->size;
	bool space = false;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		const char *bytes = label.bytes + at;
		size_t size = segbias_unicode_decode(bytes, label.size - at, &code);
		at += size ? size : 1;
		if (size && segbias_unicode_space(code)) {
			space = out->size > start;
			continue;
		}
		if (space)
			segbias_text_add(out, " ", 1);
		space = false;
		segbias_text_add(out, bytes, size ? size : 1);
	}
}
