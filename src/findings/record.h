/* Room: findings. How a result is described: of each record its fields, of each field its name, type and place. Writers,
 * the reader and the public functions walk these descriptions; none of them names a field.
 *
 * A result is a tree: rows (a list of records elsewhere), groups (an object in JSON, whose fields stand in the struct that
 * the group stands in) and plain fields.
 */
#ifndef SEGBIAS_FINDINGS_RECORD_H
#define SEGBIAS_FINDINGS_RECORD_H

#include "findings/findings.h"

/* What stands in memory. */
enum segbias_store {
	SEGBIAS_STORE_NUMBER,       /* double; not finite: undefined */
	SEGBIAS_STORE_SIZE,         /* size_t */
	SEGBIAS_STORE_SIZE_OR_NULL, /* size_t; 0: none */
	SEGBIAS_STORE_SEED,         /* uint64_t */
	SEGBIAS_STORE_LINE,         /* uint64_t; 0: none */
	SEGBIAS_STORE_SHARES,       /* double[2] */
	SEGBIAS_STORE_FLAG,         /* bool */
	SEGBIAS_STORE_TRUTH,        /* enum segbias_truth */
	SEGBIAS_STORE_LABEL,        /* struct segbias_label; bytes NULL: none */
	SEGBIAS_STORE_LABELS,       /* struct segbias_label *, and their number */
	SEGBIAS_STORE_STRING,       /* const char *; NULL: none */
	SEGBIAS_STORE_WORD,         /* the same, one of the type's words */
	SEGBIAS_STORE_CODE,         /* an enum: the index of one of the type's words */
	SEGBIAS_STORE_CHARACTER,    /* char */
	SEGBIAS_STORE_MESSAGE,      /* char[] of struct segbias_error … */
	SEGBIAS_STORE_HINT,         /* … "": none … */
	SEGBIAS_STORE_FILE_NAME,    /* … its last part: a path is a matter of the machine */
	SEGBIAS_STORE_HASH,         /* char[65]; "": none */
	SEGBIAS_STORE_CONSTANT,     /* `about` itself */
	SEGBIAS_STORE_ROWS,         /* pointer to records, or records in their place, and their number */
	SEGBIAS_STORE_GROUP,        /* fields of the same struct */
};

enum segbias_type {
#define TYPE(name, store, json, nullable, least, most) SEGBIAS_TYPE_##name,
#define WORDS(name, store, ...) SEGBIAS_TYPE_##name,
#include "findings/types.def"
#undef TYPE
#undef WORDS
	SEGBIAS_TYPE_CONSTANT,
	SEGBIAS_TYPE_ROWS,
	SEGBIAS_TYPE_GROUP,
};

/* Of a type: how it is kept, JSON's word for it, whether it may be null, its range, and its words. */
struct segbias_type_facts {
	enum segbias_store store;
	const char *json;
	bool nullable;
	double least, most;
	const char *const *words; /* [word_count]; one may be NULL */
	size_t word_count;
};

const struct segbias_type_facts *segbias_type_facts(enum segbias_type type);

/* Which counts a figure would tell of: bits, of which withhold.h says what is done by them. */
enum segbias_stands_on {
	SEGBIAS_STANDS_ON_NOTHING = 0,
	SEGBIAS_STANDS_ON_ROWS = 1,      /* all records of the group */
	SEGBIAS_STANDS_ON_MISSING = 2,   /* those without a value … */
	SEGBIAS_STANDS_ON_UNMATCHED = 4, /* … and with one that the reference lacks */
	SEGBIAS_STANDS_ON_KNOWN = 8,     /* the known ones: those with neither */
	SEGBIAS_STANDS_ON_SPREAD = 16,   /* them, and with persons how they are spread over the values */
	SEGBIAS_STANDS_ON_CELLS = 32,    /* the counts of all values */
	SEGBIAS_STANDS_ON_COUNT = 64,    /* the row's own count … */
	SEGBIAS_STANDS_ON_FIGURE = 128,  /* … by the known ones … */
	SEGBIAS_STANDS_ON_TEST = 256,    /* … and with persons how they are spread over the values */
	SEGBIAS_STANDS_ON_OTHERS = 512,  /* counts that no comparison has: such rows are not published */
	SEGBIAS_STANDS_ON_PEOPLE = 1024, /* how persons are spread over those with and without a value … */
	SEGBIAS_STANDS_ON_RATE = SEGBIAS_STANDS_ON_MISSING | SEGBIAS_STANDS_ON_PEOPLE, /* … and both counts */
};

struct segbias_record;

struct segbias_field {
	const char *name; /* NULL ends a list */
	enum segbias_type type;
	size_t offset; /* of the member; of a group whose fields stand in a struct of their own, of that; else 0 */
	size_t count_offset; /* LABELS, ROWS: of their number, a size_t */
	size_t room;         /* ROWS that stand in the struct itself: their largest number; 0: they are pointed to */
	const struct segbias_record *record; /* of rows and groups */
	bool (*present)(const void *object); /* whether there is any; NULL: always … */
	size_t flag_offset;                  /* of a bool of the object that says so; 0: there is none … */
	bool left_out;                       /* … without it there is no key, rather than null */
	bool array;                          /* a group that JSON has as an array */
	bool
	    map; /* rows that JSON has as an object: of each the first field is the key, the second what stands there */
	unsigned stands_on; /* enum segbias_stands_on */
	const char *about;  /* what it is, for schemas; "": its name says it */
};

struct segbias_record {
	size_t size; /* of its struct; 0: a group */
	const struct segbias_field *fields;
	bool brief; /* JSON: in one line */
};

/* Which of the type's words is none; its word_count where there always is one. */
size_t segbias_type_none(const struct segbias_type_facts *facts);

/* The whole result of a job; NULL where it has none. */
const struct segbias_record *segbias_record_of_job(enum segbias_job job);

/* Rows that several writers name. */
extern const struct segbias_record segbias_record_value;
extern const struct segbias_record segbias_record_planned;
extern const struct segbias_record segbias_record_crossing;
extern const struct segbias_record segbias_record_weighed_value;
extern const struct segbias_record segbias_record_audit_group;
extern const struct segbias_record segbias_record_risk_measure;
extern const struct segbias_record segbias_record_comparison, segbias_record_marker, segbias_record_incomplete,
    segbias_record_missingness, segbias_record_association;

/* Whether the field, of an object of its record, is there. */
bool segbias_field_present(const struct segbias_field *field, const void *object);

/* The text of a field that has one; bytes NULL: it has none. */
struct segbias_label segbias_field_text(const struct segbias_field *field, const void *object);

/* The rows of a field, and their number. */
const void *segbias_field_rows(const struct segbias_field *field, const void *object, size_t *count);

/* Rows that a path names, as <segbias/findings.h> says. */
struct segbias_rows {
	const struct segbias_record *record; /* NULL: there are none */
	const char *rows;
	size_t count;
	const struct segbias_findings *values; /* "values": of all its comparisons */
	bool many;                             /* they are a list: an index may follow */
};

/* A field of such rows, looked up once for all of them. Names are borrowed. */
struct segbias_lookup {
	struct segbias_rows rows;
	const char *name;
	const char *owner;                /* what a value has from its comparison; NULL: it is a field, … */
	const struct segbias_field *from; /* … this one or one behind it; NULL: there is none */
};

struct segbias_lookup segbias_findings_look_up(const struct segbias_findings *findings, const char *list,
                                               const char *name);

/* What segbias_findings_number and segbias_findings_text say of the row; a text that there is not has no bytes. */
double segbias_lookup_number(const struct segbias_lookup *lookup, size_t row);
struct segbias_label segbias_lookup_text(const struct segbias_lookup *lookup, size_t row);

#endif
