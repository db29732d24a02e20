// The ADBC 1.1.0 driver interface: the binary layout of its structs and of the driver's table
// of functions, in the order that the specification fixes. Members that Assay does not call are
// declared as opaque slots, so that the offsets stay right.
// Specification: https://arrow.apache.org/adbc/current/format/specification.html
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "arrow.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ADBC_VERSION_1_0_0 1000000
#define ADBC_VERSION_1_1_0 1001000

typedef uint8_t AdbcStatusCode;
typedef void (*AdbcUnusedSlot)(void);

struct AdbcDriver;

struct AdbcError {
  char *message;
  int32_t vendor_code;
  char sqlstate[5];
  void (*release)(struct AdbcError *);
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcDatabase {
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcConnection {
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcStatement {
  void *private_data;
  struct AdbcDriver *private_driver;
};

struct AdbcDriver {
  void *private_data;
  void *private_manager;
  AdbcStatusCode (*release)(struct AdbcDriver *, struct AdbcError *);

  AdbcStatusCode (*DatabaseInit)(struct AdbcDatabase *, struct AdbcError *);
  AdbcStatusCode (*DatabaseNew)(struct AdbcDatabase *, struct AdbcError *);
  AdbcStatusCode (*DatabaseSetOption)(struct AdbcDatabase *, const char *, const char *,
                                      struct AdbcError *);
  AdbcStatusCode (*DatabaseRelease)(struct AdbcDatabase *, struct AdbcError *);

  AdbcUnusedSlot ConnectionCommit;
  AdbcUnusedSlot ConnectionGetInfo;
  AdbcUnusedSlot ConnectionGetObjects;
  AdbcUnusedSlot ConnectionGetTableSchema;
  AdbcUnusedSlot ConnectionGetTableTypes;
  AdbcStatusCode (*ConnectionInit)(struct AdbcConnection *, struct AdbcDatabase *,
                                   struct AdbcError *);
  AdbcStatusCode (*ConnectionNew)(struct AdbcConnection *, struct AdbcError *);
  AdbcStatusCode (*ConnectionSetOption)(struct AdbcConnection *, const char *, const char *,
                                        struct AdbcError *);
  AdbcUnusedSlot ConnectionReadPartition;
  AdbcStatusCode (*ConnectionRelease)(struct AdbcConnection *, struct AdbcError *);
  AdbcUnusedSlot ConnectionRollback;

  AdbcUnusedSlot StatementBind;
  AdbcStatusCode (*StatementBindStream)(struct AdbcStatement *, struct ArrowArrayStream *,
                                        struct AdbcError *);
  AdbcStatusCode (*StatementExecuteQuery)(struct AdbcStatement *, struct ArrowArrayStream *,
                                          int64_t *, struct AdbcError *);
  AdbcUnusedSlot StatementExecutePartitions;
  AdbcUnusedSlot StatementGetParameterSchema;
  AdbcStatusCode (*StatementNew)(struct AdbcConnection *, struct AdbcStatement *,
                                 struct AdbcError *);
  AdbcUnusedSlot StatementPrepare;
  AdbcStatusCode (*StatementRelease)(struct AdbcStatement *, struct AdbcError *);
  AdbcStatusCode (*StatementSetOption)(struct AdbcStatement *, const char *, const char *,
                                       struct AdbcError *);
  AdbcStatusCode (*StatementSetSqlQuery)(struct AdbcStatement *, const char *,
                                         struct AdbcError *);
  AdbcUnusedSlot StatementSetSubstraitPlan;

  // Since 1.1.0; a driver that only knows 1.0.0 leaves them as they were.
  AdbcUnusedSlot ErrorGetDetailCount;
  AdbcUnusedSlot ErrorGetDetail;
  const struct AdbcError *(*ErrorFromArrayStream)(struct ArrowArrayStream *,
                                                  AdbcStatusCode *);
  AdbcUnusedSlot DatabaseGetOption;
  AdbcUnusedSlot DatabaseGetOptionBytes;
  AdbcUnusedSlot DatabaseGetOptionDouble;
  AdbcUnusedSlot DatabaseGetOptionInt;
  AdbcUnusedSlot DatabaseSetOptionBytes;
  AdbcUnusedSlot DatabaseSetOptionDouble;
  AdbcUnusedSlot DatabaseSetOptionInt;
  AdbcStatusCode (*ConnectionCancel)(struct AdbcConnection *, struct AdbcError *);
  AdbcUnusedSlot ConnectionGetOption;
  AdbcUnusedSlot ConnectionGetOptionBytes;
  AdbcUnusedSlot ConnectionGetOptionDouble;
  AdbcUnusedSlot ConnectionGetOptionInt;
  AdbcUnusedSlot ConnectionGetStatistics;
  AdbcUnusedSlot ConnectionGetStatisticNames;
  AdbcUnusedSlot ConnectionSetOptionBytes;
  AdbcUnusedSlot ConnectionSetOptionDouble;
  AdbcUnusedSlot ConnectionSetOptionInt;
  AdbcStatusCode (*StatementCancel)(struct AdbcStatement *, struct AdbcError *);
  AdbcUnusedSlot StatementExecuteSchema;
  AdbcUnusedSlot StatementGetOption;
  AdbcUnusedSlot StatementGetOptionBytes;
  AdbcUnusedSlot StatementGetOptionDouble;
  AdbcUnusedSlot StatementGetOptionInt;
  AdbcUnusedSlot StatementSetOptionBytes;
  AdbcUnusedSlot StatementSetOptionDouble;
  AdbcUnusedSlot StatementSetOptionInt;
};

/// The one function that a driver's shared library exports.
typedef AdbcStatusCode (*AdbcDriverInitFunc)(int version, void *driver, struct AdbcError *);

#ifdef __cplusplus
}
#endif
