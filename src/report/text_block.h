/* Room: report. A document as text, block by block. A format that lays out a block in a way of its own writes the others so. */
#ifndef SEGBIAS_REPORT_TEXT_BLOCK_H
#define SEGBIAS_REPORT_TEXT_BLOCK_H

#include "report/document.h"
#include "report/paper.h"

/* The paper that the document's options and language ask for. */
struct segbias_paper segbias_text_paper(const struct segbias_document *document, struct segbias_text *out);

/* Writes the block at an index; nothing of one that text has no form for. */
void segbias_text_block(struct segbias_paper *paper, struct segbias_document *document, size_t at);

#endif
