#include "history/state.h"

#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

/* The index of the period's; `count`: it has none. */
static size_t find(const struct segbias_standing *standings, size_t count, struct segbias_label period)
{
	size_t at = 0;
	while (at < count && !segbias_label_equal(standings[at].run->period, period))
		at++;
	return at;
}

static int compare(const void *a, const void *b)
{
	const struct segbias_standing *x = a;
	const struct segbias_standing *y = b;
	return segbias_term_compare(&x->term, &y->term);
}

/* An entry that changes what stands of its period. */
static bool apply(const struct segbias_ledger_content *content, const struct segbias_entry *entry,
                  struct segbias_standing *standings, size_t *count)
{
	size_t at = find(standings, *count, entry->period);
	struct segbias_standing *standing = at < *count ? &standings[at] : NULL;
	struct segbias_term term;
	if (segbias_entry_adds(entry)) {
		if (!segbias_term_parse(entry->period, &term))
			return false;
		if (!standing)
			standing = &standings[(*count)++];
		standing->term = term;
		standing->run = segbias_ledger_run_of(content, entry->run);
		standing->added = entry;
		standing->signed_count = 0;
		return standing->run != NULL;
	}
	if (standing && entry->kind == SEGBIAS_ENTRY_REOPEN)
		standing->signed_count = 0;
	if (standing && entry->kind == SEGBIAS_ENTRY_SIGN && entry->run == standing->run->run)
		standing->signed_by[standing->signed_count++] = entry;
	return true;
}

enum segbias_status segbias_standings_find(const struct segbias_ledger_content *content, struct segbias_arena *arena,
                                           struct segbias_standing **out, size_t *count, struct segbias_error *error)
{
	struct segbias_standing *standings = segbias_arena_array(arena, content->run_count, sizeof *standings);
	size_t found = 0;
	bool room = standings != NULL;
	for (size_t i = 0; room && i < content->run_count; i++) {
		standings[i].signed_by =
		    segbias_arena_array(arena, content->entry_count, sizeof(const struct segbias_entry *));
		room = standings[i].signed_by != NULL;
	}
	if (!room)
		return segbias_error_memory(error);
	for (size_t i = 0; i < content->entry_count; i++)
		if (!apply(content, &content->entries[i], standings, &found))
			return segbias_error_set(
			    error, SEGBIAS_SYSTEM,
			    "ledger_entry|the ledger is damaged: an entry is of no period, or of no run");
	if (found)
		qsort(standings, found, sizeof *standings, compare);
	*out = standings;
	*count = found;
	return SEGBIAS_OK;
}

const struct segbias_standing *segbias_standing_of(const struct segbias_standing *standings, size_t count,
                                                   struct segbias_label period)
{
	size_t at = find(standings, count, period);
	return at < count ? &standings[at] : NULL;
}

const struct segbias_entry *segbias_standing_decision(const struct segbias_standing *standing,
                                                      struct segbias_label segment)
{
	const struct segbias_entry *whole = NULL;
	const struct segbias_entry *own = NULL;
	for (size_t i = 0; i < standing->signed_count; i++) {
		const struct segbias_entry *entry = standing->signed_by[i];
		if (!entry->segment.bytes)
			whole = entry;
		if (segbias_label_same(entry->segment, segment))
			own = entry;
	}
	return own ? own : whole;
}

/* --- who must sign ----------------------------------------------------------------------------------------------- */

/* The key that a member of a role is known by, without its comment; false: it is a name. */
static bool is_key(struct segbias_label member, struct segbias_label *key)
{
	static const char *const TYPES[] = {"ssh-", "ecdsa-", "sk-"};
	bool known = false;
	size_t blanks = 0;
	for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
		known =
		    known || (member.size > strlen(TYPES[i]) && memcmp(member.bytes, TYPES[i], strlen(TYPES[i])) == 0);
	*key = (struct segbias_label){member.bytes, 0};
	while (key->size < member.size && (blanks += member.bytes[key->size] == ' ') < 2)
		key->size++;
	return known && blanks > 0;
}

/* One name, however it is spelled. */
static bool same_name(struct segbias_label a, struct segbias_label b)
{
	return segbias_label_equal(a, b) || segbias_unicode_same(a, b);
}

/* Who types another's public key for a name has not signed by it. */
static bool is_member(const struct segbias_review_role *role, struct segbias_label by, struct segbias_label key)
{
	struct segbias_label own;
	for (size_t i = 0; i < role->member_count; i++)
		if (is_key(role->members[i], &own) ? key.bytes && segbias_label_equal(own, key)
		                                   : same_name(role->members[i], by))
			return true;
	return false;
}

/* Or one key behind two names. */
static bool same_person(const struct segbias_entry *a, const struct segbias_entry *b)
{
	return same_name(a->by, b->by) || (a->key.bytes && b->key.bytes && segbias_label_equal(a->key, b->key));
}

struct segbias_label segbias_review_role_of(const struct segbias_review_rules *rules, struct segbias_label by,
                                            struct segbias_label key)
{
	for (size_t i = 0; i < rules->role_count; i++)
		if (is_member(&rules->roles[i], by, key))
			return rules->roles[i].role;
	return (struct segbias_label){0};
}

/* Whether somebody of the role has signed the run as a whole. */
static bool has_signed(const struct segbias_standing *standing, const struct segbias_review_rules *rules,
                       struct segbias_label role)
{
	for (size_t i = 0; i < rules->role_count; i++)
		for (size_t j = 0; segbias_label_equal(rules->roles[i].role, role) && j < standing->signed_count; j++)
			if (!standing->signed_by[j]->segment.bytes &&
			    is_member(&rules->roles[i], standing->signed_by[j]->by, standing->signed_by[j]->key))
				return true;
	return false;
}

enum segbias_lack segbias_standing_lacks(const struct segbias_standing *standing,
                                         const struct segbias_review_rules *rules, struct segbias_label *role)
{
	bool any = false;
	bool other = rules->one_person;
	for (size_t i = 0; i < standing->signed_count; i++) {
		const struct segbias_entry *entry = standing->signed_by[i];
		any = any || !entry->segment.bytes;
		other = other || (!entry->segment.bytes && !same_person(entry, standing->added));
	}
	for (size_t i = 0; i < rules->required_count; i++)
		if (!has_signed(standing, rules, rules->required[i])) {
			*role = rules->required[i];
			return SEGBIAS_LACK_ROLE;
		}
	if (!any)
		return SEGBIAS_LACK_ALL;
	return other ? SEGBIAS_LACK_NOTHING : SEGBIAS_LACK_OTHER;
}
