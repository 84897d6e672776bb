#include "values/legend.h"

#include "base/unicode.h"
#include "values/figure_range.h"
#include "values/word.h"

#include <stdio.h>
#include <string.h>

enum phrase { NOBODY, HIDDEN, FILLER, SAYS, SAMPLE, FEW, TAIL, OR };

static const struct {
	enum phrase phrase;
	const char *text;
} PHRASES[] = {
#define LEGEND_NOBODY(text) {NOBODY, text},
#define LEGEND_HIDDEN(text) {HIDDEN, text},
#define LEGEND_FILLER(text) {FILLER, text},
#define LEGEND_SAYS(text) {SAYS, text},
#define LEGEND_SAMPLE(text) {SAMPLE, text},
#define LEGEND_FEW(text) {FEW, text},
#define LEGEND_TAIL(text) {TAIL, text},
#define LEGEND_OR(text) {OR, text},
#define LEGEND_BETWEEN(before, amid)
#define LEGEND_MARK(text, mark)
#include "data/legends.def"
#undef LEGEND_NOBODY
#undef LEGEND_HIDDEN
#undef LEGEND_FILLER
#undef LEGEND_SAYS
#undef LEGEND_SAMPLE
#undef LEGEND_FEW
#undef LEGEND_TAIL
#undef LEGEND_OR
#undef LEGEND_BETWEEN
#undef LEGEND_MARK
};

struct pair {
	const char *first, *second;
};

static const struct pair BETWEEN[] = {
#define LEGEND_NOBODY(text)
#define LEGEND_HIDDEN(text)
#define LEGEND_FILLER(text)
#define LEGEND_SAYS(text)
#define LEGEND_SAMPLE(text)
#define LEGEND_FEW(text)
#define LEGEND_TAIL(text)
#define LEGEND_OR(text)
#define LEGEND_BETWEEN(before, amid) {before, amid},
#define LEGEND_MARK(text, mark)
#include "data/legends.def"
#undef LEGEND_BETWEEN
#undef LEGEND_MARK
};

static const struct pair MARKS[] = {
#define LEGEND_BETWEEN(before, amid)
#define LEGEND_MARK(text, mark) {text, mark},
#include "data/legends.def"
};

/* A mark and what follows it, in a text of normal form. */
struct definition {
	char mark[SEGBIAS_LEGEND_MARK_MAX];
	bool stated; /* a sign or a word says that it stands for what follows */
	const char *meaning;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* How many bytes the phrase takes at the beginning of the text, to the end of a word; 0: it does not begin so. */
static size_t begins(const char *text, const char *phrase)
{
	size_t size = strlen(phrase);
	if (strncmp(text, phrase, size) != 0)
		return 0;
	return text[size] == '\0' || text[size] == ' ' ? size : 0;
}

/* The longest of them. */
static size_t begins_any(const char *text, enum phrase phrase)
{
	size_t longest = 0;
	for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++) {
		size_t size = PHRASES[i].phrase == phrase ? begins(text, PHRASES[i].text) : 0;
		longest = size > longest ? size : longest;
	}
	return longest;
}

static bool holds(const char *bare, enum phrase phrase)
{
	for (const char *word = bare; word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (begins_any(word, phrase) > 0)
			return true;
	}
	return false;
}

/* --- marks -------------------------------------------------------------------------------------------------------- */

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " ");
}

/* The size of a quotation mark: '"', "'" and the typographic ones. */
static size_t quote_at(const char *at)
{
	static const char *const QUOTES[] = {"\"",     "'",      "\u201c", "\u201d", "\u201e",
	                                     "\u2018", "\u2019", "\u00ab", "\u00bb"};
	for (size_t i = 0; i < sizeof QUOTES / sizeof *QUOTES; i++)
		if (strncmp(at, QUOTES[i], strlen(QUOTES[i])) == 0)
			return strlen(QUOTES[i]);
	return 0;
}

/* Reads the mark at *at, and moves behind it. *sign: it cannot be a word. */
static bool take_mark(const char **at, char mark[SEGBIAS_LEGEND_MARK_MAX], bool *sign)
{
	size_t size = 0;
	const char *p = *at;
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
		size_t named = begins(p, MARKS[i].first);
		if (named == 0)
			continue;
		(void)snprintf(mark, SEGBIAS_LEGEND_MARK_MAX, "%s", MARKS[i].second);
		*at = p + named;
		return *sign = true;
	}
	size_t quote = quote_at(p);
	bool brackets = p[quote] == '(' || p[quote] == '[';
	p += quote;
	if (*p == '0' && !is_digit(p[1]))
		mark[size++] = *p++;
	while (*p && *p != ' ' && *p != '=' && *p != ';' && *p != ',' && !(*p == ':' && size > 0) && !quote_at(p)) {
		if (size + 1 >= SEGBIAS_LEGEND_MARK_MAX || is_digit(*p))
			return false;
		mark[size++] = *p++;
	}
	if (size == 0 || (quote > 0 && quote_at(p) == 0))
		return false;
	mark[size] = '\0';
	if (brackets && size > 2 && !segbias_figure_mark(segbias_label_of(mark)) && mark[0] == '(') {
		char inner[SEGBIAS_LEGEND_MARK_MAX] = {0};
		memcpy(inner, mark + 1, size - 2);
		if (segbias_figure_mark(segbias_label_of(inner)))
			memcpy(mark, inner, sizeof inner);
	}
	bool letters = false;
	for (size_t i = 0; i < size; i++)
		letters = letters || is_letter(mark[i]);
	*sign = brackets || quote > 0 || !letters;
	*at = p + quote_at(p);
	return true;
}

/* A text of few letters is a mark where a sign says so, as c, s and x alone may be. */
static bool is_mark(const char *mark, bool sign, bool stated)
{
	enum { LETTERS_MAX = 3 };
	return segbias_figure_mark(segbias_label_of(mark)) || (sign && strcmp(mark, "#") != 0 && strlen(mark) <= 8) ||
	       (stated && strlen(mark) <= LETTERS_MAX);
}

/* A mark at the beginning of the text, with something behind it. */
static bool take_definition(const char *at, struct definition *out)
{
	bool sign = false;
	at = skip_blanks(at);
	if (!take_mark(&at, out->mark, &sign))
		return false;
	bool apart = *at == ' ';
	at = skip_blanks(at);
	bool colon = *at == ':';
	out->stated = *at == '=' || colon;
	if (out->stated)
		at = skip_blanks(at + 1);
	else if (at[0] == '-' && at[1] == ' ' && apart)
		at = skip_blanks(at + 1);
	size_t says = begins_any(at, SAYS);
	out->stated = out->stated || says > 0;
	out->meaning = skip_blanks(at + says);
	if (strcmp(out->mark, SEGBIAS_LEGEND_ZERO) == 0 && !out->stated)
		return false;
	return (apart || out->stated) && *out->meaning && is_mark(out->mark, sign, out->stated && !colon);
}

/* --- what it stands for ------------------------------------------------------------------------------------------- */

/* Digits at *at, without the signs between thousands; moves behind them. */
static size_t take_digits(const char **at, char *out, size_t room)
{
	size_t size = 0;
	const char *p = skip_blanks(*at);
	while (size + 1 < room && (is_digit(*p) || (size > 0 && (*p == ',' || *p == '.') && is_digit(p[1])))) {
		if (*p == '.')
			return 0; /* may be a fraction */
		if (is_digit(*p))
			out[size++] = *p;
		p++;
	}
	out[size] = '\0';
	*at = p;
	return size;
}

/* "1 to 4", "between 1 and 4": no years. *rest: what follows it. */
static bool take_range(const char *at, char figure[SEGBIAS_LEGEND_FIGURE_MAX], const char **rest)
{
	enum { NUMBER = 4 };
	char low[NUMBER];
	char high[NUMBER];
	for (size_t i = 0; i < sizeof BETWEEN / sizeof *BETWEEN; i++) {
		size_t before = begins(at, BETWEEN[i].first);
		const char *p = at + before;
		size_t amid = strlen(BETWEEN[i].second);
		if ((before == 0 && *BETWEEN[i].first) || take_digits(&p, low, sizeof low) == 0 ||
		    strncmp(p, BETWEEN[i].second, amid) != 0)
			continue;
		p += amid;
		if (take_digits(&p, high, sizeof high) == 0 || *p == '%' || is_digit(*p))
			continue;
		(void)snprintf(figure, SEGBIAS_LEGEND_FIGURE_MAX, "%s-%s", low, high);
		*rest = p;
		return true;
	}
	return false;
}

/* "fewer than 5", by the words of bounds. */
static bool take_bound(const char *at, char figure[SEGBIAS_LEGEND_FIGURE_MAX], const char **rest)
{
	enum { NUMBER = 8 };
	char number[NUMBER];
	struct segbias_range_ends ends;
	const char *p = at + strcspn(at, "0123456789");
	if (take_range(at, figure, rest))
		return true;
	if (p == at || take_digits(&p, number, sizeof number) == 0 || *p == '%' || is_digit(*p))
		return false;
	if (!segbias_figure_range_split((struct segbias_label){at, (size_t)(p - at)}, &ends) || ends.low.bytes)
		return false;
	(void)snprintf(figure, SEGBIAS_LEGEND_FIGURE_MAX, "%s%s", ends.open ? "<" : "<=", number);
	*rest = p;
	return true;
}

/* A bound anywhere: "suppressed (1 to 4)". "Persons under 15" is none, so that outside of brackets only words of few tell one.
 * *from, *rest: where it begins, and what follows it. */
static bool find_bound(const char *meaning, char figure[SEGBIAS_LEGEND_FIGURE_MAX], const char **from,
                       const char **rest)
{
	*from = meaning;
	if (take_bound(meaning, figure, rest))
		return true;
	for (const char *at = meaning; *at; at++) {
		bool inside = *at == '(' && at[1];
		*from = at + 1;
		if ((inside || (*at == ' ' && begins_any(*from, FEW) > 0)) && take_bound(*from, figure, rest))
			return true;
	}
	return false;
}

/* The end of the clause: of the sentence, or of what is in brackets that were opened before. */
static const char *clause_end(const char *at)
{
	size_t open = 0;
	for (; *at; at++) {
		bool full_stop = *at == '.' && (at[1] == '\0' || at[1] == ' ');
		if (full_stop || *at == ';' || *at == '|' || (*at == ')' && open == 0))
			return at;
		open += *at == '(';
		open -= *at == ')';
	}
	return at;
}

/* Whether all words of the clause are such as change nothing of what was said, and `hedged`: or such as say "or". "Nobody living in
 * institutions" is not nobody, and "fewer than 5 regions" are no people. *plain is so; false: out of memory. */
static bool read_tail(const char *from, bool hedged, bool *plain)
{
	struct segbias_text bare = {0};
	segbias_word_bare((struct segbias_label){from, (size_t)(clause_end(from) - from)}, &bare);
	const char *at = bare.data ? bare.data : "";
	*plain = true;
	while (*at && *plain) {
		static const enum phrase PLAIN[] = {NOBODY, HIDDEN, FILLER, TAIL};
		size_t size = hedged ? begins_any(at, OR) : 0;
		for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++) {
			size_t taken = begins_any(at, PLAIN[i]);
			size = taken > size ? taken : size;
		}
		*plain = size > 0;
		at = skip_blanks(at + size);
	}
	bool ok = !bare.failed;
	segbias_text_release(&bare);
	return ok;
}

/* Whether it is hidden for another reason, too: "suppressed, or fewer than 5". */
static bool read_hedge(const char *from, const char *end, bool *hedged)
{
	struct segbias_text bare = {0};
	segbias_word_bare((struct segbias_label){from, (size_t)(end - from)}, &bare);
	*hedged = bare.size > 0 && holds(bare.data, HIDDEN) && holds(bare.data, OR);
	bool ok = !bare.failed;
	segbias_text_release(&bare);
	return ok;
}

/* What the first words say, behind fillers; *known: they say something. */
static enum segbias_legend_meaning read_words(const char *bare, bool *known)
{
	const char *at = bare;
	for (size_t filler = 1; filler > 0 && *at;) {
		if (begins_any(at, NOBODY) || begins_any(at, HIDDEN))
			break;
		filler = begins_any(at, FILLER);
		at = skip_blanks(at + filler);
	}
	*known = begins_any(at, NOBODY) > 0 || begins_any(at, HIDDEN) > 0;
	bool nobody = *known && begins_any(at, NOBODY) > 0 && !holds(at, HIDDEN);
	return nobody ? SEGBIAS_LEGEND_NOBODY : SEGBIAS_LEGEND_HIDDEN;
}

/* *known: what it says is understood. Errors: false where memory runs out. */
static bool read_text(const char *said, const char *words, struct segbias_legend_entry *entry, bool *known)
{
	const char *from = said;
	const char *rest = said;
	bool plain = false;
	bool hedged = false;
	bool bound = find_bound(said, entry->figure, &from, &rest);
	if (bound && !(read_tail(rest, false, &plain) && read_hedge(said, from, &hedged)))
		return false;
	entry->meaning = read_words(words, known);
	bool whole = bound && from == said;         /* it says nothing else */
	bool other = bound && holds(words, SAMPLE); /* of something else; beside a zero as likely of a code or an age */
	*known = *known || (whole && (plain || (other && strcmp(entry->mark, SEGBIAS_LEGEND_ZERO) != 0)));
	bound = bound && plain && !hedged && !other;
	if (bound && *known)
		entry->meaning = SEGBIAS_LEGEND_BOUND;
	else if (entry->meaning == SEGBIAS_LEGEND_NOBODY) {
		if (!read_tail(said, true, &plain))
			return false;
		*known = plain;
		entry->meaning = plain ? SEGBIAS_LEGEND_NOBODY : SEGBIAS_LEGEND_HIDDEN;
	}
	if (entry->meaning != SEGBIAS_LEGEND_BOUND)
		(void)snprintf(entry->figure, sizeof entry->figure, "%s",
		               entry->meaning == SEGBIAS_LEGEND_NOBODY ? "0" : "");
	return true;
}

static bool read_meaning(struct segbias_label meaning, struct segbias_legend_entry *entry, bool *known)
{
	struct segbias_text bare = {0};
	struct segbias_text text = {0};
	segbias_word_bare(meaning, &bare);
	segbias_text_add(&text, meaning.bytes, meaning.size);
	bool ok = !bare.failed && !text.failed &&
	          read_text(text.data ? text.data : "", bare.data ? bare.data : "", entry, known);
	segbias_text_release(&bare);
	segbias_text_release(&text);
	return ok;
}

/* --- the interface ------------------------------------------------------------------------------------------------ */

static void add_entry(const struct segbias_legend_entry *entry, struct segbias_legend *legend)
{
	for (size_t i = 0; i < legend->count; i++) {
		struct segbias_legend_entry *old = &legend->entries[i];
		if (strcmp(old->mark, entry->mark) != 0)
			continue;
		if (old->meaning == SEGBIAS_LEGEND_CONTRADICTED ||
		    (old->meaning == entry->meaning && strcmp(old->figure, entry->figure) == 0))
			return;
		old->meaning = SEGBIAS_LEGEND_CONTRADICTED;
		old->other_line = entry->meaning == SEGBIAS_LEGEND_CONTRADICTED ? entry->other_line : entry->line;
		old->other_behind = entry->behind;
		old->figure[0] = '\0';
		return;
	}
	if (legend->count < SEGBIAS_LEGEND_MAX)
		legend->entries[legend->count++] = *entry;
}

/* Whether a definition may begin at `at`: at the start, behind a sign that ends a sentence or a clause, or with stars or points,
 * which are no words of a sentence. */
static bool may_begin(const char *text, const char *at)
{
	if (at == text)
		return true;
	return (at[-1] == ';' || at[-1] == '|' || at[-1] == ' ') && *at != ':' && *at != '=' &&
	       (at[-1] != ' ' || *at == '*' || *at == '.' || (at > text + 1 && strchr(";|,.:", at[-2])));
}

/* What is said between two places. *known: it is understood, or must be taken for something hidden. */
static bool read_piece(const struct definition *definition, const char *end, bool start,
                       struct segbias_legend_entry *entry, bool *known)
{
	struct segbias_label meaning = {definition->meaning, (size_t)(end - definition->meaning)};
	*entry = (struct segbias_legend_entry){.meaning = SEGBIAS_LEGEND_HIDDEN};
	memcpy(entry->mark, definition->mark, sizeof entry->mark);
	if (!read_meaning(meaning, entry, known))
		return false;
	bool sign = segbias_figure_mark(segbias_label_of(entry->mark)) && !is_letter(entry->mark[0]);
	*known = *known || (start && definition->stated && sign);
	/* A figure that was rounded, or none, is none that is hidden. */
	*known = *known && !(strcmp(entry->mark, SEGBIAS_LEGEND_ZERO) == 0 && entry->meaning == SEGBIAS_LEGEND_NOBODY);
	return true;
}

static bool read_folded(const char *text, uint64_t line, struct segbias_legend *legend)
{
	const char *end = text + strlen(text);
	for (const char *at = end; at >= text; at--) {
		struct definition definition = {.meaning = NULL};
		struct segbias_legend_entry entry;
		bool known = false;
		if (!may_begin(text, at) || !take_definition(at, &definition) || definition.meaning >= end)
			continue;
		if (!read_piece(&definition, end, at == text, &entry, &known))
			return false;
		if (!known)
			continue;
		entry.line = line;
		add_entry(&entry, legend);
		end = at; /* what is said of another mark is none of what is said of this one */
	}
	return true;
}

bool segbias_legend_read(struct segbias_label text, uint64_t line, struct segbias_legend *legend)
{
	enum { READ_MAX = 2000 }; /* bytes: of longer notes the first */
	struct segbias_text folded = {0};
	text.size = text.size < READ_MAX ? text.size : READ_MAX;
	segbias_unicode_fold(text, &folded);
	bool ok = !folded.failed && (folded.size == 0 || read_folded(folded.data, line, legend));
	segbias_text_release(&folded);
	return ok;
}

void segbias_legend_merge(const struct segbias_legend *from, struct segbias_legend *legend)
{
	for (size_t i = 0; i < from->count; i++)
		add_entry(&from->entries[i], legend);
}

void segbias_legend_settle(struct segbias_legend *legend, uint64_t before)
{
	for (size_t i = 0; i < legend->count; i++) {
		struct segbias_legend_entry *entry = &legend->entries[i];
		entry->line += entry->behind ? before : 0;
		entry->other_line += entry->other_behind ? before : 0;
		entry->behind = entry->other_behind = false;
	}
}

const struct segbias_legend_entry *segbias_legend_find(const struct segbias_legend *legend, struct segbias_label cell)
{
	for (size_t i = 0; i < legend->count; i++)
		if (segbias_unicode_same(cell, segbias_label_of(legend->entries[i].mark)))
			return &legend->entries[i];
	return NULL;
}
