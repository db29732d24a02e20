// Types of the functions that lib_lightgbm exports and Assay calls.
// Reference: https://lightgbm.readthedocs.io/en/stable/C-API.html
// Every function returns 0, or -1 when LGBM_GetLastError has a message.
#pragma once

#include <stdint.h>

typedef void *LightGBMDataset;
typedef void *LightGBMBooster;

/// LGBM_GetLastError: the message of the last failure on this thread.
typedef const char *(*LightGBMGetLastError)(void);

/// LGBM_RegisterLogCallback: where messages of this thread go instead of standard output.
typedef int (*LightGBMRegisterLogCallback)(void (*callback)(const char *message));

/// LGBM_DatasetCreateFromMat. `type` 1: doubles; `isRowMajor` 0: one column after the other.
typedef int (*LightGBMDatasetCreateFromMat)(
    const void *data, int type, int32_t rows, int32_t columns, int isRowMajor,
    const char *parameters, LightGBMDataset reference, LightGBMDataset *out);

/// LGBM_DatasetGetSubset. `rows` ascending; shares the bins of the full set.
typedef int (*LightGBMDatasetGetSubset)(
    LightGBMDataset full, const int32_t *rows, int32_t count, const char *parameters,
    LightGBMDataset *out);

/// LGBM_DatasetSetField. `type` 0: 32-bit floats, for `label` and `weight`.
typedef int (*LightGBMDatasetSetField)(
    LightGBMDataset dataset, const char *name, const void *data, int count, int type);

/// LGBM_DatasetFree.
typedef int (*LightGBMDatasetFree)(LightGBMDataset dataset);

/// LGBM_BoosterCreate.
typedef int (*LightGBMBoosterCreate)(
    LightGBMDataset train, const char *parameters, LightGBMBooster *out);

/// LGBM_BoosterUpdateOneIter. `isFinished` 1: no split was worth making.
typedef int (*LightGBMBoosterUpdateOneIter)(LightGBMBooster booster, int *isFinished);

/// LGBM_BoosterPredictForMat. `kind` 0: on the scale of the label (a probability).
typedef int (*LightGBMBoosterPredictForMat)(
    LightGBMBooster booster, const void *data, int type, int32_t rows, int32_t columns,
    int isRowMajor, int kind, int firstIteration, int iterations, const char *parameters,
    int64_t *count, double *out);

/// LGBM_BoosterFeatureImportance. `kind` 1: total gain of the splits, one value a column.
typedef int (*LightGBMBoosterFeatureImportance)(
    LightGBMBooster booster, int iterations, int kind, double *out);

/// LGBM_BoosterFree.
typedef int (*LightGBMBoosterFree)(LightGBMBooster booster);
