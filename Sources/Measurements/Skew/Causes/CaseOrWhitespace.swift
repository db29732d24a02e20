/// Texts differ in nothing but capitals and blanks.
enum CaseOrWhitespace: SkewCause {
  static let card = SkewCauseCard(
    id: "case-or-whitespace", title: "capitals or blanks",
    remedy: "Trim and fold texts by one step that both pipelines share.")

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    var places: [Int] = []
    var isCase = false
    var isBlank = false
    for (place, pair) in sample.differing.enumerated() {
      guard let offline = pair.offline.text, let online = pair.online.text else { continue }
      let (one, other) = (unspaced(offline), unspaced(online))
      guard one.lowercased() == other.lowercased() else { continue }
      places.append(place)
      if one == other { isBlank = true } else { isCase = true }
      if offline.lowercased() != online.lowercased() { isBlank = true }
    }
    guard !places.isEmpty else { return nil }
    let what = [isCase ? "capitals" : nil, isBlank ? "blanks" : nil].compactMap(\.self)
    return SkewExplanation(
      card, "the texts differ in \(what.joined(separator: " and ")) only", places: places)
  }

  /// Without blanks at the ends, and with one where there were several.
  private static func unspaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
