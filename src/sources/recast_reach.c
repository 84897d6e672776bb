/* Form: the reach of ads as an ad library gives it in JSON. */
#include "sources/reach.h"
#include "sources/recast.h"

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	(void)error;
	*found = segbias_reach_is(file->bytes);
	return SEGBIAS_OK;
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	return segbias_reach_read(file->bytes, file->file, out, error);
}

const struct segbias_recast segbias_recast_reach = {"reach", ',', is, write};
