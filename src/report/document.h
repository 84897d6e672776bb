/* Room: report. What a report says and in which order, before it is known how it is written.
 *
 * One file a section (section_*.c) puts blocks into the document, once for every writer (write_*.c). Sentences are worded in
 * the document's language, with their marks (wording/wording.h); labels in them are clean. A document holds its findings, which
 * must outlive it.
 */
#ifndef SEGBIAS_REPORT_DOCUMENT_H
#define SEGBIAS_REPORT_DOCUMENT_H

#include "findings/findings.h"
#include "wording/wording.h"

/* How much is told: what fits a screen; or all, of at most 200 segments, the worst first. */
enum segbias_extent { SEGBIAS_EXTENT_BRIEF, SEGBIAS_EXTENT_FULL };

enum segbias_block_kind {
	SEGBIAS_BLOCK_TITLE,
	SEGBIAS_BLOCK_FACT,       /* key: what it is about */
	SEGBIAS_BLOCK_VERDICT,    /* key: the word for it */
	SEGBIAS_BLOCK_HEADING,    /* level 1, 2 … */
	SEGBIAS_BLOCK_PARAGRAPH,  /* of what stands above */
	SEGBIAS_BLOCK_LEGEND,     /* of the bars that a text's tables have: goes with the paragraph before it */
	SEGBIAS_BLOCK_NOTE,       /* apart from what stands above */
	SEGBIAS_BLOCK_ITEM,       /* of a list, level 1 or 2 */
	SEGBIAS_BLOCK_REST,       /* how many items more there are, and where; level 1 or 2 */
	SEGBIAS_BLOCK_UNDER,      /* an item: a group that is missed … */
	SEGBIAS_BLOCK_OVER,       /* … one that is reached too much */
	SEGBIAS_BLOCK_COMPARISON, /* key: its name, text: its sizes, comparison */
	SEGBIAS_BLOCK_INPUT,      /* how a file was read: input */
	SEGBIAS_BLOCK_MAPPING,    /* what matched what */
	SEGBIAS_BLOCK_CONTENTS,   /* links to the headings */
	SEGBIAS_BLOCK_LISTING,    /* key: its caption, table */
	SEGBIAS_BLOCK_CHARTS,     /* of all segments */
	SEGBIAS_BLOCK_CHART,      /* of the segment in `label`; bytes NULL: of the whole campaign */
	SEGBIAS_BLOCK_FOLD,       /* key: what is folded away until the reader asks for it … */
	SEGBIAS_BLOCK_UNFOLD,     /* … up to here */
	SEGBIAS_BLOCK_WARNINGS,   /* of the run, in English */
	SEGBIAS_BLOCK_COMMAND,    /* text: to be copied; key: what for */
	SEGBIAS_BLOCK_VALUES,     /* text: what the file of all values is called where it can be had */
};

enum segbias_cell_kind { SEGBIAS_CELL_WORDS, SEGBIAS_CELL_FIGURE };

enum { SEGBIAS_LISTING_COLUMNS_MAX = 10 };

/* Cells of sentences, row by row. */
struct segbias_listing {
	size_t columns, count, capacity;
	const char *heads[SEGBIAS_LISTING_COLUMNS_MAX];
	enum segbias_cell_kind kinds[SEGBIAS_LISTING_COLUMNS_MAX];
	const char **cells; /* [count], a whole number of rows; the first of a row names it */
};

struct segbias_block {
	enum segbias_block_kind kind;
	int level;
	const char *key, *text; /* sentences; NULL: none */
	struct segbias_label label;
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value;
	const struct segbias_input_facts *input; /* also of a heading and a paragraph that are about one file */
	struct segbias_listing *table;
};

struct segbias_document {
	const struct segbias_findings *findings;
	const struct segbias_render_options *options;
	enum segbias_extent extent;
	struct segbias_arena arena;
	struct segbias_teller teller;
	bool *
	    shown; /* [comparisons]: of a full report, whether it is of the whole campaign or of a segment that is told … */
	size_t not_shown;             /* … and how many segments are not */
	struct segbias_block *blocks; /* [count] */
	size_t count, capacity;
	struct segbias_block spare; /* where memory ran out */
	struct segbias_listing spare_listing;
};

/* Makes the document of a comparison, of a plan, or of what inspect found. Errors: SEGBIAS_SYSTEM for memory. Release it whatever
 * came of it. */
enum segbias_status segbias_document_build(struct segbias_document *document, const struct segbias_findings *findings,
                                           const struct segbias_render_options *options, enum segbias_extent extent,
                                           struct segbias_error *error);
void segbias_document_release(struct segbias_document *document);

/* Releases it when it is written. Returns what came of building it; SEGBIAS_SYSTEM where memory ran out since. */
enum segbias_status segbias_document_close(struct segbias_document *document, enum segbias_status status,
                                           struct segbias_error *error);

/* Adds a block; where memory runs out the teller has failed. Returns it, to be filled in further; never NULL. */
struct segbias_block *segbias_document_add(struct segbias_document *document, enum segbias_block_kind kind,
                                           const char *text);
void segbias_document_heading(struct segbias_document *document, const char *text);
/* What a writer makes of a block where it has room for tables: how each column of a file was read; what matched what of an
 * attribute; the figures of a comparison. */
struct segbias_listing *segbias_listing_of_input(struct segbias_document *document,
                                                 const struct segbias_input_facts *input);
struct segbias_listing *segbias_listing_of_mapping(struct segbias_document *document,
                                                   const struct segbias_attribute_setting *attribute);

struct segbias_listing *segbias_listing_of_comparison(struct segbias_document *document,
                                                      const struct segbias_comparison *comparison);

/* Which columns are missing for whom: at most 1,000 rows, the whole campaign first. */
struct segbias_listing *segbias_listing_of_missing(struct segbias_document *document);

/* A table without columns, and what is put into it: a column's head, a cell. Never NULL. */
struct segbias_listing *segbias_listing_create(struct segbias_document *document);
struct segbias_listing *segbias_document_listing(struct segbias_document *document,
                                                 const char *caption); /* as a block */
void segbias_listing_head(struct segbias_listing *table, enum segbias_cell_kind kind, const char *head);
void segbias_listing_add(struct segbias_document *document, struct segbias_listing *table, const char *cell);

/* The same for the text in a buffer, which is released; nothing where it is empty. */
void segbias_document_add_text(struct segbias_document *document, enum segbias_block_kind kind,
                               struct segbias_text *text);

#endif
