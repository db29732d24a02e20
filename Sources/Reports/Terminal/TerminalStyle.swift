/// How text for people is painted: whether with colour, and how wide it may be.
///
/// A value made once from what the program saw at its start; nothing here reads the environment.
package struct TerminalStyle: Sendable, Hashable {
  /// Whether escape sequences for colour may be written.
  package var usesColour: Bool
  /// Cells a line may take.
  package var width: Int
  /// Whether sentences and cells are cut where a screen has no room for them; a file or a log gets
  /// them whole.
  package var cutsText: Bool

  /// Makes a style.
  package init(usesColour: Bool, width: Int, cutsText: Bool = true) {
    self.usesColour = usesColour
    self.width = width
    self.cutsText = cutsText
  }

  /// No colour, a screen of 80 columns.
  package static let plain = TerminalStyle(usesColour: false, width: 80)

  /// Decides from what the program saw.
  ///
  /// Colour needs a terminal, and is refused by a non-empty `NO_COLOR` (no-color.org) or
  /// `TERM=dumb`. The width is the terminal's, else `COLUMNS`, else 80, kept within 40…160: longer
  /// lines are not read more easily. What is neither a terminal nor has `COLUMNS` gets cells whole.
  ///
  /// - Parameters:
  ///   - isTerminal: whether the output goes to a terminal.
  ///   - environment: the process' environment.
  ///   - columns: the terminal's own width, where it is known.
  package init(isTerminal: Bool, environment: [String: String], columns: Int?) {
    let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    usesColour = isTerminal && !refuses && environment["TERM"] != "dumb"
    let measured = columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80
    width = min(max(measured, 40), 160)
    cutsText = isTerminal || environment["COLUMNS"].flatMap { Int($0) } != nil
  }

  /// What a piece of text means, from which its colour follows.
  package enum Tone: Sendable, Hashable, CaseIterable {
    case plain
    /// Headings, names.
    case strong
    /// What one may skip.
    case muted
    case good
    case caution
    case bad
  }

  /// The text in the tone's colour; unchanged when colour is off.
  ///
  /// Meaning is never in colour alone: a word or a glyph carries it too.
  package func paint(_ text: String, _ tone: Tone) -> String {
    guard usesColour, !text.isEmpty else { return text }
    let code: String
    switch tone {
    case .plain: return text
    case .strong: code = "1"
    case .muted: code = "2"
    case .good: code = "32"
    case .caution: code = "33"
    case .bad: code = "1;31"
    }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
