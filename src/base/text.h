/* Room: base. A growing text buffer, and untrusted bytes made fit for a message. */
#ifndef SEGBIAS_BASE_TEXT_H
#define SEGBIAS_BASE_TEXT_H

#include "base/error.h"
#include <stdarg.h>
#include <stdbool.h>

/* Zero-initialise. An allocation that fails sets `failed` and later calls do nothing, so that a writer checks once, at
 * its end. `data` is always followed by a 0 byte once something was added. The text of a spool (base/spool.h) is emptied into
 * its file from time to time, which may fail like an allocation. */
struct segbias_text {
	char *data;
	size_t size;
	size_t capacity;
	bool failed;
	struct segbias_spool *spool; /* NULL: none, all stays here */
	size_t drained;              /* bytes that went to its file */
};

void segbias_text_release(struct segbias_text *text);
void segbias_text_add(struct segbias_text *text, const char *bytes, size_t size);
/* For a writer of many small pieces: room for `size` more bytes, whose end it tells; NULL: there is none, `failed` is set. */
char *segbias_text_room(struct segbias_text *text, size_t size);
void segbias_text_end(struct segbias_text *text, const char *end);
void segbias_text_add_string(struct segbias_text *text, const char *string);
void segbias_text_add_format(struct segbias_text *text, const char *format, ...) SEGBIAS_PRINTF(2, 3);

/* A label: untrusted bytes with their length. Not 0-terminated; may hold any byte. Borrowed. */
struct segbias_label {
	const char *bytes;
	size_t size;
};

struct segbias_label segbias_label_of(const char *string);
/* What the text holds, until something is added to it; empty, and not NULL, where nothing was. */
struct segbias_label segbias_text_label(const struct segbias_text *text);
bool segbias_label_equal(struct segbias_label a, struct segbias_label b);
bool segbias_label_begins(struct segbias_label label, struct segbias_label with);
bool segbias_label_has_digit(struct segbias_label label);
/* Line ends in it: LF, CR, or both together for one. */
size_t segbias_label_line_ends(struct segbias_label label);
/* What a field of a CSV file means that still has its quotes, or has none. It lies in `raw`, or, where a quote in it is
 * doubled, in `room`, which has at least raw.size bytes. */
struct segbias_label segbias_label_unquote(struct segbias_label raw, char *room);
/* Byte order (memcmp, then length): <0, 0, >0. */
int segbias_label_compare(struct segbias_label a, struct segbias_label b);
/* The same of labels that may be none (bytes NULL): none stands before all others, and is equal to none alone. */
int segbias_label_order(struct segbias_label a, struct segbias_label b);
bool segbias_label_same(struct segbias_label a, struct segbias_label b);
/* segbias_label_compare, for qsort and bsearch of labels. */
int segbias_labels_compare(const void *a, const void *b);

enum { SEGBIAS_QUOTE_MAX = 320 };

/* Writes the label for a message: in double quotes, at most 60 characters (then "…"), with control characters, bidi
 * and format characters, noncharacters, invalid UTF-8 and quotes escaped (\x1b, \u202e). A label that looks like personal
 * data, spans lines or holds several fields is not written: "[an e-mail address, withheld]". 0-terminated. Returns `out`. */
const char *segbias_label_quote(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX]);

/* Adds the label so, behind a comma where the list has something already. */
void segbias_text_add_quoted(struct segbias_text *list, struct segbias_label label);

/* The same without the quotes around it: for names of columns. */
const char *segbias_label_show(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX]);

/* Whether no message may show the label: a short name of why ("email", "phone" …: base/personal.h; "lines", "fields"), and in
 * *words, which may be NULL, the same in words; NULL: it may. */
const char *segbias_label_withheld(struct segbias_label label, const char **words);

/* What the user typed, and paths: never withheld. */
const char *segbias_text_quote(const char *text, char out[static SEGBIAS_QUOTE_MAX]);
const char *segbias_text_show(const char *text, char out[static SEGBIAS_QUOTE_MAX]);

/* Whether the label can stand in single quotes in a command line that a user copies, and within an option that splits at
 * ":", "=" and ",": short, printable, and none of these nor a quote or backslash in it, and nothing that is withheld. */
bool segbias_label_copyable(struct segbias_label label);
bool segbias_text_copyable(const char *text);

/* Whether "COLUMN=VALUE" between single quotes is what the two hold, in an option that takes one value. */
bool segbias_label_pair_copyable(struct segbias_label column, struct segbias_label value);

/* Formats into out[capacity], which is over 4 bytes: the only way into a buffer of fixed size for a text that somebody else
 * wrote a part of. What has no room is cut off where a character or an escape ends, never inside one, and "…" stands for it.
 * Returns `out`. */
const char *segbias_text_print(char *out, size_t capacity, const char *format, ...) SEGBIAS_PRINTF(3, 4);
const char *segbias_text_print_list(char *out, size_t capacity, const char *format, va_list arguments)
    SEGBIAS_PRINTF(3, 0);

/* An item of an option's list as it is written there: in quotes, doubled within, where it is empty or holds a quote or one
 * of the `special` bytes. */
void segbias_text_add_item(struct segbias_text *text, struct segbias_label item, const char *special);

/* The bytes of a label with what is unsafe on a terminal or a page replaced by U+FFFD. */
void segbias_text_add_clean(struct segbias_text *text, struct segbias_label label);

/* What is ASCII as it is, any other character as an escape (\u6027, \x1b), "…" as three dots. */
void segbias_text_add_ascii(struct segbias_text *text, struct segbias_label label);

/* A word as a POSIX shell reads it, quoted where need be; what cannot be shown (with `ascii`, all beyond ASCII) in octal
 * within $'…', which bash, zsh, ksh and POSIX of 2024 read. */
void segbias_text_add_word(struct segbias_text *text, const char *word, bool ascii);

/* The same escaping without quotes and with a limit on characters (0: none), added to a buffer. */
void segbias_text_add_escaped(struct segbias_text *text, struct segbias_label label, size_t characters_max);

/* The same without a limit, for what machines read and join by: different labels stay different. Where a backslash could be taken
 * for an escape, or there is one, all backslashes are doubled. */
void segbias_text_add_distinct(struct segbias_text *text, struct segbias_label label);

#endif
