#include "values/log.h"

#include "values/column.h"
#include "values/name.h"

#include <string.h>

struct part_name {
	const char *name;
	enum segbias_log_part part;
};

static const struct part_name COLUMNS[] = {
#define LOG_COLUMN(part, name) {name, SEGBIAS_LOG_##part},
#include "data/logs.def"
};

/* Entries in the names of columns. */
static const struct part_name COUNTED[] = {
#define LOG_COUNTED(part, entry) {entry, SEGBIAS_LOG_##part},
#include "data/logs.def"
};

static const char *const UNCOUNTED[] = {
#define LOG_UNCOUNTED(entry) entry,
#include "data/logs.def"
};

static const char *const FLAGS[] = {
#define LOG_FLAG(word) word,
#include "data/logs.def"
};

struct outcome_word {
	const char *word;
	enum segbias_outcome outcome;
};

static const struct outcome_word OUTCOMES[] = {
#define LOG_OUTCOME(outcome, word) {word, SEGBIAS_OUTCOME_##outcome},
#include "data/logs.def"
};

static const char *const EMAILS[] = {
#define LOG_EMAIL(word) word,
#include "data/logs.def"
};

static const char *const ACTS[] = {
#define LOG_ACT(word) word,
#include "data/logs.def"
};

static const char *const HOWS[] = {
#define LOG_HOW(word) word,
#include "data/logs.def"
};

bool segbias_log_column(struct segbias_label name, enum segbias_log_part part)
{
	static const char ID[] = "id";
	struct segbias_text folded = {0};
	bool found = false;
	segbias_name_fold(name, &folded);
	for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS && folded.size && !found; i++) {
		size_t size = strlen(COLUMNS[i].name);
		bool begins = COLUMNS[i].part == part && strncmp(folded.data, COLUMNS[i].name, size) == 0;
		found = begins && (!folded.data[size] || ((part == SEGBIAS_LOG_PERSON || part == SEGBIAS_LOG_ITEM) &&
		                                          strcmp(folded.data + size, ID) == 0));
	}
	segbias_text_release(&folded);
	return found;
}

bool segbias_log_flag(struct segbias_label name, enum segbias_log_part part)
{
	if (segbias_log_column(name, part))
		return true;
	struct segbias_text split = {0};
	bool taken = false;
	segbias_column_split(name, &split);
	for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS && !split.failed; i++)
		taken = segbias_column_take(FLAGS[i], split.data) || taken;
	bool found = taken && segbias_log_column(segbias_text_label(&split), part);
	segbias_text_release(&split);
	return found;
}

/* Whether one of the entries of the part stands among the words of the name. */
static bool is_counted(const char *split, enum segbias_log_part part)
{
	bool found = false;
	for (size_t i = 0; i < sizeof COUNTED / sizeof *COUNTED && !found; i++)
		found = COUNTED[i].part == part && segbias_column_stands(COUNTED[i].name, split);
	return found;
}

bool segbias_log_counts(struct segbias_label name, enum segbias_log_part part)
{
	static const enum segbias_word OTHERS[] = {SEGBIAS_WORD_RATE, SEGBIAS_WORD_MONEY, SEGBIAS_WORD_SHARE,
	                                           SEGBIAS_WORD_PERCENT};
	struct segbias_text split = {0};
	uint64_t words = 0;
	segbias_column_split(name, &split);
	bool found = !split.failed && is_counted(split.data, part) && segbias_column_words(name, &words);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		found = found && !segbias_word_in(words, OTHERS[i]);
	for (size_t i = 0; i < sizeof UNCOUNTED / sizeof *UNCOUNTED && found; i++)
		found = !segbias_column_stands(UNCOUNTED[i], split.data);
	segbias_text_release(&split);
	return found;
}

enum segbias_outcome segbias_log_outcome(struct segbias_label label)
{
	enum segbias_outcome outcome = SEGBIAS_OUTCOME_NONE;
	for (size_t i = 0; i < sizeof OUTCOMES / sizeof *OUTCOMES && outcome == SEGBIAS_OUTCOME_NONE; i++)
		if (segbias_name_value_same(label, segbias_label_of(OUTCOMES[i].word)))
			outcome = OUTCOMES[i].outcome;
	return outcome;
}

static bool is_act(struct segbias_label label)
{
	bool found = segbias_log_outcome(label) != SEGBIAS_OUTCOME_NONE;
	for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS && !found; i++)
		found = segbias_name_value_same(label, segbias_label_of(ACTS[i]));
	return found;
}

/* Whether one begins or ends with a word of the list. Of several words between blanks the first is one only beside that of a thing: "view item",
 * and not "Save now". The words stand between blanks, too. */
static bool has_act(struct segbias_label label, struct segbias_label words)
{
	uint64_t kinds = 0;
	bool begins = !memchr(label.bytes, ' ', label.size) ||
	              (segbias_column_words(label, &kinds) && segbias_word_in(kinds, SEGBIAS_WORD_THING));
	bool found = false;
	for (size_t at = 1; at + 1 < words.size && !found; at++) {
		if (words.bytes[at] != ' ')
			continue;
		found = (begins && is_act((struct segbias_label){words.bytes + 1, at - 1})) ||
		        is_act((struct segbias_label){words.bytes + at + 1, words.size - at - 2});
	}
	return found;
}

bool segbias_log_act(struct segbias_label label)
{
	if (is_act(label))
		return true;
	struct segbias_text split = {0};
	segbias_column_split(label, &split);
	struct segbias_label words = segbias_text_label(&split);
	bool found = !split.failed && words.size > 2 && has_act(label, words);
	for (size_t i = 0; i < sizeof HOWS / sizeof *HOWS && found; i++) {
		size_t size = strcspn(words.bytes + 1, " ");
		found =
		    !segbias_name_value_same((struct segbias_label){words.bytes + 1, size}, segbias_label_of(HOWS[i]));
	}
	segbias_text_release(&split);
	return found;
}

bool segbias_log_is_email(struct segbias_label channel)
{
	bool found = false;
	for (size_t i = 0; i < sizeof EMAILS / sizeof *EMAILS && !found; i++)
		found = segbias_name_value_same(channel, segbias_label_of(EMAILS[i])) ||
		        segbias_name_same(channel, segbias_label_of(EMAILS[i]));
	return found;
}
