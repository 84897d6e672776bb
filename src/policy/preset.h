/* Room: policy. Presets: policy files that are compiled in (data/presets/), each a rule of practice or of law that others have made,
 * with its scope and its sources.
 */
#ifndef SEGBIAS_POLICY_PRESET_H
#define SEGBIAS_POLICY_PRESET_H

#include "base/text.h"

struct segbias_preset {
	const char *name;
	struct segbias_label bytes; /* of its file */
};

/* NULL: there is none of that name. */
const struct segbias_preset *segbias_preset_find(const char *name);

/* "coverage, dsa-reach, …". Returns `out`. */
enum { SEGBIAS_PRESET_NAMES = 160 };
const char *segbias_preset_names(char out[static SEGBIAS_PRESET_NAMES]);

/* Whether it is a rule of decisions by group (audit), and none of a campaign against a reference. */
bool segbias_preset_is_of_audit(const struct segbias_preset *preset);

/* Adds the paragraph of the comment that the file begins with, in one line: its scope and status, its sources, and what it does not
 * claim. false: there are no more. */
bool segbias_preset_paragraph(const struct segbias_preset *preset, size_t index, struct segbias_text *out);

#endif
