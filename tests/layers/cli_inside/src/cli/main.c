#include "base/text.h"
#include "cli/command.h"
#include "command.h"
#include "../jobs/compare.h"
#include <gsl/gsl_errno.h>
#include <curl.h>
#include <stats/stats.h>
#include COMMANDS
