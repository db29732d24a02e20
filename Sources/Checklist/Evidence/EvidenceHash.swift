internal import Crypto
package import Foundation

/// SHA-256 as it is written everywhere: 64 lower-case hexadecimal digits.
package enum EvidenceHash {
  /// The hash of some bytes.
  package static func of(_ bytes: Data) -> String {
    SHA256.hash(data: bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// The hash of a text's UTF-8 bytes.
  package static func of(_ text: String) -> String { of(Data(text.utf8)) }
}
