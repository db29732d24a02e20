internal import Foundation
internal import Measurements

extension Cell {
  /// An instant in a sentence, to the second: `2026-03-31T12:00:00Z`.
  var shownAsInstant: String {
    guard let number else { return shown }
    return Date(timeIntervalSince1970: number / 1e6).formatted(.iso8601)
  }
}
