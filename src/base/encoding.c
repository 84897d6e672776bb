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
};

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

/* The run of such bytes at `at`. */
static void count_run(const char *bytes, size_t size, size_t at, size_t run, struct high *high)
{
	bool in_word =
	    (at > 0 && is_plain_letter(bytes[at - 1])) || (at + run < size && is_plain_letter(bytes[at + run]));
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

enum segbias_encoding segbias_encoding_detect(const char *bytes, size_t size)
{
	enum { CUT_MAX = 3, RUNS_RARE = 10 };
	struct high high = {0};
	for (size_t at = 0; at < size && high.characters == 0; at++) {
		size_t run = run_at(bytes, size, at);
		if (run == 0)
			continue;
		if (at + run < size || run > CUT_MAX)
			count_run(bytes, size, at, run, &high);
		at += run;
	}
	bool western = high.count > 0 && high.characters == 0 && high.meaningless == 0 &&
	               high.runs * RUNS_RARE <= high.count && 2 * high.in_words >= high.letters;
	return western ? SEGBIAS_ENCODING_WINDOWS_1252 : SEGBIAS_ENCODING_UTF_8;
}
