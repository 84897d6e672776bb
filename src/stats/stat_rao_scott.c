/* Variances of shares, and chi-squared tests, of weighted, clustered and stratified records.
 *
 * A test compares Pearson's chi2, computed from the estimated shares, with a sum of lambda times chi-squared variables
 * of one degree of freedom each, the lambda being the eigenvalues of a matrix; Satterthwaite's approximation of that
 * sum needs only the trace of the matrix and that of its square, which is the sum of its squared entries. So no matrix
 * is kept: a row at a time is enough, also of the products that it comes from.
 *
 * source: Rao and Scott, JASA 76 (1981) and Annals of Statistics 12 (1984); Thomas and Rao, JASA 82 (1987); Lumley's R
 * package survey 4.1: svymean, svygofchisq, svychisq.
 */
#include "stats/design.h"

#include "base/memory.h"

#include "stats/stats.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

/* What is left of sums this much larger is their rounding error. */
static const double NOISE = 64 * DBL_EPSILON;
/* From this df2 on F df is chi-squared to 1e-9, as far as its tail is a number. */
static const double DF2_MAX = 1e15;

static const struct segbias_rao_scott UNDEFINED = {NAN, NAN, NAN, NAN};

double segbias_f_upper(double f, double df, double df2)
{
	if (isnan(f) || !(df > 0) || isinf(df) || !(df2 > 0))
		return NAN;
	if (f <= 0)
		return 1;
	double chi2 = f * df;
	if (df2 > DF2_MAX)
		return segbias_chi2_upper(chi2, df);
	/* Whichever argument is the smaller one has all its digits. */
	return chi2 > df2 ? segbias_beta_lower(1 / (1 + chi2 / df2), df2 / 2, df / 2)
	                  : segbias_beta_upper(chi2 / (df2 + chi2), df / 2, df2 / 2);
}

/* Whether the spread is as design.h says, with a total over 0, which *n gets. */
static bool sum_up(const struct segbias_spread *spread, double *n)
{
	*n = 0;
	for (size_t v = 0; v < spread->cells; v++) {
		if (!(spread->total[v] >= 0))
			return false;
		*n += spread->total[v];
	}
	return *n > 0 && isfinite(*n) && isfinite(spread->centre) && spread->gram.cells == spread->cells &&
	       segbias_gram_valid(&spread->gram);
}

bool segbias_spread_variances(const struct segbias_spread *spread, double *variance)
{
	double n;
	if (!sum_up(spread, &n)) {
		for (size_t v = 0; v < spread->cells; v++)
			variance[v] = NAN;
		return true;
	}
	double *q = segbias_memory_zeroed(spread->cells, sizeof *q);
	if (!q || !segbias_gram_multiply(&spread->gram, NULL, q) || !segbias_gram_diagonal(&spread->gram, variance)) {
		free(q);
		return false;
	}
	double sum = 0;
	for (size_t v = 0; v < spread->cells; v++)
		sum += q[v];
	/* The centre makes no difference: a share's part of the total, minus the share of the total, is 0. */
	for (size_t v = 0; v < spread->cells; v++) {
		double x = spread->total[v] / n;
		variance[v] += (x * sum - 2 * q[v]) * x;
		variance[v] = variance[v] < 0 ? 0 : variance[v] / n / n;
	}
	free(q);
	return true;
}

/* Traces of a symmetric matrix and of its square. */
struct traces {
	double first, second;
	double terms; /* what `first` would be if nothing were subtracted */
};

static bool vary(const struct traces *traces)
{
	return traces->first > NOISE * traces->terms && traces->second > 0 && isfinite(traces->first) &&
	       isfinite(traces->second);
}

/* --- one row against reference shares ---------------------------------------------------------------------------- */

struct fit {
	const struct segbias_spread *spread;
	double *q, sum; /* [cells] row sums of the products, and their sum */
	double *middle; /* [cells] (share + reference) / 2, from the derivative by the sum of totals */
	double *away;   /* [cells] total - n * middle, what the centre applies to */
	double *scale;  /* [cells] 1 / expected total */
	double *row;    /* [cells] */
	struct segbias_gram_rows rows;
	struct segbias_gram_row products;
};

static void fit_release(struct fit *fit)
{
	segbias_gram_rows_release(&fit->rows);
	segbias_gram_row_release(&fit->products, fit->spread ? fit->spread->cells : 0);
	free(fit->q);
	free(fit->middle);
	free(fit->away);
	free(fit->scale);
	free(fit->row);
	*fit = (struct fit){0};
}

static bool fit_init(struct fit *fit, const struct segbias_spread *spread, const double *reference, double n)
{
	size_t cells = spread->cells;
	*fit = (struct fit){.spread = spread};
	fit->q = segbias_memory_zeroed(cells, sizeof *fit->q);
	fit->middle = segbias_memory_zeroed(cells, sizeof *fit->middle);
	fit->away = segbias_memory_zeroed(cells, sizeof *fit->away);
	fit->scale = segbias_memory_zeroed(cells, sizeof *fit->scale);
	fit->row = segbias_memory_zeroed(cells, sizeof *fit->row);
	if (!fit->q || !fit->middle || !fit->away || !fit->scale || !fit->row ||
	    !segbias_gram_rows_init(&fit->rows, &spread->gram) || !segbias_gram_row_init(&fit->products, cells) ||
	    !segbias_gram_multiply(&spread->gram, NULL, fit->q)) {
		fit_release(fit);
		return false;
	}
	for (size_t v = 0; v < cells; v++)
		fit->sum += fit->q[v];
	for (size_t v = 0; v < cells; v++) {
		fit->middle[v] = (spread->total[v] / n + reference[v]) / 2;
		fit->away[v] = (spread->total[v] - n * reference[v]) / 2;
		fit->scale[v] = 1 / (n * reference[v]);
	}
	return true;
}

/* Of the covariance matrix of (total - expected) / sqrt(expected). false: out of memory. */
static bool fit_traces(struct fit *fit, struct traces *out)
{
	size_t cells = fit->spread->cells;
	struct traces traces = {0, 0, 0};
	for (size_t v = 0; v < cells; v++) {
		if (!segbias_gram_row_read(&fit->rows, v, &fit->products))
			return false;
		for (size_t w = v; w < cells; w++)
			fit->row[w] = 0;
		for (size_t i = 0; i < fit->products.count; i++)
			fit->row[fit->products.cell[i]] = fit->products.value[i];
		traces.terms += fit->row[v] * fit->scale[v];
		double lift = fit->sum * fit->middle[v] - fit->q[v];
		double pull = fit->spread->centre * fit->away[v];
		double second = 0;
		for (size_t w = v; w < cells; w++) {
			double entry =
			    fit->row[w] + lift * fit->middle[w] - fit->middle[v] * fit->q[w] - pull * fit->away[w];
			if (w == v)
				traces.first += entry * fit->scale[v];
			second += (w == v ? 1 : 2) * entry * entry * fit->scale[w];
		}
		traces.second += second * fit->scale[v];
	}
	*out = traces;
	return true;
}

bool segbias_rao_scott_fit(const struct segbias_spread *spread, const double *reference, struct segbias_rao_scott *out)
{
	double n;
	bool valid = sum_up(spread, &n) && spread->cells > 0;
	for (size_t v = 0; v < spread->cells; v++)
		valid = valid && reference[v] > 0 && isfinite(reference[v]);
	if (!valid) {
		*out = UNDEFINED;
		return true;
	}
	struct fit fit;
	if (!fit_init(&fit, spread, reference, n))
		return false;
	struct traces traces;
	bool ok = fit_traces(&fit, &traces);
	fit_release(&fit);
	if (!ok)
		return false;
	*out = UNDEFINED;
	if (!vary(&traces))
		return true;
	double chi2 = segbias_distance_chi2(spread->total, reference, spread->cells, n);
	out->chi2 = chi2 * traces.first / traces.second;
	out->df = traces.first * traces.first / traces.second;
	out->p = segbias_chi2_upper(out->chi2, out->df);
	return true;
}

void segbias_rao_scott_null(const double *total, const double *reference, const double *weight, size_t cells,
                            struct segbias_rao_scott *out)
{
	double n = 0;
	double sum = 0;
	double squares = 0;
	double mean = 0;
	double mean_square = 0;
	for (size_t v = 0; v < cells; v++) {
		n += total[v];
		sum += weight[v];
		squares += weight[v] * weight[v];
		mean += reference[v] * weight[v];
		mean_square += reference[v] * weight[v] * weight[v];
	}
	/* Of the matrix with entries [v = w] weight_v + sqrt(r_v r_w) (mean - weight_v - weight_w). */
	double first = sum - mean;
	double second = squares - 2 * mean_square + mean * mean;
	*out = UNDEFINED;
	if (cells < 2 || !(n > 0 && first > 0 && second > 0 && isfinite(first) && isfinite(second)))
		return;
	out->chi2 = segbias_distance_chi2(total, reference, cells, n) * first / second;
	out->df = first * first / second;
	out->p = segbias_chi2_upper(out->chi2, out->df);
}

/* --- two rows ---------------------------------------------------------------------------------------------------- */

/* The test is about the differences d_v = sum_i sign_i total_iv / expected_iv of the two rows, sign_i being 1 and -1;
 * for an empty cell the sum of all cells / n stands in the place of its quotient. What all d_v have in common does not
 * matter, so their mean with weights h is subtracted. As a function of the totals T, for values v and cells c,
 *   d_v = sum_i inverse_iv T_iv + sum_c shift_c T_c + lack_v sum_c T_c / n.
 * So the size of a cluster is gone before anything is squared, and the matrix whose traces are looked for is
 * cov(d_v, d_w) sqrt(h_v h_w). Cell 2 v + i is column v of row i. */
struct rows {
	const struct segbias_rows_query *query;
	size_t columns;
	bool defined;
	double n, total[2]; /* of all cells, of each row */
	double h_sum;
	double *inverse; /* [cells] 1 / total, negative in the second row; 0 of an empty cell */
	double *h;       /* [columns] 1 / (sum of n / total over the cells that are not empty); 0 of an empty column */
	double *lack;    /* [columns] 1: the first cell is empty; -1: the second is; 0: both or neither */
	double *alone;   /* [columns] what d_v's covariance with any other column's has in common */
	double *lacking; /* [columns] what it has where the other's lack is 1 */
	double *pull[2]; /* [columns] what the centre of each row applies to */
	struct segbias_gram_rows products;
	struct traces traces;
};

/* What one table after the other uses. */
struct desk {
	size_t columns;
	const struct segbias_gram_part *shared; /* or NULL */
	struct segbias_gram_rows products;      /* shared ones */
	double *shift, *product;                /* [cells] */
	double *vector, *image;                 /* [cells] of a part */
	double *row;                            /* [columns] */
	struct segbias_gram_row line, lines[2]; /* own ones; shared ones of both cells of a column */
};

static void rows_release(struct rows *rows)
{
	segbias_gram_rows_release(&rows->products);
	free(rows->inverse);
	free(rows->h);
	free(rows->lack);
	free(rows->alone);
	free(rows->lacking);
	free(rows->pull[0]);
	free(rows->pull[1]);
	*rows = (struct rows){0};
}

static bool rows_init(struct rows *rows, const struct segbias_rows_query *query, size_t columns)
{
	*rows = (struct rows){.query = query, .columns = columns};
	rows->inverse = segbias_memory_zeroed(2 * columns, sizeof *rows->inverse);
	rows->h = segbias_memory_zeroed(columns, sizeof *rows->h);
	rows->lack = segbias_memory_zeroed(columns, sizeof *rows->lack);
	rows->alone = segbias_memory_zeroed(columns, sizeof *rows->alone);
	rows->lacking = segbias_memory_zeroed(columns, sizeof *rows->lacking);
	rows->pull[0] = segbias_memory_zeroed(columns, sizeof *rows->pull[0]);
	rows->pull[1] = segbias_memory_zeroed(columns, sizeof *rows->pull[1]);
	return rows->inverse && rows->h && rows->lack && rows->alone && rows->lacking && rows->pull[0] && rows->pull[1];
}

static void desk_release(struct desk *desk)
{
	size_t cells = 2 * desk->columns;
	segbias_gram_rows_release(&desk->products);
	segbias_gram_row_release(&desk->line, cells);
	segbias_gram_row_release(&desk->lines[0], cells);
	segbias_gram_row_release(&desk->lines[1], cells);
	free(desk->shift);
	free(desk->product);
	free(desk->vector);
	free(desk->image);
	free(desk->row);
	*desk = (struct desk){0};
}

static bool desk_init(struct desk *desk, size_t columns, const struct segbias_gram_part *shared)
{
	size_t cells = 2 * columns;
	*desk = (struct desk){.columns = columns, .shared = shared};
	desk->shift = segbias_memory_zeroed(cells, sizeof *desk->shift);
	desk->product = segbias_memory_zeroed(cells, sizeof *desk->product);
	desk->vector = segbias_memory_zeroed(cells, sizeof *desk->vector);
	desk->image = segbias_memory_zeroed(cells, sizeof *desk->image);
	desk->row = segbias_memory_zeroed(columns, sizeof *desk->row);
	return desk->shift && desk->product && desk->vector && desk->image && desk->row &&
	       segbias_gram_row_init(&desk->line, cells) && segbias_gram_row_init(&desk->lines[0], cells) &&
	       segbias_gram_row_init(&desk->lines[1], cells) &&
	       (!shared || segbias_gram_rows_init(&desk->products, &shared->gram));
}

/* Whether it is as design.h says. */
static bool part_valid(const struct segbias_gram_part *part, size_t columns)
{
	size_t cells = part->gram.cells;
	return part->step > 0 && (cells == 0 || part->first + part->step * (cells - 1) < 2 * columns) &&
	       segbias_gram_valid(&part->gram);
}

/* Totals, inverses and h. False: faulty numbers, fewer than two columns, or an empty row. */
static bool rows_measure(struct rows *rows)
{
	const struct segbias_rows_query *query = rows->query;
	size_t used = 0;
	for (size_t cell = 0; cell < 2 * rows->columns; cell++) {
		if (!(query->total[cell] >= 0))
			return false;
		rows->total[cell % 2] += query->total[cell];
		rows->n += query->total[cell];
	}
	if (!(rows->n > 0) || !isfinite(rows->n) || !(query->df_design > 0) || !isfinite(query->centre[0]) ||
	    !isfinite(query->centre[1]))
		return false;
	for (size_t v = 0; v < rows->columns; v++) {
		double first = query->total[2 * v];
		double second = query->total[2 * v + 1];
		rows->inverse[2 * v] = first > 0 ? 1 / first : 0;
		rows->inverse[2 * v + 1] = second > 0 ? -1 / second : 0;
		rows->lack[v] = (double)!(first > 0) - (double)!(second > 0);
		if (!(first > 0 || second > 0))
			continue;
		rows->h[v] = 1 / (rows->n * (rows->inverse[2 * v] - rows->inverse[2 * v + 1]));
		rows->h_sum += rows->h[v];
		used++;
	}
	return used > 1 && rows->total[0] > 0 && rows->total[1] > 0 && rows->h_sum > 0;
}

/* Adds the part's products times vector[cells] (times 1 where that is NULL) to product[cells]. */
static bool part_multiply(const struct desk *desk, const struct segbias_gram_part *part, const double *vector,
                          double *product)
{
	for (size_t i = 0; i < part->gram.cells; i++)
		desk->vector[i] = vector ? vector[part->first + part->step * i] : 1;
	if (!segbias_gram_multiply(&part->gram, desk->vector, desk->image))
		return false;
	for (size_t i = 0; i < part->gram.cells; i++)
		product[part->first + part->step * i] += desk->image[i];
	return true;
}

/* desk->product: all products times the vector. *along: that times the vector again. */
static bool rows_multiply(const struct rows *rows, const struct desk *desk, const double *vector, double *along)
{
	for (size_t cell = 0; cell < 2 * rows->columns; cell++)
		desk->product[cell] = 0;
	if (!part_multiply(desk, &rows->query->own, vector, desk->product) ||
	    (desk->shared && !part_multiply(desk, desk->shared, vector, desk->product)))
		return false;
	*along = 0;
	for (size_t cell = 0; cell < 2 * rows->columns; cell++)
		*along += desk->product[cell] * (vector ? vector[cell] : 1);
	return true;
}

/* What d_v is of each row's totals by themselves: nothing but rounding where no cell is empty. */
static void rows_pull(struct rows *rows, const double *shift)
{
	const double *total = rows->query->total;
	for (size_t i = 0; i < 2; i++) {
		double common = 0;
		for (size_t v = 0; v < rows->columns; v++)
			common += shift[2 * v + i] * total[2 * v + i];
		for (size_t v = 0; v < rows->columns; v++)
			rows->pull[i][v] = rows->inverse[2 * v + i] * total[2 * v + i] + common +
			                   rows->lack[v] * (rows->total[i] / rows->n);
	}
}

/* What the covariance of d_v and d_w has beside the products of their own cells: sums of a term of v and one of w. */
static bool rows_centre(struct rows *rows, const struct desk *desk)
{
	const double *inverse = rows->inverse;
	const double *product = desk->product;
	double lack_mean = 0;
	for (size_t v = 0; v < rows->columns; v++)
		lack_mean += rows->lack[v] * (rows->h[v] / rows->h_sum);
	for (size_t v = 0; v < rows->columns; v++)
		for (size_t i = 0; i < 2; i++)
			desk->shift[2 * v + i] =
			    -(inverse[2 * v + i] * (rows->h[v] / rows->h_sum) + lack_mean / rows->n);
	rows_pull(rows, desk->shift);
	double shift_size;
	if (!rows_multiply(rows, desk, desk->shift, &shift_size))
		return false;
	double shift_sum = 0;
	for (size_t cell = 0; cell < 2 * rows->columns; cell++)
		shift_sum += product[cell] / rows->n;
	for (size_t v = 0; v < rows->columns; v++)
		rows->alone[v] = inverse[2 * v] * product[2 * v] + inverse[2 * v + 1] * product[2 * v + 1] +
		                 rows->lack[v] * shift_sum + shift_size / 2;
	double sum;
	if (!rows_multiply(rows, desk, NULL, &sum))
		return false;
	for (size_t v = 0; v < rows->columns; v++)
		rows->lacking[v] =
		    (inverse[2 * v] * product[2 * v] + inverse[2 * v + 1] * product[2 * v + 1]) / rows->n +
		    rows->lack[v] * (sum / rows->n / rows->n) / 2;
	return true;
}

/* Adds the products of `cell` with cells of column v = cell / 2 and later ones, times their inverses, to row[columns].
 * Returns what the cell adds by itself. */
static double add_line(const struct rows *rows, const struct segbias_gram_part *part, size_t cell,
                       const struct segbias_gram_row *line, double *row)
{
	double own = 0;
	for (size_t i = 0; i < line->count; i++) {
		size_t other = part->first + part->step * line->cell[i];
		double product = line->value[i] * rows->inverse[cell] * rows->inverse[other];
		row[other / 2] += product;
		/* The pair of a column's own two cells stands for two entries of the matrix. */
		if (other == cell)
			own += product;
		else if (other / 2 == cell / 2)
			row[other / 2] += product;
	}
	return own;
}

/* Reads the line of the cell, if the part has it. */
static bool read_line(const struct segbias_gram_part *part, struct segbias_gram_rows *products, size_t cell,
                      struct segbias_gram_row *line)
{
	line->count = 0;
	if (cell < part->first || (cell - part->first) % part->step != 0 ||
	    (cell - part->first) / part->step >= part->gram.cells)
		return true;
	return segbias_gram_row_read(products, (cell - part->first) / part->step, line);
}

/* What the matrix's row of column v, from its diagonal on, adds to the traces. */
static bool add_column(struct rows *rows, struct desk *desk, size_t v)
{
	const double *centre = rows->query->centre;
	double *row = desk->row;
	double own = 0;
	for (size_t w = v; w < rows->columns; w++)
		row[w] = 0;
	for (size_t i = 0; i < 2; i++) {
		size_t cell = 2 * v + i;
		if (!read_line(&rows->query->own, &rows->products, cell, &desk->line))
			return false;
		own += add_line(rows, &rows->query->own, cell, &desk->line, row);
		if (desk->shared)
			own += add_line(rows, desk->shared, cell, &desk->lines[i], row);
	}
	rows->traces.terms += rows->h[v] * own;
	double second = 0;
	for (size_t w = v; w < rows->columns; w++) {
		double entry = row[w] + rows->alone[v] + rows->alone[w] + rows->lack[v] * rows->lacking[w] +
		               rows->lack[w] * rows->lacking[v];
		for (size_t i = 0; i < 2; i++)
			entry -= centre[i] * rows->pull[i][v] * rows->pull[i][w];
		if (w == v)
			rows->traces.first += entry * rows->h[v];
		second += (w == v ? 1 : 2) * entry * entry * rows->h[w];
	}
	rows->traces.second += second * rows->h[v];
	return true;
}

/* A column at a time, for all tables. */
static bool rows_traces(struct rows *rows, size_t count, struct desk *desk)
{
	for (size_t v = 0; v < desk->columns; v++) {
		for (size_t i = 0; desk->shared && i < 2; i++)
			if (!read_line(desk->shared, &desk->products, 2 * v + i, &desk->lines[i]))
				return false;
		for (size_t j = 0; j < count; j++)
			if (rows[j].defined && !add_column(&rows[j], desk, v))
				return false;
	}
	return true;
}

/* Pearson's chi2 of the table of shares, whose sum is 1. */
static double rows_chi2(const struct rows *rows)
{
	const double *total = rows->query->total;
	double chi2 = 0;
	for (size_t v = 0; v < rows->columns; v++) {
		double gap = total[2 * v] / rows->total[0] - total[2 * v + 1] / rows->total[1];
		double both = total[2 * v] + total[2 * v + 1];
		if (both > 0)
			chi2 += gap * gap / (both / rows->n);
	}
	return chi2 * (rows->total[0] / rows->n) * (rows->total[1] / rows->n);
}

static struct segbias_rao_scott rows_result(const struct rows *rows)
{
	struct segbias_rao_scott out = UNDEFINED;
	if (!rows->defined || !vary(&rows->traces))
		return out;
	out.df = rows->traces.first * rows->traces.first / rows->traces.second;
	out.df2 = out.df * rows->query->df_design;
	out.chi2 = rows_chi2(rows) / rows->traces.first * out.df;
	out.p = segbias_f_upper(out.chi2 / out.df, out.df, out.df2);
	return out;
}

bool segbias_rao_scott_rows(const struct segbias_rows_query *queries, size_t count, size_t columns,
                            const struct segbias_gram_part *shared, struct segbias_rao_scott *out)
{
	struct desk desk = {0};
	bool shares = !shared || part_valid(shared, columns);
	struct rows *rows = segbias_memory_zeroed(count + 1, sizeof *rows);
	bool ok = rows && desk_init(&desk, columns, shares ? shared : NULL);
	for (size_t j = 0; ok && j < count; j++) {
		ok = rows_init(&rows[j], &queries[j], columns);
		if (!ok || !shares || !part_valid(&queries[j].own, columns) || !rows_measure(&rows[j]))
			continue;
		rows[j].defined = true;
		ok = segbias_gram_rows_init(&rows[j].products, &queries[j].own.gram) && rows_centre(&rows[j], &desk);
	}
	ok = ok && rows_traces(rows, count, &desk);
	for (size_t j = 0; rows && j < count; j++) {
		if (ok)
			out[j] = rows_result(&rows[j]);
		rows_release(&rows[j]);
	}
	free(rows);
	desk_release(&desk);
	return ok;
}
