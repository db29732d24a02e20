// Types of the functions that libonnxruntime offers and Assay calls.
// Reference: https://onnxruntime.ai/docs/api/c/struct_ort_api.html
// The library exports one function, OrtGetApiBase. All others stand in a table of pointers whose order
// is fixed: a version only adds at the end. `ONNXPlace…` is the place of a function in that table.
// Functions that return ONNXStatus return NULL, or a status that has a message and must be released.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef void *ONNXStatus;
typedef void *ONNXEnvironment;
typedef void *ONNXSessionOptions;
typedef void *ONNXSessionHandle;
typedef void *ONNXAllocator;
typedef void *ONNXTypeInfo;
typedef void *ONNXTensorInfo;
typedef void *ONNXValue;

/// The version of the table that Assay asks for: that of ONNX Runtime 1.11, which later ones offer too.
#define ONNX_API_VERSION 11

/// What OrtGetApiBase returns.
typedef struct ONNXBase {
  const void *const *(*getTable)(uint32_t version);
  const char *(*getVersion)(void);
} ONNXBase;

/// OrtGetApiBase.
typedef const ONNXBase *(*ONNXGetBase)(void);

/// Places in the table.
typedef enum {
  ONNXPlaceGetErrorMessage = 2,
  ONNXPlaceCreateEnv = 3,
  ONNXPlaceCreateSession = 7,
  ONNXPlaceRun = 9,
  ONNXPlaceCreateSessionOptions = 10,
  ONNXPlaceSetIntraOpNumThreads = 24,
  ONNXPlaceSessionGetInputCount = 30,
  ONNXPlaceSessionGetOutputCount = 31,
  ONNXPlaceSessionGetInputTypeInfo = 33,
  ONNXPlaceSessionGetOutputTypeInfo = 34,
  ONNXPlaceSessionGetInputName = 36,
  ONNXPlaceSessionGetOutputName = 37,
  ONNXPlaceCreateTensorAsOrtValue = 48,
  ONNXPlaceGetTensorMutableData = 51,
  ONNXPlaceFillStringTensor = 52,
  ONNXPlaceGetStringTensorDataLength = 53,
  ONNXPlaceGetStringTensorContent = 54,
  ONNXPlaceCastTypeInfoToTensorInfo = 55,
  ONNXPlaceGetOnnxTypeFromTypeInfo = 56,
  ONNXPlaceGetTensorElementType = 60,
  ONNXPlaceGetDimensionsCount = 61,
  ONNXPlaceGetDimensions = 62,
  ONNXPlaceGetTensorShapeElementCount = 64,
  ONNXPlaceGetTensorTypeAndShape = 65,
  ONNXPlaceGetValueType = 67,
  ONNXPlaceAllocatorFree = 76,
  ONNXPlaceGetAllocatorWithDefaultOptions = 78,
  ONNXPlaceGetValue = 80,
  ONNXPlaceGetValueCount = 81,
  ONNXPlaceReleaseEnv = 92,
  ONNXPlaceReleaseStatus = 93,
  ONNXPlaceReleaseSession = 95,
  ONNXPlaceReleaseValue = 96,
  ONNXPlaceReleaseTypeInfo = 98,
  ONNXPlaceReleaseTensorTypeAndShapeInfo = 99,
  ONNXPlaceReleaseSessionOptions = 100,
} ONNXPlace;

/// Kinds of values.
enum { ONNXKindTensor = 1, ONNXKindSequence = 2, ONNXKindMap = 3 };

/// Types of a tensor's elements.
enum {
  ONNXElementFloat = 1,
  ONNXElementInt32 = 6,
  ONNXElementInt64 = 7,
  ONNXElementString = 8,
  ONNXElementBool = 9,
  ONNXElementDouble = 11,
};

/// GetErrorMessage: lives as long as the status.
typedef const char *(*ONNXGetErrorMessage)(ONNXStatus status);

/// CreateEnv. `level` 4: only what is fatal is logged.
typedef ONNXStatus (*ONNXCreateEnv)(int level, const char *name, ONNXEnvironment *out);

/// CreateSession. `path` is a file of a model.
typedef ONNXStatus (*ONNXCreateSession)(
    ONNXEnvironment environment, const char *path, ONNXSessionOptions options, ONNXSessionHandle *out);

/// Run. `options` may be NULL. `outputs` hold NULL before and values to be released after.
typedef ONNXStatus (*ONNXRun)(
    ONNXSessionHandle session, const void *options, const char *const *inputNames,
    const ONNXValue *inputs, size_t inputCount, const char *const *outputNames,
    size_t outputCount, ONNXValue *outputs);

/// CreateSessionOptions.
typedef ONNXStatus (*ONNXCreateSessionOptions)(ONNXSessionOptions *out);

/// SetIntraOpNumThreads. 0: as many as the machine has cores.
typedef ONNXStatus (*ONNXSetThreads)(ONNXSessionOptions options, int threads);

/// SessionGetInputCount, SessionGetOutputCount.
typedef ONNXStatus (*ONNXSessionCount)(ONNXSessionHandle session, size_t *out);

/// SessionGetInputTypeInfo, SessionGetOutputTypeInfo.
typedef ONNXStatus (*ONNXSessionType)(ONNXSessionHandle session, size_t place, ONNXTypeInfo *out);

/// SessionGetInputName, SessionGetOutputName: freed by the allocator.
typedef ONNXStatus (*ONNXSessionName)(
    ONNXSessionHandle session, size_t place, ONNXAllocator allocator, char **out);

/// CreateTensorAsOrtValue: memory of the allocator, to be filled in.
typedef ONNXStatus (*ONNXCreateTensor)(
    ONNXAllocator allocator, const int64_t *shape, size_t dimensions, int element, ONNXValue *out);

/// GetTensorMutableData: the elements, row after row.
typedef ONNXStatus (*ONNXTensorData)(ONNXValue value, void **out);

/// FillStringTensor: copies texts that end with a zero byte.
typedef ONNXStatus (*ONNXFillStrings)(ONNXValue value, const char *const *texts, size_t count);

/// GetStringTensorDataLength: bytes of all texts together.
typedef ONNXStatus (*ONNXStringLength)(ONNXValue value, size_t *out);

/// GetStringTensorContent: the texts one after the other, and where each begins.
typedef ONNXStatus (*ONNXStringContent)(
    ONNXValue value, void *bytes, size_t length, size_t *offsets, size_t count);

/// CastTypeInfoToTensorInfo: NULL where the type is no tensor; lives as long as the type.
typedef ONNXStatus (*ONNXTensorOfType)(ONNXTypeInfo type, const void **out);

/// GetOnnxTypeFromTypeInfo.
typedef ONNXStatus (*ONNXKindOfType)(ONNXTypeInfo type, int *out);

/// GetTensorElementType.
typedef ONNXStatus (*ONNXElementType)(const void *info, int *out);

/// GetDimensionsCount, GetTensorShapeElementCount.
typedef ONNXStatus (*ONNXShapeCount)(const void *info, size_t *out);

/// GetDimensions: −1 for one that is not fixed.
typedef ONNXStatus (*ONNXDimensions)(const void *info, int64_t *out, size_t count);

/// GetTensorTypeAndShape: to be released.
typedef ONNXStatus (*ONNXTensorShape)(ONNXValue value, ONNXTensorInfo *out);

/// GetValueType.
typedef ONNXStatus (*ONNXKindOfValue)(ONNXValue value, int *out);

/// AllocatorFree.
typedef ONNXStatus (*ONNXFree)(ONNXAllocator allocator, void *memory);

/// GetAllocatorWithDefaultOptions: not to be released.
typedef ONNXStatus (*ONNXDefaultAllocator)(ONNXAllocator *out);

/// GetValue: of a sequence its members, of a map its keys (0) and values (1).
typedef ONNXStatus (*ONNXGetValue)(
    ONNXValue value, int place, ONNXAllocator allocator, ONNXValue *out);

/// GetValueCount.
typedef ONNXStatus (*ONNXGetValueCount)(ONNXValue value, size_t *out);

/// ReleaseEnv, ReleaseStatus, ReleaseSession, ReleaseValue and their like; NULL is allowed.
typedef void (*ONNXRelease)(void *object);
