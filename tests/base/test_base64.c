#include "base/base64.h"

#include <criterion/criterion.h>
#include <string.h>

static void check(struct segbias_label bytes, const char *text)
{
	struct segbias_text out = {0};
	struct segbias_text back = {0};
	segbias_base64_add(&out, bytes);
	cr_expect_eq(out.size, strlen(text));
	cr_expect(out.size == 0 || memcmp(out.data, text, out.size) == 0, "%s", text);
	cr_expect(segbias_base64_read(segbias_label_of(text), &back), "%s", text);
	cr_expect(back.size == bytes.size && (back.size == 0 || memcmp(back.data, bytes.bytes, back.size) == 0), "%s",
	          text);
	segbias_text_release(&out);
	segbias_text_release(&back);
}

/* source: RFC 4648, section 10. */
Test(base64, as_the_rfc_has_it)
{
	static const char *const VECTORS[][2] = {{"", ""},
	                                         {"f", "Zg=="},
	                                         {"fo", "Zm8="},
	                                         {"foo", "Zm9v"},
	                                         {"foob", "Zm9vYg=="},
	                                         {"fooba", "Zm9vYmE="},
	                                         {"foobar", "Zm9vYmFy"}};
	for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++)
		check(segbias_label_of(VECTORS[i][0]), VECTORS[i][1]);
}

/* Python: base64.b64encode(bytes([0, 255, 254, 62, 63, 251, 240])) */
Test(base64, of_any_byte)
{
	static const char BYTES[] = {0, '\xFF', '\xFE', 62, 63, '\xFB', '\xF0'};
	check((struct segbias_label){BYTES, sizeof BYTES}, "AP/+Pj/78A==");
}

/* A text has one form, so that none can be changed and mean the same. */
Test(base64, what_is_none_is_refused)
{
	static const char *const OTHERS[] = {"Zg",    "Zg=",  "Z===",  "====",   "Zg==Zg==", "Zm9=v",
	                                     "Zh==",  "Zm9=", "Zm 9v", "Zm9v ",  "Zm9v\n",   "Z-_v",
	                                     "Zm9vY", "=m9v", "Zm=v",  "\xd9m9v"};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
		struct segbias_text out = {0};
		cr_expect_not(segbias_base64_read(segbias_label_of(OTHERS[i]), &out), "%s", OTHERS[i]);
		segbias_text_release(&out);
	}
}
