/* Options that name an attribute by a name that no column has: "age" where the file has AGEP. */
#include "match/born.h"

#include "values/name.h"

/* The only column of the files that stands for the attribute by the table of names; bytes NULL: none, or several. */
static struct segbias_label find_synonym(const struct segbias_head *const *heads, size_t count,
                                         struct segbias_label name)
{
	struct segbias_label found = {NULL, 0};
	for (size_t i = 0; i < count; i++) {
		size_t here = 0;
		if (segbias_head_find(heads[i], name) != SEGBIAS_NO_FIELD)
			return (struct segbias_label){NULL, 0};
		for (size_t field = 0; field < heads[i]->width; field++) {
			if (!segbias_name_synonym(heads[i]->names[field], name))
				continue;
			found = heads[i]->names[field];
			here++;
		}
		if (here > 1)
			return (struct segbias_label){NULL, 0};
	}
	return found;
}

/* Ages may be those of birth dates, where no column has them. */
static struct segbias_label find_born(const struct segbias_policy *policy, const struct segbias_head *const *heads,
                                      size_t count, struct segbias_label name)
{
	bool ages = policy->born.bytes && segbias_born_is_age(name);
	for (size_t i = 0; i < count && ages; i++)
		for (size_t field = 0; field < heads[i]->width && ages; field++)
			ages = !segbias_born_is_age(heads[i]->names[field]);
	return ages ? policy->born : (struct segbias_label){NULL, 0};
}

static void rename_one(const struct segbias_policy *policy, const char *option, struct segbias_label *name,
                       const struct segbias_head *const *heads, size_t count, struct segbias_notes *notes)
{
	struct segbias_label found = find_synonym(heads, count, *name);
	bool born = !found.bytes;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	if (born)
		found = find_born(policy, heads, count, *name);
	if (!found.bytes)
		return;
	struct segbias_error *note =
	    segbias_notes_add(notes, "option_name", "%s: no column is called %s; %s is taken, %s", option,
	                      segbias_label_quote(*name, quoted[0]), segbias_label_quote(found, quoted[1]),
	                      born ? "whose dates are read as ages" : "as its name says the same");
	segbias_error_place(note, heads[0]->file, 1, 0);
	*name = found;
}

void segbias_match_rename_options(struct segbias_policy *policy, const struct segbias_head *const *heads, size_t count,
                                  struct segbias_notes *notes)
{
	for (size_t i = 0; i < policy->bins_count; i++)
		rename_one(policy, "--bins", &policy->bins[i].attribute, heads, count, notes);
	for (size_t i = 0; i < policy->recode_count; i++)
		rename_one(policy, "--recode", &policy->recodes[i].attribute, heads, count, notes);
	for (size_t i = 0; i < policy->universe_count; i++)
		rename_one(policy, "--within", &policy->universes[i].attribute, heads, count, notes);
	for (size_t i = 0; i < policy->multi_count; i++)
		rename_one(policy, "--multi", &policy->multis[i].attribute, heads, count, notes);
}
