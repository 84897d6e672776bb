#include "jobs/compare.h"
#include "csv/reader.h"
#include "tally/table.h"

int run(struct job *job)
{
	return job->system(job);
}
