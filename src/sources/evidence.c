#include "sources/evidence.h"

#include "base/memory.h"

#include "sources/source.h"
#include "values/name.h"

#include <stdlib.h>
#include <string.h>

#define EVIDENCE(name) segbias_evidence_look segbias_evidence_##name;
#include "sources/evidences.def"
#undef EVIDENCE

static segbias_evidence_look *const LOOKS[] = {
#define EVIDENCE(name) segbias_evidence_##name,
#include "sources/evidences.def"
#undef EVIDENCE
};

const char *segbias_part_name(enum segbias_part part)
{
	static const char *const NAMES[] = {
	    "other",           "attribute_name", "value",      "count",  "share", "percent", "weight", "replicate",
	    "margin_of_error", "amount",         "identifier", "period", "place", "code",    "figure", "count"};
	return NAMES[part];
}

enum segbias_status segbias_evidence_collect(struct segbias_evidence *evidence, const struct segbias_label *names,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	evidence->columns = segbias_memory_zeroed(evidence->grid->width + 1, sizeof *evidence->columns);
	if (!evidence->columns)
		return segbias_error_memory(error);
	for (size_t field = 0; field < evidence->grid->width; field++) {
		evidence->columns[field].name = names[field];
		evidence->columns[field].code_of = SEGBIAS_NO_FIELD;
	}
	for (size_t i = 0; i < sizeof LOOKS / sizeof *LOOKS; i++)
		SEGBIAS_TRY(LOOKS[i](evidence, error));
done:
	return status;
}

void segbias_evidence_release(struct segbias_evidence *evidence)
{
	free(evidence->columns);
	evidence->columns = NULL;
	*evidence = (struct segbias_evidence){0};
}

enum segbias_word segbias_evidence_rank(const struct segbias_column_evidence *column)
{
	static const enum segbias_word NEVER[] = {SEGBIAS_WORD_RATE,    SEGBIAS_WORD_MONEY, SEGBIAS_WORD_SHARE,
	                                          SEGBIAS_WORD_PERCENT, SEGBIAS_WORD_MOE,   SEGBIAS_WORD_ERROR};
	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
		if (segbias_evidence_says(column, NEVER[i]))
			return SEGBIAS_WORD_COUNTS_END;
	enum segbias_word found = SEGBIAS_WORD_USUAL;
	while (found < SEGBIAS_WORD_COUNTS_END && !segbias_evidence_says(column, found))
		found++;
	/* "Event count", "number of clicks": the count says nothing of people. */
	static const enum segbias_word EVENTS[] = {SEGBIAS_WORD_IMPRESSIONS, SEGBIAS_WORD_CLICKS};
	for (size_t i = 0; i < sizeof EVENTS / sizeof *EVENTS; i++)
		if (found == SEGBIAS_WORD_COUNT && segbias_evidence_says(column, EVENTS[i]))
			return EVENTS[i];
	return found;
}

/* A word that no shell looks into. */
static bool is_plain_word(const char *text)
{
	for (; *text; text++)
		if (!((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
		      (*text >= '0' && *text <= '9') || (unsigned char)*text >= 0x80 || strchr("_-.%+/@", *text)))
			return false;
	return true;
}

const char *segbias_evidence_paste(struct segbias_label name, char out[static SEGBIAS_QUOTE_MAX])
{
	char shown[SEGBIAS_QUOTE_MAX];
	if (!segbias_label_copyable(name))
		return "COL";
	segbias_label_show(name, shown);
	struct segbias_text text = {0};
	segbias_text_add_format(&text, is_plain_word(shown) ? "%s" : "'%s'", shown);
	size_t size = text.size < SEGBIAS_QUOTE_MAX - 1 ? text.size : 0;
	memcpy(out, text.data ? text.data : "", size);
	out[size] = '\0';
	segbias_text_release(&text);
	return size ? out : "COL";
}

void segbias_evidence_list(const struct segbias_evidence *evidence, const size_t *fields, size_t count,
                           struct segbias_text *out)
{
	enum { LISTED_MAX = 8 };
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < count && i < LISTED_MAX; i++) {
		bool last = i + 1 == count;
		segbias_text_add_format(out, "%s%s",
		                        i == 0 ? ""
		                        : last ? " and "
		                               : ", ",
		                        segbias_label_quote(evidence->columns[fields[i]].name, quoted));
	}
	if (count > LISTED_MAX)
		segbias_text_add_format(out, " and %zu more", count - LISTED_MAX);
}

enum segbias_status segbias_evidence_refuse_open(const struct segbias_evidence *evidence, size_t field,
                                                 struct segbias_error *error)
{
	return segbias_style_refuse_open(evidence->columns[field].name,
	                                 evidence->options->reference ? "--reference-decimal" : "--decimal",
	                                 evidence->file, error);
}

bool segbias_evidence_claimed(const struct segbias_evidence *evidence, struct segbias_label name)
{
	return segbias_name_listed(evidence->options->claimed, evidence->options->claimed_count, name);
}
