#include "adbc.h"

// The layout that drivers were compiled against, on the 64-bit systems that Assay runs on.
_Static_assert(sizeof(struct ArrowSchema) == 72, "ArrowSchema layout");
_Static_assert(sizeof(struct ArrowArray) == 80, "ArrowArray layout");
_Static_assert(sizeof(struct ArrowArrayStream) == 40, "ArrowArrayStream layout");
_Static_assert(offsetof(struct AdbcDriver, StatementSetSubstraitPlan) == 8 * 28, "AdbcDriver layout");
