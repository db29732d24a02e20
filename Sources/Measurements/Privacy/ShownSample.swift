/// Values as examples for people: what looks personal appears by its shape alone.
///
/// ```
/// ShownSample.text("ada@example.org")     // xxx@xxxxxxx.xxx
/// ShownSample.text("3 of 40 rows")        // 3 of 40 rows
/// ```
///
/// Where nobody has said yet which columns are personal, this keeps e-mail addresses, telephone and
/// card numbers and the other ``PersonalDataKinds`` out of tables, documents and messages.
package enum ShownSample {
  /// Of a column's values the share that must look personal for none of them to be shown.
  ///
  /// A tenth: a column of addresses with many misspelt ones is one of addresses.
  private static let enough = 0.1

  /// The text with every part that passes the check of a kind replaced by its shape.
  package static func text(_ text: String) -> String {
    let searched = SearchedText(text)
    var shapes: [Range<Int>] = []
    for kind in PersonalDataKinds.all {
      for candidate in kind.candidates(in: searched) where candidate.passes {
        if !shapes.contains(where: { $0.overlaps(candidate.range) }) {
          shapes.append(candidate.range)
        }
      }
    }
    guard !shapes.isEmpty else { return text }
    var shown = ""
    var place = 0
    for range in shapes.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      shown += String(decoding: searched.bytes[place..<range.lowerBound], as: UTF8.self)
      shown += searched.shape(range)
      place = range.upperBound
    }
    return shown + String(decoding: searched.bytes[place...], as: UTF8.self)
  }

  /// The shape of a whole value: letters as `x`, digits as `0`.
  package static func shape(_ value: String) -> String {
    let searched = SearchedText(value)
    return searched.shape(0..<searched.count)
  }

  /// Whether so many of some values look personal that none of the column is to be shown.
  package static func holdsPersonal(_ values: some Collection<String>) -> Bool {
    guard !values.isEmpty else { return false }
    let personal = values.count { value in
      let searched = SearchedText(value)
      return PersonalDataKinds.all.contains { kind in
        kind.candidates(in: searched).contains(where: \.passes)
      }
    }
    return Double(personal) >= enough * Double(values.count)
  }
}

extension DatasetProfile {
  /// Values of a column that are looked at.
  private static let looked = 1_000

  /// The columns whose values look personal, or are so by their names: they are not to be shown.
  ///
  /// - Parameter isPersonal: whether a name says so.
  package func personalColumns(byName isPersonal: (String) -> Bool) -> Set<String> {
    Set(
      columns.filter { column in
        if isPersonal(column.name) { return true }
        guard case .categories(let categories) = column.content else { return false }
        return ShownSample.holdsPersonal(categories.top(Self.looked).map(\.value))
      }.map(\.name))
  }
}
