/* Room: wording. A message (an English sentence with named places and typed words for them) becomes a sentence of the
 * language that is asked for, with the plural form that its count needs.
 *
 * The English sentence is the message's id; the other languages stand in the .po files of data/locale and are compiled in,
 * so that no locale need be installed. A sentence is one run of UTF-8 in which words that came from outside, numbers and
 * code stand between marks (control characters, which no cleaned label holds): a writer turns them into isolates, markup or
 * nothing.
 */
#ifndef SEGBIAS_WORDING_WORDING_H
#define SEGBIAS_WORDING_WORDING_H

#include "base/arena.h"

/* What begins a marked run; MARK_END ends it. Runs do not nest. */
enum segbias_mark {
	SEGBIAS_MARK_LABEL = 1,  /* a name of the data, cleaned */
	SEGBIAS_MARK_NUMBER = 2, /* written from left to right */
	SEGBIAS_MARK_CODE = 3,   /* what is typed: options, column names of ours */
	SEGBIAS_MARK_END = 4,
	SEGBIAS_MARK_CITE = 5, /* a work that is cited, in English */
};

struct segbias_language;

/* "en", "ar" … as data/locale/ has them; NULL where it has none. A longer tag is the longest known beginning of it ("ar_SY.UTF-8"
 * is "ar"); "C" and "POSIX" are English. */
const struct segbias_language *segbias_language_find(const char *tag);
const struct segbias_language *segbias_language_at(size_t index); /* NULL past the last; 0 is English */
const char *segbias_language_tag(const struct segbias_language *language);
bool segbias_language_rightward(const struct segbias_language *language); /* whether it is written from the left */

enum segbias_word_kind {
	SEGBIAS_WORD_LABEL,  /* untrusted */
	SEGBIAS_WORD_QUOTED, /* untrusted, between quotes, withheld where it may not be shown (base/text.h) */
	SEGBIAS_WORD_COUNT,  /* in groups of three */
	SEGBIAS_WORD_NUMBER, /* by a format of printf for one double */
	SEGBIAS_WORD_DIGITS, /* ready figures of ours */
	SEGBIAS_WORD_CODE,
	SEGBIAS_WORD_CITE,
	SEGBIAS_WORD_PHRASE, /* a sentence of this room */
};

/* What stands in the place {name}. A place {=CSV} is what it says, as code: for what stays Latin in another script. */
struct segbias_word {
	const char *name;
	enum segbias_word_kind kind;
	struct segbias_label text;
	double number;
	const char *format;
};

#define WORD_LABEL(place, label) ((struct segbias_word){(place), SEGBIAS_WORD_LABEL, (label), 0, NULL})
#define WORD_QUOTED(place, label) ((struct segbias_word){(place), SEGBIAS_WORD_QUOTED, (label), 0, NULL})
#define WORD_COUNT(place, value) ((struct segbias_word){(place), SEGBIAS_WORD_COUNT, {NULL, 0}, (value), NULL})
#define WORD_NUMBER(place, printed, value)                                                                             \
	((struct segbias_word){(place), SEGBIAS_WORD_NUMBER, {NULL, 0}, (value), (printed)})
#define WORD_DIGITS(place, string)                                                                                     \
	((struct segbias_word){(place), SEGBIAS_WORD_DIGITS, segbias_label_of(string), 0, NULL})
#define WORD_CODE(place, string) ((struct segbias_word){(place), SEGBIAS_WORD_CODE, segbias_label_of(string), 0, NULL})
#define WORD_CITE(place, string) ((struct segbias_word){(place), SEGBIAS_WORD_CITE, segbias_label_of(string), 0, NULL})
#define WORD_PHRASE(place, string)                                                                                     \
	((struct segbias_word){(place), SEGBIAS_WORD_PHRASE, segbias_label_of(string), 0, NULL})

struct segbias_message {
	const char *one; /* of English where the count is 1; NULL: a message without a count */
	const char *other;
	double count; /* also stands in the place {n} */
};

/* Who words: zero-initialised but for its language and its arena. */
struct segbias_teller {
	const struct segbias_language *language;
	struct segbias_arena *arena; /* sentences live there */
	bool failed;                 /* memory ran out: sentences are "" from then on */
};

/* words: ends with a name NULL; NULL: none. A place that no word has stays as it is written. Never NULL. */
const char *segbias_tell(struct segbias_teller *teller, struct segbias_message message,
                         const struct segbias_word *words);

/* The same for sentences that stand in the code; scripts/make-catalogue finds them by these names. */
#define MESSAGES(one, other) one, other
#define TELL(teller, text) segbias_tell((teller), (struct segbias_message){NULL, text, 0}, NULL)
#define TELL_WITH(teller, text, ...)                                                                                   \
	segbias_tell((teller), (struct segbias_message){NULL, text, 0}, (const struct segbias_word[]){__VA_ARGS__, {0}})
#define TELL_COUNT(teller, count, one, other)                                                                          \
	segbias_tell((teller), (struct segbias_message){one, other, (count)}, NULL)
#define TELL_COUNT_WITH(teller, count, one, other, ...)                                                                \
	segbias_tell((teller), (struct segbias_message){one, other, (count)},                                          \
	             (const struct segbias_word[]){__VA_ARGS__, {0}})

/* A name of the data as a sentence of its own; a number in groups of three; ready figures. */
const char *segbias_tell_label(struct segbias_teller *teller, struct segbias_label label);
const char *segbias_tell_count(struct segbias_teller *teller, double count);
const char *segbias_tell_figure(struct segbias_teller *teller, const char *figure);
const char *segbias_tell_code(struct segbias_teller *teller, const char *code);

/* A sentence that was put together in a buffer, kept with the others; the buffer is released. */
const char *segbias_tell_keep(struct segbias_teller *teller, struct segbias_text *text);

/* The template in the language; for tests. `form`: of the plural, 0 without. */
const char *segbias_language_template(const struct segbias_language *language, struct segbias_message message);

/* Messages of a catalogue, for tests: the id (of a plural its English forms, each 0-terminated) and the template's forms
 * likewise. false past the last; English has none. */
bool segbias_language_entry(const struct segbias_language *language, size_t index, struct segbias_label *id,
                            struct segbias_label *text);

#endif
