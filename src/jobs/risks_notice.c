#include "jobs/risks_notice.h"

#include "report/paper.h"
#include "report/section.h"

#include <string.h>

/* Whether the policy says all of it. */
static bool is_told(const struct segbias_risks_keys *keys, const struct segbias_label *used, size_t count)
{
	bool told =
	    keys->controller.bytes && keys->contact.bytes && keys->rights.bytes && keys->recipients_given && count;
	for (size_t i = 0; i < count; i++)
		told = told && segbias_risks_purpose(keys, used[i]);
	return told;
}

/* A text of the policy may stand on several lines, and has one here. */
static struct segbias_label one_line(struct segbias_teller *t, struct segbias_label text)
{
	struct segbias_text line = {0};
	bool blank = false;
	for (size_t i = 0; i < text.size; i++) {
		bool space = strchr(" \t\r\n", text.bytes[i]) != NULL;
		if (!space && blank && line.size)
			segbias_text_add_string(&line, " ");
		if (!space)
			segbias_text_add(&line, &text.bytes[i], 1);
		blank = space;
	}
	return segbias_label_of(segbias_tell_keep(t, &line));
}

/* The same before the full stop of a sentence: one of its own is not doubled. */
static struct segbias_label last_line(struct segbias_teller *t, struct segbias_label text)
{
	struct segbias_label line = one_line(t, text);
	line.size -= line.size > 0 && line.bytes[line.size - 1] == '.';
	return line;
}

static const char *phrase_source(struct segbias_teller *t, const struct segbias_risks_keys *keys)
{
	struct segbias_word source = WORD_LABEL("source", one_line(t, keys->reference_source));
	if (!keys->reference_source.bytes)
		return TELL(t, "Whom we reach is compared with the population.");
	if (!keys->reference_date.bytes)
		return TELL_WITH(t, "Whom we reach is compared with the population, by {source}.", source);
	return TELL_WITH(t, "Whom we reach is compared with the population, by {source} of {date}.", source,
	                 WORD_LABEL("date", one_line(t, keys->reference_date)));
}

static const char *phrase_recipients(struct segbias_teller *t, const struct segbias_risks_keys *keys)
{
	struct segbias_text list = {0};
	if (!keys->recipient_count)
		return TELL(t, "Nobody else gets these data.");
	for (size_t i = 0; i < keys->recipient_count; i++)
		segbias_text_add_listed(&list, t, segbias_tell_label(t, one_line(t, keys->recipients[i])));
	return TELL_WITH(t, "These data are given to: {recipients}.",
	                 WORD_PHRASE("recipients", segbias_tell_keep(t, &list)));
}

static const char *phrase_notice(struct segbias_teller *t, const struct segbias_risks_keys *keys,
                                 const struct segbias_label *used, size_t count)
{
	struct segbias_text list = {0};
	for (size_t i = 0; i < count; i++)
		segbias_text_add_listed(
		    &list, t,
		    TELL_WITH(t, "{column} ({purpose})", WORD_LABEL("column", used[i]),
		              WORD_LABEL("purpose", one_line(t, *segbias_risks_purpose(keys, used[i])))));
	return TELL_WITH(
	    t,
	    "{controller} uses data about you to decide whom a campaign reaches. What is used, and what for: "
	    "{columns}. {source} {recipients} Your rights: {rights}. How to reach us: {contact}.",
	    WORD_LABEL("controller", one_line(t, keys->controller)),
	    WORD_PHRASE("columns", segbias_tell_keep(t, &list)), WORD_PHRASE("source", phrase_source(t, keys)),
	    WORD_PHRASE("recipients", phrase_recipients(t, keys)), WORD_LABEL("rights", last_line(t, keys->rights)),
	    WORD_LABEL("contact", last_line(t, keys->contact)));
}

/* Without marks: text to be copied. */
static bool make(const char *language, const struct segbias_risks_keys *keys, const struct segbias_label *used,
                 size_t count, struct segbias_findings *findings, struct segbias_label *out)
{
	struct segbias_arena arena = {NULL};
	struct segbias_teller teller = {segbias_language_find(language), &arena, false};
	struct segbias_text plain = {0};
	const struct segbias_paper paper = {.isolates = !segbias_language_rightward(teller.language)};
	segbias_paper_words(&paper, phrase_notice(&teller, keys, used, count), &plain);
	bool ok =
	    !teller.failed && !plain.failed && segbias_arena_copy(&findings->arena, segbias_text_label(&plain), out);
	segbias_text_release(&plain);
	segbias_arena_release(&arena);
	return ok;
}

enum segbias_status segbias_risks_notice(const struct segbias_risks_keys *keys, const struct segbias_label *used,
                                         size_t count, struct segbias_findings *findings, struct segbias_error *error)
{
	if (!is_told(keys, used, count))
		return SEGBIAS_OK;
	return make("en", keys, used, count, findings, &findings->risks.notice_en) &&
	               make("ar", keys, used, count, findings, &findings->risks.notice_ar)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}
