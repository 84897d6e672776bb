#include "base/text.h"
#include <jansson.h>
#include <stdint.h>
