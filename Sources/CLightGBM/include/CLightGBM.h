// Types of the functions that lib_lightgbm exports and Assay calls.
// Reference: https://lightgbm.readthedocs.io/en/stable/C-API.html
#pragma once

#include <stdint.h>

typedef void *LightGBMDataset;
typedef void *LightGBMBooster;
