#include "policy/policy_file.h"
#include "policy/preset.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"coverage", "dsa-reach", "four-fifths", "index-80-120", "ll144"};

/* What the names are checked against: a preset that nobody lists here is not tested. */
Test(preset, names)
{
	char names[SEGBIAS_PRESET_NAMES];
	cr_expect_str_eq(segbias_preset_names(names), "coverage, dsa-reach, four-fifths, index-80-120, ll144");
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		const struct segbias_preset *preset = segbias_preset_find(NAMES[i]);
		cr_assert_not_null(preset, "%s", NAMES[i]);
		cr_expect_str_eq(preset->name, NAMES[i]);
	}
	cr_expect_null(segbias_preset_find("Coverage"));
	cr_expect_null(segbias_preset_find("coverage.yaml"));
	cr_expect_null(segbias_preset_find(""));
}

/* Each says whom it is for, where it comes from and that it claims nothing, in lines that a message has room for; and is a
 * policy. */
Test(preset, texts_and_keys)
{
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		const struct segbias_preset *preset = segbias_preset_find(NAMES[i]);
		struct segbias_error error = {0};
		size_t room = sizeof error.message - sizeof "the preset : " - strlen(preset->name);
		size_t count = 0;
		bool source = false;
		bool claims_nothing = false;
		struct segbias_text text = {0};
		for (; segbias_preset_paragraph(preset, count, &text); count++) {
			cr_expect(text.size < room, "%s, %zu: %zu bytes", preset->name, count, text.size);
			cr_expect_null(strchr(text.data, '\n'));
			cr_expect_null(strchr(text.data, '#'));
			source = source || strncmp(text.data, "Source", strlen("Source")) == 0;
			claims_nothing = strstr(text.data, "No compliance with any law") != NULL;
			segbias_text_release(&text);
		}
		segbias_text_release(&text);
		cr_expect_geq(count, 3, "%s", preset->name);
		cr_expect(source, "%s", preset->name);
		cr_expect(claims_nothing, "%s", preset->name);
		cr_expect_eq(segbias_policy_file_check(preset->bytes, preset->name, &error), SEGBIAS_OK, "%s: %s",
		             preset->name, error.message);
	}
}

/* Lines that end in several ways, and what is no comment any more. */
Test(preset, paragraphs)
{
	static const char BYTES[] = "# one\n#two\n#\n# three\nband: 1\n# four\n";
	const struct segbias_preset preset = {"made", {BYTES, sizeof BYTES - 1}};
	static const char *const EXPECTED[] = {"one two", "three"};
	for (size_t i = 0; i < 3; i++) {
		struct segbias_text text = {0};
		bool any = segbias_preset_paragraph(&preset, i, &text);
		cr_assert_eq(any, i < 2);
		cr_expect(!any || strcmp(text.data, EXPECTED[i]) == 0, "%s", text.data);
		segbias_text_release(&text);
	}
	const struct segbias_preset open = {"made", {"# no end", strlen("# no end")}};
	struct segbias_text text = {0};
	cr_expect(segbias_preset_paragraph(&open, 0, &text) && strcmp(text.data, "no end") == 0);
	segbias_text_release(&text);
}
