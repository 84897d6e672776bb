/* The direction of what is written: a line of ours, and the words of others in it. */
#include "base/unicode.h"
#include "report/plot_label.h"

#include <string.h>

#define MARK_LEFT "\xE2\x80\x8E"
#define ISOLATE_LEFT "\xE2\x81\xA6"
#define ISOLATE_RIGHT "\xE2\x81\xA7"
#define ISOLATE_FIRST_STRONG "\xE2\x81\xA8"
#define ISOLATE_END "\xE2\x81\xA9"

static bool begins_with(struct segbias_label text, const char *what)
{
	return segbias_label_begins(text, segbias_label_of(what));
}

void segbias_plot_line(struct segbias_text *out, struct segbias_label words, bool leftward)
{
	if (leftward)
		segbias_text_add_string(out, ISOLATE_RIGHT);
	else if (begins_with(words, ISOLATE_FIRST_STRONG))
		segbias_text_add_string(out, MARK_LEFT);
	segbias_text_add(out, words.bytes, words.size);
	segbias_text_add_string(out, leftward ? ISOLATE_END : "");
}

bool segbias_plot_is_leftward_line(struct segbias_label text)
{
	return begins_with(text, ISOLATE_RIGHT);
}

/* Hebrew, Arabic and the other scripts that are written from the right. */
static bool is_from_right(uint32_t code)
{
	return (code >= 0x0590 && code <= 0x08FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
	       (code >= 0xFE70 && code <= 0xFEFC) || (code >= 0x10800 && code <= 0x10FFF) ||
	       (code >= 0x1E800 && code <= 0x1EFFF);
}

bool segbias_plot_turns(struct segbias_label text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, &code);
		if (size && is_from_right(code))
			return true;
		at += size ? size : 1;
	}
	return false;
}

static bool has_letter(struct segbias_label text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, &code);
		if (size && segbias_unicode_letter(code))
			return true;
		at += size ? size : 1;
	}
	return false;
}

void segbias_plot_isolate(struct segbias_text *out, struct segbias_label text)
{
	bool isolated = begins_with(text, ISOLATE_FIRST_STRONG);
	if (!isolated)
		segbias_text_add_string(out, has_letter(text) ? ISOLATE_FIRST_STRONG : ISOLATE_LEFT);
	segbias_text_add(out, text.bytes, text.size);
	segbias_text_add_string(out, isolated ? "" : ISOLATE_END);
}

void segbias_plot_close(struct segbias_text *text)
{
	bool open = false;
	for (size_t at = 0; at < text->size; at++) {
		struct segbias_label rest = {text->data + at, text->size - at};
		if (begins_with(rest, ISOLATE_FIRST_STRONG) || begins_with(rest, ISOLATE_LEFT))
			open = true;
		else if (begins_with(rest, ISOLATE_END))
			open = false;
	}
	segbias_text_add_string(text, open ? ISOLATE_END : "");
}
