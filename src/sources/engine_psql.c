/* PostgreSQL, by psql: postgres://[USER@]HOST[:PORT]/DB?table=T. It asks in a transaction that can change nothing. What an address may
 * hold is listed: of the rest one may be a password, or undo what is set here. */
#include "sources/engine.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const SCHEMES[] = {"postgres://", "postgresql://"};

static const char *const PARAMETERS[] = {"host",
                                         "hostaddr",
                                         "port",
                                         "user",
                                         "dbname",
                                         "passfile",
                                         "service",
                                         "connect_timeout",
                                         "sslmode",
                                         "sslcert",
                                         "sslkey",
                                         "sslrootcert",
                                         "sslcrl",
                                         "sslcrldir",
                                         "sslsni",
                                         "sslnegotiation",
                                         "ssl_min_protocol_version",
                                         "ssl_max_protocol_version",
                                         "channel_binding",
                                         "require_auth",
                                         "requirepeer",
                                         "gssencmode",
                                         "krbsrvname",
                                         "keepalives",
                                         "keepalives_idle",
                                         "keepalives_interval",
                                         "keepalives_count",
                                         "tcp_user_timeout",
                                         "target_session_attrs",
                                         "load_balance_hosts",
                                         "application_name"};

static bool names(const char *path, struct segbias_engine_asked *asked)
{
	for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
		if (strncasecmp(path, SCHEMES[i], strlen(SCHEMES[i])) == 0) {
			asked->form = (int)i;
			return true;
		}
	return false;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* What %41 and the like stand for. false: it is not well written, or has a byte 0. */
static bool decode(const char *text, size_t size, struct segbias_text *out)
{
	for (size_t i = 0; i < size; i++) {
		char c = text[i];
		if (c == '%') {
			int high = i + 2 < size ? digit(text[i + 1]) : -1;
			int low = high < 0 ? -1 : digit(text[i + 2]);
			if (low < 0 || high * 16 + low == 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		segbias_text_add(out, &c, 1);
	}
	return true;
}

static enum segbias_status refuse(const char *why, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_USAGE, "bad_database|%s", why);
	segbias_error_hint(error, "postgres://USER@HOST:PORT/DATABASE?table=NAME, with the password in ~/.pgpass");
	return SEGBIAS_USAGE;
}

static bool is_parameter(struct segbias_label name)
{
	for (size_t i = 0; i < sizeof PARAMETERS / sizeof *PARAMETERS; i++)
		if (segbias_label_equal(name, segbias_label_of(PARAMETERS[i])))
			return true;
	return false;
}

/* One NAME=VALUE of the address: the table, or what is handed on, as it is written. */
static enum segbias_status take_parameter(const char *text, size_t size, struct segbias_text *address,
                                          struct segbias_text *table, struct segbias_error *error)
{
	const char *equals = memchr(text, '=', size);
	size_t name_size = equals ? (size_t)(equals - text) : size;
	struct segbias_text name = {0};
	struct segbias_text value = {0};
	bool good = equals && decode(text, name_size, &name) && decode(equals + 1, size - name_size - 1, &value) &&
	            !name.failed && !value.failed;
	struct segbias_label called = segbias_text_label(&name);
	bool names_table = segbias_label_equal(called, segbias_label_of("table"));
	bool known = is_parameter(called);
	/* What a database's name may hold instead: a whole address, or a list of parameters. */
	bool whole = segbias_label_equal(called, segbias_label_of("dbname")) && value.size &&
	             (strchr(value.data, '=') || strstr(value.data, "://"));
	bool twice = names_table && table->size;
	if (good && names_table && !twice) {
		segbias_text_add(table, value.data ? value.data : "", value.size);
	} else if (good && known && !whole) {
		segbias_text_add_string(address, strchr(address->data, '?') ? "&" : "?");
		segbias_text_add(address, text, size);
	}
	segbias_text_release(&name);
	segbias_text_release(&value);
	if (whole)
		return refuse("the name of the database is an address itself, which may hold a password", error);
	if (!good)
		return refuse("a part of the address behind its ? is not well written", error);
	if (twice)
		return refuse("an address of a database has one ?table=NAME", error);
	return names_table || known
	           ? SEGBIAS_OK
	           : refuse("the address sets what is not handed on, as a password or options: host, port, "
	                    "user, sslmode and the like are",
	                    error);
}

/* The address without the table, which psql does not know, and the table, in `table`. */
static enum segbias_status take_apart(const struct segbias_engine_asked *asked, struct segbias_text *address,
                                      struct segbias_text *table, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const char *authority = asked->path + strlen(SCHEMES[asked->form]);
	const char *query = authority + strcspn(authority, "?");
	const char *colon = memchr(authority, ':', (size_t)(query - authority));
	/* A password may hold a slash, and then ends where no host could begin. */
	if (colon && memchr(colon, '@', (size_t)(query - colon)))
		return refuse("a password has no place in an address, which others can see", error);
	segbias_text_add_string(address, SCHEMES[asked->form]);
	segbias_text_add(address, authority, (size_t)(query - authority));
	if (address->failed)
		return segbias_error_memory(error);
	for (const char *part = query; status == SEGBIAS_OK && *part;) {
		size_t size = strcspn(++part, "&");
		if (size > 0)
			status = take_parameter(part, size, address, table, error);
		part += size;
	}
	if (status != SEGBIAS_OK || table->size)
		return status;
	return refuse("an address of a database needs ?table=NAME", error);
}

/* Names between dots, each as it is written, or in double quotes, doubled inside; all of them quoted. false: that is none. */
static bool add_table(const char *text, struct segbias_text *out)
{
	for (const char *at = text; *at;) {
		struct segbias_text name = {0};
		bool quoted = *at == '"';
		if (quoted)
			for (at++; *at && (*at != '"' || at[1] == '"'); at++) {
				at += *at == '"';
				segbias_text_add(&name, at, 1);
			}
		else
			for (; *at && *at != '.'; at++)
				segbias_text_add(&name, at, 1);
		bool closed = !quoted || *at == '"';
		at += quoted && closed;
		segbias_engine_add_name(out, segbias_text_label(&name));
		bool good = closed && name.size > 0 && !name.failed && (*at == '\0' || (*at == '.' && at[1]));
		segbias_text_release(&name);
		if (!good)
			return false;
		if (*at)
			segbias_text_add(out, at++, 1);
	}
	return true;
}

/* Of the user's environment it gets what says how to be let in. */
static bool set_environment(struct segbias_engine_asked *asked)
{
	static const char *const PASSED[] = {"HOME",      "PGPASSFILE",    "PGPASSWORD",    "PGSSLMODE",
	                                     "PGSSLCERT", "PGSSLROOTCERT", "PGSSLKEY",      "PGHOST",
	                                     "PGPORT",    "PGUSER",        "PGSERVICEFILE", "KRB5CCNAME"};
	static const char *const SET[] = {"PATH=/usr/bin:/bin",    "LC_ALL=C.UTF-8",
	                                  "PGCLIENTENCODING=UTF8", "PGCONNECT_TIMEOUT=20",
	                                  "PGAPPNAME=segbias",     "PGOPTIONS=-c default_transaction_read_only=on"};
	enum { PASSED_COUNT = sizeof PASSED / sizeof *PASSED, SET_COUNT = sizeof SET / sizeof *SET };
	const char **list = segbias_arena_array(&asked->arena, PASSED_COUNT + SET_COUNT + 1, sizeof *list);
	if (!list)
		return false;
	asked->environment = list;
	for (size_t i = 0; i < SET_COUNT; i++)
		*list++ = SET[i];
	for (size_t i = 0; i < PASSED_COUNT; i++) {
		struct segbias_text pair = {0};
		const char *value = getenv(PASSED[i]);
		if (!value)
			continue;
		segbias_text_add_format(&pair, "%s=%s", PASSED[i], value);
		*list = segbias_engine_keep(asked, &pair);
		if (!*list++)
			return false;
	}
	return true;
}

/* A service, which an address may name, can set what the environment has set. */
static const char BEFORE[] = "BEGIN READ ONLY;\n"
			     "SET LOCAL client_encoding = 'UTF8';\n"
			     "SET LOCAL datestyle = 'ISO';\n"
			     "SET LOCAL timezone = 'UTC';\n"
			     "SET LOCAL extra_float_digits = 1;\n"
			     "SET LOCAL intervalstyle = 'iso_8601';\n"
			     "SET LOCAL standard_conforming_strings = on;\n";

static enum segbias_status prepare(struct segbias_engine_asked *asked, struct segbias_error *error)
{
	static const char *const FIRST[] = {"psql", "-X", "-q", "-w", "-A", "-t", "--csv", "-v", "ON_ERROR_STOP=1",
	                                    "-d"};
	enum { FIRST_COUNT = sizeof FIRST / sizeof *FIRST };
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text address = {0};
	struct segbias_text table = {0};
	struct segbias_text quoted = {0};
	char named[SEGBIAS_QUOTE_MAX];
	SEGBIAS_TRY(take_apart(asked, &address, &table, error));
	if (!add_table(table.data, &quoted))
		SEGBIAS_TRY(refuse("the name of the table is not well written", error));
	if (!segbias_engine_find("SEGBIAS_PSQL", "psql", asked->program)) {
		const char *variable = getenv("SEGBIAS_PSQL");
		if (variable && *variable)
			(void)segbias_error_set(error, SEGBIAS_SYSTEM,
			                        "no_psql|is read by psql, and SEGBIAS_PSQL names no program: %s",
			                        segbias_text_quote(variable, named));
		else
			(void)segbias_error_set(error, SEGBIAS_SYSTEM,
			                        "no_psql|is read by psql, and there is none on the PATH");
		segbias_error_hint(error,
		                   "install it (Debian: apt-get install postgresql-client) or name it in SEGBIAS_PSQL");
		status = SEGBIAS_SYSTEM;
		goto done;
	}
	const char **arguments = segbias_arena_array(&asked->arena, FIRST_COUNT + 2, sizeof *arguments);
	SEGBIAS_TRY(arguments && set_environment(asked) ? SEGBIAS_OK : segbias_error_memory(error));
	memcpy(arguments, FIRST, sizeof FIRST);
	arguments[FIRST_COUNT] = segbias_engine_keep(asked, &address);
	asked->arguments = arguments;
	asked->table = segbias_engine_keep(asked, &quoted);
	asked->before = BEFORE;
	SEGBIAS_TRY(arguments[FIRST_COUNT] && asked->table ? SEGBIAS_OK : segbias_error_memory(error));
done:
	segbias_text_release(&address);
	segbias_text_release(&table);
	segbias_text_release(&quoted);
	return status;
}

/* The type of a domain is what it is a domain of; what is built of others says so before its name. */
static void ask_columns(const struct segbias_engine_asked *asked, struct segbias_text *out)
{
	segbias_text_add_string(
	    out,
	    "SELECT 'column', a.attname, CASE WHEN b.typtype IN ('c', 'r', 'm') THEN 'row ' ELSE '' END || "
	    "pg_catalog.format_type(b.oid, NULL) FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_type AS t ON t.oid = "
	    "a.atttypid JOIN pg_catalog.pg_type AS b ON b.oid = COALESCE(NULLIF(t.typbasetype, 0), t.oid) WHERE a.attrelid = ");
	segbias_engine_add_literal(out, segbias_label_of(asked->table));
	segbias_text_add_string(out,
	                        "::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum;\n");
}

static enum segbias_engine_kind kind(const struct segbias_engine_asked *asked, struct segbias_label type)
{
	static const struct {
		const char *name;
		enum segbias_engine_kind kind;
	} KINDS[] = {{"row ", SEGBIAS_ENGINE_UNTOLD},
	             {"json", SEGBIAS_ENGINE_UNTOLD},
	             {"bytea", SEGBIAS_ENGINE_UNTOLD},
	             {"xml", SEGBIAS_ENGINE_UNTOLD},
	             {"hstore", SEGBIAS_ENGINE_UNTOLD},
	             {"boolean", SEGBIAS_ENGINE_BOOLEAN},
	             {"smallint", SEGBIAS_ENGINE_INTEGER},
	             {"integer", SEGBIAS_ENGINE_INTEGER},
	             {"bigint", SEGBIAS_ENGINE_INTEGER},
	             {"numeric", SEGBIAS_ENGINE_DECIMAL},
	             {"real", SEGBIAS_ENGINE_FLOAT},
	             {"double precision", SEGBIAS_ENGINE_FLOAT},
	             {"date", SEGBIAS_ENGINE_DATE},
	             {"timestamp without time zone", SEGBIAS_ENGINE_TIME},
	             {"timestamp with time zone", SEGBIAS_ENGINE_ZONED}};
	bool list = type.size > 0 && type.bytes[type.size - 1] == ']';
	(void)asked;
	for (size_t i = 0; !list && i < sizeof KINDS / sizeof *KINDS; i++)
		if (segbias_label_begins(type, segbias_label_of(KINDS[i].name)))
			return KINDS[i].kind;
	return list ? SEGBIAS_ENGINE_UNTOLD : SEGBIAS_ENGINE_TEXT;
}

static void ask_rows(const struct segbias_engine_asked *asked, struct segbias_text *out)
{
	segbias_text_add_string(out, "COPY (SELECT ");
	segbias_engine_add_columns(out, asked);
	segbias_text_add_format(out, " FROM %s) TO STDOUT WITH (FORMAT csv, HEADER, ENCODING 'UTF8');\n", asked->table);
}

const struct segbias_engine segbias_engine_psql = {.title = "psql",
                                                   .names = names,
                                                   .prepare = prepare,
                                                   .ask_columns = ask_columns,
                                                   .kind = kind,
                                                   .ask_rows = ask_rows};
