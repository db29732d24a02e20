/// The type of a column as the Arrow C data interface names it.
///
/// - Source: Arrow C data interface, "Data type description – format strings".
package enum ArrowType: Sendable, Hashable {
  case null
  case boolean
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case float16, float32, float64
  /// `bitWidth` 32, 64, 128 or 256; value = integer · 10^−scale.
  case decimal(precision: Int, scale: Int, bitWidth: Int)
  case utf8, largeUtf8, utf8View
  case binary, largeBinary, binaryView, fixedSizeBinary(byteWidth: Int)
  /// Days since 1970-01-01, 32 bits.
  case date32
  /// Milliseconds since 1970-01-01, 64 bits.
  case date64
  /// Time since 1970-01-01T00:00:00Z; `zone` is empty when the time is local and zoneless.
  case timestamp(unit: TimeUnit, zone: String)
  /// Time of day.
  case time(unit: TimeUnit)
  /// Length of time.
  case duration(unit: TimeUnit)
  /// Values are indices into the column's dictionary.
  indirect case dictionary(index: ArrowType, values: ArrowType)
  /// A list of numbers a row: a vector where all lists have one length.
  indirect case list(element: ArrowType, layout: ListLayout)
  /// A type that cannot be measured (lists of other things, structs, maps, unions, intervals), by
  /// its format string.
  case unsupported(format: String)

  /// Whether a row holds several values, or none that can be read.
  package var isNested: Bool {
    switch self {
    case .list, .unsupported: true
    default: false
    }
  }
}

/// How the lists of a column lie in its elements.
package enum ListLayout: Sendable, Hashable {
  /// Every list has so many elements.
  case fixed(Int)
  /// The elements of each list are given by offsets of 32 or of 64 bits.
  case offsets32, offsets64
}

/// The unit of a time, and how many of it make a second.
package enum TimeUnit: Int64, Sendable, Hashable {
  case seconds = 1
  case milliseconds = 1_000
  case microseconds = 1_000_000
  case nanoseconds = 1_000_000_000
}

/// A column's name and type.
package struct ArrowField: Sendable, Hashable {
  /// The name, as the source spells it: data, never code.
  package let name: String
  /// The type.
  package let type: ArrowType
  /// Whether the source says that values may be missing.
  package let isNullable: Bool
  /// What the database calls the type, where its driver tells and Arrow has no such type.
  package let databaseType: String?

  /// Makes a field.
  package init(
    name: String, type: ArrowType, isNullable: Bool = true, databaseType: String? = nil
  ) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.databaseType = databaseType
  }
}
