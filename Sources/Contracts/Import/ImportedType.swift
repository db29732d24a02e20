internal import Checklist

/// Names of types in pandas, Spark and databases, in the words of a contract.
enum ImportedType {
  /// The constraint that values are of one of the types.
  static func constraint(
    _ names: [String], of column: String
  ) throws(NotCarried) -> ImportedConstraint {
    var types: Set<ValueType> = []
    for name in names {
      guard let type = type(name) else {
        throw NotCarried("the type “\(name.shortened)” is none that a contract can name")
      }
      types.insert(type)
    }
    // Whole numbers are numbers, and days are moments.
    if types == [.integer, .number] { types = [.number] }
    if types == [.date, .timestamp] { types = [.timestamp] }
    guard types.count == 1, let type = types.first else {
      throw NotCarried("a contract names one type, and not \(names.joined(separator: ", "))")
    }
    return ImportedConstraint(
      StoredType.self, of: column, [StoredType.type.name: .text(type.rawValue)])
  }

  /// The type of a name; nil for one that is not known or says nothing, as pandas' `object`.
  static func type(_ name: String) -> ValueType? {
    var word = name.lowercased()
    if let end = word.firstIndex(where: { $0 == "(" || $0 == "[" || $0 == "<" }) {
      word = String(word[..<end])
    }
    word = word.split(separator: ".").last.map(String.init) ?? word
    word = word.split(separator: " ").first.map(String.init) ?? word
    if word.hasSuffix("type"), word.count > 4 { word = String(word.dropLast(4)) }
    return types[word]
  }

  /// What a type is called elsewhere, in small letters.
  static func names(of type: ValueType) -> [String] {
    types.filter { $0.value == type && $0.key != type.rawValue }.map(\.key).sorted()
  }

  private static let types: [String: ValueType] = {
    var types: [String: ValueType] = [:]
    for (type, names) in [
      (
        ValueType.integer,
        "int int8 int16 int32 int64 uint8 uint16 uint32 uint64 integer bigint smallint tinyint "
          + "long short byte hugeint number_integer serial bigserial int2 int4 int8 integral"
      ),
      (
        .number,
        "float float16 float32 float64 double real decimal numeric number float4 float8 fractional"
      ),
      (.boolean, "bool boolean"),
      (.date, "date date32 date64"),
      (
        .timestamp,
        "timestamp timestamptz timestamp_tz datetime datetime64 timestamp_ntz timestamp_ltz"
      ),
      (.text, "str string varchar char text character nvarchar nchar bpchar large_string clob"),
    ] {
      for name in names.split(separator: " ") { types[String(name)] = type }
    }
    return types
  }()
}
