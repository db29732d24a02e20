internal import ADBC

/// Hashes of values that agree whenever the values do, whatever type the engine stored them in.
///
/// 1, 1.0 and an unsigned 1 have one fingerprint, and so have 0.0 and −0.0.
enum ValueFingerprint {
  /// How fractions are compared.
  enum Precision {
    /// As single-precision numbers, in which many files keep them.
    case single
    /// Bit for bit.
    case full
    /// To four digits: what differs by less is nearly the same.
    case coarse
  }

  /// Folds a missing value into a row's hash.
  @inline(__always)
  static func missing(_ hash: UInt64) -> UInt64 {
    mix(hash ^ 0x9216_D5D9_8979_FB1B)
  }

  /// Folds a column's values into the hashes of their rows.
  static func combine(
    _ column: borrowing ArrowColumn, into hashes: inout [UInt64], precision: Precision = .single
  ) {
    switch unsafe column.type {
    case .utf8, .largeUtf8, .utf8View, .binary, .largeBinary, .binaryView, .fixedSizeBinary,
      .dictionary(_, .utf8), .dictionary(_, .largeUtf8), .dictionary(_, .utf8View):
      for row in hashes.indices {
        guard let bytes = unsafe column.bytes(at: row) else {
          hashes[row] = missing(hashes[row])
          continue
        }
        let words = unsafe TextHash.words(of: bytes)
        hashes[row] = mix(hashes[row] ^ TextHash.hash(words, length: bytes.count))
      }
    case .date32, .date64, .timestamp, .time, .duration:
      for row in hashes.indices {
        let time = unsafe column.microseconds(at: row)
        hashes[row] = time.map { mix(hashes[row] ^ UInt64(bitPattern: $0)) } ?? missing(hashes[row])
      }
    case .float64:
      guard let values = unsafe column.values(as: Double.self) else { return }
      for row in hashes.indices {
        hashes[row] =
          unsafe column.isValid(row)
          ? mix(hashes[row] ^ (unsafe bits(of: values[row], precision))) : missing(hashes[row])
      }
    case .null, .unsupported, .list:
      for row in hashes.indices { hashes[row] = missing(hashes[row]) }
    default:
      for row in hashes.indices {
        hashes[row] =
          unsafe number(column, row, precision).map { mix(hashes[row] ^ $0) }
          ?? missing(hashes[row])
      }
    }
  }

  /// The bits that stand for a number, or nil when it is missing.
  private static func number(
    _ column: borrowing ArrowColumn, _ row: Int, _ precision: Precision
  ) -> UInt64? {
    if let integer = unsafe column.integer(at: row), Double(exactly: integer) == nil {
      return UInt64(bitPattern: integer)
    }
    return unsafe column.double(at: row).map { bits(of: $0, precision) }
  }

  @inline(__always)
  private static func bits(of number: Double, _ precision: Precision) -> UInt64 {
    if number.isNaN { return 0x7FF8_0000_0000_0000 }
    if precision == .coarse { return coarse(number) }
    guard precision == .single else { return (number + 0).bitPattern }
    let single = Double(Float(number))
    let isFraction = number.rounded(.towardZero) != number
    return ((isFraction && single.isFinite ? single : number) + 0).bitPattern
  }

  /// The bits of a number with 13 of its 52 binary digits, rounded: exact for whole numbers below
  /// 8,192.
  @inline(__always)
  private static func coarse(_ number: Double) -> UInt64 {
    guard number.isFinite else { return number.bitPattern }
    let half: UInt64 = 1 << 38
    return (((number + 0).bitPattern &+ half) >> 39) << 39
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit.
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    RowHash.mix(value)
  }
}
