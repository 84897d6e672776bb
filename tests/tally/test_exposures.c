#include "tally/exposures.h"

#include "tally/catalogue.h"
#include <criterion/criterion.h>

static struct segbias_label label(const char *text)
{
	return segbias_label_of(text);
}

static uint32_t find(const void *context, struct segbias_label person)
{
	(void)context;
	return segbias_label_equal(person, label("ann")) ? 7 : UINT32_MAX;
}

/* Ann is shown 0, 0, 4 and chose 4, 4, 9; Bob is shown 1. Cem was shown nothing. In either order. */
static void hold(const char *const *people, const uint32_t *categories, size_t count)
{
	struct segbias_exposures *exposures = NULL;
	bool known = false;
	size_t found = 0;
	cr_assert(segbias_exposures_create(&exposures));
	for (size_t i = 0; i < count; i++)
		cr_assert(segbias_exposures_show(exposures, label(people[i]), categories[i]));
	for (size_t i = 0; i < 3; i++)
		cr_assert(segbias_exposures_choose(exposures, label("ann"), i < 2 ? 4 : 9, &known) && known);
	cr_assert(segbias_exposures_choose(exposures, label("cem"), 1, &known) && !known);
	segbias_exposures_finish(exposures);
	segbias_exposures_join(exposures, find, NULL);
	const struct segbias_exposed *all = segbias_exposures_people(exposures, &found);
	cr_assert_eq(found, 2);
	for (size_t i = 0; i < found; i++) {
		bool ann = all[i].unit == 7;
		cr_expect(ann || all[i].unit == UINT32_MAX);
		cr_expect_eq(all[i].shown, ann ? 3 : 1);
		cr_expect_eq(all[i].chosen, ann ? 3 : 0);
		cr_assert_eq(all[i].count, ann ? 3 : 1);
		static const uint32_t ANN[3][2] = {{0, 2}, {1, 0}, {2, 1}};
		for (size_t j = 0; ann && j < 3; j++) {
			cr_expect_eq(all[i].cells[j].chosen, ANN[j][0]);
			cr_expect_eq(all[i].cells[j].shown, ANN[j][1]);
		}
	}
	segbias_exposures_free(exposures);
}

Test(exposures, counters_whatever_the_order)
{
	hold((const char *const[]){"ann", "ann", "bob", "ann"}, (const uint32_t[]){0, 4, 1, 0}, 4);
	hold((const char *const[]){"bob", "ann", "ann", "ann"}, (const uint32_t[]){1, 0, 0, 4}, 4);
}

Test(exposures, nobody)
{
	struct segbias_exposures *exposures = NULL;
	size_t count = 1;
	cr_assert(segbias_exposures_create(&exposures));
	segbias_exposures_finish(exposures);
	(void)segbias_exposures_people(exposures, &count);
	cr_expect_eq(count, 0);
	segbias_exposures_free(exposures);
	segbias_exposures_free(NULL);
}

Test(exposures, catalogue_rises)
{
	struct segbias_catalogue catalogue = {.room = 0};
	bool fresh = false;
	size_t count = 0;
	cr_assert(segbias_catalogue_add(&catalogue, label("a"), &fresh) && fresh);
	cr_assert(segbias_catalogue_add(&catalogue, label("b"), &fresh) && fresh);
	cr_assert(segbias_catalogue_add(&catalogue, label("a"), &fresh) && !fresh);
	cr_expect(segbias_catalogue_show(&catalogue, label("a")) && segbias_catalogue_show(&catalogue, label("a")));
	cr_expect_not(segbias_catalogue_show(&catalogue, label("c")));
	segbias_catalogue_finish(&catalogue, &count);
	cr_assert_eq(count, 2);
	cr_expect_eq(catalogue.shown[0], 0);
	cr_expect_eq(catalogue.shown[1], 2);
	segbias_catalogue_release(&catalogue);
}
