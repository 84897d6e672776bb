#include "base/text.h"

#include <Rmath.h>
#include <gsl/gsl_cdf.h>
