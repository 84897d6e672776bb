#include "sources/recast.h"

#define RECAST(name) extern const struct segbias_recast segbias_recast_##name;
#include "sources/recasts.def"
#undef RECAST

static const struct segbias_recast *const RECASTS[] = {
#define RECAST(name) &segbias_recast_##name,
#include "sources/recasts.def"
#undef RECAST
};

const struct segbias_recast *segbias_recast_find(const struct segbias_melting *file)
{
	for (size_t i = 0; i < sizeof RECASTS / sizeof *RECASTS; i++)
		if (RECASTS[i]->is(file))
			return RECASTS[i];
	return NULL;
}
