#include "base/intern.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(intern, ids_are_dense_in_order_of_arrival)
{
	struct segbias_intern intern = {0};
	cr_assert_eq(segbias_intern_find(&intern, segbias_label_of("a")), SEGBIAS_INTERN_NONE);
	char text[32];
	for (uint32_t i = 0; i < 20000; i++) {
		(void)snprintf(text, sizeof text, "label %u", i * 7919 % 20011);
		cr_assert_eq(segbias_intern_add(&intern, segbias_label_of(text)), i);
		cr_assert_eq(segbias_intern_add(&intern, segbias_label_of(text)), i);
	}
	cr_assert_eq(intern.size, 20000);
	for (uint32_t i = 0; i < 20000; i++) {
		(void)snprintf(text, sizeof text, "label %u", i * 7919 % 20011);
		cr_assert_eq(segbias_intern_find(&intern, segbias_label_of(text)), i);
		cr_assert(segbias_label_equal(intern.labels[i], segbias_label_of(text)));
	}
	cr_assert_eq(segbias_intern_find(&intern, segbias_label_of("label")), SEGBIAS_INTERN_NONE);
	segbias_intern_release(&intern);
	cr_assert_eq(intern.size, 0);
}

Test(intern, any_bytes_and_the_empty_label)
{
	struct segbias_intern intern = {0};
	const struct segbias_label labels[] = {{"", 0},     {"\0", 1},       {"\0\0", 2},       {"a\0b", 3},
	                                       {"a\0c", 3}, {"12345678", 8}, {"12345678\0", 9}, {"\xff", 1}};
	for (uint32_t i = 0; i < sizeof labels / sizeof *labels; i++)
		cr_assert_eq(segbias_intern_add(&intern, labels[i]), i);
	for (uint32_t i = 0; i < sizeof labels / sizeof *labels; i++)
		cr_assert_eq(segbias_intern_find(&intern, labels[i]), i);
	segbias_intern_release(&intern);
}

Test(intern, labels_stay_where_they_are)
{
	struct segbias_intern intern = {0};
	char text[] = "first";
	segbias_intern_add(&intern, segbias_label_of(text));
	const char *first = intern.labels[0].bytes;
	text[0] = 'x';
	for (int i = 0; i < 5000; i++) {
		char other[16];
		(void)snprintf(other, sizeof other, "%d", i);
		segbias_intern_add(&intern, segbias_label_of(other));
	}
	cr_assert_eq(intern.labels[0].bytes, first);
	cr_assert_str_eq(first, "first");
	segbias_intern_release(&intern);
}

Test(intern, what_is_kept_is_found_by_its_new_id)
{
	enum { LABELS = 500 };
	struct segbias_intern intern = {.size = 0};
	bool keep[LABELS];
	char text[16];
	for (uint32_t i = 0; i < LABELS; i++) {
		(void)snprintf(text, sizeof text, "label %u", i);
		cr_assert_eq(segbias_intern_add(&intern, segbias_label_of(text)), i);
		keep[i] = i % 3 != 0;
	}
	cr_assert(segbias_intern_keep(&intern, keep));
	uint32_t expected = 0;
	for (uint32_t i = 0; i < LABELS; i++) {
		(void)snprintf(text, sizeof text, "label %u", i);
		uint32_t id = segbias_intern_find(&intern, segbias_label_of(text));
		cr_expect_eq(id, keep[i] ? expected : SEGBIAS_INTERN_NONE, "%u", i);
		if (keep[i])
			cr_expect_str_eq(intern.labels[expected++].bytes, text);
	}
	cr_expect_eq(intern.size, expected);
	cr_expect_eq(segbias_intern_add(&intern, segbias_label_of("label 0")), expected);
	segbias_intern_release(&intern);
	cr_assert(segbias_intern_keep(&intern, keep));
	segbias_intern_release(&intern);
}
