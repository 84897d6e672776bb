/* Random small tables of known cells: whatever the order of rows and columns, the name of the number and the language of the
 * labels, a table is read as these cells, or it is refused. */
#include "sources/pouring.h"

#include <math.h>

enum { DIMENSIONS_MAX = 3, VALUES_MAX = 5, ROWS_MAX = 256, LANGUAGES = 4, ROUNDS = 60 };

static const char *const NAMES[LANGUAGES][DIMENSIONS_MAX] = {
    {"sex", "housing", "education"},
    {"Geschlecht", "Wohnform", "Bildung"},
    {"الجنس", "السكن", "التعليم"},
    {"性别", "住房", "教育"},
};
static const char *const LABELS[LANGUAGES][DIMENSIONS_MAX][VALUES_MAX] = {
    {{"Female", "Male", "Diverse", "Open", "Fluid"},
     {"Owner", "Tenant", "Hostel", "Farm", "Boat"},
     {"Primary", "Secondary", "Bachelor", "Master", "Trade"}},
    {{"Frauen", "Männer", "Divers", "Offen", "Wechselnd"},
     {"Eigentum", "Miete", "Heim", "Hof", "Schiff"},
     {"Grundschule", "Mittelschule", "Bachelor", "Meister", "Lehre"}},
    {{"أنثى", "ذكر", "متنوع", "مفتوح", "متغير"},
     {"مالك", "مستأجر", "نزل", "مزرعة", "قارب"},
     {"ابتدائي", "ثانوي", "بكالوريوس", "ماجستير", "مهني"}},
    {{"女", "男", "多元", "开放", "流动"},
     {"自有", "租房", "宿舍", "农场", "船屋"},
     {"小学", "中学", "本科", "硕士", "职校"}},
};
static const char *const TOTALS[LANGUAGES] = {"Total", "Insgesamt", "المجموع", "合计"};
static const char *const COUNTS[LANGUAGES] = {"count", "Anzahl", "العدد", "人数"};
static const char *const SHARES[LANGUAGES] = {"share", "Anteil", "حصة", "占比"};

/* The truth. */
struct table {
	size_t dimensions, values[DIMENSIONS_MAX];
	bool totals[DIMENSIONS_MAX]; /* beside the values of that dimension */
	bool margins;
	bool shares;                                      /* in thousandths */
	long cells[VALUES_MAX * VALUES_MAX * VALUES_MAX]; /* values[0] fastest */
};

/* How it is written. */
struct writing {
	size_t language;
	const char *number;
	bool shuffled;
};

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state * 2685821657736338717u >> 32;
}

static size_t size_of(const struct table *t)
{
	size_t size = 1;
	for (size_t d = 0; d < t->dimensions; d++)
		size *= t->values[d];
	return size;
}

static size_t value_of(const struct table *t, size_t cell, size_t dimension)
{
	for (size_t d = 0; d < dimension; d++)
		cell /= t->values[d];
	return cell % t->values[dimension];
}

/* The sum of the cells that have these values; VALUES_MAX: any. */
static long sum_of(const struct table *t, const size_t values[DIMENSIONS_MAX])
{
	long sum = 0;
	for (size_t cell = 0; cell < size_of(t); cell++) {
		bool in = true;
		for (size_t d = 0; d < t->dimensions; d++)
			in = in && (values[d] == VALUES_MAX || value_of(t, cell, d) == values[d]);
		sum += in ? t->cells[cell] : 0;
	}
	return sum;
}

static struct table draw_table(uint64_t *state)
{
	struct table t = {.dimensions = 1 + next_random(state) % 3};
	t.margins = next_random(state) % 4 == 0;
	t.shares = next_random(state) % 3 == 0;
	for (size_t d = 0; d < t.dimensions; d++) {
		t.values[d] = 2 + next_random(state) % (VALUES_MAX - 1);
		t.totals[d] = next_random(state) % 3 == 0;
	}
	size_t size = size_of(&t);
	long left = 1000;
	for (size_t cell = 0; cell < size; cell++) {
		long scale = (long[]){40, 900, 70000}[next_random(state) % 3];
		t.cells[cell] = t.shares ? (long)(next_random(state) % (2000 / size))
		                         : 110 + (long)(next_random(state) % (uint64_t)scale);
		if (t.shares)
			t.cells[cell] = cell + 1 == size || t.cells[cell] > left ? left : t.cells[cell];
		left -= t.cells[cell];
	}
	return t;
}

static const char *label_of(size_t language, size_t dimension, size_t value)
{
	return value == VALUES_MAX ? TOTALS[language] : LABELS[language][dimension][value];
}

static void add_number(struct segbias_text *row, const struct table *t, long number)
{
	if (t->shares)
		segbias_text_add_format(row, "%ld.%03ld", number / 1000, number % 1000);
	else
		segbias_text_add_format(row, "%ld", number);
}

/* The columns in an order of their own. */
static void add_row(struct segbias_text *row, const char *const *cells, const size_t *order, size_t width)
{
	for (size_t i = 0; i < width; i++)
		segbias_text_add_format(row, "%s%s", cells[order[i]], i + 1 < width ? "," : "\n");
}

static size_t write_margins(const struct table *t, const struct writing *w, const size_t *order,
                            struct segbias_text *rows)
{
	size_t count = 0;
	for (size_t d = 0; d < t->dimensions; d++)
		for (size_t v = 0; v <= VALUES_MAX; v++) {
			size_t values[] = {VALUES_MAX, VALUES_MAX, VALUES_MAX};
			struct segbias_text number = {0};
			if (v >= t->values[d] && !(v == VALUES_MAX && t->totals[d]))
				continue;
			values[d] = v;
			add_number(&number, t, sum_of(t, values));
			const char *const cells[] = {NAMES[w->language][d], label_of(w->language, d, v), number.data};
			add_row(&rows[count++], cells, order, 3);
			segbias_text_release(&number);
		}
	return count;
}

static size_t write_cells(const struct table *t, const struct writing *w, const size_t *order,
                          struct segbias_text *rows)
{
	size_t count = 0;
	size_t all = 1;
	for (size_t d = 0; d < t->dimensions; d++)
		all *= VALUES_MAX + 1;
	for (size_t cell = 0; cell < all; cell++) {
		size_t values[DIMENSIONS_MAX] = {0};
		struct segbias_text number = {0};
		const char *cells[DIMENSIONS_MAX + 1];
		bool there = true;
		size_t rest = cell;
		for (size_t d = 0; d < t->dimensions; d++) {
			values[d] = rest % (VALUES_MAX + 1);
			rest /= VALUES_MAX + 1;
			there = there && (values[d] < t->values[d] || (values[d] == VALUES_MAX && t->totals[d]));
			cells[d] = label_of(w->language, d, values[d]);
		}
		if (!there)
			continue;
		add_number(&number, t, sum_of(t, values));
		cells[t->dimensions] = number.data;
		add_row(&rows[count++], cells, order, t->dimensions + 1);
		segbias_text_release(&number);
	}
	return count;
}

static void write_table(const struct table *t, const struct writing *w, uint64_t *state, struct segbias_text *out)
{
	struct segbias_text rows[ROWS_MAX] = {0};
	size_t order[] = {0, 1, 2, 3};
	size_t width = t->margins ? 3 : t->dimensions + 1;
	const char *header[DIMENSIONS_MAX + 1] = {"attribute", "value", w->number};
	for (size_t d = 0; d < t->dimensions && !t->margins; d++)
		header[d] = NAMES[w->language][d];
	header[width - 1] = w->number;
	for (size_t i = width; i > 1 && w->shuffled; i--) {
		size_t j = next_random(state) % i;
		size_t swap = order[i - 1];
		order[i - 1] = order[j];
		order[j] = swap;
	}
	size_t count = t->margins ? write_margins(t, w, order, rows) : write_cells(t, w, order, rows);
	for (size_t i = count; i > 1 && w->shuffled; i--) {
		size_t j = next_random(state) % i;
		struct segbias_text swap = rows[i - 1];
		rows[i - 1] = rows[j];
		rows[j] = swap;
	}
	add_row(out, header, order, width);
	for (size_t i = 0; i < count; i++) {
		segbias_text_add_string(out, rows[i].data);
		segbias_text_release(&rows[i]);
	}
}

/* Whether what was read is the truth; `why` says what is not. */
static bool is_true(const struct pouring *p, const struct table *t, size_t language, const char **why)
{
	enum segbias_unit unit = segbias_source_layout(p->source)->unit;
	*why = "shape";
	if (strcmp(segbias_source_shape(p->source)->name, t->margins ? "marginal" : "counts") != 0)
		return false;
	*why = "unit";
	if (unit != (t->shares ? SEGBIAS_UNIT_SHARE : SEGBIAS_UNIT_COUNT))
		return false;
	for (size_t d = 0; d < t->dimensions; d++) {
		*why = TOTALS[language];
		if (pouring_weight(p, NAMES[language][d], TOTALS[language]) >= 0)
			return false;
		for (size_t v = 0; v < t->values[d]; v++) {
			size_t values[] = {VALUES_MAX, VALUES_MAX, VALUES_MAX};
			values[d] = v;
			double truth = (double)sum_of(t, values) / (t->shares ? 1000 : 1);
			*why = LABELS[language][d][v];
			if (!(fabs(pouring_weight(p, NAMES[language][d], *why) - truth) < 1e-9 * truth + 1e-9))
				return false;
		}
	}
	return true;
}

/* 1: read, 0: refused. */
static size_t expect_truth(const struct table *t, const struct writing *w, uint64_t *state, int round)
{
	static const struct segbias_source_options OPTIONS = {.reference = true};
	struct segbias_text text = {0};
	struct pouring p;
	const char *why = "";
	write_table(t, w, state, &text);
	enum segbias_status status = pouring_all(&p, text.data, &OPTIONS);
	cr_expect(status == SEGBIAS_OK ? is_true(&p, t, w->language, &why) : status == SEGBIAS_DATA,
	          "round %d, status %d, %s: %s\n%s", round, (int)status, why, p.error.message, text.data);
	pouring_release(&p);
	segbias_text_release(&text);
	return status == SEGBIAS_OK;
}

Test(reading_property, orders_names_and_languages)
{
	uint64_t state = 20240229;
	size_t named = 0;
	size_t renamed = 0;
	for (int round = 0; round < ROUNDS; round++) {
		char word[16] = "z";
		const struct table t = draw_table(&state);
		for (size_t i = 1; i < 8; i++)
			word[i] = (char)('a' + next_random(&state) % 26);
		struct writing w = {0, t.shares ? SHARES[0] : COUNTS[0], false};
		named += expect_truth(&t, &w, &state, round);
		w.shuffled = true;
		w.language = next_random(&state) % LANGUAGES;
		w.number = t.shares ? SHARES[w.language] : COUNTS[w.language];
		named += expect_truth(&t, &w, &state, round);
		w.language = next_random(&state) % LANGUAGES;
		w.number = word;
		renamed += expect_truth(&t, &w, &state, round);
	}
	/* few are refused: sums by chance */
	cr_expect_geq(named, (size_t)(2 * .95 * ROUNDS), "%zu", named);
	cr_expect_geq(renamed, (size_t)(.9 * ROUNDS), "%zu", renamed);
}
