/* Room: report. A page of HTML: what its parts write to and look up. */
#ifndef SEGBIAS_REPORT_PAGE_H
#define SEGBIAS_REPORT_PAGE_H

#include "report/charts.h"
#include "report/document.h"
#include "report/markup.h"

struct segbias_page {
	struct segbias_text *out;
	struct segbias_document *document;
	struct segbias_chart_list *charts; /* NULL: none could be drawn … */
	const char *no_charts;             /* … and why, in English */
	size_t picture_count;              /* the first so many of them are shown: more would make the page too large */
	bool leftward;
	const char *list; /* the class of the list that is open, "" for none; NULL: no list is open */
	int level;        /* of the item that is open in it */
	size_t items;     /* of level 1 in it, so far … */
	bool folded;      /* … or in the list whose rest is folded away: the fold is open */
	size_t sections;  /* headings so far */
	size_t findings;  /* … and items of findings */
	bool facts;       /* the list of facts is open */
};

void segbias_page_add(struct segbias_page *page, const char *html);
void segbias_page_format(struct segbias_page *page, const char *format, ...) SEGBIAS_PRINTF(2, 3);
void segbias_page_sentence(struct segbias_page *page, const char *sentence);

/* A table, in a box that scrolls where it is too wide; a long one is folded. caption NULL: none, since it stands alone in a
 * fold, and `name` tells what it is. */
void segbias_page_table(struct segbias_page *page, const struct segbias_listing *table, const char *caption,
                        const char *name);

/* The table of a comparison, with a bar around 100 for each value; below the heading "table-N". */
void segbias_page_comparison(struct segbias_page *page, const struct segbias_comparison *comparison, size_t heading);

/* Opens what holds all of them, and says where on a bar the band lies. */
void segbias_page_band(struct segbias_page *page);

/* The charts of all segments, each with its numbers; those of one segment. */
void segbias_page_charts(struct segbias_page *page);
void segbias_page_chart(struct segbias_page *page, struct segbias_label segment);

#endif
