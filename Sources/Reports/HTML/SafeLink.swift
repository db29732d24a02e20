internal import Checklist

/// A link that a person wrote, when it is one that a page may offer: http, https or relative.
///
/// Everything else – `javascript:`, `data:`, a network path `//host`, a backslash or a control
/// character that browsers skip – stays text.
enum SafeLink {
  /// The link, or nil when it may only be shown.
  static func target(_ text: String) -> String? {
    guard !text.isEmpty, !text.hasPrefix("//"), !text.contains("\\") else { return nil }
    guard text.unicodeScalars.allSatisfy({ !$0.isInvisibleCommand && $0 != " " }) else {
      return nil
    }
    let scheme = text.prefix { $0 != ":" }
    guard scheme.count < text.count, !scheme.contains(where: { "/?#".contains($0) }) else {
      return text
    }
    return ["http", "https"].contains(scheme.lowercased()) ? text : nil
  }
}
