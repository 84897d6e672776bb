#include "report/paper.h"

#include <criterion/criterion.h>
#include <string.h>

/* Isolates are written < and >, as U+2068 and U+2069 cannot be seen. */
static char *shown(struct segbias_text *text)
{
	static const char OPEN[] = "\u2068";
	static const char CLOSE[] = "\u2069";
	size_t used = 0;
	for (size_t i = 0; i < text->size; i++) {
		bool open = strncmp(text->data + i, OPEN, sizeof OPEN - 1) == 0;
		bool close = strncmp(text->data + i, CLOSE, sizeof CLOSE - 1) == 0;
		text->data[used++] = open ? '<' : close ? '>' : text->data[i];
		i += open || close ? sizeof OPEN - 2 : 0;
	}
	text->data[used] = '\0';
	return text->data;
}

/* The marks of wording/wording.h: 1 begins a label, 2 a number, 4 ends either. */
static const struct segbias_paper_cell CELLS[] = {
    {"\001first-name of all\004", 2, 8, false}, {"\00212\004 or \0023\004", 11, 5, true}, {"none", 17, 4, false}};

static const struct {
	bool isolates;
	const char *text;
} ROWS[] = {{false, "  first-   12 or none\n"
                    "  name of      3\n"
                    "  all\n"},
            {true, "  <first->   <12> or none\n"
                   "  <name of>      <3>\n"
                   "  <all>\n"}};

/* A name that takes several lines is isolated in each of them, and isolates take no columns. */
Test(paper, a_row_breaks_its_cells)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text text = {0};
		struct segbias_paper paper = {.out = &text, .width = 40, .prose = 40, .isolates = ROWS[i].isolates};
		segbias_paper_row(&paper, CELLS, sizeof CELLS / sizeof *CELLS);
		cr_expect_str_eq(shown(&text), ROWS[i].text, "%s", text.data);
		cr_expect_not(text.failed || paper.isolated);
		segbias_text_release(&text);
	}
}

Test(paper, a_row_of_nothing_is_a_line)
{
	struct segbias_text text = {0};
	struct segbias_paper paper = {.out = &text, .width = 40, .prose = 40};
	struct segbias_paper_cell cells[] = {{"", 0, 5, false}, {"", 6, 5, true}};
	segbias_paper_row(&paper, cells, 2);
	cr_expect_str_eq(text.data, "\n");
	segbias_text_release(&text);
}

Test(paper, columns_of_sentences)
{
	static const struct {
		const char *sentence;
		int all, word;
	} CASES[] = {{"", 0, 0},
	             {"\001gender\004", 6, 6},
	             {"to show index 0", 15, 5},
	             {"لإثبات المؤشر", 13, 6},
	             {"\001居住地 a\004, \0021,000\004", 15, 6},
	             {"  two  ", 7, 3}};
	struct segbias_text text = {0};
	for (size_t i = 0; i < 2 * sizeof CASES / sizeof *CASES; i++) {
		struct segbias_paper paper = {.out = &text, .width = 40, .prose = 40, .isolates = i % 2};
		cr_expect_eq(segbias_paper_sentence_columns(&paper, CASES[i / 2].sentence), CASES[i / 2].all, "%s",
		             CASES[i / 2].sentence);
		cr_expect_eq(segbias_paper_word_columns(&paper, CASES[i / 2].sentence), CASES[i / 2].word, "%s",
		             CASES[i / 2].sentence);
	}
	cr_expect_eq(text.size, 0);
}

/* A name that is longer than the line, between what stands in an order of its own. */
Test(paper, a_name_as_a_sentence)
{
	struct segbias_text text = {0};
	struct segbias_paper paper = {.out = &text, .width = 10, .prose = 10, .isolates = true};
	segbias_paper_name_sentence(&paper, "\001A long-winded name\004", 2);
	segbias_paper_line(&paper);
	cr_expect_str_eq(shown(&text), "<A long->\n  <winded>\n  <name>\n", "%s", text.data);
	segbias_text_release(&text);
}
