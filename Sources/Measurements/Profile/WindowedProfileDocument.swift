/// The `windows` part of the `profile` command's JSON.
///
/// Each window's document is made when it is written: a year of days has more numbers in documents
/// than in profiles.
package struct WindowedProfileDocument: Encodable, Sendable {
  private let profile: WindowedProfile
  private let hidden: Set<String>

  /// The document of windows; texts of hidden columns stand by their places.
  package init(_ profile: WindowedProfile, hiding hidden: Set<String> = []) {
    self.profile = profile
    self.hidden = hidden
  }

  private enum Key: String, CodingKey { case windows, undatedRows, refusedRows }

  /// Writes the windows in their order, the rows without a time, which are in no window, and the
  /// rows of windows beyond the limit, which were not measured.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var windows = container.nestedUnkeyedContainer(forKey: .windows)
    for window in profile.windows {
      try windows.encode(Window(window, length: profile.length, hiding: hidden))
    }
    try container.encode(profile.undated, forKey: .undatedRows)
    try container.encode(profile.refused, forKey: .refusedRows)
  }

  /// One window; `start` and `end` are dates, or row numbers for windows of rows.
  private struct Window: Encodable {
    let key: String
    let start: String
    let end: String
    let rows: Int
    let columns: [ProfileDocument.Column]

    init(_ window: ProfileWindow, length: WindowLength, hiding hidden: Set<String>) {
      let document = ProfileDocument(window.profile, hiding: hidden)
      key = length.text(of: window.start)
      start = key
      end = length.text(of: window.end)
      rows = document.rows
      columns = document.columns
    }
  }
}
