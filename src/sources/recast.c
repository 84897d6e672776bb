#include "sources/recast.h"

#define RECAST(name) extern const struct segbias_recast segbias_recast_##name;
#include "sources/recasts.def"
#undef RECAST

static const struct segbias_recast *const RECASTS[] = {
#define RECAST(name) &segbias_recast_##name,
#include "sources/recasts.def"
#undef RECAST
};

enum segbias_status segbias_recast_find(const struct segbias_melting *file, const struct segbias_recast **out,
                                        struct segbias_error *error)
{
	*out = NULL;
	for (size_t i = 0; i < sizeof RECASTS / sizeof *RECASTS && !*out; i++) {
		bool found = false;
		enum segbias_status status = RECASTS[i]->is(file, &found, error);
		if (status != SEGBIAS_OK)
			return status;
		*out = found ? RECASTS[i] : NULL;
	}
	return SEGBIAS_OK;
}
