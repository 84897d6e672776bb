#include "wording/wording.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

static void add_mark(struct segbias_text *out, enum segbias_mark mark)
{
	char byte = (char)mark;
	segbias_text_add(out, &byte, 1);
}

static void add_marked(struct segbias_text *out, enum segbias_mark mark, struct segbias_label text)
{
	add_mark(out, mark);
	segbias_text_add_clean(out, text);
	add_mark(out, SEGBIAS_MARK_END);
}

static void add_word(struct segbias_text *out, const struct segbias_word *word)
{
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	switch (word->kind) {
	case SEGBIAS_WORD_LABEL:
		add_marked(out, SEGBIAS_MARK_LABEL, word->text);
		break;
	case SEGBIAS_WORD_QUOTED:
		add_marked(out, SEGBIAS_MARK_LABEL, segbias_label_of(segbias_label_quote(word->text, quoted)));
		break;
	case SEGBIAS_WORD_COUNT:
		add_marked(out, SEGBIAS_MARK_NUMBER, segbias_label_of(segbias_number_group(word->number, number)));
		break;
	case SEGBIAS_WORD_NUMBER:
		(void)snprintf(number, sizeof number, word->format, word->number);
		add_marked(out, SEGBIAS_MARK_NUMBER, segbias_label_of(number));
		break;
	case SEGBIAS_WORD_DIGITS:
		add_marked(out, SEGBIAS_MARK_NUMBER, word->text);
		break;
	case SEGBIAS_WORD_CODE:
		add_marked(out, SEGBIAS_MARK_CODE, word->text);
		break;
	case SEGBIAS_WORD_CITE:
		add_marked(out, SEGBIAS_MARK_CITE, word->text);
		break;
	case SEGBIAS_WORD_PHRASE:
		segbias_text_add(out, word->text.bytes, word->text.size);
		break;
	}
}

static const struct segbias_word *find(const struct segbias_word *words, const char *name, size_t size)
{
	for (; words && words->name; words++)
		if (strlen(words->name) == size && memcmp(words->name, name, size) == 0)
			return words;
	return NULL;
}

static void fill(struct segbias_text *out, const char *template, const struct segbias_message *message,
                 const struct segbias_word *words)
{
	const struct segbias_word count = WORD_COUNT("n", message->count);
	while (*template) {
		size_t plain = strcspn(template, "{");
		segbias_text_add(out, template, plain);
		template += plain;
		size_t size = *template ? strcspn(template, "}") : 0;
		if (size == 0)
			break;
		if (size > 1 && template[1] == '=') {
			add_marked(out, SEGBIAS_MARK_CODE, (struct segbias_label){template + 2, size - 2});
			template += template[size] ? size + 1 : size;
			continue;
		}
		const struct segbias_word *word = find(words, template + 1, size - 1);
		if (!word && message->one && size == 2 && template[1] == 'n')
			word = &count;
		if (word)
			add_word(out, word);
		else
			segbias_text_add(out, template, size + 1);
		template += template[size] ? size + 1 : size;
	}
}

const char *segbias_tell_keep(struct segbias_teller *teller, struct segbias_text *text)
{
	struct segbias_label kept = {"", 0};
	teller->failed = teller->failed || text->failed;
	if (!teller->failed && text->size > 0 &&
	    !segbias_arena_copy(teller->arena, (struct segbias_label){text->data, text->size}, &kept))
		teller->failed = true;
	segbias_text_release(text);
	return kept.bytes;
}

const char *segbias_tell(struct segbias_teller *teller, struct segbias_message message,
                         const struct segbias_word *words)
{
	struct segbias_text text = {0};
	fill(&text, segbias_language_template(teller->language, message), &message, words);
	return segbias_tell_keep(teller, &text);
}

/* A word alone. */
static const char *tell_word(struct segbias_teller *teller, struct segbias_word word)
{
	struct segbias_text text = {0};
	add_word(&text, &word);
	return segbias_tell_keep(teller, &text);
}

const char *segbias_tell_label(struct segbias_teller *teller, struct segbias_label label)
{
	return tell_word(teller, WORD_LABEL("", label));
}

const char *segbias_tell_count(struct segbias_teller *teller, double count)
{
	return tell_word(teller, WORD_COUNT("", count));
}

const char *segbias_tell_figure(struct segbias_teller *teller, const char *figure)
{
	return tell_word(teller, WORD_DIGITS("", figure));
}

const char *segbias_tell_code(struct segbias_teller *teller, const char *code)
{
	return tell_word(teller, WORD_CODE("", code));
}
