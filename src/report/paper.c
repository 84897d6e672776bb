#include "report/paper.h"

#include "base/unicode.h"
#include "wording/wording.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { UNIT_MAX = 16, ISOLATE = 0x2068, ISOLATE_END = 0x2069 };

static const char ISOLATE_BYTES[] = "\xE2\x81\xA8";
static const char ISOLATE_END_BYTES[] = "\xE2\x81\xA9";

struct segbias_paper segbias_paper_of(const struct segbias_render_options *options, struct segbias_text *out)
{
	enum { LEAST = 40, USUAL = 80, PROSE = 100 };
	int width = options->width == 0 ? USUAL : options->width < LEAST ? LEAST : options->width;
	return (struct segbias_paper){.out = out,
	                              .width = width,
	                              .prose = width < PROSE ? width : PROSE,
	                              .color = options->color != 0,
	                              .ascii = options->ascii != 0};
}

/* --- characters ------------------------------------------------------------------------------------------------- */

/* One character as it is written. */
struct unit {
	size_t size; /* its bytes in the label */
	int columns;
	char bytes[UNIT_MAX];
};

static struct unit unit_at(const struct segbias_paper *paper, struct segbias_label label, size_t at)
{
	struct unit unit = {0};
	struct segbias_text text = {0};
	uint32_t code = 0;
	const char *bytes = label.bytes + at;
	size_t size = segbias_unicode_decode(bytes, label.size - at, &code);
	bool isolate = paper->isolates && !paper->own && (code == ISOLATE || code == ISOLATE_END);
	bool safe = size > 0 && (isolate || !segbias_unicode_unsafe(code));
	unit.size = size ? size : 1;
	if (safe && (code < 0x80 || !paper->ascii)) {
		memcpy(unit.bytes, bytes, size);
		unit.columns = segbias_unicode_width(code);
		return unit;
	}
	if (!paper->ascii) {
		memcpy(unit.bytes, "\xEF\xBF\xBD", sizeof "\xEF\xBF\xBD");
		unit.columns = 1;
		return unit;
	}
	struct segbias_label one = {bytes, unit.size};
	if (safe)
		segbias_text_add_ascii(&text, one);
	else
		segbias_text_add_escaped(&text, one, 0);
	paper->out->failed |= text.failed;
	unit.columns = (int)strlen(segbias_text_print(unit.bytes, sizeof unit.bytes, "%s", text.data ? text.data : ""));
	segbias_text_release(&text);
	return unit;
}

int segbias_paper_columns(const struct segbias_paper *paper, struct segbias_label label)
{
	int columns = 0;
	for (size_t at = 0; at < label.size;) {
		struct unit unit = unit_at(paper, label, at);
		columns += unit.columns;
		at += unit.size;
	}
	return columns;
}

/* Whether a line may end behind the character that ends at `at`. */
static bool is_break(struct segbias_label label, size_t at, int columns)
{
	return columns == 2 || (at < label.size && label.bytes[at] == ' ') || strchr("-/_", label.bytes[at - 1]);
}

/* Bytes of the label, at least one character, that fit; *broken: they end where there is no good place to. */
static size_t fit(const struct segbias_paper *paper, struct segbias_label label, int columns, bool *broken)
{
	size_t at = 0;
	size_t end = 0;
	int used = 0;
	*broken = false;
	while (at < label.size) {
		struct unit unit = unit_at(paper, label, at);
		if (at > 0 && used + unit.columns > columns) {
			*broken = end == 0;
			return end ? end : at;
		}
		used += unit.columns;
		at += unit.size;
		if (is_break(label, at, unit.columns))
			end = at;
	}
	return label.size;
}

static struct segbias_label take(const struct segbias_paper *paper, struct segbias_label *label, int columns,
                                 bool *broken)
{
	struct segbias_label piece = {label->bytes, fit(paper, *label, columns, broken)};
	label->bytes += piece.size;
	label->size -= piece.size;
	while (label->size > 0 && label->bytes[0] == ' ') {
		label->bytes++;
		label->size--;
	}
	return piece;
}

struct segbias_label segbias_paper_take(const struct segbias_paper *paper, struct segbias_label *label, int columns)
{
	bool broken = false;
	return take(paper, label, columns, &broken);
}

int segbias_paper_lines(const struct segbias_paper *paper, struct segbias_label label, int columns)
{
	int lines = 0;
	for (bool broken = false; label.size > 0; lines += 1 + broken)
		(void)take(paper, &label, columns, &broken);
	return lines;
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

void segbias_paper_string(struct segbias_paper *paper, const char *string)
{
	struct segbias_paper utf8 = *paper;
	utf8.ascii = false;
	segbias_text_add_string(paper->out, string);
	paper->used += segbias_paper_columns(&utf8, segbias_label_of(string));
}

void segbias_paper_format(struct segbias_paper *paper, const char *format, ...)
{
	char text[512];
	va_list arguments;
	va_start(arguments, format);
	(void)segbias_text_print_list(text, sizeof text, format, arguments);
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

void segbias_paper_label(struct segbias_paper *paper, struct segbias_label label)
{
	for (size_t at = 0; at < label.size;) {
		struct unit unit = unit_at(paper, label, at);
		segbias_text_add_string(paper->out, unit.bytes);
		paper->used += unit.columns;
		if (paper->isolates && strcmp(unit.bytes, ISOLATE_BYTES) == 0)
			paper->isolated = true;
		else if (paper->isolates && strcmp(unit.bytes, ISOLATE_END_BYTES) == 0)
			paper->isolated = false;
		at += unit.size;
	}
}

/* Each line is a paragraph to a terminal: what is isolated is so in both. */
static void new_line(struct segbias_paper *paper, int indent)
{
	segbias_text_add_string(paper->out, paper->isolated ? ISOLATE_END_BYTES : "");
	segbias_paper_line(paper);
	segbias_paper_format(paper, "%*s", indent, "");
	segbias_text_add_string(paper->out, paper->isolated ? ISOLATE_BYTES : "");
}

/* Writes the label, broken where the line ends, from where it stands. */
static void write_pieces(struct segbias_paper *paper, struct segbias_label label, int width, int indent)
{
	while (label.size > 0) {
		segbias_paper_label(paper, segbias_paper_take(paper, &label, width - paper->used));
		if (label.size > 0)
			new_line(paper, indent);
	}
}

void segbias_paper_name(struct segbias_paper *paper, struct segbias_label label, int indent)
{
	write_pieces(paper, label, paper->width, indent);
}

void segbias_paper_wrap(struct segbias_paper *paper, const char *text, int indent)
{
	while (*text) {
		size_t blanks = strspn(text, " ");
		struct segbias_label word = {text + blanks, strcspn(text + blanks, " ")};
		int columns = segbias_paper_columns(paper, word);
		int gap = word.size > 0 ? (int)blanks : 0;
		if (paper->used > indent && gap + columns > paper->prose - paper->used)
			new_line(paper, indent);
		else
			segbias_paper_format(paper, "%*s", gap, "");
		write_pieces(paper, word, paper->prose, indent);
		text += blanks + word.size;
	}
}

void segbias_paper_words(const struct segbias_paper *paper, const char *sentence, struct segbias_text *out)
{
	static const char MARKS[] = {SEGBIAS_MARK_LABEL, SEGBIAS_MARK_NUMBER, SEGBIAS_MARK_CODE,
	                             SEGBIAS_MARK_CITE,  SEGBIAS_MARK_END,    0};
	while (*sentence) {
		size_t size = strcspn(sentence, MARKS);
		segbias_text_add(out, sentence, size);
		sentence += size;
		if (*sentence && paper->isolates)
			segbias_text_add_string(out, *sentence == SEGBIAS_MARK_END ? ISOLATE_END_BYTES : ISOLATE_BYTES);
		sentence += *sentence != '\0';
	}
}

int segbias_paper_sentence_columns(const struct segbias_paper *paper, const char *sentence)
{
	struct segbias_text words = {0};
	segbias_paper_words(paper, sentence, &words);
	int columns = segbias_paper_columns(paper, (struct segbias_label){words.data, words.size});
	paper->out->failed |= words.failed;
	segbias_text_release(&words);
	return columns;
}

int segbias_paper_word_columns(const struct segbias_paper *paper, const char *sentence)
{
	struct segbias_text words = {0};
	int most = 0;
	segbias_paper_words(paper, sentence, &words);
	for (size_t at = 0; at < words.size;) {
		struct segbias_label word = {words.data + at, strcspn(words.data + at, " ")};
		int columns = segbias_paper_columns(paper, word);
		most = columns > most ? columns : most;
		at += word.size + 1;
	}
	paper->out->failed |= words.failed;
	segbias_text_release(&words);
	return most;
}

void segbias_paper_sentence(struct segbias_paper *paper, const char *sentence, int indent)
{
	struct segbias_text words = {0};
	segbias_paper_words(paper, sentence, &words);
	segbias_paper_wrap(paper, words.data ? words.data : "", indent);
	paper->out->failed |= words.failed;
	segbias_text_release(&words);
}

void segbias_paper_name_sentence(struct segbias_paper *paper, const char *sentence, int indent)
{
	struct segbias_text words = {0};
	segbias_paper_words(paper, sentence, &words);
	segbias_paper_name(paper, (struct segbias_label){words.data, words.size}, indent);
	paper->out->failed |= words.failed;
	segbias_text_release(&words);
}

static void mark_isolate(struct segbias_paper *paper, bool open)
{
	if (paper->isolates)
		segbias_text_add_string(paper->out, open ? ISOLATE_BYTES : ISOLATE_END_BYTES);
}

void segbias_paper_isolate(struct segbias_paper *paper, bool open)
{
	paper->own = open;
	paper->isolated = paper->isolates && open;
	mark_isolate(paper, open);
}

void segbias_paper_cell_text(struct segbias_paper *paper, const char *sentence, int width, bool right)
{
	struct segbias_text words = {0};
	segbias_paper_words(paper, sentence, &words);
	struct segbias_label label = {words.data ? words.data : "", words.size};
	int rest = width - segbias_paper_columns(paper, label);
	segbias_paper_format(paper, "%*s", right && rest > 0 ? rest : 0, "");
	segbias_paper_label(paper, label);
	segbias_paper_format(paper, "%*s", !right && rest > 0 ? rest : 0, "");
	paper->out->failed |= words.failed;
	segbias_text_release(&words);
}

enum { CELLS_MAX = 8 };

/* What is left of a cell. */
struct rest {
	struct segbias_text words;
	struct segbias_label label;
	bool isolated; /* the piece before ended within an isolate */
};

/* The next piece of a cell in its columns; an isolate that goes on in the next line is closed in this one. */
static void write_piece(struct segbias_paper *paper, const struct segbias_paper_cell *cell, struct rest *rest)
{
	struct segbias_label piece = segbias_paper_take(paper, &rest->label, cell->width);
	int from = cell->at + (cell->right ? cell->width - segbias_paper_columns(paper, piece) : 0);
	segbias_paper_format(paper, "%*s", from > paper->used ? from - paper->used : 0, "");
	if (rest->isolated)
		mark_isolate(paper, true);
	paper->isolated = rest->isolated;
	segbias_paper_label(paper, piece);
	rest->isolated = paper->isolated;
	if (paper->isolated)
		mark_isolate(paper, false);
	paper->isolated = false;
}

void segbias_paper_row(struct segbias_paper *paper, const struct segbias_paper_cell *cells, size_t count)
{
	struct rest rest[CELLS_MAX] = {0};
	bool more = true;
	for (size_t i = 0; i < count && i < CELLS_MAX; i++) {
		segbias_paper_words(paper, cells[i].text, &rest[i].words);
		rest[i].label = (struct segbias_label){rest[i].words.data, rest[i].words.size};
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < count && i < CELLS_MAX; i++) {
			if (rest[i].label.size == 0)
				continue;
			write_piece(paper, &cells[i], &rest[i]);
			more = more || rest[i].label.size > 0;
		}
		segbias_paper_line(paper);
	}
	for (size_t i = 0; i < count && i < CELLS_MAX; i++) {
		paper->out->failed |= rest[i].words.failed;
		segbias_text_release(&rest[i].words);
	}
}

void segbias_paper_ink(struct segbias_paper *paper, enum segbias_ink ink)
{
	static const char *const CODES[] = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;38;5;26m", "\x1b[1;38;5;166m"};
	if (paper->color)
		segbias_text_add_string(paper->out, CODES[ink]);
}
