internal import CADBC

extension ArrowField {
  /// The columns of a result, whose schema is a struct.
  ///
  /// A column whose type cannot be measured becomes ``ArrowType/unsupported(format:)``; the
  /// others are not affected.
  ///
  /// - Throws: ``ADBCError/malformedBatch(_:)`` when the schema is no struct or lacks a column.
  static func columns(of schema: borrowing ArrowSchema) throws(ADBCError) -> [ArrowField] {
    guard let format = unsafe schema.format, unsafe String(cString: format) == "+s" else {
      throw .malformedBatch("the result is not a table")
    }
    var fields: [ArrowField] = []
    for index in 0..<Int(unsafe schema.n_children) {
      guard let child = unsafe schema.children?[index] else {
        throw .malformedBatch("the schema lacks column \(index + 1)")
      }
      fields.append(try unsafe ArrowField(child.pointee))
    }
    return fields
  }

  private init(_ schema: borrowing ArrowSchema) throws(ADBCError) {
    guard let format = unsafe schema.format.map({ unsafe String(cString: $0) }) else {
      throw .malformedBatch("a column has no type")
    }
    let stored = ArrowType(format: format)
    var type = stored
    if let layout = ListLayout(format: format), unsafe schema.n_children == 1,
      let child = unsafe schema.children?[0]
    {
      let element = try unsafe ArrowField(child.pointee).type
      if element.isNumber { type = .list(element: element, layout: layout) }
    }
    if let dictionary = unsafe schema.dictionary {
      let values = try unsafe ArrowField(dictionary.pointee).type
      type =
        if case .unsupported = values { values } else { .dictionary(index: stored, values: values) }
    }
    self.init(
      name: unsafe schema.name.map { unsafe String(cString: $0) } ?? "", type: type,
      isNullable: unsafe schema.flags & Int64(ARROW_FLAG_NULLABLE) != 0,
      databaseType: unsafe ArrowMetadata(schema.metadata).first { $0.hasSuffix(":typname") })
  }
}

extension ListLayout {
  /// The layout that a format string names; nil where it names no list.
  fileprivate init?(format: String) {
    switch format {
    case "+l": self = .offsets32
    case "+L": self = .offsets64
    default:
      guard format.hasPrefix("+w:"), let size = Int(format.dropFirst(3)), size > 0 else {
        return nil
      }
      self = .fixed(size)
    }
  }
}

extension ArrowType {
  /// Whether every element of a list of this type is a number.
  fileprivate var isNumber: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float16, .float32,
      .float64:
      true
    default: false
    }
  }

  /// The type that a format string of the Arrow C data interface names.
  ///
  ///     ArrowType(format: "tsu:UTC")   // .timestamp(unit: .microseconds, zone: "UTC")
  ///     ArrowType(format: "d:19,10")   // .decimal(precision: 19, scale: 10, bitWidth: 128)
  ///     ArrowType(format: "+l")        // .unsupported(format: "+l")
  package init(format: String) {
    self = Self.simple[format] ?? Self.parameterized(format) ?? .unsupported(format: format)
  }

  private static let simple: [String: ArrowType] = [
    "n": .null, "b": .boolean, "c": .int8, "C": .uint8, "s": .int16, "S": .uint16, "i": .int32,
    "I": .uint32, "l": .int64, "L": .uint64, "e": .float16, "f": .float32, "g": .float64,
    "z": .binary, "Z": .largeBinary, "vz": .binaryView, "u": .utf8, "U": .largeUtf8,
    "vu": .utf8View, "tdD": .date32, "tdm": .date64, "tts": .time(unit: .seconds),
    "ttm": .time(unit: .milliseconds), "ttu": .time(unit: .microseconds),
    "ttn": .time(unit: .nanoseconds), "tDs": .duration(unit: .seconds),
    "tDm": .duration(unit: .milliseconds), "tDu": .duration(unit: .microseconds),
    "tDn": .duration(unit: .nanoseconds),
  ]

  private static func parameterized(_ format: String) -> ArrowType? {
    guard let colon = format.firstIndex(of: ":") else { return nil }
    let parameters = format[format.index(after: colon)...]
    switch format[..<colon] {
    case "tss": return .timestamp(unit: .seconds, zone: String(parameters))
    case "tsm": return .timestamp(unit: .milliseconds, zone: String(parameters))
    case "tsu": return .timestamp(unit: .microseconds, zone: String(parameters))
    case "tsn": return .timestamp(unit: .nanoseconds, zone: String(parameters))
    case "w": return Int(parameters).flatMap { $0 > 0 ? .fixedSizeBinary(byteWidth: $0) : nil }
    case "d":
      let numbers = parameters.split(separator: ",").map { Int($0) }
      guard numbers.count == 2 || numbers.count == 3, let precision = numbers[0],
        let scale = numbers[1]
      else { return nil }
      let width = numbers.count == 3 ? numbers[2] : 128
      guard let width, [32, 64, 128, 256].contains(width) else { return nil }
      return .decimal(precision: precision, scale: scale, bitWidth: width)
    default: return nil
    }
  }
}
