#include "report/markup.h"

#include "base/unicode.h"

#include <string.h>

/* --- HTML ------------------------------------------------------------------------------------------------------- */

static void add_entities(struct segbias_text *out, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		switch (bytes[i]) {
		case '&':
			segbias_text_add_string(out, "&amp;");
			break;
		case '<':
			segbias_text_add_string(out, "&lt;");
			break;
		case '>':
			segbias_text_add_string(out, "&gt;");
			break;
		case '"':
			segbias_text_add_string(out, "&quot;");
			break;
		case '\'':
			segbias_text_add_string(out, "&#39;");
			break;
		default:
			segbias_text_add(out, &bytes[i], 1);
		}
	}
}

void segbias_html_text(struct segbias_text *out, struct segbias_label text)
{
	struct segbias_text clean = {0};
	segbias_text_add_clean(&clean, text);
	add_entities(out, clean.data, clean.size);
	out->failed |= clean.failed;
	segbias_text_release(&clean);
}

void segbias_html_clean_text(struct segbias_text *out, struct segbias_label text)
{
	add_entities(out, text.bytes, text.size);
}

static const char MARKS[] = {SEGBIAS_MARK_LABEL, SEGBIAS_MARK_NUMBER, SEGBIAS_MARK_CODE,
                             SEGBIAS_MARK_CITE,  SEGBIAS_MARK_END,    0};

/* Whether it has a letter, from which a reader takes the direction; without one ("18-24") it would take that of the page. */
static bool has_direction(const char *text)
{
	size_t end = strcspn(text, MARKS);
	for (size_t at = 0; at < end;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(text + at, end - at, &code);
		if (size > 0 && segbias_unicode_letter(code))
			return true;
		at += size ? size : 1;
	}
	return false;
}

/* What opens and closes a marked run that begins with this text. */
static const char *const *tags_of(char mark, const char *text, bool leftward)
{
	enum { BAND_MAX = 16 }; /* a longer label without a letter is no band, and may take several lines */
	static const char *const LABEL[] = {"<bdi>", "</bdi>"};
	static const char *const NUMBER[] = {"<bdi dir=\"ltr\">", "</bdi>"};
	static const char *const LONG[] = {"<bdi dir=\"ltr\" class=\"long\">", "</bdi>"};
	static const char *const CODE[] = {"<code dir=\"ltr\">", "</code>"};
	static const char *const CITE[] = {"<cite lang=\"en\" dir=\"ltr\">", "</cite>"};
	static const char *const NONE[] = {"", ""};
	switch (mark) {
	case SEGBIAS_MARK_LABEL:
		if (!leftward || has_direction(text))
			return LABEL;
		return strcspn(text, MARKS) <= BAND_MAX ? NUMBER : LONG;
	case SEGBIAS_MARK_NUMBER:
		return leftward ? NUMBER : NONE;
	case SEGBIAS_MARK_CODE:
		return CODE;
	default:
		return CITE;
	}
}

void segbias_html_sentence(struct segbias_text *out, const char *sentence, bool leftward)
{
	const char *const *tags = NULL;
	while (*sentence) {
		size_t size = strcspn(sentence, MARKS);
		add_entities(out, sentence, size);
		sentence += size;
		if (*sentence == SEGBIAS_MARK_END) {
			segbias_text_add_string(out, tags ? tags[1] : "");
			tags = NULL;
		} else if (*sentence) {
			tags = tags_of(*sentence, sentence + 1, leftward);
			segbias_text_add_string(out, tags[0]);
		}
		sentence += *sentence != '\0';
	}
}

void segbias_html_plain(struct segbias_text *out, const char *sentence)
{
	while (*sentence) {
		size_t size = strcspn(sentence, MARKS);
		add_entities(out, sentence, size);
		sentence += size + (sentence[size] != '\0');
	}
}

/* --- Markdown --------------------------------------------------------------------------------------------------- */

/* Words that no reader of Markdown takes for anything else: "GH-12" is an issue's number to GitHub, as "TICKET-12" may be to the
 * reader. */
static bool is_plain(struct segbias_label text)
{
	bool blank = true;
	uint32_t last[2] = {0};
	for (size_t at = 0; at < text.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, &code);
		bool digit = (code >= '0' && code <= '9') || (at > 0 && (code == '-' || code == '+' || code == '\''));
		bool space = code == ' ';
		bool number = last[1] == '-' && segbias_unicode_letter(last[0]) && code >= '0' && code <= '9';
		/* Two blanks are shown as one. */
		if (size == 0 || number || (space && blank) || !(space || digit || segbias_unicode_letter(code)))
			return false;
		blank = space;
		last[0] = last[1];
		last[1] = code;
		at += size;
	}
	return text.size > 0 && !blank;
}

static size_t longest_run(struct segbias_label text)
{
	size_t longest = 0;
	size_t run = 0;
	for (size_t i = 0; i < text.size; i++) {
		run = text.bytes[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* A code span is fenced by more backticks than any run in it; a blank at an end is one of its own. A table splits its rows
 * at every "|", in code too, that no backslash stands before. */
static void add_code(struct segbias_text *out, struct segbias_label text, bool cell)
{
	size_t longest = longest_run(text);
	bool padded = text.size == 0 || strchr("` ", text.bytes[0]) || strchr("` ", text.bytes[text.size - 1]);
	for (size_t i = 0; i <= longest; i++)
		segbias_text_add(out, "`", 1);
	segbias_text_add(out, " ", padded);
	for (size_t i = 0; i < text.size; i++) {
		segbias_text_add(out, "\\", cell && text.bytes[i] == '|');
		segbias_text_add(out, &text.bytes[i], 1);
	}
	segbias_text_add(out, " ", padded);
	for (size_t i = 0; i <= longest; i++)
		segbias_text_add(out, "`", 1);
}

void segbias_markdown_sentence(struct segbias_text *out, const char *sentence, bool leftward, bool cell)
{
	while (*sentence) {
		size_t size = strcspn(sentence, MARKS);
		char mark = sentence[size];
		segbias_text_add(out, sentence, size);
		sentence += size;
		if (!mark)
			break;
		struct segbias_label run = {sentence + 1, strcspn(sentence + 1, MARKS)};
		segbias_text_add_string(out, leftward ? "\xE2\x81\xA8" : "");
		if (mark == SEGBIAS_MARK_CODE || (mark == SEGBIAS_MARK_LABEL && !is_plain(run)))
			add_code(out, run, cell);
		else
			segbias_text_add(out, run.bytes, run.size);
		segbias_text_add_string(out, leftward ? "\xE2\x81\xA9" : "");
		sentence = run.bytes + run.size;
		sentence += *sentence != '\0';
	}
}

void segbias_markdown_code(struct segbias_text *out, struct segbias_label text)
{
	enum { LEAST = 3 };
	size_t longest = longest_run(text);
	size_t fence = longest < LEAST ? LEAST : longest + 1;
	for (size_t i = 0; i < fence; i++)
		segbias_text_add(out, "`", 1);
	segbias_text_add(out, "\n", 1);
	segbias_text_add_clean(out, text);
	segbias_text_add(out, "\n", 1);
	for (size_t i = 0; i < fence; i++)
		segbias_text_add(out, "`", 1);
	segbias_text_add(out, "\n", 1);
}
