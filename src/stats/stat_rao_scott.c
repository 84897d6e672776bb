/* Variances of shares, and chi-squared tests, of weighted, clustered and stratified records.
 *
 * A test compares Pearson's chi2, computed from the estimated shares, with a sum of lambda times chi-squared variables
 * of one degree of freedom each, the lambda being the eigenvalues of a matrix; Satterthwaite's approximation of that
 * sum needs only the trace of the matrix and that of its square, which is the sum of its squared entries. So no matrix
 * is kept: a row at a time is enough.
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
	const struct segbias_product *last = NULL;
	for (size_t i = 0; i < spread->product_count; i++) {
		const struct segbias_product *x = &spread->products[i];
		if (x->row > x->column || x->column >= spread->cells || !isfinite(x->sum))
			return false;
		if (last && (x->row < last->row || (x->row == last->row && x->column <= last->column)))
			return false;
		last = x;
	}
	return *n > 0 && isfinite(*n) && isfinite(spread->centre);
}

/* out[cells]: the products times vector[cells], or times 1 where that is NULL. Returns out times the same vector. */
static double multiply(const struct segbias_spread *spread, const double *vector, double *out)
{
	for (size_t v = 0; v < spread->cells; v++)
		out[v] = 0;
	for (size_t i = 0; i < spread->product_count; i++) {
		const struct segbias_product *x = &spread->products[i];
		out[x->row] += x->sum * (vector ? vector[x->column] : 1);
		if (x->row != x->column)
			out[x->column] += x->sum * (vector ? vector[x->row] : 1);
	}
	double sum = 0;
	for (size_t v = 0; v < spread->cells; v++)
		sum += out[v] * (vector ? vector[v] : 1);
	return sum;
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
	if (!q)
		return false;
	double sum = multiply(spread, NULL, q);
	/* The centre makes no difference: a share's part of the total, minus the share of the total, is 0. */
	for (size_t v = 0; v < spread->cells; v++) {
		double x = spread->total[v] / n;
		variance[v] = (x * sum - 2 * q[v]) * x;
	}
	for (size_t i = 0; i < spread->product_count; i++)
		if (spread->products[i].row == spread->products[i].column)
			variance[spread->products[i].row] += spread->products[i].sum;
	for (size_t v = 0; v < spread->cells; v++)
		variance[v] = variance[v] < 0 ? 0 : variance[v] / n / n;
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
};

static void fit_release(struct fit *fit)
{
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
	if (!fit->q || !fit->middle || !fit->away || !fit->scale || !fit->row) {
		fit_release(fit);
		return false;
	}
	fit->sum = multiply(spread, NULL, fit->q);
	for (size_t v = 0; v < cells; v++) {
		fit->middle[v] = (spread->total[v] / n + reference[v]) / 2;
		fit->away[v] = (spread->total[v] - n * reference[v]) / 2;
		fit->scale[v] = 1 / (n * reference[v]);
	}
	return true;
}

/* Of the covariance matrix of (total - expected) / sqrt(expected). */
static struct traces fit_traces(const struct fit *fit)
{
	const struct segbias_spread *spread = fit->spread;
	struct traces traces = {0, 0, 0};
	size_t next = 0;
	for (size_t v = 0; v < spread->cells; v++) {
		for (size_t w = v; w < spread->cells; w++)
			fit->row[w] = 0;
		for (; next < spread->product_count && spread->products[next].row == v; next++)
			fit->row[spread->products[next].column] = spread->products[next].sum;
		traces.terms += fit->row[v] * fit->scale[v];
		double lift = fit->sum * fit->middle[v] - fit->q[v];
		double pull = spread->centre * fit->away[v];
		double second = 0;
		for (size_t w = v; w < spread->cells; w++) {
			double entry =
			    fit->row[w] + lift * fit->middle[w] - fit->middle[v] * fit->q[w] - pull * fit->away[w];
			if (w == v)
				traces.first += entry * fit->scale[v];
			second += (w == v ? 1 : 2) * entry * entry * fit->scale[w];
		}
		traces.second += second * fit->scale[v];
	}
	return traces;
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
	struct traces traces = fit_traces(&fit);
	fit_release(&fit);
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
 * cov(d_v, d_w) sqrt(h_v h_w). */
struct rows {
	const struct segbias_spread *spread;
	size_t columns;
	double n, total[2]; /* of all cells, of each row */
	double h_sum;
	double *inverse; /* [cells] 1 / total, negative in the second row; 0 of an empty cell */
	double *shift;   /* [cells] */
	double *product; /* [cells] for rows_centre */
	double *h;       /* [columns] 1 / (sum of n / total over the cells that are not empty); 0 of an empty column */
	double *lack;    /* [columns] 1: the first cell is empty; -1: the second is; 0: both or neither */
	double *alone;   /* [columns] what d_v's covariance with any other column's has in common */
	double *lacking; /* [columns] what it has where the other's lack is 1 */
	double *row;     /* [columns] */
	const double *centre; /* of each row, or NULL */
	double *pull[2];      /* [columns] what the centre of each row applies to */
	size_t *start;        /* [columns] first product of the column's cell in the first row */
	size_t *crossing;     /* [columns] the next one with a cell of the second row */
};

static void rows_release(struct rows *rows)
{
	free(rows->inverse);
	free(rows->shift);
	free(rows->product);
	free(rows->h);
	free(rows->lack);
	free(rows->alone);
	free(rows->lacking);
	free(rows->row);
	free(rows->pull[0]);
	free(rows->pull[1]);
	free(rows->start);
	free(rows->crossing);
	*rows = (struct rows){0};
}

static bool rows_init(struct rows *rows, const struct segbias_spread *spread, double n)
{
	size_t columns = spread->cells / 2;
	*rows = (struct rows){.spread = spread, .columns = columns, .n = n};
	rows->inverse = segbias_memory_zeroed(spread->cells, sizeof *rows->inverse);
	rows->shift = segbias_memory_zeroed(spread->cells, sizeof *rows->shift);
	rows->product = segbias_memory_zeroed(spread->cells, sizeof *rows->product);
	rows->h = segbias_memory_zeroed(columns, sizeof *rows->h);
	rows->lack = segbias_memory_zeroed(columns, sizeof *rows->lack);
	rows->alone = segbias_memory_zeroed(columns, sizeof *rows->alone);
	rows->lacking = segbias_memory_zeroed(columns, sizeof *rows->lacking);
	rows->row = segbias_memory_zeroed(columns, sizeof *rows->row);
	rows->pull[0] = segbias_memory_zeroed(columns, sizeof *rows->pull[0]);
	rows->pull[1] = segbias_memory_zeroed(columns, sizeof *rows->pull[1]);
	rows->start = segbias_memory_zeroed(columns, sizeof *rows->start);
	rows->crossing = segbias_memory_zeroed(columns, sizeof *rows->crossing);
	if (!rows->inverse || !rows->shift || !rows->product || !rows->h || !rows->lack || !rows->alone ||
	    !rows->lacking || !rows->row || !rows->pull[0] || !rows->pull[1] || !rows->start || !rows->crossing) {
		rows_release(rows);
		return false;
	}
	return true;
}

/* Totals, inverses and h. False: fewer than two columns, or an empty row. */
static bool rows_measure(struct rows *rows)
{
	const double *total = rows->spread->total;
	size_t columns = rows->columns;
	size_t used = 0;
	for (size_t v = 0; v < columns; v++) {
		double first = total[v];
		double second = total[columns + v];
		rows->total[0] += first;
		rows->total[1] += second;
		rows->inverse[v] = first > 0 ? 1 / first : 0;
		rows->inverse[columns + v] = second > 0 ? -1 / second : 0;
		rows->lack[v] = (double)!(first > 0) - (double)!(second > 0);
		if (!(first > 0 || second > 0))
			continue;
		rows->h[v] = 1 / (rows->n * (rows->inverse[v] - rows->inverse[columns + v]));
		rows->h_sum += rows->h[v];
		used++;
	}
	return used > 1 && rows->total[0] > 0 && rows->total[1] > 0 && rows->h_sum > 0;
}

/* What the covariance of d_v and d_w has beside the products of their own cells: sums of a term of v and one of w. */
static void rows_centre(struct rows *rows)
{
	const struct segbias_spread *spread = rows->spread;
	size_t columns = rows->columns;
	double lack_mean = 0;
	for (size_t v = 0; v < columns; v++)
		lack_mean += rows->lack[v] * (rows->h[v] / rows->h_sum);
	for (size_t v = 0; v < columns; v++) {
		double part = rows->h[v] / rows->h_sum;
		rows->shift[v] = -(rows->inverse[v] * part + lack_mean / rows->n);
		rows->shift[columns + v] = -(rows->inverse[columns + v] * part + lack_mean / rows->n);
	}
	double *product = rows->product;
	double shift_size = multiply(spread, rows->shift, product);
	double shift_sum = 0;
	for (size_t cell = 0; cell < spread->cells; cell++)
		shift_sum += product[cell] / rows->n;
	for (size_t v = 0; v < columns; v++)
		rows->alone[v] = rows->inverse[v] * product[v] + rows->inverse[columns + v] * product[columns + v] +
		                 rows->lack[v] * shift_sum + shift_size / 2;
	double sum = multiply(spread, NULL, product);
	for (size_t v = 0; v < columns; v++)
		rows->lacking[v] =
		    (rows->inverse[v] * product[v] + rows->inverse[columns + v] * product[columns + v]) / rows->n +
		    rows->lack[v] * (sum / rows->n / rows->n) / 2;
}

/* What d_v is of each row's totals by themselves: nothing but rounding where no cell is empty. */
static void rows_pull(struct rows *rows)
{
	const double *total = rows->spread->total;
	size_t columns = rows->columns;
	for (size_t i = 0; i < 2; i++) {
		double common = 0;
		for (size_t v = 0; v < columns; v++)
			common += rows->shift[i * columns + v] * total[i * columns + v];
		for (size_t v = 0; v < columns; v++)
			rows->pull[i][v] = rows->inverse[i * columns + v] * total[i * columns + v] + common +
			                   rows->lack[v] * (rows->total[i] / rows->n);
	}
}

/* Where each column's products begin. Returns the first product of the second row. */
static size_t rows_index(struct rows *rows)
{
	const struct segbias_product *products = rows->spread->products;
	size_t next = 0;
	for (size_t v = 0; v < rows->columns; v++) {
		rows->start[v] = next;
		while (next < rows->spread->product_count && products[next].row == v &&
		       products[next].column < rows->columns)
			next++;
		rows->crossing[v] = next;
		while (next < rows->spread->product_count && products[next].row == v)
			next++;
	}
	return next;
}

/* row[w], w >= v: the products of the cells of v with those of w, times their inverses. *next: the first product of
 * column v's cell in the second row; at the end, of v + 1's. Returns what the two cells of v add by themselves. */
static double rows_fill(struct rows *rows, size_t v, size_t *next)
{
	const struct segbias_product *products = rows->spread->products;
	size_t columns = rows->columns;
	size_t count = rows->spread->product_count;
	const double *inverse = rows->inverse;
	double own = 0;
	for (size_t w = v; w < columns; w++)
		rows->row[w] = 0;
	for (size_t i = rows->start[v]; i < count && products[i].row == v; i++) {
		const struct segbias_product *x = &products[i];
		size_t w = x->column < columns ? x->column : x->column - columns;
		double part = x->sum * inverse[v] * inverse[x->column];
		if (w >= v)
			rows->row[w] += part;
		/* The pair of v's own two cells stands for two entries of the matrix. */
		if (x->column == columns + v)
			rows->row[v] += part;
		else if (w == v)
			own += part;
	}
	for (; *next < count && products[*next].row == columns + v; ++*next) {
		size_t column = products[*next].column;
		double part = products[*next].sum * inverse[columns + v] * inverse[column];
		rows->row[column - columns] += part;
		if (column == columns + v)
			own += part;
	}
	/* Those of v's second cell with the first ones of later columns stand in the rows of these, in the order of v. */
	for (size_t w = v + 1; w < columns; w++) {
		size_t *i = &rows->crossing[w];
		while (*i < count && products[*i].row == w && products[*i].column < columns + v)
			++*i;
		if (*i < count && products[*i].row == w && products[*i].column == columns + v)
			rows->row[w] += products[*i].sum * inverse[w] * inverse[columns + v];
	}
	return own;
}

static struct traces rows_traces(struct rows *rows)
{
	struct traces traces = {0, 0, 0};
	size_t next = rows_index(rows);
	for (size_t v = 0; v < rows->columns; v++) {
		traces.terms += rows->h[v] * rows_fill(rows, v, &next);
		double second = 0;
		for (size_t w = v; w < rows->columns; w++) {
			double entry = rows->row[w] + rows->alone[v] + rows->alone[w] +
			               rows->lack[v] * rows->lacking[w] + rows->lack[w] * rows->lacking[v];
			for (size_t i = 0; rows->centre && i < 2; i++)
				entry -= rows->centre[i] * rows->pull[i][v] * rows->pull[i][w];
			if (w == v)
				traces.first += entry * rows->h[v];
			second += (w == v ? 1 : 2) * entry * entry * rows->h[w];
		}
		traces.second += second * rows->h[v];
	}
	return traces;
}

/* Pearson's chi2 of the table of shares, whose sum is 1. */
static double rows_chi2(const struct rows *rows)
{
	const double *total = rows->spread->total;
	double chi2 = 0;
	for (size_t v = 0; v < rows->columns; v++) {
		double gap = total[v] / rows->total[0] - total[rows->columns + v] / rows->total[1];
		double both = total[v] + total[rows->columns + v];
		if (both > 0)
			chi2 += gap * gap / (both / rows->n);
	}
	return chi2 * (rows->total[0] / rows->n) * (rows->total[1] / rows->n);
}

bool segbias_rao_scott_rows(const struct segbias_spread *spread, const double centre[2], double df_design,
                            struct segbias_rao_scott *out)
{
	double n;
	if (!sum_up(spread, &n) || (centre && !(isfinite(centre[0]) && isfinite(centre[1]))) ||
	    spread->cells % 2 != 0 || !(df_design > 0)) {
		*out = UNDEFINED;
		return true;
	}
	struct rows rows;
	if (!rows_init(&rows, spread, n))
		return false;
	struct traces traces = {NAN, NAN, NAN};
	rows.centre = centre;
	if (rows_measure(&rows)) {
		rows_centre(&rows);
		rows_pull(&rows);
		traces = rows_traces(&rows);
	}
	double chi2 = rows_chi2(&rows);
	rows_release(&rows);
	*out = UNDEFINED;
	if (!vary(&traces))
		return true;
	out->df = traces.first * traces.first / traces.second;
	out->df2 = out->df * df_design;
	out->chi2 = chi2 / traces.first * out->df;
	out->p = segbias_f_upper(out->chi2 / out->df, out->df, out->df2);
	return true;
}
