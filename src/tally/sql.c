#include "tally/sql.h"

#include "base/base64.h"
#include "tally/sql_cells.h"

#include <string.h>

/* --- dialects ---------------------------------------------------------------------------------------------------- */

/* In templates "@" stands for what is cast. Weights are decimals of nine places, so that their sums and those of their squares are
 * exact: where a product would lose places, a factor has more of them. Fourth powers have no exact type everywhere. */
struct dialect {
	const char *name;
	char quote;         /* of identifiers, doubled inside … */
	bool name_escapes;  /* … or behind a backslash, which escapes there */
	bool escapes;       /* a backslash escapes in literals */
	const char *escape; /* before a literal in which it is to escape all the same; NULL: it never does */
	const char *text;
	const char *weight;
	const char *square;
	const char *fourth; /* the sum of fourth powers: d is the weight as a double */
	const char *real;   /* NULL where a text is no number, as `weight` */
	const char *as_real;
};

static const struct dialect DIALECTS[] = {
    {"duckdb", '"', false, false, NULL, "CAST(@ AS VARCHAR)", "TRY_CAST(@ AS DECIMAL(18, 9))", "w * w",
     "FSUM((d * d) * (d * d))", "TRY_CAST(@ AS DOUBLE)", "CAST(@ AS DOUBLE)"},
    {"postgres", '"', false, false, "E", "CAST(@ AS TEXT) COLLATE \"C\"", "CAST(@ AS NUMERIC(38, 9))", "w * w",
     "SUM(w * w * w * w)", "CAST(@ AS DOUBLE PRECISION)", "CAST(@ AS DOUBLE PRECISION)"},
    {"bigquery", '`', true, true, NULL, "CAST(@ AS STRING)", "ROUND(SAFE_CAST(@ AS BIGNUMERIC), 9)", "w * w",
     "SUM(w * w * w * w)", "SAFE_CAST(@ AS FLOAT64)", "CAST(@ AS FLOAT64)"},
    {"snowflake", '"', false, true, NULL, "CAST(@ AS VARCHAR)", "TRY_CAST(@ AS DECIMAL(38, 9))",
     "CAST(w AS DECIMAL(38, 18)) * w", "SUM((d * d) * (d * d))", "TRY_CAST(@ AS DOUBLE)", "CAST(@ AS DOUBLE)"},
    {"spark", '`', false, true, NULL, "CAST(@ AS STRING)", "TRY_CAST(@ AS DECIMAL(18, 9))", "w * w",
     "SUM((d * d) * (d * d))", "TRY_CAST(@ AS DOUBLE)", "CAST(@ AS DOUBLE)"},
};

static const struct dialect *dialect_of(const char *name)
{
	for (size_t i = 0; i < sizeof DIALECTS / sizeof *DIALECTS; i++)
		if (strcmp(DIALECTS[i].name, name) == 0)
			return &DIALECTS[i];
	return NULL;
}

bool segbias_sql_knows(const char *dialect)
{
	return dialect_of(dialect) != NULL;
}

/* --- names and literals ------------------------------------------------------------------------------------------ */

/* The next of dotted names, which is appended without its quotes. false: there is none. */
static bool next_name(const char **at, struct segbias_text *name)
{
	const char *start = *at;
	bool quoted = **at == '"';
	if (quoted) {
		for ((*at)++; **at && (**at != '"' || (*at)[1] == '"'); (*at)++) {
			*at += **at == '"';
			segbias_text_add(name, *at, 1);
		}
		if (**at != '"')
			return false;
		(*at)++;
	} else {
		size_t size = strcspn(*at, ".\"");
		segbias_text_add(name, *at, size);
		*at += size;
	}
	return (**at == '\0' || (**at == '.' && (*at)[1])) && *at > start + (quoted ? 2 : 0);
}

bool segbias_sql_is_from(const char *from)
{
	bool ok = true;
	bool more = true;
	while (ok && more) {
		struct segbias_text name = {0};
		ok = next_name(&from, &name);
		more = *from == '.';
		from += more;
		segbias_text_release(&name);
	}
	return ok;
}

struct writing {
	const struct segbias_sql *sql;
	const struct dialect *dialect;
	struct segbias_text *out;
	struct segbias_sql_set *sets;
	size_t set_count;
	bool members; /* segments overlap */
	bool segmented;
};

static void add(struct writing *w, const char *text)
{
	segbias_text_add_string(w->out, text);
}

static void add_number(struct writing *w, const char *before, size_t number)
{
	segbias_text_add_format(w->out, "%s%zu", before, number);
}

/* Bytes between quotes: where a backslash escapes, with one before what would end or break the text. */
static void add_quoted(struct writing *w, struct segbias_label text, char quote, bool escapes)
{
	segbias_text_add(w->out, &quote, 1);
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (escapes && (c == '\n' || c == '\r')) {
			add(w, c == '\n' ? "\\n" : "\\r");
			continue;
		}
		if (c == quote)
			segbias_text_add(w->out, escapes ? "\\" : &quote, 1);
		else if (c == '\\' && escapes)
			add(w, "\\");
		segbias_text_add(w->out, &c, 1);
	}
	segbias_text_add(w->out, &quote, 1);
}

static void add_identifier(struct writing *w, struct segbias_label name)
{
	add_quoted(w, name, w->dialect->quote, w->dialect->name_escapes);
}

static void add_literal(struct writing *w, struct segbias_label text)
{
	bool backslash = text.size > 0 && memchr(text.bytes, '\\', text.size) != NULL;
	bool prefixed = backslash && w->dialect->escape;
	add(w, prefixed ? w->dialect->escape : "");
	add_quoted(w, text, '\'', w->dialect->escapes || prefixed);
}

static void add_word(struct writing *w, const char *text)
{
	add_literal(w, segbias_label_of(text));
}

/* A template around what it casts. */
static void add_around(struct writing *w, const char *template, const char *inside)
{
	const char *at = strchr(template, '@');
	segbias_text_add(w->out, template, (size_t)(at - template));
	add(w, inside);
	add(w, at + 1);
}

/* A column of the table, as text. */
static void add_text(struct writing *w, size_t field)
{
	const char *at = strchr(w->dialect->text, '@');
	segbias_text_add(w->out, w->dialect->text, (size_t)(at - w->dialect->text));
	add(w, "segbias_rows.");
	add_identifier(w, w->sql->names[field]);
	add(w, at + 1);
}

/* --- what a row has ---------------------------------------------------------------------------------------------- */

/* Whether it is one of those that the user listed, of which there are some. */
static void add_is_listed(struct writing *w, size_t field)
{
	const struct segbias_missing *missing = w->sql->plan->missing;
	add_text(w, field);
	add(w, " IN (");
	for (uint32_t i = 0; i < missing->listed.size; i++) {
		add(w, i ? ", " : "");
		add_literal(w, missing->listed.labels[i]);
	}
	add(w, ")");
}

/* Whether it may be missing without being NULL: a marker, in ASCII letters of any case, or what the user listed. */
static void add_is_marker(struct writing *w, size_t field)
{
	const struct segbias_missing *missing = w->sql->plan->missing;
	size_t count = 0;
	const char *const *markers = segbias_missing_markers(&count);
	add(w, "LOWER(TRIM(");
	add_text(w, field);
	add(w, ")) IN (''");
	for (size_t i = 0; i < count && !(missing && missing->replaced); i++) {
		add(w, ", ");
		add_word(w, markers[i]);
	}
	add(w, ")");
	if (!missing || missing->listed.size == 0)
		return;
	add(w, " OR ");
	add_is_listed(w, field);
}

static void add_column(struct writing *w, size_t at)
{
	const struct segbias_plan_column *column = &w->sql->plan->columns[at];
	add(w, "    CASE WHEN segbias_rows.");
	add_identifier(w, w->sql->names[column->field]);
	add(w, " IS NULL THEN '-' ");
	if (column->kind == SEGBIAS_PLAN_PRESENCE) {
		add(w, "WHEN ");
		add_is_marker(w, column->field);
		add(w, " THEN ':' || ");
		add_text(w, column->field);
		add(w, " ELSE '+'");
	} else {
		add(w, "ELSE ':' || ");
		add_text(w, column->field);
	}
	add(w, " END AS ");
	if (w->segmented && at == 0)
		add(w, "s");
	else
		add_number(w, "c", at);
	add(w, ",\n");
}

/* Membership of one of several segments, and how many of them cannot be told. */
static void add_members(struct writing *w)
{
	const struct segbias_plan *plan = w->sql->plan;
	for (size_t i = 0; i < plan->member_count; i++) {
		add(w, "    CASE ");
		if (plan->missing && plan->missing->listed.size) { /* before yes and no, but for a digit */
			add(w, "WHEN ");
			add_is_listed(w, plan->member_fields[i]);
			add(w, " AND ");
			add_text(w, plan->member_fields[i]);
			add(w, " NOT IN ('0', '1') THEN 0 ");
		}
		add(w, "WHEN LOWER(TRIM(");
		add_text(w, plan->member_fields[i]);
		add(w, ")) IN ('1', 'true', 't', 'yes', 'y') THEN 1 ELSE 0 END AS ");
		add_number(w, "m", i);
		add(w, ",\n");
	}
	add(w, "    ");
	for (size_t i = 0; i < plan->member_count; i++) {
		add(w, i ? "\n      + " : "");
		add(w, "CASE WHEN ");
		add_text(w, plan->member_fields[i]);
		add(w, " IS NULL OR LOWER(TRIM(");
		add_text(w, plan->member_fields[i]);
		add(w, ")) IN ('1', 'true', 't', 'yes', 'y', '0', 'false', 'f', 'no', 'n') OR ");
		add_is_marker(w, plan->member_fields[i]);
		add(w, " THEN 0 ELSE 1 END");
	}
	add(w, " AS bad_m,\n");
}

static void add_from(struct writing *w)
{
	const char *at = w->sql->from;
	for (bool first = true; first || *at == '.'; first = false) {
		struct segbias_text name = {0};
		at += !first;
		add(w, first ? "" : ".");
		(void)next_name(&at, &name);
		add_identifier(w, segbias_text_label(&name));
		segbias_text_release(&name);
	}
}

/* The texts of every row, and its weight. */
static void add_rows(struct writing *w)
{
	const struct segbias_sql *sql = w->sql;
	add(w, "WITH segbias_texts AS (\n  SELECT\n");
	for (size_t i = w->members; i < sql->plan->column_count; i++)
		add_column(w, i);
	if (w->members)
		add_members(w);
	add(w, "    ");
	if (sql->weight_field == SEGBIAS_NO_FIELD) {
		add(w, "1 AS one");
	} else if (sql->decimal == ',') {
		/* A point is no part of such a number; taken for its sign it would be another one. */
		add(w, "REPLACE(REPLACE(");
		add_text(w, sql->weight_field);
		add(w, ", '.', 'x'), ',', '.') AS t");
	} else {
		add_text(w, sql->weight_field);
		add(w, " AS t");
	}
	add(w, "\n  FROM ");
	add_from(w);
	add(w, " AS segbias_rows\n)");
	if (sql->weight_field == SEGBIAS_NO_FIELD)
		return;
	add(w, ", segbias_weights AS (\n  SELECT segbias_texts.*, ");
	add_around(w, w->dialect->weight, "t");
	add(w, " AS w, ");
	add_around(w, w->dialect->real, "t");
	add(w, " AS d FROM segbias_texts\n), segbias_weighted AS (\n"
	       "  SELECT segbias_weights.*, CASE WHEN w >= 0 AND w < 1000000000 AND ABS(");
	add_around(w, w->dialect->as_real, "w");
	add(w, " - d) <= 1E-15 * ABS(d) THEN 0 ELSE 1 END AS bad_w FROM segbias_weights\n)");
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

static const char *rows_name(const struct writing *w)
{
	return w->sql->weight_field == SEGBIAS_NO_FIELD ? "segbias_texts" : "segbias_weighted";
}

static void add_columns(struct writing *w)
{
	for (size_t i = w->segmented; i < w->sql->plan->column_count; i++)
		add_number(w, i > w->segmented ? ", c" : "c", i);
	add(w, w->sql->plan->column_count > w->segmented ? ",\n" : "");
}

static void add_sums(struct writing *w)
{
	add(w, "    COUNT(*) AS n");
	add(w, w->members ? ", SUM(bad_m) AS bad_m" : "");
	if (w->sql->weight_field == SEGBIAS_NO_FIELD)
		return;
	add(w, ", SUM(bad_w) AS bad_w, SUM(w) AS w1, SUM(");
	add(w, w->dialect->square);
	add(w, ") AS w2, ");
	add(w, w->dialect->fourth);
	add(w, " AS w4, MAX(w) AS wm");
}

/* The sets with segments, without, or both. */
static void add_sets(struct writing *w, bool without, bool with)
{
	size_t written = 0;
	add(w, "  GROUP BY GROUPING SETS (");
	for (size_t i = 0; i < w->set_count; i++) {
		const struct segbias_sql_set *set = &w->sets[i];
		if (set->segmented ? !with : !without)
			continue;
		add(w, written++ ? ", (" : "(");
		add(w, set->segmented ? "s" : "");
		for (uint32_t j = 0; j < set->count; j++)
			add_number(w, j || set->segmented ? ", c" : "c", set->columns[j]);
		add(w, ")");
	}
	add(w, ")\n");
}

/* A row for each segment that a row is in. */
static void add_memberships(struct writing *w)
{
	const struct segbias_plan *plan = w->sql->plan;
	add(w, ", segbias_members AS (\n");
	for (size_t i = 0; i < plan->member_count; i++) {
		struct segbias_text name = {0};
		add(w, i ? "  UNION ALL\n" : "");
		add(w, "  SELECT ");
		segbias_text_add_string(&name, ":");
		segbias_text_add(&name, plan->columns[0].labels[i].bytes, plan->columns[0].labels[i].size);
		add_literal(w, segbias_text_label(&name));
		add(w, " AS s, ");
		add(w, rows_name(w));
		add(w, ".* FROM ");
		add(w, rows_name(w));
		add_number(w, " WHERE m", i);
		add(w, " = 1\n");
		w->out->failed = w->out->failed || name.failed;
		segbias_text_release(&name);
	}
	add(w, ")");
}

static void add_null(struct writing *w)
{
	add_around(w, w->dialect->text, "NULL");
}

static void add_counts(struct writing *w)
{
	if (w->members)
		add_memberships(w);
	add(w, ", segbias_counts AS (\n  SELECT ");
	if (w->segmented && !w->members)
		add(w, "s, ");
	else
		add_null(w);
	add(w, w->segmented && !w->members ? "" : " AS s, ");
	add_columns(w);
	add_sums(w);
	add(w, "\n  FROM ");
	add(w, rows_name(w));
	add(w, "\n");
	add_sets(w, true, !w->members);
	if (w->members) {
		add(w, "  UNION ALL\n  SELECT s, ");
		add_columns(w);
		add_sums(w);
		add(w, "\n  FROM segbias_members\n");
		add_sets(w, false, true);
	}
	add(w, ")");
}

/* The first column that is not rolled up, or the last: its number, and its text. */
static void add_first(struct writing *w, bool last)
{
	size_t first = w->segmented;
	size_t count = w->sql->plan->column_count - first;
	add(w, "    CASE");
	for (size_t i = 0; i < count; i++) {
		size_t column = last ? first + count - 1 - i : first + i;
		add_number(w, " WHEN c", column);
		add_number(w, " IS NOT NULL THEN '", column);
		add(w, "'");
	}
	add(w, last ? " END AS column_b,\n    " : " END AS column_a,\n    ");
	add(w, count > 1 ? "COALESCE(" : "");
	for (size_t i = 0; i < count; i++)
		add_number(w, i ? ", c" : "c", last ? first + count - 1 - i : first + i);
	add(w, count > 1 ? ")" : "");
	add(w, last ? " AS value_b\n" : " AS value_a,\n");
}

static void add_named(struct writing *w)
{
	add(w, ", segbias_named AS (\n  SELECT segbias_counts.*,\n");
	if (w->sql->plan->column_count > w->segmented) {
		add_first(w, false);
		add_first(w, true);
	} else {
		static const char *const NAMES[] = {" AS column_a, ", " AS value_a, ", " AS column_b, ",
		                                    " AS value_b\n"};
		for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
			add_null(w);
			add(w, NAMES[i]);
		}
	}
	add(w, "  FROM segbias_counts\n)");
}

/* --- the result -------------------------------------------------------------------------------------------------- */

static void add_plan(struct writing *w)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "1:");
	segbias_base64_add(&text, w->sql->plan_json);
	add_literal(w, segbias_text_label(&text));
	w->out->failed = w->out->failed || text.failed;
	segbias_text_release(&text);
}

/* The values of a row's columns, by their names or by place alone. */
static void add_row(struct writing *w, const char *const *values, size_t count, bool named)
{
	add(w, "SELECT\n  ");
	for (size_t i = 0; i < count; i++) {
		add(w, i ? ",\n  " : "");
		if (i == 0)
			add_plan(w);
		else
			add(w, values[i]);
		if (!named)
			continue;
		add(w, " AS ");
		add_identifier(w, segbias_label_of(w->sql->columns[i]));
	}
}

static void add_bad(struct writing *w, const char *name, const char *column, size_t count)
{
	char kind[64];
	const char *values[] = {"", "NULL", kind, "NULL", "NULL", "NULL", column, "NULL", "NULL", "NULL", "NULL"};
	(void)segbias_text_print(kind, sizeof kind, "'%s'", name);
	add(w, "\nUNION ALL\n");
	add_row(w, values, count, false);
	add(w, "\nFROM segbias_named\nWHERE s IS NULL AND column_a IS NULL AND ");
	add(w, column);
	add(w, " > 0");
}

static void add_result(struct writing *w)
{
	static const char *const WEIGHTED[] = {"",
	                                       "s",
	                                       "column_a",
	                                       "value_a",
	                                       "NULLIF(column_b, column_a)",
	                                       "CASE WHEN column_b <> column_a THEN value_b END",
	                                       "n",
	                                       "w1",
	                                       "w2",
	                                       "w4",
	                                       "wm"};
	enum { UNWEIGHTED = 9, NULLS = 7 };
	const char *values[sizeof WEIGHTED / sizeof *WEIGHTED];
	bool weighted = w->sql->weight_field != SEGBIAS_NO_FIELD;
	size_t count = weighted ? sizeof WEIGHTED / sizeof *WEIGHTED : UNWEIGHTED;
	for (size_t i = 0; i < count; i++)
		values[i] = !weighted && i >= NULLS ? "NULL" : WEIGHTED[i];
	add(w, "\n");
	add_row(w, values, count, true);
	add(w, "\nFROM segbias_named");
	if (weighted)
		add_bad(w, SEGBIAS_SQL_BAD_WEIGHTS, "bad_w", count);
	if (w->members)
		add_bad(w, SEGBIAS_SQL_BAD_SEGMENTS, "bad_m", count);
	add(w, "\n");
}

enum segbias_status segbias_sql_write(const struct segbias_sql *sql, struct segbias_text *out,
                                      struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	struct writing w = {.sql = sql, .dialect = dialect_of(sql->dialect), .out = out};
	w.segmented = segbias_sql_segmented(sql->plan);
	w.members = w.segmented && sql->plan->columns[0].kind == SEGBIAS_PLAN_MEMBERS;
	enum segbias_status status = segbias_sql_sets(sql->plan, &arena, &w.sets, &w.set_count, error);
	if (status == SEGBIAS_OK) {
		add_rows(&w);
		add_counts(&w);
		add_named(&w);
		add_result(&w);
	}
	segbias_arena_release(&arena);
	return status == SEGBIAS_OK && out->failed ? segbias_error_memory(error) : status;
}
