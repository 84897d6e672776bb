/* Labels that are too long for their place: where they are cut, so that they are still told apart. */
#include "report/plot_label.h"

#include "base/memory.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define ISOLATE_FIRST_STRONG "\xE2\x81\xA8"
#define ISOLATE_END "\xE2\x81\xA9"

enum { GRAPHEME_MAX = 64 }; /* bytes: more accents on one letter are no writing, and would fill a place alone */

/* A clean label and where the characters that a reader sees begin. */
struct word {
	struct segbias_text text;
	size_t *starts; /* one more: the end */
	size_t count;
	size_t alike;  /* so many characters are those of another label too */
	size_t common; /* so many are those of all that the end cut off would make equal to it */
};

/* What is left of the place. */
struct room {
	enum segbias_plot_size size;
	double width;
	size_t characters;
};

/* --- words ------------------------------------------------------------------------------------------------------ */

static void word_release(struct word *word)
{
	segbias_text_release(&word->text);
	free(word->starts);
	*word = (struct word){0};
}

/* false: memory ran out. */
static bool word_split(struct word *word)
{
	struct segbias_label text = segbias_text_label(&word->text);
	word->starts = segbias_memory_get((text.size + 1) * sizeof *word->starts);
	if (word->text.failed || !word->starts)
		return false;
	for (size_t at = 0; at < text.size;) {
		size_t left = text.size - at;
		word->starts[word->count++] = at;
		at += segbias_unicode_grapheme(text.bytes + at, left < GRAPHEME_MAX ? left : GRAPHEME_MAX);
	}
	word->starts[word->count] = text.size;
	return true;
}

static struct segbias_label part(const struct word *word, size_t from, size_t to)
{
	return (struct segbias_label){segbias_text_label(&word->text).bytes + word->starts[from],
	                              word->starts[to] - word->starts[from]};
}

/* Whether the character finds room, which it then takes. */
static bool take_one(const struct word *word, size_t at, struct room *room)
{
	struct segbias_label character = part(word, at, at + 1);
	double width = segbias_plot_width_before(character, part(word, at + 1, word->count), room->size);
	size_t characters = segbias_unicode_length(character);
	if (width > room->width || characters > room->characters)
		return false;
	room->width -= width;
	room->characters -= characters;
	return true;
}

/* A letter that is no longer joined to the next is wider: characters are given back until the end finds room. */
static size_t give_back(const struct word *word, size_t from, size_t to, double width, struct room *room)
{
	static const double ROUNDED = 1e-6;
	while (to > from && to < word->count &&
	       segbias_plot_width(part(word, from, to), room->size) > width + ROUNDED) {
		to--;
		room->characters += segbias_unicode_length(part(word, to, to + 1));
		room->width = width - segbias_plot_width(part(word, from, to), room->size);
	}
	return to;
}

static size_t take(const struct word *word, size_t from, struct room *room)
{
	double width = room->width;
	size_t to = from;
	while (to < word->count && take_one(word, to, room))
		to++;
	return give_back(word, from, to, width, room);
}

static size_t take_back(const struct word *word, size_t from, struct room *room)
{
	while (from > 0 && take_one(word, from - 1, room))
		from--;
	return from;
}

static bool fits(const struct word *word, struct room room)
{
	return take(word, 0, &room) == word->count;
}

/* --- the forms of a cut ------------------------------------------------------------------------------------------ */

enum form { FORM_END, FORM_MIDDLE, FORM_TAIL, FORM_COMMON, FORM_ALIKE, FORM_COUNT };

static struct room share_of(const struct room *room, double share)
{
	return (struct room){room->size, room->width * share, (size_t)((double)room->characters * share)};
}

static void spend(struct room *room, const struct room *before, const struct room *after)
{
	room->width -= before->width - after->width;
	room->characters -= before->characters - after->characters;
}

/* No blank at the cut. */
static void add_part(struct segbias_text *out, struct segbias_label text)
{
	while (text.size > 0 && text.bytes[text.size - 1] == ' ')
		text.size--;
	for (; text.size > 0 && text.bytes[0] == ' '; text.size--)
		text.bytes++;
	segbias_text_add(out, text.bytes, text.size);
}

static void reserve_ellipsis(struct room *room)
{
	room->width -= segbias_plot_width(segbias_label_of(ELLIPSIS), room->size);
	room->characters -= room->characters > 0;
}

/* "abc…xyz": of its room the end takes a share first. */
static void cut_middle(const struct word *word, struct room room, double share, struct segbias_text *out)
{
	reserve_ellipsis(&room);
	struct room before = share_of(&room, share);
	struct room after = before;
	size_t tail = take_back(word, word->count, &after);
	spend(&room, &before, &after);
	size_t head = take(word, 0, &room);
	add_part(out, part(word, 0, head));
	segbias_text_add_string(out, ELLIPSIS);
	add_part(out, part(word, tail, word->count));
}

/* Where the difference is to be shown from: at the beginning of its word, where that is near. */
static size_t difference_start(const struct word *word, size_t at, size_t least)
{
	enum { NEAR = 8 };
	at = at < word->count ? at : word->count;
	for (size_t back = 0; back < NEAR && at > back + least; back++)
		if (part(word, at - back - 1, at - back).bytes[0] == ' ')
			return at - back;
	return at > least ? at : least;
}

/* "abc…klm…": the beginning, and what follows from where it differs. */
static void cut_difference(const struct word *word, struct room room, size_t difference, struct segbias_text *out)
{
	reserve_ellipsis(&room);
	reserve_ellipsis(&room);
	struct room before = share_of(&room, 0.25);
	struct room after = before;
	size_t head = take(word, 0, &after);
	spend(&room, &before, &after);
	size_t from = difference_start(word, difference, head);
	size_t to = take(word, from, &room);
	add_part(out, part(word, 0, head));
	segbias_text_add_string(out, ELLIPSIS);
	add_part(out, part(word, from, to));
	segbias_text_add_string(out, to < word->count ? ELLIPSIS : "");
}

static void cut(const struct word *word, struct room room, enum form form, struct segbias_text *out)
{
	static const double SHARES[FORM_COUNT] = {[FORM_END] = 0, [FORM_MIDDLE] = 0.5, [FORM_TAIL] = 0.75};
	if (form == FORM_COMMON || form == FORM_ALIKE)
		cut_difference(word, room, form == FORM_COMMON ? word->common : word->alike, out);
	else
		cut_middle(word, room, SHARES[form], out);
}

/* --- many labels -------------------------------------------------------------------------------------------------- */

struct entry {
	struct segbias_label text;
	size_t at;
};

struct cutting {
	struct word *words;
	struct entry *entries;      /* all of them, to be sorted */
	bool *settled;              /* its text is told from all others */
	struct segbias_text *texts; /* of all */
	size_t count;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;
	int order = segbias_label_compare(x->text, y->text);
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static void sort_entries(struct cutting *cutting)
{
	if (cutting->count > 1)
		qsort(cutting->entries, cutting->count, sizeof *cutting->entries, compare_entries);
}

/* How many of a word's characters another begins with, too. */
static size_t count_alike(const struct word *word, struct segbias_label other)
{
	struct segbias_label text = segbias_text_label(&word->text);
	size_t size = text.size < other.size ? text.size : other.size;
	size_t bytes = 0;
	size_t count = 0;
	while (bytes < size && text.bytes[bytes] == other.bytes[bytes])
		bytes++;
	while (count < word->count && word->starts[count + 1] <= bytes)
		count++;
	return count;
}

/* How many characters are left when the end is cut off. */
static size_t count_shown(const struct word *word, struct room room)
{
	if (!fits(word, room))
		reserve_ellipsis(&room);
	return take(word, 0, &room);
}

static struct word *sorted_word(const struct cutting *cutting, size_t i)
{
	return &cutting->words[cutting->entries[i].at];
}

/* In the order of the bytes, the one that is alike the longest stands beside, and those that are equal but for their ends
 * stand together. */
static void find_alike(struct cutting *cutting, struct room room)
{
	size_t first = 0; /* of those that stand together */
	size_t common = SIZE_MAX;
	for (size_t i = 0; i < cutting->count; i++)
		cutting->entries[i] = (struct entry){segbias_text_label(&cutting->words[i].text), i};
	sort_entries(cutting);
	for (size_t i = 1; i <= cutting->count; i++) {
		struct word *before = sorted_word(cutting, i - 1);
		size_t alike = i < cutting->count ? count_alike(before, cutting->entries[i].text) : 0;
		before->alike = alike > before->alike ? alike : before->alike;
		if (i < cutting->count)
			sorted_word(cutting, i)->alike = alike;
		if (i < cutting->count && alike >= count_shown(before, room)) {
			common = alike < common ? alike : common;
			continue;
		}
		for (; first < i; first++)
			sorted_word(cutting, first)->common = common;
		common = SIZE_MAX;
	}
}

static bool has_twin(const struct cutting *cutting, size_t i)
{
	const struct entry *entries = cutting->entries;
	return (i > 0 && segbias_label_equal(entries[i - 1].text, entries[i].text)) ||
	       (i + 1 < cutting->count && segbias_label_equal(entries[i + 1].text, entries[i].text));
}

/* Those whose text no other has are done; returns how many are not. */
static size_t settle(struct cutting *cutting)
{
	size_t left = 0;
	for (size_t i = 0; i < cutting->count; i++)
		cutting->entries[i] = (struct entry){segbias_text_label(&cutting->texts[i]), i};
	sort_entries(cutting);
	for (size_t i = 0; i < cutting->count; i++) {
		bool *settled = &cutting->settled[cutting->entries[i].at];
		*settled = *settled || !has_twin(cutting, i);
		left += !*settled;
	}
	return left;
}

/* false: memory ran out. */
static bool cut_all(struct cutting *cutting, struct room room)
{
	size_t left = cutting->count;
	bool good = true;
	for (size_t i = 0; i < cutting->count; i++) {
		cutting->settled[i] = fits(&cutting->words[i], room);
		struct segbias_label text = segbias_text_label(&cutting->words[i].text);
		if (cutting->settled[i])
			segbias_text_add(&cutting->texts[i], text.bytes, text.size);
	}
	/* Once more in the first form, for what no form tells apart. */
	for (int form = FORM_END; form <= FORM_COUNT && left > 0 && good; form++) {
		for (size_t i = 0; i < cutting->count; i++) {
			if (cutting->settled[i])
				continue;
			cutting->texts[i].size = 0;
			cut(&cutting->words[i], room, (enum form)(form % FORM_COUNT), &cutting->texts[i]);
		}
		for (size_t i = 0; i < cutting->count; i++)
			good = good && !cutting->texts[i].failed;
		left = good ? settle(cutting) : 0;
	}
	return good;
}

static void isolate(const struct word *word, struct segbias_text *text)
{
	if (!segbias_plot_turns(segbias_text_label(&word->text)))
		return;
	struct segbias_text isolated = {0};
	segbias_text_add_string(&isolated, ISOLATE_FIRST_STRONG);
	segbias_text_add(&isolated, text->data, text->size);
	segbias_text_add_string(&isolated, ISOLATE_END);
	segbias_text_release(text);
	*text = isolated;
}

void segbias_plot_labels_init(struct segbias_plot_labels *out, const struct segbias_label *labels, size_t count,
                              enum segbias_plot_size size, double width)
{
	struct cutting cutting = {.words = segbias_memory_zeroed(count + 1, sizeof *cutting.words),
	                          .entries = segbias_memory_zeroed(count + 1, sizeof *cutting.entries),
	                          .settled = segbias_memory_zeroed(count + 1, sizeof *cutting.settled),
	                          .texts = segbias_memory_zeroed(count + 1, sizeof *cutting.texts),
	                          .count = count};
	bool good = cutting.words && cutting.entries && cutting.settled && cutting.texts;
	*out = (struct segbias_plot_labels){.texts = cutting.texts, .count = cutting.texts ? count : 0};
	for (size_t i = 0; good && i < count; i++) {
		segbias_plot_clean_all(&cutting.words[i].text, labels[i]);
		good = word_split(&cutting.words[i]);
	}
	if (good) {
		struct room room = {size, width, SEGBIAS_PLOT_CHARACTERS_MAX};
		find_alike(&cutting, room);
		good = cut_all(&cutting, room);
	}
	for (size_t i = 0; good && i < count; i++) {
		isolate(&cutting.words[i], &out->texts[i]);
		good = !out->texts[i].failed;
	}
	for (size_t i = 0; cutting.words && i < count; i++)
		word_release(&cutting.words[i]);
	free(cutting.words);
	free(cutting.entries);
	free(cutting.settled);
	if (!good)
		segbias_plot_labels_release(out);
	out->failed = !good;
}

void segbias_plot_labels_release(struct segbias_plot_labels *labels)
{
	for (size_t i = 0; i < labels->count; i++)
		segbias_text_release(&labels->texts[i]);
	free(labels->texts);
	*labels = (struct segbias_plot_labels){0};
}

struct segbias_label segbias_plot_labels_at(const struct segbias_plot_labels *labels, size_t at)
{
	return at < labels->count ? segbias_text_label(&labels->texts[at]) : segbias_label_of("");
}

/* --- one label ---------------------------------------------------------------------------------------------------- */

void segbias_plot_label(struct segbias_text *out, struct segbias_label label, enum segbias_plot_size size, double width)
{
	segbias_plot_label_among(out, &label, 1, 0, size, width);
}

void segbias_plot_label_among(struct segbias_text *out, const struct segbias_label *labels, size_t count, size_t at,
                              enum segbias_plot_size size, double width)
{
	struct segbias_plot_labels cut_labels = {0};
	struct word word = {0};
	segbias_plot_clean_all(&word.text, labels[at]);
	/* What is not cut needs no look at the others. */
	bool whole = word_split(&word) && fits(&word, (struct room){size, width, SEGBIAS_PLOT_CHARACTERS_MAX});
	segbias_plot_labels_init(&cut_labels, whole ? &labels[at] : labels, whole ? 1 : count, size, width);
	struct segbias_label text = segbias_plot_labels_at(&cut_labels, whole ? 0 : at);
	segbias_text_add(out, text.bytes, text.size);
	out->failed = out->failed || cut_labels.failed;
	segbias_plot_labels_release(&cut_labels);
	word_release(&word);
}

void segbias_plot_fit(struct segbias_text *out, struct segbias_label text, enum segbias_plot_size size, double width)
{
	struct word word = {0};
	struct room room = {size, width, SIZE_MAX};
	struct segbias_text cut_text = {0};
	segbias_text_add(&word.text, text.bytes, text.size);
	bool good = word_split(&word);
	if (good && fits(&word, room))
		segbias_text_add(out, text.bytes, text.size);
	else if (good)
		cut(&word, room, FORM_END, &cut_text);
	segbias_plot_close(&cut_text);
	segbias_text_add(out, segbias_text_label(&cut_text).bytes, cut_text.size);
	out->failed = out->failed || !good || cut_text.failed;
	segbias_text_release(&cut_text);
	word_release(&word);
}
