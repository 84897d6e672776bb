#include "values/order.h"

#include "values/word.h"

#include <string.h>

#define SCALE(order, name, least)
#define LIST(order, name, least)
#define STEP(order, step, text)

#undef SCALE
#undef LIST
#define SCALE(order, name, least) ORDER_##order,
#define LIST(order, name, least) ORDER_##order,
enum order {
#include "data/orders.def"
	ORDERS
};

#undef SCALE
#undef LIST
#define SCALE(order, name, least) {name, least, true},
#define LIST(order, name, least) {name, least, false},
static const struct {
	const char *name;
	size_t least;
	bool scale;
} KNOWN[] = {
#include "data/orders.def"
};
#undef SCALE
#undef LIST
#define SCALE(order, name, least)
#define LIST(order, name, least)

#undef STEP
#define STEP(order, step, text) {ORDER_##order, step, text},
static const struct {
	int order;
	uint32_t step;
	const char *text;
} STEPS[] = {
#include "data/orders.def"
};

enum { LABEL_MAX = 256 /* bytes: longer than any entry, however it is written */, NO_STEP = 0 };

_Static_assert((int)ORDERS <= 32, "a label's steps in all orders fit");

/* What a label is in each order: its step, or NO_STEP. */
struct label {
	uint32_t steps[ORDERS];
	bool unknown;
};

static void read_label(struct segbias_label label, struct label *out)
{
	struct segbias_text bare = {0};
	*out = (struct label){.unknown = segbias_word_unknown(label)};
	if (label.size <= LABEL_MAX)
		segbias_word_bare(label, &bare);
	for (size_t i = 0; bare.size > 0 && !bare.failed && i < sizeof STEPS / sizeof *STEPS; i++)
		if (strcmp(STEPS[i].text, bare.data) == 0)
			out->steps[STEPS[i].order] = STEPS[i].step;
	segbias_text_release(&bare);
}

/* Whether every label has a step of its own in the order, or is unknown. *known: those that have one. */
static bool explains(const struct label *labels, size_t count, int order, size_t *known)
{
	*known = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t step = labels[i].steps[order];
		if (step == NO_STEP && !labels[i].unknown)
			return false;
		for (size_t j = 0; step != NO_STEP && j < i; j++)
			if (labels[j].steps[order] == step)
				return false;
		*known += step != NO_STEP;
	}
	return true;
}

struct segbias_order segbias_order_find(const struct segbias_label *labels, size_t count, uint32_t *steps)
{
	struct label read[SEGBIAS_ORDER_VALUES_MAX];
	if (count > SEGBIAS_ORDER_VALUES_MAX)
		return (struct segbias_order){0};
	for (size_t i = 0; i < count; i++)
		read_label(labels[i], &read[i]);
	for (int order = 0; order < ORDERS; order++) {
		size_t known = 0;
		if (!explains(read, count, order, &known) || known < KNOWN[order].least)
			continue;
		for (size_t i = 0; i < count; i++)
			steps[i] = read[i].steps[order] == NO_STEP ? SEGBIAS_ORDER_UNKNOWN : read[i].steps[order];
		return (struct segbias_order){KNOWN[order].name, KNOWN[order].scale && known == count};
	}
	return (struct segbias_order){0};
}
