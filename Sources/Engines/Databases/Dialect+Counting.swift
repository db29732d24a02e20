/// What counting in a database needs beyond common SQL: the bits of numbers, integers that do not
/// overflow, several columns in one scan.
extension Dialect {
  /// The bits of a double that is not negative, as a whole number: they ascend with the numbers.
  ///
  /// PostgreSQL sends the eight bytes, DuckDB casts to bits. Spark has neither; there the exponent
  /// comes from a logarithm, mended by comparison with powers of two, which Java computes exactly,
  /// and the mantissa from a division by that power, which rounds nothing.
  package func bits(_ number: String) -> String {
    switch self {
    case .postgresql:
      return "cast(cast('x' || encode(float8send(\(number)), 'hex') as bit(64)) as bigint)"
    case .duckdb: return "cast(cast(\(number) as bit) as bigint)"
    case .spark:
      let guess = "greatest(cast(floor(log2(\(number))) as int), -1022)"
      let exponent = """
        (\(guess) + case when \(number) < pow(2D, \(guess)) then -1 \
        when \(number) >= pow(2D, \(guess) + 1) then 1 else 0 end)
        """
      // 2⁵³⁷ twice lifts the smallest number to 1.
      let lift = literal(0x1p537)
      return """
        case when \(number) is null then null when isnan(\(number)) then 9221120237041090560L \
        when \(number) = \(literal(Double.infinity)) then 9218868437227405312L \
        when \(number) < \(literal(0x1p-1022)) then cast(\(number) * \(lift) * \(lift) as bigint) \
        else (\(exponent) + 1023) * 4503599627370496L \
        + cast((\(number) / pow(2D, \(exponent)) - 1D) * 4503599627370496D as bigint) end
        """
    }
  }

  /// A double, exactly.
  package func literal(_ number: Double) -> String {
    let text = number == .infinity ? "Infinity" : "\(number)"
    return "cast('\(text)' as \(doubleType))"
  }

  /// `number` without its last bits.
  package func shifted(_ number: String, by bits: Int) -> String {
    self == .spark ? "shiftright(\(number), \(bits))" : "((\(number)) >> \(bits))"
  }

  /// The last bits of `number`.
  package func masked(_ number: String, _ mask: Int64) -> String {
    "((\(number)) & \(mask)\(self == .spark ? "L" : ""))"
  }

  /// The bits in which two whole numbers differ.
  package func differing(_ left: String, _ right: String) -> String {
    switch self {
    case .postgresql: "((\(left)) # (\(right)))"
    case .duckdb: "xor(\(left), \(right))"
    case .spark: "((\(left)) ^ (\(right)))"
    }
  }

  /// The sum of whole numbers of 64 bits, as text, however long it becomes.
  package func exactSum(_ number: String) -> String {
    switch self {
    // Both sum such numbers in 128 bits or more.
    case .postgresql, .duckdb: return "cast(sum(\(number)) as \(textType))"
    case .spark:
      // A decimal would be an object for each row. Of 21 bits at a time the sums of 2⁴² rows have
      // 64.
      let part = { (bits: Int) in "sum(\(masked(shifted(number, by: bits), 0x1F_FFFF)))" }
      return """
        cast(cast(sum(\(shifted(number, by: 42))) as decimal(38, 0)) * 4398046511104 \
        + cast(\(part(21)) as decimal(38, 0)) * 2097152 + \(part(0)) as string)
        """
    }
  }

  /// Microseconds since 1970 of a date.
  ///
  /// Dates outside the years 1 to 9999 become the largest number: their microseconds may exceed 64
  /// bits.
  package func microseconds(ofDate date: String) -> String {
    let days =
      switch self {
      case .postgresql: "cast(\(date) - date '1970-01-01' as bigint)"
      case .duckdb: "cast(\(date) - date '1970-01-01' as bigint)"
      case .spark: "cast(unix_date(\(date)) as bigint)"
      }
    return """
      case when \(date) between date '0001-01-01' and date '9999-12-31' then \(days) * 86400000000 \
      when \(date) is not null then 9223372036854775807 end
      """
  }

  /// Microseconds since 1970 of a timestamp; of infinite ones the largest number.
  package func microseconds(ofTimestamp time: String) -> String {
    switch self {
    case .postgresql:
      """
      case when isfinite(\(time)) then cast(extract(epoch from \(time)) * 1000000 as bigint) \
      when \(time) is not null then 9223372036854775807 end
      """
    case .duckdb:
      """
      case when isfinite(\(time)) then epoch_us(\(time)) \
      when \(time) is not null then 9223372036854775807 end
      """
    case .spark: "unix_micros(cast(\(time) as timestamp))"
    }
  }

  /// Text under which only equal bytes are equal, whatever the column's collation and padding.
  package func exactText(_ text: String) -> String {
    switch self {
    case .postgresql:
      // A cast would cut the blanks at the end of a `character(n)`, which rows bring along.
      "(case when \(text) is not null then format('%s', \(text)) end collate \"C\")"
    case .duckdb: "cast(\(text) as varchar)"
    case .spark: "cast(cast(\(text) as binary) as string)"
    }
  }

  /// A query with several rows for each row of a relation, so that several columns are counted in
  /// one scan.
  ///
  /// - Parameters:
  ///   - rows: what each of them holds, expression by expression, in the types of the first.
  ///   - names: what the expressions are called.
  package func repeated(_ rows: [[String]], as names: [String], from relation: String) -> String {
    switch self {
    case .postgresql:
      let values = rows.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")
      return """
        select assay_each.* from \(relation) cross join lateral (values \(values)) \
        as assay_each(\(names.joined(separator: ", ")))
        """
    case .duckdb:
      let lists = names.indices.map { index in
        "unnest([\(rows.map { $0[index] }.joined(separator: ", "))]) as \(names[index])"
      }
      return "select \(lists.joined(separator: ", ")) from \(relation)"
    case .spark:
      return """
        select stack(\(rows.count), \(rows.joined().joined(separator: ", "))) \
        as (\(names.joined(separator: ", "))) from \(relation)
        """
    }
  }

  /// What keeps the server from writing the expressions of an inner query into every place where
  /// the outer one names them.
  package var fence: String { self == .postgresql ? " offset 0" : "" }

  /// The type of a double.
  package var doubleType: String { self == .spark ? "double" : "double precision" }
}
