/* Question: is a group of an audit the people whose group is not known? "Prefer not to say" is a word, and no marker that counts as missing
 * by itself: as a group it may be the one that others are held against, and it hides who is selected too rarely among all others. */
#include "analysis/audit.h"

#include "values/word.h"

/* Two letters are as well a code: DK is Denmark. */
static bool is_unknown(struct segbias_label value)
{
	enum { CODE_MAX = 2 };
	return value.size > CODE_MAX && segbias_word_unknown(value);
}

/* What is found in one column. */
struct words {
	struct segbias_text shown, typed;
	size_t count;
	bool copyable;
};

static void look(const struct segbias_attribute *attribute, struct words *out)
{
	enum { LISTED_MAX = 4 };
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < attribute->value_count; i++) {
		if (!is_unknown(attribute->values[i]))
			continue;
		if (out->count++ < LISTED_MAX)
			segbias_text_add_format(&out->shown, "%s%s", out->count > 1 ? ", " : "",
			                        segbias_label_quote(attribute->values[i], quoted));
		out->copyable = out->copyable && segbias_label_copyable(attribute->values[i]);
		segbias_text_add_string(&out->typed, out->typed.size ? "," : "");
		segbias_text_add_item(&out->typed, attribute->values[i], ",");
	}
	if (out->count > LISTED_MAX)
		segbias_text_add_format(&out->shown, " and %zu more", out->count - LISTED_MAX);
}

static void hint(const struct words *words, struct segbias_error *error)
{
	bool typed = words->copyable && words->typed.data && !words->typed.failed;
	segbias_error_hint(error,
	                   "--missing-values '+%s' counts %s as unknown, in no rate; --missing-values '' says that all "
	                   "words are groups",
	                   typed ? words->typed.data : "VALUE", words->count == 1 ? "it" : "them");
}

enum segbias_status segbias_audit_unknown(const struct segbias_audit_input *input, bool judged,
                                          struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->base.matching;
	char quoted[SEGBIAS_QUOTE_MAX];
	/* What counts as missing is said. */
	for (size_t i = 0; i < matching->attribute_count && !input->base.policy->missing.replaced; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		struct words words = {.copyable = true};
		if (!attribute->dropped)
			look(attribute, &words);
		const char *list = words.shown.data ? words.shown.data : "";
		segbias_label_quote(attribute->name, quoted);
		if (words.count && judged && status == SEGBIAS_OK) {
			status = segbias_error_set(
			    error, SEGBIAS_DATA,
			    "unknown_judged|column %s has groups that may say that the group is not known: %s", quoted,
			    list);
			hint(&words, error);
			segbias_error_place(error, input->base.campaign_path, 0, 0);
		} else if (words.count && !judged) {
			struct segbias_error *note = segbias_notes_add(
			    &findings->notes, "unknown_group",
			    "column %s has groups that may say that the group is not known: %s", quoted, list);
			segbias_error_place(note, input->base.campaign_path, 0, 0);
			hint(&words, note);
		}
		segbias_text_release(&words.shown);
		segbias_text_release(&words.typed);
	}
	return status;
}
