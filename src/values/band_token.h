/* Room: values. A band as a short sequence of tokens; for band.c alone. */
#ifndef SEGBIAS_VALUES_BAND_TOKEN_H
#define SEGBIAS_VALUES_BAND_TOKEN_H

#include "base/text.h"

/* Kinds of tokens, each a letter, so that a sequence is a string: see the patterns in band.c. */
enum segbias_band_kind {
	SEGBIAS_BAND_NUMBER = 'N',
	SEGBIAS_BAND_DASH = 's', /* the sign: it also joins words ("65-and-over") */
	SEGBIAS_BAND_RANGE = '-',
	SEGBIAS_BAND_WAVE = '~',
	SEGBIAS_BAND_WEAK = 'w', /* "/" or "_" between two numbers */
	SEGBIAS_BAND_UNTIL = 'u',
	SEGBIAS_BAND_UNTIL_BELOW = 'v',
	SEGBIAS_BAND_BETWEEN = 'B',
	SEGBIAS_BAND_FROM = 'f',
	SEGBIAS_BAND_AND = '&',
	SEGBIAS_BAND_OF = 'F',
	SEGBIAS_BAND_OVER = 'o',
	SEGBIAS_BAND_UNDER = 'l',
	SEGBIAS_BAND_PLUS = '+',
	SEGBIAS_BAND_DOWN = 'd',
	SEGBIAS_BAND_BELOW = 'b',
	SEGBIAS_BAND_AT_LEAST = 'g',
	SEGBIAS_BAND_AT_MOST = 'm',
	SEGBIAS_BAND_UNIT = 'U',
	SEGBIAS_BAND_MONEY = 'M',
	SEGBIAS_BAND_NOTHING = 'n',
	SEGBIAS_BAND_TIMES = 'T',
	SEGBIAS_BAND_DECADE = 'D',
};

enum { SEGBIAS_BAND_TOKENS_MAX = 12, SEGBIAS_BAND_TEXT_MAX = 160 };

struct segbias_band_token {
	double number;
	bool whole;
	double step; /* 1000 of "25k" */
	double span; /* how many whole numbers it holds: 10 of "20s" */
};

struct segbias_band_tokens {
	char kinds[SEGBIAS_BAND_TOKENS_MAX + 1];
	struct segbias_band_token token[SEGBIAS_BAND_TOKENS_MAX];
	size_t count;
	bool units; /* a word for years or age was read: "AGE_18_24" */
	bool weak;  /* "20s" may be seconds */
};

/* The label as the words are written: normal form, digits of any script as ASCII, "_" as a blank unless digits stand on both
 * sides, without the ="" of spreadsheets and the name of the classification of ages ("AGE_10YRBANDS_Y15-24"). false: not text, or too long. */
bool segbias_band_normal(struct segbias_label label, struct segbias_text *out);

/* Where the label begins after a code that numbers it ("1: 15-24", "A. 15-24", "b) 15-24"); NULL: there is none. */
const char *segbias_band_after_code(const char *text);

/* Tokens that mean something, in order. false: something is unknown, or too many. */
bool segbias_band_tokenise(const char *text, struct segbias_band_tokens *out);

/* Whether the text has digits and, between two of them or beside one, a sign or a word of a band. */
bool segbias_band_looks(const char *text);

#endif
