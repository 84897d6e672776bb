/* Room: report. Sentences and labels as markup: of HTML, and of Markdown as GitHub reads it. */
#ifndef SEGBIAS_REPORT_MARKUP_H
#define SEGBIAS_REPORT_MARKUP_H

#include "report/document.h"

/* Untrusted text as text of HTML, in an element or between double quotes: & < > " and ' are entities, what is unsafe is U+FFFD. */
void segbias_html_text(struct segbias_text *out, struct segbias_label text);

/* The same of text that is clean, and may hold isolates. */
void segbias_html_clean_text(struct segbias_text *out, struct segbias_label text);

/* A sentence: labels in <bdi>, code in <code>, works in <cite>, numbers in <bdi dir="ltr"> where `leftward`. */
void segbias_html_sentence(struct segbias_text *out, const char *sentence, bool leftward);

/* A sentence without its marks, as text of HTML: for attributes and titles. */
void segbias_html_plain(struct segbias_text *out, const char *sentence);

/* A sentence: labels of letters, digits and blanks as they are, others in code spans, in which nothing is markup, a link or a
 * name that is told; in a table's cell "|" is escaped. Between isolates where `leftward`. */
void segbias_markdown_sentence(struct segbias_text *out, const char *sentence, bool leftward, bool cell);

/* A fenced block, to be copied. */
void segbias_markdown_code(struct segbias_text *out, struct segbias_label text);

#endif
