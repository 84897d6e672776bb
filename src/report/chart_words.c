/* Sentences of the wording room on their way into a chart: what their marks become, and how wide they are. */
#include "report/charts.h"

#include <math.h>

static bool is_mark(char byte)
{
	return byte > 0 && byte <= SEGBIAS_MARK_CITE;
}

static void add_mark(struct segbias_text *out, enum segbias_mark mark)
{
	char byte = (char)mark;
	segbias_text_add(out, &byte, 1);
}

struct segbias_word segbias_chart_word(const struct segbias_chart_view *view, const char *place,
                                       struct segbias_text *text)
{
	struct segbias_text marked = {0};
	add_mark(&marked, SEGBIAS_MARK_LABEL);
	segbias_text_add(&marked, segbias_text_label(text).bytes, text->size);
	add_mark(&marked, SEGBIAS_MARK_END);
	marked.failed = marked.failed || text->failed;
	segbias_text_release(text);
	return WORD_PHRASE(place, segbias_tell_keep(view->teller, &marked));
}

bool segbias_chart_is_leftward(const struct segbias_chart_view *view)
{
	return !segbias_language_rightward(view->teller->language);
}

void segbias_chart_spell(const struct segbias_chart_view *view, const char *sentence, struct segbias_text *out)
{
	bool leftward = segbias_chart_is_leftward(view);
	while (*sentence) {
		size_t size = 0;
		bool marked = is_mark(*sentence);
		sentence += marked;
		while (sentence[size] && !is_mark(sentence[size]))
			size++;
		if (marked && leftward)
			segbias_plot_isolate(out, (struct segbias_label){sentence, size});
		else
			segbias_text_add(out, sentence, size);
		sentence += size + (marked && sentence[size] == SEGBIAS_MARK_END);
	}
}

const char *segbias_chart_line(const struct segbias_chart_view *view, const char *sentence)
{
	struct segbias_text text = {0};
	struct segbias_text line = {0};
	segbias_chart_spell(view, sentence, &text);
	segbias_plot_line(&line, segbias_text_label(&text), segbias_chart_is_leftward(view));
	line.failed = line.failed || text.failed;
	segbias_text_release(&text);
	return segbias_tell_keep(view->teller, &line);
}

double segbias_chart_say(const struct segbias_chart_view *view, struct segbias_plot_sheet *sheet,
                         struct segbias_plot_words words, const char *sentence)
{
	struct segbias_label line = segbias_label_of(*sentence ? segbias_chart_line(view, sentence) : "");
	segbias_plot_write(sheet, words, line);
	return segbias_plot_width(line, words.size);
}

double segbias_chart_width(const struct segbias_chart_view *view, const char *sentence, enum segbias_plot_size size)
{
	struct segbias_text text = {0};
	segbias_chart_spell(view, sentence, &text);
	double width = segbias_plot_width(segbias_text_label(&text), size);
	view->teller->failed = view->teller->failed || text.failed;
	segbias_text_release(&text);
	return width;
}

double segbias_chart_gap(const struct segbias_chart_view *view, const char *const *sentences, size_t count, double room,
                         double most)
{
	enum { LEAST = 4 };
	for (size_t i = 0; i < count; i++)
		room -= segbias_chart_width(view, sentences[i], SEGBIAS_PLOT_TEXT);
	return fmin(most, fmax(LEAST, room / ((double)count - 1)));
}

const char *segbias_chart_worst(const struct segbias_chart_view *view, const char *what, size_t shown, size_t all)
{
	if (shown >= all)
		return what;
	return TELL_COUNT_WITH(view->teller, (double)shown, "{what}; the {n} worst of {all} segments",
	                       "{what}; the {n} worst of {all} segments", WORD_PHRASE("what", what),
	                       SEGBIAS_CHART_COUNT("n", shown), SEGBIAS_CHART_COUNT("all", all));
}
