/* A matrix that is given by the vectors of whose squares it is the sum.
 *
 * Rows come from the vectors as columns of a sparse Cholesky factor are updated: each vector waits in the list of the cell
 * that its next entry is of, and moves on when the row of that cell is read.
 * source: Davis, Direct Methods for Sparse Linear Systems (2006), 4.8.
 */
#include "stats/gram.h"

#include "base/memory.h"
#include <math.h>
#include <stdlib.h>

bool segbias_gram_valid(const struct segbias_gram *gram)
{
	if (!isfinite(gram->scale) || (gram->full && gram->vector_count) || gram->vector_count >= UINT32_MAX)
		return false;
	for (size_t i = 0; gram->full && i < gram->cells * gram->full_count; i++)
		if (!isfinite(gram->full[i]))
			return false;
	for (size_t k = 0; k < gram->vector_count; k++) {
		const struct segbias_gram_vector *vector = &gram->vectors[k];
		if (!isfinite(vector->factor))
			return false;
		for (uint32_t i = 0; i < vector->size; i++)
			if (vector->entries[i].cell >= gram->cells || !isfinite(vector->entries[i].amount) ||
			    (i > 0 && vector->entries[i].cell <= vector->entries[i - 1].cell))
				return false;
	}
	return true;
}

/* Adds times x y, exactly. */
static inline bool add_times(struct segbias_sum *sum, double x, double y, uint64_t times)
{
	if (times == 1)
		return segbias_sum_add_product(sum, x, y);
	double product = x * y;
	double rest = fma(x, y, -product);
	return segbias_sum_add_product(sum, product, (double)times) &&
	       (rest == 0 || segbias_sum_add_product(sum, rest, (double)times));
}

static struct segbias_sum *sums_create(size_t count)
{
	return segbias_memory_zeroed(count + 1, sizeof(struct segbias_sum));
}

/* out[cells]: their values times the scale; NULL: not wanted. Frees them. */
static void sums_read(struct segbias_sum *sums, const struct segbias_gram *gram, double *out)
{
	for (size_t v = 0; sums && v < gram->cells; v++) {
		if (out)
			out[v] = gram->scale * segbias_sum_value(&sums[v]);
		segbias_sum_release(&sums[v]);
	}
	free(sums);
}

/* Of full vectors: sum over them of x_i y_i, in their order; four at a time, which the processor likes. */
static double dot(const double *x, const double *y, size_t count)
{
	double part[4] = {0};
	size_t i = 0;
	for (; i + 4 <= count; i += 4)
		for (size_t j = 0; j < 4; j++)
			part[j] += x[i + j] * y[i + j];
	for (; i < count; i++)
		part[0] += x[i] * y[i];
	return (part[0] + part[1]) + (part[2] + part[3]);
}

bool segbias_gram_diagonal(const struct segbias_gram *gram, double *diagonal)
{
	for (size_t v = 0; gram->full && v < gram->cells; v++) {
		const double *own = gram->full + v * gram->full_count;
		diagonal[v] = gram->scale * dot(own, own, gram->full_count);
	}
	if (gram->full)
		return true;
	struct segbias_sum *sums = sums_create(gram->cells);
	bool ok = sums != NULL;
	for (size_t k = 0; ok && k < gram->vector_count; k++) {
		const struct segbias_gram_vector *vector = &gram->vectors[k];
		for (uint32_t i = 0; ok && i < vector->size; i++) {
			double x = vector->entries[i].amount;
			ok = add_times(&sums[vector->entries[i].cell], vector->factor * x, x, vector->times);
		}
	}
	sums_read(sums, gram, ok ? diagonal : NULL);
	return ok;
}

static bool multiply_full(const struct segbias_gram *gram, const double *vector, double *product)
{
	size_t count = gram->full_count;
	double *along = segbias_memory_zeroed(count + 1, sizeof *along);
	if (!along)
		return false;
	for (size_t v = 0; v < gram->cells; v++)
		for (size_t i = 0; i < count; i++)
			along[i] += gram->full[v * count + i] * (vector ? vector[v] : 1);
	for (size_t v = 0; v < gram->cells; v++)
		product[v] = gram->scale * dot(gram->full + v * count, along, count);
	free(along);
	return true;
}

/* along[0] + along[1]: the vector times what stands there, nearly exact. A mean that is taken out of a stratum later
 * leaves less than its rounding error otherwise. */
static bool measure_along(const struct segbias_gram_vector *from, const double *vector, double along[2])
{
	struct segbias_sum sum = {0};
	bool ok = true;
	for (uint32_t i = 0; ok && i < from->size; i++)
		ok = segbias_sum_add_product(&sum, from->entries[i].amount, vector ? vector[from->entries[i].cell] : 1);
	along[0] = segbias_sum_value(&sum);
	ok = ok && segbias_sum_add(&sum, -along[0]);
	along[1] = segbias_sum_value(&sum);
	segbias_sum_release(&sum);
	return ok;
}

bool segbias_gram_multiply(const struct segbias_gram *gram, const double *vector, double *product)
{
	if (gram->full)
		return multiply_full(gram, vector, product);
	struct segbias_sum *sums = sums_create(gram->cells);
	bool ok = sums != NULL;
	for (size_t k = 0; ok && k < gram->vector_count; k++) {
		const struct segbias_gram_vector *from = &gram->vectors[k];
		double along[2];
		ok = measure_along(from, vector, along);
		for (uint32_t i = 0; ok && i < from->size; i++) {
			struct segbias_sum *sum = &sums[from->entries[i].cell];
			double x = from->factor * from->entries[i].amount;
			ok = add_times(sum, x, along[0], from->times) &&
			     (along[1] == 0 || add_times(sum, x, along[1], from->times));
		}
	}
	sums_read(sums, gram, ok ? product : NULL);
	return ok;
}

/* --- one row at a time ------------------------------------------------------------------------------------------- */

void segbias_gram_rows_release(struct segbias_gram_rows *rows)
{
	free(rows->head);
	free(rows->next);
	free(rows->at);
	*rows = (struct segbias_gram_rows){0};
}

/* Puts the vector where its next entry is. */
static void enqueue(struct segbias_gram_rows *rows, uint32_t k)
{
	const struct segbias_gram_vector *vector = &rows->gram->vectors[k];
	if (rows->at[k] == vector->size)
		return;
	uint32_t *head = &rows->head[vector->entries[rows->at[k]].cell];
	rows->next[k] = *head;
	*head = k + 1;
}

bool segbias_gram_rows_init(struct segbias_gram_rows *rows, const struct segbias_gram *gram)
{
	*rows = (struct segbias_gram_rows){.gram = gram};
	rows->head = segbias_memory_zeroed(gram->cells + 1, sizeof *rows->head);
	rows->next = segbias_memory_zeroed(gram->vector_count + 1, sizeof *rows->next);
	rows->at = segbias_memory_zeroed(gram->vector_count + 1, sizeof *rows->at);
	if (!rows->head || !rows->next || !rows->at) {
		segbias_gram_rows_release(rows);
		return false;
	}
	for (uint32_t k = 0; k < gram->vector_count; k++)
		enqueue(rows, k);
	return true;
}

void segbias_gram_row_release(struct segbias_gram_row *row, size_t cells)
{
	for (size_t v = 0; row->sums && v < cells; v++)
		segbias_sum_release(&row->sums[v]);
	free(row->cell);
	free(row->value);
	free(row->sums);
	free(row->listed);
	*row = (struct segbias_gram_row){0};
}

bool segbias_gram_row_init(struct segbias_gram_row *row, size_t cells)
{
	*row = (struct segbias_gram_row){0};
	row->cell = segbias_memory_zeroed(cells + 1, sizeof *row->cell);
	row->value = segbias_memory_zeroed(cells + 1, sizeof *row->value);
	row->sums = sums_create(cells);
	row->listed = segbias_memory_zeroed(cells + 1, sizeof *row->listed);
	if (row->cell && row->value && row->sums && row->listed)
		return true;
	segbias_gram_row_release(row, cells);
	return false;
}

/* Adds what the vector has from its next entry on. */
static bool add_vector(const struct segbias_gram_rows *rows, uint32_t k, struct segbias_gram_row *row)
{
	const struct segbias_gram_vector *vector = &rows->gram->vectors[k];
	const struct segbias_gram_entry *entry = &vector->entries[rows->at[k]];
	const struct segbias_gram_entry *end = vector->entries + vector->size;
	double x = vector->factor * entry->amount;
	bool ok = true;
	for (; ok && entry < end; entry++) {
		if (!row->listed[entry->cell])
			row->cell[row->count++] = entry->cell;
		row->listed[entry->cell] = true;
		ok = add_times(&row->sums[entry->cell], x, entry->amount, vector->times);
	}
	return ok;
}

static void read_full(const struct segbias_gram *gram, size_t index, struct segbias_gram_row *row)
{
	const double *own = gram->full + index * gram->full_count;
	for (size_t v = index; v < gram->cells; v++) {
		row->cell[row->count] = (uint32_t)v;
		row->value[row->count++] = gram->scale * dot(own, gram->full + v * gram->full_count, gram->full_count);
	}
}

bool segbias_gram_row_read(struct segbias_gram_rows *rows, size_t index, struct segbias_gram_row *row)
{
	bool ok = true;
	row->count = 0;
	if (rows->gram->full) {
		read_full(rows->gram, index, row);
		return true;
	}
	for (uint32_t waiting = rows->head[index]; ok && waiting;) {
		uint32_t k = waiting - 1;
		waiting = rows->next[k];
		ok = add_vector(rows, k, row);
		rows->at[k]++;
		enqueue(rows, k);
	}
	for (size_t i = 0; i < row->count; i++) {
		struct segbias_sum *sum = &row->sums[row->cell[i]];
		row->value[i] = rows->gram->scale * segbias_sum_value(sum);
		segbias_sum_release(sum);
		row->listed[row->cell[i]] = false;
	}
	return ok;
}
