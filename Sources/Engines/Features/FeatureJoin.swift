package import ADBC

/// Rows of the same things from two pipelines side by side, as a question to the embedded engine.
///
/// A key that several rows of a side share, and a key that one side lacks, come as one row with the
/// number of rows on each side, so that every row is accounted for.
///
/// Keys of whole numbers and of text are compared as text, so that 17 in one file and "17" in the
/// other are the same; with a decimal number on a side both are compared as numbers, instants as
/// instants.
package struct FeatureJoin: Sendable, Hashable {
  /// The rows of the training side as a query.
  package let offline: String
  /// The rows of the serving side as a query.
  package let online: String
  /// The columns by which rows belong together.
  package let keys: [Column]
  /// When a row's values held; nil: nothing says which row of a key is earlier.
  package let timestamp: Column?
  /// What is compared.
  package let columns: [Column]

  /// A column of both sides, and as what its values are compared.
  package struct Column: Sendable, Hashable {
    package let name: String
    package let offline: ArrowType
    package let online: ArrowType

    /// Names a column with its type on each side.
    package init(name: String, offline: ArrowType, online: ArrowType) {
      self.name = name
      self.offline = offline
      self.online = online
    }

    /// As what the values of both sides are compared.
    package var kind: Kind {
      let kinds = (Kind(offline), Kind(online))
      return kinds.0 == kinds.1 ? kinds.0 : .text
    }

    /// The types' names where the sides do not agree what the values are.
    package var kinds: (offline: Kind, online: Kind) { (Kind(offline), Kind(online)) }
  }

  /// As what values can be compared.
  package enum Kind: String, Sendable, Hashable {
    case number, instant, text

    init(_ type: ArrowType) {
      switch type {
      case .boolean, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float16,
        .float32, .float64, .decimal:
        self = .number
      case .date32, .date64, .timestamp: self = .instant
      default: self = .text
      }
    }
  }

  /// Describes a join.
  package init(
    offline: String, online: String, keys: [Column], timestamp: Column? = nil, columns: [Column]
  ) {
    self.offline = offline
    self.online = online
    self.keys = keys
    self.timestamp = timestamp
    self.columns = columns
  }

  /// One row a key: its parts (`k0` …), rows on each side, the first row's place in the offline
  /// data from 0, and each column's value offline (`o0` …), online (`w0` …) and, with a timestamp,
  /// offline at the key's previous moment (`p0` …).
  package var query: String {
    let parts = keys.indices.map { "k\($0)" } + (timestamp == nil ? [] : ["moment"])
    let matched = parts.map { "o.\($0) = w.\($0)" }.joined(separator: " and ")
    let shown =
      parts.enumerated().map { place, part in
        let value = "coalesce(o.\(part), w.\(part))"
        let isInstant = place == keys.count || keys[place].kind == .instant
        return "cast(\(isInstant ? "make_timestamp(\(value))" : value) as varchar) as \(part)"
      }
      + ["coalesce(o.rows, 0) as offline_rows", "coalesce(w.rows, 0) as online_rows"]
      + ["o.place as place"]
      + columns.indices.flatMap { place in
        ["o.c\(place) as o\(place)", "w.c\(place) as w\(place)"]
          + (timestamp == nil ? [] : ["o.p\(place)"])
      }
    return """
      with offline_rows as (
        select \(fields(\.offline, \.kinds.offline)), row_number() over () - 1 as place
        from (\(offline))),
      online_rows as (select \(fields(\.online, \.kinds.online)), 0 as place from (\(online))),
      offline_keys as (\(single("offline_rows", parts))),
      o as (\(earlier)),
      w as (\(single("online_rows", parts)))
      select \(shown.joined(separator: ", "))
      from o full outer join w on \(matched)
      """
  }

  /// One row a key, with its number of rows.
  private func single(_ rows: String, _ parts: [String]) -> String {
    let values = columns.indices.map { "any_value(c\($0)) as c\($0)" }
    let all = parts + ["count(*) as rows", "min(place) as place"] + values
    return
      "select \(all.joined(separator: ", ")) from \(rows) group by \(parts.joined(separator: ", "))"
  }

  private var earlier: String {
    guard timestamp != nil else { return "select * from offline_keys" }
    let names = keys.indices.map { "k\($0)" }.joined(separator: ", ")
    let values = columns.indices.map {
      "lag(c\($0)) over (partition by \(names) order by moment) as p\($0)"
    }
    return "select *, \(values.joined(separator: ", ")) from offline_keys"
  }

  private func fields(
    _ type: KeyPath<Column, ArrowType>, _ kind: KeyPath<Column, Kind>
  ) -> String {
    let parts = keys.enumerated().map { place, key in
      "\(Self.key(key, type, kind)) as k\(place)"
    }
    let moment = timestamp.map { column in
      let name = SQLText.identifier(column.name)
      let value =
        column[keyPath: kind] == .instant
        ? Self.microseconds(name, column[keyPath: type])
        : "epoch_us(try_cast(cast(\(name) as varchar) as timestamp))"
      return "\(value) as moment"
    }
    let values = columns.enumerated().map { place, column in
      "\(Self.value(column, type)) as c\(place)"
    }
    return (parts + [moment].compactMap(\.self) + values).joined(separator: ", ")
  }

  private static func key(
    _ column: Column, _ type: KeyPath<Column, ArrowType>, _ kind: KeyPath<Column, Kind>
  ) -> String {
    let name = SQLText.identifier(column.name)
    if column.kind == .instant { return microseconds(name, column[keyPath: type]) }
    let isDecimal = [column.offline, column.online].contains { type in
      switch type {
      case .float16, .float32, .float64, .decimal: true
      default: false
      }
    }
    return column.kind == .number && isDecimal
      ? "cast(\(name) as double)" : "cast(\(name) as varchar)"
  }

  private static func value(_ column: Column, _ type: KeyPath<Column, ArrowType>) -> String {
    let name = SQLText.identifier(column.name)
    return switch column.kind {
    case .number: "cast(\(name) as double)"
    case .instant: microseconds(name, column[keyPath: type])
    case .text: "cast(\(name) as varchar)"
    }
  }

  /// Microseconds since 1970, of a time without a zone as if it were UTC.
  private static func microseconds(_ name: String, _ type: ArrowType) -> String {
    if case .timestamp(_, let zone) = type, !zone.isEmpty { return "epoch_us(\(name))" }
    return "epoch_us(cast(\(name) as timestamp))"
  }
}
