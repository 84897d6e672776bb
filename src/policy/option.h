/* Room: policy. The options of a comparison as data (<segbias/options.def>), and which of them exclude each other
 * (excludes.def).
 */
#ifndef SEGBIAS_POLICY_OPTION_H
#define SEGBIAS_POLICY_OPTION_H

#include "base/arena.h"
#include "base/stream.h"
#include <segbias/compare.h>
#include <stdbool.h>

/* Strings, borrowed for the duration of a call. */
struct segbias_strings {
	const char *const *items; /* [count], none of them NULL; may itself be NULL where count is 0 */
	size_t count;
};

/* How a file is read. NULL leaves a choice to detection. */
struct segbias_reading {
	const char *shape;      /* "rows", "counts"; reference also "marginal" */
	const char *weight;     /* column; "none": there is none, whatever a column is called */
	const char *count;      /* column */
	const char *delimiter;  /* one character, or "tab" */
	const char *decimal;    /* "." or "," */
	const char *thousands;  /* one of , . ' ’ and blanks, or "none" */
	const char *encoding;   /* its name */
	const char *section;    /* of several tables in a file: its title, first column or number */
	const char *rounded;    /* to a multiple of this the figures of a table are; "none": they are exact */
	const char *hidden_max; /* the largest figure that *, x and their like stand for */
};

/* What <segbias/options.h> makes and fills; zero-initialised it asks for the defaults. Every text is what the command line
 * takes, and is checked by segbias_policy_read. The texts are borrowed, or of one that was created its own. */
struct segbias_options {
	struct segbias_reading campaign, reference;
	const char *segment;                   /* column, a list of boolean columns, or "none" */
	const char *attributes;                /* CSV list of the campaign's columns */
	const char *numeric;                   /* CSV list of numeric columns */
	struct segbias_strings map;            /* CAMPAIGN=REFERENCE */
	struct segbias_strings recode;         /* ATTR:FROM=TO */
	struct segbias_strings bins;           /* ATTR=18,25,35 */
	struct segbias_strings within;         /* ATTR=18+ or ATTR=A,B */
	struct segbias_strings where;          /* COL=VALUE, of the reference; COL=*: all values together */
	struct segbias_strings campaign_where; /* the same of the campaign */
	struct segbias_strings multi;          /* ATTR or ATTR=SEP: a cell holds several of its values */
	struct segbias_strings missing_values; /* LIST or +LIST */
	const char *born;                      /* column of birth dates or years, compared as ages … */
	const char *as_of;                     /* … on this day, YYYY-MM-DD */
	const char *amount;                    /* column of money whose shares are compared, instead of records */
	const char *person;                    /* column that says whose record a row is: several rows of one person */
	const char *deff;                      /* declared design effect of the campaign, over 0 */
	const char *reference_kind;            /* population, sample, margin, base */
	const char *eligible;                  /* COL=VALUE: the base is these rows of the campaign file itself */
	const char *consent;                   /* COL=VALUE: who has agreed */
	const char *stages;                    /* CSV list of COL, COL=VALUE or *, first to last */
	const char *cross;                     /* 2 or 3: how many attributes are crossed */
	const char *cross_cells;               /* cells that all crossings together may have */
	const char *reference_strata;          /* the reference's column of strata */
	const char *reference_psu;             /* its column of primary sampling units, within strata */
	const char *reference_replicates;      /* what the names of its replicate weights begin with */
	const char *replicate_method;          /* acs, brr, fay=K, jk1, jk2 */
	const char *moe_level;                 /* 90%: of the reference's margins of error */
	const char *decision;                  /* segbias_audit: COL or COL=VALUE, who is selected */
	const char *score, *threshold;         /* … or whose score is above the threshold … */
	const char *label;                     /* … COL or COL=VALUE: what came true */
	const char *against;                   /* ATTRIBUTE=VALUE or VALUE: the group that ratios are to */
	const char *min_share;                 /* 0 */
	struct segbias_strings given;          /* columns within whose values is looked, too */
	const char *plan;                      /* segbias_plan: people of a campaign to come */
	const char *alpha;                     /* 0.05 */
	const char *band;                      /* 80:125 */
	const char *control;                   /* bh, holm, by, none */
	const char *interval;                  /* exact, wilson */
	const char *min_n;                     /* 30 */
	const char *missing_max;               /* 5% */
	const char *unmatched_max;             /* 5% */
	const char *seed;                      /* 0 .. 2^64 - 1 */
	const char *publish;                   /* groups of fewer records, or persons, are withheld: 3 or more */
	bool skip_bad;                         /* count unreadable records instead of stopping */
	const char *threads;                   /* that a file is read by: 1 .. 256. The result is the same */
	unsigned threads_default;              /* where neither it nor a policy says how many; 0: 1 */
	bool hash;                             /* SHA-256 of inputs over 16 MiB too */
	/* A policy file (YAML, or JSON, which is YAML): its keys are the options' names with "_" for "-", and stand where an
	 * option is not given. NULL or "none": there is none. */
	const char *policy;
	const char *quasi;     /* segbias_risks: CSV list of columns by which people could be told apart … */
	const char *sensitive; /* … and a column that nobody should learn by them */
	const char *k;         /* 5 */
	const char *risk_max;  /* 0.2; NULL: no limit */
	const char *collected; /* column of days … */
	const char *retention; /* … and how long a record is kept: "24 months" */
	const char *country;   /* column */
	const char *contacts;  /* segbias_risks: path of a log of contacts … */
	const char *items, *history, *catalogue;     /* … of what people were shown and chose, and of all items */
	const char *by;                              /* … CSV list of attributes whose groups are compared in it */
	struct segbias_strings cap;                  /* [CHANNEL=]N/day|week|month */
	const char *quiet;                           /* 21:00-08:00 */
	const char *timezone;                        /* +02:00 */
	const char *grace;                           /* 2d */
	const char *complaint, *unsubscribe, *block; /* COL=VALUE */
	const char *contact_log;                     /* contacts, events */
	const char *time_format;                     /* iso, dmy, mdy, unix, unix_ms */
	const char *fail_on;     /* segbias_check, segbias_audit, segbias_risks: CSV list of what breaches */
	const char *baseline;    /* segbias_check: path of an earlier result in JSON */
	const char *policy_hash; /* segbias_check, segbias_audit: SHA-256 that the policy file must have */
	const char *today;       /* segbias_check: YYYY-MM-DD, where the policy holds a date and as_of is NULL */
	bool settings;           /* errors call an option by its setting, not as a flag */
	struct segbias_stream_watch watch;   /* who is told how far a file is read */
	struct segbias_stream_inlet *inlets; /* [inlet_count]: files that are no files */
	size_t inlet_count;
	struct segbias_arena arena; /* of one that was created: its texts */
};

/* Which jobs an option belongs to: bits. */
enum segbias_option_of {
	SEGBIAS_OPTION_OF_COMPARE = 1,
	SEGBIAS_OPTION_OF_INSPECT = 2,
	SEGBIAS_OPTION_OF_CHECK = 4,
	SEGBIAS_OPTION_OF_AUDIT = 8,
	SEGBIAS_OPTION_OF_RISKS = 16,
};

enum segbias_option_kind { SEGBIAS_OPTION_TEXT, SEGBIAS_OPTION_LIST, SEGBIAS_OPTION_FLAG };

struct segbias_option {
	const char *name; /* as on the command line, without dashes */
	enum segbias_option_kind kind;
	size_t offset;        /* of its field in struct segbias_options */
	const char *argument; /* as its help shows it; NULL: it takes none */
	unsigned of;          /* enum segbias_option_of */
};

enum {
	SEGBIAS_OPTION_COUNT = sizeof((const char[]){
#define OPTION(field, kind, letter, name, argument, group, help) 0,
#include <segbias/options.def>
#undef OPTION
	})
};

extern const struct segbias_option segbias_options[SEGBIAS_OPTION_COUNT];

/* The option's place in the table; SEGBIAS_OPTION_COUNT: there is none. */
size_t segbias_option_find(const char *name);
/* The same of a name with "-" or "_". */
size_t segbias_option_of_setting(const char *name);
/* The same of the name that stands behind the two dashes at `text`. */
size_t segbias_option_at(const char *text);
bool segbias_option_is_given(const struct segbias_options *options, size_t index);
void segbias_option_copy(struct segbias_options *to, const struct segbias_options *from, size_t index);

/* Two options that exclude each other, and why. */
struct segbias_exclusion {
	const char *option, *other;
	const char *but; /* a value of the other that does not; NULL: none */
	const char *why;
};

/* [segbias_exclusion_count] */
extern const struct segbias_exclusion segbias_exclusions[];
extern const size_t segbias_exclusion_count;

/* Whether the values that the options have there, one in each of the structs, exclude each other. */
bool segbias_options_exclude(const struct segbias_exclusion *exclusion, const struct segbias_options *option,
                             const struct segbias_options *other);

/* The value of an option, borrowed. */
struct segbias_option_value {
	const char *name; /* NULL: it is not given, or says nothing of the result (how it is made, which policy) */
	const char *const *texts; /* [count]: one where it is no list; none of a flag */
	size_t count;
	bool flag, list;
};
struct segbias_option_value segbias_option_value(const struct segbias_options *options, size_t index);

/* What a file's name stands for; NULL: a file. */
const struct segbias_stream_inlet *segbias_options_inlet(const struct segbias_options *options, const char *name);

/* Whether it gives its bytes once: standard input, or a program's stream. */
bool segbias_options_once(const struct segbias_options *options, const char *name);

/* The name as a setting and a key of the policy file, with "_" for "-", in out[SEGBIAS_KEY_SIZE]. */
enum { SEGBIAS_KEY_SIZE = 32 };
const char *segbias_policy_key(const char *option, char out[static SEGBIAS_KEY_SIZE]);

/* Says in an error that begins with an option which setting is to blame and, with `settings`, names the options in its sentence
 * and hint as settings: `min_n` for --min-n, which stand there outside of quotes. NULL: nothing. */
void segbias_option_word(struct segbias_error *error, bool settings);

/* Whether the option is given in both, in the same words. */
bool segbias_option_same(const struct segbias_options *a, const struct segbias_options *b, size_t index);

/* The same, or in other words that mean the same (policy_same.c). Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_option_same(const struct segbias_options *a, const struct segbias_options *b,
                                               size_t index, bool *same, struct segbias_error *error);

#endif
