/* Section: how files are read, column by column, and what a comparison would use of them. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_title(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	const char *title = document->options->title;
	struct segbias_word file = WORD_LABEL("file", segbias_label_of(findings->files[0].facts.name));
	if (title)
		title = segbias_tell_label(t, segbias_label_of(title));
	else if (findings->file_count == 1)
		title = TELL_WITH(t, "How {file} is read", file);
	else
		title = TELL_WITH(t, "How {file} and {other} are read", file,
		                  WORD_LABEL("other", segbias_label_of(findings->files[1].facts.name)));
	segbias_document_add(document, SEGBIAS_BLOCK_TITLE, title);
}

/* --- files ------------------------------------------------------------------------------------------------------ */

static const char *phrase_delimiter(struct segbias_teller *t, char delimiter)
{
	switch (delimiter) {
	case ',':
		return TELL(t, "comma-separated");
	case ';':
		return TELL(t, "semicolon-separated");
	case '\t':
		return TELL(t, "tab-separated");
	case '|':
		return TELL(t, "bar-separated");
	default:
		return TELL(t, "other-separated");
	}
}

/* "4 rows, 5 columns, shape rows, utf-8, comma-separated", or "… read by DuckDB" of what has neither. */
static const char *phrase_facts(struct segbias_teller *t, const struct segbias_file_finding *file)
{
	const char *shape = file->facts.shape ? TELL_WITH(t, "shape {shape}", WORD_CODE("shape", file->facts.shape))
	                                      : TELL(t, "shape undecided");
	if (file->facts.read_by)
		return TELL_WITH(
		    t, "{rows}, {columns}, {shape}, read by {program}",
		    WORD_PHRASE("rows", TELL_COUNT(t, file->facts.rows, "{n} row", "{n} rows")),
		    WORD_PHRASE("columns", TELL_COUNT(t, (double)file->column_count, "{n} column", "{n} columns")),
		    WORD_PHRASE("shape", shape), WORD_CODE("program", file->facts.read_by));
	return TELL_WITH(t, "{rows}, {columns}, {shape}, {encoding}, {delimiter}",
	                 WORD_PHRASE("rows", TELL_COUNT(t, file->facts.rows, "{n} row", "{n} rows")),
	                 WORD_PHRASE("columns", TELL_COUNT(t, (double)file->column_count, "{n} column", "{n} columns")),
	                 WORD_PHRASE("shape", shape), WORD_CODE("encoding", file->facts.encoding),
	                 WORD_PHRASE("delimiter", phrase_delimiter(t, file->facts.delimiter)));
}

/* By what evidence a column has its part; NULL where nothing is said. */
static const char *phrase_evidence(struct segbias_teller *t, const char *why)
{
	if (!why)
		return NULL;
	if (strcmp(why, "name") == 0)
		return TELL(t, "by name");
	if (strcmp(why, "content") == 0)
		return TELL(t, "by content");
	if (strcmp(why, "arithmetic") == 0)
		return TELL(t, "by arithmetic");
	if (strcmp(why, "option") == 0)
		return TELL(t, "by option");
	return strcmp(why, "other_file") == 0 ? TELL(t, "by the other file") : NULL;
}

/* "attribute, by name, personal: email (98%)" */
static const char *phrase_role(struct segbias_teller *t, const struct segbias_column_finding *column)
{
	const char *role = segbias_tell_code(t, column->role);
	const char *why = phrase_evidence(t, column->why);
	char rate[SEGBIAS_NUMBER_MAX];
	if (why)
		role = TELL_WITH(t, "{role}, {why}", WORD_PHRASE("role", role), WORD_PHRASE("why", why));
	if (!column->personal)
		return role;
	struct segbias_word words[] = {WORD_PHRASE("role", role), WORD_CODE("kind", column->personal)};
	if (!isfinite(column->personal_rate))
		return TELL_WITH(t, "{role}, personal: {kind}", words[0], words[1]);
	(void)snprintf(rate, sizeof rate, "%.0f%%", 100 * column->personal_rate);
	return TELL_WITH(t, "{role}, personal: {kind} ({rate})", words[0], words[1], WORD_DIGITS("rate", rate));
}

static void add_columns(struct segbias_document *document, const struct segbias_file_finding *file)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_word name = WORD_LABEL("file", segbias_label_of(file->facts.name));
	struct segbias_listing *table = segbias_document_listing(document, TELL_WITH(t, "Columns of {file}", name));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "column"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "type"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "distinct"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "missing"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "role"));
	for (size_t i = 0; i < file->column_count; i++) {
		const struct segbias_column_finding *column = &file->columns[i];
		segbias_listing_add(document, table, segbias_tell_label(t, column->name));
		segbias_listing_add(document, table, segbias_tell_code(t, column->type));
		segbias_listing_add(document, table,
		                    isfinite(column->distinct) ? segbias_tell_count(t, column->distinct)
		                                               : segbias_tell_figure(t, "10,000+"));
		segbias_listing_add(document, table, segbias_tell_count(t, column->missing));
		segbias_listing_add(document, table, phrase_role(t, column));
	}
}

static void add_file(struct segbias_document *document, const struct segbias_file_finding *file)
{
	struct segbias_teller *t = &document->teller;
	segbias_document_add(document, SEGBIAS_BLOCK_HEADING, segbias_tell_label(t, segbias_label_of(file->facts.name)))
	    ->input = &file->facts;
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, phrase_facts(t, file))->input = &file->facts;
	add_columns(document, file);
}

/* --- all of it -------------------------------------------------------------------------------------------------- */

static void add_comparison(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_word kind = WORD_CODE("kind", findings->kind);
	segbias_document_heading(document, TELL(t, "What a comparison would use"));
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH,
	                     findings->settings.segment.bytes
	                         ? TELL_WITH(t, "segment: {segment}; reference kind: {kind}",
	                                     WORD_LABEL("segment", findings->settings.segment), kind)
	                         : TELL_WITH(t, "segment: none; reference kind: {kind}", kind));
	segbias_document_add(document, SEGBIAS_BLOCK_MAPPING, NULL);
}

void segbias_section_inspected(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	add_title(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_document_add(document, SEGBIAS_BLOCK_CONTENTS, NULL);
	for (size_t i = 0; i < findings->file_count; i++)
		add_file(document, &findings->files[i]);
	if (findings->file_count == 2 && findings->settings.attribute_count)
		add_comparison(document);
	if (document->extent == SEGBIAS_EXTENT_FULL && findings->notes.count)
		segbias_document_add(document, SEGBIAS_BLOCK_WARNINGS, NULL);
}
