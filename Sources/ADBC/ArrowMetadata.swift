/// The keys and values that a driver attached to a column.
///
/// Laid out as a count, then for each pair the key's length, the key, the value's length, the
/// value; numbers are 32 bits in the machine's byte order.
///
/// - Source: Arrow C data interface, `ArrowSchema.metadata`.
@safe struct ArrowMetadata {
  private let bytes: UnsafePointer<CChar>?

  /// Most pairs that are looked at: drivers attach a handful.
  private static let most = 64

  init(_ bytes: UnsafePointer<CChar>?) { unsafe self.bytes = bytes }

  /// The value of the first key that fits.
  func first(where fits: (String) -> Bool) -> String? {
    guard let bytes = unsafe bytes else { return nil }
    let raw = unsafe UnsafeRawPointer(bytes)
    var position = 0
    func number() -> Int {
      defer { position += 4 }
      return Int(unsafe raw.loadUnaligned(fromByteOffset: position, as: Int32.self))
    }
    func text() -> String {
      let length = max(0, number())
      defer { position += length }
      return unsafe String(
        decoding: UnsafeRawBufferPointer(start: raw + position, count: length), as: UTF8.self)
    }
    for _ in 0..<min(number(), Self.most) {
      let key = text()
      let value = text()
      if fits(key) { return value }
    }
    return nil
  }
}
