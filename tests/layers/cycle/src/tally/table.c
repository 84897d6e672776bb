#include "csv/reader.h"
