internal import Checklist

/// A finding in the making: sentences, each with the status that it speaks for.
///
/// The worst of them is the finding's, and its sentences come first, so that whoever reads no
/// further than the first one reads why.
struct FindingDraft {
  /// The worst status that a sentence speaks for.
  private(set) var status = CheckStatus.pass
  private var parts: [(status: CheckStatus, text: String)] = []

  /// Adds a sentence, or several that belong together; nothing for an empty text.
  mutating func add(_ status: CheckStatus, _ text: String) {
    self.status = self.status.worse(status)
    if !text.isEmpty { parts.append((status, text)) }
  }

  /// The sentences: those of the status first, in the order in which they were added, then the
  /// others.
  var text: String {
    (parts.filter { $0.status == status } + parts.filter { $0.status != status })
      .map(\.text).joined(separator: " ")
  }
}
