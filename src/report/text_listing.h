/* Room: report. Tables of sentences and figures in text. */
#ifndef SEGBIAS_REPORT_TEXT_LISTING_H
#define SEGBIAS_REPORT_TEXT_LISTING_H

#include "report/document.h"
#include "report/paper.h"

/* Of the figures' columns: what each has where there is room, and at the least. */
struct segbias_listing_widths {
	int usual[SEGBIAS_LISTING_COLUMNS_MAX], least[SEGBIAS_LISTING_COLUMNS_MAX];
};

/* The table of a block; those of the document that have as many columns stand alike. widths: NULL: as they need. */
void segbias_text_listing(struct segbias_paper *paper, const struct segbias_document *document, size_t index,
                          const struct segbias_listing_widths *widths);

/* A whole document with such tables. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_text_with_listings(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options,
                                               const struct segbias_listing_widths *widths, struct segbias_text *out,
                                               struct segbias_error *error);

#endif
