/// The `windows` part of the `profile` command's JSON.
package struct WindowedProfileDocument: Encodable, Sendable {
  /// The windows in their order.
  package let windows: [Window]
  /// Rows without a time, which are in no window.
  package let undatedRows: Int
  /// Rows of windows beyond the limit, which were not measured.
  package let refusedRows: Int

  /// One window; `start` and `end` are dates, or row numbers for windows of rows.
  package struct Window: Encodable, Sendable {
    let key: String
    let start: String
    let end: String
    let rows: Int
    let columns: [ProfileDocument.Column]
  }

  /// The document of windows.
  package init(_ profile: WindowedProfile) {
    windows = profile.windows.map { window in
      let document = ProfileDocument(window.profile)
      return Window(
        key: profile.length.text(of: window.start), start: profile.length.text(of: window.start),
        end: profile.length.text(of: window.end), rows: document.rows, columns: document.columns)
    }
    undatedRows = profile.undated
    refusedRows = profile.refused
  }
}
