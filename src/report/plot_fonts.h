/* Room: report. Which letters there are to draw with: a png or a pdf holds shapes, and where no font has a letter the
 * plotting program paints a box over the whole picture. An svg needs none: they are on the reader's machine.
 */
#ifndef SEGBIAS_REPORT_PLOT_FONTS_H
#define SEGBIAS_REPORT_PLOT_FONTS_H

#include "base/notes.h"
#include "base/scratch.h"
#include "base/text.h"
#include <stdint.h>

struct segbias_plot_range {
	uint32_t first, last;
};

/* The code points that some font has. Zero-initialise. */
struct segbias_plot_fonts {
	struct segbias_plot_range *ranges; /* sorted, apart */
	size_t count;
	size_t fonts;
	bool known; /* false: nobody could be asked, and every letter is taken to be there */
};

/* Asks fontconfig's fc-list, which comes with what gnuplot draws letters with, and sees what that sees. `environment` as of
 * struct segbias_process; a file is left in the folder. Where the program is missing or fails, *out knows nothing.
 * Errors: SEGBIAS_SYSTEM where memory runs out or no process can be made. */
enum segbias_status segbias_plot_fonts_find(struct segbias_plot_fonts *out, const char *const *environment,
                                            const struct segbias_scratch *scratch, struct segbias_error *error);
void segbias_plot_fonts_release(struct segbias_plot_fonts *fonts);

/* Reads lines "TrueType\t20-7e a0-17f": a font's format, and its code points in hexadecimal. Formats that cannot be scaled and
 * what is not understood are passed over. */
enum segbias_status segbias_plot_fonts_read(struct segbias_plot_fonts *out, struct segbias_label listing,
                                            struct segbias_error *error);

/* Whether the code point can be drawn, or is none that is. */
bool segbias_plot_fonts_have(const struct segbias_plot_fonts *fonts, uint32_t code);

/* Appends the text with U+FFFD, or "?" where no font has that either, for what cannot be drawn. */
void segbias_plot_fonts_replace(const struct segbias_plot_fonts *fonts, struct segbias_label text,
                                struct segbias_text *out);

/* What of some texts cannot be drawn: the code points, each once. Zero-initialise. */
struct segbias_plot_lacking {
	uint32_t *codes; /* sorted */
	size_t count;
	bool failed; /* memory ran out */
};

void segbias_plot_lacking_add(struct segbias_plot_lacking *lacking, const struct segbias_plot_fonts *fonts,
                              struct segbias_label text);
void segbias_plot_lacking_release(struct segbias_plot_lacking *lacking);

/* A warning that names some of them, and the packages of Debian that have fonts for them; none where nothing is lacking. */
void segbias_plot_lacking_note(const struct segbias_plot_lacking *lacking, struct segbias_notes *notes);

#endif
