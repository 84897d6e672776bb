#include <Rmath.h>
#include <gsl/gsl_rng.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <utf8proc.h>
