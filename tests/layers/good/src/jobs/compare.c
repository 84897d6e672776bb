#include "csv/reader.h"
#include "jobs/compare.h"
#include "tally/table.h"

int run(struct job *job)
{
	return job->system(job);
}
