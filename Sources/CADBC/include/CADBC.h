#pragma once

#include "adbc.h"
#include "arrow.h"
