/* Section: how the files were read and how groups were judged. */
#include "report/answers.h"
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- attributes ------------------------------------------------------------------------------------------------- */

/* "M is Male, F is Female" and how many more; "" where there is none */
static const char *phrase_synonyms(struct segbias_teller *t, const struct segbias_findings *findings,
                                   struct segbias_label attribute)
{
	enum { LISTED_MAX = 6 };
	struct segbias_text text = {0};
	size_t found = 0;
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		if (strcmp(row->how, "synonym") == 0 && segbias_label_equal(row->attribute, attribute) &&
		    found++ < LISTED_MAX)
			segbias_text_add_listed(&text, t,
			                        TELL_WITH(t, "{spelling} is {value}",
			                                  WORD_LABEL("spelling", row->campaign_value),
			                                  WORD_LABEL("value", row->reference_value)));
	}
	if (found > LISTED_MAX)
		segbias_text_add_string(&text,
		                        TELL_COUNT(t, (double)(found - LISTED_MAX), " and {n} more", " and {n} more"));
	return segbias_tell_keep(t, &text);
}

/* "120 by synonym (M is Male)" */
static const char *phrase_matched(struct segbias_teller *t, const struct segbias_findings *findings,
                                  struct segbias_label attribute, const char *how, double count)
{
	if (strcmp(how, "normalised") == 0)
		return TELL_COUNT(t, count, "{n} spelt differently (case, dashes, blanks)",
		                  "{n} spelt differently (case, dashes, blanks)");
	if (strcmp(how, "band") == 0)
		return TELL_COUNT(t, count, "{n} cut into bands", "{n} cut into bands");
	if (strcmp(how, "option") == 0)
		return TELL_COUNT_WITH(t, count, "{n} by {option}", "{n} by {option}", WORD_CODE("option", "--recode"));
	if (strcmp(how, "unmatched") == 0)
		return TELL_COUNT(t, count, "{n} unmatched", "{n} unmatched");
	const char *synonyms = phrase_synonyms(t, findings, attribute);
	return *synonyms ? TELL_COUNT_WITH(t, count, "{n} by synonym ({synonyms})", "{n} by synonym ({synonyms})",
	                                   WORD_PHRASE("synonyms", synonyms))
	                 : TELL_COUNT(t, count, "{n} by synonym", "{n} by synonym");
}

/* What is the campaign's column, and the reference's. */
static const char *phrase_columns(struct segbias_teller *t, const struct segbias_findings *findings,
                                  const struct segbias_attribute_setting *attribute, bool *said)
{
	const char *what = segbias_tell_label(t, attribute->attribute);
	if (findings->settings.born.bytes && segbias_label_equal(attribute->attribute, findings->settings.born)) {
		what = TELL_WITH(t, "{attribute} (birth dates, as ages on {date})", WORD_PHRASE("attribute", what),
		                 WORD_DIGITS("date", findings->settings.as_of));
		*said = true;
	}
	if (!segbias_label_equal(attribute->attribute, attribute->reference_column)) {
		struct segbias_word column = WORD_LABEL("column", attribute->reference_column);
		struct segbias_word phrase = WORD_PHRASE("attribute", what);
		what = strcmp(attribute->how, "name") == 0
		           ? TELL_WITH(t, "{attribute} is the reference's {column} (by name)", phrase, column)
		       : strcmp(attribute->how, "synonym") == 0
		           ? TELL_WITH(t, "{attribute} is the reference's {column} (by synonym)", phrase, column)
		       : strcmp(attribute->how, "option") == 0
		           ? TELL_WITH(t, "{attribute} is the reference's {column} (by option)", phrase, column)
		           : TELL_WITH(t, "{attribute} is the reference's {column} (by {how})", phrase, column,
		                       WORD_CODE("how", attribute->how));
		*said = true;
	}
	return what;
}

static void add_attribute(struct segbias_document *document, const struct segbias_attribute_setting *attribute)
{
	static const char *const HOWS[] = {"normalised", "synonym", "band", "option", "unmatched"};
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text list = {0};
	bool said = false;
	bool joined = false;
	const char *what = phrase_columns(t, findings, attribute, &said);
	joined = said;
	if (attribute->multi)
		segbias_text_add_listed(&list, t, segbias_phrase_answered(t, findings, attribute));
	for (size_t h = 0; h < sizeof HOWS / sizeof *HOWS; h++) {
		double records = 0;
		for (size_t i = 0; i < findings->mapping_count; i++)
			if (strcmp(findings->mapping[i].how, HOWS[h]) == 0 &&
			    segbias_label_equal(findings->mapping[i].attribute, attribute->attribute))
				records += findings->mapping[i].count;
		if (records > 0)
			segbias_text_add_listed(&list, t,
			                        phrase_matched(t, findings, attribute->attribute, HOWS[h], records));
	}
	const char *rest = segbias_tell_keep(t, &list);
	struct segbias_word words[] = {WORD_PHRASE("what", what), WORD_PHRASE("rest", rest)};
	if (*rest)
		what = joined ? TELL_WITH(t, "{what}, {rest}", words[0], words[1])
		              : TELL_WITH(t, "{what}: {rest}", words[0], words[1]);
	if (joined || *rest)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM, what);
}

/* --- markers of missing values ---------------------------------------------------------------------------------- */

/* Whether no marker before it is the same one. */
static bool is_new_marker(const struct segbias_findings *findings, size_t row, size_t index)
{
	struct segbias_label marker = findings->incomplete[row].counted[index].marker;
	for (size_t i = 0; i <= row; i++)
		for (size_t j = 0; j < (i < row ? findings->incomplete[i].counted_count : index); j++)
			if (segbias_label_equal(findings->incomplete[i].counted[j].marker, marker))
				return false;
	return true;
}

enum { MARKERS_MAX = 6 };

/* The same marker in several columns is one. */
struct markers {
	struct segbias_marker listed[MARKERS_MAX];
	size_t count, others;
	double others_sum;
};

static void collect_markers(const struct segbias_findings *findings, struct markers *markers)
{
	for (size_t i = 0; i < findings->incomplete_count; i++)
		for (size_t j = 0; j < findings->incomplete[i].counted_count; j++) {
			const struct segbias_marker *marker = &findings->incomplete[i].counted[j];
			size_t at = 0;
			while (at < markers->count && !segbias_label_equal(markers->listed[at].marker, marker->marker))
				at++;
			if (at < markers->count) {
				markers->listed[at].count += marker->count;
			} else if (markers->count < MARKERS_MAX) {
				markers->listed[markers->count++] = *marker;
			} else {
				markers->others_sum += marker->count;
				markers->others += is_new_marker(findings, i, j);
			}
		}
}

/* Whether those of a column are withheld (--publish): the sums of the others are not what was counted in all. */
static bool withholds_markers(const struct segbias_findings *findings)
{
	for (size_t i = 0; findings->settings.publish > 0 && i < findings->incomplete_count; i++)
		if (!findings->incomplete[i].segment.bytes && findings->incomplete[i].missing != 0 &&
		    findings->incomplete[i].counted_count == 0)
			return true;
	return false;
}

static void add_markers(struct segbias_document *document)
{
	struct segbias_teller *t = &document->teller;
	struct markers markers = {0};
	struct segbias_text list = {0};
	if (withholds_markers(document->findings))
		return;
	collect_markers(document->findings, &markers);
	for (size_t i = 0; i < markers.count; i++) {
		struct segbias_word count = WORD_COUNT("count", markers.listed[i].count);
		segbias_text_add_listed(
		    &list, t,
		    markers.listed[i].marker.size
			? TELL_WITH(t, "{marker} {count}", WORD_QUOTED("marker", markers.listed[i].marker), count)
			: TELL_WITH(t, "blank {count}", count));
	}
	if (markers.others_sum > 0)
		segbias_text_add_string(
		    &list, TELL_COUNT_WITH(t, (double)markers.others, " and {n} more marker {count}",
		                           " and {n} more markers {count}", WORD_COUNT("count", markers.others_sum)));
	const char *all = segbias_tell_keep(t, &list);
	if (markers.count)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     TELL_WITH(t, "Counted as missing: {markers}", WORD_PHRASE("markers", all)));
}

/* --- designs ---------------------------------------------------------------------------------------------------- */

/* The smallest and largest design effect of the comparisons; false: there is none. */
static bool design_effects(const struct segbias_findings *findings, double *least, double *most)
{
	*least = INFINITY;
	*most = -INFINITY;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		double deff = findings->comparisons[i].deff;
		*least = isfinite(deff) ? fmin(*least, deff) : *least;
		*most = isfinite(deff) ? fmax(*most, deff) : *most;
	}
	return isfinite(*least);
}

/* "1.20 to 1.45" */
static const char *phrase_effects(struct segbias_teller *t, double least, double most)
{
	char numbers[2][SEGBIAS_NUMBER_MAX];
	(void)snprintf(numbers[0], sizeof numbers[0], "%.2f", least);
	(void)snprintf(numbers[1], sizeof numbers[1], "%.2f", most);
	struct segbias_word low = WORD_DIGITS("low", numbers[0]);
	return strcmp(numbers[0], numbers[1]) != 0
	           ? TELL_WITH(t, "{low} to {high}", low, WORD_DIGITS("high", numbers[1]))
	           : segbias_tell_figure(t, numbers[0]);
}

static const char *phrase_cost(struct segbias_teller *t, const struct segbias_settings *s, bool costs,
                               const char *effects)
{
	struct segbias_word deff = WORD_PHRASE("deff", effects);
	struct segbias_word column = WORD_LABEL("column", s->person.bytes ? s->person : s->weight);
	if (s->person.bytes && s->weight.bytes)
		return costs
		           ? TELL_WITH(
				 t,
				 "The rows of one person (column {column}) and weights cost certainty: design effect "
				 "{deff}, so that tests and intervals are at the number of records divided by it.",
				 column, deff)
		           : TELL_WITH(
				 t,
				 "The rows of one person (column {column}) and weights change certainty: design effect "
				 "{deff}, so that tests and intervals are at the number of records divided by it.",
				 column, deff);
	if (s->person.bytes)
		return costs
		           ? TELL_WITH(
				 t,
				 "The rows of one person (column {column}) cost certainty: design effect {deff}, so "
				 "that tests and intervals are at the number of records divided by it.",
				 column, deff)
		           : TELL_WITH(
				 t,
				 "The rows of one person (column {column}) change certainty: design effect {deff}, so "
				 "that tests and intervals are at the number of records divided by it.",
				 column, deff);
	return costs ? TELL_WITH(t,
	                         "Weights (column {column}) cost certainty: design effect {deff}, so that tests and "
	                         "intervals are at the number of records divided by it.",
	                         column, deff)
	             : TELL_WITH(t,
	                         "Weights (column {column}) change certainty: design effect {deff}, so that tests and "
	                         "intervals are at the number of records divided by it.",
	                         column, deff);
}

/* What makes the campaign's records count for less than their number. */
static void add_campaign_design(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	double least = 1;
	double most = 1;
	bool any = design_effects(findings, &least, &most);
	if (isfinite(s->deff))
		segbias_text_add_string(
		    &text, TELL_WITH(t,
		                     "Design effect {deff} as declared: tests and intervals are at the number of "
		                     "records divided by it.",
		                     WORD_NUMBER("deff", "%.2f", s->deff)));
	else if (any && (s->weight.bytes || s->person.bytes))
		segbias_text_add_string(&text, phrase_cost(t, s, least >= 1, phrase_effects(t, least, most)));
	if (text.size && s->segment.bytes)
		segbias_text_add_string(&text, TELL(t, " Associations are left out."));
	segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
}

/* "age 1,200, gender 900": respondents at random that would be as precise */
static const char *phrase_precision(struct segbias_teller *t, const struct segbias_findings *findings)
{
	struct segbias_text list = {0};
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (!c->segment.bytes && isfinite(c->reference_n_effective))
			segbias_text_add_listed(&list, t,
			                        TELL_WITH(t, "{attribute} {count}",
			                                  WORD_LABEL("attribute", c->attribute),
			                                  WORD_COUNT("count", round(c->reference_n_effective))));
	}
	return segbias_tell_keep(t, &list);
}

/* What the reference's shares are good for: its sample design, attribute by attribute. */
static void add_reference_design(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	bool design = s->reference_weight.bytes || s->replicates || isfinite(findings->units);
	if (strcmp(findings->kind, "sample") != 0 || !design)
		return;
	struct segbias_word list = WORD_PHRASE("list", phrase_precision(t, findings));
	if (s->replicates)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_COUNT_WITH(
			t, (double)s->replicates,
			"The reference's error comes from {n} replicate weight ({method}); as precise as this "
			"many respondents at random: {list}.",
			"The reference's error comes from {n} replicate weights ({method}); as precise as this "
			"many respondents at random: {list}.",
			WORD_CODE("method", s->replicate_method), list));
	else if (isfinite(findings->units))
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(
			t,
			"The reference's error comes from {units} in {strata}; as precise as this many respondents at "
			"random: {list}.",
			WORD_PHRASE("units", TELL_COUNT(t, findings->units, "{n} sampling unit", "{n} sampling units")),
			WORD_PHRASE("strata", TELL_COUNT(t, findings->strata, "{n} stratum", "{n} strata")), list));
	else
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     TELL_WITH(t,
		                               "The reference's error allows for its weights; as precise as this many "
		                               "respondents at random: {list}.",
		                               list));
}

/* --- the rule --------------------------------------------------------------------------------------------------- */

/* By what the intervals of the index are made: exact only where they are. */
static void add_intervals(struct segbias_text *text, struct segbias_teller *t, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	bool effective = s->weight.bytes || s->person.bytes || isfinite(s->deff);
	bool wilson = strcmp(s->interval, "exact") != 0;
	struct segbias_word level = WORD_NUMBER("level", "%g %%", 100 * (1 - s->alpha));
	segbias_text_add_string(
	    text,
	    strcmp(findings->kind, "sample") == 0
		? TELL_WITH(t, " Intervals: {level}, from the score test, exact where under ten are expected", level)
	    : strcmp(findings->kind, "base") == 0 ? TELL_WITH(t, " Intervals: {level}, from the score test", level)
	    : strcmp(findings->kind, "margin") == 0
		? TELL_WITH(t, " Intervals: {level}, from the test with the margins of error", level)
	    : wilson    ? TELL_WITH(t, " Intervals: {level}, Wilson", level)
	    : effective ? TELL_WITH(t, " Intervals: {level}, Clopper-Pearson", level)
			: TELL_WITH(t, " Intervals: {level}, exact", level));
	segbias_text_add_string(text, effective ? TELL(t, ", at effective sizes.") : TELL(t, "."));
}

static const char *phrase_control(struct segbias_teller *t, const char *control)
{
	if (strcmp(control, "bh") == 0)
		return TELL(t, "false discoveries held by Benjamini-Hochberg");
	if (strcmp(control, "holm") == 0)
		return TELL(t, "any false flag held by Holm");
	if (strcmp(control, "by") == 0)
		return TELL(t, "false discoveries held by Benjamini-Yekutieli");
	return TELL(t, "many tests not allowed for");
}

/* When a group is over or under, and what the tables show. */
static void add_rule(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	bool amount = segbias_has_amount(findings);
	double tests = (double)(s->segment.bytes ? findings->family_segments : findings->family_whole);
	if (!amount)
		segbias_text_add_string(
		    &text,
		    TELL_COUNT_WITH(
			t, tests,
			"A group is over or under when it is shown to lie beyond the index band {low} to {high} "
			"(error rate {alpha}; {n} test, {control}).",
			"A group is over or under when it is shown to lie beyond the index band {low} to {high} "
			"(error rate {alpha}; {n} tests, {control}).",
			WORD_NUMBER("low", "%g", s->band_low), WORD_NUMBER("high", "%g", s->band_high),
			WORD_NUMBER("alpha", "%g", s->alpha), WORD_PHRASE("control", phrase_control(t, s->control))));
	if (!amount && segbias_has_apart(findings)) {
		/* What is judged otherwise comes right behind the rule. */
		segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
		segbias_section_apart(document);
	} else if (!amount) {
		segbias_text_add_string(&text, " ");
	}
	segbias_text_add_string(&text, TELL(t, "Index: 100 x share / reference share."));
	if (!amount)
		add_intervals(&text, t, findings);
	segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
	segbias_document_add(document, SEGBIAS_BLOCK_LEGEND, NULL);
}

/* Why a figure may be a dash. */
void segbias_section_withheld(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	double most = findings->settings.publish - 1;
	if (!(findings->settings.publish > 0))
		return;
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    findings->settings.person.bytes
		? TELL_COUNT(t, most,
	                     "Withheld (a dash): counts of 1 to {n} person, and what would tell of one. A 0 is shown.",
	                     "Withheld (a dash): counts of 1 to {n} people, and what would tell of one. A 0 is shown.")
		: TELL_COUNT(
		      t, most,
		      "Withheld (a dash): counts of 1 to {n} record, and what would tell of one. A 0 is shown.",
		      "Withheld (a dash): counts of 1 to {n} records, and what would tell of one. A 0 is shown."));
}

/* What is not published. */
static void add_publishing(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	segbias_section_withheld(document);
	if (!(findings->settings.publish > 0))
		return;
	if (findings->settings.weight.bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     TELL(t,
		                          "With weights nothing is published of a segment that has such a count, and "
		                          "nothing of the whole campaign then, either."));
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
	                     TELL(t, "Not published: numeric columns, and which values a column is missing for."));
}

void segbias_section_reading(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	segbias_document_heading(document, TELL(&document->teller, "How it was read and judged"));
	segbias_document_add(document, SEGBIAS_BLOCK_INPUT, NULL)->input = &findings->campaign;
	if (!findings->settings.eligible[0].bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_INPUT, NULL)->input = &findings->reference;
	add_campaign_design(document);
	add_reference_design(document);
	for (size_t i = 0; i < findings->settings.attribute_count; i++)
		add_attribute(document, &findings->settings.attributes[i]);
	add_markers(document);
	add_rule(document);
	add_publishing(document);
	if (document->extent == SEGBIAS_EXTENT_FULL && findings->notes.count)
		segbias_document_add(document, SEGBIAS_BLOCK_WARNINGS, NULL);
}

void segbias_section_mapping(struct segbias_document *document)
{
	segbias_document_heading(document, TELL(&document->teller, "What matched what"));
	segbias_document_add(document, SEGBIAS_BLOCK_MAPPING, NULL);
}

/* By what evidence a column has its part; "" where nothing is said. */
static const char *phrase_why(struct segbias_teller *t, const char *why)
{
	if (!why)
		return "";
	if (strcmp(why, "name") == 0)
		return TELL(t, "by its name");
	if (strcmp(why, "content") == 0)
		return TELL(t, "by its content");
	if (strcmp(why, "arithmetic") == 0)
		return TELL(t, "by arithmetic");
	if (strcmp(why, "option") == 0)
		return TELL(t, "by an option");
	if (strcmp(why, "other_file") == 0)
		return TELL(t, "by the other file");
	return segbias_tell_code(t, why);
}

struct segbias_listing *segbias_listing_of_input(struct segbias_document *document,
                                                 const struct segbias_input_facts *input)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_listing_create(document);
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "column"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "what it is"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "how that is known"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "use"));
	for (size_t i = 0; i < input->column_count; i++) {
		const struct segbias_column_role *column = &input->columns[i];
		segbias_listing_add(document, table, segbias_tell_label(t, column->name));
		segbias_listing_add(document, table, segbias_tell_code(t, column->role));
		segbias_listing_add(document, table, phrase_why(t, column->why));
		segbias_listing_add(document, table,
		                    column->use == SEGBIAS_USE_PART       ? TELL(t, "used")
		                    : column->use == SEGBIAS_USE_ADDED_UP ? TELL(t, "added up")
		                                                          : TELL(t, "not used"));
	}
	return table;
}

/* "spelt differently" … as a word alone */
static const char *phrase_how(struct segbias_teller *t, const struct segbias_mapped *row)
{
	const char *how = strcmp(row->how, "exact") == 0        ? TELL(t, "the same")
	                  : strcmp(row->how, "normalised") == 0 ? TELL(t, "spelt differently")
	                  : strcmp(row->how, "synonym") == 0    ? TELL(t, "by synonym")
	                  : strcmp(row->how, "band") == 0       ? TELL(t, "cut into bands")
	                  : strcmp(row->how, "option") == 0     ? TELL(t, "by an option")
	                  : strcmp(row->how, "unmatched") == 0  ? TELL(t, "unmatched")
	                  : strcmp(row->how, "missing") == 0    ? TELL(t, "missing")
	                                                        : segbias_tell_code(t, row->how);
	if (row->nearest.bytes && !row->withheld)
		how =
		    TELL_WITH(t, "{how}, nearest {value}", WORD_PHRASE("how", how), WORD_LABEL("value", row->nearest));
	return how;
}

struct segbias_listing *segbias_listing_of_mapping(struct segbias_document *document,
                                                   const struct segbias_attribute_setting *attribute)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_listing_create(document);
	bool born = findings->settings.born.bytes && segbias_label_equal(findings->settings.born, attribute->attribute);
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "in the campaign"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "in the reference"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "how"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "records"));
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		if (!segbias_label_equal(row->attribute, attribute->attribute))
			continue;
		segbias_listing_add(document, table,
		                    row->withheld ? TELL_WITH(t, "({kind}, withheld)", WORD_CODE("kind", row->withheld))
		                    : row->campaign_value.bytes ? segbias_tell_label(t, row->campaign_value)
		                    : born                      ? TELL(t, "(birth dates)")
		                                                : TELL(t, "(further spellings)"));
		segbias_listing_add(document, table,
		                    row->reference_value.bytes ? segbias_tell_label(t, row->reference_value) : "");
		segbias_listing_add(document, table, phrase_how(t, row));
		segbias_listing_add(document, table, segbias_tell_count(t, row->count));
	}
	return table;
}
