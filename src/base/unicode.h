/* Room: base. UTF-8: decoding and normal forms (utf8proc behind it). */
#ifndef SEGBIAS_BASE_UNICODE_H
#define SEGBIAS_BASE_UNICODE_H

#include "base/text.h"
#include <stdint.h>

/* Decodes one code point at bytes[0..size). Returns its length in bytes, or 0 where the bytes are not valid UTF-8
 * (overlong forms, surrogates and values past U+10FFFF are invalid). size must be > 0. */
size_t segbias_unicode_decode(const char *bytes, size_t size, uint32_t *code);

/* The code point, which is one, as UTF-8; returns its length in bytes. */
size_t segbias_unicode_encode(uint32_t code, char out[static 4]);

/* Whether all bytes are valid UTF-8. */
bool segbias_unicode_valid(struct segbias_label label);

/* Bytes of the first character as a reader sees it: a letter with its accents, a syllable, an emoji of several parts
 * (extended grapheme cluster, UAX 29). An invalid byte stands alone. size must be > 0. */
size_t segbias_unicode_grapheme(const char *bytes, size_t size);

/* Number of characters (code points; an invalid byte counts as one). */
size_t segbias_unicode_length(struct segbias_label label);

/* Columns that the code point takes on a terminal: 0, 1 or 2. */
int segbias_unicode_width(uint32_t code);

/* Control, bidi override, other format character, noncharacter, surrogate, line or paragraph separator: nothing that
 * may reach a terminal or a page raw. */
bool segbias_unicode_unsafe(uint32_t code);

/* White space of any kind, line ends among it. */
bool segbias_unicode_space(uint32_t code);

/* Whether a spreadsheet program could take the text for a formula: it starts with a tab or a carriage return, or with "=", "+",
 * "-" or "@", their full-width forms (Excel reads them as the sign where its language has them) or their small forms (whose
 * compatibility form is the sign), behind white space and invisible characters, which the programs pass over. U+2212, the
 * minus of tables, starts no formula and has no such form. */
bool segbias_unicode_formula(struct segbias_label label);

/* The text without the "'" that tables write before what would start a formula ("'-5"); others as they are. */
struct segbias_label segbias_unicode_unguarded(struct segbias_label label);

/* A letter or a mark on one, of any script. */
bool segbias_unicode_letter(uint32_t code);

/* NFKC + casefold, every dash a "-", every run of white space one blank, none at the ends; appended to `out`.
 * Invalid UTF-8 is copied with only ASCII letters folded, so that it still equals itself. */
void segbias_unicode_fold(struct segbias_label label, struct segbias_text *out);

/* Whether both have the same normal form, which is not empty. */
bool segbias_unicode_same(struct segbias_label a, struct segbias_label b);

/* Every run of white space one blank, none at the ends; nothing else is changed. Appended to `out`. */
void segbias_unicode_squeeze(struct segbias_label label, struct segbias_text *out);

/* The normal form without accents, vowel signs of Arabic and hamzas; letters that are one with a stroke or a tie are plain
 * ("Łódź" is "lodz", "Æ" is "ae"). Marks that make another letter elsewhere (kana, Indic vowels) stay. */
void segbias_unicode_plain(struct segbias_label label, struct segbias_text *out);

#endif
