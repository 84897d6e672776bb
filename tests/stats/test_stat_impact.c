#include "stats/near.h"
#include "stats/stats.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { GROUPS_MAX = 4 };

/* Tries every way to spread the people of unknown group: the selected ones first, one group after the other. */
struct trying {
	struct segbias_impact impact;
	struct segbias_impact_group groups[GROUPS_MAX];
	size_t group;
	double low, high;
};

static void look(struct trying *t)
{
	double top = 0;
	const struct segbias_impact_group *own = &t->groups[t->group];
	size_t against = t->impact.against;
	if (!(own->n > 0))
		return;
	for (size_t i = 0; i < t->impact.count; i++)
		if (!t->groups[i].left_out && t->groups[i].n > 0 && (against == t->impact.count || against == i))
			top = fmax(top, t->groups[i].selected / t->groups[i].n);
	double ratio = own->selected / own->n / top;
	if (isnan(ratio))
		return;
	t->low = fmin(t->low, ratio);
	t->high = fmax(t->high, ratio);
}

static void spread(struct trying *t, size_t at, int selected, int rejected)
{
	if (at + 1 == t->impact.count) {
		struct segbias_impact_group before = t->groups[at];
		t->groups[at].selected += selected;
		t->groups[at].n += selected + rejected;
		look(t);
		t->groups[at] = before;
		return;
	}
	for (int s = 0; s <= selected; s++)
		for (int r = 0; r <= rejected; r++) {
			struct segbias_impact_group before = t->groups[at];
			t->groups[at].selected += s;
			t->groups[at].n += s + r;
			spread(t, at + 1, selected - s, rejected - r);
			t->groups[at] = before;
		}
}

static uint32_t draw(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525U + 1013904223U;
	return (uint32_t)(((uint64_t)(*state >> 8) * below) >> 24);
}

static void make(struct trying *t, uint32_t *state)
{
	memset(t, 0, sizeof *t);
	t->impact.count = 2 + draw(state, GROUPS_MAX - 1);
	for (size_t i = 0; i < t->impact.count; i++) {
		t->groups[i].n = draw(state, 12);
		t->groups[i].selected = draw(state, 1 + (uint32_t)t->groups[i].n);
		t->groups[i].left_out = draw(state, 8) == 0;
	}
	t->impact.groups = t->groups;
	t->impact.against = draw(state, 3) == 0 ? draw(state, (uint32_t)t->impact.count) : t->impact.count;
	t->impact.selected = draw(state, 4);
	t->impact.rejected = draw(state, 5);
	t->impact.whole = true;
	t->low = INFINITY;
	t->high = -INFINITY;
}

/* Every way there is, by hand: nothing goes beyond the bounds, and both are reached. */
Test(stat_impact, bounds_are_those_of_every_way_to_spread_the_unknown)
{
	uint32_t state = 7;
	for (size_t row = 0; row < 20000; row++) {
		struct trying t;
		double low = 0;
		double high = 0;
		make(&t, &state);
		t.group = draw(&state, (uint32_t)t.impact.count);
		bool usable = !t.groups[t.group].left_out && t.groups[t.group].n > 0;
		if (!usable || (t.impact.against < t.impact.count && t.groups[t.impact.against].left_out))
			continue;
		segbias_impact_bounds(&t.impact, t.group, &low, &high);
		if (t.group == t.impact.against) {
			cr_expect(low == 1 && high == 1);
			continue;
		}
		spread(&t, 0, (int)t.impact.selected, (int)t.impact.rejected);
		if (isfinite(t.low))
			cr_expect(fabs(low - t.low) <= 1e-12, "row %zu: low %g, of all ways %g", row, low, t.low);
		if (isfinite(t.high))
			cr_expect(fabs(high - t.high) <= 1e-12, "row %zu: high %g, of all ways %g", row, high, t.high);
		else
			cr_expect(isnan(high),
			          "row %zu: %g; %g of %g, against %zu of %zu, unknown %g %g, low %g high %g", row, high,
			          t.groups[t.group].selected, t.groups[t.group].n, t.impact.against, t.impact.count,
			          t.impact.selected, t.impact.rejected, t.low, t.high);
	}
}

/* 8 of 20 and 10 of 20; 2 selected and 3 rejected people are unknown: 8/23 to 12/22, and 10/22 to 10/23. */
Test(stat_impact, an_example_by_hand)
{
	const struct segbias_impact_group groups[] = {{8, 20, false}, {10, 20, false}};
	const struct segbias_impact impact = {groups, 2, 1, 2, 3, true};
	double low = 0;
	double high = 0;
	segbias_impact_bounds(&impact, 0, &low, &high);
	cr_expect(near_within(low, 8. / 23 / (12. / 22), 1e-14));
	cr_expect(near_within(high, 10. / 22 / (10. / 23), 1e-14));
}

/* Millions are no matter of time, and a person belongs to one group. */
Test(stat_impact, large_numbers)
{
	const struct segbias_impact_group groups[] = {{4e9, 1e10, false}, {6e9, 1e10, false}, {5e9, 1e10, false}};
	const struct segbias_impact impact = {groups, 3, 3, 0, 4e9, true};
	double low = 0;
	double high = 0;
	segbias_impact_bounds(&impact, 0, &low, &high);
	cr_expect(near_within(low, 4. / 14 / .6, 1e-12));
	/* The others come to one rate t: 6/t + 5/t = 20 + 4. */
	cr_expect(near_within(high, .4 / (11. / 24), 1e-9), "%.17g", high);
}

Test(stat_impact, nothing_unknown)
{
	const struct segbias_impact_group groups[] = {{8, 20, false}, {10, 20, false}, {0, 5, false}, {9, 9, true}};
	const struct segbias_impact impact = {groups, 4, 4, 0, 0, true};
	double low = 0;
	double high = 0;
	segbias_impact_bounds(&impact, 0, &low, &high);
	cr_expect(low == .8 && high == .8);
	segbias_impact_bounds(&impact, 2, &low, &high);
	cr_expect(low == 0 && high == 0, "%g %g", low, high);
	segbias_impact_bounds(&impact, 3, &low, &high);
	cr_expect(isnan(low) && isnan(high));
}
