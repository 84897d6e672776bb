#include "base/encoding.h"

#include "base/unicode.h"

#include <string.h>

const char *segbias_encoding_name(enum segbias_encoding encoding)
{
	static const char *const NAMES[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};
	return NAMES[encoding];
}

/* The bytes over 127, as Windows-1252 has them. */
struct high {
	size_t count;
	size_t runs;        /* those that stand in a run of three and more */
	size_t characters;  /* whole ones of UTF-8 */
	size_t meaningless; /* 0x81, 0x8d, 0x8f, 0x90, 0x9d */
	size_t letters;     /* those that are letters … */
	size_t in_words;    /* … with a plain one on either side */
	size_t strange;     /* signs and capitals in the midst of a word: letters of another encoding … */
	size_t controls;    /* … of which 0x80 to 0x9f */
	size_t each[256];   /* in words, by byte */
	bool polish; /* a superscript or a turned question mark in the midst of a word: l, a or z of windows-1250 */
};

/* Where the next byte over 127 is, from `at` on; size: there is none. Eight at a time: most files have few, or none. */
static size_t next_high(const char *bytes, size_t size, size_t at)
{
	uint64_t word = 0;
	for (; at + sizeof word <= size; at += sizeof word) {
		memcpy(&word, bytes + at, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < size && (unsigned char)bytes[at] < 0x80)
		at++;
	return at;
}

static size_t run_at(const char *bytes, size_t size, size_t at)
{
	size_t end = at;
	while (end < size && (unsigned char)bytes[end] >= 0x80)
		end++;
	return end - at;
}

static bool is_plain_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_letter(char c)
{
	return is_plain_letter(c) || (unsigned char)c >= 0xc0;
}

/* A sign between two letters, or a capital behind a small one ("m\x8annlich", "p\xb3ec"): in Western words there is no such,
 * but for apostrophes, dashes and the point of Catalan. */
static bool is_strange(const char *bytes, size_t size, size_t at)
{
	static const char CAPITALS[] = "\x8a\x8c\x8e\x9f"; /* S and Z with caron, OE, Y with diaeresis */
	static const char COMMON[] = "\x83\x85\x91\x92\x96\x97\x9a\x9c\x9e\xa0\xad\xb7";
	unsigned char byte = (unsigned char)bytes[at];
	bool before = at > 0 && is_letter(bytes[at - 1]);
	bool behind = at + 1 < size && is_letter(bytes[at + 1]);
	if (byte >= 0xc0 || strchr(COMMON, bytes[at]))
		return false;
	if (strchr(CAPITALS, bytes[at]))
		return at > 0 && bytes[at - 1] >= 'a' && bytes[at - 1] <= 'z';
	return behind && (before || byte == 0x89); /* no word begins with a sign of thousandths */
}

/* The one letter that is a word of its own in Western bands and names: "1 000 à 1 999". */
static bool is_word(const char *bytes, size_t size, size_t at, size_t run)
{
	return run == 1 && (unsigned char)bytes[at] == 0xe0 && at > 0 && bytes[at - 1] == ' ' && at + 1 < size &&
	       bytes[at + 1] == ' ';
}

/* The run of such bytes at `at`. */
static void count_run(const char *bytes, size_t size, size_t at, size_t run, struct high *high)
{
	for (size_t i = at; i < at + run; i++) {
		bool strange = is_strange(bytes, size, i);
		high->strange += strange;
		high->controls += strange && (unsigned char)bytes[i] < 0xa0;
		high->polish =
		    high->polish || (strange && strchr("\xb3\xb9\xbf", bytes[i]) && i > 0 && is_letter(bytes[i - 1]));
		high->each[(unsigned char)bytes[i]] +=
		    (i > 0 && is_letter(bytes[i - 1])) || (i + 1 < size && is_letter(bytes[i + 1]));
	}
	bool in_word = (at > 0 && is_plain_letter(bytes[at - 1])) ||
	               (at + run < size && is_plain_letter(bytes[at + run])) || is_word(bytes, size, at, run);
	bytes += at;
	for (size_t i = 0; i < run; i++) {
		uint32_t code = 0;
		bool letter = (unsigned char)bytes[i] >= 0xc0;
		high->letters += letter;
		high->in_words += letter && in_word;
		high->meaningless += strchr("\x81\x8d\x8f\x90\x9d", bytes[i]) != NULL;
		high->characters += segbias_unicode_decode(bytes + i, run - i, &code) > 0;
	}
	high->count += run;
	high->runs += run >= 3 ? run : 0;
}

static bool is_western(const struct high *high)
{
	enum { RUNS_RARE = 5 };
	return high->count > 0 && high->characters == 0 && high->meaningless == 0 &&
	       high->runs * RUNS_RARE <= high->count && 2 * high->in_words >= high->letters &&
	       2 * high->strange < high->count;
}

static size_t count_of(const struct high *high, const char *bytes)
{
	size_t count = 0;
	for (; *bytes; bytes++)
		count += high->each[(unsigned char)*bytes];
	return count;
}

/* Of what looks like Windows-1252: letters that no Western language has together; NULL: they may be of one. The letters of Iceland
 * stand where other code pages have those of Turkey and the Baltic, and s and z with caron mean Czech and its kin where the
 * grave accents beside them are their other letters. */
static const char *guess_letters(const struct high *high)
{
	static const char ICELAND[] = "\xd0\xdd\xde\xf0\xfd\xfe";                     /* Eth, Y, Thorn */
	static const char ITS[] = "\xc1\xc9\xcd\xd3\xda\xc6\xe1\xe9\xed\xf3\xfa\xe6"; /* acute accents, ae */
	static const char NOT_ITS[] = "\xe0\xe8\xeb\xfb"; /* a and e with grave, e with diaeresis, u with circumflex */
	static const char CARONS[] = "\x8a\x8e\x9a\x9e";
	static const char GRAVES[] = "\xc8\xcc\xd8\xd9\xe8\xec\xf8\xf9\xe6\xf0\xef\xf2"; /* C, E, R, U, c … */
	enum { CARONS_RARE = 4 };
	size_t carons = count_of(high, CARONS);
	size_t graves = count_of(high, GRAVES);
	if (high->polish)
		return "windows-1250 or iso-8859-2";
	if (carons > 0 && graves > 0 && CARONS_RARE * carons >= graves)
		return "windows-1250 or windows-1252";
	if (count_of(high, ICELAND) == 0)
		return NULL;
	if (count_of(high, NOT_ITS) > 0)
		return "windows-1257 or windows-1254";
	return count_of(high, ITS) == 0 ? "windows-1254, windows-1257 or windows-1252" : NULL;
}

enum segbias_encoding segbias_encoding_detect(const char *bytes, size_t size)
{
	enum { CUT_MAX = 3 };
	struct high high = {0};
	for (size_t at = next_high(bytes, size, 0); at < size && high.characters == 0;
	     at = next_high(bytes, size, at)) {
		size_t run = run_at(bytes, size, at);
		if (at + run < size || run > CUT_MAX)
			count_run(bytes, size, at, run, &high);
		at += run;
	}
	bool western = is_western(&high) && !guess_letters(&high);
	return western ? SEGBIAS_ENCODING_WINDOWS_1252 : SEGBIAS_ENCODING_UTF_8;
}

/* --- what else it may be ------------------------------------------------------------------------------------------ */

/* The runs of bytes over 127. */
struct runs {
	size_t count, longer; /* of two bytes and more */
	size_t whole;         /* that have the shape of UTF-8 from end to end */
	size_t bytes, utf_8;  /* those that have it */
	bool pairs;           /* every run is of pairs of bytes from 0xa1 on */
	struct high high;
};

/* The bytes of what has the shape of a character of UTF-8, be it one or not (half a surrogate, one past the last); 0: none has. */
static size_t shaped_at(const char *bytes, size_t size)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
	if (whole == 0 || lead > 0xf7 || whole > size)
		return 0;
	for (size_t i = 1; i < whole; i++)
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			return 0;
	return whole;
}

static struct runs count_runs(const char *bytes, size_t size)
{
	struct runs runs = {.pairs = true};
	for (size_t at = next_high(bytes, size, 0); at < size; at = next_high(bytes, size, at)) {
		size_t run = run_at(bytes, size, at);
		if (at + run == size)
			break;
		runs.count++;
		runs.longer += run > 1;
		runs.bytes += run;
		runs.pairs = runs.pairs && run % 2 == 0;
		for (size_t i = 0; i < run; i++)
			runs.pairs = runs.pairs && (unsigned char)bytes[at + i] >= 0xa1;
		size_t valid = 0;
		for (size_t i = 0; i < run;) {
			size_t whole = shaped_at(bytes + at + i, run - i);
			valid += whole;
			i += whole ? whole : 1;
		}
		runs.utf_8 += valid;
		runs.whole += valid == run;
		count_run(bytes, size, at, run, &runs.high);
		at += run;
	}
	return runs;
}

/* Characters of two bytes, of which the second may be a plain one, and half-width ones of one. */
static bool is_shift_jis(const char *bytes, size_t size)
{
	size_t doubles = 0;
	for (size_t at = 0; at < size; at++) {
		unsigned char lead = (unsigned char)bytes[at];
		if (lead < 0x80 || (lead >= 0xa1 && lead <= 0xdf))
			continue;
		if (lead == 0x80 || lead == 0xa0 || lead > 0xfc)
			return false;
		if (++at == size)
			break;
		unsigned char trail = (unsigned char)bytes[at];
		if (trail < 0x40 || trail == 0x7f || trail > 0xfc)
			return false;
		doubles += lead < 0xa0;
	}
	return doubles > 1;
}

/* Characters of two bytes, of which the second may be a plain letter. In European text hardly two such bytes follow each other. */
static bool is_double(const char *bytes, size_t size)
{
	enum { HIGH_LEAST = 4 };
	size_t doubles = 0;
	size_t high = 0;
	for (size_t at = 0; at < size; at++) {
		unsigned char lead = (unsigned char)bytes[at];
		if (lead < 0x80)
			continue;
		if (++at == size)
			break;
		unsigned char trail = (unsigned char)bytes[at];
		if (lead < 0x81 || lead > 0xfe || trail < 0x40 || trail == 0x7f || trail == 0xff)
			return false;
		doubles++;
		high += trail >= 0x80;
	}
	return doubles > 1 && HIGH_LEAST * high >= doubles;
}

const char *segbias_encoding_guess(const char *bytes, size_t size)
{
	enum { LEAST = 2, SURE = 8, RARE = 5 };
	struct runs runs = count_runs(bytes, size);
	/* In no other encoding does one word in five happen to be UTF-8: such a file is UTF-8 with damaged cells. */
	if (runs.bytes < LEAST || 2 * runs.utf_8 > runs.bytes || RARE * runs.whole > runs.count)
		return NULL;
	if (is_western(&runs.high))
		return guess_letters(&runs.high);
	if (runs.pairs && runs.count >= LEAST)
		return runs.count < SURE ? "euc-kr, euc-jp, gb18030 or windows-1251" : "euc-kr, euc-jp or gb18030";
	if (2 * runs.longer >= runs.count && is_shift_jis(bytes, size))
		return "shift_jis";
	if (is_double(bytes, size))
		return "big5, cp949 or gb18030";
	if (2 * runs.high.runs >= runs.bytes)
		return "windows-1251, koi8-r, windows-1253, windows-1255 or windows-1256";
	if (2 * runs.high.strange >= runs.bytes)
		return 2 * runs.high.controls > runs.high.strange ? "macintosh, ibm850 or windows-1250"
		                                                  : "windows-1250 or iso-8859-2";
	return NULL;
}

/* The second byte of a character, as Windows-1252 shows it: 0x80 to 0xbf. */
static bool is_second(uint32_t code)
{
	static const uint16_t SIGNS[] = {0x20ac, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030,
	                                 0x0160, 0x2039, 0x0152, 0x017d, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	                                 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x017e, 0x0178};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (SIGNS[i] == code)
			return true;
	return code >= 0x80 && code <= 0xbf;
}

bool segbias_encoding_twice(const char *bytes, size_t size)
{
	uint32_t before = 0;
	for (size_t at = 0; at < size;) {
		uint32_t code = 0;
		size_t length = segbias_unicode_decode(bytes + at, size - at, &code);
		/* Letters of Latin-1 begin with 0xc3; 0xc2 and a sign may be a letter and a no-break space. */
		if (length && before == 0xc3 && is_second(code))
			return true;
		before = length ? code : 0;
		at += length ? length : 1;
	}
	return false;
}
