package import ADBC

/// Choosing rows by what they hold, so that the order in which a database sends them changes
/// nothing.
extension Dialect {
  /// Parts of the range of hashes that are told apart.
  package static let drawnParts: Int64 = 1 << 40

  /// Whether rows come in an order of their own, so that the first of them are always the same.
  package var keepsOrder: Bool { self == .duckdb }

  /// A condition that holds for about a share of the different rows, always the same ones; nil
  /// where rows keep their order, so that none is needed.
  ///
  /// Equal rows are chosen together, or not at all.
  ///
  /// - Parameter columns: numbers, days and times by which rows are told apart, in the types in
  ///   which rows bring them.
  package func choice(
    by columns: [(expression: String, type: ArrowType)], share: Double
  ) -> String? {
    guard !keepsOrder else { return nil }
    let end = Int64(min(1, max(0, share)) * Double(Self.drawnParts))
    return "\(drawn(by: columns)) < \(end)\(self == .spark ? "L" : "")"
  }

  /// A hash of what a row holds, from 0 to below ``drawnParts``.
  package func drawn(by columns: [(expression: String, type: ArrowType)]) -> String {
    let list = columns.map(\.expression).joined(separator: ", ")
    switch self {
    case .duckdb: return "cast(hash(\(list)) % \(Self.drawnParts) as bigint)"
    case .spark: return "pmod(xxhash64(\(list)), \(Self.drawnParts)L)"
    case .postgresql:
      let hashes = columns.enumerated().map {
        "coalesce(\(Self.hash($0.element.expression, $0.element.type, seed: $0.offset + 1)), 0)"
      }
      return "((\(hashes.joined(separator: " # "))) & \(Self.drawnParts - 1))"
    }
  }

  /// PostgreSQL's own hash of a value, another one for each seed.
  private static func hash(_ value: String, _ type: ArrowType, seed: Int) -> String {
    switch type {
    case .date32:
      // Days are subtracted, and infinite ones cannot be.
      """
      case when isfinite(\(value)) then \
      hashint4extended(\(value) - date '1970-01-01', \(seed)) end
      """
    case .timestamp, .time: "hashfloat8extended(date_part('epoch', \(value)), \(seed))"
    // Some whole numbers, such as `oid`, have no cast to a double.
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32:
      "hashint8extended(cast(\(value) as bigint), \(seed))"
    default: "hashfloat8extended(cast(\(value) as double precision), \(seed))"
    }
  }
}
