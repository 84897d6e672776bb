/* Labels on their way into a picture: clean, within their room, nothing but text to gnuplot and to an svg; and pictures. */
#include "base/unicode.h"
#include "parsers.h"
#include "report/markup.h"
#include "report/picture.h"
#include "report/plot_label.h"

#include <ctype.h>
#include <string.h>

static void must_be_text(struct segbias_label text)
{
	must(segbias_unicode_valid(text));
	for (size_t i = 0; i < text.size; i++)
		must((unsigned char)text.bytes[i] >= ' ' && text.bytes[i] != 0x7f);
}

/* A string of gnuplot's holds the text, and no byte that means something there. */
static void check_quoted(struct segbias_label text)
{
	struct segbias_text quoted = {0};
	segbias_plot_quote(&quoted, text);
	must(quoted.size >= 2 && quoted.data[0] == '"' && quoted.data[quoted.size - 1] == '"');
	size_t at = 0;
	for (size_t i = 1; i + 1 < quoted.size; at++) {
		unsigned char byte = (unsigned char)quoted.data[i];
		must(at < text.size);
		if (byte == '\\') {
			must(i + 4 < quoted.size);
			unsigned value = 0;
			for (size_t d = 1; d <= 3; d++)
				value = value * 8 + (unsigned)(quoted.data[i + d] - '0');
			must(value == (unsigned char)text.bytes[at]);
			i += 4;
			continue;
		}
		must(byte >= 0x80 || isalnum(byte) || strchr(" ,.()/+-", byte));
		must(byte == (unsigned char)text.bytes[at]);
		i++;
	}
	must(at == text.size);
	segbias_text_release(&quoted);
}

static void check_svg(struct segbias_label text)
{
	struct segbias_text svg = {0};
	segbias_text_add_string(
	    &svg, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><title>");
	segbias_html_text(&svg, text);
	segbias_text_add_string(&svg, "</title></svg>\n");
	must(segbias_picture_check(SEGBIAS_PICTURE_SVG, segbias_text_label(&svg), "fuzz", NULL) == SEGBIAS_OK);
	segbias_text_release(&svg);
}

void segbias_fuzz_label(struct segbias_label bytes)
{
	enum { WIDTH = 120 };
	static const double ROUNDING = 1e-9; /* widths are sums */
	struct segbias_text clean = {0}, all = {0}, cut = {0}, again = {0};
	segbias_plot_clean(&clean, bytes);
	segbias_plot_clean_all(&all, bytes);
	segbias_plot_label(&cut, bytes, SEGBIAS_PLOT_TEXT, WIDTH);
	must_be_text(segbias_text_label(&clean));
	must_be_text(segbias_text_label(&all));
	must_be_text(segbias_text_label(&cut));
	must(segbias_unicode_length(segbias_text_label(&clean)) <= SEGBIAS_PLOT_CHARACTERS_MAX);
	must(segbias_plot_width(segbias_text_label(&cut), SEGBIAS_PLOT_TEXT) <= WIDTH + ROUNDING);
	segbias_plot_clean_all(&again, segbias_text_label(&all));
	must(segbias_label_equal(segbias_text_label(&all), segbias_text_label(&again)));
	check_quoted(segbias_text_label(&cut));
	check_svg(segbias_text_label(&all));
	for (int format = 0; format < 3; format++)
		(void)segbias_picture_check((enum segbias_picture_format)format, bytes, "fuzz", NULL);
	segbias_text_release(&clean);
	segbias_text_release(&all);
	segbias_text_release(&cut);
	segbias_text_release(&again);
}
