# The look of every chart. CMake embeds this file into the library; the library puts FORMAT ("svg", "png" or "pdf"), the
# size W x H in pixels and SCALE (pixels of a png for one of them) before it, and the drawing behind it.
#
# A chart is drawn on pixels, from the top left: the library lays it out, gnuplot draws. No text of the data is written
# anywhere but in data blocks, in quotes, with everything but plain characters as octal escapes.

set encoding utf8
set datafile separator "\t"
set datafile commentschars ""

# An svg names families that the library replaces by a list of fonts and a weight, which this terminal cannot say itself.
PLAIN = (FORMAT eq "svg") ? "segbias-plain" : "DejaVu Sans"
BOLD = (FORMAT eq "svg") ? "segbias-bold" : "DejaVu Sans:Bold"
# Cairo counts in points where svg counts in pixels.
UNIT = (FORMAT eq "svg") ? 1.0 : 0.75
if (FORMAT eq "svg") { set terminal svg size W,H noenhanced font PLAIN.",12" background "#ffffff" }
if (FORMAT eq "png") { set terminal pngcairo size W*SCALE,H*SCALE noenhanced font PLAIN.",12" fontscale SCALE linewidth SCALE pointscale SCALE background "#ffffff" }
if (FORMAT eq "pdf") { set terminal pdfcairo size W/96.0,H/96.0 noenhanced font PLAIN.",12" fontscale 0.75 linewidth 1.5 background "#ffffff" }

TITLE_FONT = sprintf("%s,%.2f", BOLD, 16 * UNIT)
HEAD_FONT = sprintf("%s,%.2f", BOLD, 12 * UNIT)
TEXT_FONT = sprintf("%s,%.2f", PLAIN, 12 * UNIT)
SMALL_FONT = sprintf("%s,%.2f", PLAIN, 10.5 * UNIT)

# In the order of enum segbias_ink of src/report/plot.h. Vermillion against blue (after Okabe and Ito) is told apart with
# every kind of colour blindness, and by its lightness where there is no colour.
array INK[28] = [ \
	0x222222, 0x6B6B6B, 0xE6E6E6, 0xB0B0B0, \
	0xC4500C, 0xE79C70, 0x0B62A4, 0x7DB0D8, 0x7A7A7A, 0xFFFFFF, \
	0xE58A55, 0xDC7540, 0xC85614, 0xB5460C, 0x9C3805, \
	0x6AA5D1, 0x4F91C6, 0x2B74B0, 0x1567A6, 0x08538F, \
	0xF0F0F0, 0xF9D9C4, 0xCFE2F1, \
	0xF1EEF6, 0xD4D0E7, 0xA9A4D0, 0x756BB1, 0x54278F ]
ink(number) = INK[int(number) + 1]

GRID_WIDTH = 1.0
WHISKER_WIDTH = 1.3
BAR_WIDTH = 3.4
# Cairo's points are smaller. A ring under a dot in the same place still shows.
POINT = (FORMAT eq "svg") ? 1.0 : 1.3
DOT_SIZE = 0.9 * POINT
RING_SIZE = 1.15 * POINT
HOLE_SIZE = 0.72 * POINT

unset key
unset border
unset tics
unset colorbox
set style fill solid 1.0 noborder
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:W]
set yrange [H:0]
