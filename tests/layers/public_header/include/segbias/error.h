#include "base/text.h"
#include <curl.h>
#include <stdint.h>
