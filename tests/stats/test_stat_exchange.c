#include "stats/exchange.h"

#include "near.h"
#include <criterion/criterion.h>

#include <string.h>

enum {
	ATTRIBUTES_MOST = 4,
	SIZE_MOST = 5,
	LEVELS_MOST = ATTRIBUTES_MOST * SIZE_MOST,
	KINDS_MOST = 31,
	JOINS_MOST = 625
};

struct problem {
	size_t size[ATTRIBUTES_MOST];
	double count[LEVELS_MOST], low[LEVELS_MOST], high[LEVELS_MOST], people[KINDS_MOST];
	uint32_t leave[KINDS_MOST * ATTRIBUTES_MOST], join[JOINS_MOST * ATTRIBUTES_MOST];
	bool possible; /* each value can be some whole number */
	struct segbias_exchange e;
};

static uint32_t below(uint32_t *state, uint32_t most)
{
	*state = *state * 1664525U + 1013904223U;
	return (*state >> 16) * most >> 16;
}

static void make_people(struct problem *p, uint32_t *state)
{
	size_t attributes = p->e.attributes;
	bool skewed = below(state, 3) > 0;
	for (uint32_t left = 1 + below(state, 30); left > 0; left--) {
		uint32_t *cell = p->leave + p->e.leaves * attributes;
		size_t same = 0;
		for (size_t a = 0; a < attributes; a++) {
			cell[a] = below(state, (uint32_t)p->size[a]);
			uint32_t other = skewed ? below(state, (uint32_t)p->size[a]) : cell[a];
			cell[a] = other < cell[a] ? other : cell[a];
		}
		while (memcmp(p->leave + same * attributes, cell, attributes * sizeof *cell) != 0)
			same++;
		p->e.leaves += same == p->e.leaves;
		p->people[same] += 1 + below(state, 1 + below(state, 40));
	}
	for (size_t a = 0, first = 0; a < attributes; first += p->size[a++]) {
		for (size_t i = 0; i < p->e.leaves; i++)
			p->count[first + p->leave[i * attributes + a]] += p->people[i];
		for (size_t v = 0; v < p->size[a]; v++)
			p->count[first + v] += below(state, 4) == 0 ? below(state, 3) : 0;
	}
}

/* Between .8 and 1.25 of the share, in whole numbers. */
static void make_shares(struct problem *p, uint32_t *state)
{
	p->possible = true;
	for (size_t a = 0, first = 0; a < p->e.attributes; first += p->size[a++]) {
		uint32_t parts[SIZE_MOST];
		uint32_t sum = 0;
		uint32_t n = 0;
		for (size_t v = 0; v < p->size[a]; v++) {
			parts[v] = 1 + below(state, 20);
			n += (uint32_t)p->count[first + v];
		}
		if (below(state, 10) == 0)
			parts[0] = 0;
		for (size_t v = 0; v < p->size[a]; v++)
			sum += parts[v];
		for (size_t v = 0; v < p->size[a]; v++) {
			p->low[first + v] = (4 * parts[v] * n + 5 * sum - 1) / (5 * sum); /* whole numbers */
			p->high[first + v] = 5 * parts[v] * n / (4 * sum);
			p->possible = p->possible && p->low[first + v] <= p->high[first + v];
		}
	}
}

static void make_joins(struct problem *p, uint32_t *state)
{
	bool any = below(state, 2);
	size_t cells = 1;
	for (size_t a = 0; a < p->e.attributes; a++)
		cells *= p->size[a];
	for (size_t i = 0; !any && i < cells; i++) {
		size_t rest = i;
		if (below(state, 3) == 0)
			continue;
		for (size_t a = p->e.attributes; a-- > 0; rest /= p->size[a])
			p->join[p->e.joins * p->e.attributes + a] = (uint32_t)(rest % p->size[a]);
		p->e.joins++;
	}
	p->e.join = any ? NULL : p->join;
}

/* By the steps of scripts/oracle/stat_exchange.py. */
static void make(uint32_t seed, struct problem *p)
{
	uint32_t state = seed;
	*p = (struct problem){.e = {.values = p->size,
	                            .count = p->count,
	                            .low = p->low,
	                            .high = p->high,
	                            .leave = p->leave,
	                            .people = p->people}};
	p->e.attributes = 1 + below(&state, 4);
	for (size_t a = 0; a < p->e.attributes; a++)
		p->size[a] = 2 + below(&state, 4);
	make_people(p, &state);
	make_shares(p, &state);
	make_joins(p, &state);
}

static const struct {
	uint32_t seed;
	double people;
} CASES[] = {
    /* clang-format off: rows of scripts/oracle/stat_exchange.py */
    {1, -1},    {2, 76},    {3, 129},   {4, -1},   {5, 50},    {6, 84},   {7, 84},    {8, 6},     {9, -1},
    {10, 10},   {11, 11},   {12, -1},   {13, 62},  {14, 7},    {15, 38},  {16, -1},   {17, 54},   {18, 19},
    {19, 34},   {20, 28},   {21, 44},   {22, -1},  {23, 53},   {24, -1},  {25, 77},   {26, -1},   {27, -1},
    {28, -1},   {29, 62},   {30, 58},   {31, 40},  {32, 27},   {33, 65},  {34, 0},    {35, 27},   {36, -1},
    {37, -1},   {38, 100},  {39, 58},   {40, -1},  {41, 101},  {42, 3},   {43, -1},   {44, 28},   {45, 77},
    {46, 24},   {47, 67},   {48, -1},   {49, -1},  {50, 162},  {51, 55},  {52, -1},   {53, 36},   {54, 125},
    {55, 22},   {56, 40},   {57, 97},   {58, -1},  {59, 73},   {60, 104}, {61, -1},   {62, 95},   {63, 38},
    {64, -1},   {65, 46},   {66, 37},   {67, -1},  {68, 69},   {69, -1},  {70, 21},   {71, 58},   {72, 57},
    {73, 37},   {74, -1},   {75, 40},   {76, -1},  {77, 151},  {78, -1},  {79, -1},   {80, -1},   {81, -1},
    {82, -1},   {83, 97},   {84, 94},   {85, 8},   {86, 36},   {87, 48},  {88, 7},    {89, 47},   {90, 70},
    {91, -1},   {92, -1},   {93, 58},   {94, -1},  {95, 84},   {96, 72},  {97, -1},   {98, 60},   {99, 49},
    {100, -1},  {101, 62},  {102, 46},  {103, 8},  {104, 119}, {105, -1}, {106, -1},  {107, -1},  {108, 67},
    {109, 3},   {110, 100}, {111, -1},  {112, -1}, {113, 48},  {114, 47}, {115, -1},  {116, 59},  {117, -1},
    {118, -1},  {119, 58},  {120, 30},  {121, -1}, {122, 75},  {123, -1}, {124, -1},  {125, 45},  {126, 94},
    {127, -1},  {128, 84},  {129, -1},  {130, -1}, {131, 157}, {132, 61}, {133, -1},  {134, 55},  {135, 44},
    {136, -1},  {137, 164}, {138, 61},  {139, -1}, {140, 58},  {141, 32}, {142, 3},   {143, 65},  {144, 47},
    {145, -1},  {146, -1},  {147, 55},  {148, 6},  {149, 89},  {150, -1}, {151, -1},  {152, -1},  {153, 75},
    {154, 8},   {155, 164}, {156, 99},  {157, -1}, {158, 147}, {159, 69}, {160, -1},  {161, 55},  {162, 46},
    {163, -1},  {164, 94},  {165, -1},  {166, -1}, {167, -1},  {168, 35}, {169, -1},  {170, 114}, {171, 38},
    {172, -1},  {173, 49},  {174, 50},  {175, -1}, {176, 22},  {177, 39}, {178, -1},  {179, -1},  {180, 103},
    {181, -1},  {182, 127}, {183, 48},  {184, -1}, {185, 105}, {186, 14}, {187, -1},  {188, 101}, {189, 42},
    {190, -1},  {191, 167}, {192, 100}, {193, -1}, {194, 137}, {195, 69}, {196, 15},  {197, 100}, {198, 100},
    {199, 24},  {200, 153}, {201, 33},  {202, -1}, {203, 110}, {204, 82}, {205, -1},  {206, 102}, {207, 78},
    {208, 3},   {209, 171}, {210, 26},  {211, 14}, {212, 72},  {213, 49}, {214, 30},  {215, 94},  {216, 59},
    {217, -1},  {218, 67},  {219, 41},  {220, -1}, {221, 37},  {222, -1}, {223, -1},  {224, 104}, {225, 65},
    {226, -1},  {227, -1},  {228, 68},  {229, -1}, {230, 188}, {231, 37}, {232, -1},  {233, 72},  {234, -1},
    {235, -1},  {236, 130}, {237, 35},  {238, -1}, {239, 76},  {240, 33}, {241, -1},  {242, -1},  {243, 8},
    {244, -1},  {245, 159}, {246, 50},  {247, -1}, {248, 66},  {249, 65}, {250, -1},  {251, 150}, {252, 50},
    {253, 4},   {254, 136}, {255, 25},  {256, 90}, {257, 90},  {258, 46}, {259, 111}, {260, 63},  {261, 31},
    {262, 57},  {263, 42},  {264, -1},  {265, 47}, {266, -1},  {267, -1}, {268, 215}, {269, -1},  {270, -1},
    {271, 147}, {272, 44},  {273, 50},  {274, 58}, {275, -1},  {276, -1}, {277, 105}, {278, 163}, {279, 66},
    {280, 95},  {281, 108}, {282, 92},  {283, 51}, {284, 22},  {285, 33}, {286, 51},  {287, 126}, {288, -1},
    {289, -1},  {290, 114}, {291, 31},  {292, 94}, {293, 79},  {294, 67}, {295, 85},  {296, 251}, {297, -1},
    {298, 65},  {299, 184}, {300, 66},
    /* clang-format on */
};

/* Whether the exchange is one, and of so many. */
static void expect_exchange(uint32_t seed, const struct problem *p, const struct segbias_exchanged *out)
{
	double count[LEVELS_MOST];
	double left = 0;
	double joined = 0;
	size_t attributes = p->e.attributes;
	memcpy(count, p->count, sizeof count);
	for (size_t i = 0; i < p->e.leaves; i++) {
		left += out->leave[i];
		cr_expect(out->leave[i] >= 0 && out->leave[i] <= p->people[i], "%u", seed);
		for (size_t a = 0, first = 0; a < attributes; first += p->size[a++])
			count[first + p->leave[i * attributes + a]] -= out->leave[i];
	}
	for (size_t i = 0; i < out->joined; i++) {
		bool may = !p->e.join;
		joined += out->joining[i];
		for (size_t a = 0, first = 0; a < attributes; first += p->size[a++])
			count[first + out->join[i * attributes + a]] += out->joining[i];
		for (size_t k = 0; k < p->e.joins && !may; k++)
			may = memcmp(p->join + k * attributes, out->join + i * attributes,
			             attributes * sizeof *p->join) == 0;
		cr_expect(may && out->joining[i] > 0, "%u: who may not join does", seed);
	}
	cr_expect(left == out->people && joined == out->people, "%u: %g leave and %g join", seed, left, joined);
	for (size_t a = 0, v = 0; a < attributes; a++)
		for (size_t last = v + p->size[a]; v < last; v++)
			cr_expect(count[v] >= p->low[v] && count[v] <= p->high[v], "%u: %g of %g to %g", seed, count[v],
			          p->low[v], p->high[v]);
}

Test(exchange, the_fewest_are_those_of_an_integer_program)
{
	size_t found = 0;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct problem p;
		struct segbias_exchanged out;
		make(CASES[i].seed, &p);
		if (!p.possible) {
			cr_expect_eq(CASES[i].people, -1, "%u", CASES[i].seed);
			continue;
		}
		enum segbias_exchange_state state = segbias_exchange_find(&p.e, &out);
		cr_expect_eq(state, CASES[i].people < 0 ? SEGBIAS_EXCHANGE_IMPOSSIBLE : SEGBIAS_EXCHANGE_FOUND,
		             "%u: %d", CASES[i].seed, (int)state);
		if (state == SEGBIAS_EXCHANGE_FOUND) {
			found++;
			cr_expect(out.people == CASES[i].people && out.optimal && out.lower == out.people,
			          "%u: %g for %g, at least %g", CASES[i].seed, out.people, CASES[i].people, out.lower);
			expect_exchange(CASES[i].seed, &p, &out);
		}
		segbias_exchanged_release(&out);
	}
	cr_expect(found >= 150, "%zu", found);
}

/* By hand: 10 of x should be 4 to 6, and 0 of y 4 to 6: four leave, and four join. Of one attribute it is what is lacking or too much. */
Test(exchange, of_one_attribute_it_is_the_lack_or_the_excess)
{
	static const size_t VALUES[] = {3};
	static const double COUNT[] = {10, 0, 2};
	static const double LOW[] = {4, 4, 1};
	static const double HIGH[] = {6, 6, 3};
	static const uint32_t LEAVE[] = {0, 2};
	static const double PEOPLE[] = {10, 2};
	const struct segbias_exchange e = {1, VALUES, COUNT, LOW, HIGH, 2, LEAVE, PEOPLE, 0, NULL, 0};
	struct segbias_exchanged out;
	cr_assert_eq(segbias_exchange_find(&e, &out), SEGBIAS_EXCHANGE_FOUND);
	cr_expect(out.people == 4 && out.leave[0] >= 3 && out.joined == 1 && out.join[0] == 1 && out.joining[0] == 4);
	segbias_exchanged_release(&out);
}

/* The ones that are in the band stay. */
Test(exchange, of_what_is_right_nobody_leaves)
{
	static const size_t VALUES[] = {2};
	static const double COUNT[] = {5, 5};
	static const double LOW[] = {4, 4};
	static const double HIGH[] = {6, 6};
	static const uint32_t LEAVE[] = {0, 1};
	const struct segbias_exchange e = {1, VALUES, COUNT, LOW, HIGH, 2, LEAVE, COUNT, 0, NULL, 0};
	struct segbias_exchanged out;
	cr_assert_eq(segbias_exchange_find(&e, &out), SEGBIAS_EXCHANGE_FOUND);
	cr_expect(out.people == 0 && out.joined == 0 && out.leave[0] == 0 && out.leave[1] == 0 && out.optimal);
	segbias_exchanged_release(&out);
}

/* Where the search ends early it says no more than it knows: a number that is not shown to be the fewest is not called so, what is said to be
 * the least is, and nothing is called impossible that is not. */
Test(exchange, an_early_end_claims_nothing)
{
	static const double WORK[] = {1, 2e4, 5e4, 1e5, 3e5};
	size_t early = 0;
	size_t optimal = 0;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		for (size_t k = 0; k < sizeof WORK / sizeof *WORK; k++) {
			struct problem p;
			struct segbias_exchanged out;
			make(CASES[i].seed, &p);
			p.e.work_most = WORK[k];
			if (!p.possible)
				continue;
			double fewest = CASES[i].people;
			enum segbias_exchange_state state = segbias_exchange_find(&p.e, &out);
			cr_expect(state != SEGBIAS_EXCHANGE_IMPOSSIBLE || fewest < 0, "%u, %g", CASES[i].seed, WORK[k]);
			cr_expect(state != SEGBIAS_EXCHANGE_FOUND || fewest >= 0, "%u, %g", CASES[i].seed, WORK[k]);
			early += state == SEGBIAS_EXCHANGE_NOT_FOUND;
			if (state == SEGBIAS_EXCHANGE_FOUND) {
				cr_expect(out.lower <= fewest && fewest <= out.people &&
				              out.optimal == (out.people == out.lower),
				          "%u, %g: %g for %g, at least %g", CASES[i].seed, WORK[k], out.people, fewest,
				          out.lower);
				expect_exchange(CASES[i].seed, &p, &out);
				early += !out.optimal;
				optimal += out.optimal;
			}
			segbias_exchanged_release(&out);
		}
	cr_expect(early > 100 && optimal > 100, "%zu, %zu", early, optimal);
}

/* By hand: in each triple of attributes one person at least has to have the rare value of each, and who joins has two of the three: two people a triple,
 * where halves would be one and a half. */
Test(exchange, what_is_not_proven_is_not_called_the_fewest)
{
	enum { TRIPLES_MOST = 6, PARTS_MOST = 3 * TRIPLES_MOST };
	static const struct {
		size_t triples;
		double work_most;
		bool optimal;
	} ROWS[] = {{1, 0, true}, {2, 0, true}, {TRIPLES_MOST, 1e7, false}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		size_t parts = 3 * ROWS[i].triples;
		size_t values[PARTS_MOST];
		double count[2 * PARTS_MOST];
		double low[2 * PARTS_MOST];
		double high[2 * PARTS_MOST];
		uint32_t leave[PARTS_MOST] = {0};
		uint32_t join[PARTS_MOST * PARTS_MOST] = {0};
		double people = 100;
		for (size_t a = 0; a < parts; a++) {
			values[a] = 2;
			count[2 * a] = high[2 * a] = high[2 * a + 1] = 100;
			count[2 * a + 1] = low[2 * a] = 0;
			low[2 * a + 1] = 1;
			for (size_t b = a / 3 * 3; b < a / 3 * 3 + 3; b++)
				join[a * parts + b] = b != a;
		}
		const struct segbias_exchange e = {parts, values,           count, low, high, 1, leave, &people, parts,
		                                   join,  ROWS[i].work_most};
		struct segbias_exchanged out;
		cr_assert_eq(segbias_exchange_find(&e, &out), SEGBIAS_EXCHANGE_FOUND, "%zu", i);
		double fewest = 2 * (double)ROWS[i].triples;
		cr_expect(out.people >= fewest && out.lower <= fewest, "%zu: %g, at least %g", i, out.people,
		          out.lower);
		cr_expect(out.optimal == ROWS[i].optimal && out.optimal == (out.lower == out.people),
		          "%zu: %g, at least %g", i, out.people, out.lower);
		cr_expect(!out.optimal || out.people == fewest, "%zu: %g", i, out.people);
		segbias_exchanged_release(&out);
	}
}
