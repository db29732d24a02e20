/// The marks that text leaves when it is decoded in another encoding than it was written in.
enum EncodingDamage {
  /// The replacement character; control characters; UTF-8 that was read as Latin-1 or Windows-1252.
  static let pattern =
    #"\x{FFFD}|[\x{00}-\x{08}\x{0E}-\x{1F}]|[\x{C2}\x{C3}][\x{80}-\x{BF}]|\x{E2}\x{20AC}"#
}
