/* Which values of a table are totals of the others, by arithmetic and by name. A total that is taken for a group halves
 * every share; a group that is taken for a total is lost. */
#include "sources/aggregate.h"
#include "sources/interval.h"
#include "sources/margin.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/unicode.h"
#include "values/band.h"
#include "values/column.h"
#include "values/name.h"
#include "values/synonym.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LARGE = 1000,         /* units: below it a figure is near the sum of the others by chance */
	LOOKS_MAX = 20000000, /* rows compared, before grand totals within groups are left unverified */
	LISTED_MAX = 40,      /* values that a hint names */
};

static const double MOST_OFF = 0.005;        /* of the total … */
static const double MOST_OFF_ROUNDED = 0.02; /* … where all figures are multiples of ten and more */

/* The probability that a sum of the others is none but by chance (7 = 4 + 3): above the first a group, which is said up to the
 * last; up to the second a total for sure. */
static const double CHANCE_ASK = 0.01, CHANCE_TAKE = 1e-4, CHANCE_SAY = 0.2;

/* A figure so near to the sum of the others is hardly a group, though it does not fit: noise was added, or a row is missing. */
static const double NEAR = 0.005, CLOSE = 0.001;

/* What the other file lacks and is about as much as all others may be a total that is called by a name. A place may be one up to
 * twice as much, as some parts are not listed; a capital of 45 % is less, and England of 84 % is more. */
static const double ABOUT = 0.05, PLACE_MOST = 2;
static const double PART_MOST = 0.95; /* of the others: beside one that is nearly all of them it is the other half */

static const double NEAR_LEAST = 0.8; /* of the sum: a row without a label is hardly of those that are unknown */

segbias_aggregate_step segbias_aggregate_totals;

/* What a value's label says of it. */
enum kind { KIND_PLAIN, KIND_CODE, KIND_OPEN, KIND_WEAK, KIND_STRONG };

/* A value of the dimension that is looked at. */
struct value {
	enum kind kind;
	bool residual;      /* "Not stated" */
	bool gone;          /* a total already */
	bool named;         /* by --within or --where: a value, whatever it sums to */
	bool hinted;        /* a plain one that begins or ends like a total: "All tenures" */
	bool of_all;        /* … or says so in a part of its label, beside others that do not: "Female, all ages" */
	bool apart;         /* a year of age, a band that overlaps with none, or one of several known values (Male) */
	double figure;      /* over all strata */
	size_t rows, alone; /* and those that have a value in no other dimension */
	size_t fits, misfits;
	double fitted;      /* figure of the strata in which it fits */
	double mix;         /* of the others in the first of them: strata that are mixed alike tell nothing new */
	double chance;      /* the probability that all of these fits are chance … */
	double doubt;       /* … and that where strata may be mixed alike but for rounding */
	size_t near, close; /* misfits by less than NEAR and CLOSE of the figure … */
	size_t about;       /* … and by less than ABOUT */
	size_t exceeded;    /* misfits in which the others come to more, by more than rounding and noise explain */
	double off, unsigned_off; /* of the strata that do not fit: figure less the others; and that without its sign */
};

/* In how many of its dimensions a row is a total or blank. */
enum span { SPAN_NONE, SPAN_SOME, SPAN_ALL };

/* A stratum: rows that agree in everything else. */
struct stratum {
	double sum, residual; /* of the values that are left; of those among them that are residual */
	double spare;         /* by how much less the sum may be: hidden figures stand in it with their middle */
	double mix;           /* the sum of them, each by its place in the list */
	double step;          /* what all figures are multiples of: 250 where they are 500, 750 and 1250 */
	size_t values, above; /* how many, and above zero; residual ones apart */
};

struct search {
	struct segbias_aggregate *aggregate;
	size_t field;
	uint32_t attribute; /* of margins: whose rows; SEGBIAS_INTERN_NONE: all */
	struct segbias_label name;
	struct value *values; /* [spellings of the field] */
	struct segbias_strata strata;
	struct stratum *sums;
	double step;          /* the same of all strata */
	const uint8_t *spans; /* [rows]: enum span */
	size_t unlabelled;    /* the only row without a value in any dimension; SIZE_MAX: there is none */
	size_t dimensions;
	size_t full, alone; /* rows with a value in all of them, and in one */
	size_t complete;    /* the most values that a stratum has */
	double grand;       /* the sum of the rows that have no total's word and no blank in any dimension … */
	size_t pure;        /* … and how many they are */
	size_t looked;      /* rows that grand totals within groups were compared with */
	double listed;      /* the sum of the figures of all values that may be parts */
	bool single;        /* of a place or an age nobody has several … */
	bool place;         /* … and of a place */
	bool verified;      /* a total was the sum of the values that are left: none of them is one */
};

static struct segbias_label label_of(const struct search *s, uint32_t id)
{
	return s->aggregate->grid->spellings[s->field].labels[id];
}

/* Whether the row belongs to what is looked at. */
static bool looks_at(const struct search *s, size_t row)
{
	return segbias_aggregate_looks_at(s->aggregate, s->attribute, row);
}

/* --- what labels say -------------------------------------------------------------------------------------------- */

bool segbias_aggregate_total_code(struct segbias_label label)
{
	static const char *const CODES[] = {"t", "_t", "tot", "null", "0", "999", "9999", "00", "000"};
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if (segbias_unicode_same(label, segbias_label_of(CODES[i])))
			return true;
	return false;
}

/* One that is hardly a group: "T", and not "0". */
static bool is_letter_code(struct segbias_label label)
{
	return segbias_aggregate_total_code(label) && (label.bytes[0] < '0' || label.bytes[0] > '9');
}

/* Whether the words of `part` stand side by side in `whole`; both bare. */
static bool has_words(const char *whole, const char *part)
{
	size_t size = strlen(part);
	for (const char *at = strstr(whole, part); at && size; at = strstr(at + 1, part))
		if ((at == whole || at[-1] == ' ') && (at[size] == 0 || at[size] == ' '))
			return true;
	return false;
}

/* "Males and females": names all other values, of which there are two or more. */
static bool names_all(const struct search *s, uint32_t id, const bool *there)
{
	enum { OTHERS_MAX = 12 };
	const struct segbias_intern *spellings = &s->aggregate->grid->spellings[s->field];
	struct segbias_text whole = {0};
	struct segbias_text part = {0};
	size_t others = 0;
	bool all = spellings->size > 2;
	segbias_word_bare(spellings->labels[id], &whole);
	for (uint32_t i = 0; i < spellings->size && all && whole.data; i++) {
		if (i == id || !there[i] || s->values[i].residual || s->values[i].kind >= KIND_WEAK)
			continue;
		part.size = 0;
		segbias_word_bare(spellings->labels[i], &part);
		all = ++others <= OTHERS_MAX && part.data && has_words(whole.data, part.data);
	}
	all = all && whole.data && others >= 2;
	segbias_text_release(&whole);
	segbias_text_release(&part);
	return all;
}

/* A band with an open end that contains all other values, of which two or more are bands. */
static bool contains_all(const struct search *s, uint32_t id, const bool *there)
{
	const struct segbias_intern *spellings = &s->aggregate->grid->spellings[s->field];
	struct segbias_band outer;
	size_t inside = 0;
	if (!segbias_band_parse(spellings->labels[id], &outer) || outer.single ||
	    (isfinite(outer.low) && isfinite(outer.end)))
		return false;
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_band inner;
		if (!there[i] || i == id || s->values[i].gone || s->values[i].residual)
			continue;
		if (!segbias_band_parse(spellings->labels[i], &inner) || !segbias_band_within(&inner, &outer))
			return false;
		inside++;
	}
	return inside >= 2;
}

/* A year of age is no total, nor is a band that has nothing in common with the other bands. */
static bool is_band_apart(const struct search *s, uint32_t id, const bool *there)
{
	const struct segbias_intern *spellings = &s->aggregate->grid->spellings[s->field];
	struct segbias_band mine;
	size_t bands = 0;
	if (!segbias_band_parse(spellings->labels[id], &mine))
		return false;
	if (mine.single)
		return segbias_band_ages(s->name) && !segbias_band_no_age(&mine);
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_band other;
		if (!there[i] || i == id || !segbias_band_parse(spellings->labels[i], &other) || other.single)
			continue;
		if (mine.low < other.end && other.low < mine.end)
			return false;
		bands++;
	}
	return bands > 0;
}

static bool is_named(const struct search *s, struct segbias_label label)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	const struct segbias_pair *lists[] = {options->named, options->wheres};
	const size_t counts[] = {options->named_count, options->where_count};
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < counts[l]; i++)
			if ((segbias_name_same(lists[l][i].left, s->name) ||
			     segbias_name_synonym(lists[l][i].left, s->name)) &&
			    segbias_unicode_same(lists[l][i].right, label))
				return true;
	return false;
}

static size_t count_dimensions(const struct search *s)
{
	size_t count = 0;
	for (size_t field = 0; field < s->aggregate->grid->width; field++)
		count +=
		    s->aggregate->evidence->columns[field].dimension && !s->aggregate->evidence->columns[field].remark;
	return count;
}

/* In how many dimensions the row has a value. */
static size_t count_labels(const struct search *s, size_t row)
{
	size_t blanks = 0;
	for (size_t field = 0; field < s->aggregate->grid->width && s->spans[row] != SPAN_NONE; field++)
		blanks += s->aggregate->evidence->columns[field].dimension &&
		          !s->aggregate->evidence->columns[field].remark &&
		          segbias_missing_blank(segbias_grid_cell(s->aggregate->grid, row, field));
	return s->dimensions - blanks;
}

/* What the rows of each value have: *there: which values come. */
static void read_rows(struct search *s, bool *there)
{
	size_t unlabelled = 0;
	s->dimensions = count_dimensions(s);
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		if (!looks_at(s, row))
			continue;
		uint32_t id = segbias_grid_id(s->aggregate->grid, row, s->field);
		size_t labels = count_labels(s, row);
		there[id] = true;
		s->values[id].figure += s->aggregate->figures[row];
		s->values[id].rows++;
		s->values[id].alone += labels == 1;
		s->full += labels == s->dimensions;
		s->alone += labels == 1;
		unlabelled += labels == 0;
		s->unlabelled = labels == 0 ? row : s->unlabelled;
	}
	s->unlabelled = unlabelled == 1 ? s->unlabelled : SIZE_MAX;
}

/* Men beside women are a group, however near their number is to that of all others. */
static enum segbias_status find_known(struct search *s, const bool *there, struct segbias_error *error)
{
	const struct segbias_intern *spellings = &s->aggregate->grid->spellings[s->field];
	struct segbias_synonym_codes codes = {0};
	int set = SEGBIAS_SYNONYM_NONE;
	int first = SEGBIAS_SYNONYM_NONE;
	bool several = false;
	size_t count = 0;
	struct segbias_label *labels = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *labels);
	if (!labels)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < spellings->size; i++)
		if (there[i] && s->values[i].kind == KIND_PLAIN)
			labels[count++] = spellings->labels[i];
	segbias_synonym_read(labels, count, SEGBIAS_SYNONYM_NONE, &set, &codes);
	for (size_t i = 0; i < count && set != SEGBIAS_SYNONYM_NONE; i++) {
		int group = segbias_synonym_group(labels[i], &codes);
		several = several || (first != SEGBIAS_SYNONYM_NONE && group != SEGBIAS_SYNONYM_NONE && group != first);
		first = first == SEGBIAS_SYNONYM_NONE ? group : first;
	}
	for (uint32_t i = 0; i < spellings->size && several; i++)
		s->values[i].apart =
		    s->values[i].apart || segbias_synonym_group(spellings->labels[i], &codes) != SEGBIAS_SYNONYM_NONE;
	free(labels);
	return SEGBIAS_OK;
}

/* A dimension that the other file lacks: it is added up, and --within knows it not. */
static bool is_uncompared(const struct search *s)
{
	return s->aggregate->evidence->other->head && s->attribute == SEGBIAS_INTERN_NONE &&
	       !s->aggregate->evidence->columns[s->field].shared &&
	       (s->aggregate->evidence->options->reference ||
	        !segbias_evidence_says(&s->aggregate->evidence->columns[s->field], SEGBIAS_WORD_SEGMENT));
}

static enum segbias_status read_labels(struct search *s, struct segbias_error *error)
{
	const struct segbias_intern *spellings = &s->aggregate->grid->spellings[s->field];
	bool *there = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *there);
	if (!there)
		return segbias_error_memory(error);
	read_rows(s, there);
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_label label = spellings->labels[i];
		enum segbias_total word = segbias_word_total(label);
		s->values[i].gone = !there[i];
		s->values[i].residual = segbias_word_unknown(label) || segbias_missing_blank(label);
		s->values[i].named = is_named(s, label);
		s->values[i].kind = word == SEGBIAS_TOTAL_STRONG                                          ? KIND_STRONG
		                    : word == SEGBIAS_TOTAL_WEAK                                          ? KIND_WEAK
		                    : segbias_aggregate_total_code(label) || segbias_missing_blank(label) ? KIND_CODE
		                                                                                          : KIND_PLAIN;
	}
	enum segbias_status status;
	SEGBIAS_TRY(find_known(s, there, error));
	for (uint32_t i = 0; i < spellings->size; i++) {
		if (!there[i] || s->values[i].kind != KIND_PLAIN)
			continue;
		if (!segbias_word_hints_total(spellings->labels[i], &s->values[i].hinted) ||
		    !segbias_word_has_total(spellings->labels[i], &s->values[i].of_all))
			SEGBIAS_TRY(segbias_error_memory(error));
		bool strong = false; /* "UK total": where places are added up, which would count everybody twice */
		if (s->place && is_uncompared(s) && !segbias_word_hints_strongly(spellings->labels[i], &strong))
			SEGBIAS_TRY(segbias_error_memory(error));
		s->values[i].apart = s->values[i].apart || is_band_apart(s, i, there);
		s->values[i].kind = strong                      ? KIND_STRONG
		                    : contains_all(s, i, there) ? KIND_OPEN
		                    : names_all(s, i, there)    ? KIND_WEAK
		                                                : KIND_PLAIN;
	}
done:
	free(there);
	return status;
}

/* --- arithmetic ------------------------------------------------------------------------------------------------- */

/* The greatest common divisor of figures, but for their last bits. */
static double divisor(double a, double b, double unit)
{
	while (b >= 0.5 * unit) {
		double rest = fmod(a + 0.25 * unit, b) - 0.25 * unit;
		a = b;
		b = rest;
	}
	return a;
}

/* Totals by their word are never part of what others sum to. */
static bool is_part(const struct value *value)
{
	return !value->gone && !(value->kind == KIND_STRONG && !value->named);
}

/* How much less than the middle, which counts, a hidden figure may be: many of them come to more than their total. */
static double spare_of(const struct search *s, size_t row)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	size_t field = aggregate->layout->count_field;
	struct segbias_interval hidden;
	double figure = 0;
	if (!aggregate->hidden || segbias_evidence_figure(aggregate->evidence, row, field, &figure) ||
	    !segbias_interval_hidden(aggregate->evidence, row, field, &hidden))
		return 0;
	return aggregate->figures[row] - hidden.low;
}

static void sum_strata(struct search *s)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	memset(s->sums, 0, (s->strata.count + (size_t)1) * sizeof *s->sums);
	s->complete = 0;
	s->step = 0;
	for (size_t row = 0; row < grid->rows; row++) {
		uint32_t id = segbias_grid_id(grid, row, s->field);
		const struct value *value = &s->values[id];
		if (!looks_at(s, row))
			continue;
		struct stratum *stratum = &s->sums[s->strata.of_row[row]];
		stratum->step = divisor(s->aggregate->figures[row], stratum->step, s->aggregate->unit);
		s->step = divisor(s->aggregate->figures[row], s->step, s->aggregate->unit);
		if (!is_part(value))
			continue;
		stratum->sum += s->aggregate->figures[row];
		stratum->spare += spare_of(s, row);
		stratum->mix += s->aggregate->figures[row] * (id + 1.0);
		stratum->residual += value->residual ? s->aggregate->figures[row] : 0;
		stratum->values += !value->residual;
		stratum->above += !value->residual && s->aggregate->figures[row] > 0;
		s->complete = stratum->values > s->complete ? stratum->values : s->complete;
	}
}

/* Whether the figure is the sum of the stratum's others, with or without those that say "Not stated". */
static bool fits(const struct search *s, const struct stratum *stratum, const struct value *value, double figure,
                 double *off)
{
	double others = stratum->sum - (is_part(value) ? figure : 0);
	double known = others - (value->residual ? 0 : stratum->residual);
	double each = s->aggregate->rounded ? s->aggregate->unit : 0.5 * s->aggregate->unit;
	double most = s->aggregate->unit > 1 ? MOST_OFF_ROUNDED : MOST_OFF;
	double tolerance = fmin(each * (double)(stratum->values + 1), most * figure);
	*off = figure - others;
	return fabs(figure - others) <= tolerance + 1e-9 * figure || fabs(figure - known) <= tolerance + 1e-9 * figure;
}

/* "0" is no total where it is an age. */
static bool is_spanning(const struct segbias_aggregate *aggregate, size_t field, struct segbias_label label)
{
	size_t zeros = 0;
	while (zeros < label.size && label.bytes[zeros] == '0')
		zeros++;
	if (zeros > 0 && zeros == label.size && segbias_band_ages(aggregate->evidence->columns[field].name))
		return false;
	return segbias_missing_blank(label) || segbias_word_total(label) != SEGBIAS_TOTAL_NONE ||
	       segbias_aggregate_total_code(label);
}

static enum segbias_status find_spans(const struct segbias_aggregate *aggregate, uint8_t *spans,
                                      struct segbias_error *error)
{
	const struct segbias_grid *grid = aggregate->grid;
	bool first = true;
	for (size_t field = 0; field < grid->width; field++) {
		const struct segbias_intern *spellings = &grid->spellings[field];
		if (!aggregate->evidence->columns[field].dimension)
			continue;
		bool *spanning = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *spanning);
		if (!spanning)
			return segbias_error_memory(error);
		for (uint32_t i = 0; i < spellings->size; i++)
			spanning[i] = is_spanning(aggregate, field, spellings->labels[i]);
		for (size_t row = 0; row < grid->rows; row++) {
			enum span mine = spanning[segbias_grid_id(grid, row, field)] ? SPAN_ALL : SPAN_NONE;
			spans[row] = (uint8_t)(first || spans[row] == (uint8_t)mine ? mine : SPAN_SOME);
		}
		free(spanning);
		first = false;
	}
	return SEGBIAS_OK;
}

/* Whether the rows are those of several attributes' margins, each of which counts the same people. */
static bool is_across(const struct search *s)
{
	return s->aggregate->layout->attribute_field != SEGBIAS_NO_FIELD && s->attribute == SEGBIAS_INTERN_NONE;
}

/* The sum of the cells proper, which a last row of the file may give. */
static void sum_cells(struct search *s)
{
	if (is_across(s))
		return;
	for (size_t row = 0; row < s->aggregate->grid->rows && s->attribute == SEGBIAS_INTERN_NONE; row++)
		if (looks_at(s, row) && s->spans[row] == SPAN_NONE) {
			s->grand += s->aggregate->figures[row];
			s->pure++;
		}
}

/* The sum of the cells proper that a row spans which is a total in several of its dimensions: those that agree with it in
 * the others. *cells: how many; 0 where the row spans one dimension only, or the table is too large to look. */
static double sum_below(struct search *s, size_t row, double *cells)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	size_t spanned = 0;
	double sum = 0;
	*cells = 0;
	for (size_t field = 0; field < grid->width; field++)
		spanned += s->aggregate->evidence->columns[field].dimension &&
		           is_spanning(s->aggregate, field, segbias_grid_cell(grid, row, field));
	if (spanned < 2 || s->attribute != SEGBIAS_INTERN_NONE || s->looked > LOOKS_MAX)
		return 0;
	s->looked += grid->rows;
	for (size_t other = 0; other < grid->rows; other++) {
		bool agrees = s->spans[other] == SPAN_NONE && looks_at(s, other);
		for (size_t field = 0; field < grid->width && agrees; field++)
			agrees = !s->aggregate->evidence->columns[field].dimension ||
			         s->aggregate->evidence->columns[field].remark ||
			         segbias_grid_id(grid, row, field) == segbias_grid_id(grid, other, field) ||
			         is_spanning(s->aggregate, field, segbias_grid_cell(grid, row, field));
		if (agrees) {
			sum += s->aggregate->figures[other];
			(*cells)++;
		}
	}
	return sum;
}

/* What the fit adds to those of the value; it is off by so much. */
static void add_chance(const struct search *s, const struct stratum *stratum, struct value *value, double figure,
                       double off)
{
	double place = (double)(value - s->values) + 1;
	double chance = fmin(1, (2 * off + fmax(s->step, s->aggregate->unit)) / figure);
	double mix = (stratum->mix - (is_part(value) ? place * figure : 0)) / figure;
	double apart = fabs(mix - value->mix);
	bool first = value->fits == 0;
	/* 5,000 = 3,000 + 2,000 and 6,000 = 3,600 + 2,400 are 5 = 3 + 2. */
	value->chance = !first && apart <= 1e-9 * mix ? fmax(value->chance, fmin(1, stratum->step / figure))
	                                              : value->chance * chance;
	value->doubt = !first && apart <= 2 * s->aggregate->unit * place / figure ? fmin(value->doubt, chance)
	                                                                          : value->doubt * chance;
	value->mix = first ? mix : value->mix;
}

/* One figure against its stratum. A fit with fewer than two others above zero tells nothing: any figure equals itself and
 * zeros. But where they are far from it the value is no sum; nor where they exceed it, even if not all are listed. */
static void compare_row(const struct search *s, const struct stratum *stratum, struct value *value, double figure,
                        bool telling)
{
	double off = 0;
	bool sum = fits(s, stratum, value, figure, &off);
	double known = off + (value->residual ? 0 : stratum->residual);
	bool complete = stratum->values >= s->complete;
	bool far =
	    fmin(fabs(off), fabs(known)) > fmax(NEAR * figure, s->aggregate->unit * (double)(stratum->values + 1));
	if (sum && telling) {
		add_chance(s, stratum, value, figure, fmin(fabs(off), fabs(known)));
		value->fits++;
		value->fitted += figure;
	} else if (!sum && ((complete && telling) || (far && (complete || (off < 0 && known < 0))))) {
		value->misfits++;
		value->about += telling && fabs(off) <= ABOUT * figure;
		value->near += telling && fabs(off) <= NEAR * figure;
		value->close += telling && fabs(off) <= CLOSE * figure;
		value->exceeded += off + stratum->spare < -MOST_OFF_ROUNDED * figure &&
		                   known + stratum->spare < -MOST_OFF_ROUNDED * figure;
		value->off += off;
		value->unsigned_off += fabs(off);
	}
}

/* Counts, of every value, the strata in which it is the sum of the others, and the complete ones in which it is not. */
static void try_values(struct search *s)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	for (uint32_t i = 0; i < grid->spellings[s->field].size; i++) {
		s->values[i].fitted = 0;
		s->values[i].chance = s->values[i].doubt = 1;
		s->values[i].fits = s->values[i].misfits = s->values[i].near = s->values[i].close = 0;
		s->values[i].about = s->values[i].exceeded = 0;
		s->values[i].off = s->values[i].unsigned_off = 0;
	}
	for (size_t row = 0; row < grid->rows; row++) {
		struct value *value = &s->values[segbias_grid_id(grid, row, s->field)];
		double figure = s->aggregate->figures[row];
		if (!looks_at(s, row) || value->gone)
			continue;
		const struct stratum *stratum = &s->sums[s->strata.of_row[row]];
		size_t others = stratum->above - (is_part(value) && !value->residual && figure > 0);
		bool word = value->kind >= KIND_OPEN;
		double cells = (double)s->pure;
		double sum = s->grand;
		if (others == 0 && figure > 0 && s->spans[row] == SPAN_SOME &&
		    is_spanning(s->aggregate, s->field, label_of(s, segbias_grid_id(grid, row, s->field))))
			sum = sum_below(s, row, &cells);
		else if (s->spans[row] != SPAN_ALL)
			cells = 0;
		if (others == 0 && cells > 1 && figure > 0) {
			double off = figure - sum;
			bool fit = fabs(off) <= fmin(cells * s->aggregate->unit, MOST_OFF * figure);
			value->fits += fit;
			value->misfits += !fit;
			value->off += fit ? 0 : off;
			value->unsigned_off += fit ? 0 : fabs(off);
			continue;
		}
		if (word && (others == 0 || !(figure > 0)))
			continue;
		compare_row(s, stratum, value, figure, word || (others > 1 && figure > 0));
	}
}

/* --- what follows ----------------------------------------------------------------------------------------------- */

static bool is_below_largest(const struct search *s, uint32_t id)
{
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++)
		if (i != id && !s->values[i].gone && s->values[i].kind < KIND_OPEN &&
		    s->values[i].figure > s->values[id].figure)
			return true;
	return false;
}

/* In a reference, and not less than all others together: "T" or "NULL" is hardly a group then. */
static bool is_half(const struct search *s, uint32_t id)
{
	double others = 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++)
		others += i == id || s->values[i].gone ? 0 : s->values[i].figure;
	return s->aggregate->evidence->options->reference && s->values[id].figure >= others && others > 0;
}

static enum segbias_status remember(struct search *s, uint32_t id, bool verified, struct segbias_error *error)
{
	struct segbias_aggregate *aggregate = s->aggregate;
	const struct segbias_grid *grid = aggregate->grid;
	struct segbias_total_row *totals =
	    segbias_arena_array(aggregate->arena, aggregate->total_count + 1, sizeof *totals);
	if (!totals)
		return segbias_error_memory(error);
	if (aggregate->total_count)
		memcpy(totals, aggregate->totals, aggregate->total_count * sizeof *totals);
	struct segbias_total_row *total = &totals[aggregate->total_count++];
	*total = (struct segbias_total_row){s->name, label_of(s, id), s->values[id].figure, NAN, verified};
	size_t rows = 0;
	for (size_t row = 0; row < grid->rows && aggregate->layout->moe_field != SEGBIAS_NO_FIELD; row++)
		if (looks_at(s, row) && segbias_grid_id(grid, row, s->field) == id && rows++ == 0)
			(void)segbias_margin_figure(aggregate->evidence, aggregate->layout, row, &total->margin);
	total->margin *= aggregate->layout->times;
	if (rows > 1) /* of a joint table: each is of a part */
		total->margin = NAN;
	aggregate->totals = totals;
	return SEGBIAS_OK;
}

/* --- totals that stand alone -------------------------------------------------------------------------------------- */

/* Whether the rows are of one place, or one of them of a total of such places, in all that is added up but the field. */
static bool is_same_place(const struct search *s, const bool *added, size_t row, size_t other)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	for (size_t field = 0; field < grid->width; field++)
		if (added[field] && segbias_grid_id(grid, row, field) != segbias_grid_id(grid, other, field) &&
		    !is_spanning(s->aggregate, field, segbias_grid_cell(grid, row, field)) &&
		    !is_spanning(s->aggregate, field, segbias_grid_cell(grid, other, field)))
			return false;
	return true;
}

/* The other columns that are added up, and not compared: the country of a region; false: there are none. */
static bool mark_added(const struct search *s, bool *added)
{
	const struct segbias_layout *layout = s->aggregate->layout;
	bool any = false;
	for (size_t field = 0; field < s->aggregate->grid->width; field++) {
		const struct segbias_column_evidence *column = &s->aggregate->evidence->columns[field];
		added[field] = field != s->field && field != layout->attribute_field && field != layout->value_field &&
		               (column->dimension || column->period) && !column->shared && !column->remark &&
		               column->code_of == SEGBIAS_NO_FIELD;
		any = any || added[field];
	}
	return any;
}

/* A row of the total in whose place, country or year no other row of the field counts: with the total all of it would be left
 * out. SIZE_MAX: there is none. */
static enum segbias_status find_lone(const struct search *s, uint32_t id, const bool *added, size_t *lone,
                                     struct segbias_error *error)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	struct segbias_strata places = {0};
	enum segbias_status status = segbias_strata_by(s->aggregate, added, &places, error);
	bool *looked = segbias_memory_zeroed((size_t)places.count + 1, sizeof *looked);
	if (status == SEGBIAS_OK && !looked)
		status = segbias_error_memory(error);
	for (size_t row = 0; status == SEGBIAS_OK && row < grid->rows; row++)
		if (looks_at(s, row) && segbias_grid_id(grid, row, s->field) != id)
			looked[places.of_row[row]] = true;
	for (size_t row = 0; status == SEGBIAS_OK && row < grid->rows && *lone == SIZE_MAX; row++) {
		if (!looks_at(s, row) || looked[places.of_row[row]])
			continue;
		looked[places.of_row[row]] = true;
		bool alone = true;
		for (size_t other = 0; other < grid->rows && alone; other++)
			alone = !looks_at(s, other) || segbias_grid_id(grid, other, s->field) == id ||
			        !is_same_place(s, added, row, other);
		*lone = alone ? row : SIZE_MAX;
	}
	free(looked);
	segbias_strata_release(&places);
	return status;
}

static enum segbias_status refuse_lone(const struct search *s, uint32_t id, size_t row, size_t field,
                                       struct segbias_error *error)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	const char *where = segbias_aggregate_where_option(s->aggregate->evidence->options);
	struct segbias_label name = s->aggregate->evidence->columns[field].name;
	struct segbias_label cell = segbias_grid_cell(grid, row, field);
	char quoted[4][SEGBIAS_QUOTE_MAX];
	char shown[4][SEGBIAS_QUOTE_MAX];
	size_t part = 0; /* of the places that have others */
	while (part < grid->rows && !(looks_at(s, part) && segbias_grid_id(grid, part, s->field) != id))
		part++;
	segbias_label_quote(cell, quoted[2]);
	segbias_error_set(error, SEGBIAS_DATA,
	                  "total_alone|%s of %s stands alone for %s of %s: left out as a total it leaves %s out, too",
	                  segbias_label_quote(label_of(s, id), quoted[0]), segbias_label_quote(s->name, quoted[1]),
	                  quoted[2], segbias_label_quote(name, quoted[3]), quoted[2]);
	if (part < grid->rows && segbias_label_pair_copyable(s->name, label_of(s, id)) &&
	    segbias_label_pair_copyable(name, segbias_grid_cell(grid, part, field)))
		segbias_error_hint(
		    error,
		    "in the place of '*': %s '%s=%s' takes totals alone, %s '%s=%s' (repeat it for several) others alone",
		    where, segbias_label_show(s->name, shown[0]), segbias_label_show(label_of(s, id), shown[1]), where,
		    segbias_label_show(name, shown[2]),
		    segbias_label_show(segbias_grid_cell(grid, part, field), shown[3]));
	else
		segbias_error_hint(error, "%s COLUMN=VALUE takes one", where);
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	return SEGBIAS_DATA;
}

/* Where the total is left out, all that it counts is counted by its parts: of what is added up, as a list that is compared tells
 * what it lacks. */
static enum segbias_status check_lone(const struct search *s, uint32_t id, struct segbias_error *error)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	size_t lone = SIZE_MAX;
	size_t field = 0;
	bool *added = segbias_memory_zeroed(grid->width + 1, sizeof *added);
	if (!added)
		return segbias_error_memory(error);
	enum segbias_status status = SEGBIAS_OK;
	if (is_uncompared(s) && mark_added(s, added))
		status = find_lone(s, id, added, &lone, error);
	while (lone != SIZE_MAX && field < grid->width &&
	       (!added[field] || is_spanning(s->aggregate, field, segbias_grid_cell(grid, lone, field))))
		field++;
	free(added);
	return lone == SIZE_MAX || field == grid->width ? status : refuse_lone(s, id, lone, field, error);
}

/* --- what is left out --------------------------------------------------------------------------------------------- */

/* By how much the value is more than all that an option names, which alone count; NAN where none is. A total of every block of
 * values is there as often as they are, and they once. */
static double off_named(const struct search *s, uint32_t id)
{
	double sum = 0;
	size_t rows = 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++)
		if (s->values[i].named && !s->values[i].gone && i != id) {
			sum += s->values[i].figure;
			rows = s->values[i].rows > rows ? s->values[i].rows : rows;
		}
	if (rows == 0)
		return NAN;
	size_t times = s->values[id].rows > rows ? s->values[id].rows / rows : 1;
	return s->values[id].figure / (double)times - sum;
}

static enum segbias_status leave_out(struct search *s, uint32_t id, bool verified, struct segbias_error *error)
{
	struct segbias_aggregate *aggregate = s->aggregate;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_error *note = NULL;
	double off = verified ? NAN : off_named(s, id);
	enum segbias_status status = check_lone(s, id, error);
	if (status == SEGBIAS_OK)
		status = remember(s, id, verified, error);
	if (status != SEGBIAS_OK)
		return status;
	segbias_label_quote(s->name, quoted[0]);
	segbias_label_quote(label_of(s, id), quoted[1]);
	bool fits = fabs(off) <= s->aggregate->unit;
	if (verified && segbias_missing_blank(label_of(s, id)))
		note = segbias_notes_add(aggregate->notes, "total_row",
		                         "rows without a %s are the sum of the others, and are left out as totals",
		                         quoted[0]);
	else if (verified || (fits && !segbias_missing_blank(label_of(s, id))))
		note =
		    segbias_notes_add(aggregate->notes, "total_row",
		                      "the total %s that %s lists beside its values is left out", quoted[1], quoted[0]);
	else if (segbias_missing_blank(label_of(s, id)))
		note = segbias_notes_add(
		    aggregate->notes, "unverified_total",
		    "a row has a figure (%s) and no label: it is left out as a total, though not the sum of the others",
		    segbias_number_group(s->values[id].figure, number));
	else if (!isnan(off))
		note = segbias_notes_add(aggregate->notes, "unverified_total",
		                         "%s lists %s, which is not the sum of those that count (%s %s); it is left "
		                         "out as a total",
		                         quoted[0], quoted[1], segbias_number_group(fabs(off), number),
		                         off > 0 ? "more" : "fewer");
	else
		note = segbias_notes_add(
		    aggregate->notes, "unverified_total",
		    "%s lists %s, which is not the sum of the others (%s %s); it is left out as a total", quoted[0],
		    quoted[1], segbias_number_group(s->values[id].unsigned_off, number),
		    s->values[id].off >= s->values[id].unsigned_off    ? "more"
		    : s->values[id].off <= -s->values[id].unsigned_off ? "fewer"
								       : "more or fewer");
	segbias_error_place(note, aggregate->evidence->file, 0, 0);
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		if (looks_at(s, row) && segbias_grid_id(aggregate->grid, row, s->field) == id)
			aggregate->grid->dropped[row] = true;
	s->values[id].gone = true;
	return SEGBIAS_OK;
}

/* The values as an option lists them: all but `id`, or all; false where they cannot be written so. */
static bool list_values(const struct search *s, uint32_t id, struct segbias_text *out)
{
	size_t count = 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		char shown[SEGBIAS_QUOTE_MAX];
		if (s->values[i].gone || i == id || (s->values[i].of_all && s->values[id].of_all))
			continue;
		if (!segbias_label_copyable(label_of(s, i)) || ++count > LISTED_MAX)
			return false;
		segbias_text_add_format(out, "%s%s", count > 1 ? "," : "", segbias_label_show(label_of(s, i), shown));
	}
	return count > 0 && !out->failed && out->size < 180;
}

/* "Urban,,1200000" below sexes by age: nothing but this stands in its row, and most others have a value in every dimension. */
static bool is_footer(const struct search *s, uint32_t id)
{
	const struct value *value = &s->values[id];
	return s->attribute == SEGBIAS_INTERN_NONE && s->dimensions > 1 && value->kind == KIND_PLAIN &&
	       !value->residual && !value->apart && value->rows > 0 && value->alone == value->rows &&
	       s->full > 2 * s->alone;
}

static enum segbias_status ask(const struct search *s, uint32_t id, bool fitting, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char shown[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	bool blank = segbias_missing_blank(label_of(s, id));
	enum segbias_status status = is_uncompared(s) ? segbias_aggregate_check_apart(s->aggregate, error) : SEGBIAS_OK;
	if (status != SEGBIAS_OK) /* the share of all places is no sum of theirs */
		return status;
	segbias_error_set(error, SEGBIAS_DATA, "total_or_group|%s of %s %s: is it a total or a group?",
	                  blank ? "a row without a value" : segbias_label_quote(label_of(s, id), quoted[0]),
	                  segbias_label_quote(s->name, quoted[1]),
	                  blank                              ? "and any other label is near the sum of the others"
	                  : is_footer(s, id)                 ? "stands in one row, which has no other label"
	                  : fitting                          ? "is the sum of the other values"
	                  : s->values[id].of_all             ? "is called one of all of something"
	                  : s->values[id].kind == KIND_PLAIN ? "is nearly the sum of the other values"
	                  : s->values[id].kind == KIND_CODE
	                      ? "stands for a total in lists of codes, but is not the sum of the others"
	                      : "is named like a total, but not the sum of the others");
	if (is_uncompared(s)) {
		bool copyable = segbias_label_pair_copyable(s->name, label_of(s, id));
		const char *where = segbias_aggregate_where_option(s->aggregate->evidence->options);
		segbias_error_hint(error, "%s '%s=%s' takes it alone, %s '%s=*' adds %s up", where,
		                   copyable ? segbias_label_show(s->name, shown[0]) : "COL",
		                   copyable ? segbias_label_show(label_of(s, id), shown[1]) : "VALUE", where,
		                   copyable ? shown[0] : "COL", s->values[id].kind >= KIND_WEAK ? "the others" : "all");
		segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
		segbias_text_release(&list);
		return SEGBIAS_DATA;
	}
	bool listed = list_values(s, id, &list) && segbias_label_copyable(s->name);
	if (listed && segbias_label_copyable(label_of(s, id)))
		segbias_error_hint(error, "a total: --within '%s=%s'; a group: --within '%s=%s,%s'",
		                   segbias_label_show(s->name, shown[0]), list.data, shown[0], list.data,
		                   segbias_label_show(label_of(s, id), shown[1]));
	else if (listed)
		segbias_error_hint(error, "a total: --within '%s=%s'; a group: list it with them",
		                   segbias_label_show(s->name, shown[0]), list.data);
	else
		segbias_error_hint(error,
		                   "a total: list the other values in --within ATTR=A,B,C; a group: list it with them");
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

/* The others come to more than the total: the list has several levels, or people gave several answers. */
static enum segbias_status ask_level(const struct search *s, struct segbias_label total, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char shown[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = is_uncompared(s) ? segbias_aggregate_check_apart(s->aggregate, error) : SEGBIAS_OK;
	if (status != SEGBIAS_OK) /* shares of each place have no sum */
		return status;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "levels|the values of %s come to more than %s: some hold others, or a person has several of them",
	    segbias_label_quote(s->name, quoted[0]), segbias_label_quote(total, quoted[1]));
	if (is_uncompared(s) && segbias_label_pair_copyable(s->name, total)) {
		const char *where = segbias_aggregate_where_option(s->aggregate->evidence->options);
		char of[SEGBIAS_QUOTE_MAX];
		segbias_label_show(s->name, shown);
		segbias_error_hint(error, "%s '%s=%s' takes it alone, %s '%s=A' %s '%s=B' those that hold no others",
		                   where, shown, segbias_label_show(total, of), where, shown, where, shown);
	} else {
		segbias_error_hint(
		    error, "list values that hold no others, and of which a person has one: --within '%s=A,B,C'",
		    segbias_label_copyable(s->name) ? segbias_label_show(s->name, shown) : "ATTR");
	}
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	return SEGBIAS_DATA;
}

enum answer { ANSWER_GROUP, ANSWER_TOTAL, ANSWER_UNVERIFIED, ANSWER_ASK, ANSWER_LEVEL };

/* Of a row without any label that is not the sum of the others. Who was reached several times counts once in a total: it is
 * less than the sum, and not less than any cell. A figure of something else that is near the sum may be of those that are
 * unknown. */
static enum answer judge_unlabelled(const struct search *s, uint32_t id)
{
	enum segbias_word rank =
	    segbias_evidence_rank(&s->aggregate->evidence->columns[s->aggregate->layout->count_field]);
	double figure = s->values[id].figure;
	double sum = 0;
	double most = 0;
	for (size_t row = 0; row < s->aggregate->grid->rows; row++)
		if (looks_at(s, row) && s->spans[row] == SPAN_NONE) {
			sum += s->aggregate->figures[row];
			most = fmax(most, s->aggregate->figures[row]);
		}
	bool near = figure >= NEAR_LEAST * sum && figure <= sum / NEAR_LEAST;
	if ((rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_USERS) && figure >= most && figure <= sum &&
	    (near || s->dimensions > 1))
		return ANSWER_UNVERIFIED;
	return near ? ANSWER_ASK : ANSWER_GROUP;
}

/* In all strata near the sum of the others: in one of chance, in several hardly. */
static bool is_near(const struct value *value)
{
	return value->misfits > 0 && value->near == value->misfits &&
	       (value->misfits + value->fits > 1 || value->close > 0);
}

static bool is_listed(const struct value *value)
{
	return is_part(value) && !value->residual;
}

static void sum_listed(struct search *s)
{
	s->listed = 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++)
		s->listed += is_listed(&s->values[i]) ? s->values[i].figure : 0;
}

/* How many times all others together a value without a word is; 0: that says nothing, as there are fewer than two that
 * matter, or it is little. */
static double times_others(const struct search *s, uint32_t id)
{
	static const double LEAST =
	    0.3; /* of all: what is less is not near to the others, of which the sum is taken anew */
	const struct value *value = &s->values[id];
	double sum = 0;
	double most = 0;
	size_t others = 0;
	if (value->kind != KIND_PLAIN || value->gone || value->residual || value->apart || value->named ||
	    s->verified || value->figure < LARGE * s->aggregate->unit || value->figure < LEAST * s->listed)
		return 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		if (s->values[i].gone && s->values[i].rows > 0 && s->values[i].kind >= KIND_WEAK)
			return 0; /* the list has its total, by a word */
		if (i == id || !is_listed(&s->values[i]))
			continue;
		sum += s->values[i].figure;
		most = fmax(most, s->values[i].figure);
		others += s->values[i].figure > 0;
	}
	return others > 1 && most <= PART_MOST * sum ? value->figure / sum : 0;
}

/* A name that may be that of all others: nearly as much as they are, of a place in all, of anything else in every stratum. */
static bool is_about(const struct search *s, uint32_t id)
{
	const struct value *value = &s->values[id];
	bool everywhere = value->misfits > 1 && value->about == value->misfits;
	return value->fits == 0 && (s->place || everywhere) && fabs(times_others(s, id) - 1) <= ABOUT;
}

/* … or of more than are listed. */
static bool is_over_half(const struct search *s, uint32_t id)
{
	double times = s->place ? times_others(s, id) : 0;
	return times > 1 && times <= PLACE_MOST;
}

/* The other file has the others, and not this one: it is hardly a group of half of all. Of a long list its first are asked. */
static bool is_missed(const struct search *s, uint32_t id)
{
	enum { ASKED_MOST = 256 };
	size_t known = 0;
	uint32_t size = s->aggregate->grid->spellings[s->field].size;
	if (is_uncompared(s) || !is_about(s, id))
		return false;
	for (uint32_t i = 0, asked = 0; i < size && asked < ASKED_MOST && known < 2; i++)
		if (i != id && is_listed(&s->values[i])) {
			known += segbias_other_lists(s->aggregate->evidence->other, s->name, label_of(s, i));
			asked++;
		}
	return known > 1;
}

/* Whether a part of its label is a total's word, beside two values and more of which none is: in a column of such labels alone it is as
 * good as none. Of places that are added up their sums tell. */
static bool is_of_all(const struct search *s, uint32_t id)
{
	size_t others = 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size && s->values[id].of_all; i++)
		others += is_listed(&s->values[i]) && s->values[i].kind == KIND_PLAIN && !s->values[i].of_all;
	return others > 1 && !is_uncompared(s);
}

/* Whether a value that is no word and the sum of the others in few of its strata is so by chance: a coincidence in a small
 * stratum is none of a large table. */
static bool is_little(const struct search *s, const struct value *value)
{
	return 2 * value->fitted < value->figure && value->fitted < LARGE * s->aggregate->unit;
}

/* Whether the others come to so much more than the total that some hold others. Who was reached in several counts once in a
 * total of reach; several answers are told later, of an attribute that stands alone. */
static bool has_levels(const struct search *s, const struct value *value)
{
	enum segbias_word rank =
	    segbias_evidence_rank(&s->aggregate->evidence->columns[s->aggregate->layout->count_field]);
	bool alone = s->strata.count == 1 || s->attribute != SEGBIAS_INTERN_NONE;
	return value->exceeded > 0 && rank != SEGBIAS_WORD_REACH && rank != SEGBIAS_WORD_USERS && (!alone || s->single);
}

static enum answer judge_alone(const struct search *s, uint32_t id)
{
	const struct value *value = &s->values[id];
	bool sum = value->fits > 0 && value->misfits == 0;
	double units = value->figure / s->aggregate->unit;
	if (is_footer(s, id) && !value->named)
		return ANSWER_ASK;
	/* Of most values no more needs to be known; the other file is looked through for the rest. */
	if (value->named || value->apart || (value->kind == KIND_PLAIN && s->verified) ||
	    (value->kind == KIND_PLAIN && !sum && !is_near(value) && !is_missed(s, id) && !is_of_all(s, id)))
		return ANSWER_GROUP;
	bool other = segbias_other_lists(s->aggregate->evidence->other, s->name, label_of(s, id));
	if (value->kind >= KIND_OPEN && sum)
		return other ? ANSWER_ASK : ANSWER_TOTAL;
	if (value->kind == KIND_CODE && sum && !other)
		return ANSWER_TOTAL;
	if (value->kind == KIND_CODE && segbias_missing_blank(label_of(s, id)) && s->unlabelled != SIZE_MAX &&
	    s->attribute == SEGBIAS_INTERN_NONE && value->rows == 1)
		return judge_unlabelled(s, id);
	if (value->kind == KIND_CODE)
		return !other && is_letter_code(label_of(s, id)) && is_half(s, id) ? ANSWER_ASK : ANSWER_GROUP;
	if (value->kind == KIND_STRONG && !is_below_largest(s, id))
		return has_levels(s, value) ? ANSWER_LEVEL : is_uncompared(s) ? ANSWER_ASK : ANSWER_UNVERIFIED;
	if (value->kind == KIND_WEAK)
		return other || is_below_largest(s, id) ? ANSWER_GROUP : ANSWER_ASK;
	if (value->kind == KIND_STRONG)
		return ANSWER_ASK;
	if (value->kind == KIND_PLAIN && !other && units >= LARGE && (is_near(value) || is_missed(s, id)))
		return ANSWER_ASK;
	if (is_of_all(s, id) && !other)
		return ANSWER_ASK;
	if (value->kind == KIND_OPEN || !sum || is_little(s, value) || (value->chance > CHANCE_ASK && !value->hinted))
		return ANSWER_GROUP;
	return value->fits > 1 && !other && value->doubt <= CHANCE_TAKE ? ANSWER_TOTAL : ANSWER_ASK;
}

static bool has_named(const struct search *s)
{
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++)
		if (s->values[i].named)
			return true;
	return false;
}

static enum answer judge(const struct search *s, uint32_t id)
{
	enum answer answer = judge_alone(s, id);
	bool decided = is_uncompared(s) && segbias_aggregate_decided(s->aggregate->evidence->options, s->name);
	/* Who lists the values that count leaves this one out. */
	if ((answer == ANSWER_ASK || answer == ANSWER_LEVEL) && has_named(s))
		return s->values[id].fits > 0 && s->values[id].misfits == 0 ? ANSWER_TOTAL : ANSWER_UNVERIFIED;
	if (answer != ANSWER_ASK || !decided)
		return answer;
	if (s->values[id].kind == KIND_STRONG && has_levels(s, &s->values[id]))
		return ANSWER_LEVEL;
	/* "*" adds the others up: what is called a total beside them holds them, whatever it lacks of their sum */
	return s->values[id].kind >= KIND_WEAK && s->values[id].misfits > 0 ? ANSWER_UNVERIFIED : ANSWER_GROUP;
}

/* One total after the other, the surest first: with one that is left in, no other one fits. */
static enum segbias_status take_totals(struct search *s, struct segbias_error *error)
{
	uint32_t size = s->aggregate->grid->spellings[s->field].size;
	for (;;) {
		static const enum answer ORDER[] = {ANSWER_TOTAL, ANSWER_UNVERIFIED, ANSWER_ASK, ANSWER_LEVEL};
		uint32_t found = SEGBIAS_INTERN_NONE;
		enum answer answer = ANSWER_GROUP;
		sum_strata(s);
		sum_listed(s);
		try_values(s);
		for (size_t o = 0; o < sizeof ORDER / sizeof *ORDER && found == SEGBIAS_INTERN_NONE; o++)
			for (uint32_t i = 0; i < size; i++)
				if (!s->values[i].gone && judge(s, i) == ORDER[o] &&
				    (found == SEGBIAS_INTERN_NONE || s->values[i].kind > s->values[found].kind)) {
					found = i;
					answer = ORDER[o];
				}
		if (found == SEGBIAS_INTERN_NONE)
			return SEGBIAS_OK;
		if (answer == ANSWER_ASK)
			return ask(s, found, s->values[found].fits > 0 && s->values[found].misfits == 0, error);
		if (answer == ANSWER_LEVEL)
			return ask_level(s, label_of(s, found), error);
		s->verified = s->verified || answer == ANSWER_TOTAL;
		enum segbias_status status = leave_out(s, found, answer == ANSWER_TOTAL, error);
		if (status != SEGBIAS_OK)
			return status;
	}
}

/* Whether it is hardly more than chance that the value is the sum of the others, and the other file does not have it. */
static bool is_possible(const struct search *s, uint32_t id)
{
	const struct value *value = &s->values[id];
	bool fits = value->fits > 0 && value->misfits == 0 && !is_little(s, value) && value->chance <= CHANCE_SAY;
	return fits && !value->gone && !value->apart && value->kind == KIND_PLAIN &&
	       !segbias_other_lists(s->aggregate->evidence->other, s->name, label_of(s, id));
}

/* What is about as much as all others, or more, and counts as one of them: "United Kingdom" beside its regions. */
static void say_large(const struct search *s)
{
	const struct segbias_evidence *evidence = s->aggregate->evidence;
	const char *where = segbias_aggregate_where_option(evidence->options);
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		char quoted[2][SEGBIAS_QUOTE_MAX];
		struct segbias_text list = {0};
		if ((!is_about(s, i) && !is_over_half(s, i)) || judge_alone(s, i) != ANSWER_GROUP ||
		    is_possible(s, i) || segbias_other_lists(evidence->other, s->name, label_of(s, i)))
			continue;
		struct segbias_error *note = segbias_notes_add(
		    s->aggregate->notes, "possible_total",
		    "%s of %s may be a total of the others, as it is %s all of them: it is counted beside them",
		    segbias_label_quote(label_of(s, i), quoted[0]), segbias_label_quote(s->name, quoted[1]),
		    is_about(s, i) ? "about as much as" : "more than");
		segbias_error_place(note, evidence->file, 0, 0);
		if (is_uncompared(s) && segbias_label_pair_copyable(s->name, label_of(s, i)))
			segbias_error_hint(note, "if it is: %s '%s=%s' takes it alone", where,
			                   segbias_label_show(s->name, quoted[1]),
			                   segbias_label_show(label_of(s, i), quoted[0]));
		else if (!is_uncompared(s) && list_values(s, i, &list) && segbias_label_copyable(s->name))
			segbias_error_hint(note, "if it is: --within '%s=%s'", segbias_label_show(s->name, quoted[1]),
			                   list.data);
		else if (is_uncompared(s))
			segbias_error_hint(note, "if it is: %s COL=VALUE takes it alone", where);
		else
			segbias_error_hint(note, "if it is: list the others in --within ATTR=A,B,C");
		segbias_text_release(&list);
	}
}

/* "*" adds up what would be asked about without it. */
static void say_taken(const struct search *s)
{
	const char *where = segbias_aggregate_where_option(s->aggregate->evidence->options);
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		char quoted[2][SEGBIAS_QUOTE_MAX];
		if (s->values[i].gone || s->values[i].kind >= KIND_WEAK || judge_alone(s, i) != ANSWER_ASK)
			continue;
		bool blank = segbias_missing_blank(label_of(s, i));
		segbias_label_quote(s->name, quoted[1]);
		struct segbias_error *note = segbias_notes_add(
		    s->aggregate->notes, "possible_total",
		    "%s of %s may be a total of the others: with %s '*' it is added to them",
		    blank ? "a row without a value" : segbias_label_quote(label_of(s, i), quoted[0]), quoted[1], where);
		segbias_error_place(note, s->aggregate->evidence->file, 0, 0);
		if (!blank && segbias_label_pair_copyable(s->name, label_of(s, i)))
			segbias_error_hint(note, "%s '%s=%s' takes it alone", where,
			                   segbias_label_show(s->name, quoted[1]),
			                   segbias_label_show(label_of(s, i), quoted[0]));
	}
}

/* Whether the rows without a value come, in each stratum where there is one, near the sum of two and more that have one, or are
 * just as much as the only one: in one of chance, in two hardly. */
static bool is_near_unlabelled(const struct search *s, uint32_t blank)
{
	size_t sums = 0;
	size_t equals = 0;
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		double figure = s->aggregate->figures[row];
		if (!looks_at(s, row) || segbias_grid_id(s->aggregate->grid, row, s->field) != blank || !(figure > 0))
			continue;
		const struct stratum *stratum = &s->sums[s->strata.of_row[row]];
		double sum = stratum->sum - stratum->residual;
		double least = stratum->above < 2 ? 1 - 1e-9 : NEAR_LEAST;
		if (stratum->above == 0 || figure < least * sum || figure > sum / least)
			return false;
		sums += stratum->above > 1;
		equals += stratum->above == 1;
	}
	return sums > 0 || equals > 1;
}

/* A row of a place that has no sex may be of those whose sex is not known, or the total of the place, whose people were reached twice. */
static void say_unlabelled(const struct search *s)
{
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size && s->dimensions > 1; i++) {
		char quoted[SEGBIAS_QUOTE_MAX];
		struct segbias_text list = {0};
		if (s->values[i].gone || !segbias_missing_blank(label_of(s, i)) || !is_near_unlabelled(s, i))
			continue;
		struct segbias_error *note = segbias_notes_add(
		    s->aggregate->notes, "possible_total",
		    "rows without a %s are about as much as the others beside them: they count as people of whom it is not "
		    "known, and may be totals",
		    segbias_label_quote(s->name, quoted));
		segbias_error_place(note, s->aggregate->evidence->file, 0, 0);
		/* --within one value alone would leave the others of the other file out, too */
		if (!is_uncompared(s) && list_values(s, i, &list) && strchr(list.data, ',') &&
		    segbias_label_copyable(s->name))
			segbias_error_hint(note, "if they are totals: --within '%s=%s'",
			                   segbias_label_show(s->name, quoted), list.data);
		else
			segbias_error_hint(note, "if they are totals: take them out of the file");
		segbias_text_release(&list);
	}
}

/* Of values that count as groups, unless the user has said what does. */
static void say_possible(const struct search *s)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	if (!has_named(s) && is_uncompared(s) && segbias_aggregate_decided(options, s->name))
		say_taken(s);
	if (!has_named(s) && s->aggregate->evidence->other->head)
		say_large(s);
	if (!has_named(s))
		say_unlabelled(s);
	if (s->verified || has_named(s) || segbias_aggregate_decided(options, s->name))
		return;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		char quoted[2][SEGBIAS_QUOTE_MAX];
		struct segbias_text list = {0};
		if (!is_possible(s, i))
			continue;
		struct segbias_error *note = segbias_notes_add(
		    s->aggregate->notes, "possible_total",
		    "%s of %s is the sum of the other values, as may be by chance: it counts as a group",
		    segbias_label_quote(label_of(s, i), quoted[0]), segbias_label_quote(s->name, quoted[1]));
		segbias_error_place(note, s->aggregate->evidence->file, 0, 0);
		if (is_uncompared(s) && segbias_label_pair_copyable(s->name, label_of(s, i)))
			segbias_error_hint(note, "if it is a total: %s '%s=%s' takes it alone",
			                   segbias_aggregate_where_option(options),
			                   segbias_label_show(s->name, quoted[1]),
			                   segbias_label_show(label_of(s, i), quoted[0]));
		else if (!is_uncompared(s) && list_values(s, i, &list) && segbias_label_copyable(s->name))
			segbias_error_hint(note, "if it is a total: --within '%s=%s'",
			                   segbias_label_show(s->name, quoted[1]), list.data);
		else
			segbias_error_hint(note, "if it is a total: list the other values in --within ATTR=A,B,C");
		segbias_text_release(&list);
	}
}

/* --- several answers -------------------------------------------------------------------------------------------- */

static bool has_word(struct segbias_label label, const char *const *words, size_t count)
{
	struct segbias_text bare = {0};
	bool says = false;
	segbias_word_bare(label, &bare);
	for (size_t i = 0; i < count && bare.data; i++)
		says = says || strstr(bare.data, words[i]) != NULL;
	segbias_text_release(&bare);
	return says;
}

/* Whether the total counts those who answered, rather than everybody. */
static bool says_answered(struct segbias_label label)
{
	static const char *const WORDS[] = {"stated", "respondent", "answered", "befragt", "repondant", "encuestad"};
	return has_word(label, WORDS, sizeof WORDS / sizeof *WORDS);
}

/* Whether it counts answers, rather than people. */
static bool says_answers(struct segbias_label label)
{
	static const char *const WORDS[] = {"response", "answers", "mention",   "nennung",
	                                    "antwort",  "reponse", "respuesta", "choices"};
	return has_word(label, WORDS, sizeof WORDS / sizeof *WORDS);
}

/* false: no memory. */
static bool append(const struct search *s, double people, struct segbias_answered **list, size_t *count)
{
	struct segbias_answered *grown = segbias_arena_array(s->aggregate->arena, *count + 1, sizeof *grown);
	if (!grown)
		return false;
	if (*count)
		memcpy(grown, *list, *count * sizeof *grown);
	grown[(*count)++] = (struct segbias_answered){s->name, people};
	*list = grown;
	return true;
}

/* `sum`: what the values come to; it is less than the people where not all who answered gave one that is listed. */
static enum segbias_status add_answered(struct search *s, double people, double sum, struct segbias_error *error)
{
	struct segbias_aggregate *aggregate = s->aggregate;
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	people *= aggregate->layout->times;
	if (!append(s, people, &aggregate->answered, &aggregate->answered_count))
		return segbias_error_memory(error);
	struct segbias_error *note;
	segbias_label_quote(s->name, quoted);
	segbias_number_group(people, number);
	if (sum * aggregate->layout->times > people)
		note = segbias_notes_add(aggregate->notes, "several_answers",
		                         "the figures of %s add up to more than the %s people who answered: people "
		                         "gave several answers, and each value is compared by itself",
		                         quoted, number);
	else
		note = segbias_notes_add(aggregate->notes, "several_answers",
		                         "the figures of %s add up to less than the %s people who answered: each value "
		                         "is compared by itself, as a share of them",
		                         quoted, number);
	segbias_error_place(note, aggregate->evidence->file, 0, 0);
	return SEGBIAS_OK;
}

/* Whether two of the values are bands: those that overlap add up to more than the people, too. */
static bool has_bands(const struct search *s)
{
	size_t bands = 0;
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		struct segbias_band band;
		bands += !s->values[i].gone && segbias_band_parse(label_of(s, i), &band) && !band.single;
	}
	return bands > 1;
}

/* Whether the total is the sum of all values but one: it says nothing of several answers, that one is of the others' people. */
static enum segbias_status check_extra(const struct search *s, double sum, double answered, bool *extra,
                                       struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char shown[SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	uint32_t size = s->aggregate->grid->spellings[s->field].size;
	uint32_t found = SEGBIAS_INTERN_NONE;
	bool decided = false;
	*extra = false;
	for (uint32_t i = 0; i < size && answered >= LARGE * s->aggregate->unit; i++) {
		const struct value *value = &s->values[i];
		double tolerance = fmin(s->aggregate->unit * (double)size, MOST_OFF * answered);
		decided = decided || value->named;
		if (!value->gone && !value->residual && value->figure > tolerance &&
		    fabs(sum - value->figure - answered) <= tolerance)
			found = i;
	}
	if (found == SEGBIAS_INTERN_NONE)
		return SEGBIAS_OK;
	*extra = true;
	if (decided)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "counted_twice|%s of %s counts people of the others again: without it they are the total",
	                  segbias_label_quote(label_of(s, found), quoted[0]), segbias_label_quote(s->name, quoted[1]));
	if (list_values(s, found, &list) && segbias_label_copyable(s->name))
		segbias_error_hint(error, "without it: --within '%s=%s'", segbias_label_show(s->name, shown),
		                   list.data);
	else
		segbias_error_hint(error, "list the other values in --within ATTR=A,B,C");
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

/* Two complete levels of a list come to twice their total, and three to thrice; unless the user says which values count. */
static bool is_repeated(const struct search *s, double sum, double answered)
{
	double times = round(sum / answered);
	double tolerance = s->aggregate->unit * (double)s->aggregate->grid->rows;
	return !has_named(s) && times >= 2 && answered >= LARGE * s->aggregate->unit &&
	       fabs(sum - times * answered) <= fmin(tolerance, MOST_OFF * answered);
}

/* Figures that add up to more than the people of an unverified total are of several answers. A total that is the sum says
 * otherwise, unless it is one of answers. */
static enum segbias_status find_answered(struct search *s, size_t first, struct segbias_error *error)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	const struct segbias_total_row *people = NULL;
	double sum = 0;
	double most = 0;
	double residual = 0;
	double spare = 0;
	bool named = has_named(s);
	for (size_t i = first; i < aggregate->total_count; i++)
		if (aggregate->totals[i].fits && !says_answers(aggregate->totals[i].value))
			return SEGBIAS_OK;
	if (has_bands(s))
		return SEGBIAS_OK;
	for (size_t i = first; i < aggregate->total_count; i++) {
		const struct segbias_total_row *total = &aggregate->totals[i];
		if (!total->fits && (!people || (says_answered(total->value) && !says_answered(people->value))))
			people = total;
	}
	for (uint32_t i = 0; i < aggregate->grid->spellings[s->field].size; i++) {
		const struct value *value = &s->values[i];
		bool counts = !value->gone && (!named || value->named);
		residual += counts && value->residual ? value->figure : 0;
		sum += counts && !value->residual ? value->figure : 0;
		most = counts && !value->residual ? fmax(most, value->figure) : most;
	}
	if (!people)
		return SEGBIAS_OK;
	double answered = says_answered(people->value) ? people->figure : people->figure - residual;
	bool extra = false;
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		if (looks_at(s, row) && is_part(&s->values[segbias_grid_id(aggregate->grid, row, s->field)]))
			spare += spare_of(s, row);
	if (!(sum - spare - answered > answered * MOST_OFF) || most > answered)
		return SEGBIAS_OK;
	if (is_repeated(s, sum, answered))
		return ask_level(s, people->value, error);
	enum segbias_status status = check_extra(s, sum, answered, &extra, error);
	if (status != SEGBIAS_OK || extra)
		return status;
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		if (looks_at(s, row) && s->values[segbias_grid_id(aggregate->grid, row, s->field)].residual)
			aggregate->grid->dropped[row] = true; /* who did not answer */
	return add_answered(s, answered, sum, error);
}

/* The people who answered as a column of their own, the same in every row of an attribute. */
static enum segbias_status read_base(struct search *s, struct segbias_error *error)
{
	struct segbias_aggregate *aggregate = s->aggregate;
	double base = NAN;
	double sum = 0;
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		double value = 0;
		if (!looks_at(s, row) ||
		    !segbias_evidence_figure(aggregate->evidence, row, aggregate->layout->base_field, &value))
			continue;
		if (!isnan(base) && value != base) {
			char quoted[SEGBIAS_QUOTE_MAX];
			segbias_error_set(error, SEGBIAS_DATA,
			                  "base_differs|the people who answered differ between the values of %s",
			                  segbias_label_quote(s->name, quoted));
			segbias_error_place(error, aggregate->evidence->file, 0, 0);
			return SEGBIAS_DATA;
		}
		base = value;
		sum += aggregate->figures[row];
	}
	if (isnan(base))
		return SEGBIAS_OK;
	if (fabs(sum - base) > 1e-9 * base)
		return add_answered(s, base, sum, error);
	/* Where each gave one answer the column says no more than the sum, unless --multi says that some gave several. */
	bool kept = append(s, base * aggregate->layout->times, &aggregate->summed, &aggregate->summed_count);
	return kept ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- the search ------------------------------------------------------------------------------------------------- */

/* Shares that sum to the whole as they stand have no total among them. */
static bool is_whole(const struct search *s)
{
	const struct segbias_column_evidence *column =
	    &s->aggregate->evidence->columns[s->aggregate->layout->count_field];
	double sum = 0;
	double rows = 0;
	for (size_t row = 0; row < s->aggregate->grid->rows; row++)
		if (looks_at(s, row)) {
			sum += s->aggregate->figures[row];
			rows++;
		}
	double rounding = rows * 0.5 * pow(10, -(double)column->digits);
	bool counts = segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END;
	return !counts && (fabs(sum - 1) <= fmin(rounding, 0.02) + 1e-9 || fabs(sum - 100) <= fmin(rounding, 2) + 1e-7);
}

static enum segbias_status read_name(struct search *s, struct segbias_error *error)
{
	uint64_t words = 0;
	if (!segbias_column_words(s->name, &words))
		return segbias_error_memory(error);
	s->place = segbias_word_in(words, SEGBIAS_WORD_PLACE);
	s->single = s->place || segbias_word_in(words, SEGBIAS_WORD_AGE) || segbias_band_ages(s->name);
	return SEGBIAS_OK;
}

static enum segbias_status search(struct segbias_aggregate *aggregate, size_t field, uint32_t attribute,
                                  const uint8_t *spans, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct search s = {.aggregate = aggregate, .field = field, .attribute = attribute, .spans = spans};
	size_t first = aggregate->total_count;
	s.name = attribute == SEGBIAS_INTERN_NONE
	             ? aggregate->evidence->columns[field].name
	             : aggregate->grid->spellings[aggregate->layout->attribute_field].labels[attribute];
	s.values = segbias_memory_zeroed((size_t)aggregate->grid->spellings[field].size + 1, sizeof *s.values);
	if (!s.values)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_strata_make(aggregate, field, &s.strata, error));
	s.sums = segbias_memory_zeroed(s.strata.count + (size_t)1, sizeof *s.sums);
	if (!s.sums)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(read_name(&s, error));
	SEGBIAS_TRY(read_labels(&s, error));
	if (is_whole(&s))
		goto done;
	if (aggregate->layout->base_field != SEGBIAS_NO_FIELD && !is_across(&s)) {
		SEGBIAS_TRY(read_base(&s, error));
		goto done;
	}
	sum_cells(&s);
	SEGBIAS_TRY(take_totals(&s, error));
	say_possible(&s);
	if (s.strata.count == 1 || attribute != SEGBIAS_INTERN_NONE)
		SEGBIAS_TRY(find_answered(&s, first, error));
done:
	segbias_strata_release(&s.strata);
	free(s.sums);
	free(s.values);
	return status;
}

/* The periods of an audit are groups like others. Of margins the places and the like that are added up: their attributes' values are looked through one by one. */
static bool is_looked_through(const struct segbias_aggregate *aggregate, size_t field)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	const struct segbias_layout *layout = aggregate->layout;
	bool margins = layout->attribute_field != SEGBIAS_NO_FIELD;
	return column->dimension && (!column->period || aggregate->evidence->options->audited) &&
	       !(margins && (field == layout->attribute_field || field == layout->value_field));
}

enum segbias_status segbias_aggregate_totals(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_layout *layout = aggregate->layout;
	const struct segbias_grid *grid = aggregate->grid;
	if (layout->unit == SEGBIAS_UNIT_RELATIVE)
		return SEGBIAS_OK;
	uint8_t *spans = segbias_memory_zeroed(grid->rows + 1, sizeof *spans);
	if (!spans)
		return segbias_error_memory(error);
	SEGBIAS_TRY(find_spans(aggregate, spans, error));
	bool marginal = layout->attribute_field != SEGBIAS_NO_FIELD;
	for (uint32_t i = 0; marginal && i < grid->spellings[layout->attribute_field].size; i++)
		SEGBIAS_TRY(search(aggregate, layout->value_field, i, spans, error));
	for (size_t field = 0; field < grid->width; field++)
		if (is_looked_through(aggregate, field))
			SEGBIAS_TRY(search(aggregate, field, SEGBIAS_INTERN_NONE, spans, error));
done:
	free(spans);
	return status;
}
