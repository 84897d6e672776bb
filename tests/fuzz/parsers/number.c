/* Numbers as text, beside strtod: what is accepted is the same double, and is written so that it is read again. */
#include "base/number.h"
#include "parsers.h"

#include <math.h>
#include <string.h>

static bool reads_as(struct segbias_label label, double value)
{
	double again = NAN;
	return segbias_number_parse(label, '.', &again) && again == value;
}

/* The column's reader takes a cell as the strict one does, or leaves it to that one. */
static void check_column(struct segbias_label label, bool accepted, double value)
{
	static const bool OTHERS[256];
	char padded[16] = "";
	if (label.size == 0 || label.size > 8)
		return;
	memcpy(padded, label.bytes, label.size);
	const uint32_t start = 0, size = (uint32_t)label.size;
	const struct segbias_number_cells cells = {
	    .bytes = padded, .starts = &start, .sizes = &size, .count = 1, .others = OTHERS, .decimal = '.'};
	double out = NAN;
	if (segbias_number_parse_short(&cells, 0, &out) == 1)
		must(accepted && out == value);
}

void segbias_fuzz_number(struct segbias_label bytes)
{
	struct segbias_text text = {0};
	char out[SEGBIAS_NUMBER_MAX];
	double value = NAN;
	double comma = NAN;
	uint64_t whole = 0;
	segbias_text_add(&text, bytes.bytes, bytes.size);
	bool accepted = segbias_number_parse(bytes, '.', &value);
	must(!segbias_number_parse(bytes, ',', &comma) || isfinite(comma));
	check_column(bytes, accepted, value);
	if (accepted) {
		char *end = NULL;
		must(isfinite(value) && strtod(text.data, &end) == value && end == text.data + text.size);
		must(reads_as(segbias_label_of(segbias_number_format(value, out)), value));
		must(segbias_number_decimals(bytes, '.') == 0 || memchr(bytes.bytes, '.', bytes.size) ||
		     memchr(bytes.bytes, '-', bytes.size));
	}
	if (segbias_number_parse_whole(bytes, '.', &whole))
		must(accepted && (double)whole == value && whole <= UINT64_C(1) << 53);
	segbias_text_release(&text);
}
