#include "tally/joint.h"

#include <criterion/criterion.h>

#include <string.h>

/* Of three columns of a plan the last and the first, in that order. */
static struct segbias_joint *make(double most)
{
	struct segbias_joint *joint = NULL;
	cr_assert_eq(segbias_joint_create((const uint32_t[]){2, 0}, 2, most, &joint, NULL), SEGBIAS_OK);
	return joint;
}

static void add(struct segbias_joint *joint, uint32_t first, uint32_t last, double weight, uint64_t count)
{
	const uint32_t ids[] = {first, 77, last};
	cr_assert_eq(segbias_joint_add(joint, ids, weight, count, NULL), SEGBIAS_OK);
}

Test(joint, kinds_stand_in_an_order_of_their_own)
{
	struct segbias_joint *joint = make(100);
	add(joint, 5, 300, 2.5, 1);
	add(joint, 2, 2, 1, 3);
	add(joint, 5, 300, .5, 2);
	add(joint, 2, 2, 1, 4);
	cr_assert_eq(segbias_joint_finish(joint, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_joint_size(joint), 3);
	cr_expect_eq(segbias_joint_count(joint, 0), 7);
	cr_expect_eq(segbias_joint_id(joint, 0, 0), 2);
	cr_expect_eq(segbias_joint_id(joint, 1, 0), 300);
	cr_expect_eq(segbias_joint_id(joint, 1, 1), 5);
	cr_expect_eq(segbias_joint_weight(joint, 1), .5);
	cr_expect_eq(segbias_joint_weight(joint, 2), 2.5);
	cr_expect_eq(segbias_joint_find(joint, (const uint32_t[]){5, 1, 300}, 2.5), 2);
	cr_expect_eq(segbias_joint_find(joint, (const uint32_t[]){5, 1, 300}, 2), SIZE_MAX);
	segbias_joint_free(joint);
}

Test(joint, more_kinds_than_there_may_be_are_refused)
{
	struct segbias_joint *joint = make(1);
	struct segbias_error error = {0};
	add(joint, 2, 2, 1, 1);
	cr_expect_eq(segbias_joint_add(joint, (const uint32_t[]){2, 0, 3}, 1, 1, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.id, "too_many_kinds");
	segbias_joint_free(joint);
}
