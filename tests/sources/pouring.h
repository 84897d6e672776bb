/* For tests of this room: a file's text opened and poured with every column open. */
#ifndef SEGBIAS_TESTS_SOURCES_POURING_H
#define SEGBIAS_TESTS_SOURCES_POURING_H

#include "sources/source.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POURING_COLUMNS = 16 };

static inline void pouring_write(struct segbias_label bytes, char path[static 64])
{
	static const char TEMPLATE[] = "/tmp/segbias-source-XXXXXX";
	memcpy(path, TEMPLATE, sizeof TEMPLATE);
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, bytes.bytes, bytes.size), (ssize_t)bytes.size);
	cr_assert_eq(close(fd), 0);
}

struct pouring {
	struct segbias_source *source; /* NULL: it could not be opened */
	struct segbias_tally *tally;   /* NULL: nor poured */
	struct segbias_plan_column columns[POURING_COLUMNS];
	struct segbias_plan_table tables[POURING_COLUMNS];
	struct segbias_plan plan;
	struct segbias_error error;
	struct segbias_notes notes;
	char path[64];
	struct segbias_source *beside; /* the other file of the comparison; NULL: there is none */
	char beside_path[64];
};

/* The file, and the head of the one that it is compared with (NULL: none). */
static inline enum segbias_status pouring_open_beside(struct pouring *p, struct segbias_label bytes, const char *other,
                                                      const struct segbias_source_options *options)
{
	const struct segbias_source_options beside = {.reference = !options->reference};
	struct segbias_other head = {0};
	*p = (struct pouring){0};
	if (other) {
		pouring_write(segbias_label_of(other), p->beside_path);
		cr_assert_eq(segbias_source_open(p->beside_path, &beside, &p->beside, NULL), SEGBIAS_OK);
		cr_assert_eq(unlink(p->beside_path), 0);
		head = segbias_source_as_other(p->beside);
	}
	pouring_write(bytes, p->path);
	enum segbias_status status = segbias_source_open(p->path, options, &p->source, &p->error);
	cr_assert_eq(unlink(p->path), 0);
	cr_assert_eq(status == SEGBIAS_OK, p->source != NULL);
	return status == SEGBIAS_OK ? segbias_source_recognise(p->source, other ? &head : NULL, &p->notes, &p->error)
	                            : status;
}

static inline enum segbias_status pouring_open(struct pouring *p, struct segbias_label bytes,
                                               const struct segbias_source_options *options)
{
	return pouring_open_beside(p, bytes, NULL, options);
}

/* The plan of a reference: every column that is not taken, each with a table. */
static inline void pouring_plan(struct pouring *p)
{
	const struct segbias_head *head = segbias_source_head(p->source);
	const struct segbias_layout *layout = segbias_source_layout(p->source);
	bool marginal = segbias_source_shape(p->source)->reference_only;
	for (size_t field = 0; field < head->width && !marginal; field++) {
		if (field == layout->count_field || field == layout->weight_field)
			continue;
		p->columns[p->plan.column_count] =
		    (struct segbias_plan_column){.name = head->names[field], .field = field, .kind = SEGBIAS_PLAN_OPEN};
		p->tables[p->plan.column_count] =
		    (struct segbias_plan_table){.columns = {(uint32_t)p->plan.column_count}, .count = 1};
		p->plan.column_count++;
	}
	p->plan.columns = p->columns;
	p->plan.tables = p->tables;
	p->plan.table_count = p->plan.column_count;
	p->plan.weighted = true;
}

static inline enum segbias_status pouring_pour(struct pouring *p)
{
	cr_assert_eq(segbias_tally_create(&p->plan, &p->tally, NULL), SEGBIAS_OK);
	return segbias_source_pour(p->source, &p->plan, p->tally, &p->error);
}

static inline enum segbias_status pouring_all(struct pouring *p, const char *text,
                                              const struct segbias_source_options *options)
{
	enum segbias_status status = pouring_open(p, segbias_label_of(text), options);
	if (status != SEGBIAS_OK)
		return status;
	pouring_plan(p);
	return pouring_pour(p);
}

static inline void pouring_release(struct pouring *p)
{
	segbias_tally_free(p->tally);
	segbias_source_free(p->source);
	segbias_source_free(p->beside);
	segbias_notes_release(&p->notes);
}

/* Weight of a value of a column, both by name; -1: there is no such column or value. */
static inline double pouring_weight(const struct pouring *p, const char *column, const char *value)
{
	for (uint32_t i = 0; i < segbias_tally_columns(p->tally); i++) {
		if (!segbias_label_equal(segbias_tally_name(p->tally, i), segbias_label_of(column)))
			continue;
		for (uint32_t v = 0; v < segbias_tally_labels(p->tally, i); v++) {
			uint32_t id = SEGBIAS_ID_FIRST + v;
			if (segbias_label_equal(segbias_tally_label(p->tally, i, id), segbias_label_of(value)))
				return segbias_tally_cell(segbias_tally_table(p->tally, &i, 1), &id, 1).weight;
		}
	}
	return -1;
}

/* A file that fails: message, place and a part of the hint ("": none). */
struct pouring_failure {
	const char *text;
	struct segbias_source_options options;
	enum segbias_status status;
	unsigned line, column;
	const char *message, *hint;
};

static inline void pouring_fails(const struct pouring_failure *f, size_t row)
{
	struct pouring p;
	cr_expect_eq(pouring_all(&p, f->text, &f->options), f->status, "row %zu: %s", row, p.error.message);
	cr_expect_str_eq(p.error.message, f->message, "row %zu: %s", row, p.error.message);
	cr_expect(p.error.line == f->line && p.error.column == f->column, "row %zu: %u:%u", row, (unsigned)p.error.line,
	          (unsigned)p.error.column);
	/* an option stands in no file */
	cr_expect_str_eq(p.error.file, f->status == SEGBIAS_USAGE ? "" : p.path, "row %zu: %s", row, p.error.file);
	cr_expect(f->hint[0] ? strstr(p.error.hint, f->hint) != NULL : !p.error.hint[0], "row %zu: %s", row,
	          p.error.hint);
	pouring_release(&p);
}

/* What a file is taken for: shape, and the names of its count and weight columns (NULL: none). */
struct pouring_detection {
	const char *text;
	struct segbias_source_options options;
	const char *shape, *count, *weight;
};

static inline bool pouring_names(const struct pouring *p, size_t field, const char *name)
{
	if (field == SEGBIAS_NO_FIELD)
		return !name;
	return name && segbias_label_equal(segbias_source_head(p->source)->names[field], segbias_label_of(name));
}

/* The note of that code; NULL: there is none. */
static inline const struct segbias_note *pouring_note(const struct pouring *p, const char *code)
{
	for (size_t i = 0; i < p->notes.count; i++)
		if (strcmp(p->notes.items[i].code, code) == 0)
			return &p->notes.items[i];
	return NULL;
}

static inline const struct segbias_column_evidence *pouring_column(const struct pouring *p, const char *name)
{
	const struct segbias_head *head = segbias_source_head(p->source);
	for (size_t field = 0; field < head->width; field++)
		if (segbias_label_equal(head->names[field], segbias_label_of(name)))
			return &segbias_source_columns(p->source)[field];
	cr_assert_fail("there is no column %s", name);
	return NULL;
}

/* How a file is read beside another one, or why it is not. */
struct pouring_case {
	const char *text, *other; /* other: NULL: none */
	struct segbias_source_options options;
	const char *shape; /* NULL: it is refused */
	const char *found; /* the count (or else weight) column, NULL: none; of a refusal a part of the message … */
	const char *hint;  /* … and of the hint */
};

static inline void pouring_expect(const struct pouring_case *c, size_t row)
{
	struct pouring p;
	enum segbias_status status = pouring_open_beside(&p, segbias_label_of(c->text), c->other, &c->options);
	if (!c->shape) {
		cr_expect_eq(status, SEGBIAS_DATA, "row %zu: %s", row,
		             p.source && status == SEGBIAS_OK ? segbias_source_shape(p.source)->name : "");
		cr_expect(strstr(p.error.message, c->found) != NULL, "row %zu: %s", row, p.error.message);
		cr_expect(!c->hint || strstr(p.error.hint, c->hint) != NULL, "row %zu: %s", row, p.error.hint);
	} else {
		cr_expect_eq(status, SEGBIAS_OK, "row %zu: %s", row, p.error.message);
	}
	if (c->shape && status == SEGBIAS_OK) {
		const struct segbias_layout *layout = segbias_source_layout(p.source);
		size_t field = layout->count_field == SEGBIAS_NO_FIELD ? layout->weight_field : layout->count_field;
		cr_expect_str_eq(segbias_source_shape(p.source)->name, c->shape, "row %zu", row);
		cr_expect(pouring_names(&p, field, c->found), "row %zu: column %zu", row, field);
	}
	pouring_release(&p);
}

static inline void pouring_detects(const struct pouring_detection *d, size_t row)
{
	struct pouring p;
	cr_assert_eq(pouring_open(&p, segbias_label_of(d->text), &d->options), SEGBIAS_OK, "row %zu: %s", row,
	             p.error.message);
	cr_expect_str_eq(segbias_source_shape(p.source)->name, d->shape, "row %zu", row);
	cr_expect(pouring_names(&p, segbias_source_layout(p.source)->count_field, d->count), "row %zu", row);
	cr_expect(pouring_names(&p, segbias_source_layout(p.source)->weight_field, d->weight), "row %zu", row);
	pouring_release(&p);
}

#endif
