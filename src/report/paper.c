#include "report/paper.h"

#include "base/unicode.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct segbias_paper segbias_paper_of(const struct segbias_render_options *options, struct segbias_text *out)
{
	enum { NARROW = 80, WIDE = 100 };
	int width = options->width < NARROW ? NARROW : options->width > WIDE ? WIDE : options->width;
	return (struct segbias_paper){
	    .out = out, .width = width, .color = options->color != 0, .ascii = options->ascii != 0};
}

int segbias_label_width(struct segbias_label label)
{
	int width = 0;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		width += size && !segbias_unicode_unsafe(code) ? segbias_unicode_width(code) : 1;
		at += size ? size : 1;
	}
	return width;
}

void segbias_paper_string(struct segbias_paper *paper, const char *string)
{
	segbias_text_add_string(paper->out, string);
	paper->used += segbias_label_width(segbias_label_of(string));
}

void segbias_paper_format(struct segbias_paper *paper, const char *format, ...)
{
	char text[512];
	va_list arguments;
	va_start(arguments, format);
	(void)vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	segbias_paper_string(paper, text);
}

void segbias_paper_line(struct segbias_paper *paper)
{
	segbias_text_add_string(paper->out, "\n");
	paper->used = 0;
}

void segbias_paper_sign(struct segbias_paper *paper, const char *utf8, const char *ascii)
{
	segbias_paper_string(paper, paper->ascii ? ascii : utf8);
}

/* One character of a label, made safe; returns its columns. */
static int add_character(struct segbias_paper *paper, const char *bytes, size_t size, uint32_t code)
{
	bool safe = size > 0 && !segbias_unicode_unsafe(code);
	if (paper->ascii && (!safe || code >= 0x80)) {
		segbias_text_add_string(paper->out, "?");
		return 1;
	}
	if (!safe) {
		segbias_text_add_string(paper->out, "\xEF\xBF\xBD");
		return 1;
	}
	segbias_text_add(paper->out, bytes, size);
	return segbias_unicode_width(code);
}

void segbias_paper_label(struct segbias_paper *paper, struct segbias_label label)
{
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		paper->used += add_character(paper, label.bytes + at, size, code);
		at += size ? size : 1;
	}
}

/* Returns the columns that were written. */
static int add_cut(struct segbias_paper *paper, struct segbias_label label, int width)
{
	int used = 0;
	bool cut = segbias_label_width(label) > width;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		int columns = size && !segbias_unicode_unsafe(code) ? segbias_unicode_width(code) : 1;
		if (used + columns > width - cut)
			break;
		used += add_character(paper, label.bytes + at, size, code);
		at += size ? size : 1;
	}
	if (cut)
		segbias_text_add_string(paper->out, paper->ascii ? "~" : "…");
	paper->used += used + cut;
	return used + cut;
}

void segbias_paper_short(struct segbias_paper *paper, struct segbias_label label, int width)
{
	(void)add_cut(paper, label, width);
}

void segbias_paper_cell(struct segbias_paper *paper, struct segbias_label label, int width)
{
	for (int used = add_cut(paper, label, width); used < width; used++)
		segbias_paper_string(paper, " ");
}

void segbias_paper_ink(struct segbias_paper *paper, enum segbias_ink ink)
{
	static const char *const CODES[] = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;38;5;26m", "\x1b[1;38;5;166m"};
	if (paper->color)
		segbias_text_add_string(paper->out, CODES[ink]);
}

void segbias_paper_wrap(struct segbias_paper *paper, const char *text, int indent)
{
	const char *word = text;
	bool first = true;
	while (*word) {
		size_t size = strcspn(word, " ");
		struct segbias_label label = {word, size};
		int columns = segbias_label_width(label);
		if (!first && paper->used + 1 + columns > paper->width) {
			segbias_paper_line(paper);
			segbias_paper_format(paper, "%*s", indent, "");
		} else if (!first) {
			segbias_paper_string(paper, " ");
		}
		segbias_paper_label(paper, label);
		word += size;
		word += strspn(word, " ");
		first = false;
	}
}
