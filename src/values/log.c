#include "values/log.h"

#include "values/name.h"

#include <string.h>

struct part_name {
	const char *name;
	enum segbias_log_part part;
};

static const struct part_name COLUMNS[] = {
#define LOG_COLUMN(part, name) {name, SEGBIAS_LOG_##part},
#define LOG_OUTCOME(outcome, word)
#define LOG_EMAIL(word)
#define LOG_ACT(word)
#include "data/logs.def"
#undef LOG_COLUMN
#undef LOG_OUTCOME
#undef LOG_EMAIL
#undef LOG_ACT
};

struct outcome_word {
	const char *word;
	enum segbias_outcome outcome;
};

static const struct outcome_word OUTCOMES[] = {
#define LOG_COLUMN(part, name)
#define LOG_OUTCOME(outcome, word) {word, SEGBIAS_OUTCOME_##outcome},
#define LOG_EMAIL(word)
#define LOG_ACT(word)
#include "data/logs.def"
#undef LOG_COLUMN
#undef LOG_OUTCOME
#undef LOG_EMAIL
#undef LOG_ACT
};

static const char *const EMAILS[] = {
#define LOG_COLUMN(part, name)
#define LOG_OUTCOME(outcome, word)
#define LOG_EMAIL(word) word,
#define LOG_ACT(word)
#include "data/logs.def"
#undef LOG_COLUMN
#undef LOG_OUTCOME
#undef LOG_EMAIL
#undef LOG_ACT
};

static const char *const ACTS[] = {
#define LOG_COLUMN(part, name)
#define LOG_OUTCOME(outcome, word)
#define LOG_EMAIL(word)
#define LOG_ACT(word) word,
#include "data/logs.def"
#undef LOG_COLUMN
#undef LOG_OUTCOME
#undef LOG_EMAIL
#undef LOG_ACT
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

enum segbias_outcome segbias_log_outcome(struct segbias_label label)
{
	enum segbias_outcome outcome = SEGBIAS_OUTCOME_NONE;
	for (size_t i = 0; i < sizeof OUTCOMES / sizeof *OUTCOMES && outcome == SEGBIAS_OUTCOME_NONE; i++)
		if (segbias_name_value_same(label, segbias_label_of(OUTCOMES[i].word)))
			outcome = OUTCOMES[i].outcome;
	return outcome;
}

bool segbias_log_act(struct segbias_label label)
{
	bool found = segbias_log_outcome(label) != SEGBIAS_OUTCOME_NONE;
	for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS && !found; i++)
		found = segbias_name_value_same(label, segbias_label_of(ACTS[i]));
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
