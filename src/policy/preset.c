#include "policy/preset.h"

#include "policy/presets.inc"
#include <string.h>

static const struct segbias_preset PRESETS[] = {
#define PRESET(name, bytes) {name, {(const char *)(bytes), sizeof(bytes) - 1}},
    SEGBIAS_PRESETS
#undef PRESET
};

enum { PRESET_COUNT = sizeof PRESETS / sizeof *PRESETS };

const struct segbias_preset *segbias_preset_find(const char *name)
{
	for (size_t i = 0; i < PRESET_COUNT; i++)
		if (strcmp(PRESETS[i].name, name) == 0)
			return &PRESETS[i];
	return NULL;
}

bool segbias_preset_is_of_audit(const struct segbias_preset *preset)
{
	static const char *const AUDITS[] = {"four-fifths", "ll144"};
	bool of_audit = false;
	for (size_t i = 0; i < sizeof AUDITS / sizeof *AUDITS; i++)
		of_audit = of_audit || strcmp(preset->name, AUDITS[i]) == 0;
	return of_audit;
}

const char *segbias_preset_names(char out[static SEGBIAS_PRESET_NAMES])
{
	out[0] = '\0';
	for (size_t i = 0; i < PRESET_COUNT; i++) {
		char before[SEGBIAS_PRESET_NAMES];
		memcpy(before, out, sizeof before);
		(void)segbias_text_print(out, SEGBIAS_PRESET_NAMES, "%s%s%s", before, i ? ", " : "", PRESETS[i].name);
	}
	return out;
}

/* The next line of the comment, without its sign; false where it ends. */
static bool next_line(struct segbias_label *rest, struct segbias_label *line)
{
	if (rest->size == 0 || rest->bytes[0] != '#')
		return false;
	const char *end = memchr(rest->bytes, '\n', rest->size);
	size_t size = end ? (size_t)(end - rest->bytes) : rest->size;
	size_t skip = size > 1 && rest->bytes[1] == ' ' ? 2 : 1;
	*line = (struct segbias_label){rest->bytes + skip, size - skip};
	size += end != NULL;
	*rest = (struct segbias_label){rest->bytes + size, rest->size - size};
	return true;
}

bool segbias_preset_paragraph(const struct segbias_preset *preset, size_t index, struct segbias_text *out)
{
	struct segbias_label rest = preset->bytes;
	struct segbias_label line;
	size_t paragraph = 0;
	bool any = false;
	while (paragraph <= index && next_line(&rest, &line)) {
		if (line.size == 0) {
			paragraph++;
		} else if (paragraph == index) {
			segbias_text_add_string(out, any ? " " : "");
			segbias_text_add(out, line.bytes, line.size);
			any = true;
		}
	}
	return any;
}
